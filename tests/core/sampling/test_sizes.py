"""Sizes of samples: published tables, the definition written out, and the limits of short lists."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid
from congvu.core.sampling import missed, size_for_margin, size_to_find

shares = st.integers(1, 99).map(lambda number: number / 100)


@pytest.mark.parametrize(
    ("population", "size"),
    # The table of Krejcie and Morgan (1970) for 95 % and ± 5 %, where rounding up agrees with their rounding.
    [(10, 10), (50, 45), (100, 80), (200, 132), (400, 197), (500, 218), (1000, 278), (2000, 323), (10_000, 370)],
)
def test_sizes_for_a_margin_are_those_of_the_tables(population: int, size: int) -> None:
    assert size_for_margin(population, 0.95, 0.05) == size


def test_sizes_for_long_lists_come_near_the_unlimited_one() -> None:
    assert size_for_margin(10_000_000, 0.95, 0.05) == 385
    assert size_for_margin(10_000_000, 0.99, 0.01) == 16_560  # 16,588 without the correction
    assert size_for_margin(10_000_000, 0.95, 0.05, expected=0.1) == 139


@given(st.integers(1, 100_000), shares, shares)
def test_a_sample_for_a_margin_is_never_larger_than_the_list(population: int, confidence: float, margin: float) -> None:
    size = size_for_margin(population, confidence, margin)
    assert 1 <= size <= population
    assert size <= size_for_margin(population + 1, confidence, margin)
    assert size >= size_for_margin(population, confidence, margin, expected=0.2)


@pytest.mark.parametrize(
    ("population", "rate", "size"),
    # Tables for showing freedom from disease (95 %), which count by the same distribution.
    [(100, 0.05, 45), (20, 0.05, 19), (1000, 0.05, 57), (100_000, 0.01, 298), (1, 0.5, 1), (10, 0.01, 10)],
)
def test_sizes_to_find_a_fault(population: int, rate: float, size: int) -> None:
    assert size_to_find(population, rate, 0.95) == size


@given(st.integers(1, 400), shares, shares)
def test_the_size_to_find_a_fault_is_the_smallest_that_does(population: int, rate: float, probability: float) -> None:
    size = size_to_find(population, rate, probability)
    faulty = -(-Fraction(str(rate)) * population // 1)
    most = 1 - Fraction(str(probability))
    assert _none_met(population, int(faulty), size) <= most
    assert size == 1 or _none_met(population, int(faulty), size - 1) > most


@given(st.integers(1, 60), st.data())
def test_what_is_missed_is_the_share_of_samples_without_a_fault(population: int, data: st.DataObject) -> None:
    faulty, size = data.draw(st.integers(0, population)), data.draw(st.integers(0, population))
    assert missed(population, faulty, size) == _none_met(population, faulty, size)


def _none_met(population: int, faulty: int, size: int) -> Fraction:
    return Fraction(comb(population - faulty, size), comb(population, size))


@pytest.mark.parametrize("population", [0, -1, 10_000_001])
def test_a_list_that_is_none_is_refused(population: int) -> None:
    asks: list[Callable[[], int]] = [
        lambda: size_for_margin(population, 0.95, 0.05), lambda: size_to_find(population, 0.1, 0.95),
    ]  # fmt: skip
    for ask in asks:
        with pytest.raises(Invalid) as refusal:
            ask()
        assert refusal.value.code == "bad_sample"


@pytest.mark.parametrize("wrong", [0, 1, 95, -0.1, float("nan")])
def test_shares_that_are_none_are_refused(wrong: float) -> None:
    asks: list[Callable[[], int]] = [
        lambda: size_for_margin(100, wrong, 0.05), lambda: size_for_margin(100, 0.95, wrong),
        lambda: size_for_margin(100, 0.95, 0.05, expected=wrong), lambda: size_to_find(100, wrong, 0.95),
        lambda: size_to_find(100, 0.05, wrong),
    ]  # fmt: skip
    for ask in asks:
        with pytest.raises(Invalid) as refusal:
            ask()
        assert refusal.value.hint
