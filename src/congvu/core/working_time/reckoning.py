"""Tính thời hạn. Add, subtract, measure and explain on one calendar.

One walk gives both the number and its explanation: `add` walks without a trace, `explain` walks the same way
with one. Moments are aware; inside, everything is whole seconds on the axis.
"""

from __future__ import annotations

import calendar as months_of_year
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from congvu.core.refusals import Invalid
from congvu.core.working_time.calendar import WorkCalendar
from congvu.core.working_time.limits import (
    CalendarDays,
    Finish,
    FixedDate,
    Limit,
    Months,
    WorkingDays,
    WorkingHours,
    parts_of,
)
from congvu.core.working_time.moments import DAY, date_of_axis, day_number, from_axis, seconds_of, to_axis
from congvu.core.working_time.narration import note_days, note_roll, note_years
from congvu.core.working_time.reception import PLAIN, ReceptionRule, counted_from
from congvu.core.working_time.table import PrefixTable
from congvu.core.working_time.trace import Trace, TraceLine
from congvu.core.working_time.wording import render_text


@dataclass(frozen=True, slots=True)
class Explained:
    """Hạn kèm diễn giải. A due moment with the lines it was reckoned by."""

    due: datetime
    lines: tuple[TraceLine, ...]

    def text(self, language: str = "vi") -> str:
        """The certificate as sentences, one a line, ending with a line break."""
        return render_text(self.lines, language)

    @property
    def sha256(self) -> str:
        """Hash of the canonical (Vietnamese) text, hex."""
        return sha256(self.text("vi").encode()).hexdigest()


def add(calendar: WorkCalendar, start: datetime, limit: Limit, reception: ReceptionRule = PLAIN) -> datetime:
    """Ngày đến hạn. The moment `limit` ends when it began with what came in at `start`.

    BeyondCalendar when it leaves the calendar's years, Invalid for a naive moment.
    """
    if reception is PLAIN and calendar.reception is None:  # the short way to the same numbers
        table = calendar.table
        if type(limit) is WorkingHours and limit.seconds:
            return from_axis(table.moment_after(table.working_before(to_axis(start)) + limit.seconds))
        if type(limit) is WorkingDays:
            return from_axis(_finished(table, *table.days_on(to_axis(start), limit.days), limit.finish))
    return from_axis(due_second(calendar, to_axis(start), limit, reception))


def add_paused(
    calendar: WorkCalendar, start: datetime, limit: WorkingHours, pauses: Iterable[tuple[datetime, datetime]]
) -> datetime:
    """Ngày đến hạn khi có tạm dừng. As `add` for hours (> 0), each pause moving the end by its own working time.

    `pauses` are (from, until) in order and do not overlap; one that begins at or after the end changes nothing. The
    single counterpart of `bulk.BulkCalendar.due_hours`; whose pause it was and why is the clock's affair.
    """
    table = calendar.table
    begun = table.working_before(to_axis(start))
    target = begun + limit.seconds
    for begin, until in pauses:
        since = table.working_before(to_axis(begin))
        if since >= target:
            break
        lost = table.working_before(to_axis(until)) - max(since, begun)
        if lost > 0:
            target += lost
    return from_axis(table.moment_after(target))


def explain(calendar: WorkCalendar, start: datetime, limit: Limit, reception: ReceptionRule = PLAIN) -> Explained:
    """Diễn giải. As `add`, with every step written down."""
    trace = Trace()
    trace.note("calendar", name=calendar.name, code=calendar.code, version=calendar.version)
    due = due_second(calendar, to_axis(start), limit, reception, trace)
    return Explained(from_axis(due), tuple(trace.lines))


def due_second(
    calendar: WorkCalendar, at: int, limit: Limit, reception: ReceptionRule = PLAIN, trace: Trace | None = None
) -> int:
    """As `add`, on the axis; the steps go into `trace`."""
    if trace is not None:
        trace.note("received", at=from_axis(at).isoformat())
    counted = counted_from(calendar, at, reception, trace)
    if trace is not None:
        trace.note("limit", vi=limit.words("vi"), en=limit.words("en"), code=limit.code)
    due = end_second(calendar, counted, limit, trace)
    if trace is not None:
        note_years(calendar, at, due, trace)
        trace.note("due", at=from_axis(due).isoformat())
    return due


def end_second(calendar: WorkCalendar, start: int, limit: Limit, trace: Trace | None = None) -> int:
    """Where a limit ends that runs from second `start` as it stands, without any rule of reception."""
    parts = parts_of(limit)
    for number, part in enumerate(parts, 1):
        if trace is not None and len(parts) > 1:
            words = {"vi": part.words("vi"), "en": part.words("en")}
            trace.note("part", number=number, of=len(parts), start=from_axis(start).isoformat(), **words)
        start = _end_of_part(calendar, start, part, trace)
        if trace is not None and number < len(parts):
            trace.note("part_due", number=number, at=from_axis(start).isoformat())
    return start


