"""Bốc thăm kép: which unit a slot stands for, and who goes there.

Slots are drawn each by itself, with replacement: a unit once drawn can be drawn again, so nobody is ever safe, and
who sees one slot opened learns nothing about another. A unit's chance in each slot is its weight over all weights.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from congvu.core.lot.commitments import seed
from congvu.core.lot.listing import Published
from congvu.core.lot.stream import Stream
from congvu.core.refusals import Invalid


@dataclass(frozen=True, slots=True)
class Drawn:
    """Kết quả một lượt. `order` are all inspectors who may go there, in the order drawn; the first make the team."""

    slot: int
    unit: str
    team: tuple[str, ...]
    order: tuple[str, ...]


def draw_slot(
    published: Published, *, slot: int, secret: str, beacon: str, withdrawn: Collection[str] = ()
) -> Drawn:
    """The unit and the team of one slot.

    The first number of the slot's stream below the total weight picks the unit by the running sums of the weights in
    the order of the listing; then the inspectors who are not recused for it come in random order, and the first
    `team_size` of them go (all, where there are fewer). `withdrawn` are inspectors recused after the draw: whoever
    stands next in the same order takes the place, the unit stays.
    `Invalid`: `bad_slot` for a slot the round does not have, `no_inspector_left` when all have withdrawn.
    """
    listing = published.listing
    if not 1 <= slot <= listing.slots:
        raise Invalid(f"The round has no slot {slot}.", field="slot", code="bad_slot",
                      hint=f"It has the slots 1 to {listing.slots}.")  # fmt: skip
    stream = Stream(seed(published.hash, slot, secret, beacon))
    unit = listing.units[bisect_right(published.bounds, stream.below(published.total))].code
    able = published.eligible(unit)
    order = tuple(able[place] for place in stream.order(len(able)))
    team = tuple(code for code in order if code not in withdrawn)[: listing.team_size]
    if not team:
        raise Invalid(f"Nobody is left to be sent to “{unit}”.", field="withdrawn", code="no_inspector_left",
                      hint="Let the ordering person name a team by decision.")  # fmt: skip
    return Drawn(slot, unit, team, order)
