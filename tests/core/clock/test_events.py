"""Refusals of impossible sequences, each by its own name."""

from __future__ import annotations

from datetime import datetime

import pytest

from congvu.core.clock import (
    AlreadyPaused,
    AlreadyStarted,
    AskedTooEarly,
    ClockEvent,
    ClockRule,
    ClockStopped,
    EventBeforePrevious,
    EventKind,
    ExtensionRefused,
    Ground,
    GroundRefused,
    ImpossibleSequence,
    NotStarted,
    Owner,
    ReopenWithoutStop,
    ResumeWithoutPause,
    reckon,
)
from congvu.core.refusals import Refusal
from congvu.core.working_time import WorkingDays, WorkingHours, national_calendar, read_moment

SUPPLEMENT = Ground("supplement", "Yêu cầu bổ sung hồ sơ", "Supplement asked", "NĐ 61/2018/NĐ-CP, Điều 19.4")
RULE = ClockRule(code="3-days", limit=WorkingHours.of(24), pause_grounds=frozenset({"supplement"}), max_extensions=1)


def on(day: int, clock: str = "09:00") -> datetime:
    return read_moment(f"2026-03-{day:02d} {clock}")


START = ClockEvent(kind=EventKind.START, at=on(2))
PAUSE = ClockEvent(kind=EventKind.PAUSE, at=on(3), owner=Owner.APPLICANT, ground=SUPPLEMENT)
STOP = ClockEvent(kind=EventKind.STOP, at=on(4))


def event(kind: EventKind, day: int, **facts: object) -> ClockEvent:
    return ClockEvent(kind=kind, at=on(day), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("events", "refusal"),
    [
        ([], NotStarted),
        ([STOP], NotStarted),
        ([START, START], AlreadyStarted),
        ([START, event(EventKind.STOP, 1)], EventBeforePrevious),
        ([START, event(EventKind.RESUME, 3)], ResumeWithoutPause),
        ([START, PAUSE, event(EventKind.PAUSE, 4, owner=Owner.APPLICANT, ground=SUPPLEMENT)], AlreadyPaused),
        ([START, event(EventKind.PAUSE, 3, owner=Owner.APPLICANT)], GroundRefused),
        ([START, event(EventKind.PAUSE, 3, ground=SUPPLEMENT)], GroundRefused),
        ([START, event(EventKind.PAUSE, 3, owner=Owner.AGENCY, ground=SUPPLEMENT)], GroundRefused),
        ([START, event(EventKind.PAUSE, 3, owner=Owner.TRANSFER, ground=SUPPLEMENT)], GroundRefused),
        ([START, event(EventKind.PAUSE, 3, owner=Owner.HIGHER, ground=Ground("busy", "Bận họp"))], GroundRefused),
        ([START, STOP, event(EventKind.RESUME, 5)], ClockStopped),
        ([START, STOP, event(EventKind.STOP, 5)], ClockStopped),
        ([START, event(EventKind.REOPEN, 5)], ReopenWithoutStop),
        ([START, event(EventKind.NEXT_PHASE, 5)], ImpossibleSequence),
        ([START, PAUSE, event(EventKind.TURN, 4, owner=Owner.TRANSFER)], ImpossibleSequence),
        ([START, event(EventKind.TURN, 4, owner=Owner.CLOSED)], ImpossibleSequence),
        ([START, event(EventKind.OUTAGE, 4)], ImpossibleSequence),
        ([START, event(EventKind.OUTAGE, 4, until=on(4))], ImpossibleSequence),
        ([START, event(EventKind.EXTEND, 4)], ExtensionRefused),
        ([START, event(EventKind.EXTEND, 4, limit=WorkingDays(1), until=on(9))], ExtensionRefused),
        ([START, event(EventKind.EXTEND, 4, until=on(5))], ExtensionRefused),
        ([START, event(EventKind.EXTEND, 4, limit=WorkingHours(0))], ExtensionRefused),
        (
            [START, event(EventKind.EXTEND, 4, limit=WorkingDays(1)), event(EventKind.EXTEND, 4, limit=WorkingDays(1))],
            ExtensionRefused,
        ),
    ],
)
def test_what_cannot_have_happened_is_refused(events: list[ClockEvent], refusal: type[ImpossibleSequence]) -> None:
    with pytest.raises(refusal) as caught:
        reckon(RULE, events, national_calendar(), on(31))
    assert type(caught.value) is refusal
    assert isinstance(caught.value, Refusal)
    assert caught.value.event is (events[-1] if events else None)
    assert caught.value.message


def test_refusals_have_codes_of_their_own() -> None:
    family = ImpossibleSequence.__subclasses__()
    assert len({refusal.code for refusal in family}) == len(family) == 9


def test_a_ground_that_does_not_stop_the_clock_is_answered_with_those_that_do() -> None:
    wrong = event(EventKind.PAUSE, 3, owner=Owner.HIGHER, ground=Ground("busy", "Bận họp"))
    with pytest.raises(GroundRefused, match="supplement"):
        reckon(RULE, [START, wrong], national_calendar(), on(31))


def test_the_past_is_asked_by_leaving_later_events_out() -> None:
    with pytest.raises(AskedTooEarly):
        reckon(RULE, [START, PAUSE], national_calendar(), on(2, "10:00"))
    assert reckon(RULE, [START], national_calendar(), on(2, "10:00")).spent == 3600
