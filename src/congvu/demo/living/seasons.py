"""Mùa vụ. How much work there is in a week of the year, and when the systems were down."""

from __future__ import annotations

from datetime import date, datetime, time
from random import Random

from congvu.core.working_time import HANOI

#: Work that is ordered in a month, an ordinary one being 1: before Tết and at the end of the year much is ordered.
MONTHS = (1.25, 0.55, 1.1, 1.0, 0.95, 1.2, 1.15, 0.9, 1.0, 1.1, 1.25, 1.45)
#: The weeks of Tết, in which nothing is ordered (from the eve of the old year on, the longest public holiday).
TET = ((date(2025, 1, 25), date(2025, 2, 2)), (date(2026, 2, 14), date(2026, 2, 22)))
#: The first weeks of the communes of two tiers: seals, seats and log-ins are missing, everything takes longer.
UPHEAVAL = (date(2025, 7, 1), date(2025, 8, 15))


def ordered_on(day: date) -> float:
    """How much is ordered on a day, 1 on an ordinary one; 0 at Tết."""
    if any(first <= day <= last for first, last in TET):
        return 0.0
    return MONTHS[day.month - 1]


def slowness(at: datetime) -> float:
    """By what factor work takes longer at a time of the year."""
    day = at.astimezone(HANOI).date()
    factor = 1.0 + 0.25 * (MONTHS[day.month - 1] - 1.0)
    return factor * (1.35 if UPHEAVAL[0] <= day <= UPHEAVAL[1] else 1.0)


def fullness(unit: str, seed: int) -> float:
    """How full the desks of a unit are in ordinary times; 1 is ordinary."""
    return Random(f"{seed}/load/{unit}").lognormvariate(0.0, 0.25)


def outages(first: date, last: date, seed: int) -> list[tuple[datetime, datetime]]:
    """Hours in which the province's network stood still: about one working morning or afternoon a month."""
    found = []
    for year in range(first.year, last.year + 1):
        for month in range(1, 13):
            rng = Random(f"{seed}/outage/{year}/{month}")
            day, begins, hours = rng.randint(2, 27), rng.choice((8, 9, 14)), rng.randint(1, 3)
            on = date(year, month, day)
            if first <= on <= last and on.weekday() < 5 and rng.random() < 0.8:
                down = datetime.combine(on, time(begins), HANOI)
                found.append((down, datetime.combine(on, time(begins + hours), HANOI)))
    return found


#: Dossiers that are handed in in a month: before Tết and when school begins there are many, in the month of Tết few.
COUNTERS = (1.2, 0.7, 1.05, 1.0, 0.95, 1.05, 1.2, 1.3, 1.1, 0.95, 0.95, 1.05)


def handed_in_on(day: date) -> float:
    """How much comes to the counters on a day, 1 on an ordinary one: more in the two weeks before Tết."""
    before = any(0 < (first - day).days <= 14 for first, _last in TET)
    return COUNTERS[day.month - 1] * (1.3 if before else 1.0)
