"""How the journal writes the values of a case row."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from congvu.kernel.journal.policy import moment


def json_ready(value: Any) -> Any:
    """A value as the journal writes it: moments in UTC with microseconds, dates as ISO, everything else as it is."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
