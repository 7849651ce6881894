"""Bảng của lãnh đạo: what is late and where it is stuck, by agency and by whose clock. Medians and P90 with n.

Every number here is the length of a list that the same actor can open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from congvu.core.working_time import CalendarDays, Finish, measure, subtract
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, Custody, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.cases import visible_to
from congvu.kernel.casework.queries.clocks import calendar_for
from congvu.kernel.casework.queries.states import DONE, DONE_LATE, OPEN, RUNNING, WITHDRAWN, condition, overdue
from congvu.kernel.org import queries as org

#: Lateness is told of what ended in this time, and of what is late now.
PERIOD = CalendarDays(365, False, Finish.SAME_CLOCK)
#: At most so many late cases are measured one by one; the newest are taken.
MEASURED = 5000


@dataclass(slots=True)
class Spread:
    """Phân bố. Working minutes: median, 90th percentile (nearest rank), and of how many. None when there are none."""

    n: int = 0
    median: int | None = None
    p90: int | None = None


@dataclass(slots=True)
class AgencyRow:
    """What one agency and its units are accountable for: counts of cases, and how late its late ones were."""

    agency_id: int
    counts: dict[str, int]
    lateness: Spread = field(default_factory=Spread)


@dataclass(slots=True)
class Overview:
    """The page: totals, agencies with the most overdue cases first, lateness by whose clock in working minutes."""

    totals: dict[str, int]
    agencies: list[AgencyRow]
    lateness: Spread
    by_whose: dict[str, int]
    measured: int


COUNTS = ("open", "overdue", "due_soon", "transfer", "waiting", "nameless", "done", "done_late")


def spread_of(minutes: Iterable[int]) -> Spread:
    """Median (lower of the two middle values) and P90 by nearest rank."""
    ordered = sorted(minutes)
    n = len(ordered)
    if not n:
        return Spread()
    return Spread(n, ordered[(n - 1) // 2], ordered[-(-9 * n // 10) - 1])


def overview(actor: Actor, now: datetime) -> Overview:
    """Everything the leader's page shows, of the cases the actor may see. Three statements."""
    rows = _counted(actor, now)
    totals = {name: sum(row.counts[name] for row in rows) for name in COUNTS}
    late = _late_cases(actor, now)
    minutes = {case.pk: lateness(case, now) for case in late}
    for row in rows:
        under = people.counted_under(row.agency_id)
        row.lateness = spread_of(minutes[case.pk] for case in late if case.accountable_agency_id in under)
    rows.sort(key=lambda row: (-row.counts["overdue"], -row.counts["open"], row.agency_id))
    return Overview(totals, rows, spread_of(minutes.values()), lateness_by_whose(late, now), len(late))


def _counted(actor: Actor, now: datetime) -> list[AgencyRow]:
    recent = Q(closed_at__gte=_since(now))
    found = (
        visible_to(actor)
        .exclude(outcome=WITHDRAWN)
        .values("accountable_agency_id")
        .annotate(
            open=Count("pk", filter=OPEN), overdue=Count("pk", filter=overdue(now)),
            due_soon=Count("pk", filter=condition("due_soon", now)),
            transfer=Count("pk", filter=OPEN & Q(transfer_agency__isnull=False)),
            waiting=Count("pk", filter=OPEN & Q(stopped_at__isnull=False)),
            nameless=Count("pk", filter=RUNNING & Q(holder_official=None, transfer_agency=None)),
            done=Count("pk", filter=DONE & recent), done_late=Count("pk", filter=DONE_LATE & recent),
        )
        .order_by("accountable_agency_id")
    )  # fmt: skip
    rows: dict[int, AgencyRow] = {}
    for counted in found:
        one: dict[str, Any] = dict(counted)
        if any(one[name] for name in COUNTS):
            top = people.top_unit_of(one["accountable_agency_id"])
            row = rows.setdefault(top, AgencyRow(top, dict.fromkeys(COUNTS, 0)))
            for name in COUNTS:
                row.counts[name] += one[name]
    return list(rows.values())


def _since(now: datetime) -> datetime:
    root = next(iter(org.organisation().units[None]), None)
    return subtract(org.calendar_of(root.pk), now, PERIOD) if root is not None else now


def _late_cases(actor: Actor, now: datetime) -> list[Case]:
    late = overdue(now) | DONE_LATE & Q(closed_at__gte=_since(now))
    return list(visible_to(actor).filter(late).order_by("-due_at", "-pk")[:MEASURED])


def lateness(case: Case, now: datetime) -> int:
    """Working minutes from the due moment to the report (or to now); 0 for a case that is not late."""
    end = case.stopped_at or case.closed_at or now
    if case.due_at is None or end <= case.due_at:
        return 0
    return measure(calendar_for(case), case.due_at, end) // 60


def lateness_by_whose(cases: Sequence[Case], now: datetime) -> dict[str, int]:
    """Working minutes after the due moment up to the report, split by whose clock ran. One statement."""
    ends = {case.pk: (case, case.stopped_at or case.closed_at or now) for case in cases if case.due_at is not None}
    found: dict[str, int] = {}
    rows = (
        Custody.objects.filter(case_id__in=list(ends))
        .annotate(until=Coalesce("to_at", now))
        .filter(until__gt=F("case__due_at"))
        .exclude(state=Custody.State.CLOSED)
    )
    for row in rows:
        case, end = ends[row.case_id]
        assert case.due_at is not None
        begin, until = max(row.from_at, case.due_at), min(row.to_at or now, end)
        if until > begin:
            calendar = calendar_for(case)
            whose = Whose.AGENCY if row.whose_clock == Whose.TRANSFER else row.whose_clock
            found[whose] = found.get(whose, 0) + measure(calendar, begin, until) // 60
    return found
