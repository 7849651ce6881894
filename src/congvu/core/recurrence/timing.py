"""Hạn của một kỳ. The moment a period is due in a calendar, and the moment at which it is opened ahead of it."""

from __future__ import annotations

from datetime import date, datetime, time

from congvu.core.recurrence.periods import Period
from congvu.core.recurrence.rhythm import Recurrence
from congvu.core.working_time import HANOI, FixedDate, Limit, WorkCalendar, WorkingHours, add, subtract

_LONG_BEFORE = 30


def due_moment(calendar: WorkCalendar, recurrence: Recurrence, period: Period) -> datetime:
    """Close of business on the named day, rolled over to the next working day when that is a day off; for "trước
    ngày" the last working moment before it (BLDS 2015, Điều 148 khoản 5). BeyondCalendar for a year without days."""
    if recurrence.exclusive:
        one = WorkingHours.of(1)
        before = datetime.combine(period.due_on, time(0), HANOI)
        return add(calendar, subtract(calendar, before, one), one)
    # Counting begins on a day well before the named one, which may itself be a day off.
    long_before = date.fromordinal(period.due_on.toordinal() - _LONG_BEFORE)
    return add(calendar, datetime.combine(long_before, time(0), HANOI), limit_of(recurrence, period, None))


def limit_of(recurrence: Recurrence, period: Period, due: datetime | None) -> FixedDate:
    """The limit a certificate cites: the named day with roll-over, or, for "trước ngày", the day it really ends on."""
    if recurrence.exclusive and due is not None:
        return FixedDate(due.astimezone(HANOI).date())
    return FixedDate(period.due_on, roll=True)


def opening_moment(calendar: WorkCalendar, due: datetime, ahead: Limit) -> datetime:
    """When the work of a period is given out: `ahead` before it is due."""
    return subtract(calendar, due, ahead)
