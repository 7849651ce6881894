"""Tính tình trạng thời hạn. From events to the state of a deadline at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from congvu.core.clock.events import AskedTooEarly, ClockEvent, ClockRule, Owner
from congvu.core.clock.replay import Replay, Stage, Stretch
from congvu.core.clock.state import ClockState, Interval, PhaseRecord, Status
from congvu.core.working_time import WorkCalendar, from_axis, to_axis
from congvu.core.working_time.calendar import merged_spans


def reckon(rule: ClockRule, events: Sequence[ClockEvent], calendar: WorkCalendar, as_of: datetime) -> ClockState:
    """Tình trạng thời hạn tại `as_of`.

    Events are in order of time; AskedTooEarly when one is later than `as_of` (leave it out to look into the
    past), ImpossibleSequence when they cannot have happened so, BeyondCalendar outside the calendar's years.
    """
    replay = Replay(rule, calendar).play(events)
    now = to_axis(as_of)
    if now < replay.latest:
        raise AskedTooEarly("The state of a clock cannot be asked for a moment before its last event.", field="as_of")
    end = now if replay.stopped_at is None else replay.stopped_at
    return _Sums(replay, end).state()


def due_at(rule: ClockRule, events: Sequence[ClockEvent], calendar: WorkCalendar) -> datetime | None:
    """The due moment alone, for a column to sort by; None while an open pause keeps it unknown."""
    due = Replay(rule, calendar).play(events).due()
    return None if due is None else from_axis(due)


class _Sums:
    """Sums over the intervals of a replay up to second `end`."""

    def __init__(self, replay: Replay, end: int) -> None:
        self.replay, self.end = replay, end
        self.stretches = replay.until(end)
        self.net = replay.calendar.table
        self.gross = replay.calendar.without_outages.table
        self.own_outages = merged_spans([(s.begin, s.end) for s in replay.outages if s.end is not None])
        declared = [(to_axis(o.start), to_axis(o.end)) for o in replay.calendar.outages]
        self.all_outages = merged_spans([*self.own_outages, *declared])

    def _net_of(self, begin: int, end: int) -> int:
        """Working seconds of `[begin, end)` without any outage."""
        if end <= begin:
            return 0
        worked = self.net.working_before(end) - self.net.working_before(begin)
        for start, stop in self.own_outages:
            low, high = max(start, begin), min(stop, end)
            if low < high:
                worked -= self.net.working_before(high) - self.net.working_before(low)
        return worked

    def _gross_of(self, begin: int, end: int) -> int:
        return self.gross.working_before(end) - self.gross.working_before(begin) if end > begin else 0

    def _outage_of(self, begin: int, end: int) -> int:
        """Wall-clock seconds of outage in `[begin, end)`."""
        return sum(max(0, min(stop, end) - max(start, begin)) for start, stop in self.all_outages)

    def counted(self, begin: int, end: int, phase: int | None = None) -> int:
        """Working seconds of `[begin, end)` that counted against the limit (in one phase when given)."""
        return sum(
            self._net_of(max(s.begin, begin), min(s.end, end))
            for s in self.stretches
            if s.running and (phase is None or s.phase == phase)
        )

    def split(self, begin: int) -> dict[Owner, int]:
        """Working seconds from `begin` to the end by whose time it was; the parts sum to the whole."""
        parts: dict[Owner, int] = {}
        for stretch in self.stretches:
            low = max(stretch.begin, begin)
            whole = self._gross_of(low, stretch.end)
            own = self._net_of(low, stretch.end) if stretch.running else whole
            _put(parts, stretch.owner, own)
            _put(parts, Owner.OUTAGE, whole - own)
        return parts

    def elapsed(self) -> dict[Owner, int]:
        """Wall-clock seconds by whose time it was."""
        parts: dict[Owner, int] = {}
        for stretch in self.stretches:
            lost = self._outage_of(stretch.begin, stretch.end) if stretch.running else 0
            _put(parts, stretch.owner, stretch.end - stretch.begin - lost)
            _put(parts, Owner.OUTAGE, lost)
        return parts

    def state(self) -> ClockState:
        """Everything that is known at the end."""
        replay, end, stage = self.replay, self.end, self.replay.stage
        due, resumed = replay.due(), replay.due(resumed_at=end)
        assert resumed is not None
        late = due is not None and end > due
        late_split = self.split(replay.first_promise)
        is_paused = replay.paused_at is not None
        return ClockState(
            status=Status.STOPPED if replay.stopped_at is not None else Status.PAUSED if is_paused else Status.RUNNING,
            as_of=from_axis(end),
            phase=stage.number,
            started_at=from_axis(replay.started),
            counted_from=from_axis(stage.counted),
            due=None if due is None else from_axis(due),
            due_if_resumed=from_axis(resumed),
            first_promise=from_axis(replay.first_promise),
            current_promise=from_axis(replay.current_promise),
            spent=self.counted(stage.counted, end, stage.number),
            left=self._net_of(end, resumed),
            is_late=late,
            late_by=self.counted(due, end) if late and due is not None else 0,
            late_on_first=sum(seconds for owner, seconds in late_split.items() if owner is not Owner.CLOSED),
            is_late_on_first=end > replay.first_promise,
            split=self.split(replay.started),
            whole=self._gross_of(replay.started, end),
            elapsed=self.elapsed(),
            whole_elapsed=end - replay.started,
            late_split=late_split,
            extensions=replay.extensions,
            intervals=tuple(_interval(stretch) for stretch in self.stretches),
            phases=tuple(self._phase(s, resumed if s is stage else s.due) for s in replay.stages),
        )

    def _phase(self, stage: Stage, due: int | None) -> PhaseRecord:
        ended = stage.ended
        last = self.end if ended is None else ended
        return PhaseRecord(
            number=stage.number,
            counted_from=from_axis(stage.counted),
            first_promise=from_axis(stage.first_promise),
            due=None if due is None else from_axis(due),
            ended=None if ended is None else from_axis(ended),
            late=due is not None and last > due,
        )


def _put(parts: dict[Owner, int], owner: Owner, seconds: int) -> None:
    if seconds:
        parts[owner] = parts.get(owner, 0) + seconds


def _interval(stretch: Stretch) -> Interval:
    return Interval(
        start=from_axis(stretch.begin),
        end=from_axis(stretch.end),
        owner=stretch.owner,
        running=stretch.running,
        phase=stretch.phase,
        ground=stretch.ground,
    )
