"""The socket of measures. A rate has one definition; rooms, boards and reports take it by name and never compute one.

A measure counts rows of cases into a numerator and a denominator; the value is their ratio, rounded by whoever
prints it. Counts have no denominator.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Q, QuerySet

from congvu.kernel.ui import formats

#: With fewer cases than this a share in per cent says more than is known: it is told as so many of so many.
SMALL = 10

#: (cases, as_of) → (numerator, denominator); the denominator is None for a plain count.
Compute = Callable[[QuerySet[Any], datetime], tuple[int, int | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Chỉ tiêu. `denominator` says in words of what the rate is a share; `direction` is up, down or none (what is
    better); `caveat` is printed wherever the figure is; `about` says which cases it speaks of at all."""

    name: str
    label_vi: str
    label_en: str
    unit: str
    denominator: str
    direction: str
    caveat: str
    compute: Compute
    about: Q = field(default_factory=Q)


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed figure with what it was computed from."""

    measure: Measure
    numerator: int
    denominator: int | None
    as_of: datetime

    def percent(self, rounding: str = "half_up_2") -> Decimal | None:
        """The rate in per cent; None for a count or an empty denominator. See `round_percent`."""
        if not self.denominator:
            return None
        return round_percent(self.numerator, self.denominator, rounding)


def round_percent(numerator: int, denominator: int, rounding: str = "half_up_2") -> Decimal:
    """Per cent by a named rounding: half_up_2, half_up_1, truncate_2. ValueError for another name."""
    way, _, digits = rounding.rpartition("_")
    ways = {"half_up": ROUND_HALF_UP, "truncate": ROUND_DOWN}
    if way not in ways or not digits.isdigit():
        raise ValueError(f"unknown rounding {rounding!r}")
    exact = Decimal(100) * numerator / Decimal(denominator)
    return exact.quantize(Decimal(1).scaleb(-int(digits)), rounding=ways[way])


def is_small(n: float | Decimal | None) -> bool:
    """Whether so few cases are counted that their share is not told in per cent."""
    return n is None or n < SMALL


def share_words(part: int, whole: int) -> str:
    """The share as people read it: ``98,6 %``; ``3/4`` of a few; a dash of none."""
    return f"{part}/{whole}" if whole and is_small(whole) else formats.percent(part, whole)


_measures: dict[str, Measure] = {}


def register(measure: Measure) -> Measure:
    """Declare a measure at start-up; a second one of the same name is refused."""
    if measure.name in _measures and _measures[measure.name] is not measure:
        raise ValueError(f"two measures are called {measure.name!r}")
    _measures[measure.name] = measure
    return measure


def measure(name: str) -> Measure:
    """The measure of this name; KeyError when no room declares it."""
    return _measures[name]


def all_measures() -> tuple[Measure, ...]:
    """Every measure, in the order of its room."""
    return tuple(_measures.values())


def figure(name: str, cases: QuerySet[Any], as_of: datetime) -> Figure:
    """Compute a measure over a set of cases as of a moment."""
    found = measure(name)
    numerator, denominator = found.compute(cases.filter(found.about) if found.about else cases, as_of)
    return Figure(found, numerator, denominator, as_of)
