"""Số liệu cho các chỉ tiêu: counts over a set of cases as of a moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from congvu.domain.programme.models import Draft, Item, Round
from congvu.domain.programme.queries.drafts import KIND as DRAFTS
from congvu.domain.programme.queries.states import standings
from congvu.kernel.casework.queries.overview import spread_of


def item_counts(cases: QuerySet[Any], as_of: datetime) -> dict[str, int]:
    """Items of the cases: how many are in each state, fell due by baseline and by present date, and kept each."""
    items = list(Item.objects.filter(case__in=cases.filter(kind="programme_item")).select_related("case"))
    found = dict.fromkeys(
        ("total", "done", "done_late", "late", "moved", "running", "stopped", "registered", "declined",
         "due", "kept", "due_baseline", "kept_baseline"), 0,
    )  # fmt: skip
    for standing in standings(items, as_of).values():
        found[standing.state] += 1
        if standing.state in ("registered", "declined"):
            continue
        found["total"] += 1
        if standing.state == "stopped":
            continue
        in_hand = standing.submitted_at is not None
        found["due"] += in_hand or (standing.due_at is not None and standing.due_at < as_of)
        found["kept"] += standing.state == "done"
        found["due_baseline"] += in_hand or (standing.baseline_at is not None and standing.baseline_at < as_of)
        found["kept_baseline"] += standing.kept_baseline
    return found


def draft_counts(cases: QuerySet[Any], as_of: datetime) -> dict[str, int]:
    """Drafts of the cases: issued by then, of these accepted in the first round, and the median of their rounds."""
    finished = Draft.objects.filter(case__in=cases.filter(kind=DRAFTS), finished_at__lte=as_of)
    rounds = list(
        Round.objects.filter(draft__in=finished, submitted_at__isnull=False).order_by().values("draft")
        .annotate(n=Count("pk")).values_list("n", flat=True)
    )
    return {
        "finished": len(rounds), "first": sum(1 for n in rounds if n == 1), "median": spread_of(rounds).median or 0,
    }


def question_counts(cases: QuerySet[Any], as_of: datetime) -> dict[str, int]:
    """Consultations among the cases, or asked for drafts among them: asked, answered in time, late, silent."""
    asked = cases.model._default_manager.filter(kind="consultation", opened_at__lte=as_of).filter(
        Q(parent__in=cases.filter(kind=DRAFTS).values("pk"))
    ).exclude(phase="withdrawn")
    rows = list(asked.values_list("phase", "due_at", "closed_at"))
    return {
        "asked": len(rows), "silent": sum(1 for phase, _due, _closed in rows if phase == "silent"),
        "late": sum(1 for phase, due, closed in rows if phase != "silent" and due and (closed or as_of) > due),
    }
