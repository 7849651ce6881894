"""Công bố, công khai, bãi bỏ."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congvu.domain.procedures import forms
from congvu.domain.procedures.actions import announcing as actions
from congvu.domain.procedures.queries import catalogue as queries
from congvu.domain.procedures.views.pages import fill, posted
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui.access import requires


@requires("procedures.procedure.announce")
@require_http_methods(["GET", "POST"])
def announce(request: HttpRequest, version_id: int) -> HttpResponse:
    """Announce a draft."""
    actor, now = acting(request), timezone.now()
    version = queries.version_for(actor, version_id)
    back = reverse("procedures:procedure", args=[version.procedure_id])
    form = forms.AnnounceForm(posted(request), initial={"announced_on": timezone.localdate(now)})

    def act() -> str:
        actions.announce(actor=actor, version_id=version.pk, now=now, **form.cleaned_data)
        messages.success(request, _("The procedure is announced."))
        return back

    return fill(
        request, form, act, title=_("Announce: %(name)s") % {"name": version.name}, button=_("Announce"), back=back,
        note=_("From the first day on new dossiers follow this version; those under way keep theirs."),
    )  # fmt: skip


@requires("procedures.procedure.announce")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, version_id: int) -> HttpResponse:
    """Note the day it was published."""
    actor, now = acting(request), timezone.now()
    version = queries.version_for(actor, version_id)
    back = reverse("procedures:procedure", args=[version.procedure_id])
    form = forms.PublishForm(posted(request), initial={"on": timezone.localdate(now)})

    def act() -> str:
        actions.publish(actor=actor, version_id=version.pk, on=form.cleaned_data["on"], now=now)
        messages.success(request, _("The day of publication is noted."))
        return back

    title = _("Publish: %(name)s") % {"name": version.name}
    return fill(request, form, act, title=title, button=_("Note the day"), back=back)


@requires("procedures.procedure.announce")
@require_http_methods(["GET", "POST"])
def abolish(request: HttpRequest, procedure_id: int) -> HttpResponse:
    """Abolish a procedure."""
    actor, now = acting(request), timezone.now()
    found = queries.procedure_for(actor, procedure_id)
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
