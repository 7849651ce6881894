"""Quy trình giải quyết: stations in their order, what each has of time, and whether the whole keeps its promise."""

from __future__ import annotations

from congvu.core.routes.checking import Fault, FaultKind, check
from congvu.core.routes.model import Branch, Group, Route, Station
from congvu.core.routes.times import Total, ends_by, read_span, total, total_of_limit

__all__ = [
    "Branch",
    "Fault",
    "FaultKind",
    "Group",
    "Route",
    "Station",
    "Total",
    "check",
    "ends_by",
    "read_span",
    "total",
    "total_of_limit",
]
