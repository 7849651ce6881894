"""Lịch làm việc. An immutable working calendar built from plain rows.

A calendar is a value: the same rows give the same calendar and the same `version`, and whoever needs another
one builds another one. What is reckoned with it lives in `reckoning`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256

from congvu.core.refusals import Invalid
from congvu.core.working_time.moments import DAY, date_of_day, day_number, to_axis
from congvu.core.working_time.rows import (
    DEFAULT_SHIFTS,
    STANDINGS,
    DayKind,
    DayRow,
    Outage,
    Shifts,
    Standing,
    WeekTable,
    shifts_text,
)
from congvu.core.working_time.table import PrefixTable
from congvu.core.working_time.trace import TraceLine

NOON = 12 * 3600
EIGHT_HOURS = 8 * 3600
"""Ngày làm việc 8 giờ (Bộ luật Lao động 2019, Điều 105)."""


@dataclass(frozen=True, repr=False)
class WorkCalendar:
    """Lịch làm việc. Weeks, dated days and outages of one office, for the years `first_year … last_year`.

    `code` is stable, `name` is for people. `weeks` are ordered by date; `days` may hold several rows for one
    date: the strongest standing speaks, and two different rows of the same standing are Invalid. `switches` are
    the proposals taken as decided. `year_standing` says how far a whole year's list can be trusted.
    `reception` is another calendar with the hours of the reception desk, when they differ: it says when a
    dossier counts as received and never how long it is worked on.
    """

    code: str
    name: str
    weeks: tuple[WeekTable, ...]
    days: tuple[DayRow, ...] = ()
    outages: tuple[Outage, ...] = ()
    first_year: int = 2015
    last_year: int = 2035
    switches: frozenset[str] = frozenset()
    year_standing: tuple[tuple[int, Standing], ...] = ()
    reception: WorkCalendar | None = None

    def __post_init__(self) -> None:
        if not self.weeks:
            raise Invalid("A calendar needs the shifts of its week.", field="weeks", code="bad_calendar")
        if not 1900 <= self.first_year <= self.last_year <= 2200:
            raise Invalid("The years of a calendar run from 1900 to 2200 at most.", field="first_year")
        object.__setattr__(self, "weeks", tuple(sorted(self.weeks, key=lambda week: week.in_force_from)))
        object.__setattr__(self, "days", tuple(sorted(self.days, key=_day_key)))
        object.__setattr__(self, "outages", tuple(sorted(self.outages, key=lambda o: (o.start, o.end, o.reason_vi))))
        self._row_of_day  # noqa: B018 - contradictions are refused when the calendar is built, not when it is asked

    @cached_property
    def version(self) -> str:
        """Phiên bản lịch. Sixteen hex digits that change whenever a row changes that can move a date or its text."""
        canonical = json.dumps(self._canonical(), ensure_ascii=False, separators=(",", ":"))
        return sha256(canonical.encode()).hexdigest()[:16]

    def _canonical(self) -> list[object]:
        return [
            [self.code, self.first_year, self.last_year, sorted(self.switches)],
            [[w.in_force_from.isoformat(), *(shifts_text(s) for s in w.shifts)] for w in self.weeks],
            [
                [d.on.isoformat(), d.kind, shifts_text(d.shifts), d.name_vi, d.source, d.standing, d.switch]
                for d in self.days
            ],
            [[to_axis(o.start), to_axis(o.end), o.reason_vi, o.source, o.standing] for o in self.outages],
            [list(pair) for pair in self.year_standing],
            None if self.reception is None else self.reception.version,
        ]

    @cached_property
    def _row_of_day(self) -> dict[date, DayRow]:
        rows: dict[date, DayRow] = {}
        for row in self.days:
            if row.switch and row.switch not in self.switches:
                continue
            other = rows.get(row.on)
            if other is None or STANDINGS.index(row.standing) > STANDINGS.index(other.standing):
                rows[row.on] = row
            elif other.standing == row.standing and (other.kind, other.shifts) != (row.kind, row.shifts):
                raise Invalid(
                    f"Two rows of the calendar contradict each other about {row.on:%d/%m/%Y}.",
                    field="days",
                    code="bad_calendar",
                )
        return rows

    def row_on(self, on: date) -> DayRow | None:
        """The dated row that speaks about `on`, or None on an ordinary day."""
        return self._row_of_day.get(on)

    def week_on(self, on: date) -> WeekTable:
        """The week table in force on a date; the earliest one before all of them."""
        found = self.weeks[0]
        for week in self.weeks[1:]:
            if week.in_force_from > on:
                break
            found = week
        return found

    def shifts_on(self, on: date) -> Shifts:
        """The shifts of a date, outages not taken off; empty on a day off."""
        week = self.week_on(on)
        row = self._row_of_day.get(on)
        if row is None:
            return week.shifts[on.weekday()]
        if row.kind is DayKind.OFF:
            return ()
        if row.kind is DayKind.SHIFTS:
            return row.shifts
        usual = week.shifts[on.weekday()] or week.usual
        if row.kind is DayKind.MORNING:
            return tuple(shift for shift in usual if shift.start < NOON)
        if row.kind is DayKind.AFTERNOON:
            return tuple(shift for shift in usual if shift.start >= NOON)
        return usual

    def usual_closing(self, on: date) -> int:
        """Closing time (second of the day) of the office's usual day: for a date that is itself a day off."""
        return max((shift.end for shift in self.week_on(on).usual), default=DEFAULT_SHIFTS[-1].end)

    def is_working_day(self, on: date) -> bool:
        """Whether any working time is left on `on` after holidays and outages; BeyondCalendar outside the years."""
        number = day_number(on)
        if not self.table.first <= number * DAY < self.table.last:
            raise self.table.outside(number * DAY)
        return self.table.is_working_day(number)

    def working_days_in(self, year: int) -> int:
        """Số ngày làm việc trong năm."""
        first = day_number(date(year, 1, 1))
        return self.table.days_between(first - 1, day_number(date(year, 12, 31)))

    def is_open(self, at: int) -> bool:
        """Whether the office works at second `at` of the axis (opening included, closing not)."""
        return self.table.working_before(at + 1) > self.table.working_before(at)

    def standing_of(self, year: int) -> Standing:
        """How far the list of a whole year can be trusted; "unverified" when nothing was said."""
        return dict(self.year_standing).get(year, "unverified")

    def uneven_days(self) -> tuple[TraceLine, ...]:
        """Cảnh báo lệch 8 giờ. A line `uneven_days` for each daily total that is not eight hours.

        Limits in hours drift on such days: 07:30–11:30 and 13:30–17:00 are only 7.5 hours.
        """
        uneven: dict[int, set[int]] = {}
        for week in self.weeks:
            for weekday, shifts in enumerate(week.shifts):
                total = sum(shift.seconds for shift in shifts)
                if shifts and total != EIGHT_HOURS:
                    uneven.setdefault(total, set()).add(weekday)
        return tuple(
            TraceLine("uneven_days", {"weekdays": "".join(map(str, sorted(weekdays))), "seconds": total})
            for total, weekdays in sorted(uneven.items())
        )

    def with_switches(self, *switches: str) -> WorkCalendar:
        """The same calendar with these proposals on; Invalid when a switch is unknown."""
        known = {row.switch for row in self.days if row.switch}
        for switch in switches:
            if switch not in known:
                raise Invalid(f"There is no proposal “{switch}” in this calendar.", field="switches")
        return replace(self, switches=self.switches | set(switches))

    def with_rows(self, days: Iterable[DayRow] = (), outages: Iterable[Outage] = ()) -> WorkCalendar:
        """The same calendar with more dated days and outages."""
        return replace(self, days=(*self.days, *days), outages=(*self.outages, *outages))

    def with_weeks(self, *weeks: WeekTable) -> WorkCalendar:
        """The same dated days on other weekly hours."""
        return replace(self, weeks=weeks)

    @cached_property
    def without_outages(self) -> WorkCalendar:
        """The same calendar as if no outage had happened: what the office owed by its hours."""
        return replace(self, outages=()) if self.outages else self

    @cached_property
    def table(self) -> PrefixTable:
        """The prefix table of all years, outages taken off; built on first use."""
        first, last = day_number(date(self.first_year, 1, 1)), day_number(date(self.last_year + 1, 1, 1))
        outages = merged_spans([(to_axis(outage.start), to_axis(outage.end)) for outage in self.outages])
        return PrefixTable(list(_cut(self._open_intervals(first, last), outages)), first * DAY, last * DAY)

    def _open_intervals(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        on, one_day, rows = date_of_day(first), timedelta(days=1), self._row_of_day
        week, later = self.week_on(on), [w for w in self.weeks if w.in_force_from > on]
        midnight, weekday = first * DAY, on.weekday()
        for _ in range(last - first):
            while later and later[0].in_force_from <= on:
                week = later.pop(0)
            for shift in self.shifts_on(on) if on in rows else week.shifts[weekday]:
                yield midnight + shift.start, midnight + shift.end
            midnight += DAY
            on += one_day
            weekday = (weekday + 1) % 7

    def outages_between(self, start: int, end: int) -> tuple[Outage, ...]:
        """The outages that touch `[start, end)` of the axis."""
        return tuple(o for o in self.outages if to_axis(o.start) < end and to_axis(o.end) > start)

    def __repr__(self) -> str:
        return f"<WorkCalendar {self.code} {self.version}>"

    def __str__(self) -> str:
        return f"{self.name} ({self.code}, {self.version})"


def _day_key(row: DayRow) -> tuple[date, int, str, str]:
    return row.on, STANDINGS.index(row.standing), row.switch, row.kind


def merged_spans(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order with overlaps joined."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _cut(intervals: Iterable[tuple[int, int]], holes: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The intervals without the holes; both are disjoint and in order."""
    passed = 0
    for start, end in intervals:
        while passed < len(holes) and holes[passed][1] <= start:
            passed += 1
        cursor, hole = start, passed
        while hole < len(holes) and holes[hole][0] < end:
            if holes[hole][0] > cursor:
                yield cursor, holes[hole][0]
            cursor = max(cursor, holes[hole][1])
            hole += 1
        if cursor < end:
            yield cursor, end
