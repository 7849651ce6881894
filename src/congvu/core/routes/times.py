"""Tổng thời gian. What the stations of a route come to, and by when each should have let go.

Published tables mix quarters of days and hours: 1 day of a route is 8 hours of work unless the caller says otherwise.
Working time and calendar days are never added into one figure, because no day of the one is a day of the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from congvu.core.refusals import Invalid
from congvu.core.routes.model import Route, Station
from congvu.core.text import fold
from congvu.core.working_time import CalendarDays, Limit, Months, WorkingDays, WorkingHours, parts_of

HOURS_A_DAY = 8
_HOUR = 3600
_SPAN = re.compile(r"(\d+(?:[.,]\d+)?)\s*(ngay lam viec|ngay|gio lam viec|gio|h|phut)?")


@dataclass(frozen=True, slots=True)
class Total:
    """Tổng. Seconds of working time, calendar days, months: each kind by itself."""

    working_seconds: int = 0
    calendar_days: int = 0
    months: int = 0

    def __add__(self, other: Total) -> Total:
        return Total(
            self.working_seconds + other.working_seconds,
            self.calendar_days + other.calendar_days,
            self.months + other.months,
        )

    @property
    def is_nothing(self) -> bool:
        """Whether no time at all was given."""
        return self == Total()

    def at_most(self, other: Total) -> bool:
        """Whether no kind of time exceeds the other's."""
        return (
            self.working_seconds <= other.working_seconds
            and self.calendar_days <= other.calendar_days
            and self.months <= other.months
        )

    def larger(self, other: Total) -> Total:
        """What two things done side by side need: of each kind the larger."""
        return Total(
            max(self.working_seconds, other.working_seconds),
            max(self.calendar_days, other.calendar_days),
            max(self.months, other.months),
        )


def total_of_limit(limit: Limit, hours_a_day: int = HOURS_A_DAY) -> Total:
    """A limit as a total; Invalid for a fixed date, which no route sums to."""
    found = Total()
    for part in parts_of(limit):
        if isinstance(part, WorkingHours):
            found += Total(working_seconds=part.seconds)
        elif isinstance(part, WorkingDays):
            found += Total(working_seconds=part.days * hours_a_day * _HOUR)
        elif isinstance(part, CalendarDays):
            found += Total(calendar_days=part.days)
        elif isinstance(part, Months):
            found += Total(months=part.months)
        else:
            raise Invalid("A route cannot sum to a fixed date.", field="limit", code="bad_limit")
    return found


def _of_station(station: Station, hours_a_day: int) -> Total:
    if not station.counted:
        return Total()
    own = total_of_limit(station.allotted, hours_a_day) if station.allotted else Total()
    side = Total()
    for branch in station.branches:
        walked = Total()
        for one in branch.stations:
            walked += _of_station(one, hours_a_day)
        side = side.larger(walked)
    # A station that waits for its branches has no time of its own beside theirs, unless the route gives it one.
    return own if station.allotted else side


def total(route: Route, hours_a_day: int = HOURS_A_DAY) -> Total:
    """What the counted stations come to: a group once, side by side the longest branch."""
    found = Total()
    for group, stations in route.blocks():
        if group is not None:
            found += total_of_limit(group.allotted, hours_a_day)
        else:
            found += _of_station(stations[0], hours_a_day)
    return found


def phase_totals(route: Route, hours_a_day: int = HOURS_A_DAY) -> dict[str, Total]:
    """What the counted stations of each phase come to, by the phase's code, in the order of the phases."""
    found = {phase.code: Total() for phase in route.phases}
    for group, stations in route.blocks():
        code = route.phase_of(stations[0])
        time = total_of_limit(group.allotted, hours_a_day) if group else _of_station(stations[0], hours_a_day)
        found[code] = found.get(code, Total()) + time
    return found


def agree(found: Total, wanted: Total, hours_a_day: int = HOURS_A_DAY) -> bool:
    """Whether stations come to a promise.

    Tables give a station's time in "days" without saying of which kind. Where the promise is in calendar days (30 days
    for a conciliation: 0,5 + 3 + 25,5 + 1), a day of the table is one of those days; only the sum is compared so, the
    promise itself is reckoned on the calendar.
    """
    return _in_days(found, hours_a_day) == _in_days(wanted, hours_a_day)


def _in_days(total: Total, hours_a_day: int) -> Total:
    return Total(total.working_seconds + total.calendar_days * hours_a_day * _HOUR, 0, total.months)


def ends_by(route: Route, hours_a_day: int = HOURS_A_DAY) -> dict[str, Total]:
    """For each station: how much of the time is gone, counted from the start, when it should have let go.

    Stations of one group have the group's end in common: inside the group nobody's share is laid down.
    """
    gone, found = Total(), {}
    for group, stations in route.blocks():
        gone += total_of_limit(group.allotted, hours_a_day) if group else _of_station(stations[0], hours_a_day)
        for station in stations:
            found[station.code] = gone
    return found


def read_span(typed: str, hours_a_day: int = HOURS_A_DAY) -> WorkingHours | None:
    """A station's time as tables write it ("0,25 ngày", "2 giờ", "1/2 ngày", "04h", a bare number of days).

    None when it says no time; Invalid when it says one that cannot be meant.
    """
    bare = fold(typed).lower().strip()
    if not bare or bare in {"-", "khong tinh", "khong tinh thoi gian", "gio hanh chinh"}:
        return None
    if half := re.fullmatch(r"(\d+)\s*/\s*([1-9]\d*)\s*(.*)", bare):
        amount, unit = Fraction(int(half[1]), int(half[2])), half[3].strip() or "ngay"
    elif found := _SPAN.fullmatch(bare):
        amount, unit = Fraction(found[1].replace(",", ".")), found[2] or "ngay"
    else:
        raise Invalid("This is no working time.", field="time", code="bad_limit")
    if unit.startswith("ngay"):
        return WorkingHours.of(amount * hours_a_day)
    if unit == "phut":
        return WorkingHours.of(amount / 60)
    if unit in {"gio", "gio lam viec", "h"}:
        return WorkingHours.of(amount)
    raise Invalid("This is no working time.", field="time", code="bad_limit")
