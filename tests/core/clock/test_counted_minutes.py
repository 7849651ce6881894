"""The clock beside a counter that knows nothing but minutes: dossiers with every turn that moves an appointment."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.due_dates import Counter, Story, moment
from congvu.core.clock import ClockRule, EventKind, due_at
from congvu.core.working_time import national_calendar, read_limit

COUNTER, CALENDAR = Counter(), national_calendar()
RULE = ClockRule(code="counted", limit=read_limit("1 working days"))


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_dossier_is_due_in_the_minute_in_which_counting_ends(rng: Random) -> None:
    story = Story(rng, COUNTER)
    told = [f"{event.kind} {event.at:%d/%m/%Y %H:%M}" for event in story.events]
    assert due_at(RULE, story.events, CALENDAR) == moment(COUNTER.due(story.phase)), told


def test_the_counter_meets_every_turn() -> None:
    rng = Random(1)
    stories = [Story(rng, COUNTER) for _number in range(300)]
    met = {event.kind for story in stories for event in story.events}
    assert met >= {EventKind.PAUSE, EventKind.RESUME, EventKind.RESTART, EventKind.NEXT_PHASE, EventKind.EXTEND}


def test_the_counter_is_wrong_when_a_pause_is_forgotten() -> None:
    """What the comparison would find: without its pauses a dossier is due at another minute."""
    rng = Random(2)
    paused = [story for story in (Story(rng, COUNTER) for _number in range(300)) if story.phase.pauses]
    assert paused
    for story in paused:
        story.phase.pauses = ()
    assert any(due_at(RULE, s.events, CALENDAR) != moment(COUNTER.due(s.phase)) for s in paused)
