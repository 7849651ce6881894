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
from congvu.domain.conduct.models.praise import Commendation, Merit, Thanks
from congvu.domain.conduct.models.proposals import ConditionCheck, PartyOpinion, Proposal, ProposalVersion
from congvu.domain.conduct.models.registers import Leaver, Measure, Publication
from congvu.domain.conduct.models.reviews import FollowUp, Review
from congvu.domain.conduct.models.suspensions import Suspension
from congvu.domain.conduct.models.work import WorkContest, WorkWeight

__all__ = [
    "Breach",
    "Category",
    "Circumstance",
    "Commendation",
    "ConditionCheck",
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
    "Merit",
    "PartyOpinion",
    "Proposal",
    "ProposalVersion",
    "Publication",
    "Review",
    "ReviewMeeting",
    "Sanction",
    "SanctionComplaint",
    "Suspension",
    "Thanks",
    "TimeWarning",
    "Vote",
    "WorkContest",
    "WorkWeight",
]
