"""The stage: what everybody does is played in the order of time, so that the journal grows as it would have grown."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random

from congvu.core.working_time import WorkCalendar, WorkingHours, add, measure, subtract

#: A play acts, then names the moment of its next act; what lies beyond the end of the history never happens.
Play = Iterator[datetime]
_DAY_SECONDS = 8 * 3600


@dataclass(frozen=True)
class Office:
    """Moments of working time, in the calendar of the province, with an own source of chance."""

    calendar: WorkCalendar
    rng: Random

    def later(self, start: datetime, low: float, high: float | None = None) -> datetime:
        """`low` to `high` working days after `start` (a day is eight hours), to the second."""
        days = self.rng.uniform(low, high if high is not None else low)
        return add(self.calendar, start, WorkingHours(round(days * _DAY_SECONDS)))

    def earlier(self, end: datetime, low: float, high: float | None = None) -> datetime:
        """`low` to `high` working days before `end`."""
        days = self.rng.uniform(low, high if high is not None else low)
        return subtract(self.calendar, end, WorkingHours(round(days * _DAY_SECONDS)))

    def between(self, start: datetime, end: datetime, low: float, high: float) -> datetime:
        """A working moment between two moments, at a share of the working time that lies between them."""
        share = self.rng.uniform(low, high)
        seconds = measure(self.calendar, start, end) if end > start else 0
        return add(self.calendar, start, WorkingHours(round(seconds * share)))

    def days_until(self, start: datetime, end: datetime) -> float:
        """Working days from one moment to another; 0 when the second is not later."""
        return measure(self.calendar, start, end) / _DAY_SECONDS if end > start else 0.0


class Stage:
    """Plays that stand in a queue by their next moment; equal moments in the order they came."""

    def __init__(self, end: datetime) -> None:
        self.end = end
        self._queue: list[tuple[datetime, int, Play]] = []
        self._count = 0
        self._at: datetime | None = None

    def enter(self, play: Play) -> None:
        """Let a play begin: it runs up to the moment of its first act."""
        self._wait(play)

    def run(self, tell: Callable[[datetime, int], None]) -> int:
        """Play until the end; `tell` hears the moment and the number of every act. Returns how many there were."""
        acts = 0
        while self._queue:
            moment, _order, play = heapq.heappop(self._queue)
            self._at = moment
            self._wait(play)
            acts += 1
            tell(moment, acts)
        return acts

    def _wait(self, play: Play) -> None:
        following = next(play, None)
        if following is None:
            return
        moment = following if self._at is None else max(following, self._at)
        if moment < self.end:
            self._count += 1
            heapq.heappush(self._queue, (moment, self._count, play))
