"""Diễn lại sự kiện. Plays events one by one into phases, spans and intervals, and refuses what cannot be.

One replay serves both the numbers (`reckon`) and the certificate (`certify`): with a trace it writes down what
it does, without one it only does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from congvu.core.clock.events import (
    WAITING_FOR,
    AlreadyPaused,
    AlreadyStarted,
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
)
from congvu.core.clock.spans import Anchor, Span, due_second
from congvu.core.working_time import FixedDate, Limit, WorkCalendar, from_axis, parts_of, to_axis
from congvu.core.working_time.reception import counted_from
from congvu.core.working_time.trace import Trace


@dataclass(slots=True)
class Stage:
    """A phase while it is played: where it is counted from, its limits, what does not count.

    The parts run from `runs_from`, which is `counted` until an extension to a named moment replaces them.
    """

    number: int
    began: int
    counted: int
    runs_from: int
    parts: tuple[Limit, ...]
    first_promise: int = 0
    spans: list[Span] = field(default_factory=list)
    ended: int | None = None
    due: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """An interval while it is played, in seconds of the axis; `end` is open in the last one."""

    begin: int
    end: int
    owner: Owner
    running: bool
    phase: int
    ground: str


class Replay:
    """The clock after the events played so far. All attributes are seconds of the axis."""

    def __init__(self, rule: ClockRule, calendar: WorkCalendar, trace: Trace | None = None) -> None:
        self.rule, self.calendar, self.trace = rule, calendar, trace
        self.stages: list[Stage] = []
        self.stretches: list[Stretch] = []
        self.outages: list[Span] = []
        self.started = self.latest = self.since = 0
        self.owner, self.ground, self.phase_of_owner, self.counting = Owner.AGENCY, "", 1, True
        self.paused_at: int | None = None
        self.stopped_at: int | None = None
        self.first_promise = self.current_promise = 0
        self.extensions = 0

    @property
    def stage(self) -> Stage:
        """The phase that runs now."""
        return self.stages[-1]

    def play(self, events: Sequence[ClockEvent]) -> Replay:
        """Play all events in order; ImpossibleSequence names the first that cannot be. Returns itself."""
        for event in events:
            self._one(event)
        if not self.stages:
            raise NotStarted("No clock has been started.")
        return self

    def _one(self, event: ClockEvent) -> None:
        at = to_axis(event.at)
        if not self.stages and event.kind is not EventKind.START:
            raise NotStarted("The clock has not been started yet.", event, hint="Start it first.")
        if self.stages and at < self.latest:
            raise EventBeforePrevious(
                f"This event ({event.at:%Y-%m-%d %H:%M}) is earlier than the one before it.", event
            )
        if self.stopped_at is not None and event.kind not in (EventKind.REOPEN, EventKind.OUTAGE):
            raise ClockStopped("The case has ended; its clock stands.", event, hint="Re-open the case first.")
        if self.trace is not None:
            self.trace.note(f"event_{event.kind.value}", at=from_axis(at).isoformat(), **_facts(event))
        _PLAYERS[event.kind](self, event, at)
        self.latest = at

    # --- the events, one by one -------------------------------------------------------------------------------

    def _start(self, event: ClockEvent, at: int) -> None:
        if self.stages:
            raise AlreadyStarted("The clock is already running.", event)
        self.started = self.since = at
        self.owner, self.ground = event.owner or Owner.AGENCY, _code(event.ground)
        self._open_stage(event, at, event.limit or self.rule.limit)
        self.first_promise = self.stage.first_promise

    def _turn(self, event: ClockEvent, at: int) -> None:
        owner = event.owner or Owner.AGENCY
        if owner is Owner.CLOSED or (self.paused_at is not None and owner not in WAITING_FOR):
            raise ImpossibleSequence("A paused clock cannot pass to this owner.", event, hint="Resume it first.")
        self._hand(at, owner, event)

    def _pause(self, event: ClockEvent, at: int) -> None:
        if self.paused_at is not None:
            raise AlreadyPaused("The clock is already paused.", event)
        if event.owner not in WAITING_FOR:
            raise GroundRefused("A pause must say for whom the office waits.", event)
        if event.ground is None:
            raise GroundRefused("A pause must cite a ground.", event)
        allowed = self.rule.pause_grounds
        if allowed is not None and event.ground.code not in allowed:
            named = ", ".join(sorted(allowed)) or "none"
            raise GroundRefused(
                f"“{event.ground.code}” does not stop this clock.", event, hint=f"Grounds that do: {named}."
            )
        self._hand(at, event.owner, event, pausing=True)

    def _resume(self, event: ClockEvent, at: int) -> None:
        if self.paused_at is None:
            raise ResumeWithoutPause("The clock is not paused.", event)
        self._end_pause(at)
        self._hand(at, event.owner or Owner.AGENCY, event)
        self._promise(event)

    def _restart(self, event: ClockEvent, at: int) -> None:
        self._end_pause(at)
        self._hand(at, event.owner or Owner.AGENCY, event)
        stage = self.stage
        stage.parts = parts_of(event.limit or self.rule.limit)
        stage.counted = stage.runs_from = counted_from(self.calendar, at, self.rule.reception, self.trace)
        stage.spans = []
        _note_limit(self.trace, stage.parts)
        self._promise(event)

    def _next_phase(self, event: ClockEvent, at: int) -> None:
        if event.limit is None:
            raise ImpossibleSequence("A new phase needs its limit.", event)
        self._end_pause(at)
        self._close_stage(at)
        self._hand(at, event.owner or Owner.AGENCY, event, phase=self.stage.number + 1)
        self._open_stage(event, at, event.limit)

    def _extend(self, event: ClockEvent, at: int) -> None:
        most = self.rule.max_extensions
        if most is not None and self.extensions >= most:
            raise ExtensionRefused(f"The limit may be extended {most} time(s), not more.", event)
        if (event.limit is None) == (event.until is None):
            raise ExtensionRefused("An extension says either how much longer or until when.", event)
        stage, before = self.stage, self.due(resumed_at=at)
        if event.limit is not None:
            stage.parts = (*stage.parts, *parts_of(event.limit))
        elif event.until is not None:
            stage.parts = (_named(stage.parts, to_axis(event.until)),)
            stage.runs_from = at
            stage.spans = [Span(at, None)] if self.paused_at is not None else []
        after = self.due(resumed_at=at)
        if after is None or before is None or after <= before:
            raise ExtensionRefused("An extension must give more time.", event)
        self.extensions += 1
        self._promise(event)

    def _outage(self, event: ClockEvent, at: int) -> None:
        if event.until is None or to_axis(event.until) <= at:
            raise ImpossibleSequence("An outage must end after it starts.", event)
        self.outages.append(Span(at, to_axis(event.until)))

    def _stop(self, event: ClockEvent, at: int) -> None:
        self._end_pause(at)
        self._hand(at, Owner.CLOSED, event)
        self.stage.ended = self.stopped_at = at

    def _reopen(self, event: ClockEvent, at: int) -> None:
        if self.stopped_at is None:
            raise ReopenWithoutStop("The case has not ended.", event)
        self.stage.spans.append(Span(self.stopped_at, at, always=True))
        self.stage.ended = self.stopped_at = None
        self._hand(at, event.owner or Owner.AGENCY, event)
        self._promise(event)

    # --- what they share --------------------------------------------------------------------------------------

    def _open_stage(self, event: ClockEvent, at: int, limit: Limit) -> None:
        counted = counted_from(self.calendar, at, self.rule.reception, self.trace)
        self.stages.append(Stage(len(self.stages) + 1, at, counted, counted, parts_of(limit)))
        _note_limit(self.trace, parts_of(limit))
        self._promise(event)
        self.stage.first_promise = self.current_promise

    def _close_stage(self, at: int) -> None:
        self.stage.due = self.due(resumed_at=at)
        self.stage.ended = at

    def _promise(self, event: ClockEvent) -> None:
        """Take the promise as it was recorded, else the due moment as it stands after this event."""
        due = self.due() if event.promise is None else to_axis(event.promise)
        if due is not None:
            self.current_promise = due
            if self.trace is not None:
                self.trace.note("promised", at=from_axis(due).isoformat())

    def _end_pause(self, at: int) -> None:
        if self.paused_at is not None:
            self.stage.spans[-1] = replace(self.stage.spans[-1], end=at)
            self.paused_at = None

    def _hand(
        self, at: int, owner: Owner, event: ClockEvent, *, pausing: bool = False, phase: int | None = None
    ) -> None:
        """Close the interval that was open and begin the next on `owner`'s time."""
        self.stretches = self.until(at)
        self.owner, self.ground, self.since = owner, _code(event.ground), at
        if phase is not None:
            self.phase_of_owner = phase
        if pausing:
            self.paused_at = at
            self.stage.spans.append(Span(at, None))
        self.counting = self.paused_at is None and owner is not Owner.CLOSED

    def until(self, end: int) -> list[Stretch]:
        """All intervals up to second `end`, the open one included."""
        if end <= self.since:
            return list(self.stretches)
        last = Stretch(self.since, end, self.owner, self.counting, self.phase_of_owner, self.ground)
        return [*self.stretches, last]

    def spans(self, resumed_at: int | None = None) -> list[Span]:
        """What does not count in this phase; an open pause ends at `resumed_at` when that is given."""
        own = list(self.stage.spans)
        if resumed_at is not None and self.paused_at is not None:
            own[-1] = replace(own[-1], end=resumed_at)
        return [*own, *self.outages]

    def due(self, resumed_at: int | None = None, trace: Trace | None = None) -> int | None:
        """When this phase's limit ends; None while an open pause keeps it unknown and `resumed_at` is not given."""
        stage = self.stage
        return due_second(
            self.calendar,
            stage.runs_from,
            stage.parts,
            self.spans(resumed_at),
            pauses_move_due=self.rule.pauses_move_due,
            trace=trace,
        )


