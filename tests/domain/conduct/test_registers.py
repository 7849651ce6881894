"""Registers: the three families apart, leavers and their year, publications that say no more than they may."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.conduct.actions import publishing, registering
from congvu.domain.conduct.actions.registering import Left
from congvu.domain.conduct.models import Leaver, Measure, Publication
from congvu.domain.conduct.queries import registers
from tests.domain.conduct.conftest import Room, may
from tests.kernel.casework.office import pk_of


def measure(room: Room, **given: Any) -> Measure:
    values: dict[str, Any] = {
        "keeper_id": room.office.snv.pk, "sort": "criticism", "agency_id": room.office.division.pk,
        "number": "15/TB-SNV", "issued_on": room.today, "issued_by": "Giám đốc Sở", "words": "Chậm trả lời",
        "source": "Kết luận số 8/KL-SNV", "now": room.now,
    } | given  # fmt: skip
    return registering.enter_measure(actor=room.clerk, **values)


def test_remarks_personnel_measures_and_discipline_are_never_added_up(room: Room) -> None:
    measure(room)
    measure(room, sort="reminder", official_id=pk_of(room.an))
    measure(room, sort="move", official_id=pk_of(room.office.binh))
    room.decided("warning")
    found = registers.ladder_of(room.chief, room.today.year)
    assert sum(n for _label, n in found.remarks) == 2
    assert sum(n for _label, n in found.personnel) == 1
    assert [n for _label, n in found.discipline] == [1]
    elsewhere = registers.ladder_of(may(room.office.rival, "conduct.discipline.read"), room.today.year)
    assert sum(n for _label, n in elsewhere.remarks) == 0


@pytest.mark.parametrize(
    "wrong", [{"sort": "reprimand"}, {"sort": "move"}, {"source": " "}, {"number": ""}, {"words": " "}]
)
def test_a_measure_has_its_family_its_person_its_paper_and_its_cause(room: Room, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        measure(room, **wrong)


def test_nobody_enters_one_about_himself_or_elsewhere(room: Room) -> None:
    with pytest.raises(NotAllowed):
        measure(room, sort="move", official_id=pk_of(room.clerk))
    with pytest.raises(NotAllowed):
        measure(room, keeper_id=room.office.stc.pk)
    with pytest.raises(NotFound):
        measure(room, cause_code="NV-2026-000009")


def test_the_database_keeps_the_families_apart(room: Room) -> None:
    row = measure(room)
    row.family = "personnel"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def left(room: Room, **given: Any) -> Leaver:
    values: dict[str, Any] = {
        "name": "Lê Văn Minh", "category": "civil_servant", "post": "Chuyên viên", "field": "Đất đai",
        "born_in": 1990, "left_on": room.day(-20), "way": "resigned", "ground": "pay",
    } | given  # fmt: skip
    return registering.enter_leaver(actor=room.clerk, agency_id=room.office.snv.pk, left=Left(**values), now=room.now)


def test_the_year_is_analysed_by_ground_post_age_and_field(room: Room) -> None:
    left(room)
    left(room, name="Trần Thị Hoa", way="restructured", ground="other", born_in=1970, is_leader=True)
    left(room, name="Phạm Văn Tú", born_in=2001, field="Y tế")
    left(room, name="Năm trước", left_on=room.day(-400))
    found = registers.analysis(room.clerk, room.today.year)
    assert (found.total, found.restructured, found.before) == (3, 1, 1)
    tables = {name: {row.label: row.count for row in rows} for name, rows in found.tables}
    assert sorted(tables[next(name for name in tables if name in ("Age", "Tuổi"))].values()) == [1, 1, 1]
    assert all(sum(counts.values()) == 3 for counts in tables.values())
    assert registers.years_of_leavers(room.clerk, room.today) == [2026, 2025]


@pytest.mark.parametrize(
    "wrong", [{"ground": "x"}, {"way": "x"}, {"born_in": 2020}, {"born_in": 1900}, {"name": " "}, {"category": "x"}]
)
def test_a_leaver_is_whole(room: Room, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        left(room, **wrong)


def test_a_leaver_stands_once_and_leaves_not_tomorrow(room: Room) -> None:
    left(room)
    with pytest.raises(Invalid):
        left(room)
    with pytest.raises(Invalid):
        left(room, name="Mai", left_on=room.day(1))
    with pytest.raises(NotAllowed):
        registering.enter_leaver(
            actor=room.office.rival, agency_id=room.office.snv.pk, now=room.now,
            left=Left("A", "cadre", "x", "y", 1980, room.today, "resigned", "pay"),
        )


UNIT: dict[str, Any] = {"ground": "conduct_publication.unit_delay",
                        "details": {"unit": "Phòng CCHC", "figures": "12 hồ sơ trễ hạn"}}  # fmt: skip


def draft(room: Room, **given: Any) -> Publication:
    values: dict[str, Any] = {
        "keeper_id": room.office.snv.pk, "subject": "unit", "agency_id": room.office.division.pk,
        "basis": "Công văn 99/UBND-NC", "title": "Đơn vị chậm trễ tháng 11", "from_on": room.today,
        "until_on": room.day(30), "now": room.now, **UNIT,
    } | given  # fmt: skip
    return publishing.draft_publication(actor=room.clerk, **values)


def test_approved_by_another_public_until_its_day(room: Room) -> None:
    row = draft(room)
    assert not registers.public_on(room.today)
    with pytest.raises(NotAllowed):
        publishing.approve(actor=may(room.clerk, "conduct.publication.approve"), publication_id=row.pk, now=room.now)
    publishing.approve(actor=room.chief, publication_id=row.pk, now=room.now)
    assert [one.pk for one in registers.public_on(room.today)] == [row.pk]
    assert [one.pk for one in registers.public_on(room.day(30))] == [row.pk]
    assert not registers.public_on(room.day(31))
    assert not registers.public_on(room.day(-1))
    with pytest.raises(MoveRefused):
        publishing.approve(actor=room.chief, publication_id=row.pk, now=room.now)


def test_taken_down_with_a_ground_it_is_gone_at_once(room: Room) -> None:
    row = draft(room)
    publishing.approve(actor=room.chief, publication_id=row.pk, now=room.now)
    with pytest.raises(Invalid):
        publishing.remove(actor=room.chief, publication_id=row.pk, ground="x", now=room.now)
    publishing.remove(actor=room.chief, publication_id=row.pk, ground="publication_removal.mistake", now=room.now)
    assert not registers.public_on(room.today)
    with pytest.raises(MoveRefused):
        publishing.remove(actor=room.chief, publication_id=row.pk, ground="publication_removal.mistake", now=room.now)


@pytest.mark.parametrize(
    "wrong",
    [
        {"details": {"name": "Ai đó"}}, {"details": {}}, {"ground": "x"}, {"basis": " "}, {"title": ""},
        {"subject": "person"}, {"until": 91}, {"until": -1}, {"from": 5, "until": 4},
        {"subject": "person", "ground": "conduct_publication.person_ordered", "details": {"name": "Ai đó"}},
    ],
)  # fmt: skip
def test_nothing_is_published_beyond_its_ground_and_time(room: Room, wrong: dict[str, Any]) -> None:
    given = dict(wrong)
    for key, field in (("until", "until_on"), ("from", "from_on")):
        if key in given:
            given[field] = room.day(given.pop(key))
    with pytest.raises(Invalid):
        draft(room, **given)
    assert not Publication.objects.exists()


def test_a_person_is_published_only_with_a_decision_that_stands_and_without_more_than_the_ground_allows(
    room: Room,
) -> None:
    case = room.decided()
    concluded = "conduct_publication.person_concluded"
    person: dict[str, Any] = {"subject": "person", "case_code": case.code, "ground": concluded}
    with pytest.raises(Invalid):
        draft(room, **person, details={"name": "Chuyên viên An", "form": "khiển trách"})
    row = draft(room, **person, details={"form": "khiển trách", "unit": "Sở Nội vụ"})
    assert row.shown == {"unit": "Sở Nội vụ", "form": "khiển trách"}
    assert row.official_id == pk_of(room.an)


def test_the_database_takes_no_approval_by_who_drafted(room: Room) -> None:
    row = draft(room)
    row.approved_at, row.approved_by = room.now, row.drafted_by
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
