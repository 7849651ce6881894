"""Appointments, absences and delegations as dated facts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from congvu.core.refusals import Invalid, NotAllowed
from congvu.kernel.journal.models import Line
from congvu.kernel.org import actions, queries
from congvu.kernel.org.models import Absence, Appointment, Official, Post
from tests.kernel.org.conftest import BEGUN, NOON, Person, Small

MAY = date(2026, 5, 1)
JUNE = date(2026, 6, 1)
JULY = date(2026, 7, 1)


def test_appoint_fills_a_vacant_post_from_its_day(small: Small, owner: Person) -> None:
    post = Post.objects.get(agency=small.budget)
    actions.appoint(actor=owner, official=small.dao, post=post, from_on=MAY, decision="QĐ 9", now=NOON)
    assert queries.head_of(small.budget.pk, MAY) == small.dao
    assert queries.head_of(small.budget.pk, date(2026, 4, 30)) is None
    assert {row.post.agency.code for row in queries.appointments_of(small.dao.pk, MAY)} == {"stc-ngan-sach", "skhdt"}


def test_appoint_refuses_a_post_that_is_filled_or_not_there(small: Small, owner: Person) -> None:
    filled = Post.objects.get(agency=small.finance, code="gd")
    vacant = Post.objects.get(agency=small.budget)
    cases: list[dict[str, Any]] = [
        {"post": filled, "from_on": MAY},
        {"post": vacant, "from_on": date(2019, 1, 1)},
        {"post": vacant, "from_on": JUNE, "to_on": MAY},
    ]
    for case in cases:
        with pytest.raises(Invalid):
            actions.appoint(actor=owner, official=small.dao, now=NOON, **case)
    Official.objects.filter(pk=small.dao.pk).update(is_active=False)
    small.dao.refresh_from_db()
    with pytest.raises(Invalid):
        actions.appoint(actor=owner, official=small.dao, post=vacant, from_on=MAY, now=NOON)
    assert Appointment.objects.count() == 3


def test_a_post_passes_from_one_to_the_next_without_a_gap(small: Small, owner: Person) -> None:
    post = Post.objects.get(agency=small.finance, code="gd")
    held = Appointment.objects.get(post=post)
    actions.end_appointment(actor=owner, appointment=held, on=JUNE, reason="Nghỉ hưu", now=NOON)
    actions.appoint(actor=owner, official=small.cuc, post=post, from_on=JUNE, now=NOON)
    assert queries.head_of(small.finance.pk, date(2026, 5, 31)) == small.binh
    assert queries.head_of(small.finance.pk, JUNE) == small.cuc
    with pytest.raises(Invalid):
        actions.end_appointment(actor=owner, appointment=held, on=JULY, reason="x", now=NOON)
    with pytest.raises(Invalid):
        actions.end_appointment(actor=owner, appointment=held, on=BEGUN, reason="x", now=NOON)


def test_acting_official_is_the_deputy_while_away(small: Small, owner: Person) -> None:
    away: dict[str, Any] = {"actor": owner, "from_on": MAY, "to_on": JUNE, "now": NOON}
    actions.record_absence(official=small.binh, deputy=small.cuc, **away)
    assert queries.acting_official(small.binh.pk, MAY) == small.cuc
    assert queries.acting_official(small.binh.pk, date(2026, 5, 31)) == small.cuc
    assert queries.acting_official(small.binh.pk, JUNE) == small.binh
    actions.record_absence(official=small.cuc, deputy=small.dao, **away)
    assert queries.acting_official(small.binh.pk, MAY) == small.dao
    # The act refuses a circle; one that was taken over from elsewhere leaves nobody to act.
    Absence.objects.create(official=small.dao, deputy=small.binh, from_on=MAY, to_on=JUNE, recorded_at=NOON)
    assert queries.acting_official(small.binh.pk, MAY) is None


def test_absence_without_deputy_leaves_nobody(small: Small, owner: Person) -> None:
    absence = actions.record_absence(actor=owner, official=small.binh, from_on=MAY, to_on=JUNE, now=NOON)
    assert queries.acting_official(small.binh.pk, MAY) is None
    actions.withdraw_absence(actor=owner, absence=absence, now=NOON)
    assert queries.acting_official(small.binh.pk, MAY) == small.binh
    assert Absence.objects.count() == 1
    with pytest.raises(Invalid):
        actions.withdraw_absence(actor=owner, absence=absence, now=NOON)


def test_record_absence_refuses_overlaps_and_keeps_the_reason_out_of_the_journal(small: Small, owner: Person) -> None:
    common: dict[str, Any] = {"actor": owner, "official": small.binh, "now": NOON}
    actions.record_absence(**common, from_on=MAY, to_on=JUNE, reason="Khám bệnh")
    for from_on, to_on in [(date(2026, 5, 31), JULY), (MAY, MAY), (JULY, JUNE)]:
        with pytest.raises(Invalid):
            actions.record_absence(**common, from_on=from_on, to_on=to_on)
    with pytest.raises(Invalid):
        actions.record_absence(**common, from_on=JUNE, to_on=JULY, deputy=small.binh)
    actions.record_absence(**common, from_on=JUNE, to_on=JULY)
    assert "Khám bệnh" not in "".join(str(line.text) for line in Line.objects.all())


def test_own_absence_needs_no_permission_and_anothers_does(small: Small) -> None:
    himself = Person(login="binh", official_id=small.binh.pk)
    actions.record_absence(actor=himself, official=small.binh, from_on=MAY, to_on=JUNE, now=NOON)
    with pytest.raises(NotAllowed):
        actions.record_absence(actor=himself, official=small.cuc, from_on=MAY, to_on=JUNE, now=NOON)
    elsewhere = Person(grants={"org.absence.record": frozenset({small.planning.pk})})
    with pytest.raises(NotAllowed):
        actions.record_absence(actor=elsewhere, official=small.cuc, from_on=MAY, to_on=JUNE, now=NOON)
    actions.record_absence(actor=elsewhere, official=small.dao, from_on=MAY, to_on=JUNE, now=NOON)


def test_delegation_holds_from_its_day_until_it_is_withdrawn(small: Small, owner: Person) -> None:
    common: dict[str, Any] = {"actor": owner, "from_official": small.binh, "from_on": MAY, "now": NOON}
    bad: list[dict[str, Any]] = [
        {"to_official": small.binh, "scope": "x", "basis": "y"},
        {"to_official": small.cuc, "scope": " ", "basis": "y"},
        {"to_official": small.cuc, "scope": "x", "basis": ""},
        {"to_official": small.cuc, "scope": "x", "basis": "y", "to_on": MAY},
    ]
    for wrong in bad:
        with pytest.raises(Invalid):
            actions.delegate(**common, **wrong)
    row = actions.delegate(**common, to_official=small.cuc, scope="Ký thay", basis="Giấy ủy quyền 1")
    assert queries.delegations_to(small.cuc.pk, MAY) == [row]
    assert queries.delegations_from(small.binh.pk, date(2026, 4, 30)) == []
    actions.withdraw_delegation(actor=owner, delegation=row, now=NOON)
    assert queries.delegations_to(small.cuc.pk, MAY) == []


def test_add_official_refuses_a_taken_code(small: Small, owner: Person, stranger: Person) -> None:
    made = actions.add_official(actor=owner, code="ha", full_name="Đỗ  Hà", now=NOON)
    assert (made.full_name, made.skey) == ("Đỗ Hà", "do ha ha")
    for code, name in [("binh", "Khác"), ("Có dấu", "Khác"), ("khac", "  ")]:
        with pytest.raises(Invalid):
            actions.add_official(actor=owner, code=code, full_name=name, now=NOON)
    with pytest.raises(NotAllowed):
        actions.add_official(actor=stranger, code="moi", full_name="Mới", now=NOON)
