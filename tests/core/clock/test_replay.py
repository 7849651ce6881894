"""The replay: what it holds after each event."""

from __future__ import annotations

from congvu.core.clock import ClockEvent, ClockRule, EventKind, Ground, Owner
from congvu.core.clock.replay import Replay
from congvu.core.working_time import WorkingHours, national_calendar, read_moment, to_axis

RULE = ClockRule(code="r", limit=WorkingHours.of(24))


def event(kind: EventKind, day: int, **facts: object) -> ClockEvent:
    return ClockEvent(kind=kind, at=read_moment(f"2026-03-{day:02d} 09:00"), **facts)  # type: ignore[arg-type]


def second(day: int) -> int:
    return to_axis(read_moment(f"2026-03-{day:02d} 09:00"))


def test_a_pause_is_open_until_it_is_resumed() -> None:
    paused = event(EventKind.PAUSE, 3, owner=Owner.HIGHER, ground=Ground("x", "Xin ý kiến cấp trên"))
    replay = Replay(RULE, national_calendar()).play([event(EventKind.START, 2), paused])
    assert replay.paused_at == second(3)
    assert replay.due() is None
    assert replay.due(resumed_at=second(4)) == second(6)
    resumed = replay.play([event(EventKind.RESUME, 5)])
    assert resumed.paused_at is None
    assert resumed.due() == second(9)


def test_intervals_follow_each_other_without_gap_and_name_their_ground() -> None:
    paused = event(EventKind.PAUSE, 3, owner=Owner.HIGHER, ground=Ground("x", "Xin ý kiến cấp trên"))
    replay = Replay(RULE, national_calendar()).play([event(EventKind.START, 2), paused, event(EventKind.RESUME, 5)])
    kept = [(s.begin, s.end, s.owner, s.running, s.ground) for s in replay.until(second(6))]
    assert kept == [
        (second(2), second(3), Owner.AGENCY, True, ""),
        (second(3), second(5), Owner.HIGHER, False, "x"),
        (second(5), second(6), Owner.AGENCY, True, ""),
    ]


def test_events_of_the_same_second_leave_no_empty_interval() -> None:
    turned = event(EventKind.TURN, 2, owner=Owner.TRANSFER)
    replay = Replay(RULE, national_calendar()).play([event(EventKind.START, 2), turned])
    assert [s.owner for s in replay.until(second(3))] == [Owner.TRANSFER]


def test_a_restart_forgets_the_pauses_before_it_but_keeps_the_promise() -> None:
    paused = event(EventKind.PAUSE, 3, owner=Owner.APPLICANT, ground=Ground("x", "Bổ sung"))
    replay = Replay(RULE, national_calendar()).play([event(EventKind.START, 2), paused, event(EventKind.RESTART, 10)])
    assert replay.stage.spans == []
    assert replay.first_promise == second(5)
    assert replay.current_promise == replay.due() == second(13)
