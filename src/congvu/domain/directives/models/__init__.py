"""Rows of the directives room: the directive and its text, its clauses, and the tasks made of them."""

from __future__ import annotations

from congvu.domain.directives.models.clause import Assignee, Clause, Target
from congvu.domain.directives.models.directive import Citation, Directive, Passage
from congvu.domain.directives.models.duty import Duty, DutyPeriod, DutyReview
from congvu.domain.directives.models.lineage import Answering, ClauseLink, PlanExpected, TargetResult
from congvu.domain.directives.models.meeting import Conclusion, Meeting, Participant, RoomAcceptance
from congvu.domain.directives.models.task import Confirmation, ImportedBatch, Task

__all__ = [
    "Answering",
    "Assignee",
    "Citation",
    "Clause",
    "ClauseLink",
    "Conclusion",
    "Confirmation",
    "Directive",
    "Duty",
    "DutyPeriod",
    "DutyReview",
    "ImportedBatch",
    "Meeting",
    "Participant",
    "Passage",
    "PlanExpected",
    "RoomAcceptance",
    "Target",
    "TargetResult",
    "Task",
]
