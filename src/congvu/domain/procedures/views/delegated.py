"""Phân cấp, ủy quyền giải quyết."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Invalid
from congvu.core.text import typed_number
from congvu.domain.procedures import forms
from congvu.domain.procedures.actions import delegating as actions
from congvu.domain.procedures.queries import catalogue
from congvu.domain.procedures.queries import delegated as queries
from congvu.domain.procedures.tables import DELEGATIONS, delegation_badge
from congvu.kernel.accounts.policy import Actor, acting, require
from congvu.kernel.org import queries as org
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import fill, posted


@requires("procedures.procedure.read")
@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Delegations as of today, those that end soonest first."""
    actor, now = acting(request), timezone.now()
    rows = queries.delegations_for(actor, timezone.localdate(now))
    context = {"may_record": actor.may(catalogue.ANNOUNCE), "ending": sum(row.state == "ending" for row in rows)}
    return tables.respond(request, DELEGATIONS, rows, template="procedures/delegations.html", now=now, context=context)


@requires("procedures.procedure.read")
@require_GET
def delegation(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """One decision with what it covers."""
    actor, on = acting(request), timezone.localdate()
    found = queries.delegation_for(actor, delegation_id)
    row = next(one for one in queries.delegations_for(actor, on) if one.pk == found.pk)
    context = {
        "row": row, "state": delegation_badge(row.state), "means": found.get_means_display(),
        "may_change": row.editable and not found.ended_by, "may_end": row.editable and row.state != "ended",
    }  # fmt: skip
    return render(request, "procedures/delegation.html", context)


def _form(request: HttpRequest, actor: Actor, **given: object) -> forms.DelegationForm:
    today = timezone.localdate()
    return forms.DelegationForm(
        posted(request), agencies=[(str(one.pk), one.full_name) for one in org.agencies_on(today)],
        authorities=[(str(one.pk), one.full_name) for one in catalogue.agencies_for(actor, catalogue.ANNOUNCE, today)],
        **given,
    )  # fmt: skip


def _given(form: forms.DelegationForm) -> actions.Delegation:
    """What the form says, codes and names looked up; Invalid for one that is not known."""
    told = form.cleaned_data
    ids, unknown = queries.procedures_by_code(told["procedures"])
    if unknown:
        raise Invalid(
            _("No procedure has the code %(codes)s.") % {"codes": ", ".join(unknown)}, field="procedures"
        )
    within = []
    for line in told["within"].splitlines():
        if line.strip():
            match = next(iter(org.agencies_matching(line, told["from_on"])), None)
            if match is None:
                raise Invalid(_("No agency is called “%(name)s”.") % {"name": line.strip()}, field="within")
            within.append(match.pk)
    names = ("means", "decision", "position", "replaces", "place", "from_on", "to_on", "responsibility")
    return actions.Delegation(
        **{name: told[name] for name in names}, authority_id=told["authority"], delegate_id=told["delegate"],
        procedure_ids=tuple(ids), within_ids=tuple(dict.fromkeys(within)),
    )  # fmt: skip


@requires("procedures.procedure.announce")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Record a decision."""
    actor, now = acting(request), timezone.now()
    form = _form(request, actor, initial={"procedures": request.GET.get("code", ""), "replaces": True})

    def act() -> str:
        row = actions.record_delegation(actor=actor, given=_given(form), now=now)
        messages.success(request, _("The delegation is recorded."))
        return reverse("procedures:delegation", args=[row.pk])

    return fill(
        request, form, act, title=_("Record a decision on delegated settling"), button=_("Record"),
        back=reverse("procedures:delegations"),
        note=_("From its first day on the one-stop desks see who settles; dossiers under way stay where they are."),
    )  # fmt: skip


@requires("procedures.procedure.announce")
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Put right what was typed wrongly."""
    actor, now = acting(request), timezone.now()
    row = queries.delegation_for(actor, delegation_id)
    require(actor, catalogue.ANNOUNCE, row.authority_id)
    back = reverse("procedures:delegation", args=[row.pk])
    form = _form(request, actor, initial=forms.DelegationForm.initial_of(row))

    def act() -> str:
        actions.correct_delegation(actor=actor, delegation_id=row.pk, given=_given(form), now=now)
        messages.success(request, _("The delegation is corrected."))
        return back

    return fill(
        request, form, act, title=_("Correct: %(name)s") % {"name": row.decision}, button=_("Keep"), back=back,
        note=_("Only what was typed wrongly; a new decision is recorded as a new delegation."),
    )  # fmt: skip


@requires("procedures.procedure.announce")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """The power goes back."""
    actor, now = acting(request), timezone.now()
    row = queries.delegation_for(actor, delegation_id)
    require(actor, catalogue.ANNOUNCE, row.authority_id)
    back = reverse("procedures:delegation", args=[row.pk])
    form = forms.EndDelegationForm(posted(request))

    def act() -> str:
        actions.end_delegation(actor=actor, delegation_id=row.pk, now=now, **form.cleaned_data)
        messages.success(request, _("The delegation ends on that day."))
        return back

    title = _("End: %(name)s") % {"name": row.decision}
    return fill(request, form, act, title=title, button=_("End it"), back=back)


@requires("procedures.procedure.read")
@require_GET
def competence(request: HttpRequest, procedure_id: int) -> HttpResponse:
    """Who settles this procedure for a desk (`desk=`, an agency's key) on a day, for whoever asks."""
    actor, on = acting(request), timezone.localdate()
    found = catalogue.procedure_for(actor, procedure_id)
    version = catalogue.version_in_force(found.pk, on)
    if version is None:
        messages.info(request, _("No version is in force on that day."))
        return redirect("procedures:procedure", found.pk)
    desk = request.GET.get("desk", "")
    number = typed_number(desk)
    settling = queries.settling_agencies(version, number, on)[:20] if number is not None else []
    context = {
        "procedure": found, "desk": desk, "desks": queries.receiving_desks(on),
        "rows": [(org.agency_by_id(one.agency_id).full_name, one) for one in settling],
    }  # fmt: skip
    return render(request, "procedures/competence.html", context)