_PLAYERS = {
    EventKind.START: Replay._start,
    EventKind.TURN: Replay._turn,
    EventKind.PAUSE: Replay._pause,
    EventKind.RESUME: Replay._resume,
    EventKind.RESTART: Replay._restart,
    EventKind.NEXT_PHASE: Replay._next_phase,
    EventKind.EXTEND: Replay._extend,
    EventKind.OUTAGE: Replay._outage,
    EventKind.STOP: Replay._stop,
    EventKind.REOPEN: Replay._reopen,
}


def _named(parts: tuple[Limit, ...], second: int) -> Limit:
    """A new due moment that later pauses move like the limit it replaces; a named date never moves."""
    if any(isinstance(part, FixedDate) for part in parts):
        moment = from_axis(second)
        return FixedDate(moment.date(), moment.time())
    return Anchor(second, all(part.is_working_time for part in parts))


def _note_limit(trace: Trace | None, parts: tuple[Limit, ...]) -> None:
    if trace is not None:
        vi, en = (" + ".join(part.words(language) for part in parts) for language in ("vi", "en"))
        trace.note("limit", vi=vi, en=en)


def _code(ground: Ground | None) -> str:
    return "" if ground is None else ground.code


def _facts(event: ClockEvent) -> dict[str, str]:
    """What the certificate says of an event beside its kind and moment."""
    ground = event.ground
    return {
        "owner": "" if event.owner is None else event.owner.value,
        "ground": _code(ground),
        "ground_vi": "" if ground is None else ground.vi,
        "ground_en": "" if ground is None else ground.en or ground.vi,
        "source": "" if ground is None else ground.source,
        "limit_vi": "" if event.limit is None else event.limit.words("vi"),
        "limit_en": "" if event.limit is None else event.limit.words("en"),
        "until": "" if event.until is None else _iso(event.until),
    }


def _iso(moment: datetime) -> str:
    return from_axis(to_axis(moment)).isoformat()
