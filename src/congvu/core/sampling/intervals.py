"""Khoảng tin cậy: between which rates the true one lies, after so many faults in so large a sample."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

from congvu.core.refusals import Invalid
from congvu.core.sampling.tails import at_least, at_most_in_list


@dataclass(frozen=True, slots=True)
class Interval:
    """Khoảng. Shares from 0 to 1, both ends belong to it."""

    low: float
    high: float


def clopper_pearson(faults: int, size: int, confidence: float = 0.95) -> Interval:
    """The exact interval of a rate: covers it in at least `confidence` of all samples, whatever the rate is.

    For lists much longer than the sample. `Invalid` (`bad_sample`) unless 0 ≤ faults ≤ size, size ≥ 1 and
    0 < confidence < 1.
    """
    tail = _tail(faults, size, confidence)
    low = _root(lambda rate: at_least(faults, size, rate) >= tail) if faults else 0.0
    high = _root(lambda rate: at_least(faults + 1, size, rate) >= 1 - tail) if faults < size else 1.0
    return Interval(low, high)


def wilson(faults: int, size: int, confidence: float = 0.95) -> Interval:
    """The score interval of Wilson (1927), without correction for continuity: near `confidence` on average, shorter
    than the exact one; for charts that compare. The same limits as `clopper_pearson`."""
    tail = _tail(faults, size, confidence)
    z = NormalDist().inv_cdf(1 - tail)
    rate, weight = faults / size, z * z / size
    middle, half = rate + weight / 2, z * sqrt(rate * (1 - rate) / size + weight / (4 * size))
    low, high = (middle - half) / (1 + weight), (middle + half) / (1 + weight)
    return Interval(low if faults else 0.0, high if faults < size else 1.0)


def in_list(population: int, faults: int, size: int, confidence: float = 0.95) -> Interval:
    """The exact interval of the share of faulty cases in a finite list, from a sample without replacement.

    What was seen is known: a sample of the whole list leaves no doubt. Ends are whole numbers of cases over
    `population`. `Invalid` (`bad_sample`) also where the sample is larger than the list.
    """
    tail = Fraction(_tail(faults, size, confidence))
    if size > population:
        raise _refused("The sample is larger than the list.", "size")
    least, most = faults, population - size + faults
    low = _first(least, most, lambda faulty: 1 - at_most_in_list(faults - 1, size, faulty, population) > tail)
    over = _first(low, most + 1, lambda faulty: faulty > most
                  or at_most_in_list(faults, size, faulty, population) <= tail)  # fmt: skip
    return Interval(low / population, max(low, over - 1) / population)


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The smallest whole number in low … high for which `holds`, which stays true once it is; `high` at the latest."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _root(holds: Callable[[float], bool]) -> float:
    """The rate in 0 … 1 from which on `holds`, by halving until two neighbouring numbers are left."""
    low, high = 0.0, 1.0
    while low < (middle := (low + high) / 2) < high:
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _tail(faults: int, size: int, confidence: float) -> float:
    if size < 1 or not 0 <= faults <= size:
        raise _refused("The faults are a part of the sample, and the sample is not empty.", "faults")
    if not 0 < confidence < 1:
        raise _refused("The confidence lies between 0 and 1.", "confidence")
    return (1 - confidence) / 2


def _refused(message: str, field: str) -> Invalid:
    return Invalid(message, field=field, hint="Correct the numbers.", code="bad_sample")
