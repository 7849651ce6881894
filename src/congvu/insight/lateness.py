"""Chậm, muộn theo tuần, cơ quan, văn bản: set-based figures of lateness, each grid one statement whatever the number.

*Late* has one meaning here, on either promise: reported after the due moment, or not reported although it has passed
(suspended work is not late: its clock stands).
A case counts in the week in which it was due. Spreads are in calendar days, by nearest rank, with their n.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import (
    Case as Choice,
)
from django.db.models import (
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber, TruncWeek

from congvu.core.working_time import HANOI
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.states import condition

#: Columns of the case that say which promise is meant.
PROMISES = {"current": "due_at", "first": "first_due_at"}
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Cell:
    """Cases that fell due, and how many of them late."""

    due: int
    late: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Calendar days late: median and 90th percentile, and of how many."""

    n: int
    median: float
    p90: float


def late(now: datetime, promise: str = "current") -> Q:
    """Reported after the due moment of that promise, or not reported although it has passed. Withdrawn work is not."""
    due = PROMISES[promise]
    reported = Q(stopped_at__isnull=False, stopped_at__gt=F(due))
    silent = Q(stopped_at=None, closed_at=None, **{f"{due}__lt": now}) & ~condition("suspended", now)
    return ~Q(outcome="withdrawn") & (reported | silent)


def fell_due(cases: QuerySet[Case], first: date, last: date, promise: str = "current") -> QuerySet[Case]:
    """Cases due in the days from `first` to `last`, both included; withdrawn ones are not counted."""
    due = PROMISES[promise]
    span = {f"{due}__gte": datetime.combine(first, time(0), HANOI),
            f"{due}__lt": datetime.combine(date.fromordinal(last.toordinal() + 1), time(0), HANOI)}  # fmt: skip
    return cases.filter(**span).exclude(outcome="withdrawn")


def by_week(
    cases: QuerySet[Case], first: date, last: date, now: datetime, *, by: str = "accountable_agency_id",
    promise: str = "current",
) -> dict[Any, dict[date, Cell]]:  # fmt: skip
    """For each value of the column `by`: Monday → cell. One statement."""
    due = PROMISES[promise]
    rows = (
        fell_due(cases, first, last, promise).order_by()
        .annotate(week=TruncWeek(due, tzinfo=HANOI)).values(by, "week")
        .annotate(due_n=Count("pk"), late_n=Count("pk", filter=late(now, promise)))
    )  # fmt: skip
    found: dict[Any, dict[date, Cell]] = {}
    for row in rows:
        found.setdefault(row[by], {})[row["week"].date()] = Cell(row["due_n"], row["late_n"])
    return found


def by_column(
    cases: QuerySet[Case], first: date, last: date, now: datetime, *, by: str, promise: str = "current"
) -> dict[Any, Cell]:
    """For each value of the column `by`: how many fell due, how many late. One statement."""
    rows = (
        fell_due(cases, first, last, promise).order_by().values(by)
        .annotate(due_n=Count("pk"), late_n=Count("pk", filter=late(now, promise)))
    )  # fmt: skip
    return {row[by]: Cell(row["due_n"], row["late_n"]) for row in rows}


def stuck(cases: QuerySet[Case], now: datetime, *, by: Sequence[str]) -> dict[tuple[Any, ...], int]:
    """Open work past due by where it is: values of the columns `by` → how many. One statement."""
    rows = cases.filter(late(now), closed_at=None).order_by().values(*by).annotate(n=Count("pk"))
    return {tuple(row[name] for name in by): row["n"] for row in rows}


def spreads(
    cases: QuerySet[Case], first: date, last: date, now: datetime, *, by: str = "accountable_agency_id",
    promise: str = "current", under: Mapping[int, int] | None = None,
) -> dict[Any, Spread]:  # fmt: skip
    """Median and 90th percentile of the calendar days late, of the late ones, for each value of `by`. One statement.

    `under` counts some values of `by` with another one (a division with its agency).
    """
    whole: dict[int, list[int]] = {}
    for part, top in (under or {}).items():
        if part != top:
            whole.setdefault(top, []).append(part)
    if whole:
        moved = [When(**{f"{by}__in": parts}, then=Value(top)) for top, parts in whole.items()]
        cases = cases.annotate(counted_at=Choice(*moved, default=F(by), output_field=IntegerField()))
        by = "counted_at"
    end = Coalesce("stopped_at", "closed_at", Value(now, output_field=DateTimeField()))
    ranked = (
        fell_due(cases, first, last, promise).filter(late(now, promise)).order_by()
        .annotate(days_late=ExpressionWrapper(end - F(PROMISES[promise]), output_field=DurationField()))
        .annotate(
            place=Window(RowNumber(), partition_by=[F(by)], order_by=F("days_late").asc()),
            n=Window(Count("pk"), partition_by=[F(by)]),
        )
        .filter(Q(place=(F("n") + 1) / 2) | Q(place=(F("n") * 9 + 9) / 10))
        .values(by, "days_late", "place", "n")
    )  # fmt: skip
    found: dict[Any, Spread] = {}
    for row in ranked:
        days = row["days_late"].total_seconds() / _SECONDS_A_DAY
        known = found.get(row[by])
        median = days if row["place"] == (row["n"] + 1) // 2 else (known.median if known else days)
        p90 = days if row["place"] == (row["n"] * 9 + 9) // 10 else (known.p90 if known else days)
        found[row[by]] = Spread(row["n"], median, p90)
    return found
