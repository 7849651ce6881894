"""Counts of tasks: the one place that says what completed, late and overdue mean for a set of cases."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from congvu.core.working_time import HANOI
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import visible
from congvu.kernel.casework.queries.states import EXTENDED

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


#: The kinds that are counted as tasks; umbrellas and readings are not.
COUNTED_KIND = "directive_task"


def tasks_in_period(actor: Actor, since: date | None, until: date | None) -> QuerySet[Case]:
    """Tasks the actor may see that were assigned in the period (both days included); open ends are open."""
    cases = Case.objects.filter(visible(actor), kind=COUNTED_KIND)
    if since is not None:
        cases = cases.filter(opened_at__gte=datetime.combine(since, time(0), HANOI))
    if until is not None:
        cases = cases.filter(opened_at__lte=datetime.combine(until, time(23, 59, 59), HANOI))
    return cases


def by_unit(cases: QuerySet[Case], as_of: datetime) -> list[dict[str, Any]]:
    """The same counts for each accountable unit, in the order of the organisation; one statement."""
    rows = (
        cases.filter(_COUNTED).values("accountable_agency_id", name=F("accountable_agency__name"))
        .annotate(
            total=Count("pk"), completed=Count("pk", filter=_DONE), on_time=Count("pk", filter=_on_time("due_at")),
            overdue=Count("pk", filter=_overdue("due_at", as_of)),
            returned=Count("pk", filter=Q(times_returned__gt=0)),
        )
        .order_by("accountable_agency__position", "accountable_agency__sort_key")
    )  # fmt: skip
    return [
        {**row, "late": row["completed"] - row["on_time"], "open": row["total"] - row["completed"],
         "in_time": row["total"] - row["completed"] - row["overdue"]}
        for row in rows
    ]  # fmt: skip
