"""Tính hàng loạt. Due times of very many cases at once, over NumPy arrays; equal to `reckoning` to the second.

All moments are int64 seconds of the axis (`moments`); `axis_of_unix` and `unix_of_axis` lead to and from Unix
time. Only this module of the core knows NumPy, and it is imported only by those who ask for it.

The table is a grid: every opening and closing time of a calendar is a multiple of some grain (half an hour for
the default shifts), so that working time at a moment is one look-up and one product. A calendar whose times have
no useful grain (an outage at 09:17:23) is bisected instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import gcd

import numpy as np
from numpy.typing import ArrayLike, NDArray

from congvu.core.refusals import Invalid
from congvu.core.working_time.calendar import WorkCalendar
from congvu.core.working_time.limits import Finish
from congvu.core.working_time.moments import DAY
from congvu.core.working_time.table import PrefixTable

Seconds = NDArray[np.int64]

_MOST_CELLS = 4_000_000
_SMALLEST_GRAIN = 60
_BLOCK = 32_768
_UTC_OFFSET = 7 * 3600


def axis_of_unix(unix: ArrayLike) -> Seconds:
    """Axis seconds of Unix seconds."""
    return np.asarray(unix, dtype=np.int64) + _UTC_OFFSET


def unix_of_axis(axis: ArrayLike) -> Seconds:
    """Unix seconds of axis seconds."""
    return np.asarray(axis, dtype=np.int64) - _UTC_OFFSET


@dataclass(frozen=True)
class Pauses:
    """Tạm dừng của nhiều hồ sơ. Pauses `[begins[j], ends[j])` of case i are j in `offsets[i] … offsets[i + 1] - 1`.

    `offsets` has one entry more than there are cases; the pauses of a case are in order and do not overlap.
    Invalid when the arrays do not fit together or a pause ends before it begins.
    """

    offsets: Seconds
    begins: Seconds
    ends: Seconds

    def __post_init__(self) -> None:
        offsets = self.offsets
        fits = (
            len(offsets) > 0
            and offsets[0] == 0
            and offsets[-1] == len(self.begins) == len(self.ends)
            and bool(np.all(np.diff(offsets) >= 0))
        )
        if not fits:
            raise Invalid("The offsets of the pauses do not fit.", field="pauses", code="bad_pauses")
        if np.any(self.ends < self.begins):
            raise Invalid("A pause ends before it begins.", field="pauses", code="bad_pauses")
        follows = np.ones(len(self.begins), dtype=bool)
        firsts = offsets[:-1]
        follows[firsts[firsts < len(follows)]] = False
        if np.any(self.begins[1:][follows[1:]] < self.ends[:-1][follows[1:]]):
            raise Invalid("Two pauses of one case overlap.", field="pauses", code="bad_pauses")

    @staticmethod
    def of(cases: int, case: ArrayLike, begins: ArrayLike, ends: ArrayLike) -> Pauses:
        """From one row per pause, in any order: the case's index, its begin, its end."""
        index = np.asarray(case, dtype=np.int64)
        begin, end = np.asarray(begins, dtype=np.int64), np.asarray(ends, dtype=np.int64)
        if len(index) and not (index.min() >= 0 and index.max() < cases):
            raise Invalid("A pause belongs to no case.", field="pauses", code="bad_pauses")
        order = np.lexsort((end, begin, index))
        offsets = np.zeros(cases + 1, dtype=np.int64)
        np.cumsum(np.bincount(index, minlength=cases), out=offsets[1:])
        return Pauses(offsets, begin[order], end[order])


