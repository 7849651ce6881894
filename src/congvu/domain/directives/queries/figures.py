"""Figures of the statistics page: each on the present and on the first promise, with n and the list behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from congvu.domain.directives.queries.statistics import SAME
from congvu.insight.measures import Figure, Measure, figure, is_small

COUNTS = ("total", "completed", "on_time", "late", "open", "in_time", "overdue", "waiting", "returned", "extended")
RATES = ("due_completed_rate", "due_overdue_rate", "completed_rate", "on_time_rate")
#: The rates that have a counterpart on the first promise.
ON_FIRST = {"due_completed_rate": "due_completed_first_rate", "due_overdue_rate": "due_overdue_first_rate",
            "on_time_rate": "on_time_first_rate"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """A figure on one promise: its value, the number it is a share of, and the list of its cases ("" for a rate).

    Of a few the share is told as so many of so many, without per cent.
    """

    value: int | None
    percent: Decimal | None
    n: int | None
    url: str = ""

    @property
    def is_small(self) -> bool:
        """Whether the share is of so few that it is not told in per cent."""
        return is_small(self.n)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One measure on both promises; `first` is None where the promise makes no difference."""

    measure: Measure
    current: Side
    first: Side | None


def figure_rows(
    cases: QuerySet[Any], as_of: datetime, rounding: str, period: Mapping[str, str], only: tuple[str, ...] = ()
) -> list[FigureRow]:
    """The rows of the page: counts, then rates; `only` names some of them."""
    found = []
    for name in only or (*COUNTS, *RATES):
        current = figure(f"directives.tasks.{name}", cases, as_of)
        other = ON_FIRST.get(name, "") if name in RATES else ("" if name in SAME else f"{name}_first")
        first = figure(f"directives.tasks.{other}", cases, as_of) if other else None
        found.append(FigureRow(
            current.measure, _side(current, name, "current", rounding, period),
            _side(first, name, "first", rounding, period) if first is not None else None,
        ))  # fmt: skip
    return found


def _side(found: Figure, name: str, promise: str, rounding: str, period: Mapping[str, str]) -> Side:
    if name in RATES:
        return Side(found.numerator, found.percent(rounding), found.denominator)
    address = reverse("directives:figure_cases", args=[name, promise])
    return Side(found.numerator, None, None, f"{address}?{urlencode(period)}" if period else address)
