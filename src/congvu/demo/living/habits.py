"""Thói quen. What a simulated person is like; the truth that no table of the database holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random


class Habit(Enum):
    """How somebody works. The last six evade, each in a way of its own; *overloaded* only looks like it."""

    PROMPT = "prompt"
    STEADY = "steady"
    OVERLOADED = "overloaded"
    LAST_HOUR = "passes_on_at_the_last_hour"
    BUYS_TIME = "asks_for_reassignment_to_buy_time"
    TRIFLES = "returns_for_trifles"
    WAITS = "holds_until_reminded"
    PERIOD_END = "reports_at_period_end_what_is_not_done"
    SPLITS = "asks_others_to_share_the_blame"

    @property
    def evades(self) -> bool:
        """Whether it is a way of evading."""
        return self not in (Habit.PROMPT, Habit.STEADY, Habit.OVERLOADED)


#: Of a hundred people so many are like this.
SHARES = {
    Habit.PROMPT: 30, Habit.STEADY: 34, Habit.OVERLOADED: 12, Habit.LAST_HOUR: 5, Habit.BUYS_TIME: 4,
    Habit.TRIFLES: 3, Habit.WAITS: 5, Habit.PERIOD_END: 4, Habit.SPLITS: 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """One official as he is. `pace`: of the time allowed he needs about this share; `slips`: how often the habit
    shows (0 to 1) — nobody evades always."""

    code: str
    habit: Habit
    pace: float
    slips: float


def deal(codes: Iterable[str], seed: int, givers: Sequence[str]) -> dict[str, Person]:
    """The people of the province; each by his own code, so that one more official changes nobody else.

    Only who gives work out can send it back: one of the givers, and nobody else, returns for trifles.
    """
    habits = [habit for habit in SHARES if habit is not Habit.TRIFLES]
    weights, fussy = [SHARES[habit] for habit in habits], Random(f"{seed}/fussy").choice(givers)
    people = {}
    for code in codes:
        rng = Random(f"{seed}/person/{code}")
        habit = rng.choices(habits, weights)[0] if code != fussy else Habit.TRIFLES
        pace = {Habit.PROMPT: 0.45, Habit.STEADY: 0.72, Habit.OVERLOADED: 0.98}.get(habit, 0.7)
        often = (0.35, 0.8) if habit is not Habit.TRIFLES else (0.15, 0.3)
        people[code] = Person(code, habit, pace * rng.uniform(0.85, 1.15), rng.uniform(*often))
    return people
