"""What the case page shows of a contribution."""

from __future__ import annotations

from typing import Any

from congvu.domain.reporting.queries.requests import contribution_of, filled, shown
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import holds


def contribution_panel(actor: Actor, case: Case) -> dict[str, Any]:
    """Template context: the request, what has been written, what is missing."""
    contribution = contribution_of(case)
    if contribution is None:
        return {"contribution": None}
    done = filled(contribution)
    return {
        "contribution": contribution, "asked": contribution.request, "missing": done.missing,
        "sections": done.sections, "figures": [(one, shown(one, value)) for one, value in done.figures],
        "may_write": case.phase == "assigned" and holds(actor, case),
    }  # fmt: skip
