"""Named dates as the desk takes them from a form."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from congvu.core.working_time import HANOI, national_calendar
from congvu.kernel.casework.queries.clocks import close_of


@pytest.mark.parametrize("day", [date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29), date(2027, 1, 1)])
def test_a_named_date_runs_out_at_closing_time_also_on_a_day_off(day: date) -> None:
    assert close_of(national_calendar(), day) == datetime(day.year, day.month, day.day, 17, tzinfo=HANOI)
