"""Lịch kiểm tra của một năm: how many visits of which sort, and on which working day which team goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random

from congvu.core.working_time import HANOI, WorkCalendar
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.domain.inspections.models import VisitSort

#: Of a hundred visits so many are of a sort. Re-checks come of what was found, beside these.
SORTS = {
    VisitSort.PLANNED: 20, VisitSort.THEMATIC: 10, VisitSort.UNANNOUNCED: 44, VisitSort.SHORT_NOTICE: 26,
}  # fmt: skip
#: Visits begin when teams have been formed and the plan was issued, and end before the year does.
FIRST, LAST = (2, 2), (12, 18)
QUARTERS = (((2, 2), (3, 31)), ((4, 1), (6, 30)), ((7, 1), (9, 30)), ((10, 1), (12, 18)))


def of_each(amount: int, agencies: int) -> dict[VisitSort, int]:
    """How many visits of each sort make up so many; of every sort at least one.

    A plan goes to each agency once: of what it cannot hold visits at short notice are made.
    """
    found = {sort: max(1, round(amount * share / 100)) for sort, share in SORTS.items()}
    by_plan = found[VisitSort.PLANNED] + found[VisitSort.THEMATIC]
    if by_plan > agencies:
        found[VisitSort.THEMATIC] = agencies * found[VisitSort.THEMATIC] // by_plan
        found[VisitSort.PLANNED] = agencies - found[VisitSort.THEMATIC]
        found[VisitSort.SHORT_NOTICE] += by_plan - agencies
    return found


def moment(on: date, hour: int, minute: int = 0) -> datetime:
    """An hour of a day in Viet Nam."""
    return datetime.combine(on, time(hour, minute), HANOI)


def working_days(calendar: WorkCalendar, first: date, last: date) -> list[date]:
    """The working days between two days, both counted."""
    days = (date_of_day(number) for number in range(day_number(first), day_number(last) + 1))
    return [day for day in days if calendar.is_working_day(day)]


@dataclass
class Agenda:
    """Which team is where: nobody is in two places on a day while there are days enough."""

    year: int
    calendar: WorkCalendar
    rng: Random
    #: Days on which the systems were down for some hours: nobody goes out then.
    down: frozenset[date] = frozenset()
    _taken: set[tuple[int, date]] = field(default_factory=set)

    def days(self, first: tuple[int, int] = FIRST, last: tuple[int, int] = LAST) -> list[date]:
        """The working days on which teams may go out."""
        days = working_days(self.calendar, date(self.year, *first), date(self.year, *last))
        return [day for day in days if day not in self.down]

    def take(self, team: int, days: Sequence[date]) -> date:
        """A day on which the team is free, or any of them when it is free on none."""
        free = [day for day in days if (team, day) not in self._taken]
        found = self.rng.choice(free or list(days))
        self._taken.add((team, found))
        return found
