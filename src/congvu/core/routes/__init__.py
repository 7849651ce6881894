"""Quy trình giải quyết: stations in their order, what each has of time, and whether the whole keeps its promise."""

from __future__ import annotations

from congvu.core.routes.checking import Fault, FaultKind, check
from congvu.core.routes.model import OUTSIDE_THE_COUNT, Branch, Group, Phase, Route, Station, StationKind
from congvu.core.routes.times import Total, agree, ends_by, phase_totals, read_span, total, total_of_limit

__all__ = [
    "OUTSIDE_THE_COUNT",
    "Branch",
    "Fault",
    "FaultKind",
    "Group",
    "Phase",
    "Route",
    "Station",
    "StationKind",
    "Total",
    "agree",
    "check",
    "ends_by",
    "phase_totals",
    "read_span",
    "total",
    "total_of_limit",
]
