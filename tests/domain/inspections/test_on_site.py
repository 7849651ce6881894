"""Arriving, recording, leaving: by members of the team alone, while the visit is on site, each record once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.inspections.actions import on_site as acts
from congvu.domain.inspections.actions.visits import Begun, begin_visit
from congvu.domain.inspections.models import Answer, HeadCount, Recusal, Trigger, VisitSort
from congvu.domain.inspections.queries import on_site as queries
from congvu.kernel.casework.models import Case
from congvu.kernel.journal.models import Line
from tests.domain.inspections.site import Stage, make_stage, stage

__all__ = ["stage"]


def _basis(stage: Stage, name: str = "member", **more: Any) -> dict[str, Any]:
    return {"actor": stage.actor(name), "visit_id": stage.visit.pk, "now": stage.now, **more}


def _answer(stage: Stage, name: str = "member", **more: Any) -> Answer:
    given = {"uid": uuid4(), "item": "A01", "value": "good", "noted_at": stage.now, **more}
    return acts.answer_item(**_basis(stage, name), **given)


def test_an_announced_visit_begins_where_the_team_arrives_and_freezes_the_data(db: None, now: Any) -> None:
    stage = make_stage(now, at_door=False)
    with pytest.raises(MoveRefused):
        _answer(stage)
    with pytest.raises(Invalid) as refused:
        acts.arrive(**_basis(stage), place=" ")
    assert refused.value.field == "place"
    visit = acts.arrive(**_basis(stage), place="Tầng 2, nhà A")
    assert (visit.place, visit.as_of) == ("Tầng 2, nhà A", now)
    assert Case.objects.get(pk=visit.pk).phase == "on_site"
    assert visit.snapshot.as_of == now
    with pytest.raises(MoveRefused):
        acts.arrive(**_basis(stage), place="Lần nữa")
    _answer(stage)


def test_a_visit_does_not_begin_before_its_day(db: None, now: Any) -> None:
    stage = make_stage(now, at_door=False)
    head = stage.actor("head").official_id or 0
    later = begin_visit(actor=stage.actor("head"), now=now, begun=Begun(
        sort=VisitSort.PLANNED, trigger=Trigger.PLAN, unit_id=stage.visit.unit_id, team=stage.team, head_id=head,
        member_ids=(), ordered_by_id=head, visit_on=stage.visit.visit_on + timedelta(days=3),
    ))  # fmt: skip
    with pytest.raises(MoveRefused, match="27/11/2026"):
        acts.arrive(actor=stage.actor("head"), visit_id=later.pk, place="Trụ sở", now=now)


@pytest.mark.parametrize(("name", "refusal"), [
    ("observer", NotAllowed), ("stranger", NotFound), ("chief", NotFound), ("an", NotFound),
])  # fmt: skip
def test_only_members_record(stage: Stage, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        _answer(stage, name)
    assert not Answer.objects.exists()


def test_who_is_recused_records_nothing(stage: Stage) -> None:
    member = stage.actor("member").official_id or 0
    Recusal.objects.create(official_id=member, unit=stage.visit.unit, reason="Người nhà", declared_at=stage.now,
                           declared_by="test")  # fmt: skip
    with pytest.raises(NotAllowed):
        _answer(stage)


def test_the_same_record_again_changes_nothing_and_the_later_one_stands(stage: Stage) -> None:
    uid = uuid4()
    _answer(stage, uid=uid)
    _answer(stage, uid=uid, value="breach", note="khác")
    assert Answer.objects.get().value == "good"
    stage.now += timedelta(minutes=10)
    _answer(stage, value="breach", note="Đến 8 giờ 20", noted_at=stage.now)
    _answer(stage, "head", value="praise", note="sớm hơn", noted_at=stage.now - timedelta(minutes=5))
    kept = Answer.objects.get()
    assert (kept.value, kept.note) == ("breach", "Đến 8 giờ 20")


@pytest.mark.parametrize("given", [
    {"item": "Z99"}, {"value": "bad"}, {"value": "breach"}, {"note": "x" * 2001},
])  # fmt: skip
def test_an_answer_that_says_nothing_is_refused(stage: Stage, given: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        _answer(stage, **given)
    assert str(refused.value)


@pytest.mark.parametrize(("hours", "skew"), [(0, 0), (-200_000, 0), (200_000, 0), (5, 5 * 3600)])
def test_no_record_lies_before_the_visit_or_after_now(stage: Stage, hours: int, skew: int) -> None:
    at = stage.now + timedelta(minutes=20)
    stage.now += timedelta(minutes=30)
    kept = _answer(stage, noted_at=at + timedelta(hours=hours), skew=skew)
    door = stage.visit.opened_at_door
    assert door is not None
    assert door <= kept.noted_at <= stage.now
    if hours * 3600 == skew:
        assert kept.noted_at == at


def test_the_head_count_lists_who_has_a_post_and_gives_its_figures_when_the_team_leaves(stage: Stage) -> None:
    assert {one.official.code for one in queries.expected_people(stage.visit)} == {"giam-doc", "an", "binh"}
    given: dict[str, Any] = {"noted_at": stage.now}
    acts.count_head(**_basis(stage), uid=uuid4(), official="an", presence="present", **given)
    acts.count_head(**_basis(stage), uid=uuid4(), official="binh", presence="absent", reason="Không rõ", **given)
    acts.count_head(**_basis(stage), uid=uuid4(), official="binh", presence="duty", reason="Họp", proved=True, **given)
    acts.count_head(**_basis(stage), uid=uuid4(), name="Người hợp đồng", presence="late", **given)
    with pytest.raises(Invalid):
        acts.count_head(**_basis(stage), uid=uuid4(), official="nguoi-la", presence="present", **given)
    assert HeadCount.objects.count() == 3
    acts.leave(**_basis(stage, "head"))
    line = Line.objects.get(verb="visit.left")
    figures = {"present": 1, "late": 1, "leave": 0, "duty": 1, "absent": 0, "not_counted": 1}
    assert all(f'"{code}":{n}' in (line.text or "").replace(" ", "") for code, n in figures.items())
    with pytest.raises(MoveRefused):
        acts.leave(**_basis(stage, "head"))


def test_the_parcel_of_the_phone_holds_items_people_and_sample(stage: Stage) -> None:
    member = queries.require_member(stage.actor("member"), stage.visit, stage.visit.visit_on)
    found = queries.parcel_for_phone(stage.visit, member)
    assert (len(found["items"]), len(found["people"]), found["sample"]) == (78, 3, [])
