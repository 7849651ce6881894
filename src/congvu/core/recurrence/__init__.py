"""Việc định kỳ. Orders that come again every week, month, quarter, half-year or year: their periods and due moments."""

from __future__ import annotations

from congvu.core.recurrence.periods import Period, first_period, next_period, period_around, periods
from congvu.core.recurrence.rhythm import Recurrence, Rhythm
from congvu.core.recurrence.timing import due_moment, opening_moment

__all__ = [
    "Period",
    "Recurrence",
    "Rhythm",
    "due_moment",
    "first_period",
    "next_period",
    "opening_moment",
    "period_around",
    "periods",
]
