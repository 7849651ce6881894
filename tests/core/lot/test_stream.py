"""Numbers from a seed: fair, the same again, and never more than were asked for."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.lot.stream import Stream

seeds = st.binary(min_size=32, max_size=32)


class Told(Stream):
    """A stream whose words are told beforehand."""

    def __init__(self, words: list[int]) -> None:
        super().__init__(bytes(32))
        self.words = words

    def word(self) -> int:
        return self.words.pop(0)


@given(seeds, st.integers(1, 2**64))
def test_numbers_lie_below_their_bound_and_come_again(seed: bytes, bound: int) -> None:
    first, again = Stream(seed), Stream(seed)
    found = [first.below(bound) for _ in range(6)]
    assert all(0 <= number < bound for number in found)
    assert found == [again.below(bound) for _ in range(6)]


def test_words_of_the_incomplete_last_stretch_are_passed_over() -> None:
    fair = 2**64 - 2**64 % 10
    stream = Told([fair, 2**64 - 1, fair - 1, 7])
    assert stream.below(10) == 9
    assert stream.words == [7]


def test_a_power_of_two_passes_nothing_over() -> None:
    assert Told([2**64 - 1]).below(2**64) == 2**64 - 1
    assert Told([2**64 - 1]).below(8) == 7


def test_a_single_choice_takes_a_word_too() -> None:
    stream = Told([5, 6])
    assert stream.below(1) == 0
    assert stream.words == [6]


@given(seeds, st.integers(0, 60), st.data())
def test_an_order_takes_each_once_and_begins_alike_whatever_is_wanted(
    seed: bytes, count: int, data: st.DataObject
) -> None:
    wanted = data.draw(st.integers(0, count))
    whole = Stream(seed).order(count)
    assert sorted(whole) == list(range(count))
    assert Stream(seed).order(count, wanted) == whole[:wanted]


def test_every_order_of_three_is_equally_likely() -> None:
    found = Counter(tuple(Stream(sha256(b"%d" % number).digest()).order(3)) for number in range(12_000))
    assert len(found) == 6
    assert sum((times - 2000) ** 2 / 2000 for times in found.values()) < 20.5  # chi-square, 5 degrees: 99.9 %


@pytest.mark.parametrize("bound", [0, -1, 2**64 + 1])
def test_impossible_bounds_are_errors_of_the_programmer(bound: int) -> None:
    with pytest.raises(ValueError, match="below"):
        Stream(bytes(32)).below(bound)


def test_impossible_orders_and_seeds_are_errors_of_the_programmer() -> None:
    for wanted in (-1, 4):
        with pytest.raises(ValueError, match="replacement"):
            Stream(bytes(32)).order(3, wanted)
    with pytest.raises(ValueError, match="32 bytes"):
        Stream(bytes(31))
