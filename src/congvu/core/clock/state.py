"""Tình trạng thời hạn. What is known about a deadline at a moment, reckoned from events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from congvu.core.clock.events import Owner


class Status(StrEnum):
    """Tình trạng đồng hồ."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Interval:
    """Khoảng thời gian. `[start, end)` on one owner's time; `running` when it counted against the limit.

    `phase` numbers the phases from 1. `ground` is the code of the event that began it, empty when it had none.
    """

    start: datetime
    end: datetime
    owner: Owner
    running: bool
    phase: int
    ground: str = ""


@dataclass(frozen=True, slots=True)
class PhaseRecord:
    """Giai đoạn. One stage of a two-stage limit: its own promise and whether it was kept.

    `ended` is None while it runs. `late` says whether it ended (or now stands) after its due moment.
    """

    number: int
    counted_from: datetime
    first_promise: datetime
    due: datetime | None
    ended: datetime | None
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockState:
    """Tình trạng thời hạn lúc `as_of` (or at the end, when the clock has stopped). Lengths are working seconds.

    `due`: when the limit ends; None while a pause is open that began before it. `due_if_resumed`: what it would
    be if the pause ended now. `first_promise` never changes; `current_promise` is the last date that could be
    told. `spent`: what counted against the limit in this phase; `left`: what remains of it. `late_by`: working
    time that ran on after `due`; `late_on_first`: all working time after the first promise except closed time.
    `split` (whose time, start to end) sums to `whole`, `elapsed` to `whole_elapsed` (wall-clock seconds),
    `late_split` to the working time after the first promise, closed time included.
    """

    status: Status
    as_of: datetime
    phase: int
    started_at: datetime
    counted_from: datetime
    due: datetime | None
    due_if_resumed: datetime
    first_promise: datetime
    current_promise: datetime
    spent: int
    left: int
    is_late: bool
    late_by: int
    late_on_first: int
    is_late_on_first: bool
    split: Mapping[Owner, int]
    whole: int
    elapsed: Mapping[Owner, int]
    whole_elapsed: int
    late_split: Mapping[Owner, int]
    extensions: int
    intervals: tuple[Interval, ...]
    phases: tuple[PhaseRecord, ...]
