"""Sổ quy tắc. Dated legal values with source and standing."""

from __future__ import annotations

from congvu.core.rulebook.book import (
    Change,
    ChangeKind,
    Conflict,
    Gap,
    Rule,
    Rulebook,
    RulebookUnsound,
    Standing,
    Value,
)

__all__ = [
    "Change",
    "ChangeKind",
    "Conflict",
    "Gap",
    "Rule",
    "Rulebook",
    "RulebookUnsound",
    "Standing",
    "Value",
]
