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
from congvu.domain.procedures.models.contents import (
    Collected,
    Fee,
    Paper,
    Station,
    StationGroup,
    StationKind,
    SupplementPolicy,
    Variant,
    Who,
)

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
    "StationKind",
    "Subject",
    "SupplementPolicy",
    "Variant",
    "Version",
    "Who",
]
