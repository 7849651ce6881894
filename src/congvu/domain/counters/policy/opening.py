"""Lịch mở cửa: which hours a desk is open on a day, from its week, its special days and the working calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from congvu.core.working_time import DayKind, WorkCalendar
from congvu.core.working_time.moments import seconds_of

Spans = tuple[tuple[int, int], ...]
"""Stretches of a day in seconds since midnight, in order, apart from each other."""


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A stretch of a weekday, for everything (`field_id` empty) or one field."""

    weekday: int
    starts: time
    ends: time
    from_on: date
    to_on: date | None = None
    field_id: int | None = None


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """What is different on one day."""

    day: date
    is_open: bool
    reason: str
    starts: time | None = None
    ends: time | None = None
    field_id: int | None = None


@dataclass(frozen=True, slots=True)
class DayHours:
    """Hours of a day with the reason where they are not the week's."""

    spans: Spans
    reason: str = ""


def merged(spans: Iterable[tuple[int, int]]) -> Spans:
    """Overlapping and touching stretches made one."""
    found: list[tuple[int, int]] = []
    for starts, ends in sorted(spans):
        if found and starts <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], ends)
        else:
            found.append((starts, ends))
    return tuple(found)


def hours_on(
    on: date, field_id: int | None, week: Sequence[WeekLine], special: Sequence[SpecialDay], calendar: WorkCalendar
) -> DayHours:
    """The hours for a matter of a field (or for any matter) on a day.

    A special day speaks first, one of the field before one of the whole desk. Then holidays of the working calendar
    close, and swapped, half and otherwise different days open in office hours. Then the week; a desk without one is
    open in office hours.
    """
    todays = [one for one in special if one.day == on and one.field_id in (None, field_id)]
    own = [one for one in todays if one.field_id is not None] or todays
    if own:
        spans = merged((seconds_of(one.starts), seconds_of(one.ends)) for one in own if one.starts and one.ends)
        return DayHours(spans, own[0].reason)
    row = calendar.row_on(on)
    office = merged((one.start, one.end) for one in calendar.shifts_on(on))
    if row is not None and row.kind is DayKind.OFF:
        return DayHours((), row.name_vi)
    lines = [one for one in week if one.from_on <= on and (one.to_on is None or on < one.to_on)]
    if not lines or row is not None:
        return DayHours(office, row.name_vi if row is not None else "")
    fitting = [one for one in lines if one.weekday == on.weekday() and one.field_id in (None, field_id)]
    return DayHours(merged((seconds_of(one.starts), seconds_of(one.ends)) for one in fitting))
