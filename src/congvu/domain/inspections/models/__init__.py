"""Tables of inspections."""

from __future__ import annotations

from congvu.domain.inspections.models.after import (
    Conclusion,
    Finding,
    FindingState,
    PublicationChange,
    Recommendation,
    Resample,
    Severity,
)
from congvu.domain.inspections.models.checklists import Checklist, ChecklistItem
from congvu.domain.inspections.models.draws import DeviceKey, Opening, Round, Slot
from congvu.domain.inspections.models.notices import VisitNotice
from congvu.domain.inspections.models.plans import Plan, PlanItem, VisitSort
from congvu.domain.inspections.models.selfchecks import SelfAnswer, SelfCheck, SelfCheckRound
from congvu.domain.inspections.models.teams import Member, MemberRole, Recusal, Team
from congvu.domain.inspections.models.visits import (
    Answer,
    AnswerValue,
    Evidence,
    HeadCount,
    Interview,
    Minutes,
    PhoneLeft,
    Presence,
    Receipt,
    Sample,
    Snapshot,
    Trigger,
    Visit,
)

__all__ = [
    "Answer",
    "AnswerValue",
    "Checklist",
    "ChecklistItem",
    "Conclusion",
    "DeviceKey",
    "Evidence",
    "Finding",
    "FindingState",
    "HeadCount",
    "Interview",
    "Member",
    "MemberRole",
    "Minutes",
    "Opening",
    "PhoneLeft",
    "Plan",
    "PlanItem",
    "Presence",
    "PublicationChange",
    "Receipt",
    "Recommendation",
    "Recusal",
    "Resample",
    "Round",
    "Sample",
    "SelfAnswer",
    "SelfCheck",
    "SelfCheckRound",
    "Severity",
    "Slot",
    "Snapshot",
    "Team",
    "Trigger",
    "Visit",
    "VisitNotice",
    "VisitSort",
]
