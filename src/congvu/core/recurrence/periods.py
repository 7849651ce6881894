"""Các kỳ. The periods of an order that comes again, one after the other without gap or double."""

from __future__ import annotations

import calendar as months_of_year
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from congvu.core.recurrence.rhythm import Recurrence, Rhythm

_ROMAN = ("I", "II", "III", "IV")
_HALF_YEAR = 6


@dataclass(frozen=True, slots=True)
class Period:
    """Một kỳ. From `starts_on` to `ends_on` (both belong to it); `due_on` is the day the order names for it."""

    rhythm: Rhythm
    starts_on: date
    ends_on: date
    due_on: date

    @property
    def key(self) -> str:
        """The name by which a period is known once: 2026-W47, 2026-11, 2026-Q4, 2026-H2, 2026."""
        year, month = self.starts_on.year, self.starts_on.month
        if self.rhythm is Rhythm.WEEKLY:
            iso = self.starts_on.isocalendar()
            return f"{iso.year}-W{iso.week:02d}"
        if self.rhythm is Rhythm.MONTHLY:
            return f"{year}-{month:02d}"
        if self.rhythm is Rhythm.QUARTERLY:
            return f"{year}-Q{(month + 2) // 3}"
        return f"{year}-H{1 if month <= _HALF_YEAR else 2}" if self.rhythm is Rhythm.HALF_YEARLY else f"{year}"

    def words(self, language: str = "vi") -> str:
        """The period as the office speaks of it: "tháng 11/2026", "quý IV/2026", "6 tháng cuối năm 2026"."""
        year, month = self.starts_on.year, self.starts_on.month
        vietnamese = language == "vi"
        if self.rhythm is Rhythm.WEEKLY:
            span = f"{self.starts_on:%d/%m} – {self.ends_on:%d/%m/%Y}"
            return f"tuần {span}" if vietnamese else f"week {span}"
        if self.rhythm is Rhythm.MONTHLY:
            return f"tháng {month}/{year}" if vietnamese else f"{self.starts_on:%m/%Y}"
        if self.rhythm is Rhythm.QUARTERLY:
            quarter = _ROMAN[(month - 1) // 3]
            return f"quý {quarter}/{year}" if vietnamese else f"quarter {quarter}/{year}"
        if self.rhythm is Rhythm.HALF_YEARLY:
            half = ("đầu", "first") if month <= _HALF_YEAR else ("cuối", "second")
            return f"6 tháng {half[0]} năm {year}" if vietnamese else f"{half[1]} half of {year}"
        return f"năm {year}" if vietnamese else f"year {year}"


def _after(on: date) -> date:
    return date.fromordinal(on.toordinal() + 1)


def _start_of(rhythm: Rhythm, on: date) -> date:
    """First day of the period that contains `on`."""
    if rhythm is Rhythm.WEEKLY:
        return date.fromordinal(on.toordinal() - on.weekday())
    length = rhythm.months
    return date(on.year, (on.month - 1) // length * length + 1, 1)


def _end_of(rhythm: Rhythm, start: date) -> date:
    """Last day of the period that begins on `start`."""
    if rhythm is Rhythm.WEEKLY:
        return date.fromordinal(start.toordinal() + 6)
    month = start.month + rhythm.months - 1
    return date(start.year, month, months_of_year.monthrange(start.year, month)[1])


def _day_in(recurrence: Recurrence, start: date) -> date:
    """The day the order names, in the period that begins on `start`; the month's last day when it is shorter."""
    if recurrence.rhythm is Rhythm.WEEKLY:
        return date.fromordinal(start.toordinal() + recurrence.day - 1)
    month = start.month + recurrence.month - 1
    return date(start.year, month, min(recurrence.day, months_of_year.monthrange(start.year, month)[1]))


def period_around(recurrence: Recurrence, on: date) -> Period:
    """The period that contains a day, whatever the order's beginning and end."""
    start = _start_of(recurrence.rhythm, on)
    end = _end_of(recurrence.rhythm, start)
    return Period(recurrence.rhythm, start, end, _day_in(recurrence, _after(end) if recurrence.following else start))


def first_period(recurrence: Recurrence) -> Period | None:
    """The first period the order is owed for: the first whose named day lies after the order's own day."""
    found = period_around(recurrence, recurrence.since)
    if found.due_on < recurrence.since or (recurrence.exclusive and found.due_on == recurrence.since):
        found = period_around(recurrence, _after(found.ends_on))
    return found if _belongs(recurrence, found) else None


def next_period(recurrence: Recurrence, last: date | None) -> Period | None:
    """The period after the one that began on `last` (None: the first); None when the order has ended."""
    if last is None:
        return first_period(recurrence)
    found = period_around(recurrence, _after(_end_of(recurrence.rhythm, last)))
    return found if _belongs(recurrence, found) else None


def periods(recurrence: Recurrence, up_to: date) -> Iterator[Period]:
    """Every period that begins on or before a day, in order."""
    found = first_period(recurrence)
    while found is not None and found.starts_on <= up_to:
        yield found
        found = next_period(recurrence, found.starts_on)


def _belongs(recurrence: Recurrence, period: Period) -> bool:
    """Whether the order still lasts: a period counts when what it is about lies before the order's last day."""
    if recurrence.until is None:
        return True
    return (period.ends_on if recurrence.following else period.due_on) <= recurrence.until
