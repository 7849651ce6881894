"""Intervals: published values, the binomial and hypergeometric sums written out, and their promise kept."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid
from congvu.core.sampling import Interval, clopper_pearson, in_list, wilson
from congvu.core.sampling.tails import at_least, at_most_in_list

seen = st.integers(1, 120).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))


def binomial(faults: int, size: int, rate: Fraction) -> Fraction:
    """P(X = faults), exactly."""
    return comb(size, faults) * rate**faults * (1 - rate) ** (size - faults)


@pytest.mark.parametrize(
    ("faults", "size", "low", "high"),
    # 95 %, as printed in tables of the exact interval.
    [
        (0, 10, 0.0000, 0.3085), (1, 10, 0.0025, 0.4450), (2, 10, 0.0252, 0.5561), (5, 10, 0.1871, 0.8129),
        (10, 10, 0.6915, 1.0000), (1, 20, 0.0013, 0.2487), (10, 100, 0.0490, 0.1762), (0, 100, 0.0000, 0.0362),
        (50, 100, 0.3983, 0.6017), (0, 30, 0.0000, 0.1157), (81, 263, 0.2527, 0.3676),
    ],
)  # fmt: skip
def test_the_exact_interval_is_that_of_the_tables(faults: int, size: int, low: float, high: float) -> None:
    found = clopper_pearson(faults, size)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("faults", "size", "low", "high"),
    # Newcombe (1998), method 3: four published examples, and two by hand.
    [
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718),
        (0, 10, 0.0000, 0.2775), (10, 10, 0.7225, 1.0000),
    ],
)  # fmt: skip
def test_the_score_interval_is_that_of_the_tables(faults: int, size: int, low: float, high: float) -> None:
    found = wilson(faults, size)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(seen, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_the_exact_interval_ends_where_the_tails_are_just_so_large(
    found: tuple[int, int], confidence: float
) -> None:
    faults, size = found
    interval, tail = clopper_pearson(faults, size, confidence), (1 - confidence) / 2
    assert 0 <= interval.low <= faults / size <= interval.high <= 1
    if faults:
        low = Fraction(interval.low)
        assert float(sum(binomial(k, size, low) for k in range(faults, size + 1))) == pytest.approx(tail, rel=1e-8)
    if faults < size:
        high = Fraction(interval.high)
        assert float(sum(binomial(k, size, high) for k in range(faults + 1))) == pytest.approx(tail, rel=1e-8)


@given(seen, st.integers(0, 100))
def test_the_tail_is_the_sum_of_its_terms(found: tuple[int, int], percent: int) -> None:
    faults, size = found
    exact = sum(binomial(k, size, Fraction(percent, 100)) for k in range(faults, size + 1))
    assert at_least(faults, size, percent / 100) == pytest.approx(float(exact), rel=1e-9, abs=1e-12)


@given(seen)
def test_both_intervals_mirror_when_good_and_bad_are_exchanged(found: tuple[int, int]) -> None:
    faults, size = found
    for way in (clopper_pearson, wilson):
        one, other = way(faults, size), way(size - faults, size)
        assert one.low == pytest.approx(1 - other.high, abs=1e-9)
        assert one.high == pytest.approx(1 - other.low, abs=1e-9)


@pytest.mark.parametrize(("size", "percent"), [(10, 5), (30, 10), (60, 50), (100, 2)])
def test_the_exact_interval_covers_as_often_as_it_says(size: int, percent: int) -> None:
    rate = Fraction(percent, 100)
    covered = [k for k in range(size + 1) if clopper_pearson(k, size).low <= rate <= clopper_pearson(k, size).high]
    assert sum(binomial(k, size, rate) for k in covered) >= Fraction(95, 100)


def test_a_large_sample_is_reckoned_too() -> None:
    found = clopper_pearson(1000, 100_000)
    assert found.low == pytest.approx(0.009392, abs=2e-6)
    assert found.high == pytest.approx(0.010636, abs=2e-6)


@pytest.mark.parametrize(("population", "size"), [(12, 5), (12, 12), (40, 17), (25, 1)])
def test_the_interval_of_a_list_covers_as_often_as_it_says(population: int, size: int) -> None:
    for faulty in range(population + 1):
        covered = Fraction(0)
        for faults in range(max(0, size - population + faulty), min(size, faulty) + 1):
            found = in_list(population, faults, size)
            if found.low * population - 1e-9 <= faulty <= found.high * population + 1e-9:
                ways = comb(faulty, faults) * comb(population - faulty, size - faults)
                covered += Fraction(ways, comb(population, size))
        assert covered >= Fraction(95, 100)


@given(st.integers(1, 60), st.data())
def test_the_tail_of_a_list_is_the_sum_of_its_terms(population: int, data: st.DataObject) -> None:
    size, faulty = data.draw(st.integers(0, population)), data.draw(st.integers(0, population))
    faults = data.draw(st.integers(-1, size))
    ways = sum(comb(faulty, k) * comb(population - faulty, size - k) for k in range(faults + 1))
    assert at_most_in_list(faults, size, faulty, population) == Fraction(ways, comb(population, size))


def test_who_looked_at_everything_knows_it() -> None:
    assert in_list(40, 3, 40) == Interval(3 / 40, 3 / 40)
    assert in_list(1, 1, 1) == Interval(1.0, 1.0)


def test_in_a_long_list_the_two_exact_intervals_agree() -> None:
    finite, endless = in_list(1_000_000, 10, 100), clopper_pearson(10, 100)
    assert finite.low == pytest.approx(endless.low, abs=1e-4)
    assert finite.high == pytest.approx(endless.high, abs=1e-4)


@pytest.mark.parametrize(
    ("faults", "size", "confidence"), [(-1, 5, 0.95), (6, 5, 0.95), (0, 0, 0.95), (1, 5, 0), (1, 5, 1), (1, 5, 95)]
)
def test_impossible_counts_are_refused(faults: int, size: int, confidence: float) -> None:
    asks: list[Callable[[], Interval]] = [
        lambda: clopper_pearson(faults, size, confidence), lambda: wilson(faults, size, confidence),
        lambda: in_list(100, faults, size, confidence),
    ]  # fmt: skip
    for ask in asks:
        with pytest.raises(Invalid) as refusal:
            ask()
        assert refusal.value.code == "bad_sample"
    with pytest.raises(Invalid):
        in_list(4, 1, 5)
