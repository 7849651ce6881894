"""From when a limit is counted: outside hours, after the cut-off, at the Saturday counter."""

from __future__ import annotations

from datetime import time

import pytest

from congvu.core.working_time import (
    AFTER_THREE,
    AS_GIVEN,
    CalendarDays,
    Finish,
    ReceptionRule,
    WeekTable,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    add,
    from_axis,
    national_calendar,
    read_moment,
    read_shifts,
    to_axis,
)
from congvu.core.working_time.reception import PLAIN, counted_from
from congvu.core.working_time.trace import Trace

LATE = ReceptionRule(before_closing=3600)


def counted(text: str, rule: ReceptionRule, calendar: WorkCalendar | None = None) -> str:
    moment = from_axis(counted_from(calendar or national_calendar(), to_axis(read_moment(text)), rule))
    return f"{moment:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("received", "rule", "expected"),
    [
        ("2026-03-04 10:00", PLAIN, "2026-03-04 10:00"),
        ("2026-03-04 12:00", PLAIN, "2026-03-04 13:30"),
        ("2026-03-04 17:00", PLAIN, "2026-03-04 17:00"),
        ("2026-03-04 17:01", PLAIN, "2026-03-05 07:00"),
        ("2026-03-06 18:00", PLAIN, "2026-03-09 07:00"),
        ("2026-02-13 17:30", PLAIN, "2026-02-23 07:00"),
        ("2026-01-09 17:30", PLAIN, "2026-01-10 07:00"),
        ("2026-03-04 15:00", AFTER_THREE, "2026-03-04 15:00"),
        ("2026-03-04 15:01", AFTER_THREE, "2026-03-05 07:00"),
        ("2026-03-06 15:30", AFTER_THREE, "2026-03-09 07:00"),
        ("2026-03-07 16:00", AFTER_THREE, "2026-03-09 07:00"),
        ("2026-03-04 16:00", LATE, "2026-03-04 16:00"),
        ("2026-03-04 16:01", LATE, "2026-03-05 07:00"),
        ("2026-03-04 17:30", LATE, "2026-03-05 07:00"),
        ("2026-03-07 09:00", AS_GIVEN, "2026-03-07 09:00"),
    ],
)
def test_from_when_it_is_counted(received: str, rule: ReceptionRule, expected: str) -> None:
    assert counted(received, rule) == expected


def test_a_same_day_procedure_received_after_three_is_due_the_next_working_day() -> None:
    same_day = WorkingDays(0, Finish.CLOSE)
    calendar = national_calendar()
    assert add(calendar, read_moment("2026-03-06 15:00"), same_day, AFTER_THREE) == read_moment("2026-03-06 17:00")
    assert add(calendar, read_moment("2026-03-06 15:05"), same_day, AFTER_THREE) == read_moment("2026-03-09 17:00")


def test_the_saturday_counter_receives_but_uses_up_no_working_time() -> None:
    morning = read_shifts("07:00-11:30")
    desk_week = WeekTable((*WeekTable.five_days().shifts[:5], morning, ()))
    plain = national_calendar()
    desk = plain.with_weeks(desk_week)
    calendar = WorkCalendar(
        "dat-dai", "Đất đai", plain.weeks, plain.days, first_year=2023, last_year=2026, reception=desk
    )
    assert counted("2026-03-07 09:00", PLAIN, calendar) == "2026-03-09 07:00"
    assert add(calendar, read_moment("2026-03-07 09:00"), WorkingHours.of(8)) == read_moment("2026-03-09 17:00")
    cut = ReceptionRule(cutoff=time(10))
    assert counted("2026-03-07 10:30", cut, calendar) == "2026-03-09 07:00"
    assert counted("2026-03-06 16:00", cut, calendar) == "2026-03-09 07:00"


def test_a_limit_from_the_day_of_signing_counts_from_that_day() -> None:
    signed = read_moment("2026-03-07 00:00")
    assert add(national_calendar(), signed, CalendarDays(10, finish=Finish.CLOSE), AS_GIVEN) == read_moment(
        "2026-03-17 17:00"
    )


@pytest.mark.parametrize(
    ("received", "rule", "why"),
    [
        ("2026-03-07 09:00", PLAIN, "outside_hours"),
        ("2026-03-04 15:30", AFTER_THREE, "after_cutoff"),
        ("2026-03-04 16:30", LATE, "before_closing"),
    ],
)
def test_the_reason_is_written_down(received: str, rule: ReceptionRule, why: str) -> None:
    trace = Trace()
    counted_from(national_calendar(), to_axis(read_moment(received)), rule, trace)
    assert trace.lines[-1].code == "counted_from"
    assert trace.lines[-1].params["why"] == why


def test_nothing_is_written_when_it_counts_as_received() -> None:
    trace = Trace()
    counted_from(national_calendar(), to_axis(read_moment("2026-03-04 09:00")), AFTER_THREE, trace)
    assert trace.lines == []
