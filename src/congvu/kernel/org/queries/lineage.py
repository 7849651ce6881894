"""Như khi đó, như bây giờ: agencies of any time mapped onto those of a day, and back, by declared shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from congvu.kernel.org.models import Agency
from congvu.kernel.org.policy import exists_on
from congvu.kernel.org.queries.agencies import heirs_of
from congvu.kernel.org.queries.snapshot import organisation

WAS, NOW = "was", "now"
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an agency: who has it, and how much (0 < share ≤ 1)."""

    agency: Agency
    share: Decimal


def heirs_on(agency_ids: Iterable[int], on: date) -> dict[int, list[Part]]:
    """By agency of any time: who answers for it on a day. What exists that day, or ended without heirs, is itself."""
    found: dict[int, list[Part]] = {}
    for pk in agency_ids:
        parts = [Part(heir.agency, heir.share) for heir in heirs_of(pk, on)]
        found[pk] = parts or [Part(organisation().agencies[pk], Decimal(1))]
    return found


def origins_on(agency_id: int, on: date) -> list[Part]:
    """From which agencies of an earlier day an agency has what it has, each with the share of *theirs* that came to it.

    The way back of `heirs_on`: if A gave 0.6 of itself to B, B's origins name A with 0.6. Itself when it existed then.
    """
    known = organisation()
    found: dict[int, Decimal] = {}
    ahead = [(known.agencies[agency_id], Decimal(1))]
    while ahead:
        agency, share = ahead.pop()
        if exists_on(agency, on):
            found[agency.pk] = found.get(agency.pk, Decimal(0)) + share
            continue
        ahead += [(row.predecessor, share * row.share) for row in known.forebears[agency.pk] if row.on > on]
    rows = [Part(known.agencies[pk], share) for pk, share in found.items()]
    return sorted(rows, key=lambda part: (part.agency.position, part.agency.sort_key))


def shared_out(
    rows: Iterable[tuple[int, Row]], on: date, times: Callable[[Row, Decimal], Row], plus: Callable[[Row, Row], Row]
) -> tuple[dict[int, Row], bool]:
    """Figures by agency of any time as figures by agency of a day: each is divided by the declared shares.

    The second value says whether any figure had to be divided (then the screen says so).
    """
    given = list(rows)
    parts = heirs_on({pk for pk, _row in given}, on)
    found: dict[int, Row] = {}
    divided = False
    for pk, row in given:
        for part in parts[pk]:
            divided = divided or part.share != 1
            piece = times(row, part.share)
            found[part.agency.pk] = plus(found[part.agency.pk], piece) if part.agency.pk in found else piece
    return found, divided