def _end_of_part(calendar: WorkCalendar, start: int, part: Limit, trace: Trace | None) -> int:
    table = calendar.table
    if isinstance(part, WorkingHours):
        if not part.seconds:
            return table.opening(start)
        end = table.moment_after(table.working_before(start) + part.seconds)
        note_days(calendar, start, end, trace)
        return end
    if isinstance(part, WorkingDays):
        end = _finished(table, *table.days_on(start, part.days), part.finish)
        note_days(calendar, start, end, trace)
        return end
    if isinstance(part, CalendarDays):
        return _landed(calendar, start // DAY + part.days, start % DAY, roll=part.roll, finish=part.finish, trace=trace)
    if isinstance(part, Months):
        day = day_number(months_on(date_of_axis(start), part.months))
        return _landed(calendar, day, start % DAY, roll=part.roll, finish=part.finish, trace=trace)
    if isinstance(part, FixedDate):
        end = _named(calendar, part, trace)
        if end < start:
            raise Invalid("The named date lies before the limit begins.", field="limit", code="deadline_before_start")
        return end
    raise TypeError(f"no way to reckon a {type(part).__name__}")


def _finished(table: PrefixTable, place: int, clock: int, finish: Finish) -> int:
    return table.closing_of(place) if finish is Finish.CLOSE else table.fitted_to(place, clock)


def _landed(calendar: WorkCalendar, day: int, clock: int, *, roll: bool, finish: Finish, trace: Trace | None) -> int:
    """The end on day number `day`, rolled over to a working day when asked."""
    table = calendar.table
    if not table.first <= day * DAY < table.last:
        raise table.outside(day * DAY)
    if table.is_working_day(day):
        return _finished(table, table.place_of(day), clock, finish)
    if not roll:
        return day * DAY + (calendar.usual_closing(date_of_axis(day * DAY)) if finish is Finish.CLOSE else clock)
    later = table.working_day(day, 0)
    note_roll(calendar, day, later, trace)
    return _finished(table, table.place_of(later), clock, finish)


def _named(calendar: WorkCalendar, part: FixedDate, trace: Trace | None) -> int:
    day = day_number(part.on)
    if part.at is None:
        return _landed(calendar, day, 0, roll=part.roll, finish=Finish.CLOSE, trace=trace)
    if part.roll and not calendar.is_working_day(part.on):
        return _landed(calendar, day, seconds_of(part.at), roll=True, finish=Finish.SAME_CLOCK, trace=trace)
    return day * DAY + seconds_of(part.at)


def months_on(on: date, months: int) -> date:
    """The same day of the month `months` later (earlier when negative), or that month's last day."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise Invalid("The date does not exist.", field="limit", code="bad_limit")
    return date(year, month + 1, min(on.day, months_of_year.monthrange(year, month + 1)[1]))


def subtract(calendar: WorkCalendar, end: datetime, limit: Limit) -> datetime:
    """Lùi thời hạn. The latest moment from which `limit` ends by `end`, e.g. one working day before the due date.

    Hours are exact; days go back to the same clock time (opening time for a limit that ends at closing time);
    calendar days and months roll *back* to the working day before. A FixedDate cannot be taken away: Invalid.
    """
    at = to_axis(end)
    for part in reversed(parts_of(limit)):
        at = _begin_of_part(calendar, at, part)
    return from_axis(at)


def _begin_of_part(calendar: WorkCalendar, end: int, part: Limit) -> int:
    table = calendar.table
    if isinstance(part, WorkingHours):
        if not part.seconds:
            return end
        return table.moment_before(table.working_before(end) - part.seconds)
    if isinstance(part, WorkingDays):
        day, clock = end // DAY, end % DAY
        if not table.is_working_day(day):
            day, clock = table.working_day(day, -1), DAY
        return _going_back(calendar, table.working_day(day, -part.days), clock, part.finish)
    if isinstance(part, CalendarDays):
        day = end // DAY - part.days
    elif isinstance(part, Months):
        day = day_number(months_on(date_of_axis(end), -part.months))
    else:
        raise Invalid("A named date cannot be taken off a moment.", field="limit", code="bad_limit")
    if table.is_working_day(day):
        return _going_back(calendar, day, end % DAY, part.finish)
    if not part.roll:
        return day * DAY + end % DAY
    return _going_back(calendar, table.working_day(day, -1), DAY, part.finish)


def _going_back(calendar: WorkCalendar, day: int, clock: int, finish: Finish) -> int:
    """Second `clock` of worked day `day`; in a gap the closing before it, for CLOSE the end of the whole day."""
    if finish is Finish.CLOSE:
        return calendar.table.closing_of(calendar.table.place_of(day))
    intervals = calendar.table.intervals_of(day)
    at = day * DAY + clock
    for start, closing in reversed(intervals):
        if at >= start:
            return min(at, closing)
    return intervals[0][0]


def measure(calendar: WorkCalendar, start: datetime, end: datetime) -> int:
    """Thời gian làm việc. Working seconds from `start` to `end`; negative when `end` is earlier."""
    table = calendar.table
    return table.working_before(to_axis(end)) - table.working_before(to_axis(start))


def measure_days(calendar: WorkCalendar, start: datetime, end: datetime) -> int:
    """Số ngày làm việc. Working days after the day of `start`, up to and with the day of `end`."""
    first, last = to_axis(start) // DAY, to_axis(end) // DAY
    table = calendar.table
    return table.days_between(first, last) if last >= first else -table.days_between(last, first)
