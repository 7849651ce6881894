"""Biểu đồ phễu: how far a unit's rate may lie from the whole by chance alone: small units are not ranked on noise.

Limits are exact binomial quantiles (no interpolation: a unit is marked only when chance is really that unlikely);
for large numbers the normal approximation. After Spiegelhalter (2005). Values in, values out.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
#: Two-sided limits: about one unit in twenty, and one in five hundred, lies outside by chance.
INNER, OUTER = 0.95, 0.998
EXACT_UP_TO = 2000


@dataclass(frozen=True, slots=True)
class Point(Generic[Key]):
    """One unit: `hits` of `n`; the limits of its rate; `side` is "" inside the inner limits, else high or low, and
    `far` says that it lies outside the outer ones too."""

    key: Key
    hits: int
    n: int
    rate: float
    inner: tuple[float, float]
    outer: tuple[float, float]
    side: str
    far: bool


def _quantile(n: int, p: float, at: float) -> float:
    """The smallest rate that at least a share `at` of units of size n would not exceed."""
    if p in (0.0, 1.0):
        return p
    if n > EXACT_UP_TO:
        # Inverse of the normal distribution by bisection of its error function.
        low, high = -8.0, 8.0
        for _step in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if (1 + math.erf(middle / math.sqrt(2))) / 2 < at else (low, middle)
        return min(1.0, max(0.0, p + low * math.sqrt(p * (1 - p) / n)))
    logs = math.log(p), math.log1p(-p)
    total = 0.0
    for count in range(n + 1):
        total += math.exp(
            math.lgamma(n + 1) - math.lgamma(count + 1) - math.lgamma(n - count + 1)
            + count * logs[0] + (n - count) * logs[1]
        )  # fmt: skip
        if total >= at:
            return count / n
    return 1.0


def limits(n: int, p: float, share: float) -> tuple[float, float]:
    """(low, high) between which the rate of a unit of size n lies with probability `share` if its true rate is p."""
    tail = (1 - share) / 2
    return _quantile(n, p, tail), _quantile(n, p, 1 - tail)


def funnel(counts: Mapping[Key, tuple[int, int]]) -> tuple[float | None, list[Point[Key]]]:
    """(rate of the whole, a point for every unit with n > 0, in the order given); None without any case."""
    n = sum(one[1] for one in counts.values())
    if not n:
        return None, []
    p = sum(one[0] for one in counts.values()) / n
    points = []
    for key, (hits, size) in counts.items():
        if size <= 0:
            continue
        rate = hits / size
        inner, outer = limits(size, p, INNER), limits(size, p, OUTER)
        side = "high" if rate > inner[1] else "low" if rate < inner[0] else ""
        points.append(Point(key, hits, size, rate, inner, outer, side, rate > outer[1] or rate < outer[0]))
    return p, points
