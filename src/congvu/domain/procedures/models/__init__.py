"""Tables of the catalogue."""

from __future__ import annotations

from congvu.domain.procedures.models.catalogue import (
    Change,
    Field,
    OnlineLevel,
    Procedure,
    Scope,
    SettledAt,
    Subject,
    Version,
)
from congvu.domain.procedures.models.contents import Collected, Fee, Paper, Station, StationGroup, Variant, Who

__all__ = [
    "Change",
    "Collected",
    "Fee",
    "Field",
    "OnlineLevel",
    "Paper",
    "Procedure",
    "Scope",
    "SettledAt",
    "Station",
    "StationGroup",
    "Subject",
    "Variant",
    "Version",
    "Who",
]
