"""Bốc thăm công khai: several different units at once, each with a chance in proportion to its weight.

Systematic sampling with random order and random start (after Madow 1949): the weights lie end to end in random order,
and a comb with equal gaps is laid over them from a random start. Everything is whole numbers, so the chances are exact:
take × weight / total, and 1 for units so heavy that this would be more; what they leave is shared among the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from congvu.core.lot.commitments import OPEN_DRAW, seed
from congvu.core.lot.listing import Published
from congvu.core.lot.stream import Stream
from congvu.core.refusals import Invalid


@dataclass(frozen=True, slots=True)
class OpenDrawn:
    """Kết quả. Codes of the units: those that were certain, in the order of the listing, and those drawn, as drawn."""

    certain: tuple[str, ...]
    drawn: tuple[str, ...]


def certain_places(weights: Sequence[int], take: int) -> list[int]:
    """Places whose share would be 1 or more, found again after each has taken its place. Ascending."""
    _check(weights, take)
    found: set[int] = set()
    while True:
        left, total = take - len(found), sum(weights) - sum(weights[place] for place in found)
        more = {place for place, weight in enumerate(weights)
                if place not in found and left > 0 and weight * left >= total}  # fmt: skip
        if not more:
            return sorted(found)
        found |= more


def chances(weights: Sequence[int], take: int) -> list[Fraction]:
    """Inclusion probability of each place; they sum to `take`."""
    certain = set(certain_places(weights, take))
    left, total = take - len(certain), sum(weight for place, weight in enumerate(weights) if place not in certain)
    return [Fraction(1) if place in certain else Fraction(left * weight, total)
            for place, weight in enumerate(weights)]  # fmt: skip


def comb_places(weights: Sequence[int], take: int, stream: Stream) -> tuple[list[int], list[int]]:
    """Places that are certain, and places drawn for what is left.

    The rest is put in random order (`Stream.order`), then the start is one number below the sum of its weights. With
    every weight multiplied by the number still wanted, the teeth of the comb stand that sum apart.
    `Invalid` (`bad_draw_size`) unless 1 ≤ take ≤ number of weights, all at least 1.
    """
    certain = certain_places(weights, take)
    taken = set(certain)
    rest = [place for place in range(len(weights)) if place not in taken]
    left = take - len(certain)
    if not left:
        return certain, []
    order = [rest[place] for place in stream.order(len(rest))]
    gap = sum(weights[place] for place in rest)
    tooth, reached, drawn = stream.below(gap), 0, []
    for place in order:
        reached += left * weights[place]
        if tooth < reached:
            drawn.append(place)
            tooth += gap
    return certain, drawn


def draw_open(published: Published, *, secret: str, beacon: str) -> OpenDrawn:
    """The units an open draw takes from a listing with `take`; its secret is committed to as slot 0."""
    listing = published.listing
    if not listing.take:
        raise Invalid("This listing is for slots that are opened one by one.", field="take", code="bad_draw_size",
                      hint="Publish a listing that says how many it takes.")  # fmt: skip
    stream = Stream(seed(published.hash, OPEN_DRAW, secret, beacon))
    certain, drawn = comb_places([unit.weight for unit in listing.units], listing.take, stream)
    codes = [unit.code for unit in listing.units]
    return OpenDrawn(tuple(codes[place] for place in certain), tuple(codes[place] for place in drawn))


def _check(weights: Sequence[int], take: int) -> None:
    if not 1 <= take <= len(weights) or min(weights) < 1:
        raise Invalid(f"{take} units cannot be drawn from {len(weights)}.", field="take", code="bad_draw_size",
                      hint="Ask for one or more, at most as many as there are; weights count from 1.")  # fmt: skip
