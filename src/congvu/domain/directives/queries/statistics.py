"""Counts of tasks: the one place that says what completed, late and overdue mean for a set of cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from congvu.core.working_time import HANOI
from congvu.insight.measures import is_small, round_percent
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, ClockEvent
from congvu.kernel.casework.policy import visible
from congvu.kernel.casework.queries.as_now import as_now
from congvu.kernel.casework.queries.states import EXTENDED
from congvu.kernel.org.queries.lineage import heirs_on
from congvu.kernel.org.queries.snapshot import organisation

_DONE = Q(outcome="completed")
_COUNTED = ~Q(outcome="withdrawn")


def _on_time(due: str) -> Q:
    """Completed and reported no later than the due moment in column `due`; work without a deadline is on time."""
    return _DONE & (Q(**{f"{due}__isnull": True}) | Q(stopped_at__lte=F(due)))


def _overdue(due: str, as_of: datetime) -> Q:
    """Not completed although the due moment in column `due` has passed.

    Reported but not yet verified counts as open: it is late when it was reported late.
    """
    reported_late = Q(stopped_at__isnull=False, stopped_at__gt=F(due))
    not_reported = Q(stopped_at__isnull=True, **{f"{due}__lt": as_of})
    return Q(closed_at__isnull=True) & (reported_late | not_reported)


Counts = dict[str, int]
#: No work is older; a day of the year 1 has no moment in universal time.
FIRST_DAY = date(1900, 1, 1)


def counts(cases: QuerySet[Any], as_of: datetime, due: str = "due_at") -> Counts:
    """All task counts in one statement, on the current promise (`due_at`) or the first (`first_due_at`).

    total = completed + open; completed = on_time + late; open = in_time + overdue.
    """
    rows = cases.filter(_COUNTED).aggregate(
        total=Count("pk"), completed=Count("pk", filter=_DONE), on_time=Count("pk", filter=_on_time(due)),
        overdue=Count("pk", filter=_overdue(due, as_of)), returned=Count("pk", filter=Q(times_returned__gt=0)),
        waiting=Count("pk", filter=Q(closed_at__isnull=True, stopped_at__isnull=False)),
        extended=Count("pk", filter=Q(EXTENDED)),
    )
    found: Counts = {name: int(value or 0) for name, value in rows.items()}
    found["late"] = found["completed"] - found["on_time"]
    found["open"] = found["total"] - found["completed"]
    found["in_time"] = found["open"] - found["overdue"]
    return found


#: The two promises a figure may be measured on: the present deadline, and the one that was told first.
CURRENT, FIRST = "due_at", "first_due_at"
#: Figures that are the same whichever promise one measures on.
SAME = frozenset({"total", "completed", "open", "returned", "waiting", "extended"})


def condition_of(name: str, due: str, as_of: datetime) -> Q:
    """The cases behind a count of `counts`, as a condition; KeyError for another name."""
    on_time, overdue = _on_time(due), _overdue(due, as_of)
    # Comparisons with nothing are unknown, not false: the complements are taken of sets of cases.
    conditions = {
        "total": Q(), "completed": _DONE, "on_time": on_time,
        "late": _DONE & ~Q(pk__in=Case.objects.filter(on_time).values("pk")),
        "open": ~_DONE, "overdue": overdue, "in_time": ~_DONE & ~Q(pk__in=Case.objects.filter(overdue).values("pk")),
        "returned": Q(times_returned__gt=0), "waiting": Q(closed_at__isnull=True, stopped_at__isnull=False),
        "extended": Q(EXTENDED),
    }
    return _COUNTED & conditions[name]


#: The kinds that are counted as tasks; umbrellas and readings are not.
COUNTED_KIND = "directive_task"


def tasks_in_period(actor: Actor, since: date | None, until: date | None) -> QuerySet[Case]:
    """Tasks the actor may see that were assigned in the period (both days included); open ends are open."""
    cases = Case.objects.filter(visible(actor), kind=COUNTED_KIND)
    if since is not None:
        cases = cases.filter(opened_at__gte=datetime.combine(max(since, FIRST_DAY), time(0), HANOI))
    if until is not None:
        cases = cases.filter(opened_at__lte=datetime.combine(until, time(23, 59, 59), HANOI))
    return cases


@dataclass(slots=True)
class UnitRow:
    """Counts of one accountable unit, on both promises. `days` is what extensions gave its tasks together."""

    pk: int
    name: str
    position: int
    counts: dict[str, int | Decimal]
    extensions: int | Decimal = 0
    days: int | Decimal = 0

    def rate(self, name: str) -> Decimal | None:
        """Share of `name` among the completed, in per cent of two digits; None when few are completed, or none.

        Counts of a unit that was split have one decimal, hence the tenths.
        """
        completed = self.counts["completed"]
        if is_small(completed):
            return None
        return round_percent(int(self.counts[name] * 10), int(completed * 10), "half_up_2")

    @property
    def total(self) -> int | Decimal:
        """Tasks given."""
        return self.counts["total"]

    @property
    def overdue(self) -> int | Decimal:
        """Open and past the present deadline."""
        return self.counts["overdue"]

    @property
    def on_time_rate(self) -> Decimal | None:
        """On the present deadline."""
        return self.rate("on_time")

    @property
    def on_time_first_rate(self) -> Decimal | None:
        """On the first promise."""
        return self.rate("on_time_first")


def by_unit(cases: QuerySet[Case], as_of: datetime) -> list[UnitRow]:
    """The counts of each accountable unit on both promises, in the order of the organisation; two statements."""
    rows = (
        cases.filter(_COUNTED).values("accountable_agency_id", name=F("accountable_agency__name"))
        .annotate(
            total=Count("pk"), completed=Count("pk", filter=_DONE),
            on_time=Count("pk", filter=_on_time(CURRENT)), on_time_first=Count("pk", filter=_on_time(FIRST)),
            overdue=Count("pk", filter=_overdue(CURRENT, as_of)),
            overdue_first=Count("pk", filter=_overdue(FIRST, as_of)),
            returned=Count("pk", filter=Q(times_returned__gt=0)), extended=Count("pk", filter=Q(EXTENDED)),
        )
        .order_by("accountable_agency__position", "accountable_agency__sort_key")
    )  # fmt: skip
    found = []
    granted = granted_by_unit(cases)
    for position, row in enumerate(rows):
        given: dict[str, Any] = dict(row)
        numbers: dict[str, int | Decimal] = {
            key: int(value) for key, value in given.items() if key not in ("accountable_agency_id", "name")
        }
        for tail in ("", "_first"):
            numbers[f"late{tail}"] = numbers["completed"] - numbers[f"on_time{tail}"]
            numbers[f"in_time{tail}"] = numbers["total"] - numbers["completed"] - numbers[f"overdue{tail}"]
        numbers["open"] = numbers["total"] - numbers["completed"]
        extensions, days = granted.get(given["accountable_agency_id"], (0, 0))
        found.append(UnitRow(given["accountable_agency_id"], given["name"], position, numbers, extensions, days))
    return found


def as_today(units: list[UnitRow], on: date) -> tuple[list[UnitRow], bool]:
    """The same counts by the units of a day; True when a unit that was split had to be divided."""
    rows = [
        {
            "accountable_agency_id": row.pk, "name": row.name, "extensions": row.extensions, "days": row.days,
            **row.counts,
        }
        for row in units
    ]
    mapped, divided = as_now(rows, on)
    found = []
    for position, row in enumerate(mapped):
        given = dict(row)
        pk, name = given.pop("accountable_agency_id"), given.pop("name")
        extensions, days = given.pop("extensions"), given.pop("days")
        found.append(UnitRow(pk, name, position, given, extensions, days))
    return found, divided


def counted_at(unit_id: int, on: date) -> frozenset[int]:
    """Accountable units of any time whose tasks are counted, whole or by a share, with a unit of a day."""
    known = heirs_on(organisation().agencies, on)
    return frozenset(pk for pk, parts in known.items() if any(part.agency.pk == unit_id for part in parts))


def granted_by_unit(cases: QuerySet[Case]) -> dict[int, tuple[int, int]]:
    """(number of extensions, calendar days granted) by accountable unit. One statement."""
    events = ClockEvent.objects.filter(kind="extend", case__in=cases.filter(_COUNTED), fixed_at__isnull=False)
    rows = events.values("case_id", "case__accountable_agency_id", "case__first_due_at").annotate(
        n=Count("pk"), last=Max("fixed_at")
    )
    found: dict[int, tuple[int, int]] = {}
    for row in rows:
        days = days_between(row["case__first_due_at"], row["last"])
        n, total = found.get(row["case__accountable_agency_id"], (0, 0))
        found[row["case__accountable_agency_id"]] = (n + row["n"], total + days)
    return found


def days_between(first: datetime | None, last: datetime | None) -> int:
    """Calendar days from one day to another, in local time; 0 without a first promise or an extension."""
    if first is None or last is None:
        return 0
    return last.astimezone(HANOI).date().toordinal() - first.astimezone(HANOI).date().toordinal()


def most_overdue_first(rows: Iterable[UnitRow]) -> list[UnitRow]:
    """By what is past due now, then by what was given; units with as much of both keep their order.

    Counts, not shares: a small unit with one late task does not head the table by chance.
    """
    return sorted(rows, key=lambda row: (-row.overdue, -row.total))
