"""Trang đầu phòng kiểm tra: what is planned, who is in a team, draws, visits, what is still open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from congvu.domain.inspections.queries import checklists, front, minutes, plans, selfchecks, teams
from congvu.domain.inspections.tables import state_mark
from congvu.domain.inspections.views.places import tabs
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui.access import requires


@requires(plans.READ)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The room at one glance; each card leads to its own page."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    shown = teams.teams_shown(actor, today)
    context = {
        "tabs": tabs(actor, "front"), "year": today.year, "coming": plans.coming(actor, today),
        "plan": plans.issued_for(actor, today.year), "drafts": plans.drafts_for(actor),
        "teams": [(team, state_mark(teams.state_of(team, today)), head) for team, head in shown],
        "mine": teams.memberships_of(actor, today),
        "rounds": [
            (called, sum(row.state == "signed" for row in rows), len(rows),
             next((row for row in rows if actor.may(selfchecks.HOLD, row.pk) and row.state != "signed"), None))
            for called, rows in selfchecks.open_rounds(actor, today)
        ],
        "draws": front.draws_for(actor, now), "visits": front.visit_rows(actor, now, 6),
        "to_confirm": minutes.waiting_for(actor),
        "lists": checklists.all_in_force(today),
        "may_plan": actor.may(plans.EDIT), "may_form": actor.may(teams.FORM), "today": today,
    }  # fmt: skip
    return render(request, "inspections/front.html", context)
