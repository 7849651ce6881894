"""Đuôi phân phối: how likely it is to meet so many faults or more, for a rate or for a finite list."""

from __future__ import annotations

from fractions import Fraction
from math import comb, exp, lgamma, log, log1p

_TINY, _CLOSE, _TURNS = 1e-300, 1e-16, 10_000


def at_least(faults: int, size: int, rate: float) -> float:
    """P(X ≥ faults) for X binomial(size, rate): the regularised incomplete beta I_rate(faults, size - faults + 1).

    0 ≤ faults ≤ size, 0 ≤ rate ≤ 1. Good to about 1e-11 up to samples of a hundred thousand.
    """
    if faults <= 0 or rate >= 1:
        return 1.0
    if rate <= 0:
        return 0.0
    a, b = float(faults), float(size - faults + 1)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(rate) + b * log1p(-rate))
    if rate < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, rate) / a
    return 1 - front * _fraction(b, a, 1 - rate) / b


def at_most_in_list(faults: int, size: int, faulty: int, population: int) -> Fraction:
    """P(X ≤ faults) for X hypergeometric: `size` taken without replacement from a list with `faulty`; exact."""
    least = max(0, size - population + faulty)
    term = comb(faulty, least) * comb(population - faulty, size - least)
    ways = 0
    for found in range(least, min(faults, faulty, size) + 1):
        ways += term
        term = term * (faulty - found) * (size - found) // ((found + 1) * (population - faulty - size + found + 1))
    return Fraction(ways, comb(population, size))


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta, by the way of Lentz."""
    upper, lower = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    value = lower
    for turn in range(1, _TURNS):
        for term in (turn * (b - turn) * x / ((a + 2 * turn - 1) * (a + 2 * turn)),
                     -(a + turn) * (a + b + turn) * x / ((a + 2 * turn) * (a + 2 * turn + 1))):  # fmt: skip
            lower = 1 / _away(1 + term * lower)
            upper = _away(1 + term / upper)
            value *= lower * upper
        if abs(lower * upper - 1) < _CLOSE:
            break
    return value


def _away(value: float) -> float:
    """A divisor that is never quite zero."""
    return value if abs(value) > _TINY else _TINY
