"""Vắng mặt, ủy quyền: planned ahead, one's own and of the people one looks after."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.kernel.org import actions
from congvu.kernel.org.forms import DelegateForm, PlanAbsenceForm
from congvu.kernel.org.models import Official
from congvu.kernel.org.queries import standing_in
from congvu.kernel.org.views.days import person_of
from congvu.kernel.org.views.filling import fill_in
from congvu.kernel.ui.access import requires

PAGE = "org:standing_in"


def _choices(people: list[Official]) -> list[tuple[str, str]]:
    return [(one.code, one.full_name) for one in people]


@requires("org.agency.read")
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Who is away and who acts; which authority is delegated to whom."""
    actor, today = person_of(request), timezone.localdate()
    context = {
        "absences": standing_in.absences_for(actor, today), "delegations": standing_in.delegations_for(actor, today),
        "on": today, "may_plan": bool(standing_in.looked_after(actor, standing_in.ABSENCE, today)),
        "may_delegate": bool(standing_in.looked_after(actor, standing_in.DELEGATION, today)),
    }  # fmt: skip
    return render(request, "org/standing_in.html", context)


@requires("org.agency.read")
@require_http_methods(["GET", "POST"])
def plan_absence(request: HttpRequest) -> HttpResponse:
    """Plan an absence with a deputy."""
    actor, today = person_of(request), timezone.localdate()
    people = _choices(standing_in.looked_after(actor, standing_in.ABSENCE, today))
    act = partial(actions.record_absence, actor=actor, now=timezone.now())
    return fill_in(
        request, partial(PlanAbsenceForm, people=people), act, title=_("Plan an absence"), button=_("Record"),
        done=_("The absence has been recorded."), back=reverse(PAGE),
        note=_("Work offered on these days goes to the deputy, with both names in the journal."),
    )  # fmt: skip


@requires("org.agency.read")
@require_http_methods(["GET", "POST"])
def delegate(request: HttpRequest) -> HttpResponse:
    """Delegate authority within a scope."""
    actor, today = person_of(request), timezone.localdate()
    people = _choices(standing_in.looked_after(actor, standing_in.DELEGATION, today))
    act = partial(actions.delegate, actor=actor, now=timezone.now())
    return fill_in(
        request, partial(DelegateForm, people=people), act, title=_("Delegate authority"), button=_("Delegate"),
        done=_("The delegation has been recorded."), back=reverse(PAGE),
        note=_("Whoever acts on behalf signs with both names; the one who delegated stays accountable."),
    )  # fmt: skip


@requires("org.agency.read")
@require_POST
def withdraw_delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a delegation back before its end."""
    row = standing_in.delegation_by_id(pk)
    actions.withdraw_delegation(actor=person_of(request), delegation=row, now=timezone.now())
    messages.success(request, _("The delegation has ended."))
    return redirect(PAGE)
