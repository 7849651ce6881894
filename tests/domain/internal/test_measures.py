"""The working regulation at the stations of internal routes: late to the minute, and not for withdrawn work."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from congvu.domain.internal.actions import works
from congvu.domain.internal.measures import stations
from congvu.kernel.casework.actions.sweeps import recompute_deadlines
from congvu.kernel.org.actions import declare_outage
from congvu.kernel.rules.queries import grounds
from tests.domain.internal.conftest import BASIS, Desk
from tests.kernel.accounts.cast import HANOI
from tests.kernel.org.test_standing_in import ME

WHOLE = (date(2026, 1, 1), date(2026, 12, 31))
#: Eight working hours after Tuesday 24 November 2026, a day off, at 8:30.
DUE = datetime(2026, 11, 25, 17, tzinfo=HANOI)
NEXT = datetime(2026, 11, 26, 7, tzinfo=HANOI)
LATER = datetime(2026, 12, 20, 9, tzinfo=HANOI)


def test_a_station_is_left_in_its_time_or_late_to_the_minute(desk: Desk) -> None:
    desk.force(16, date(2026, 1, 5))
    late, exact, gone = (desk.start() for _time in range(3))
    works.forward(actor=desk.an, case_id=exact.pk, now=DUE)
    works.forward(actor=desk.an, case_id=late.pk, now=NEXT + timedelta(minutes=1))
    ground = grounds("withdrawal", desk.office.now.date())[0].code
    works.withdraw(actor=desk.an, case_id=gone.pk, ground=ground, now=LATER)
    found = stations(desk.office.desk, *WHOLE, NEXT + timedelta(minutes=2))
    told = {one.code: one.minutes_late for one in found}
    assert told == {late.code: 1, exact.code: 0}
    assert {(one.unit_id, one.source, one.who) for one in found} == {(desk.office.snv.pk, BASIS, "Chuyên viên An")}
    assert {one.since for one in found} == {desk.office.now}


def test_a_station_still_held_counts_once_its_time_is_over(desk: Desk) -> None:
    desk.force(16, date(2026, 1, 5))
    case = desk.start()
    assert stations(desk.office.desk, *WHOLE, DUE - timedelta(minutes=1)) == []
    (one,) = stations(desk.office.desk, *WHOLE, NEXT + timedelta(hours=3))
    assert (one.code, one.done, one.minutes_late) == (case.code, None, 180)


def test_what_a_stranger_may_not_see_is_not_counted(desk: Desk) -> None:
    desk.force(16, date(2026, 1, 5))
    desk.start()
    assert stations(desk.office.rival, *WHOLE, LATER) == []


def test_an_outage_of_the_unit_moves_the_time_of_the_station(desk: Desk) -> None:
    desk.force(16, date(2026, 1, 5))
    case = desk.start()
    begin = datetime(2026, 11, 25, 7, tzinfo=HANOI)
    declare_outage(actor=ME, starts_at=begin, ends_at=begin.replace(hour=17), reason="Mất điện",
                   agency=desk.office.snv, now=begin.replace(hour=18))  # fmt: skip
    recompute_deadlines(agency_ids=[desk.office.snv.pk], because="mất điện", now=begin.replace(hour=18))
    works.forward(actor=desk.an, case_id=case.pk, now=NEXT + timedelta(hours=9))
    assert [one.minutes_late for one in stations(desk.office.desk, *WHOLE, NEXT + timedelta(hours=10))] == [0]
