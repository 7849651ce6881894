"""The official years against the lists the government announced, and what is not official."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from congvu.core.refusals import Invalid
from congvu.core.working_time import (
    CALENDARS,
    SWAP_NOVEMBER_2026,
    DayKind,
    calendar_named,
    national_calendar,
    official_days,
    year_standings,
)

ANNOUNCED_OFF = {
    2023: "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
}
ANNOUNCED_WORKED = {2023: "", 2024: "05-04", 2025: "04-26", 2026: "01-10 08-22"}


@pytest.mark.parametrize("year", sorted(ANNOUNCED_OFF))
def test_every_day_of_an_official_year_is_as_announced(year: int) -> None:
    calendar = national_calendar()
    off = {date.fromisoformat(f"{year}-{day}") for day in ANNOUNCED_OFF[year].split()}
    worked = {date.fromisoformat(f"{year}-{day}") for day in ANNOUNCED_WORKED[year].split()}
    on = date(year, 1, 1)
    while on.year == year:
        expected = on in worked or (on.weekday() < 5 and on not in off)
        assert calendar.is_working_day(on) is expected, on
        on += timedelta(days=1)


@pytest.mark.parametrize(("year", "count"), [(2023, 249), (2024, 251), (2025, 250), (2026, 249)])
def test_working_days_of_the_official_years(year: int, count: int) -> None:
    assert national_calendar().working_days_in(year) == count


def test_the_november_swap_is_off_until_it_is_switched_on() -> None:
    monday, saturday = date(2026, 11, 23), date(2026, 11, 28)
    plain, swapped = national_calendar(), national_calendar(SWAP_NOVEMBER_2026)
    assert plain.is_working_day(monday)
    assert not plain.is_working_day(saturday)
    assert not swapped.is_working_day(monday)
    assert swapped.is_working_day(saturday)
    assert plain.working_days_in(2026) == swapped.working_days_in(2026) == 249
    assert plain.version != swapped.version


def test_every_shipped_row_names_its_source_and_both_languages() -> None:
    for row in official_days():
        assert row.source, row
        assert row.name_vi, row
        assert row.name_en, row


def test_only_the_four_announced_years_are_verified() -> None:
    standings = dict(year_standings())
    assert {year for year, standing in standings.items() if standing == "verified"} == {2023, 2024, 2025, 2026}
    for row in official_days():
        proposed = bool(row.switch)
        expected = "verified" if 2023 <= row.on.year <= 2026 and not proposed else "unverified"
        assert row.standing == expected, row


def test_no_shipped_row_repeats_what_the_week_says() -> None:
    for row in official_days():
        assert (row.on.weekday() < 5) is (row.kind is DayKind.OFF), row


def test_unofficial_years_come_from_the_library() -> None:
    calendar = national_calendar()
    assert not calendar.is_working_day(date(2027, 2, 8))
    assert calendar.is_working_day(date(2019, 5, 4))
    row = calendar.row_on(date(2027, 1, 1))
    assert row is not None
    assert "holidays" in row.source


def test_every_calendar_can_be_had_by_name_and_others_are_refused() -> None:
    for name in CALENDARS:
        assert calendar_named(name).working_days_in(2025) == 250
    with pytest.raises(Invalid, match="vn-civil-service") as caught:
        calendar_named("lich-la")
    assert caught.value.code == "unknown_calendar"
