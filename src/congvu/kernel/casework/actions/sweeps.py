"""Acts of the system itself: offers nobody answered, dates a calendar moved, cases that hang in silence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.custody import deem_received
from congvu.kernel.casework.actions.engine import Change, commit
from congvu.kernel.casework.models import Case, ClockEvent
from congvu.kernel.casework.queries.clocks import ANNUL, by_case, reckoned_due

#: Cases reckoned again in one transaction.
STRETCH = 2000
#: What was reckoned in this run already: unit, first promise, limit and events of a case → its due moment.
Known = dict[tuple[Any, ...], datetime | None]


def deem_all_received(*, now: datetime) -> int:
    """Every offer whose time to answer is over; each in a transaction of its own. Returns how many moved."""
    waiting = Case.objects.filter(closed_at=None, transfer_due_at__lte=now, asking="").order_by("transfer_due_at", "pk")
    return sum(deem_received(case_id=pk, now=now) for pk in waiting.values_list("pk", flat=True)[:5000])


def recompute_deadlines(*, agency_ids: Sequence[int] | None, because: str, now: datetime) -> int:
    """Tính lại thời hạn. Reckon every open case of these units (None: of all) again and journal what moved.

    A date that was announced late, or an outage, moves open cases; closed ones keep the calendar of their day.
    Returns how many due moments moved.
    """
    cases = Case.objects.filter(closed_at=None, due_at__isnull=False)
    if agency_ids is not None:
        cases = cases.filter(accountable_agency_id__in=agency_ids)
    ids = list(cases.order_by("pk").values_list("pk", flat=True))
    known: Known = {}
    return sum(_recompute(ids[start : start + STRETCH], because, now, known) for start in range(0, len(ids), STRETCH))


def _reckoned(case: Case, rows: Sequence[ClockEvent], known: Known) -> datetime | None:
    """The due moment; cases that were given out together, with the same events, are reckoned once."""
    events = tuple((row.kind, row.at, row.whose, row.limit, row.fixed_at, row.rule, row.ground) for row in rows)
    annuls = any(row.kind == ANNUL for row in rows)
    key = (case.accountable_agency_id, case.first_due_at, str(case.due_basis.get("limit", "")), events)
    if annuls or key not in known:
        known[key] = reckoned_due(case, rows)
    return known[key]


@transaction.atomic
def _recompute(ids: Sequence[int], because: str, now: datetime, known: Known) -> int:
    cases = list(
        Case.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=ids, closed_at=None).order_by("pk")
    )
    rows = by_case(ClockEvent.objects.filter(case_id__in=[case.pk for case in cases]).order_by("line_seq", "i"))
    changes = []
    for case in cases:
        due = _reckoned(case, rows.get(case.pk, []), known)
        if due is None or case.due_at is None or due == case.due_at:
            continue
        body = {"from": case.due_at.isoformat(), "to": due.isoformat(), "because": because}
        values = {"due_at": due} | ({"next_event_at": due} if case.next_event_at == case.due_at else {})
        changes.append(Change(case, "clock.recomputed", values, body=body))
    if changes:
        commit(changes, actor=Actor.system(), now=now)
    return len(changes)
