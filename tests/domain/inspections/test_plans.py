"""The yearly plan: what it may hold, warnings that must be answered, and that an issued one never changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.inspections.actions import plans
from congvu.domain.inspections.models import Plan, PlanItem, VisitSort
from congvu.domain.inspections.papers.plans import plan_paper
from congvu.domain.inspections.policy.frequency import Trouble
from congvu.domain.inspections.queries import plans as queries
from congvu.domain.inspections.queries.papers import facts_of_plan
from congvu.kernel.documents.papers import to_docx
from congvu.kernel.journal.queries import of_stream
from congvu.kernel.rules.actions import choose_rule
from tests.domain.inspections.conftest import Room, allowed
from tests.kernel.casework.office import pk_of

MARCH, OCTOBER = date(2026, 3, 10), date(2026, 10, 6)


def whole(room: Room, plan: Plan, *days: date) -> list[PlanItem]:
    """Checks of Sở Y tế on these days, with team and checklist."""
    team = room.crew()
    return [room.item(plan, room.health, day, team_id=team.pk, checklist_id=room.checklist.pk) for day in days]


def test_a_plan_from_draft_to_issue_is_in_the_journal(room: Room) -> None:
    plan = room.plan()
    whole(room, plan, MARCH)
    issued = room.issue(plan)
    assert (issued.number, issued.issued_on, issued.issued_by) == ("12/KH-UBND", date(2026, 11, 20), "ct")
    verbs = [line.verb for line in of_stream(f"inspection_plan/{plan.pk}")]
    assert verbs == ["inspection.plan_drafted", "inspection.plan_item_added", "inspection.plan_issued"]


@pytest.mark.parametrize("sort", [VisitSort.UNANNOUNCED, VisitSort.SHORT_NOTICE, VisitSort.SELF])
def test_what_comes_unscheduled_never_stands_in_a_plan(room: Room, sort: str) -> None:
    plan = room.plan()
    with pytest.raises(Invalid) as refused:
        room.item(plan, room.health, MARCH, sort=sort)
    assert refused.value.field == "sort"
    assert not plan.items.exists()


def test_an_issued_plan_changes_neither_through_acts_nor_behind_them(room: Room) -> None:
    plan = room.plan()
    (item,) = whole(room, plan, MARCH)
    room.issue(plan)
    for act in (
        lambda: room.item(plan, room.office.stc, OCTOBER),
        lambda: plans.remove_item(actor=room.planner, item_id=item.pk, now=room.now),
        lambda: plans.change_plan(actor=room.planner, plan_id=plan.pk, name="Khác", purposes="x", now=room.now),
        lambda: plans.drop_draft(actor=room.planner, plan_id=plan.pk, now=room.now),
        lambda: room.issue(plan, "13/KH-UBND"),
    ):
        with pytest.raises(MoveRefused):
            act()
    for write in (
        lambda: PlanItem.objects.filter(pk=item.pk).update(from_on=OCTOBER, to_on=OCTOBER),
        lambda: PlanItem.objects.filter(pk=item.pk).delete(),
        lambda: PlanItem.objects.create(plan=plan, unit=room.office.stc, from_on=MARCH, to_on=MARCH),
        lambda: Plan.objects.filter(pk=plan.pk).update(name="Khác"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    assert plan.items.get().from_on == MARCH


def test_a_second_check_in_the_year_must_be_answered_before_issuing(room: Room) -> None:
    plan = room.plan()
    first, second = whole(room, plan, MARCH, OCTOBER)
    rows = {row.pk: row for row in queries.rows_of(plan)}
    assert [told.trouble for told in rows[second.pk].warned] == [Trouble.TWICE]
    assert rows[second.pk].is_open
    with pytest.raises(MoveRefused) as refused:
        room.issue(plan)
    assert "Sở Y tế" in str(refused.value)
    assert rows[first.pk].warned == []
    plans.change_item(
        actor=room.planner, item_id=second.pk, unit_id=second.unit_id, sort=second.sort, from_on=second.from_on,
        to_on=second.to_on, team_id=second.team_id, checklist_id=second.checklist_id, because="Theo chỉ đạo",
        now=room.now,
    )  # fmt: skip
    assert room.issue(plan).number


def test_a_check_of_last_years_plan_and_a_unit_below_count_too(room: Room) -> None:
    before = room.plan(2025)
    team = room.crew(valid_from=date(2026, 1, 21))
    room.item(before, room.health, date(2025, 11, 3), team_id=team.pk, checklist_id=room.checklist.pk, because="Chuyển")
    with pytest.raises(Invalid):
        room.issue(before)  # the checklist did not hold in 2025
    Plan.objects.filter(pk=before.pk).update(number="9/KH-UBND", issued_on=date(2025, 1, 30), issued_by="ct")
    plan = room.plan()
    near, far = room.item(plan, room.health, date(2026, 10, 6)), room.item(plan, room.office.stc, date(2026, 10, 6))
    rows = {row.pk: row.warned for row in queries.rows_of(plan)}
    assert [told.trouble for told in rows[near.pk]] == [Trouble.TWICE]
    assert rows[far.pk] == []
    division = room.item(plan, room.office.division, date(2026, 5, 6))
    agency = room.item(plan, room.office.snv, date(2026, 8, 6))
    rows = {row.pk: row.warned for row in queries.rows_of(plan)}
    assert rows[division.pk] == []
    assert [told.trouble for told in rows[agency.pk]] == [Trouble.TWICE]


def test_the_months_are_a_choice_of_the_province(room: Room) -> None:
    plan = room.plan(2027)
    _first, second = (room.item(plan, room.health, day) for day in (date(2027, 3, 10), date(2027, 10, 6)))
    owner = allowed(room.planner, "rules.rule.edit", everywhere=True)
    choose_rule(actor=owner, code=queries.ONCE_IN, value="6", source="Quy chế kiểm tra công vụ của tỉnh",
                from_on=date(2026, 12, 1), now=room.now)  # fmt: skip
    assert {row.pk: row.warned for row in queries.rows_of(plan)}[second.pk] == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"from_on": date(2025, 12, 31), "to_on": MARCH}, "from_on"),
        ({"from_on": MARCH, "to_on": date(2026, 3, 9)}, "to_on"),
        ({"from_on": MARCH, "to_on": MARCH, "sort": VisitSort.THEMATIC}, "theme"),
        ({"from_on": MARCH, "to_on": MARCH, "period_from": date(2026, 1, 1)}, "period_to"),
        ({"from_on": MARCH, "to_on": MARCH, "period_from": date(2026, 1, 1), "period_to": OCTOBER}, "period_to"),
        ({"from_on": MARCH, "to_on": MARCH, "checklist_id": 999_999}, "checklist"),
        ({"from_on": MARCH, "to_on": MARCH, "team_id": 999_999}, "team"),
    ],
)
def test_bad_input_is_refused_beside_its_field(room: Room, given: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        plans.add_item(actor=room.planner, plan_id=room.plan().pk, unit_id=room.health.pk, now=room.now,
                       **given)  # fmt: skip
    assert refused.value.field == field


def test_the_whole_province_is_no_unit_to_be_checked(room: Room) -> None:
    with pytest.raises(Invalid) as refused:
        room.item(room.plan(), room.top, MARCH)
    assert refused.value.field == "unit"


def test_a_plan_is_not_issued_without_team_checklist_purposes_or_by_the_wrong_person(room: Room) -> None:
    plan = room.plan()
    with pytest.raises(Invalid):
        room.issue(plan)
    room.item(plan, room.health, MARCH)
    with pytest.raises(Invalid):
        room.issue(plan)
    with pytest.raises(NotAllowed):
        plans.issue_plan(actor=room.planner, plan_id=plan.pk, number="1/KH", issued_on=MARCH, now=room.now)
    other = room.plan(2027)
    with pytest.raises(NotAllowed):
        plans.add_item(actor=room.chief, plan_id=other.pk, unit_id=room.health.pk, from_on=date(2027, 3, 1),
                       to_on=date(2027, 3, 1), now=room.now)  # fmt: skip


def test_a_member_who_joined_later_still_keeps_the_plan_from_being_issued(room: Room) -> None:
    plan = room.plan()
    (item,) = whole(room, plan, MARCH)
    assert item.team is not None
    room.join(item.team, room.rival)
    room.item(plan, room.office.stc, OCTOBER)
    with pytest.raises(Invalid):
        plans.change_item(
            actor=room.planner, item_id=plan.items.get(unit=room.office.stc).pk, unit_id=room.office.stc.pk,
            sort="planned", from_on=OCTOBER, to_on=OCTOBER, team_id=item.team_id, now=room.now,
        )  # fmt: skip


def test_drafts_are_open_to_those_who_read_there_and_issued_plans_to_every_reader(room: Room) -> None:
    plan = room.plan()
    assert not queries.visible_plans(room.chief).exists()
    with pytest.raises(NotFound):
        queries.plan_for(room.chief, plan.pk)
    whole(room, plan, MARCH)
    room.issue(plan)
    assert queries.plan_for(room.chief, plan.pk) == plan
    assert not queries.visible_plans(room.office.stranger).exists()


def test_a_plan_that_was_issued_late_says_so(room: Room) -> None:
    plan = room.plan()
    assert queries.late_issue(plan, date(2026, 1, 31)) is None
    assert queries.late_issue(plan, date(2026, 2, 1)) == date(2026, 1, 31)


def test_the_paper_lists_every_check(room: Room) -> None:
    plan = room.plan()
    whole(room, plan, MARCH)
    paper = plan_paper(facts_of_plan(room.issue(plan)))
    (annex,) = paper.annexes
    assert "Sở Y tế" in str(annex.body)
    assert to_docx(replace(paper, place="Lam Giang"))[:2] == b"PK"


def test_reading_a_plan_costs_the_same_with_one_and_three_checks(room: Room) -> None:
    plan = room.plan()
    team = room.crew()
    room.item(plan, room.health, MARCH, team_id=team.pk)
    queries.rows_of(plan)
    with CaptureQueriesContext(connection) as one:
        queries.rows_of(plan)
    room.item(plan, room.office.stc, OCTOBER, team_id=team.pk)
    room.item(plan, room.office.vpubnd, date(2026, 5, 4), team_id=team.pk)
    queries.rows_of(plan)
    with CaptureQueriesContext(connection) as three:
        assert len(queries.rows_of(plan)) == 3
    assert len(three) == len(one) <= 9


def test_nobody_who_may_sign_the_conclusion_is_in_the_team(room: Room) -> None:
    team = room.team()
    with pytest.raises(Invalid) as refused:
        room.join(team, room.chairman)
    assert refused.value.field == "official"
    assert not team.members.filter(official_id=pk_of(room.chairman)).exists()
