"""Same-day promises: until the close of the day from which they count, whatever hours the desk keeps."""

from __future__ import annotations

from datetime import time

import pytest

from congvu.core.working_time import (
    WeekTable,
    WorkCalendar,
    add,
    national_calendar,
    read_limit,
    read_moment,
    read_shifts,
)
from congvu.domain.onestop.policy.promises import same_day_until

THREE = time(15)


def mornings_on_saturday() -> WorkCalendar:
    """The civil service's hours, with a desk that receives on Saturday mornings."""
    plain = national_calendar()
    desk = plain.with_weeks(WeekTable((*WeekTable.five_days().shifts[:5], read_shifts("07:30-11:30"), ())))
    return WorkCalendar("sang-thu-bay", "Sáng thứ Bảy", plain.weeks, plain.days, first_year=2023, last_year=2026,
                        reception=desk)  # fmt: skip


@pytest.mark.parametrize(
    ("received", "until"),
    [
        ("2026-03-04 06:40", "2026-03-04"),
        ("2026-03-04 10:00", "2026-03-04"),
        ("2026-03-04 12:10", "2026-03-04"),
        ("2026-03-04 15:00", "2026-03-04"),
        ("2026-03-04 15:01", "2026-03-05"),
        ("2026-03-06 16:00", "2026-03-09"),
        ("2026-03-07 09:00", "2026-03-09"),
    ],
)
def test_a_same_day_result_is_promised_for_the_day_it_counts_from(received: str, until: str) -> None:
    at = read_moment(received)
    for calendar in (national_calendar(), mornings_on_saturday()):
        code = same_day_until(at, calendar, THREE)
        assert code == f"until {until}"
        assert add(calendar, at, read_limit(code)) == read_moment(f"{until} 17:00")


def test_on_a_worked_saturday_whose_desk_keeps_mornings_the_afternoon_counts_from_monday() -> None:
    calendar = mornings_on_saturday()
    assert calendar.is_working_day(read_moment("2026-01-10 13:53").date()), "worked for a day off in the new year"
    code = same_day_until(read_moment("2026-01-10 13:53"), calendar, THREE)
    assert code == "until 2026-01-12"
    assert add(calendar, read_moment("2026-01-10 13:53"), read_limit(code)) == read_moment("2026-01-12 17:00")
