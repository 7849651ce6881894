"""What the case page shows of an explanation and of a remedy, and who is offered their acts."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from congvu.domain.inspections.models import Finding, Recommendation
from congvu.domain.inspections.queries.findings import conclusion_signed, is_of_visit, may_read
from congvu.domain.inspections.queries.remedies import verifies
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import holds, people


def explanation_panel(actor: Actor, case: Case) -> dict[str, Any]:
    """Template context: the finding with its line, fact, rule, class, evidence, and the answer."""
    rows = Finding.objects.select_related("visit__case", "visit__team", "item", "unit", "official", "visit__conclusion")
    finding = rows.filter(explanation=case).first()
    on = people.local_date(timezone.now())
    if finding is None or not may_read(actor, finding, on):
        return {"finding": None}
    return {
        "finding": finding, "evidence": list(finding.evidence.all()),
        "whole": is_of_visit(actor, finding.visit, on), "concluded": conclusion_signed(finding.visit),
    }  # fmt: skip


def _remedy(case: Case) -> Recommendation | None:
    rows = Recommendation.objects.select_related("visit__case", "visit__team", "finding__item", "procedure")
    found = rows.filter(case=case).first()
    if found is not None:
        found.case = case
    return found


def remedy_panel(actor: Actor, case: Case) -> dict[str, Any]:
    """Template context: what has to be put right, its finding, what was reported and verified, its re-checks."""
    row = _remedy(case)
    if row is None:
        return {"remedy": None}
    on = people.local_date(timezone.now())
    finding = row.finding if row.finding is not None and may_read(actor, row.finding, on) else None
    return {
        "remedy": row, "finding": finding, "whole": is_of_visit(actor, row.visit, on),
        "rechecks": list(row.rechecks.select_related("case")),
    }  # fmt: skip


def may_report(actor: Actor, case: Case) -> bool:
    """The unit that owes the remedy."""
    return case.transfer_agency_id is None and holds(actor, case)


def may_verify(actor: Actor, case: Case) -> bool:
    """The team of the visit or who signs; never who did it."""
    row = _remedy(case)
    return row is not None and verifies(actor, row, people.local_date(timezone.now()))
