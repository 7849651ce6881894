"""Limits as types: words, canonical texts, sums, what is no limit."""

from __future__ import annotations

from datetime import date, time
from fractions import Fraction

import pytest

from congvu.core.refusals import Invalid
from congvu.core.working_time import (
    CalendarDays,
    Finish,
    FixedDate,
    Limit,
    Months,
    Sum,
    WorkingDays,
    WorkingHours,
    duration_words,
    parts_of,
)


@pytest.mark.parametrize(
    ("limit", "vi", "en", "code"),
    [
        (WorkingHours.of(24), "24 giờ làm việc", "24 working hours", "24 working hours"),
        (WorkingHours.of("7.5"), "7 giờ 30 phút làm việc", "7 working hours 30 minutes", "7.5 working hours"),
        (WorkingDays(5), "05 ngày làm việc", "5 working days", "5 working days"),
        (
            WorkingDays(1, Finish.CLOSE),
            "01 ngày làm việc (hết giờ làm việc)",
            "1 working day, close of business",
            "1 working days close of business",
        ),
        (CalendarDays(15), "15 ngày", "15 calendar days", "15 calendar days"),
        (
            CalendarDays(15, roll=False),
            "15 ngày (không lùi)",
            "15 calendar days, without roll-over",
            "15 calendar days without roll-over",
        ),
        (Months(3), "03 tháng", "3 months", "3 months"),
        (FixedDate(date(2026, 11, 30)), "đến hết ngày 30/11/2026", "until 2026-11-30", "until 2026-11-30"),
        (
            FixedDate(date(2026, 11, 30), time(15)),
            "đến hết 15:00 ngày 30/11/2026",
            "until 15:00 2026-11-30",
            "until 2026-11-30 15:00",
        ),
        (
            CalendarDays(15) + WorkingDays(8),
            "15 ngày + 08 ngày làm việc",
            "15 calendar days + 8 working days",
            "15 calendar days + 8 working days",
        ),
    ],
)
def test_limits_in_the_words_of_the_office(limit: Limit, vi: str, en: str, code: str) -> None:
    assert (limit.words("vi"), limit.words("en"), limit.code) == (vi, en, code)


def test_sums_stay_flat_however_they_are_added() -> None:
    a, b, c = CalendarDays(15), WorkingDays(8), WorkingHours.of(4)
    assert (a + b) + c == a + (b + c) == Sum((a, b, c))
    assert parts_of(a) == (a,)
    with pytest.raises(Invalid):
        Sum((a,))
    with pytest.raises(Invalid):
        Sum((a, a + b))


def test_only_hours_and_days_at_the_same_clock_time_are_working_time() -> None:
    assert WorkingHours.of(8).is_working_time
    assert WorkingDays(3).is_working_time
    assert (WorkingDays(3) + WorkingHours.of(2)).is_working_time
    assert not WorkingDays(3, Finish.CLOSE).is_working_time
    assert not CalendarDays(3).is_working_time
    assert not (WorkingDays(3) + Months(1)).is_working_time
    assert not FixedDate(date(2026, 1, 1)).is_working_time


def test_limits_beyond_reason_are_refused() -> None:
    for wrong in (lambda: WorkingDays(-1), lambda: CalendarDays(10**9), lambda: Months(-3), lambda: WorkingHours(-1)):
        with pytest.raises(Invalid):
            wrong()
    with pytest.raises(Invalid, match="whole seconds"):
        WorkingHours.of(Fraction(1, 7))


@pytest.mark.parametrize(
    ("seconds", "vi", "en"),
    [
        (0, "0 giờ làm việc", "0 working hours"),
        (3600, "1 giờ làm việc", "1 working hour"),
        (90, "1 phút 30 giây làm việc", "1 minute 30 seconds of working time"),
        (-1800, "-30 phút làm việc", "-30 minutes of working time"),
    ],
)
def test_lengths_in_words(seconds: int, vi: str, en: str) -> None:
    assert duration_words(seconds, "vi") == vi
    assert duration_words(seconds, "en") == en
