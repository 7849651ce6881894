"""Lời nói về người và đơn vị: what other lines of work say of people and units in a stretch of time.

Evaluations of applicants, samples taken again after an inspection: conduct does not know who says it, the kinds of
case tell (`CaseKind.says`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from congvu.core.working_time import HANOI
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.kernel.casework.kinds import Fact
from congvu.kernel.casework.queries.following import said_between


@dataclass(slots=True)
class Heard:
    """What was said of one person: of `n` sayings the `best` speak for him."""

    n: int = 0
    best: list[Fact] = field(default_factory=list)


def moments_of(first: date, last: date) -> tuple[datetime, datetime]:
    """The first moment of a stretch of days, and the moment after it."""
    after = date_of_day(day_number(last) + 1)
    return datetime.combine(first, time(0), HANOI), datetime.combine(after, time(0), HANOI)


def heard_of(first: date, last: date) -> dict[int, Heard]:
    """By person: what was said of him in these days."""
    found: dict[int, Heard] = {}
    for fact in said_between(*moments_of(first, last)):
        if fact.official_id is not None:
            _hear(found.setdefault(fact.official_id, Heard()), fact)
    return found


def heard_of_units(first: date, last: date) -> dict[int, Heard]:
    """By agency: what was said in these days of the unit as a whole."""
    found: dict[int, Heard] = {}
    for fact in said_between(*moments_of(first, last)):
        if fact.official_id is None:
            _hear(found.setdefault(fact.agency_id, Heard()), fact)
    return found


def _hear(one: Heard, fact: Fact) -> None:
    one.n += 1
    if fact.is_praise:
        one.best.append(fact)
