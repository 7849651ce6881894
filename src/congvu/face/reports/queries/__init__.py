"""Every read of the reports: figures of a period, and what the working regulation asks after."""

from __future__ import annotations

from congvu.face.reports.queries.notices import (
    BEHIND,
    COUNTS,
    LISTED,
    MAKE,
    RATES,
    READ,
    Computed,
    cases_behind,
    compute,
    notice_for,
    notices_of,
    offices_for,
    tasks_followed,
)
from congvu.face.reports.queries.regulation import (
    OwedRow,
    RuleRow,
    owed_in,
    per_unit,
    rules_asked_after,
    rules_not_checked,
)

__all__ = [
    "BEHIND",
    "COUNTS",
    "LISTED",
    "MAKE",
    "RATES",
    "READ",
    "Computed",
    "OwedRow",
    "RuleRow",
    "cases_behind",
    "compute",
    "notice_for",
    "notices_of",
    "offices_for",
    "owed_in",
    "per_unit",
    "rules_asked_after",
    "rules_not_checked",
    "tasks_followed",
]
