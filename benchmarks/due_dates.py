"""Due moments of 100,000 random dossiers as the clock reckons them, beside a counter that knows nothing but minutes.

The counter was written without looking at the clock: a table of the minutes of four years, holidays, Tết and swapped
Saturdays typed in from the announcements, each dossier walked along it with the paused minutes struck out. Dossiers are
asked for papers (the limit begins anew, or the appointment moves), wait for money and begin a second phase, are
apologised for, and are received at any minute of any day. What is measured is the count of differences: it must be 0.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from congvu.core.clock import ClockEvent, ClockRule, EventKind, Ground, Owner, due_at
from congvu.core.working_time import HANOI, national_calendar, read_limit

DOSSIERS, SEED = 100_000, 20261122
FIRST = date(2023, 1, 1)
DAYS = (date(2027, 1, 1) - FIRST).days
#: Days off that are no weekend, and Saturdays worked instead, as announced for each year.
OFF = (
    "2023-01-02 2023-01-20 2023-01-23 2023-01-24 2023-01-25 2023-01-26 2023-05-01 2023-05-02 2023-05-03 2023-09-01 "
    "2023-09-04 2024-01-01 2024-02-08 2024-02-09 2024-02-12 2024-02-13 2024-02-14 2024-04-18 2024-04-29 2024-04-30 "
    "2024-05-01 2024-09-02 2024-09-03 2025-01-01 2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-04-07 "
    "2025-04-30 2025-05-01 2025-05-02 2025-09-01 2025-09-02 2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 "
    "2026-02-19 2026-02-20 2026-04-27 2026-04-30 2026-05-01 2026-08-31 2026-09-01 2026-09-02 2026-11-24"
)
WORKED = "2024-05-04 2025-04-26 2026-01-10 2026-08-22"
LIMITS = ("4 working hours", "8 working hours", "24 working hours", "40 working hours", "96 working hours",
          "168 working hours", *(f"{days} working days" for days in (1, 2, 3, 5, 7, 10, 15, 20, 30)))  # fmt: skip
Minutes = NDArray[np.bool_]


def table() -> Minutes:
    """For each minute of four years whether the office works in it: 07:00 to 11:30 and 13:30 to 17:00."""
    off, worked = set(OFF.split()), set(WORKED.split())
    hours = np.zeros(1440, bool)
    hours[7 * 60 : 11 * 60 + 30] = hours[13 * 60 + 30 : 17 * 60] = True
    days = [FIRST + timedelta(days=n) for n in range(DAYS)]
    here = [str(day) in worked or (day.weekday() < 5 and str(day) not in off) for day in days]
    return np.concatenate([hours if open_ else np.zeros(1440, bool) for open_ in here])


@dataclass(slots=True)
class Phase:
    """What runs from a minute: so many minutes of work, or days, or up to a named minute; and when it stood still."""

    begins: int
    minutes: int = 0
    days: int = 0
    until: int = 0
    movable: bool = True
    pauses: tuple[tuple[int, int], ...] = ()


class Counter:
    """Counts minutes."""

    def __init__(self) -> None:
        self.works = table()

    def due(self, phase: Phase) -> int:
        """The minute at which a phase ends."""
        if phase.minutes:
            return self._counted(phase)
        due = phase.until or self._same_clock(phase.begins, phase.days)
        return self._moved(phase, due) if phase.movable else due

    def _counted(self, phase: Phase) -> int:
        reach = phase.begins + phase.minutes * 8 + sum(end - begin for begin, end in phase.pauses) + 40 * 1440
        counts = self.works[phase.begins : reach].copy()
        for begin, end in phase.pauses:
            counts[max(0, begin - phase.begins) : max(0, end - phase.begins)] = False
        return phase.begins + int(np.flatnonzero(counts)[phase.minutes - 1]) + 1

    def _same_clock(self, begins: int, days: int) -> int:
        """The same time of the day so many working days later; from the next opening when nobody is there."""
        at = begins
        while not (self.works[at] or self.works[at - 1]):
            at += 1
        day, clock = divmod(at, 1440)
        while days:
            day += 1
            days -= int(self.works[day * 1440 : (day + 1) * 1440].any())
        return day * 1440 + clock

    def _moved(self, phase: Phase, due: int) -> int:
        """Moved by every working minute that passed while it stood; an opening time stays an opening time."""
        for begin, end in phase.pauses:
            if begin >= due:
                break
            stood = int(self.works[max(begin, phase.begins) : end].sum())
            opening = not self.works[due - 1]
            if stood:
                ahead = np.flatnonzero(self.works[due : due + (stood + 480) * 8 + 20 * 1440])
                due += int(ahead[stood]) if opening else int(ahead[stood - 1]) + 1
        return due


def moment(minute: int) -> datetime:
    """A minute of the table as a moment."""
    return datetime.combine(FIRST, datetime.min.time(), HANOI) + timedelta(minutes=minute)


class Story:
    """One random dossier, told twice: as events for the clock, as phases for the counter."""

    def __init__(self, rng: random.Random, counter: Counter) -> None:
        self.rng, self.counter = rng, counter
        self.at = rng.randrange(3 * 1440, (DAYS - 330) * 1440)
        self.limit = rng.choice(LIMITS)
        self.events = [ClockEvent(kind=EventKind.START, at=moment(self.at), limit=read_limit(self.limit))]
        self.phase = self._phase(self.limit)
        turns = [turn for turn, chance in ((self._papers, 0.5), (self._money, 0.3), (self._apology, 0.3),
                                           (self._papers, 0.15)) if rng.random() < chance]  # fmt: skip
        rng.shuffle(turns)
        for turn in turns:
            turn()

    def _phase(self, limit: str) -> Phase:
        count, unit = int(limit.split(maxsplit=1)[0]), limit.rsplit(maxsplit=1)[-1]
        return Phase(self.at, minutes=count * 60) if unit == "hours" else Phase(self.at, days=count)

    def _say(self, kind: EventKind, **more: Any) -> None:
        self.events.append(ClockEvent(kind=kind, at=moment(self.at), **more))

    def _wait(self, most_days: float) -> None:
        self.at += self.rng.randrange(0, int(most_days * 1440))

    def _stand(self, ground: str) -> None:
        self._wait(6)
        self._say(EventKind.PAUSE, owner=Owner.APPLICANT, ground=Ground(ground, ground))
        self.began = self.at
        self._wait(self.rng.choice((0.1, 2, 12, 40)))

    def _went_on(self) -> None:
        self._say(EventKind.RESUME)
        self.phase.pauses = (*self.phase.pauses, (self.began, self.at))

    def _papers(self) -> None:
        self._stand("dossier_pause.supplement")
        if self.rng.random() < 0.5:
            self._went_on()
        else:
            self._say(EventKind.RESTART, limit=read_limit(self.limit))
            self.phase = self._phase(self.limit)

    def _money(self) -> None:
        self._stand("dossier_pause.financial")
        if self.rng.random() < 0.3:
            self._went_on()
        else:
            self.limit = self.rng.choice(LIMITS)
            self._say(EventKind.NEXT_PHASE, limit=read_limit(self.limit))
            self.phase = self._phase(self.limit)

    def _apology(self) -> None:
        """Before the due moment only: a new one is named, at the close of a later day."""
        self._wait(0.5)
        due = self.counter.due(self.phase)
        if due <= self.at:
            return
        day = due // 1440 + self.rng.randrange(1, 8)
        while not self.counter.works[day * 1440 : (day + 1) * 1440].any():
            day += 1
        named = day * 1440 + 17 * 60
        self._say(EventKind.EXTEND, until=moment(named))
        self.phase = Phase(self.at, until=named)


def differences(count: int, seed: int) -> tuple[list[str], float, float]:
    """What differs (with the story), and the seconds that clock and counter took."""
    rng, counter, calendar = random.Random(seed), Counter(), national_calendar()
    rule = ClockRule(code="bench", limit=read_limit(LIMITS[0]))
    found, ours, theirs = [], 0.0, 0.0
    for number in range(count):
        story = Story(rng, counter)
        began = time.perf_counter()
        due = due_at(rule, story.events, calendar)
        between = time.perf_counter()
        counted = moment(counter.due(story.phase))
        theirs += time.perf_counter() - between
        ours += between - began
        if due != counted:
            told = ", ".join(f"{event.kind} {event.at:%d/%m/%Y %H:%M}" for event in story.events)
            found.append(f"{number}: clock {due}, counter {counted}: {told}")
    return found, ours, theirs


def run() -> list[dict[str, Any]]:
    """One row: how many due moments differ."""
    found, ours, theirs = differences(DOSSIERS, SEED)
    for line in found[:20]:
        print(f"    {line}")
    return [{
        "work": f"due moments of {DOSSIERS:,} random dossiers with pauses, second phases, apologies, Tết, swapped days",
        "ours": f"{len(found)} differences, {DOSSIERS / ours / 1e3:.0f}k/s",
        "beside": f"minute-by-minute counter {DOSSIERS / theirs / 1e3:.1f}k/s",
        "ratio": f"{100 * (DOSSIERS - len(found)) / DOSSIERS:.3f} % equal",
        "reach": "100 % equal",
    }]  # fmt: skip


if __name__ == "__main__":
    for row in run():
        print(row)
