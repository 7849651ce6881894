"""Thống kê thời gian chờ of a desk over a period."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from congvu.domain.counters.models import State, Ticket
from congvu.domain.counters.policy.waits import Taken, Waits, by_hour, summed


def waits_of(agency_id: int, first: date, last: date) -> tuple[Waits, list[Waits]]:
    """All numbers taken from `first` to `last` (both included), as one line and by hour. One statement."""
    names = ("taken_at", "first_called_at", "served_seconds", "state")
    rows = Ticket.objects.filter(desk=agency_id, day__range=(first, last)).values_list(*names)
    found = [
        Taken(
            hour=timezone.localtime(taken).hour,
            waited=None if called is None else int((called - taken).total_seconds()),
            served=served if state == State.DONE else None, no_show=state == State.NO_SHOW,
        )
        for taken, called, served, state in rows.iterator(chunk_size=2000)
    ]  # fmt: skip
    return summed(None, found), by_hour(found)
