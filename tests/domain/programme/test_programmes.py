"""Opening and approving a programme."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.programme.actions.programmes import approve_programme, open_programme
from congvu.domain.programme.models import Item, Stage
from congvu.kernel.casework.models import ClockEvent
from congvu.kernel.journal import queries as journal
from tests.domain.programme.conftest import Staff


def test_units_register_before_15_november_of_the_year_before(staff: Staff) -> None:
    assert staff.programme.register_by == date(2026, 11, 15)
    assert "2027" in staff.programme.title


def test_a_quarter_has_its_own_day(staff: Staff) -> None:
    quarter = open_programme(
        actor=staff.desk, agency_id=staff.office.vpubnd.pk, year=2027, quarter=2, now=staff.at
    )
    assert quarter.register_by == date(2027, 3, 17)


def test_there_is_one_programme_a_period(staff: Staff) -> None:
    with pytest.raises(Invalid):
        open_programme(actor=staff.desk, agency_id=staff.office.vpubnd.pk, year=2027, now=staff.at)
    for year, quarter in ((1999, None), (2027, 5)):
        with pytest.raises(Invalid):
            open_programme(
                actor=staff.desk, agency_id=staff.office.vpubnd.pk, year=year, quarter=quarter, now=staff.at
            )


def test_only_who_keeps_it_opens_and_only_the_leader_approves(staff: Staff) -> None:
    with pytest.raises(NotAllowed):
        open_programme(actor=staff.chief, agency_id=staff.office.vpubnd.pk, year=2028, now=staff.at)
    staff.register()
    with pytest.raises(NotAllowed):
        approve_programme(actor=staff.desk, programme_id=staff.programme.pk, now=staff.at)


def test_approving_admits_what_was_registered_and_fixes_every_baseline(staff: Staff) -> None:
    case = staff.register()
    assert (case.phase, case.due_at) == ("registered", None)
    approve_programme(actor=staff.leader, programme_id=staff.programme.pk, decision_code="15/QĐ-UBND", now=staff.at)
    item = staff.item(case)
    assert item.case.phase == "drafting"
    assert item.baseline_on == date(2027, 6, 19)
    assert item.case.first_due_at == item.case.due_at
    assert ClockEvent.objects.get(case=case).kind == "start"
    days = [stage.baseline_on for stage in Stage.objects.filter(item=item) if stage.baseline_on is not None]
    assert days == sorted(days)
    assert days[4] == date(2027, 6, 19)
    verbs = journal.of_stream(staff.programme.stream).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["programme.opened", "programme.approved"]


def test_an_empty_programme_is_not_approved_and_none_twice(staff: Staff) -> None:
    with pytest.raises(MoveRefused):
        approve_programme(actor=staff.leader, programme_id=staff.programme.pk, now=staff.at)
    staff.admitted()
    with pytest.raises(MoveRefused):
        approve_programme(actor=staff.leader, programme_id=staff.programme.pk, now=staff.at)


def test_the_database_itself_refuses_to_change_a_baseline(staff: Staff) -> None:
    case = staff.admitted()
    for rows in (Item.objects.filter(case=case), Stage.objects.filter(item__case=case, code="submit")):
        with pytest.raises(DatabaseError, match="baseline never changes"), transaction.atomic():
            rows.update(baseline_on=date(2027, 9, 1))
