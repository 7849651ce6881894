"""Thông báo kiểm tra: who may announce for which team, until when the unit reports, what a unit was told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.working_time import add, subtract
from congvu.domain.inspections.models import Member, MemberRole, Team, Visit, VisitNotice
from congvu.domain.inspections.policy.language import shown_language
from congvu.domain.inspections.policy.visits import CANCELLED, KIND, NOTICED
from congvu.domain.inspections.queries import teams
from congvu.domain.inspections.queries.checklists import in_groups
from congvu.domain.inspections.queries.findings import answers_for, is_of_visit
from congvu.domain.inspections.queries.plans import ItemRow
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.casework.queries.clocks import close_of
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

FORM, CONDUCT, ORDER = "inspections.team.form", "inspections.visit.conduct", "inspections.draw.order"


def may_announce(actor: Actor, team: Team, on: date) -> bool:
    """Whether the actor sends this team: who forms teams for its agency, or its head."""
    if actor.may(FORM, team.agency_id):
        return True
    head = teams.head_of(team, on)
    return head is not None and head.official_id == actor.official_id and actor.may(CONDUCT)


def announcing_teams(actor: Actor, on: date) -> list[Team]:
    """Teams in force on the day that the actor may send."""
    rows = [one for one in teams.visible_teams(actor) if teams.is_in_force(one, on)]
    return [one for one in rows if may_announce(actor, one, on)]


def may_cancel(actor: Actor, case: Case) -> bool:
    """Whether the actor gives the visit up: who ordered it, or who forms its team."""
    visit = Visit.objects.select_related("team").filter(case=case).first()
    if visit is None or visit.team is None or case.phase != NOTICED:
        return False
    return actor.may(FORM, visit.team.agency_id) or (
        actor.official_id is not None and actor.official_id == visit.team.ordered_by_id
    )


def may_postpone(actor: Actor, case: Case) -> bool:
    """Whether the actor sets another day: who may cancel, and the head of the team."""
    if may_cancel(actor, case):
        return True
    visit = Visit.objects.select_related("team").filter(case=case).first()
    if visit is None or visit.team is None or case.phase != NOTICED:
        return False
    head = teams.head_of(visit.team, visit.visit_on)
    return head is not None and head.official_id == actor.official_id and actor.may(CONDUCT)


def may_recheck(actor: Actor, case: Case) -> bool:
    """Whether the actor makes the re-check of a concluded visit: its team's head, or who forms teams; once."""
    visit = Visit.objects.select_related("team").filter(case=case, conclusion__concluded_at__isnull=False).first()
    if visit is None or visit.team is None or visit.followed_by.exclude(case__phase=CANCELLED).exists():
        return False
    return may_announce(actor, visit.team, people.local_date(timezone.now()))


def report_day(unit_id: int, visit_on: date, now: datetime) -> date:
    """The last day on which the unit hands in its report: so long before the visit as the rule says, today at the
    earliest and the day of the visit at the latest."""
    today = people.local_date(now)
    calendar = org.calendar_of(unit_id)
    before = subtract(calendar, close_of(calendar, visit_on), rules.limit("inspections.self_report_within", today))
    return min(max(people.local_date(before), today), visit_on)


def first_day(visit: Visit, now: datetime) -> date:
    """The first day the notice of a further visit to the same unit leaves in time."""
    today = people.local_date(now)
    return people.local_date(add(org.calendar_of(visit.case.issuing_agency_id), now,
                                 rules.limit("inspections.notice_within", today)))  # fmt: skip


def notice_of(case: Case) -> VisitNotice:
    """The notice behind a case; NotFound for another case."""
    rows = VisitNotice.objects.select_related("visit__case", "visit__team", "visit__checklist")
    found = rows.filter(case=case).first()
    if found is None:
        raise NotFound(_("There is no such notice, or it is not open to you."))
    found.case = case
    return found


def notice_for_visit(actor: Actor, visit: Visit, on: date) -> VisitNotice | None:
    """What the unit was told, for the team and for the unit's head; None where nothing was."""
    found = VisitNotice.objects.select_related("case").filter(visit=visit).first()
    if found is None or not (is_of_visit(actor, visit, on) or answers_for(actor, visit.unit_id, on)):
        return None
    return found


def may_hand_in(actor: Actor, case: Case) -> bool:
    """The head of the unit, or who holds the notice for it."""
    holds = case.holder_official_id is not None and case.holder_official_id == actor.official_id
    return holds or answers_for(actor, case.accountable_agency_id, people.local_date(timezone.now()))


def with_visits(actor: Actor, rows: list[ItemRow], on: date) -> list[ItemRow]:
    """The checks of an issued plan, each with the visit that came of it, or whether the actor may announce it.

    A link to the visit for who may see it; a cancelled visit leaves its check to be announced anew, and what was not
    carried out in its days says so. Two statements
    for the visits, and one for the teams the actor may send.
    """
    found = Visit.objects.filter(plan_item_id__in=[row.pk for row in rows]).exclude(case__phase=CANCELLED)
    made = {one.plan_item_id: one for one in found.select_related("case")}
    seen = set(visible_to(actor).filter(pk__in=[one.pk for one in made.values()]).values_list("pk", flat=True))
    lifecycle = kinds.get(KIND).lifecycle
    sent = _sent_by(actor, {row.item.team for row in rows if row.item.team is not None})
    for row in rows:
        row.visit = made.get(row.pk)
        if row.visit is not None:
            row.phase = lifecycle.phase(row.visit.case.phase).label(shown_language())
            row.url = kinds.case_href(row.visit.case.code) if row.visit.pk in seen else ""
        else:
            row.is_missed = row.item.to_on < on
            row.may_announce = row.item.to_on > on and row.item.team_id in sent
    return rows


def _sent_by(actor: Actor, crew: set[Team]) -> set[int]:
    """Teams of these the actor forms or heads."""
    formed = {one.pk for one in crew if actor.may(FORM, one.agency_id)}
    if actor.official_id is None or not actor.may(CONDUCT):
        return formed
    heads = Member.objects.filter(team__in=crew, role=MemberRole.HEAD, official_id=actor.official_id, left_on=None)
    return formed | set(heads.values_list("team_id", flat=True))


def notice_panel(_actor: Actor, case: Case) -> dict[str, Any]:
    """Template context of the notice: who comes when, what for, by which checklist, and the report handed in."""
    row = VisitNotice.objects.select_related("visit__case", "visit__team", "visit__checklist").filter(case=case).first()
    if row is None:
        return {"notice": None}
    visit = row.visit
    head = teams.head_of(visit.team, visit.visit_on) if visit.team is not None else None
    return {"notice": row, "visit": visit, "head": head, "groups": in_groups(list(visit.checklist.items.all()))}
