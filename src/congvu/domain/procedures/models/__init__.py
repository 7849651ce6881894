"""Tables of the catalogue."""

from __future__ import annotations

from congvu.domain.procedures.models.catalogue import (
    Announcer,
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
from congvu.domain.procedures.models.delegated import DelegatedSettling, Means
from congvu.domain.procedures.models.posting import PostedSheet, PostingChoice

__all__ = [
    "Announcer",
    "Change",
    "Collected",
    "DelegatedSettling",
    "Fee",
    "Field",
    "Means",
    "OnlineLevel",
    "Paper",
    "PostedSheet",
    "PostingChoice",
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
