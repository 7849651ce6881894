"""Working calendars of agencies, as known now or as known at any moment.

An agency without a calendar has its parent's; a calendar's own days and shifts stand before those of the calendar it
is based on; outages of the calendar and of the agency (or of an agency above it) are taken off. Where nothing was
entered, the shipped civil-service calendar speaks.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from congvu.core.working_time.calendar import WorkCalendar
from congvu.core.working_time.moments import seconds_of
from congvu.core.working_time.official import FIRST_YEAR, LAST_YEAR, national_calendar
from congvu.core.working_time.rows import DayKind as CoreDayKind
from congvu.core.working_time.rows import DayRow, Shift, Shifts, WeekTable, ordered_shifts, read_shifts
from congvu.core.working_time.rows import Outage as CoreOutage
from congvu.kernel.org.models import (
    Calendar,
    CalendarDay,
    CalendarShift,
    CalendarYear,
    DayKind,
    Outage,
    ShiftUse,
    Standing,
)
from congvu.kernel.org.policy import holds_on
from congvu.kernel.org.queries.freshness import stamps
from congvu.kernel.org.queries.snapshot import organisation

Known = TypeVar("Known", CalendarDay, CalendarShift, CalendarYear)

_STANDINGS = {Standing.VERIFIED: "verified", Standing.UNVERIFIED: "unverified", Standing.LOCAL: "local"}
_KINDS = {
    DayKind.OFF: CoreDayKind.OFF,
    DayKind.WORK: CoreDayKind.WORKED,
    DayKind.HALF: CoreDayKind.MORNING,
    DayKind.SHIFTS: CoreDayKind.SHIFTS,
}


def known_at(row: CalendarDay | CalendarShift | CalendarYear, moment: datetime | None) -> bool:
    """True if the row was what was known at that moment (None: what is known now)."""
    if moment is None:
        return row.known_to is None
    return row.known_from <= moment and (row.known_to is None or moment < row.known_to)


class Calendars:
    """Every calendar row of all times in memory, and the calendars built from them. Read only but for its cache."""

    def __init__(self, stamp: str) -> None:
        self.stamp = stamp
        self.calendars = {row.pk: row for row in Calendar.objects.order_by("name", "pk")}
        self.days = _by_calendar(CalendarDay.objects.order_by("day", "known_from", "pk"))
        self.shifts = _by_calendar(CalendarShift.objects.order_by("valid_from", "weekday", "starts", "pk"))
        self.years = _by_calendar(CalendarYear.objects.order_by("year", "known_from", "pk"))
        self.outages = list(Outage.objects.order_by("starts_at", "pk"))
        self._moments = sorted(self._turns())
        self._built: dict[tuple[int | None, frozenset[int], int | None], WorkCalendar] = {}

    def _turns(self) -> set[datetime]:
        """Every moment at which something became known or stopped being known."""
        turns: set[datetime] = set()
        rows: list[CalendarDay | CalendarShift | CalendarYear] = []
        for kept in (self.days, self.shifts, self.years):
            for some in kept.values():
                rows.extend(some)
        for row in rows:
            turns.add(row.known_from)
            if row.known_to is not None:
                turns.add(row.known_to)
        for outage in self.outages:
            turns.add(outage.announced_at)
            if outage.withdrawn_at is not None:
                turns.add(outage.withdrawn_at)
        return turns

    def chain(self, calendar_id: int | None) -> list[int]:
        """The calendar, the one it is based on, and so on."""
        found: list[int] = []
        while calendar_id is not None and calendar_id not in found:
            found.append(calendar_id)
            calendar_id = self.calendars[calendar_id].based_on_id
        return found

    def work_calendar(
        self, calendar_id: int | None, agency_ids: frozenset[int], moment: datetime | None
    ) -> WorkCalendar:
        """The calendar of those agencies as known at `moment`; built once for each state of knowledge."""
        hit = frozenset(o.agency_id for o in self.outages if o.agency_id in agency_ids)
        owners = frozenset(pk for pk in hit if pk is not None)
        epoch = None if moment is None else bisect_right(self._moments, moment)
        key = (calendar_id, owners, epoch)
        found = self._built.get(key)
        if found is None:
            if len(self._built) > 400:
                self._built.clear()
            found = self._build(calendar_id, owners, moment)
            self._built[key] = found
        return found

    def _build(self, calendar_id: int | None, owners: frozenset[int], moment: datetime | None) -> WorkCalendar:
        chain = self.chain(calendar_id)
        outages = tuple(_core_outage(o) for o in self.outages if self._stops(o, chain, owners, moment))
        if not chain:
            shipped = national_calendar()
            return shipped.with_rows(outages=outages) if outages else shipped
        calendar = self.calendars[chain[0]]
        days = tuple(_core_day(row) for row in self.days_known(calendar.pk, moment).values())
        years = {row.year: _STANDINGS[Standing(row.standing)] for row in self.years_known(calendar.pk, moment).values()}
        common = {"days": days, "outages": outages, "year_standing": tuple(sorted(years.items()))}
        span = {"first_year": min([FIRST_YEAR, *years]), "last_year": max([LAST_YEAR, *years])}
        weeks = self._weeks(chain, ShiftUse.PROCESSING, moment) or (WeekTable.five_days(),)
        desk_weeks = self._weeks(chain, ShiftUse.RECEPTION, moment)
        desk = None
        if desk_weeks:
            desk = WorkCalendar(f"{calendar.code}-desk", calendar.name, desk_weeks, **common, **span)  # type: ignore[arg-type]
        return WorkCalendar(calendar.code, calendar.name, weeks, **common, **span, reception=desk)  # type: ignore[arg-type]

    def days_known(self, calendar_id: int, moment: datetime | None) -> dict[tuple[date, str], CalendarDay]:
        """By date and proposal: the row that speaks, the calendar's own before those it is based on."""
        found: dict[tuple[date, str], CalendarDay] = {}
        for pk in reversed(self.chain(calendar_id)):
            for row in self.days.get(pk, ()):
                if known_at(row, moment):
                    if not row.switch:  # what a variant decides itself also outdoes proposals of the calendar below
                        found = {key: known for key, known in found.items() if key[0] != row.day or key[1] == ""}
                    found[row.day, row.switch] = row
        return dict(sorted(found.items()))

    def years_known(self, calendar_id: int, moment: datetime | None) -> dict[int, CalendarYear]:
        """By year: how far its list can be trusted."""
        found: dict[int, CalendarYear] = {}
        for pk in reversed(self.chain(calendar_id)):
            found.update({row.year: row for row in self.years.get(pk, ()) if known_at(row, moment)})
        return dict(sorted(found.items()))

    def shifts_known(self, calendar_id: int, use: str, moment: datetime | None) -> list[CalendarShift]:
        """The shifts of the nearest calendar of the chain that has any for this use."""
        for pk in self.chain(calendar_id):
            rows = [row for row in self.shifts.get(pk, ()) if row.use == use and known_at(row, moment)]
            if rows:
                return rows
        return []

    def _weeks(self, chain: list[int], use: str, moment: datetime | None) -> tuple[WeekTable, ...]:
        rows = self.shifts_known(chain[0], use, moment)
        begins = {row.valid_from for row in rows} | {row.valid_to for row in rows if row.valid_to is not None}
        return tuple(_week_on(rows, first) for first in sorted(begins))

    def _stops(self, outage: Outage, chain: list[int], owners: frozenset[int], moment: datetime | None) -> bool:
        """True if the outage counts here: it is over (an open one counts when its end is declared) and was known."""
        if outage.ends_at is None or not (outage.calendar_id in chain or outage.agency_id in owners):
            return False
        if moment is None:
            return outage.withdrawn_at is None
        return outage.announced_at <= moment and (outage.withdrawn_at is None or moment < outage.withdrawn_at)


