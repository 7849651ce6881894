"""Nhịp. What an order that comes again says: how often, on which day of its period, from when and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from congvu.core.refusals import Invalid


class Rhythm(StrEnum):
    """Kỳ. How long one period is."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """Months of a period; 0 for a week."""
        return {"weekly": 0, "monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """Việc định kỳ. "Hằng tháng trước ngày 20", "chậm nhất ngày 05 của tháng đầu quý sau".

    `day` is a day of the month (31 means its last day, whatever that is), for a week 1 (Monday) to 7. `month` is which
    month of the period the day lies in, from 1. `following`: the day lies in the period after the one it is owed for.
    `exclusive`: "trước ngày" – done before that day begins. `since` is the day of the order. An order that comes again
    must end: `until` is its last day, or `with_order` says that it lasts as long as the order. Invalid otherwise.
    """

    rhythm: Rhythm
    day: int
    month: int = 1
    following: bool = False
    exclusive: bool = False
    since: date
    until: date | None = None
    with_order: bool = False

    def __post_init__(self) -> None:
        most = 7 if self.rhythm is Rhythm.WEEKLY else 31
        if not 1 <= self.day <= most:
            raise Invalid("The day does not lie in a period.", field="recur_day", code="recurrence_day")
        if not 1 <= self.month <= max(1, self.rhythm.months):
            raise Invalid("The month does not lie in a period.", field="recur_month", code="recurrence_month")
        if self.until is None and not self.with_order:
            raise Invalid("An order that comes again needs an end.", field="recur_until", code="recurrence_endless")
        if self.until is not None and self.until < self.since:
            raise Invalid("The end lies before the beginning.", field="recur_until", code="recurrence_backwards")
