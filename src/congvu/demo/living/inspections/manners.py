"""Nền nếp cơ quan. What agencies are really like and how sharp teams are; the truth no table of the database holds.

Everything is drawn from the seed and the code of the agency alone. What an agency has put right lasts, or comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import Enum
from random import Random

from congvu.core.working_time import HANOI
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo.living.province import local_day

#: An agency that is not sloppy on an item has a fault there this often: anybody may have a bad day.
SLIP = 0.012
#: Of the single things under an item (cases, persons, boards) this share is at fault where the agency is sloppy.
SHARE = 0.35


class Answering(Enum):
    """How an agency answers what it is told was found."""

    PROMPT = "prompt"
    CONTESTS = "contests"
    LATE = "late"
    SILENT = "silent"


class Remedying(Enum):
    """What an agency does about it."""

    TRULY = "truly"
    LATE = "late"
    FOR_SHOW = "for_show"


ANSWERS = {Answering.PROMPT: 50, Answering.CONTESTS: 22, Answering.LATE: 13, Answering.SILENT: 15}
REMEDIES = {Remedying.TRULY: 58, Remedying.LATE: 15, Remedying.FOR_SHOW: 27}
#: Of a hundred agencies so many have so many items on which they are sloppy.
ORDER = {(1, 4): 45, (5, 9): 35, (10, 18): 20}


@dataclass(frozen=True, slots=True)
class Manner:
    """One agency as it is. `sloppy`: item → how often a visit would find it at fault; `keeps`: how often it does as is
    its manner (0 to 1)."""

    unit: str
    sloppy: Mapping[str, float]
    answering: Answering
    remedying: Remedying
    keeps: float


@dataclass(frozen=True, slots=True)
class Eye:
    """A team as it looks. `sharp`: of the faults that are there it sees this share; `invents`: of the items that are as
    they should be it takes this share for faults."""

    team: int
    sharp: float
    invents: float


@dataclass(frozen=True, slots=True)
class Mended:
    """An item put right: since when, and when it comes back if it does."""

    since: datetime
    back_at: datetime | None


def manner_of(unit: str, items: Iterable[str], seed: int) -> Manner:
    """What an agency is like; drawn by its own code, so that one more agency changes none."""
    rng = Random(f"{seed}/manner/{unit}")
    low, high = rng.choices(list(ORDER), list(ORDER.values()))[0]
    known = sorted(items)
    sloppy = {code: round(rng.uniform(0.35, 0.9), 3) for code in rng.sample(known, rng.randint(low, high))}
    answering = rng.choices(list(ANSWERS), list(ANSWERS.values()))[0]
    remedying = rng.choices(list(REMEDIES), list(REMEDIES.values()))[0]
    return Manner(unit, dict(sorted(sloppy.items())), answering, remedying, round(rng.uniform(0.7, 0.95), 3))


def eye_of(team: int, seed: int) -> Eye:
    """How a team looks."""
    rng = Random(f"{seed}/eye/{team}")
    return Eye(team, round(rng.uniform(0.68, 0.95), 3), round(rng.uniform(0.003, 0.012), 4))


@dataclass
class World:
    """Agencies as they are while time goes on."""

    seed: int
    manners: Mapping[str, Manner]
    _mended: dict[tuple[str, str], Mended] = field(default_factory=dict)

    def is_sloppy(self, unit: str, item: str, at: datetime) -> bool:
        """Whether the agency is sloppy on an item at a moment."""
        if item not in self.manners[unit].sloppy:
            return False
        mended = self._mended.get((unit, item))
        return mended is None or at < mended.since or (mended.back_at is not None and at >= mended.back_at)

    def rate(self, unit: str, item: str, at: datetime) -> float:
        """How often a visit would find the item at fault."""
        return self.manners[unit].sloppy[item] if self.is_sloppy(unit, item, at) else SLIP

    def share(self, unit: str, item: str, at: datetime) -> float:
        """Of the single things under the item, which share is at fault."""
        return SHARE * self.manners[unit].sloppy[item] if self.is_sloppy(unit, item, at) else 0.0

    def put_right(self, unit: str, item: str, at: datetime, rng: Random) -> Mended:
        """Really put right from a moment on; of seven one comes back after some months."""
        back = None
        if rng.random() < 1 / 7:
            day = date_of_day(day_number(local_day(at)) + rng.randint(50, 130))
            back = datetime.combine(day, time(8), HANOI)
        self._mended[unit, item] = found = Mended(at, back)
        return found
