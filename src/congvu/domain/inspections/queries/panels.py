"""What the case page shows of a visit."""

from __future__ import annotations

from typing import Any

from congvu.domain.inspections.models import Opening, Snapshot, Visit
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case


def visit_panel(_actor: Actor, case: Case) -> dict[str, Any]:
    """Template context: unit, team, how it came about, the frozen data."""
    visit = Visit.objects.select_related("team", "checklist", "slot__round").filter(case=case).first()
    if visit is None:
        return {"visit": None}
    return {
        "visit": visit, "snapshot": Snapshot.objects.filter(visit=visit).first(),
        "opening": Opening.objects.filter(slot_id=visit.slot_id).first() if visit.slot_id else None,
    }  # fmt: skip
