"""Due times against the office's own examples, a minute-by-minute counter, and laws that must always hold."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid
from congvu.core.working_time import (
    HANOI,
    BeyondCalendar,
    CalendarDays,
    DayKind,
    DayRow,
    Finish,
    FixedDate,
    Limit,
    Months,
    Outage,
    WeekTable,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    add,
    explain,
    from_axis,
    measure,
    measure_days,
    national_calendar,
    read_limit,
    read_moment,
    read_shifts,
    subtract,
    to_axis,
)
from congvu.core.working_time.reckoning import months_on

NATIONAL = national_calendar()
ODD = NATIONAL.with_weeks(
    WeekTable.five_days(read_shifts("07:30-11:45,13:10-16:55")),
    WeekTable(((read_shifts("08:00-12:00"),) * 6 + ((),)), date(2025, 6, 2)),
).with_rows(
    [
        DayRow(date(2024, 3, 6), DayKind.MORNING, "Họp đảng bộ"),
        DayRow(date(2024, 3, 7), DayKind.SHIFTS, "Giờ riêng", shifts=read_shifts("13:37-15:00")),
        DayRow(date(2025, 4, 26), DayKind.OFF, "Không làm bù"),
    ],
    [
        Outage(read_moment("2024-03-04 09:17"), read_moment("2024-03-04 14:44"), "Mất mạng"),
        Outage(read_moment("2024-09-09 00:00"), read_moment("2024-09-12 10:00"), "Bão"),
    ],
)

calendars = st.sampled_from([NATIONAL, ODD])
seconds = st.integers(to_axis(read_moment("2023-01-01")), to_axis(read_moment("2026-12-31")))
minutes = seconds.map(lambda second: from_axis(second - second % 60))
moments = seconds.map(from_axis)
hours = st.integers(1, 300 * 3600).map(WorkingHours)
limits: st.SearchStrategy[Limit] = st.one_of(
    hours,
    st.builds(WorkingDays, st.integers(0, 60), st.sampled_from(Finish)),
    st.builds(CalendarDays, st.integers(0, 90), st.just(True), st.sampled_from(Finish)),
    st.builds(Months, st.integers(0, 12), st.just(True), st.sampled_from(Finish)),
    st.just(CalendarDays(15) + WorkingDays(8)),
)


@pytest.mark.parametrize(
    ("received", "hours", "due", "whole_days_agree"),
    [
        ("2026-08-28 10:00", 24, "2026-09-07 10:00", True),
        ("2026-01-09 15:30", 8, "2026-01-10 15:30", False),
        ("2025-04-28 16:00", 16, "2025-05-05 16:00", True),
        ("2024-02-02 09:00", 80, "2024-02-23 09:00", True),
        ("2023-04-28 08:00", 40, "2023-05-10 08:00", True),
        ("2026-11-23 14:00", 8, "2026-11-25 14:00", False),
        ("2026-02-13 16:30", 4, "2026-02-23 10:30", False),
        ("2025-08-29 17:30", 8, "2025-09-03 17:00", False),
    ],
)
def test_worked_examples_in_working_hours(received: str, hours: int, due: str, whole_days_agree: bool) -> None:
    start = read_moment(received)
    assert add(NATIONAL, start, WorkingHours.of(hours)) == read_moment(due)
    if whole_days_agree:
        assert add(NATIONAL, start, WorkingDays(hours // 8)) == read_moment(due)


@pytest.mark.parametrize(
    ("received", "limit", "due"),
    [
        ("2026-03-02 09:00", "03 ngày làm việc", "2026-03-05 09:00"),
        ("2026-03-02 09:00", "3 working days close of business", "2026-03-05 17:00"),
        ("2026-03-06 16:00", "01 ngày làm việc", "2026-03-09 16:00"),
        ("2026-03-06 17:00", "01 ngày làm việc", "2026-03-09 17:00"),
        ("2026-03-06 17:01", "01 ngày làm việc", "2026-03-10 07:00"),
        ("2026-03-06 20:00", "1 working days close of business", "2026-03-10 17:00"),
        ("2026-02-11 10:00", "05 ngày làm việc", "2026-02-25 10:00"),
        ("2026-03-02 09:00", "15 ngày", "2026-03-17 09:00"),
        ("2026-02-13 09:00", "15 ngày", "2026-03-02 09:00"),
        ("2026-08-26 09:00", "05 ngày", "2026-09-03 09:00"),
        ("2025-12-29 09:00", "05 ngày", "2026-01-05 09:00"),
        ("2026-01-30 09:00", "01 tháng", "2026-03-02 09:00"),
        ("2026-03-02 09:00", "03 tháng", "2026-06-02 09:00"),
        ("2026-02-13 16:30", "15 ngày + 08 ngày làm việc", "2026-03-12 16:30"),
        ("2026-03-02 09:00", "15 calendar days + 8 working days + 4 working hours", "2026-03-27 15:00"),
        ("2026-03-02 09:00", "until 2026-03-20", "2026-03-20 17:00"),
        ("2026-03-02 09:00", "until 2026-03-21", "2026-03-21 17:00"),
        ("2026-03-02 09:00", "until 2026-03-21 with roll-over", "2026-03-23 17:00"),
        ("2026-03-02 09:00", "until 2026-03-20 15:00", "2026-03-20 15:00"),
        ("2026-03-02 09:00", "12 calendar days without roll-over", "2026-03-14 09:00"),
        ("2026-03-07 09:00", "0 working hours", "2026-03-09 07:00"),
        ("2026-03-04 09:00", "0 working days close of business", "2026-03-04 17:00"),
    ],
)
def test_limits_as_the_office_reckons_them(received: str, limit: str, due: str) -> None:
    assert add(NATIONAL, read_moment(received), read_limit(limit)) == read_moment(due)


def test_with_the_november_swap_the_same_dossier_is_due_later() -> None:
    swapped = NATIONAL.with_switches("swap-2026-11-23")
    start = read_moment("2026-11-20 14:00")
    assert add(NATIONAL, start, WorkingHours.of(16)) == read_moment("2026-11-25 14:00")
    assert add(swapped, start, WorkingHours.of(16)) == read_moment("2026-11-26 14:00")
    assert add(swapped, start, WorkingHours.of(40)) == add(NATIONAL, start, WorkingHours.of(40))  # made up for


def test_a_clock_time_that_the_last_day_does_not_have_is_fitted_into_it() -> None:
    half = NATIONAL.with_rows([DayRow(date(2026, 3, 5), DayKind.MORNING, "Chỉ làm buổi sáng")])
    assert add(half, read_moment("2026-03-04 15:00"), WorkingDays(1)) == read_moment("2026-03-05 11:30")
    late = NATIONAL.with_rows([DayRow(date(2026, 3, 5), DayKind.AFTERNOON, "Chỉ làm buổi chiều")])
    assert add(late, read_moment("2026-03-04 09:00"), WorkingDays(1)) == read_moment("2026-03-05 13:30")


def test_a_named_date_before_the_start_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        add(NATIONAL, read_moment("2026-03-23 09:00"), FixedDate(date(2026, 3, 20)))
    assert caught.value.code == "deadline_before_start"


def test_reckonings_out_of_the_calendar_are_refused() -> None:
    for limit in (WorkingHours.of(400), WorkingDays(40), CalendarDays(90), Months(6)):
        with pytest.raises(BeyondCalendar):
            add(NATIONAL, read_moment("2035-12-03 09:00"), limit)
    with pytest.raises(BeyondCalendar):
        measure(NATIONAL, read_moment("2014-12-03 09:00"), read_moment("2024-12-03 09:00"))


@pytest.mark.parametrize(
    ("on", "months", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-12-15", 2, "2025-02-15"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-01-15", -1, "2023-12-15"),
    ],
)
def test_months_keep_the_day_or_take_the_last_one(on: str, months: int, expected: str) -> None:
    assert months_on(date.fromisoformat(on), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("due", "limit", "latest"),
    [
        ("2026-03-05 09:00", WorkingDays(1), "2026-03-04 09:00"),
        ("2026-02-23 10:30", WorkingHours.of(4), "2026-02-13 16:30"),
        ("2026-03-09 07:00", WorkingHours.of(1), "2026-03-06 16:00"),
        ("2026-03-08 10:00", WorkingDays(1), "2026-03-05 17:00"),
        ("2026-03-05 17:00", WorkingDays(2, Finish.CLOSE), "2026-03-03 17:00"),
        ("2026-03-16 09:00", CalendarDays(1), "2026-03-13 17:00"),
        ("2026-03-31 09:00", Months(1), "2026-02-27 17:00"),
        ("2026-03-12 16:30", CalendarDays(15) + WorkingDays(8), "2026-02-13 17:00"),
    ],
)
def test_counting_back_from_a_due_date(due: str, limit: Limit, latest: str) -> None:
    assert subtract(NATIONAL, read_moment(due), limit) == read_moment(latest)


def test_a_named_date_cannot_be_counted_back() -> None:
    with pytest.raises(Invalid):
        subtract(NATIONAL, read_moment("2026-03-05 09:00"), FixedDate(date(2026, 3, 1)))


def test_measures_of_working_time_and_days() -> None:
    start, end = read_moment("2026-02-13 16:30"), read_moment("2026-02-23 10:30")
    assert measure(NATIONAL, start, end) == 4 * 3600
    assert measure(NATIONAL, end, start) == -4 * 3600
    assert measure_days(NATIONAL, start, end) == 1
    assert measure_days(NATIONAL, end, start) == -1


# --- a counter that knows nothing but minutes ---------------------------------------------------------------------


def works_at(calendar: WorkCalendar, minute: datetime) -> bool:
    """Whether the office works in this minute, told from the rows alone."""
    clock = minute.hour * 3600 + minute.minute * 60
    within = any(shift.start <= clock < shift.end for shift in calendar.shifts_on(minute.date()))
    return within and not any(o.start <= minute < o.end for o in calendar.outages)


def counted_minute_by_minute(calendar: WorkCalendar, start: datetime, amount: int) -> datetime:
    """When `amount` working minutes have passed."""
    minute = start
    while amount:
        amount -= works_at(calendar, minute)
        minute += timedelta(minutes=1)
    return minute


@given(calendars, minutes, st.integers(1, 1500))
def test_hours_agree_with_counting_every_minute(calendar: WorkCalendar, start: datetime, amount: int) -> None:
    assert add(calendar, start, WorkingHours(60 * amount)) == counted_minute_by_minute(calendar, start, amount)


@given(calendars, minutes, st.integers(0, 6000))
def test_measures_agree_with_counting_every_minute(calendar: WorkCalendar, start: datetime, length: int) -> None:
    worked = sum(works_at(calendar, start + timedelta(minutes=passed)) for passed in range(length))
    assert measure(calendar, start, start + timedelta(minutes=length)) == 60 * worked


@given(calendars, minutes, st.integers(1, 12))
def test_working_days_agree_with_turning_the_pages(calendar: WorkCalendar, start: datetime, days: int) -> None:
    received = start
    while not (works_at(calendar, received) or works_at(calendar, received - timedelta(minutes=1))):
        received += timedelta(minutes=1)
    on, left = received.date(), days
    while left:
        on += timedelta(days=1)
        midnight = datetime.combine(on, time(), HANOI)
        left -= any(works_at(calendar, midnight + timedelta(minutes=passed)) for passed in range(1440))
    assert add(calendar, start, WorkingDays(days)).date() == on
    assert measure_days(calendar, received, datetime.combine(on, time(12), HANOI)) == days


# --- laws ---------------------------------------------------------------------------------------------------------


@given(calendars, moments, hours)
def test_what_is_added_is_measured(calendar: WorkCalendar, start: datetime, limit: WorkingHours) -> None:
    due = add(calendar, start, limit)
    assert measure(calendar, start, due) == limit.seconds
    assert add(calendar, subtract(calendar, due, limit), limit) == due
    assert subtract(calendar, due, limit) >= start


@given(calendars, moments, moments, limits)
def test_who_comes_later_is_never_due_earlier(
    calendar: WorkCalendar, one: datetime, other: datetime, limit: Limit
) -> None:
    first, second = sorted((one, other))
    assert add(calendar, first, limit) <= add(calendar, second, limit)


@given(calendars, moments, limits)
def test_no_limit_ends_on_a_day_off_or_outside_hours(calendar: WorkCalendar, start: datetime, limit: Limit) -> None:
    due = add(calendar, start, limit)
    second = to_axis(due)
    assert calendar.is_working_day(due.date())
    assert calendar.is_open(second) or calendar.is_open(second - 1)
    assert due >= start


@given(calendars, moments, hours, st.integers(1, 100 * 3600))
def test_more_time_is_never_due_earlier(
    calendar: WorkCalendar, start: datetime, limit: WorkingHours, more: int
) -> None:
    due = add(calendar, start, limit)
    later = add(calendar, start, WorkingHours(limit.seconds + more))
    assert later > due
    assert add(calendar, start, limit + WorkingHours(more)) == later


@given(moments, st.integers(0, 40))
def test_a_holiday_announced_late_never_brings_a_due_date_forward(start: datetime, ahead: int) -> None:
    on = (start + timedelta(days=ahead)).date()
    later = NATIONAL.with_rows([DayRow(on, DayKind.OFF, "Nghỉ đột xuất", standing="local")])
    closing: tuple[Limit, ...] = (WorkingDays(5, Finish.CLOSE), CalendarDays(15, finish=Finish.CLOSE))
    for limit in (WorkingHours.of(40), WorkingDays(5), *closing):
        assert add(later, start, limit) >= add(NATIONAL, start, limit)


@given(calendars, moments, limits)
def test_the_explanation_ends_in_the_same_number(calendar: WorkCalendar, start: datetime, limit: Limit) -> None:
    explained = explain(calendar, start, limit)
    assert explained.due == add(calendar, start, limit)
    assert explained.lines[-1].code == "due"
    assert explained.lines[-1].params["at"] == explained.due.isoformat()
