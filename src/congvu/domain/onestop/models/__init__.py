"""Tables of the one-stop shop: desks, applicants, dossiers, and what happens to them."""

from __future__ import annotations

from congvu.domain.onestop.models.acts import Evaluation, PaperMove, Reappointment, Slip, Supplement
from congvu.domain.onestop.models.counter import CashDay, ResultReturn, Taker
from congvu.domain.onestop.models.desks import Counter, Desk, Duty
from congvu.domain.onestop.models.dossiers import (
    Bundle,
    Channel,
    Charge,
    Delivery,
    Dossier,
    GivenPaper,
    PaidBy,
    PaperState,
    Visit,
    Way,
)
from congvu.domain.onestop.models.people import Applicant, IdKind, PartyKind
from congvu.domain.onestop.models.portal import Difference, PortalMessage, PortalRecord, Reconciliation
from congvu.domain.onestop.models.rating import RatingDevice

__all__ = [
    "Applicant",
    "Bundle",
    "CashDay",
    "Channel",
    "Charge",
    "Counter",
    "Delivery",
    "Desk",
    "Difference",
    "Dossier",
    "Duty",
    "Evaluation",
    "GivenPaper",
    "IdKind",
    "PaidBy",
    "PaperMove",
    "PaperState",
    "PartyKind",
    "PortalMessage",
    "PortalRecord",
    "RatingDevice",
    "Reappointment",
    "Reconciliation",
    "ResultReturn",
    "Slip",
    "Supplement",
    "Taker",
    "Visit",
    "Way",
]
