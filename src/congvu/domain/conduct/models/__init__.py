"""Tables of conduct: disciplinary files, reviews of responsibility, registers."""

from __future__ import annotations

from congvu.domain.conduct.models.discipline import (
    Breach,
    Category,
    Circumstance,
    Discipline,
    EarlierSanction,
    FilePaper,
    Form,
    Sanction,
    SanctionComplaint,
    TimeWarning,
)
from congvu.domain.conduct.models.meetings import Council, CouncilMember, Invitation, ReviewMeeting, Vote
from congvu.domain.conduct.models.registers import Leaver, Measure, Publication
from congvu.domain.conduct.models.reviews import FollowUp, Review

__all__ = [
    "Breach",
    "Category",
    "Circumstance",
    "Council",
    "CouncilMember",
    "Discipline",
    "EarlierSanction",
    "FilePaper",
    "FollowUp",
    "Form",
    "Invitation",
    "Leaver",
    "Measure",
    "Publication",
    "Review",
    "ReviewMeeting",
    "Sanction",
    "SanctionComplaint",
    "TimeWarning",
    "Vote",
]
