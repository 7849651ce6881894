"""Sổ gia hạn: every request for more time, who asked and who decided, before or after the deadline, days granted."""

from __future__ import annotations

from datetime import datetime

from django.db.models import DateTimeField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from congvu.domain.directives.queries.statistics import COUNTED_KIND, days_between
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, ClockEvent, Request
from congvu.kernel.casework.policy import visible


def ledger_of(actor: Actor, directive_id: int | None = None) -> QuerySet[Request]:
    """Requests for an extension of tasks the actor may see, of one directive if named.

    Each row carries `promise` (the deadline when it was asked), `granted` (the date given) and `last_granted` (the
    latest date the case was given at all).
    """
    cases = Case.objects.filter(visible(actor), kind=COUNTED_KIND)
    if directive_id is not None:
        cases = cases.filter(task__directive_id=directive_id)
    events = ClockEvent.objects.filter(case=OuterRef("case_id"), kind="extend")
    before = events.filter(at__lt=OuterRef("asked_at")).order_by("-at", "-line_seq").values("fixed_at")[:1]
    given = events.filter(at=OuterRef("decided_at")).order_by("-line_seq").values("fixed_at")[:1]
    last = events.order_by("-at", "-line_seq").values("fixed_at")[:1]
    moment = DateTimeField()
    return (
        Request.objects.filter(kind=Request.Kind.EXTENSION, case__in=cases)
        .select_related("case")
        .annotate(
            promise=Coalesce(Subquery(before, output_field=moment), F("case__first_due_at")),
            granted=Subquery(given, output_field=moment), last_granted=Subquery(last, output_field=moment),
        )
    )  # fmt: skip


def when_asked(row: Request) -> str:
    """before, after or none: whether it was asked before the deadline that held then."""
    return _when(row.asked_at, getattr(row, "promise", None))


def when_decided(row: Request) -> str:
    """before, after, none or waiting: whether it was decided before the deadline that held then."""
    return "waiting" if row.decided_at is None else _when(row.decided_at, getattr(row, "promise", None))


def _when(at: datetime, due: datetime | None) -> str:
    if due is None:
        return "none"
    return "before" if at <= due else "after"


def days_granted(row: Request) -> int:
    """Calendar days this request gave; 0 for one that was not granted."""
    granted = getattr(row, "granted", None)
    return days_between(getattr(row, "promise", None), granted) if granted is not None else 0


def days_in_all(row: Request) -> int:
    """Calendar days from the case's first promise to the latest date it was given."""
    return days_between(row.case.first_due_at, getattr(row, "last_granted", None))
