"""Cỡ mẫu: how many to look at, for a margin of error or to meet a fault at all; both know that the list is finite."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, comb
from statistics import NormalDist

from congvu.core.refusals import Invalid

LARGEST_LIST = 10_000_000


def size_for_margin(population: int, confidence: float, margin: float, expected: float = 0.5) -> int:
    """Cases to look at so that the found rate is right to ± `margin` with the given confidence.

    Cochran's n₀ = z² p (1 - p) / e², corrected for the finite list: n = n₀ / (1 + (n₀ - 1) / N), rounded up.
    All three are shares between 0 and 1 (0.95, 0.05, 0.5); `expected` is the rate awaited, 0.5 where nothing is known,
    which asks for most. At least 1, at most `population`. `Invalid` (`bad_sample`) for other numbers.
    """
    _list(population)
    for field, value in (("confidence", confidence), ("margin", margin), ("expected", expected)):
        _inside(field, value)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    unlimited = z * z * expected * (1 - expected) / (margin * margin)
    return min(population, max(1, ceil(unlimited / (1 + (unlimited - 1) / population) - 1e-9)))


def missed(population: int, faulty: int, size: int) -> Fraction:
    """Probability that a sample without replacement holds none of the faulty (hypergeometric), exactly."""
    if size > population - faulty:
        return Fraction(0)
    few, many = sorted((size, faulty))
    return Fraction(comb(population - many, few), comb(population, few))


def size_to_find(population: int, rate: float, probability: float) -> int:
    """Smallest sample that holds at least one fault with `probability`, where `rate` of the list is faulty.

    The number of faulty cases is rate × population rounded up, never below 1. Shares between 0 and 1; `Invalid`
    (`bad_sample`) for other numbers.
    """
    _list(population)
    _inside("rate", rate)
    _inside("probability", probability)
    faulty = ceil(Fraction(str(rate)) * population)
    most = 1 - Fraction(str(probability))
    high = 1
    while missed(population, faulty, high) > most:
        high = min(population, high * 2)
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if missed(population, faulty, middle) > most else (low, middle)
    return high


def _list(population: int) -> None:
    if not 1 <= population <= LARGEST_LIST:
        raise Invalid("The list to take a sample from is empty or beyond reason.", field="population",
                      code="bad_sample", hint="Choose a longer period or another agency.")  # fmt: skip


def _inside(field: str, value: float) -> None:
    if not 0 < value < 1:
        raise Invalid("Confidence, margin and rates lie between 0 and 1.", field=field, code="bad_sample",
                      hint="Write 95 % as 0.95.")  # fmt: skip
