"""Calendars as values: layers of rows, own hours, outages, versions."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from congvu.core.refusals import Invalid
from congvu.core.working_time import (
    HANOI,
    BeyondCalendar,
    DayKind,
    DayRow,
    Outage,
    Shifts,
    WeekTable,
    WorkCalendar,
    WorkingHours,
    add,
    national_calendar,
    read_moment,
    read_shifts,
    render,
    shifts_text,
    to_axis,
)


def at(text: str) -> datetime:
    return read_moment(text)


def outage(start: str, end: str, reason: str = "Mất điện diện rộng") -> Outage:
    return Outage(at(start), at(end), reason, "Power cut", source="TB 12/TB-UBND")


@pytest.mark.parametrize(
    ("row", "hours"),
    [
        (DayRow(date(2026, 3, 4), DayKind.OFF, "Nghỉ"), ""),
        (DayRow(date(2026, 3, 4), DayKind.MORNING, "Chỉ làm buổi sáng"), "07:00-11:30"),
        (DayRow(date(2026, 3, 4), DayKind.AFTERNOON, "Chỉ làm buổi chiều"), "13:30-17:00"),
        (DayRow(date(2026, 3, 4), DayKind.SHIFTS, "Giờ riêng", shifts=read_shifts("08:00-10:00")), "08:00-10:00"),
        (DayRow(date(2026, 3, 4), DayKind.WORKED, "Làm việc"), "07:00-11:30,13:30-17:00"),
    ],
)
def test_kinds_of_dated_days(row: DayRow, hours: str) -> None:
    assert shifts_text(national_calendar().with_rows([row]).shifts_on(row.on)) == hours


def test_a_worked_saturday_has_the_hours_of_a_usual_day() -> None:
    assert shifts_text(national_calendar().shifts_on(date(2026, 8, 22))) == "07:00-11:30,13:30-17:00"


def test_the_agency_own_row_goes_before_the_national_one() -> None:
    on = date(2026, 11, 24)
    local = national_calendar().with_rows([DayRow(on, DayKind.WORKED, "Trực giải quyết hồ sơ", standing="local")])
    assert not national_calendar().is_working_day(on)
    assert local.is_working_day(on)


def test_two_rows_of_one_standing_that_contradict_each_other_are_refused() -> None:
    on = date(2026, 3, 4)
    with pytest.raises(Invalid, match="04/03/2026"):
        national_calendar().with_rows([DayRow(on, DayKind.OFF, "Nghỉ"), DayRow(on, DayKind.MORNING, "Sáng")])
    twice = national_calendar().with_rows([DayRow(on, DayKind.OFF, "Nghỉ"), DayRow(on, DayKind.OFF, "Nghỉ lễ")])
    assert not twice.is_working_day(on)


def test_summer_and_winter_hours_follow_the_dates_of_their_tables() -> None:
    summer, winter = read_shifts("07:00-11:30,13:30-17:00"), read_shifts("07:30-12:00,13:00-16:30")
    calendar = national_calendar().with_weeks(
        WeekTable.five_days(winter, date(2026, 10, 15)), WeekTable.five_days(summer, date(2026, 4, 15))
    )
    assert calendar.shifts_on(date(2026, 10, 14)) == summer
    assert calendar.shifts_on(date(2026, 10, 15)) == winter
    assert calendar.shifts_on(date(2026, 1, 5)) == summer
    assert add(calendar, at("2026-10-14 16:00"), WorkingHours.of(2)) == at("2026-10-15 08:30")


def test_an_outage_takes_exactly_its_working_time_away() -> None:
    calendar = national_calendar().with_rows(outages=[outage("2026-03-04 10:00", "2026-03-04 14:30")])
    assert add(calendar, at("2026-03-04 08:00"), WorkingHours.of(4)) == at("2026-03-04 16:30")
    assert add(calendar.without_outages, at("2026-03-04 08:00"), WorkingHours.of(4)) == at("2026-03-04 14:00")
    assert not calendar.is_open(to_axis(at("2026-03-04 10:30")))
    assert calendar.is_open(to_axis(at("2026-03-04 14:30")))


def test_a_day_lost_wholly_to_an_outage_is_no_working_day() -> None:
    calendar = national_calendar().with_rows(outages=[outage("2026-03-04 00:00", "2026-03-05 00:00", "Bão")])
    assert not calendar.is_working_day(date(2026, 3, 4))
    assert calendar.working_days_in(2026) == 248


def test_outages_that_overlap_count_once() -> None:
    rows = [outage("2026-03-04 09:00", "2026-03-04 10:30"), outage("2026-03-04 10:00", "2026-03-04 11:00")]
    calendar = national_calendar().with_rows(outages=rows)
    assert add(calendar, at("2026-03-04 08:00"), WorkingHours.of(0, 90)) == at("2026-03-04 11:30")


def test_the_version_follows_what_can_move_a_date() -> None:
    plain = national_calendar()
    row = DayRow(date(2026, 3, 4), DayKind.OFF, "Nghỉ")
    versions = {
        plain.version,
        plain.with_rows([row]).version,
        plain.with_rows(outages=[outage("2026-03-04 09:00", "2026-03-04 10:00")]).version,
        plain.with_weeks(WeekTable.five_days(read_shifts("07:30-11:30,13:00-17:00"))).version,
    }
    assert len(versions) == 4
    assert plain.with_rows([row]).version == plain.with_rows([row]).version


def test_rows_give_the_same_version_in_any_order() -> None:
    one, two = DayRow(date(2026, 3, 4), DayKind.OFF, "Nghỉ"), DayRow(date(2026, 3, 5), DayKind.MORNING, "Sáng")
    assert national_calendar().with_rows([one, two]).version == national_calendar().with_rows([two, one]).version


def test_days_that_are_not_eight_hours_are_pointed_out() -> None:
    assert national_calendar().uneven_days() == ()
    short = national_calendar().with_weeks(WeekTable.five_days(read_shifts("07:30-11:30,13:30-17:00")))
    (warning,) = short.uneven_days()
    assert "7 giờ 30 phút" in render(warning, "vi")
    assert "Monday, Tuesday" in render(warning, "en")


def test_years_beyond_the_calendar_are_refused_in_words() -> None:
    for on in (date(2014, 12, 31), date(2036, 1, 1)):
        with pytest.raises(BeyondCalendar, match="2015–2035"):
            national_calendar().is_working_day(on)


def test_a_calendar_that_cannot_be_is_refused() -> None:
    with pytest.raises(Invalid):
        WorkCalendar("x", "X", ())
    with pytest.raises(Invalid):
        WorkCalendar("x", "X", (WeekTable.five_days(),), first_year=2030, last_year=2020)
    with pytest.raises(Invalid, match="khong-co"):
        national_calendar().with_switches("khong-co")


def test_an_office_open_day_and_night_works_every_second() -> None:
    day: Shifts = read_shifts("00:00-24:00")
    calendar = WorkCalendar("hotline", "Đường dây nóng", (WeekTable((day,) * 7),), first_year=2026, last_year=2026)
    assert add(calendar, at("2026-03-04 20:00"), WorkingHours.of(30)) == datetime(2026, 3, 6, 2, 0, tzinfo=HANOI)
    assert calendar.working_days_in(2026) == 365
