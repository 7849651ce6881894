"""Rows of the casework room: cases and their custody, what stands around a case, urging and reminding, reading."""

from __future__ import annotations

from congvu.kernel.casework.models.around import CaseAccess, CaseDocument, Link, Request, Watch
from congvu.kernel.casework.models.cases import Case, ClockEvent, Confidentiality, Custody, Whose
from congvu.kernel.casework.models.competence import Competence, ConsultationTerm, Referral, RuleStanding, Silence, Tier
from congvu.kernel.casework.models.desks import CalendarFeed, DeskHandover, HandedOver
from congvu.kernel.casework.models.reading import CaseWords, CodeSeries, Notice, SavedView
from congvu.kernel.casework.models.reminding import Escalation, OutMail, Reminder, ReminderChoice
from congvu.kernel.casework.models.urging import Urging, UrgingLetter

__all__ = [
    "CalendarFeed",
    "Case",
    "CaseAccess",
    "CaseDocument",
    "CaseWords",
    "ClockEvent",
    "CodeSeries",
    "Competence",
    "Confidentiality",
    "ConsultationTerm",
    "Custody",
    "DeskHandover",
    "Escalation",
    "HandedOver",
    "Link",
    "Notice",
    "OutMail",
    "Referral",
    "Reminder",
    "ReminderChoice",
    "Request",
    "RuleStanding",
    "SavedView",
    "Silence",
    "Tier",
    "Urging",
    "UrgingLetter",
    "Watch",
    "Whose",
]
