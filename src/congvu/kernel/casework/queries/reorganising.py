"""Công việc sẽ chuyển: which open cases a planned reorganisation would move, to which heir and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import visible
from congvu.kernel.casework.policy.heirs import Dealer

_COLUMNS = ("accountable_agency_id", "issuing_agency_id", "holder_agency_id", "transfer_agency_id")


@dataclass(frozen=True, slots=True)
class Move:
    """One open case of an ended unit: its code and title, the code of the heir and why it goes there."""

    code: str
    title: str
    agency_id: int
    heir: str
    why: str


@dataclass(frozen=True, slots=True)
class Flow:
    """How many open cases of one ended unit would go to one heir, and by which rule."""

    agency_id: int
    heir: str
    why: str
    count: int


def moves_under(
    actor: Actor,
    heirs: Mapping[int, Sequence[tuple[str, Decimal]]],
    by_share: frozenset[int],
    pins: Mapping[str, str],
) -> list[Move]:
    """Every open case that would move, of those the actor may see; heirs are codes, largest share first.

    All cases are dealt, also those the actor may not see: what is shown is what would happen.
    """
    dealers = {
        pk: Dealer[str](sorted(rows, key=lambda row: -row[1]), pk in by_share, pins)
        for pk, rows in heirs.items()
        if rows
    }
    condition = Q(pk__in=[])
    for column in _COLUMNS:
        condition |= Q(**{f"{column}__in": list(dealers)})
    rows = Case.objects.filter(condition, closed_at=None).order_by("pk")
    seen = set(Case.objects.filter(visible(actor), condition, closed_at=None).values_list("pk", flat=True))
    found: list[Move] = []
    for pk, code, title, *sides in rows.values_list("pk", "code", "title", *_COLUMNS):
        for agency_id in dict.fromkeys(side for side in sides if side in dealers):
            heir, why = dealers[agency_id].choose(code)
            if pk in seen:
                found.append(Move(code, title, agency_id, heir, why))
    return found


def flows_of(moves: Sequence[Move]) -> list[Flow]:
    """The same, counted: from which unit to which heir by which rule how many; the largest flow first."""
    counted: dict[tuple[int, str, str], int] = {}
    for move in moves:
        key = (move.agency_id, move.heir, move.why)
        counted[key] = counted.get(key, 0) + 1
    return [Flow(*key, count) for key, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]
