"""The prefix table on a small made-up office, counted on the fingers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from congvu.core.working_time.moments import DAY
from congvu.core.working_time.table import BeyondCalendar, PrefixTable

# Ngày 0: 100–200 và 300–400; ngày 1 nghỉ; ngày 2: 100–150.
TABLE = PrefixTable([(100, 200), (300, 400), (2 * DAY + 100, 2 * DAY + 150)], 0, 4 * DAY)


@pytest.mark.parametrize(
    ("at", "worked"),
    [
        (0, 0),
        (100, 0),
        (150, 50),
        (200, 100),
        (250, 100),
        (300, 100),
        (400, 200),
        (DAY, 200),
        (2 * DAY + 120, 220),
        (3 * DAY, 250),
    ],
)
def test_working_time_before_a_moment(at: int, worked: int) -> None:
    assert TABLE.working_before(at) == worked


@pytest.mark.parametrize(("worked", "earliest", "latest"), [(50, 150, 150), (100, 200, 300), (200, 400, 2 * DAY + 100)])
def test_the_moment_of_an_amount_of_work(worked: int, earliest: int, latest: int) -> None:
    assert TABLE.moment_after(worked) == earliest
    assert TABLE.moment_before(worked) == latest


def test_opening_keeps_closing_times_inside() -> None:
    assert TABLE.opening(50) == 100
    assert TABLE.opening(200) == 200
    assert TABLE.opening(201) == 300
    assert TABLE.opening(DAY) == 2 * DAY + 100


def test_working_days_are_counted_on_and_back() -> None:
    assert TABLE.working_day(0, 1) == 2
    assert TABLE.working_day(1, 0) == 2
    assert TABLE.working_day(2, -1) == 0
    assert TABLE.days_between(0, 2) == 1
    assert [TABLE.is_working_day(day) for day in range(4)] == [True, False, True, False]


def test_days_on_from_a_moment_keep_its_clock_or_take_the_next_opening() -> None:
    assert TABLE.days_on(150, 0) == (0, 150)
    assert TABLE.days_on(250, 1) == (1, 300)
    assert TABLE.days_on(400, 1) == (1, 400)
    assert TABLE.days_on(401, 0) == (1, 100)


def test_a_clock_time_is_fitted_into_the_hours_of_a_day() -> None:
    assert [TABLE.fitted_to(0, clock) for clock in (50, 150, 200, 250, 500)] == [100, 150, 200, 300, 400]
    assert TABLE.closing_of(TABLE.place_of(0)) == 400
    assert TABLE.closing_of(TABLE.place_of(2)) == 2 * DAY + 150
    assert TABLE.intervals_of(0) == [(100, 200), (300, 400)]


def test_what_lies_outside_the_table_is_refused() -> None:
    asks: list[Callable[[], object]] = [
        lambda: TABLE.working_before(-1),
        lambda: TABLE.working_before(4 * DAY),
        lambda: TABLE.moment_after(251),
        lambda: TABLE.moment_before(-1),
        lambda: TABLE.moment_before(250),
        lambda: TABLE.opening(2 * DAY + 151),
        lambda: TABLE.working_day(2, 1),
        lambda: TABLE.working_day(0, -1),
        lambda: TABLE.place_of(1),
        lambda: TABLE.place_of(3),
        lambda: TABLE.days_on(0, 2),
        lambda: TABLE.interval_at(-1),
    ]
    for ask in asks:
        with pytest.raises(BeyondCalendar):
            ask()
