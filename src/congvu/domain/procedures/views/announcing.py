"""Công bố, công khai, bãi bỏ."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.domain.procedures import forms
from congvu.domain.procedures.actions import announcing as actions
from congvu.domain.procedures.models import Version
from congvu.domain.procedures.policy.deadlines import Deed
from congvu.domain.procedures.queries import catalogue as queries
from congvu.domain.procedures.queries import deadlines
from congvu.domain.procedures.tables import DEADLINES
from congvu.kernel.accounts.policy import Actor, acting, require
from congvu.kernel.rules.queries import InForce
from congvu.kernel.ui import formats, tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import fill, posted


@requires("procedures.procedure.read")
@require_GET
def listed(request: HttpRequest) -> HttpResponseBase:
    """Announced versions with their last days, by the decree or by the index of service (`by=index`)."""
    now = timezone.now()
    today = timezone.localdate(now)
    by = deadlines.INDEX if request.GET.get("by") == deadlines.INDEX else deadlines.LAW
    rows = deadlines.announced_for(acting(request), today, by)
    context = {"by": by, "rules": deadlines.rules_behind(rows, today, by)}
    return tables.respond(request, DEADLINES, rows, template="procedures/deadlines.html", now=now, context=context)


def _rule_words(rule: InForce | None) -> str:
    if rule is None:
        return ""
    standing = _("not verified") if rule.standing == "unverified" else ""
    source = ", ".join(word for word in (rule.source, standing) if word)
    return f"{rule.label}: {rule.words} ({source})."


def _tell_late(request: HttpRequest, row: deadlines.Announced) -> None:
    if row.announcement == Deed.LATE and row.announce_by:
        words = _("The decision is late: it should have been made by %(day)s to take effect on %(effect)s.")
        if row.fast_track:
            words = _("The decision is late: for an instrument of the shortened procedure it was due on %(day)s.")
        messages.warning(
            request, words
            % {"day": formats.day(row.announce_by), "effect": formats.day(row.from_on)},
        )  # fmt: skip
    if row.publish_by and not row.published:
        messages.info(request, _("Publish it by %(day)s.") % {"day": formats.day(row.publish_by)})


def _version(actor: Actor, version_id: int) -> Version:
    """A version, for whoever may announce it: nobody fills in what will be refused."""
    version = queries.version_for(actor, version_id)
    require(actor, queries.ANNOUNCE, version.procedure.agency_id)
    return version


@requires("procedures.procedure.announce")
@require_http_methods(["GET", "POST"])
def announce(request: HttpRequest, version_id: int) -> HttpResponse:
    """Announce a draft."""
    actor, now = acting(request), timezone.now()
    version = _version(actor, version_id)
    back = reverse("procedures:procedure", args=[version.procedure_id])
    if version.announced_on is not None and request.method == "GET":
        messages.info(request, _("This version is announced already."))
        return redirect(back)
    form = forms.AnnounceForm(posted(request), initial={"announced_on": timezone.localdate(now)})

    def act() -> str:
        done = actions.announce(actor=actor, version_id=version.pk, now=now, **form.cleaned_data)
        messages.success(request, _("The procedure is announced."))
        _tell_late(request, deadlines.announced_version(done, timezone.localdate(now)))
        return back

    told = [_("From the first day on new dossiers follow this version; those under way keep theirs.")]
    told += [_rule_words(rule) for rule in deadlines.rules_on(timezone.localdate(now))]
    return fill(
        request, form, act, title=_("Announce: %(name)s") % {"name": version.name}, button=_("Announce the version"),
        back=back, note="\n".join(word for word in told if word),
    )  # fmt: skip


@requires("procedures.procedure.announce")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, version_id: int) -> HttpResponse:
    """Note the day it was published."""
    actor, now = acting(request), timezone.now()
    version = _version(actor, version_id)
    back = reverse("procedures:procedure", args=[version.procedure_id])
    if version.published_on is not None and request.method == "GET":
        messages.info(request, _("This version is published already."))
        return redirect(back)
    form = forms.PublishForm(posted(request), initial={"on": timezone.localdate(now)})

    def act() -> str:
        actions.publish(actor=actor, version_id=version.pk, on=form.cleaned_data["on"], now=now)
        messages.success(request, _("The day of publication is noted."))
        return back

    title = _("Publish: %(name)s") % {"name": version.name}
    note = _publish_note(version, timezone.localdate(now))
    return fill(request, form, act, title=title, button=_("Note the day"), back=back, note=note)


def _publish_note(version: Version, today: date) -> str:
    if version.announced_on is None:
        return ""
    last = deadlines.announced_version(version, today).publish_by
    by = _("Publish it by %(day)s.") % {"day": formats.day(last)} if last else ""
    _first, within = deadlines.rules_on(
        version.announced_on, announcer=version.announcer, fast_track=version.fast_track
    )
    return f"{by} {_rule_words(within)}".strip()


@requires("procedures.procedure.announce")
@require_http_methods(["GET", "POST"])
def abolish(request: HttpRequest, procedure_id: int) -> HttpResponse:
    """Abolish a procedure."""
    actor, now = acting(request), timezone.now()
    found = queries.procedure_for(actor, procedure_id)
    require(actor, queries.ANNOUNCE, found.agency_id)
    back = reverse("procedures:procedure", args=[found.pk])
    form = forms.AbolishForm(posted(request))

    def act() -> str:
        actions.abolish(actor=actor, procedure_id=found.pk, now=now, **form.cleaned_data)
        messages.success(request, _("The procedure is abolished."))
        return back

    return fill(
        request, form, act, title=_("Abolish: %(name)s") % {"name": found.name}, button=_("Abolish"), back=back,
        note=_("Dossiers under way are settled to their end under the version they began with."),
    )  # fmt: skip
