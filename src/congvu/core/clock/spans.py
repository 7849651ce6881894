"""Hạn có tạm dừng. Where a limit ends when parts of the time do not count.

Spans are seconds of the axis `[begin, end)`; `end` is None while a pause is still open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from congvu.core.working_time import (
    CalendarDays,
    Finish,
    FixedDate,
    Limit,
    Months,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
)
from congvu.core.working_time.moments import DAY, day_number, from_axis
from congvu.core.working_time.narration import note_days
from congvu.core.working_time.reckoning import end_second
from congvu.core.working_time.trace import Trace


@dataclass(frozen=True, slots=True)
class Span:
    """Khoảng không tính. `always`: moves every kind of limit (a closed case), whatever the rule says of pauses."""

    begin: int
    end: int | None
    always: bool = False


@dataclass(frozen=True, slots=True)
class Anchor(Limit):
    """Hạn mới được ấn định. A due moment set by an extension; later pauses move it like the limit it replaced."""

    second: int
    working: bool

    @property
    def is_working_time(self) -> bool:
        return self.working

    @property
    def code(self) -> str:
        return f"until {from_axis(self.second).isoformat()}"

    def words(self, language: str = "vi") -> str:
        moment = from_axis(self.second)
        return f"đến {moment:%H:%M} ngày {moment:%d/%m/%Y}" if language == "vi" else f"until {moment:%Y-%m-%d %H:%M}"


def joined(spans: list[Span]) -> list[Span]:
    """Spans in order, overlaps joined; an open span swallows everything after its beginning.

    What each span moves must be asked before: a joined span no longer knows.
    """
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: s.begin):
        last = merged[-1] if merged else None
        if last is not None and (last.end is None or span.begin <= last.end):
            open_end = last.end is None or span.end is None
            end = None if open_end else max(last.end or 0, span.end or 0)
            merged[-1] = Span(last.begin, end)
        else:
            merged.append(span)
    return merged


def due_second(
    calendar: WorkCalendar,
    start: int,
    parts: tuple[Limit, ...],
    spans: list[Span],
    *,
    pauses_move_due: bool,
    trace: Trace | None = None,
) -> int | None:
    """Where the parts end, one after the other, when the `spans` do not count.

    None while an open span keeps the end from being known: a date shown then would be a guess.
    """
    for number, part in enumerate(parts, 1):
        if trace is not None and len(parts) > 1:
            words = {"vi": part.words("vi"), "en": part.words("en")}
            trace.note("part", number=number, of=len(parts), start=from_axis(start).isoformat(), **words)
        end = _end_of_part(calendar, start, part, spans, pauses_move_due=pauses_move_due, trace=trace)
        if end is None:
            return None
        start = end
        if trace is not None and number < len(parts):
            trace.note("part_due", number=number, at=from_axis(start).isoformat())
    return start


def _end_of_part(
    calendar: WorkCalendar,
    start: int,
    part: Limit,
    spans: list[Span],
    *,
    pauses_move_due: bool,
    trace: Trace | None,
) -> int | None:
    end = _end(calendar, start, part, 0, None)
    moved, steps = 0, [end]
    for span in joined([span for span in spans if _moves(part, span, pauses_move_due)]):
        if span.end is not None and span.end <= start:
            continue
        begin = max(span.begin, start)
        if begin >= end:
            break
        if span.end is None:
            return None
        if part.is_working_time:
            end = shifted(calendar, end, begin, span.end)
        else:
            moved += _own_days(calendar, part, begin, span.end)
            end = _end(calendar, start, part, moved, None)
        steps.append(end)
    if trace is not None:
        _narrate(calendar, start, part, steps, moved=moved, trace=trace)
    return end


def _narrate(calendar: WorkCalendar, start: int, part: Limit, steps: list[int], *, moved: int, trace: Trace) -> None:
    """Write down the days a part passed and how each span moved its end."""
    if isinstance(part, WorkingHours | WorkingDays):
        note_days(calendar, start, steps[-1], trace)
    else:
        _end(calendar, start, part, moved, trace)
    for before, after in pairwise(steps):
        if before != after:
            trace.note("moved", before=from_axis(before).isoformat(), after=from_axis(after).isoformat())


def _moves(part: Limit, span: Span, pauses_move_due: bool) -> bool:
    return not isinstance(part, FixedDate) and (part.is_working_time or pauses_move_due or span.always)


def _end(calendar: WorkCalendar, start: int, part: Limit, moved: int, trace: Trace | None) -> int:
    """End of one part that runs from `start`, given `moved` more days of its own kind."""
    if isinstance(part, Anchor):
        return part.second if not moved else end_second(calendar, part.second, CalendarDays(moved), trace)
    if isinstance(part, FixedDate):
        # Ordered after its own date: the work begins overdue, which is a fact of the case and no mistake of the clock.
        return end_second(calendar, min(start, day_number(part.on) * DAY), part, trace)
    if isinstance(part, Months) and moved:
        day = end_second(calendar, start, replace(part, roll=False, finish=Finish.SAME_CLOCK))
        return end_second(calendar, day, CalendarDays(moved, part.roll, part.finish), trace)
    if isinstance(part, CalendarDays | WorkingDays) and moved:
        part = replace(part, days=part.days + moved)
    return end_second(calendar, start, part, trace)


def _own_days(calendar: WorkCalendar, part: Limit, begin: int, end: int) -> int:
    """The length of a span in the days a limit is written in: working days, or calendar days."""
    if isinstance(part, WorkingDays):
        return calendar.table.days_between(begin // DAY, end // DAY)
    return end // DAY - begin // DAY


def shifted(calendar: WorkCalendar, end: int, begin: int, until: int) -> int:
    """`end` moved by exactly the working time of `[begin, until)`; an opening time stays an opening time."""
    table = calendar.table
    paused = table.working_before(until) - table.working_before(begin)
    if not paused:
        return end
    worked = table.working_before(end)
    is_opening = worked > 0 and table.moment_after(worked) != end
    return table.moment_before(worked + paused) if is_opening else table.moment_after(worked + paused)
