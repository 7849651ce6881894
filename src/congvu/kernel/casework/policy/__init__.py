"""Who may see a case and who may act on it; and the names and standing of people as a case needs them."""

from __future__ import annotations

from congvu.kernel.casework.policy.access import (
    ACT,
    ASSIGN,
    DECIDE,
    READ,
    holds,
    in_name_of,
    is_personally_in,
    leads,
    may_in_name,
    may_see,
    may_take,
    orders,
    require_power,
    sides_of,
    visible,
)

__all__ = [
    "ACT",
    "ASSIGN",
    "DECIDE",
    "READ",
    "holds",
    "in_name_of",
    "is_personally_in",
    "leads",
    "may_in_name",
    "may_see",
    "may_take",
    "orders",
    "require_power",
    "sides_of",
    "visible",
]
