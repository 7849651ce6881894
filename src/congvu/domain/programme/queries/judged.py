"""Dự thảo được thẩm tra: when a submitted draft had to be judged, and when it was."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from congvu.core.refusals import NotFound
from congvu.domain.programme.models import Round
from congvu.insight.regulation import Owed, bounds, late_minutes
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.casework.queries.clocks import due_after
from congvu.kernel.org import queries as org

_BEFORE = timedelta(hours=24 * 63)


def judged_drafts(actor: Actor, first: date, last: date, now: datetime) -> list[Owed]:
    """Submitted drafts whose check fell due in the period; owed by the office they were submitted to. One statement."""
    begin, end = bounds(first, last)
    rows = Round.objects.filter(draft__case__in=visible_to(actor), submitted_at__range=(begin - _BEFORE, end))
    found = []
    for row in rows.select_related("draft__case"):
        case = row.draft.case
        assert row.submitted_at is not None
        try:
            due = due_after(case, "programme.check_within", row.submitted_at, agency_id=case.issuing_agency_id)
        except NotFound:
            continue
        if not begin <= due <= end or (row.ended_at is None and due > now):
            continue
        late = late_minutes(org.calendar_of(case.issuing_agency_id), due, row.ended_at, now)
        found.append(Owed(case.issuing_agency_id, row.ended_by, case.code, case.title, due, row.ended_at, late,
                          since=row.submitted_at))  # fmt: skip
    return found
