"""Văn bản chỉ đạo as machines see them and send them."""

from __future__ import annotations

from congvu.domain.directives.schemas.planning import (
    Issued,
    MadeCase,
    PlannedRow,
    PlanPaper,
    UnitRow,
)
from congvu.domain.directives.schemas.reading import (
    AssigneeRow,
    CitationRow,
    ClauseRow,
    CoverageRow,
    DirectivePage,
    DirectivePaper,
    DirectiveRow,
    DutyList,
    DutyRow,
    Halves,
    Marked,
    PassageRow,
    PeriodRow,
    TargetRow,
)
from congvu.domain.directives.schemas.sending import (
    Acceptance,
    ClauseCorrection,
    Cut,
    Issue,
    Marking,
    Merging,
    Named,
    Registration,
    Rejection,
)

__all__ = [
    "Acceptance",
    "AssigneeRow",
    "CitationRow",
    "ClauseCorrection",
    "ClauseRow",
    "CoverageRow",
    "Cut",
    "DirectivePage",
    "DirectivePaper",
    "DirectiveRow",
    "DutyList",
    "DutyRow",
    "Halves",
    "Issue",
    "Issued",
    "MadeCase",
    "Marked",
    "Marking",
    "Merging",
    "Named",
    "PassageRow",
    "PeriodRow",
    "PlanPaper",
    "PlannedRow",
    "Registration",
    "Rejection",
    "TargetRow",
    "UnitRow",
]