class BulkCalendar:
    """Lịch để tính hàng loạt. The arrays of one calendar; build once, use for all its cases."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self.calendar = calendar
        self.table: PrefixTable = calendar.table
        table = self.table
        self._starts = np.array(table.starts, dtype=np.int64)
        self._ends = np.array(table.ends, dtype=np.int64)
        self._before = np.array(table.before, dtype=np.int64)
        self._after = np.array(table.after, dtype=np.int64)
        self._days = np.array(table.days, dtype=np.int64)
        self._place = np.array(table.place, dtype=np.int64)
        self._opens = np.array(table.opens, dtype=np.int64)
        self._grain = self._found_grain()

    def _found_grain(self) -> int:
        """The greatest number of seconds that divides every opening and closing time; 0 when the grid is too fine."""
        table = self.table
        grain = gcd(*(s - table.first for s in table.starts), *(e - table.first for e in table.ends))
        if grain < _SMALLEST_GRAIN or (table.last - table.first) // grain > _MOST_CELLS:
            return 0
        return grain

    @cached_property
    def _cells(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """For each grain of the axis: working seconds before it, and 1 where it is worked, else 0."""
        first, grain = self.table.first, self._grain
        steps = np.zeros((self.table.last - first) // grain + 1, dtype=np.int32)
        np.add.at(steps, (self._starts - first) // grain, 1)
        np.add.at(steps, (self._ends - first) // grain, -1)
        worked = np.cumsum(steps, dtype=np.int32)[:-1]
        before = np.zeros(len(worked), dtype=np.int32)
        np.cumsum(worked[:-1] * np.int32(grain), out=before[1:])
        return before, worked

    @cached_property
    def _worked_cells(self) -> Seconds:
        """For each grain of working time: the axis at its beginning, less the working time before it."""
        first, grain = self.table.first, self._grain
        where = np.flatnonzero(self._cells[1]).astype(np.int64) * grain + first
        return where - np.arange(len(where), dtype=np.int64) * grain

    def _check_axis(self, at: Seconds) -> None:
        if at.size and (int(at.min()) < self.table.first or int(at.max()) >= self.table.last):
            early = int(at.min())
            raise self.table.outside(early if early < self.table.first else self.table.last)

    def working_before(self, at: ArrayLike) -> Seconds:
        """Working seconds before each moment."""
        moments = np.asarray(at, dtype=np.int64)
        self._check_axis(moments)
        if self._grain:
            since = moments - self.table.first
            cell = since // self._grain
            before, worked = self._cells
            return before[cell] + (since - cell * self._grain) * worked[cell]
        i = np.searchsorted(self._starts, moments, side="right") - 1
        found = self._before[i] + np.minimum(moments, self._ends[i]) - self._starts[i]
        return np.where(i < 0, 0, found)

    def moment_after(self, working: ArrayLike) -> Seconds:
        """The earliest moment by which so much (> 0) has been worked."""
        amount = np.asarray(working, dtype=np.int64)
        if amount.size and (int(amount.min()) <= 0 or int(amount.max()) > self.table.total):
            raise self.table.outside(self.table.first - 1 if int(amount.min()) <= 0 else self.table.last)
        if self._grain:
            return self._worked_cells[(amount - 1) // self._grain] + amount
        i = np.searchsorted(self._after, amount, side="left")
        return self._starts[i] + amount - self._before[i]

    def measure(self, starts: ArrayLike, ends: ArrayLike) -> Seconds:
        """Working seconds between each pair of moments; negative when the end is earlier."""
        return self.working_before(ends) - self.working_before(starts)

    def due_hours(self, starts: ArrayLike, limits: ArrayLike, pauses: Pauses | None = None) -> Seconds:
        """Due moment of each case whose limit is `limits` (> 0) working seconds, its pauses not counted.

        A pause that begins at or after the due moment changes nothing, as in the clock.
        """
        start, limit = np.asarray(starts, dtype=np.int64), np.asarray(limits, dtype=np.int64)
        due = np.empty(np.broadcast_shapes(start.shape, limit.shape), dtype=np.int64)
        limit = np.broadcast_to(limit, due.shape)
        start = np.broadcast_to(start, due.shape)
        if pauses is not None and len(pauses.offsets) != len(due) + 1:
            raise Invalid("The pauses belong to another number of cases.", field="pauses", code="bad_pauses")
        for low in range(0, len(due), _BLOCK):  # blocks that stay in the processor's cache
            high = min(low + _BLOCK, len(due))
            done = self.working_before(start[low:high])
            if pauses is None:
                due[low:high] = self.moment_after(done + limit[low:high])
            else:
                due[low:high] = self.moment_after(self._paused(done, limit[low:high], pauses, low))
        return due

    def _paused(self, begun: Seconds, limit: Seconds, pauses: Pauses, low: int) -> Seconds:
        """Working time at which each case of a block is due: the n-th pause of every case in turn."""
        offsets = pauses.offsets[low : low + len(begun) + 1]
        first, last = int(offsets[0]), int(offsets[-1])
        target = begun + limit
        if first == last:
            return target
        paused_from = self.working_before(pauses.begins[first:last])
        paused_until = self.working_before(pauses.ends[first:last])
        position = offsets[:-1] - first
        left = np.diff(offsets)
        cases = np.flatnonzero(left)
        while len(cases):
            j = position[cases]
            since = np.maximum(paused_from[j], begun[cases])
            length = np.maximum(paused_until[j] - since, 0)
            target[cases] += np.where(paused_from[j] < target[cases], length, 0)
            position[cases] += 1
            left[cases] -= 1
            cases = cases[left[cases] > 0]
        return target

    def intervals_at(self, at: Seconds) -> Seconds:
        """For each moment the interval that is open then (closing time included), else the next one."""
        self._check_axis(at)
        i = np.searchsorted(self._starts, at, side="right") - 1
        i += (i < 0) | (at > self._ends[np.maximum(i, 0)])
        if i.size and int(i.max()) >= len(self._starts):
            raise self.table.outside(self.table.last)
        return i

    def due_working_days(self, starts: ArrayLike, days: ArrayLike, finish: Finish = Finish.SAME_CLOCK) -> Seconds:
        """Due moment of each case whose limit is `days` working days, without pauses."""
        at = np.asarray(starts, dtype=np.int64)
        i = self.intervals_at(at)
        place = self._place[i]
        clock = np.maximum(at, self._starts[i]) - self._days[place] * DAY
        return self._finished(place + np.asarray(days, dtype=np.int64), clock, finish)

    def due_calendar_days(self, starts: ArrayLike, days: ArrayLike, finish: Finish = Finish.SAME_CLOCK) -> Seconds:
        """Due moment of each case whose limit is `days` calendar days, rolled over, without pauses."""
        at = np.asarray(starts, dtype=np.int64)
        opened = np.maximum(at, self._starts[self.intervals_at(at)])
        day = opened // DAY
        last = day + np.asarray(days, dtype=np.int64)
        self._check_axis(last * DAY)
        return self._finished(np.searchsorted(self._days, last, side="left"), opened - day * DAY, finish)

    def _finished(self, place: Seconds, clock: Seconds, finish: Finish) -> Seconds:
        """The clock time fitted into the hours of the day at a place, or its closing time."""
        if place.size and int(place.max()) >= len(self._days):
            raise self.table.outside(self.table.last)
        closing = self._ends[self._opens[place + 1] - 1]
        if finish is Finish.CLOSE:
            return closing
        at = self._days[place] * DAY + clock
        j = np.minimum(np.searchsorted(self._ends, at, side="left"), len(self._starts) - 1)
        fitted: Seconds = np.minimum(np.maximum(at, self._starts[j]), closing)
        return fitted
