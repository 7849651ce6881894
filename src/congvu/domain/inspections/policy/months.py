"""Tháng: the same day so many months later."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def months_after(on: date, months: int) -> date:
    """The day of the same number so many months later; the last of the month where it has none."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
