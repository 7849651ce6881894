"""The province as its people know it: who works where before and after the reform, how they are, how full desks are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random

from congvu.core.working_time import HANOI, WorkCalendar, WorkingHours, add, measure, subtract
from congvu.demo.accounts import Crew
from congvu.demo.desk_work import FOLLOWERS
from congvu.demo.lam_giang_places import OLD_DISTRICTS, TWO_TIER_ON
from congvu.demo.living import seasons
from congvu.demo.living.habits import Person
from congvu.demo.organisation import Cast
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.org import queries as org

DAY_SECONDS = 8 * 3600
#: The moment from which the communes of two tiers work.
REFORM_AT = datetime.combine(TWO_TIER_ON, time(0, 5), HANOI)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works in a unit: its head and those the head may name."""

    head: Actor
    officers: tuple[Actor, ...]


@dataclass
class Province:
    """Everything a life asks for; nothing here changes while lives are lived."""

    cast: Cast
    crew: Crew
    eve: Mapping[str, Actor]
    people: Mapping[str, Person]
    calendar: WorkCalendar
    seed: int
    end: datetime
    outages: list[tuple[datetime, datetime]] = field(default_factory=list)
    #: District → the commune its open work goes to at the reform.
    heirs: Mapping[str, str] = field(default_factory=dict)
    _staff: dict[tuple[str, bool], Staff] = field(default_factory=dict)
    _codes: dict[int, str] = field(default_factory=dict)
    _loads: dict[tuple[str, int, int], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._codes = {agency.pk: code for code, agency in self.cast.agencies.items()}
        self._official = {official.pk: code for code, official in self.cast.officials.items()}
        self._down = [begins for begins, _ends in self.outages]

    def code_of(self, agency_id: int) -> str:
        """The code of an agency."""
        return self._codes[agency_id]

    def person(self, actor: Actor) -> Person:
        """What an official is like."""
        return self.people[self._official[actor.official_id or 0]]

    def staff(self, unit: str, at: datetime) -> Staff:
        """Who works in a unit at a moment; a unit of before the reform is headed by who heads its first heir now."""
        before = at < REFORM_AT
        found = self._staff.get((unit, before))
        if found is None:
            found = self._find(unit, before)
            self._staff[unit, before] = found
        return found

    def _find(self, unit: str, before: bool) -> Staff:
        if unit in self.eve:
            return Staff(self.eve[unit], ())
        officers = tuple(one for one in self.crew.officers(unit) if not (before and unit in self.cast.communes))
        return Staff(self.crew.head(unit), officers)

    def units(self, at: datetime) -> tuple[str, ...]:
        """The units that are given work: departments, and districts before or communes after the reform."""
        below = tuple(row.code for row in OLD_DISTRICTS) if at < REFORM_AT else self.cast.communes
        return (*(code for code in self.cast.departments if code != "vpubnd"), *below)

    def followers(self) -> list[Actor]:
        """Who follows tasks for the Office."""
        return [self.crew.actor(code) for code in FOLLOWERS]

    def load(self, unit: str, at: datetime) -> float:
        """How full the desks of a unit are: 1 is ordinary. By unit, by month, by season."""
        local = at.astimezone(HANOI)
        key = (unit, local.year, local.month)
        if key not in self._loads:
            size = seasons.fullness(unit, self.seed)
            month = Random(f"{self.seed}/load/{unit}/{local:%Y-%m}").uniform(0.8, 1.25)
            self._loads[key] = size * month
        return self._loads[key] * seasons.slowness(at)

    def later(self, start: datetime, days: float) -> datetime:
        """So many working days (of eight hours) later; not in an outage, when nobody could have written it."""
        found = add(self.calendar, start, WorkingHours(max(1, round(days * DAY_SECONDS))))
        place = bisect_right(self._down, found) - 1
        if place >= 0 and self.outages[place][0] <= found < self.outages[place][1]:
            seconds = (found - self.outages[place][0]).total_seconds()
            return add(self.calendar, self.outages[place][1], WorkingHours(max(1, round(seconds))))
        return found

    def period_end(self, at: datetime, due: datetime) -> datetime:
        """Shortly before the month closes, or before the deadline when that comes first."""
        day = local_day(at)
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        close = subtract(self.calendar, datetime.combine(following, time(0), HANOI), WorkingHours(3600))
        last = subtract(self.calendar, due, WorkingHours(1800))
        return min(close, last) if last > at else close

    def lay_out_calendars(self) -> None:
        """Build the tables of every calendar now, as known in each month, so that who is forked off finds them."""
        months = [datetime(year, month, 1, tzinfo=HANOI) for year in (2025, 2026) for month in range(1, 13)]
        alike = {id(org.calendar_of(agency.pk)): agency.pk for agency in self.cast.agencies.values()}
        for pk in alike.values():
            for known_at in (None, *months, self.end):
                calendar = org.calendar_of(pk, known_at)
                for one in (calendar, calendar.reception):
                    if one is not None:
                        _built = one.table

    def days(self, start: datetime, end: datetime) -> float:
        """Working days between two moments; 0 when the second is not later."""
        return measure(self.calendar, start, end) / DAY_SECONDS if end > start else 0.0


def local_day(at: datetime) -> date:
    """The day of a moment in Viet Nam."""
    return at.astimezone(HANOI).date()
