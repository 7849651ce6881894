"""The state is a value: equal facts, equal states."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from congvu.core.clock import ClockEvent, ClockRule, EventKind, Status, reckon
from congvu.core.working_time import WorkingHours, national_calendar, read_moment


def test_equal_events_give_equal_states_that_cannot_be_changed() -> None:
    rule = ClockRule(code="r", limit=WorkingHours.of(24))
    events = [ClockEvent(kind=EventKind.START, at=read_moment("2026-03-02 09:00"))]
    as_of = read_moment("2026-03-03 09:00")
    one, other = (reckon(rule, events, national_calendar(), as_of) for _ in range(2))
    assert one == other
    assert one.status is Status.RUNNING
    with pytest.raises(FrozenInstanceError):
        one.spent = 0  # type: ignore[misc]
