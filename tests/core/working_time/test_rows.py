"""Rows a calendar is built from: shifts, weeks, dated days, outages."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from congvu.core.refusals import Invalid
from congvu.core.working_time import (
    DEFAULT_SHIFTS,
    HANOI,
    DayKind,
    DayRow,
    Outage,
    Shift,
    WeekTable,
    read_shifts,
    shifts_text,
)


def test_the_default_day_has_eight_hours() -> None:
    assert sum(shift.seconds for shift in DEFAULT_SHIFTS) == 8 * 3600
    assert shifts_text(DEFAULT_SHIFTS) == "07:00-11:30,13:30-17:00"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("7:00-11:30, 13:30-17:00", "07:00-11:30,13:30-17:00"),
        ("13h30–17h00,7h00–11h30", "07:00-11:30,13:30-17:00"),
        ("00:00-24:00", "00:00-24:00"),
        ("", ""),
    ],
)
def test_shifts_are_read_and_put_in_order(text: str, canonical: str) -> None:
    assert shifts_text(read_shifts(text)) == canonical


@pytest.mark.parametrize(
    "text", ["7-11", "11:30-07:00", "07:00-07:00", "07:00-12:00,11:00-17:00", "07:75-08:00", "20:00-25:00", "sáng"]
)
def test_shifts_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_shifts(text)
    assert caught.value.field == "shifts"


def test_a_shift_with_seconds_keeps_them_in_its_text() -> None:
    assert str(Shift(7 * 3600 + 5, 8 * 3600)) == "07:00:05-08:00"


def test_a_swapped_in_saturday_is_worked_like_a_usual_day() -> None:
    assert WeekTable.five_days().usual == DEFAULT_SHIFTS
    assert WeekTable(((), (), (), (), (), (), ())).usual == ()


def test_own_shifts_belong_to_the_kind_that_has_them() -> None:
    with pytest.raises(Invalid):
        DayRow(date(2026, 5, 4), DayKind.OFF, "Nghỉ", shifts=DEFAULT_SHIFTS)
    with pytest.raises(Invalid):
        DayRow(date(2026, 5, 4), DayKind.SHIFTS, "Giờ riêng")


def test_an_outage_has_two_aware_ends_in_order() -> None:
    start, end = datetime(2026, 3, 2, 9, 0, tzinfo=HANOI), datetime(2026, 3, 2, 10, 0, tzinfo=HANOI)
    assert Outage(start, end, "Mất điện").reason("en") == "Mất điện"
    with pytest.raises(Invalid):
        Outage(end, start, "Mất điện")
    with pytest.raises(Invalid):
        Outage(start.replace(tzinfo=None), end, "Mất điện")


def test_names_fall_back_to_vietnamese() -> None:
    row = DayRow(date(2026, 5, 4), DayKind.OFF, "Nghỉ lễ địa phương")
    assert row.name("en") == row.name("vi") == "Nghỉ lễ địa phương"
