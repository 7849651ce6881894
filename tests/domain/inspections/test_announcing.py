"""A check of the plan is announced: in time, once, by who may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.inspections.actions import plans, visits
from congvu.domain.inspections.models import PlanItem, Snapshot
from congvu.domain.inspections.queries import checklists
from congvu.kernel.casework.models import CaseAccess
from tests.domain.inspections.stage import Stage, stage

__all__ = ["stage"]
DAY = date(2026, 12, 8)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def planned(stage: Stage, *, issued: bool = True) -> PlanItem:
    plan = plans.draft_plan(actor=stage.actor("head"), agency_id=stage.top.pk, year=2026, name="Kiểm tra 2026",
                            purposes="Phòng ngừa", now=stage.now)  # fmt: skip
    assert stage.team is not None
    item = plans.add_item(actor=stage.actor("head"), plan_id=plan.pk, unit_id=stage.units[1].pk, from_on=DAY,
                          to_on=DAY, team_id=stage.team.pk, now=stage.now,
                          checklist_id=checklists.all_in_force(DAY)[0].pk)  # fmt: skip
    if issued:
        plans.issue_plan(actor=stage.actor("chair"), plan_id=plan.pk, number="15/KH-UBND",
                         issued_on=stage.now.date(), now=stage.now)  # fmt: skip
    return item


def test_a_planned_check_is_announced_once_and_its_team_sees_it(stage: Stage) -> None:
    item = planned(stage)
    visit = visits.announce_visit(actor=stage.actor("head"), plan_item_id=item.pk, visit_on=DAY, now=stage.now)
    assert (visit.case.phase, visit.trigger, visit.unit_id) == ("noticed", "plan", stage.units[1].pk)
    assert not Snapshot.objects.exists()
    listed = set(CaseAccess.objects.filter(case=visit.case_id).values_list("official__code", flat=True))
    assert listed == {"head", "chair", "mai", "nam", "oanh", "phuc"}
    with pytest.raises(MoveRefused, match="announced already"):
        visits.announce_visit(actor=stage.actor("head"), plan_item_id=item.pk, visit_on=DAY, now=stage.now)


def test_announcing_refuses_a_draft_another_day_too_late_and_strangers(stage: Stage) -> None:
    draft = planned(stage, issued=False)
    with pytest.raises(MoveRefused, match="not been issued"):
        visits.announce_visit(actor=stage.actor("head"), plan_item_id=draft.pk, visit_on=DAY, now=stage.now)
    plans.issue_plan(actor=stage.actor("chair"), plan_id=draft.plan_id, number="15/KH-UBND",
                     issued_on=stage.now.date(), now=stage.now)  # fmt: skip
    with pytest.raises(Invalid, match="outside the days"):
        visits.announce_visit(actor=stage.actor("head"), plan_item_id=draft.pk, visit_on=date(2026, 12, 9),
                              now=stage.now)  # fmt: skip
    late = stage.now.replace(month=12, day=7)
    with pytest.raises(Invalid, match="The unit is told"):
        visits.announce_visit(actor=stage.actor("head"), plan_item_id=draft.pk, visit_on=DAY, now=late)
    with pytest.raises(NotAllowed):
        visits.announce_visit(actor=stage.actor("chair"), plan_item_id=draft.pk, visit_on=DAY, now=stage.now)
