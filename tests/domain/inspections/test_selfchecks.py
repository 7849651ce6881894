"""Self-checks: every agency on the same checklist, faults with their remedy, signed once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.inspections.actions import selfchecks
from congvu.domain.inspections.models import SelfAnswer, SelfCheck, SelfCheckRound
from congvu.domain.inspections.queries import selfchecks as queries
from congvu.kernel.journal.queries import of_stream
from tests.domain.inspections.conftest import Room

TODAY, DUE = date(2026, 11, 24), date(2026, 12, 10)


def called(room: Room, **given: Any) -> SelfCheckRound:
    values = {
        "agency_id": room.top.pk, "name": "Tự kiểm tra năm 2026", "checklist_id": room.checklist.pk,
        "period_from": date(2026, 1, 1), "period_to": date(2026, 10, 31), "due_on": DUE,
    }  # fmt: skip
    return selfchecks.open_round(actor=room.planner, now=room.now, **{**values, **given})


def begun(room: Room, called_for: SelfCheckRound) -> SelfCheck:
    return selfchecks.begin(actor=room.chief, round_id=called_for.pk, agency_id=room.office.snv.pk, now=room.now)


def all_good(room: Room, check: SelfCheck, **fault: Any) -> None:
    lines = [
        {"item_id": one.pk, "value": "good", "note": "", "remedy": "", "remedy_by": None}
        for one in room.checklist.items.all()
    ]
    if fault:
        lines[0] |= {"value": "breach", **fault}
    selfchecks.note_answers(actor=room.chief, check_id=check.pk, given=lines, now=room.now)


def test_every_agency_is_asked_but_not_its_units(room: Room) -> None:
    found = {one.code for one in queries.expected_of(called(room), TODAY)}
    assert found == {"vpubnd", "snv", "stc", "syt"}


def test_a_round_from_call_to_signature_and_what_is_put_right(room: Room) -> None:
    asked = called(room)
    check = begun(room, asked)
    assert begun(room, asked) == check
    all_good(room, check, note="Hai người đến muộn", remedy="Nhắc nhở, chấm công", remedy_by=DUE)
    selfchecks.sign(actor=room.chief, check_id=check.pk, words="Đã tự xem xét", now=room.now)
    (row,) = queries.rows_of(room.chief, asked, TODAY)
    assert (row.state, row.answered, row.faults, row.open) == ("signed", 78, 1, 1)
    answer = check.answers.get(value="breach")
    selfchecks.note_remedied(actor=room.chief, answer_id=answer.pk, on=TODAY, now=room.now)
    assert queries.rows_of(room.chief, asked, TODAY)[0].open == 0
    with pytest.raises(MoveRefused):
        selfchecks.note_remedied(actor=room.chief, answer_id=answer.pk, on=TODAY, now=room.now)
    verbs = [line.verb for line in of_stream(f"inspection_selfcheck/{check.pk}")]
    assert verbs == ["inspection.selfcheck_begun", "inspection.selfcheck_signed", "inspection.selfcheck_remedied"]


def test_nothing_is_signed_before_every_item_was_looked_at_and_nothing_changed_after(room: Room) -> None:
    check = begun(room, called(room))
    with pytest.raises(MoveRefused) as refused:
        selfchecks.sign(actor=room.chief, check_id=check.pk, now=room.now)
    assert "A01" in str(refused.value)
    all_good(room, check)
    selfchecks.sign(actor=room.chief, check_id=check.pk, now=room.now)
    item = room.checklist.items.first()
    assert item is not None
    with pytest.raises(MoveRefused):
        selfchecks.note_answer(actor=room.chief, check_id=check.pk, item_id=item.pk, value="good", now=room.now)
    with pytest.raises(MoveRefused):
        selfchecks.sign(actor=room.chief, check_id=check.pk, now=room.now)


@pytest.mark.parametrize(
    "given",
    [{"value": "breach"}, {"value": "breach", "remedy": "Nhắc nhở"}, {"value": "tốt"},
     {"value": "breach", "remedy": "Nhắc nhở", "remedy_by": date(2026, 11, 23)}],
)  # fmt: skip
def test_a_fault_says_what_is_done_and_by_when(room: Room, given: dict[str, Any]) -> None:
    check, item = begun(room, called(room)), room.checklist.items.first()
    assert item is not None
    with pytest.raises(Invalid) as refused:
        selfchecks.note_answer(actor=room.chief, check_id=check.pk, item_id=item.pk, now=room.now, **given)
    assert "A01" in str(refused.value)
    with pytest.raises(DatabaseError), transaction.atomic():
        SelfAnswer.objects.create(check_of=check, item=item, value="breach", by="x", noted_at=room.now)


def test_a_page_with_one_wrong_line_keeps_none(room: Room) -> None:
    check = begun(room, called(room))
    with pytest.raises(Invalid):
        all_good(room, check, remedy="", remedy_by=None)
    assert not check.answers.exists()


def test_an_agency_answers_for_itself_alone(room: Room) -> None:
    asked = called(room)
    check = begun(room, asked)
    with pytest.raises(NotAllowed):
        selfchecks.begin(actor=room.rival, round_id=asked.pk, agency_id=room.office.snv.pk, now=room.now)
    with pytest.raises(NotAllowed):
        selfchecks.sign(actor=room.rival, check_id=check.pk, now=room.now)
    with pytest.raises(NotAllowed):
        selfchecks.begin(actor=room.chief, round_id=asked.pk, agency_id=room.office.division.pk, now=room.now)
    with pytest.raises(NotFound):
        queries.check_for(room.rival, check.pk)
    assert [row.agency.code for row in queries.rows_of(room.rival, asked, TODAY)] == ["stc"]
    assert len(queries.rows_of(room.planner, asked, TODAY)) == 4


def test_a_round_of_one_agency_asks_it_alone_and_others_do_not_see_it(room: Room) -> None:
    asked = called(room, agency_id=room.office.stc.pk, name="Tự kiểm tra của Sở Tài chính")
    assert [one.code for one in queries.expected_of(asked, TODAY)] == ["stc"]
    assert asked in queries.rounds_for(room.rival)
    assert asked not in queries.rounds_for(room.chief)


def test_who_has_not_signed_in_time_is_late(room: Room) -> None:
    asked = called(room)
    begun(room, asked)
    assert not queries.rows_of(room.chief, asked, DUE)[0].is_late
    assert queries.rows_of(room.chief, asked, date(2026, 12, 11))[0].is_late


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": ""}, "name"), ({"checklist_id": 999_999}, "checklist"), ({"due_on": date(2026, 11, 23)}, "due_on"),
     ({"period_to": date(2025, 12, 31)}, "period_to")],
)  # fmt: skip
def test_a_round_that_cannot_be_is_refused(room: Room, given: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        called(room, **given)
    assert refused.value.field == field
