"""Rows of the casework room: cases and their custody, what stands around a case, and rows for reading."""

from __future__ import annotations

from congvu.kernel.casework.models.around import CaseAccess, CaseDocument, Link, Request, Watch
from congvu.kernel.casework.models.cases import Case, ClockEvent, Confidentiality, Custody, Whose
from congvu.kernel.casework.models.reading import CodeSeries, Notice, SavedView

__all__ = [
    "Case",
    "CaseAccess",
    "CaseDocument",
    "ClockEvent",
    "CodeSeries",
    "Confidentiality",
    "Custody",
    "Link",
    "Notice",
    "Request",
    "SavedView",
    "Watch",
    "Whose",
]
