"""Bulk due times equal those reckoned one by one, pauses included."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.clock import ClockEvent, ClockRule, EventKind, Ground, Owner, due_at
from congvu.core.refusals import Invalid
from congvu.core.working_time import (
    BeyondCalendar,
    CalendarDays,
    Finish,
    Outage,
    WeekTable,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    add,
    add_paused,
    from_axis,
    measure,
    national_calendar,
    read_moment,
    read_shifts,
    to_axis,
)
from congvu.core.working_time.bulk import BulkCalendar, Pauses, axis_of_unix, unix_of_axis

NATIONAL = national_calendar()
RAGGED = NATIONAL.with_rows(
    outages=[Outage(read_moment("2025-03-04 09:17:23"), read_moment("2025-03-05 14:44:01"), "Mất mạng")]
)
HOTLINE = WorkCalendar("hotline", "Đường dây nóng", (WeekTable((read_shifts("00:00-12:00,14:00-24:00"),) * 7),))
CALENDARS: dict[str, WorkCalendar] = {"grid": NATIONAL, "bisected": RAGGED, "nights too": HOTLINE}
BULK = {way: BulkCalendar(calendar) for way, calendar in CALENDARS.items()}
LOW, HIGH = to_axis(read_moment("2023-01-01")), to_axis(read_moment("2027-12-31"))

ways = st.sampled_from(sorted(BULK))
starts = st.lists(st.integers(LOW, HIGH), min_size=1, max_size=30)


@given(ways, starts, st.integers(1, 400 * 3600))
def test_hours_equal_single_ones(way: str, seconds: list[int], limit: int) -> None:
    due = BULK[way].due_hours(seconds, limit)
    assert [from_axis(int(d)) for d in due] == [add(CALENDARS[way], from_axis(s), WorkingHours(limit)) for s in seconds]


@given(ways, starts, st.integers(0, 60), st.sampled_from(Finish))
def test_days_equal_single_ones(way: str, seconds: list[int], days: int, finish: Finish) -> None:
    calendar, bulk = CALENDARS[way], BULK[way]
    for found, limit in (
        (bulk.due_working_days(seconds, days, finish), WorkingDays(days, finish)),
        (bulk.due_calendar_days(seconds, days, finish), CalendarDays(days, finish=finish)),
    ):
        assert [from_axis(int(d)) for d in found] == [add(calendar, from_axis(s), limit) for s in seconds]


@given(ways, starts, starts)
def test_measures_equal_single_ones(way: str, some: list[int], others: list[int]) -> None:
    pairs = list(zip(some, others, strict=False))
    found = BULK[way].measure([a for a, _ in pairs], [b for _, b in pairs])
    assert found.tolist() == [measure(CALENDARS[way], from_axis(a), from_axis(b)) for a, b in pairs]


paused_cases = st.lists(
    st.tuples(
        st.integers(LOW, HIGH),
        st.integers(1, 200 * 3600),
        st.lists(st.tuples(st.integers(0, 30 * 86_400), st.integers(0, 30 * 86_400)), max_size=4),
    ),
    min_size=1,
    max_size=12,
)


@given(ways, paused_cases)
def test_paused_cases_equal_their_clocks(way: str, cases: list[tuple[int, int, list[tuple[int, int]]]]) -> None:
    rows, expected = [], []
    for index, (start, limit, waits) in enumerate(cases):
        at, events = start, [ClockEvent(kind=EventKind.START, at=from_axis(start))]
        for wait, length in waits:
            begin, end = at + wait, at + wait + length
            rows.append((index, begin, end))
            events.append(
                ClockEvent(kind=EventKind.PAUSE, at=from_axis(begin), owner=Owner.APPLICANT, ground=Ground("x", "x"))
            )
            events.append(ClockEvent(kind=EventKind.RESUME, at=from_axis(end)))
            at = end
        waited = [(from_axis(row[1]), from_axis(row[2])) for row in rows if row[0] == index]
        expected.append(due_at(ClockRule(code="r", limit=WorkingHours(limit)), events, CALENDARS[way]))
        assert add_paused(CALENDARS[way], from_axis(start), WorkingHours(limit), waited) == expected[-1]
    rows.reverse()  # rows may come in any order
    pauses = Pauses.of(len(cases), *(np.array([row[i] for row in rows], dtype=np.int64) for i in range(3)))
    due = BULK[way].due_hours([c[0] for c in cases], [c[1] for c in cases], pauses)
    assert [from_axis(int(d)) for d in due] == expected


def test_many_blocks_equal_one() -> None:
    seconds = np.linspace(LOW, HIGH, 100_000).astype(np.int64)
    whole = BULK["grid"].due_hours(seconds, 8 * 3600)
    assert whole[99_999] == BULK["grid"].due_hours(seconds[99_999:], 8 * 3600)[0]
    assert bool(np.all(np.diff(whole) >= 0))


def test_unix_time_and_axis() -> None:
    moment = read_moment("2026-02-13 16:30")
    assert axis_of_unix([int(moment.timestamp())]).tolist() == [to_axis(moment)]
    assert unix_of_axis([to_axis(moment)]).tolist() == [int(moment.timestamp())]


@pytest.mark.parametrize("way", sorted(BULK))
def test_bulk_refuses_what_the_calendar_does_not_know(way: str) -> None:
    bulk = BULK[way]
    outside = to_axis(read_moment("2014-12-31"))
    inside = to_axis(read_moment("2035-12-28 09:00"))
    with pytest.raises(BeyondCalendar):
        bulk.due_hours([outside], 3600)
    with pytest.raises(BeyondCalendar):
        bulk.due_hours([inside], 400 * 3600)
    with pytest.raises(BeyondCalendar):
        bulk.due_working_days([inside], 40)
    with pytest.raises(BeyondCalendar):
        bulk.due_calendar_days([inside], 40)


def test_pauses_that_do_not_fit_are_refused() -> None:
    one = np.array([1], dtype=np.int64)
    asks: list[Callable[[], object]] = [
        lambda: Pauses.of(1, [1], [0], [5]),
        lambda: Pauses.of(1, [0], [5], [0]),
        lambda: Pauses.of(1, [0, 0], [0, 3], [5, 9]),
        lambda: Pauses(np.array([0, 2], dtype=np.int64), one, one),
    ]
    for wrong in asks:
        with pytest.raises(Invalid):
            wrong()
    with pytest.raises(Invalid):
        BULK["grid"].due_hours([LOW, LOW], 3600, Pauses.of(1, [0], [LOW], [LOW]))


def test_two_cases_may_be_paused_at_the_same_time() -> None:
    pauses = Pauses.of(2, [1, 0], [100, 50], [200, 300])
    assert pauses.begins.tolist() == [50, 100]


def test_no_cases_are_no_work() -> None:
    assert BULK["grid"].due_hours([], 3600, Pauses.of(0, [], [], [])).tolist() == []
