"""Tables of the counters."""

from __future__ import annotations

from congvu.domain.counters.models.opening import OpeningDay, OpeningShift
from congvu.domain.counters.models.tickets import Ground, QueueDay, State, Ticket
from congvu.domain.counters.models.windows import QueueSetting, Service, Window

__all__ = [
    "Ground",
    "OpeningDay",
    "OpeningShift",
    "QueueDay",
    "QueueSetting",
    "Service",
    "State",
    "Ticket",
    "Window",
]
