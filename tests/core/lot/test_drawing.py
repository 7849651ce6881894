"""Slots: independent, in proportion to the weights, never to somebody's own unit."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.lot import Drawn, draw_slot, publish, seed
from congvu.core.lot.stream import Stream
from congvu.core.refusals import Invalid
from tests.core.lot.rounds import BEACON, UNITS, listing, many, secret

PUBLISHED = publish(listing(slots=100))
words = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=12)


def drawn(slot: int, word: str = "secret", **given_too: object) -> Drawn:
    return draw_slot(PUBLISHED, slot=slot, secret=secret(slot, word), beacon=BEACON, **given_too)  # type: ignore[arg-type]  # withdrawn


@given(st.integers(1, 100), words)
def test_a_draw_comes_again_and_sends_nobody_who_is_recused(slot: int, word: str) -> None:
    found = drawn(slot, word)
    assert found == drawn(slot, word)
    able = PUBLISHED.eligible(found.unit)
    assert sorted(found.order) == sorted(able)
    assert found.team == found.order[:3]
    assert not {(code, found.unit) for code in found.team} & set(PUBLISHED.listing.recused)
    assert len(found.team) == min(3, len(able))


def test_where_few_may_go_all_of_them_go() -> None:
    teams = {found.team for slot in range(1, 101) if (found := drawn(slot)).unit == "H37.21"}
    assert {frozenset(team) for team in teams} == {frozenset({"CB001", "CB003"})}
    assert len(teams) == 2, "both orders happen"


def test_one_slot_does_not_know_of_another() -> None:
    """What another slot's secret is changes nothing here; and pairs of slots fall together as often as chance says."""
    assert drawn(7) == draw_slot(PUBLISHED, slot=7, secret=secret(7), beacon=BEACON)
    pairs, total, rounds = Counter[tuple[str, str]](), PUBLISHED.total, 4000
    for number in range(rounds):
        pairs[drawn(1, f"r{number}").unit, drawn(2, f"r{number}").unit] += 1
    chi = 0.0
    for one in UNITS:
        for two in UNITS:
            awaited = rounds * one.weight * two.weight / total**2
            chi += (pairs[one.code, two.code] - awaited) ** 2 / awaited
    assert chi < 66.6  # chi-square with 35 degrees of freedom: 99.9 %


def test_a_unit_that_was_drawn_can_be_drawn_again() -> None:
    found = Counter(drawn(slot).unit for slot in range(1, 101))
    assert set(found) == {unit.code for unit in UNITS}
    assert max(found.values()) > 1


def test_units_are_drawn_in_proportion_to_their_weights() -> None:
    """The smallest weight too: within 3 standard deviations, by the class of weight."""
    published, draws = many(300, slots=10_000), 20_000
    found = Counter[int]()
    weights = {unit.code: unit.weight for unit in published.listing.units}
    units = published.listing.units
    for number in range(draws):
        stream = Stream(seed(published.hash, 1 + number % 10_000, secret(number), BEACON))
        point = stream.below(published.total)
        place = next(place for place, bound in enumerate(published.bounds) if point < bound)
        found[weights[units[place].code]] += 1
    for weight in (1, 2, 3, 5, 8, 13):
        chance = 50 * weight / published.total
        assert abs(found[weight] - draws * chance) < 3 * sqrt(draws * chance * (1 - chance)), weight


def test_who_is_recused_after_the_draw_gives_way_to_the_next() -> None:
    slot = next(slot for slot in range(1, 101) if len(drawn(slot).order) == 5)
    first = drawn(slot)
    after = drawn(slot, withdrawn=[first.team[1]])
    assert after.unit == first.unit
    assert after.order == first.order
    assert after.team == (first.order[0], first.order[2], first.order[3])
    with pytest.raises(Invalid) as refusal:
        drawn(slot, withdrawn=first.order)
    assert refusal.value.code == "no_inspector_left"


@pytest.mark.parametrize("slot", [0, -1, 101])
def test_a_slot_the_round_does_not_have_is_refused(slot: int) -> None:
    with pytest.raises(Invalid) as refusal:
        draw_slot(PUBLISHED, slot=slot, secret=secret(1), beacon=BEACON)
    assert refusal.value.code == "bad_slot"


def test_a_single_unit_is_always_drawn() -> None:
    alone = publish(listing(units=UNITS[:1], recused=()))
    for number in range(20):
        found = draw_slot(alone, slot=1, secret=sha256(b"%d" % number).hexdigest(), beacon=BEACON)
        assert found.unit == UNITS[0].code
