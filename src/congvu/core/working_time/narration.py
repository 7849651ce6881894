"""Ghi lại các ngày. What a reckoning notes about the days it passed: skipped, worked in exchange, shortened."""

from __future__ import annotations

from datetime import date, timedelta

from congvu.core.working_time.calendar import WorkCalendar
from congvu.core.working_time.moments import DAY, date_of_axis, date_of_day, from_axis, to_axis
from congvu.core.working_time.rows import DayKind, DayRow, shifts_text
from congvu.core.working_time.trace import Trace


def note_days(calendar: WorkCalendar, start: int, end: int, trace: Trace | None) -> None:
    """Note each special day, the number of ordinary rest days and each outage between two seconds of the axis."""
    if trace is None:
        return
    rest_days = 0
    on, last = date_of_axis(start), date_of_axis(end)
    while on <= last:
        row = calendar.row_on(on)
        if row is not None:
            note_row(calendar, row, trace)
        elif not calendar.shifts_on(on):
            rest_days += 1
        on += timedelta(days=1)
    if rest_days:
        trace.note("rest_days", count=rest_days)
    for outage in calendar.outages_between(start, end):
        table = calendar.without_outages.table
        lost = table.working_before(to_axis(outage.end)) - table.working_before(to_axis(outage.start))
        trace.note(
            "outage",
            start=from_axis(to_axis(outage.start)).isoformat(),
            end=from_axis(to_axis(outage.end)).isoformat(),
            seconds=lost,
            vi=outage.reason_vi,
            en=outage.reason("en"),
            source=outage.source,
            standing=outage.standing,
        )


def note_row(calendar: WorkCalendar, row: DayRow, trace: Trace) -> None:
    """Note one special day: off, worked in exchange, or with hours of its own."""
    known: dict[str, str] = {
        "on": row.on.isoformat(),
        "vi": row.name_vi,
        "en": row.name("en"),
        "source": row.source,
        "standing": row.standing,
    }
    if row.kind is DayKind.OFF:
        trace.note("day_off", **known)
    elif row.kind is DayKind.WORKED:
        trace.note("day_worked", **known)
    else:
        trace.note("day_hours", hours=shifts_text(calendar.shifts_on(row.on)), **known)


def note_roll(calendar: WorkCalendar, day: int, later: int, trace: Trace | None) -> None:
    """Note that an end on day number `day` rolled over to `later`, with the days off between."""
    if trace is None:
        return
    first, last = date_of_day(day), date_of_day(later)
    trace.note("rolled", on=first.isoformat(), to=last.isoformat())
    note_days(calendar, day * DAY, later * DAY - 1, trace)


def note_years(calendar: WorkCalendar, start: int, end: int, trace: Trace) -> None:
    """Note each year on the way whose list of days off is not confirmed."""
    for year in range(date_of_axis(start).year, date_of_axis(end).year + 1):
        if calendar.standing_of(year) == "unverified" and date(year, 1, 1) <= date_of_axis(end):
            trace.note("year_unverified", year=year)