def _by_calendar(rows: Iterable[Known]) -> dict[int, list[Known]]:
    found: dict[int, list[Known]] = defaultdict(list)
    for row in rows:
        found[row.calendar_id].append(row)
    return dict(found)


def _week_on(rows: list[CalendarShift], on: date) -> WeekTable:
    days: list[list[Shift]] = [[] for _ in range(7)]
    source, standing = "", Standing.LOCAL.value
    for row in rows:
        if holds_on(row.valid_from, row.valid_to, on):
            days[row.weekday].append(Shift(seconds_of(row.starts), seconds_of(row.ends)))
            source, standing = row.source or source, row.standing
    mon, tue, wed, thu, fri, sat, sun = (ordered_shifts(day) for day in days)
    table: tuple[Shifts, Shifts, Shifts, Shifts, Shifts, Shifts, Shifts] = (mon, tue, wed, thu, fri, sat, sun)
    return WeekTable(table, on, source, _STANDINGS[Standing(standing)])  # type: ignore[arg-type]  # the same three words


def _core_day(row: CalendarDay) -> DayRow:
    shifts = read_shifts(row.shifts)
    kind = CoreDayKind.SHIFTS if shifts else _KINDS[DayKind(row.kind)]
    return DayRow(
        row.day,
        kind,
        row.label,
        row.label_en,
        source=row.source,
        standing=_STANDINGS[Standing(row.standing)],  # type: ignore[arg-type]  # the same three words
        switch=row.switch,
        shifts=shifts,
    )


def _core_outage(row: Outage) -> CoreOutage:
    assert row.ends_at is not None
    return CoreOutage(row.starts_at, row.ends_at, row.reason, source=row.source)


_kept: dict[str, Calendars] = {}
_lock = threading.Lock()


def calendars() -> Calendars:
    """The calendars as this thread may see them now. No statement when they are known and fresh."""
    stamp = stamps().calendars
    known = _kept.get(stamp)
    if known is not None:
        return known
    read = Calendars(stamp)
    with _lock:
        while len(_kept) >= 3:
            _kept.pop(next(iter(_kept)))
        _kept[stamp] = read
    return read


def calendar_id_of(agency_id: int | None) -> int | None:
    """The calendar an agency works by: its own, else its parent's; None where none was entered."""
    known = organisation()
    agency = None if agency_id is None else known.agencies.get(agency_id)
    if agency is None:
        return None
    return next((above.calendar_id for above in known.chain(agency) if above.calendar_id is not None), None)


def calendar_of(agency_id: int | None, known_at: datetime | None = None) -> WorkCalendar:
    """Lịch làm việc của cơ quan. The agency's working calendar, outages taken off.

    `known_at` empty: as known now; else as it was known at that moment (a published figure uses the moment the case
    was closed). None for the agency: the shipped civil-service calendar.
    """
    known = organisation()
    agency = None if agency_id is None else known.agencies.get(agency_id)
    above = frozenset() if agency is None else frozenset(row.pk for row in known.chain(agency))
    return calendars().work_calendar(calendar_id_of(agency_id), above, known_at)


def calendar_version(agency_id: int | None) -> str:
    """Phiên bản lịch. Sixteen hex digits that change when anything in the agency's calendar changes."""
    return calendar_of(agency_id).version


def agencies_on_calendar(calendar_id: int) -> frozenset[int]:
    """Ids of the agencies whose working time a change of this calendar can move."""
    rows = calendars()
    moved = {pk for pk in rows.calendars if calendar_id in rows.chain(pk)}
    return frozenset(pk for pk in organisation().agencies if calendar_id_of(pk) in moved)
