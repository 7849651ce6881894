"""Due times of a million cases with shifts, holidays and pauses, and of single cases.

Beside the bulk stands a plain NumPy prefix table (two `searchsorted` a case) that knows shifts and holidays but no
pauses; beside the single ones the same two bisections in plain Python over bare seconds. Interleaved rounds in one
process, medians; the answers are compared before anything is timed.
"""

from __future__ import annotations

import random
import statistics
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import Any

import numpy as np

from congvu.core.clock.spans import Span, due_second
from congvu.core.working_time import (
    WorkingDays,
    WorkingHours,
    add,
    add_paused,
    from_axis,
    national_calendar,
    read_moment,
    to_axis,
)
from congvu.core.working_time.bulk import BulkCalendar, Pauses, Seconds

CASES = 1_000_000
SINGLE = 50_000
ROUNDS = 7
CHECKED = 2_000
DAY = 86_400


def cases(seed: int = 2026) -> tuple[Seconds, Seconds, Pauses]:
    """Receipts over three and a half years, limits of 1 to 240 working hours, none to three pauses (1.2 on average)."""
    rng = np.random.default_rng(seed)
    low, high = to_axis(read_moment("2023-01-03")), to_axis(read_moment("2026-06-30"))
    starts = rng.integers(low, high, CASES)
    limits = rng.integers(1, 241, CASES) * 3600
    counts = rng.choice(4, CASES, p=(0.3, 0.35, 0.2, 0.15))
    owner = np.repeat(np.arange(CASES), counts)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    begins = starts[owner] + number * 12 * DAY + rng.integers(0, 2 * DAY, len(owner))
    ends = begins + rng.integers(600, 10 * DAY, len(owner))
    return starts, limits, Pauses.of(CASES, owner, begins, ends)


class Peer:
    """What one writes with NumPy in ten lines: working intervals, prefix sums, two searches."""

    def __init__(self) -> None:
        table = national_calendar().table
        self.starts, self.ends = np.array(table.starts), np.array(table.ends)
        self.after = np.cumsum(self.ends - self.starts)
        self.before = self.after - (self.ends - self.starts)

    def due(self, starts: Seconds, limits: Seconds) -> Seconds:
        """Due seconds without pauses."""
        i = np.searchsorted(self.starts, starts, side="right") - 1
        worked = self.before[i] + np.minimum(starts, self.ends[i]) - self.starts[i] + limits
        j = np.searchsorted(self.after, worked, side="left")
        due: Seconds = self.starts[j] + worked - self.before[j]
        return due


def seconds_taken(work: Callable[[], object]) -> float:
    """Wall-clock seconds of one run."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def medians(*works: Callable[[], object]) -> list[float]:
    """Median seconds of each work, rounds interleaved, one round to warm up."""
    taken: list[list[float]] = [[] for _ in works]
    for number in range(ROUNDS + 1):
        for place, work in enumerate(works):
            elapsed = seconds_taken(work)
            if number:
                taken[place].append(elapsed)
    return [statistics.median(line) for line in taken]


def checked(bulk: BulkCalendar, peer: Peer, starts: Seconds, limits: Seconds, pauses: Pauses) -> None:
    """Stop when bulk and peer, or bulk and clock, differ by a second."""
    if not np.array_equal(bulk.due_hours(starts, limits), peer.due(starts, limits)):
        raise AssertionError("bulk and peer differ without pauses")
    paused = bulk.due_hours(starts, limits, pauses)
    for index in random.Random(7).sample(range(CASES), CHECKED):
        low, high = int(pauses.offsets[index]), int(pauses.offsets[index + 1])
        spans = [Span(int(pauses.begins[j]), int(pauses.ends[j])) for j in range(low, high)]
        limit = (WorkingHours(int(limits[index])),)
        single = due_second(bulk.calendar, int(starts[index]), limit, spans, pauses_move_due=True)
        if single != int(paused[index]):
            raise AssertionError(f"bulk and clock differ on case {index}")


def bulk_row() -> dict[str, Any]:
    """A million cases with pauses beside the prefix table without."""
    starts, limits, pauses = cases()
    bulk, peer = BulkCalendar(national_calendar()), Peer()
    checked(bulk, peer, starts, limits, pauses)
    ours, beside = medians(
        lambda: bulk.due_hours(starts, limits, pauses),
        lambda: peer.due(starts, limits),
    )
    return {
        "work": f"due times of {CASES:,} cases with shifts, holidays and {len(pauses.begins):,} pauses",
        "ours": f"{CASES / ours / 1e6:.1f}M/s",
        "beside": f"{CASES / beside / 1e6:.1f}M/s (NumPy prefix table without pauses)",
        "ratio": round(beside / ours, 2),
        "reach": ">= 0.4",
    }


def single_rows() -> list[dict[str, Any]]:
    """One case at a time, aware moments in and out, beside two bisections over bare seconds."""
    calendar = national_calendar()
    table = calendar.table
    starts, limits, pauses = cases()
    chosen = range(SINGLE)
    seconds = [(int(starts[i]), int(limits[i])) for i in chosen]
    moments = [(from_axis(start), WorkingHours(limit)) for start, limit in seconds]
    days = [(start, WorkingDays(limit.seconds // 28_800)) for start, limit in moments]
    bounds = [(int(pauses.offsets[i]), int(pauses.offsets[i + 1])) for i in chosen]
    waits = [
        [(from_axis(int(pauses.begins[j])), from_axis(int(pauses.ends[j]))) for j in range(low, high)]
        for low, high in bounds
    ]
    cases_with_waits = [(start, limit, wait) for (start, limit), wait in zip(moments, waits, strict=True)]

    def peer() -> None:
        opened, closed, before, after = table.starts, table.ends, table.before, table.after
        for start, limit in seconds:
            i = bisect_right(opened, start) - 1
            worked = before[i] + min(start, closed[i]) - opened[i] + limit
            j = bisect_left(after, worked)
            opened[j] + worked - before[j]

    taken = medians(
        peer,
        lambda: [add(calendar, start, limit) for start, limit in moments],
        lambda: [add(calendar, start, limit) for start, limit in days],
        lambda: [add_paused(calendar, start, limit, wait) for start, limit, wait in cases_with_waits],
    )
    names = ("working hours", "working days", f"working hours, {sum(map(len, waits)) / SINGLE:.1f} pauses each")
    return [
        {
            "work": f"due time, one case at a time: {name}",
            "ours": f"{SINGLE / ours / 1e3:.0f}k/s",
            "beside": f"{SINGLE / taken[0] / 1e3:.0f}k/s (two bisections over bare seconds)",
            "ratio": round(taken[0] / ours, 2),
            "reach": ">= 200k/s",
        }
        for name, ours in zip(names, taken[1:], strict=True)
    ]


def run() -> list[dict[str, Any]]:
    """The rows of the table."""
    return [bulk_row(), *single_rows()]


if __name__ == "__main__":
    for row in run():
        print(row)
