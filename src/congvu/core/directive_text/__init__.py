"""Đọc văn bản chỉ đạo: a directive's text → facts, citations, ordered clauses, deadlines, targets, each with its
place."""

from congvu.core.directive_text.model import (
    Citation,
    Clause,
    DateFact,
    Deadline,
    DeadlineKind,
    DocumentFacts,
    Fact,
    Mark,
    Nature,
    Party,
    Reading,
    Sentence,
    Span,
    Target,
)
from congvu.core.directive_text.reading import read_directive
from congvu.core.directive_text.record import as_record

__all__ = [
    "Citation",
    "Clause",
    "DateFact",
    "Deadline",
    "DeadlineKind",
    "DocumentFacts",
    "Fact",
    "Mark",
    "Nature",
    "Party",
    "Reading",
    "Sentence",
    "Span",
    "Target",
    "as_record",
    "read_directive",
]
