"""Hạn công bố, hạn công khai: the last day a decision may be made on, and the last day to publish it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from enum import StrEnum

from congvu.core.refusals import Refusal
from congvu.core.working_time import HANOI, CalendarDays, Limit, WorkCalendar, WorkingDays, add, subtract


class Deed(StrEnum):
    """Công bố, công khai đúng hạn hay chậm. `waiting`: not done, its day has not passed; `unknown`: no rule held."""

    IN_TIME = "in_time"
    LATE = "late"
    WAITING = "waiting"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


#: Nothing further: a day off rolls to the next working day, or back to the one before.
_TODAY = CalendarDays(0)


def _opening(on: date) -> datetime:
    return datetime.combine(on, time(0), HANOI)


def last_day_to_announce(calendar: WorkCalendar, from_on: date, ahead: Limit) -> date | None:
    """The last day of a decision that takes effect on `from_on`: NĐ 63/2010 art. 15, `ahead` before it.

    Calendar days are plain ones; of working days the day of effect itself is none. None outside the calendar's years.
    """
    if isinstance(ahead, CalendarDays):
        ahead = replace(ahead, roll=False)
    try:
        open_day = _opening(from_on) if isinstance(ahead, CalendarDays) else add(calendar, _opening(from_on), _TODAY)
        return subtract(calendar, open_day, ahead).date()
    except Refusal:
        return None


def last_day_after_enacting(calendar: WorkCalendar, enacted_on: date, within: Limit) -> date | None:
    """The last day of a decision on an instrument of the shortened procedure: `within` its enactment (NĐ 63/2010
    art. 15). Calendar days are plain ones. None outside the calendar's years."""
    if isinstance(within, CalendarDays):
        within = replace(within, roll=False)
        try:
            return add(calendar, _opening(enacted_on), within).date()
        except Refusal:
            return None
    return last_day_to_publish(calendar, enacted_on, within)


def last_day_to_publish(calendar: WorkCalendar, announced_on: date, within: Limit) -> date | None:
    """The last day to publish a decision of `announced_on` (NĐ 63/2010 art. 24.2). None outside the calendar.

    The first working day counted is the next one after the decision, be that made on a day off or not.
    """
    try:
        begin = _opening(announced_on)
        if isinstance(within, WorkingDays):
            begin = subtract(calendar, begin, _TODAY)
        return add(calendar, begin, within).date()
    except Refusal:
        return None


def judged(done_on: date | None, last_on: date | None, today: date) -> Deed:
    """By days: on the last day is in time (the index of service, rules 1.1 and 1.2)."""
    if last_on is None:
        return Deed.UNKNOWN
    if done_on is None:
        return Deed.OVERDUE if today > last_on else Deed.WAITING
    return Deed.LATE if done_on > last_on else Deed.IN_TIME


def days_over(done_on: date | None, last_on: date | None, today: date) -> int:
    """Calendar days beyond the last day, until it was done or until today; 0 in time."""
    return 0 if last_on is None else max(0, ((done_on or today) - last_on).days)
