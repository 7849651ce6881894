"""Thời gian giải quyết. How long the administration itself took, in working minutes: median and 90th percentile with n.

Pauses for the applicant are not the administration's. Nothing is kept per dossier: the figure is told from custody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from congvu.core.working_time import measure
from congvu.kernel.casework.models import Case, Custody, Whose
from congvu.kernel.casework.queries.clocks import timed_by
from congvu.kernel.org import queries as org

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Spread:
    """Working minutes, by nearest rank, and of how many dossiers."""

    n: int
    median: int | None
    p90: int | None


def minutes_used(cases: QuerySet[Case]) -> Iterator[int]:
    """Working minutes of the agencies (hand-overs included) of each dossier. One statement, read in stretches."""
    rows = Custody.objects.filter(
        case__in=cases.order_by().values("pk"), whose_clock__in=[Whose.AGENCY, Whose.TRANSFER], to_at__isnull=False,
        state__in=[Custody.State.HOLDING, Custody.State.IN_TRANSFER],
    ).order_by("case_id")  # fmt: skip
    read = rows.values_list(
        "case_id", "case__due_basis__promised_by", "case__accountable_agency_id", "from_at", "to_at"
    )
    for _case_id, own in groupby(read.iterator(chunk_size=CHUNK), key=lambda row: row[0]):
        total = 0
        for _pk, promised_by, accountable_id, since, until in own:
            calendar = org.calendar_of(timed_by(promised_by, accountable_id))
            total += measure(calendar, since, until) if until is not None else 0
        yield total // 60


def spread_of(cases: QuerySet[Case]) -> Spread:
    """Median and 90th percentile of the working time used for dossiers that have a result."""
    found = sorted(minutes_used(cases.filter(dossier__granted__isnull=False)))
    n = len(found)
    return Spread(n, found[(n + 1) // 2 - 1], found[(n * 9 + 9) // 10 - 1]) if n else Spread(0, None, None)
