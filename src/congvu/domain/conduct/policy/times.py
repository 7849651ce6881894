"""Thời hạn, thời hiệu: years and months after a day, days used since the discovery, which warnings have come.

Days only, values in and out; the legal clock itself is the kernel's.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from congvu.core.working_time.moments import day_number


def years_after(on: date, years: int) -> date:
    """The same day so many years on; 29 February becomes 28 February where there is none."""
    year = on.year + years
    return date(year, on.month, min(on.day, monthrange(year, on.month)[1]))


def months_after(on: date, months: int) -> date:
    """The same day so many months on, or that month's last day."""
    whole = on.year * 12 + on.month - 1 + months
    year, month = whole // 12, whole % 12 + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def days_used(discovered_on: date, today: date, pauses: Iterable[tuple[date, date | None]]) -> int:
    """Calendar days from the discovery to today without those of the pauses (first day, last day or None: still on).

    Pauses that overlap are counted once; what lies before the discovery or after today is not counted.
    """
    begin, end = day_number(discovered_on), day_number(today)
    stood: set[int] = set()
    for first, last in pauses:
        until = end if last is None else min(end, day_number(last))
        stood.update(range(max(begin, day_number(first)), until))
    return max(0, end - begin - len(stood))


def marks_reached(used: int, marks: Sequence[int], known: Iterable[int]) -> list[int]:
    """The marks that have come and were not said yet."""
    said = set(known)
    return [mark for mark in sorted(marks) if mark <= used and mark not in said]
