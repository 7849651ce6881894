"""The generated table is what the library says today, or the library moved on and somebody should look."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version

import holidays
import pytest

from congvu.core.working_time.unofficial import SOURCE, UNOFFICIAL


@pytest.mark.skipif(f"thư viện holidays {version('holidays')}" != SOURCE, reason="written by another version")
@pytest.mark.parametrize("year", [2015, 2019, 2022, 2027, 2035])
def test_generated_years_agree_with_the_library(year: int) -> None:
    library = holidays.country_holidays("VN", years=range(year - 1, year + 2), language="vi")
    listed = {date.fromisoformat(on): worked for on, worked, _, _ in UNOFFICIAL if on.startswith(str(year))}
    for ordinal in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()):
        on = date.fromordinal(ordinal)
        ours = listed.get(on, on.weekday() < 5)
        assert ours is library.is_working_day(on), on


def test_generated_years_are_in_order_and_leave_the_official_ones_alone() -> None:
    days = [on for on, *_ in UNOFFICIAL]
    assert days == sorted(set(days))
    assert not [on for on in days if "2023" <= on[:4] <= "2026"]
