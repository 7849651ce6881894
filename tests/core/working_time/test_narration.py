"""What an explanation says of the days it passed."""

from __future__ import annotations

from congvu.core.working_time import (
    DayKind,
    DayRow,
    Outage,
    TraceLine,
    WorkCalendar,
    explain,
    national_calendar,
    read_limit,
    read_moment,
)


def lines(start: str, limit: str, calendar: WorkCalendar | None = None) -> list[TraceLine]:
    return list(explain(calendar or national_calendar(), read_moment(start), read_limit(limit)).lines)


def days(found: list[TraceLine], code: str) -> list[str]:
    return [str(line.params["on"]) for line in found if line.code == code]


def test_every_skipped_holiday_is_named_once_and_rest_days_are_counted() -> None:
    found = lines("2026-02-13 16:30", "4 working hours")
    assert days(found, "day_off") == [f"2026-02-{day}" for day in range(16, 21)]
    assert [line.params["count"] for line in found if line.code == "rest_days"] == [4]


def test_a_worked_saturday_is_said_with_its_source() -> None:
    found = lines("2026-01-09 15:30", "8 working hours")
    (worked,) = [line for line in found if line.code == "day_worked"]
    assert worked.params["on"] == "2026-01-10"
    assert "12729" in str(worked.params["source"])


def test_holidays_before_the_next_opening_are_named_too() -> None:
    found = lines("2025-08-29 17:30", "8 working hours")
    assert days(found, "day_off") == ["2025-09-01", "2025-09-02"]
    codes = [line.code for line in found]
    assert codes.index("day_off") < codes.index("counted_from") < codes.index("limit")


def test_a_roll_over_names_the_days_it_jumps() -> None:
    found = lines("2026-08-26 09:00", "5 calendar days")
    (rolled,) = [line for line in found if line.code == "rolled"]
    assert (rolled.params["on"], rolled.params["to"]) == ("2026-08-31", "2026-09-03")
    assert days(found, "day_off") == ["2026-08-31", "2026-09-01", "2026-09-02"]


def test_calendar_days_that_end_on_a_working_day_skip_nothing() -> None:
    assert [line.code for line in lines("2026-03-02 09:00", "15 calendar days")] == [
        "calendar",
        "received",
        "limit",
        "due",
    ]


def test_half_days_and_outages_are_said_with_what_they_cost() -> None:
    start, end = read_moment("2026-03-03 08:00"), read_moment("2026-03-03 12:00")
    calendar = national_calendar().with_rows(
        [DayRow(read_moment("2026-03-04").date(), DayKind.MORNING, "Họp toàn cơ quan")],
        [Outage(start, end, "Mất điện", source="TB 12/TB-UBND")],
    )
    found = lines("2026-03-02 09:00", "16 working hours", calendar)
    (half,) = [line for line in found if line.code == "day_hours"]
    (outage,) = [line for line in found if line.code == "outage"]
    assert half.params["hours"] == "07:00-11:30"
    assert outage.params["seconds"] == 3.5 * 3600


def test_unconfirmed_years_are_pointed_out() -> None:
    found = lines("2026-12-28 09:00", "10 working days")
    assert [line.params["year"] for line in found if line.code == "year_unverified"] == [2027]
    assert not [line for line in lines("2026-03-02 09:00", "10 working days") if line.code == "year_unverified"]
