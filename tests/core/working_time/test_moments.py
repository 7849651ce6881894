"""Moments: one axis of whole seconds in Việt Nam."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid
from congvu.core.working_time.moments import (
    DAY,
    HANOI,
    date_of_axis,
    date_of_day,
    day_number,
    from_axis,
    read_moment,
    to_axis,
)


@given(st.integers(0, 5_000_000_000))
def test_axis_and_moment_are_inverse(second: int) -> None:
    moment = from_axis(second)
    assert to_axis(moment) == second
    assert moment.isoformat().endswith("+07:00")
    assert date_of_axis(second) == moment.date()


def test_the_same_moment_in_another_zone_is_the_same_second() -> None:
    noon = datetime(2026, 2, 13, 12, 0, tzinfo=HANOI)
    assert to_axis(noon) == to_axis(datetime(2026, 2, 13, 5, 0, tzinfo=UTC))
    assert to_axis(noon) == to_axis(datetime(2026, 2, 13, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))
    assert to_axis(noon) % DAY == 12 * 3600


def test_fractions_of_a_second_are_dropped() -> None:
    assert to_axis(datetime(2026, 2, 13, 12, 0, 0, 999_999, tzinfo=HANOI)) % 60 == 0


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        to_axis(datetime(2026, 2, 13, 12, 0))
    assert caught.value.code == "naive_moment"


def test_day_numbers_count_from_1970() -> None:
    assert day_number(date(1970, 1, 2)) == 1
    assert date_of_day(1) == date(1970, 1, 2)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-02-13 16:30", "2026-02-13T16:30:00+07:00"),
        ("2026-02-13T16:30:15", "2026-02-13T16:30:15+07:00"),
        ("2026-02-13T09:30:00Z", "2026-02-13T16:30:00+07:00"),
        ("2026-02-13T18:30+09:00", "2026-02-13T16:30:00+07:00"),
        (" 13/02/2026 16:30 ", "2026-02-13T16:30:00+07:00"),
        ("13/2/2026", "2026-02-13T00:00:00+07:00"),
        ("2024-02-29", "2024-02-29T00:00:00+07:00"),
    ],
)
def test_moments_are_read_as_people_write_them(text: str, iso: str) -> None:
    assert read_moment(text).isoformat() == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hôm nay",
        "2026-02-30 10:00",
        "2025-02-29",
        "2026-02-13 24:01",
        "2026-02-13 10:60",
        "31/04/2026",
        "0000-01-01",
    ],
)
def test_what_is_no_moment_is_refused_in_words(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_moment(text)
    assert caught.value.code == "bad_moment"
