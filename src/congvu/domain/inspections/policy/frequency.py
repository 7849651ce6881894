"""Tần suất, trùng lặp: when a planned check asks for a reason. Values in, values out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from congvu.domain.inspections.models import VisitSort

#: What a yearly plan may hold. What comes unscheduled is never written into one: it would be known before.
PLANNABLE = (VisitSort.PLANNED, VisitSort.THEMATIC, VisitSort.RECHECK)
#: What counts towards the frequency of planned checks.
COUNTED = frozenset({VisitSort.PLANNED, VisitSort.THEMATIC})


class Trouble(StrEnum):
    """Điều cần nêu lý do."""

    TWICE = "twice"
    OVERLAP = "overlap"
    BUSY = "busy"
    LATE_TEAM = "team_days"


@dataclass(frozen=True, slots=True)
class Spell:
    """A check as planned, or as made: where, when, by whom. `what` names it for people; `fixed` when it is issued in
    another plan or was made."""

    key: str
    unit_ids: frozenset[int]
    sort: str
    from_on: date
    to_on: date
    team_id: int | None
    what: str
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Warned:
    """One reason to ask: `other` is the check it clashes with."""

    trouble: Trouble
    other: str


def within_months(earlier: date, later: date, months: int) -> bool:
    """Whether the second day comes less than so many months after the first (in either order)."""
    first, second = sorted((earlier, later))
    apart = (second.year - first.year) * 12 + second.month - first.month
    return apart < months or (apart == months and second.day < first.day)


def warnings(
    one: Spell, others: Iterable[Spell], months: int, team_days: tuple[date, date | None] | None = None
) -> list[Warned]:  # fmt: skip
    """What has to be answered before the check is planned: a second one within the months, days that overlap at the
    same unit or of the same team, days outside the team's decision.

    Of two checks of one plan the later is asked, so that a clash is answered once.
    """
    found = []
    for other in others:
        if other.key == one.key or not (other.fixed or (other.from_on, other.key) < (one.from_on, one.key)):
            continue
        same_unit = bool(one.unit_ids & other.unit_ids)
        overlap = one.from_on <= other.to_on and other.from_on <= one.to_on
        if same_unit and overlap:
            found.append(Warned(Trouble.OVERLAP, other.what))
        elif same_unit and {one.sort, other.sort} <= COUNTED and within_months(one.from_on, other.from_on, months):
            found.append(Warned(Trouble.TWICE, other.what))
        elif overlap and one.team_id is not None and one.team_id == other.team_id:
            found.append(Warned(Trouble.BUSY, other.what))
    if team_days is not None and _outside(one, *team_days):
        found.append(Warned(Trouble.LATE_TEAM, ""))
    return found


def _outside(one: Spell, first: date, last: date | None) -> bool:
    return one.from_on < first or (last is not None and one.to_on > last)


def related(unit_id: int, below: Collection[int]) -> frozenset[int]:
    """The unit with all below it, as the ids two checks are compared by."""
    return frozenset({unit_id, *below})
