"""Several units at once: exact chances, each unit once, heavy ones certain, and no draw of more than there are."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.lot import Stream, certain_places, chances, comb_places, draw_open, publish
from congvu.core.refusals import Invalid
from tests.core.lot.rounds import BEACON, UNITS, listing, many, secret

weights_and_take = st.lists(st.integers(1, 50), min_size=1, max_size=30).flatmap(
    lambda weights: st.tuples(st.just(weights), st.integers(1, len(weights)))
)
seeds = st.binary(min_size=32, max_size=32)


class Told(Stream):
    """A stream that leaves the order as it is and starts the comb where it is told."""

    def __init__(self, start: int) -> None:
        super().__init__(bytes(32))
        self.start = start

    def order(self, count: int, wanted: int | None = None) -> list[int]:
        return list(range(count))

    def below(self, bound: int) -> int:
        assert self.start < bound
        return self.start


@given(weights_and_take, seeds)
def test_so_many_different_units_are_drawn(drawn: tuple[list[int], int], seed: bytes) -> None:
    weights, take = drawn
    certain, rest = comb_places(weights, take, Stream(seed))
    assert len({*certain, *rest}) == len(certain) + len(rest) == take
    assert (certain, rest) == comb_places(weights, take, Stream(seed))


@given(weights_and_take)
def test_chances_sum_to_the_number_drawn_and_grow_with_the_weight(drawn: tuple[list[int], int]) -> None:
    weights, take = drawn
    found = chances(weights, take)
    assert sum(found) == take
    assert all(0 < chance <= 1 for chance in found)
    for one, chance in zip(weights, found, strict=True):
        assert all(chance <= more for other, more in zip(weights, found, strict=True) if other >= one)
    assert {place for place, chance in enumerate(found) if chance == 1} == set(certain_places(weights, take))


@given(weights_and_take)
def test_over_all_starts_every_unit_is_met_exactly_as_often_as_its_chance_says(
    drawn: tuple[list[int], int],
) -> None:
    weights, take = drawn
    certain = certain_places(weights, take)
    gap = sum(weight for place, weight in enumerate(weights) if place not in certain)
    met = Counter[int]()
    for start in range(gap):
        _certain, rest = comb_places(weights, take, Told(start))
        met.update(rest)
    for place, chance in enumerate(chances(weights, take)):
        assert place in certain or Fraction(met[place], gap) == chance


def test_heavy_units_are_certain_and_what_they_leave_is_shared() -> None:
    assert certain_places([100, 1, 1, 1, 1], 2) == [0]
    assert chances([100, 1, 1, 1, 1], 2) == [1, *[Fraction(1, 4)] * 4]
    assert certain_places([100, 40, 10, 10], 3) == [0, 1], "the second becomes certain once the first is out"
    assert chances([100, 40, 10, 10], 3) == [1, 1, Fraction(1, 2), Fraction(1, 2)]


def test_who_asks_for_all_gets_all() -> None:
    assert comb_places([3, 1, 2], 3, Stream(bytes(32))) == ([0, 1, 2], [])


@pytest.mark.parametrize(("weights", "take"), [([1, 2], 0), ([1, 2], 3), ([1, 2], -1), ([], 1), ([1, 0], 1)])
def test_an_impossible_draw_is_refused(weights: list[int], take: int) -> None:
    for ask in (certain_places, chances):
        with pytest.raises(Invalid) as refusal:
            ask(weights, take)
        assert refusal.value.code == "bad_draw_size"


def test_rates_over_many_seeds_are_those_of_theory() -> None:
    published, draws = many(60, weights=(1, 2, 3, 5, 8, 60), slots=0, team_size=0, take=12), 3000
    weights = [unit.weight for unit in published.listing.units]
    theory = chances(weights, 12)
    found = Counter[int]()
    for number in range(draws):
        certain, rest = comb_places(weights, 12, Stream(bytes.fromhex(secret(number, "open"))))
        found.update([*certain, *rest])
    for weight in sorted(set(weights)):
        places = [place for place, one in enumerate(weights) if one == weight]
        chance = float(theory[places[0]])
        # Units of one class are met together less often than if each were drawn by itself: this is an upper bound.
        spread = sqrt(draws * len(places) * chance * (1 - chance))
        assert abs(sum(found[place] for place in places) - draws * len(places) * chance) <= 3 * spread, weight


def test_a_listing_says_how_many_it_takes() -> None:
    published = publish(listing(slots=0, team_size=0, take=4))
    found = draw_open(published, secret=secret(0), beacon=BEACON)
    codes = {*found.certain, *found.drawn}
    assert len(codes) == 4
    assert codes <= {unit.code for unit in UNITS}
    assert found == draw_open(published, secret=secret(0), beacon=BEACON)
    with pytest.raises(Invalid) as refusal:
        draw_open(publish(listing()), secret=secret(0), beacon=BEACON)
    assert refusal.value.code == "bad_draw_size"
