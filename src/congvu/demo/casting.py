"""Which task gets which story: by chance, but each story at least once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from congvu.demo import stories
from congvu.demo.lam_giang_agencies import OFFICE
from congvu.demo.stage import Stage
from congvu.demo.stories import Story
from congvu.demo.walking import Walk

Weighted = Sequence[tuple[Story, float]]

#: Units with a log-in of the demo: whoever signs in for them finds something to accept.
LEFT_TO_ACCEPT = frozenset({"snv", "stc", "xa-an-khanh"})
#: Tasks whose deadline has passed.
PAST: Weighted = (
    (stories.done, 54), (stories.done_with_progress, 10), (stories.late, 10), (stories.overdue, 5),
    (stories.returned, 6),
    (stories.extended, 4), (stories.extension_refused, 2), (stories.deemed, 4), (stories.handed_down, 3),
    (stories.suspended_and_resumed, 0.6), (stories.suspended, 0.3), (stories.withdrawn, 0.6), (stories.reopened, 0.5),
)  # fmt: skip
#: Tasks whose deadline is still to come, or that have none.
OPEN: Weighted = (
    (stories.working, 60), (stories.done_with_progress, 8), (stories.deemed, 10), (stories.returned_now, 4),
    (stories.extended, 4), (stories.extension_refused, 2), (stories.handed_down, 8), (stories.suspended, 0.5),
    (stories.withdrawn, 0.5),
)  # fmt: skip
#: What departments do besides.
PAST_OF_DEPARTMENTS: Weighted = (
    *PAST, (stories.moved, 4), (stories.not_moved, 4), (stories.passed_on, 4), (stories.reopened_now, 2),
)  # fmt: skip
#: What the Office does with what it keeps for itself, and coordinating units with their part.
PLAIN_PAST: Weighted = ((stories.done, 80), (stories.late, 12), (stories.overdue, 4))
PLAIN_OPEN: Weighted = ((stories.working, 70), (stories.done_with_progress, 20))


@dataclass
class Must:
    """A story that has to be told `times` times, by departments or communes, before or after the deadline."""

    story: Story
    past: bool
    departments: bool
    times: int = 1

    def fits(self, *, past: bool, department: bool) -> bool:
        """Whether a task of this kind may tell it."""
        return self.times > 0 and self.past == past and self.departments == department


class Casting:
    """Chooses the story of every task."""

    def __init__(self, stage: Stage, departments: Sequence[str], rng: Random) -> None:
        self._stage, self._departments, self._rng = stage, frozenset(departments), rng
        self._musts = self._everything_once()

    def _everything_once(self) -> list[Must]:
        end, stage = self._stage.end, self._stage
        past = [
            stories.moved, stories.not_moved, stories.passed_on, stories.handed_down, stories.returned,
            stories.extended,
            stories.extension_refused, stories.overdue, stories.late, stories.suspended_and_resumed, stories.withdrawn,
            stories.reopened, stories.reopened_now, stories.suspended, stories.deemed, stories.done,
        ]  # fmt: skip
        now: list[tuple[Story, int, int]] = [
            (stories.asking_extension(end), 2, 6), (stories.asking_reassignment(end), 2, 3),
            (stories.just_reported(end), 3, 14), (stories.just_offered_on(end), 2, 0), (stories.working, 3, 4),
            (stories.returned_now, 1, 4), (stories.suspended, 1, 2), (stories.extended, 1, 3),
            (stories.extension_refused, 1, 2), (stories.withdrawn, 1, 2), (stories.handed_down, 1, 2),
            (stories.consulting(stage, answers=1, wait_for_end=True), 2, 0),
        ]  # fmt: skip
        musts = [Must(story, past=True, departments=True) for story in past]
        musts += [
            Must(stories.consulting(stage, answers=2), past=True, departments=True, times=4),
            Must(stories.consulting(stage, answers=3), past=True, departments=True, times=4),
            Must(stories.suspended, past=True, departments=False, times=2),
            Must(stories.reopened_now, past=True, departments=False, times=2),
            Must(stories.just_reported(end), past=True, departments=False, times=4),
        ]
        for story, of_departments, of_communes in now:
            musts.append(Must(story, past=False, departments=True, times=of_departments))
            musts.append(Must(story, past=False, departments=False, times=of_communes))
        return musts

    def story_of(self, walk: Walk, recent: bool) -> Story | None:
        """The story of a task; None for one nobody has touched. `recent`: it was issued in the last hours."""
        if walk.part == "reading":
            return self._reading(recent)
        if recent and walk.unit in LEFT_TO_ACCEPT:
            return None
        if recent:
            return self._rng.choices((None, stories.working), (75, 25))[0]
        past = walk.due is not None and walk.due < self._stage.end
        if walk.unit == OFFICE or walk.part in ("coordination", "period") or walk.due is None:
            return self._pick(PLAIN_PAST if past else PLAIN_OPEN)
        department = walk.unit in self._departments
        fitting = [must for must in self._musts if must.fits(past=past, department=department)]
        if fitting and self._rng.random() < (0.8 if department else 0.3):
            must = self._rng.choice(fitting)
            must.times -= 1
            return must.story
        if past:
            return self._pick(PAST_OF_DEPARTMENTS if department else PAST)
        return self._pick(OPEN)

    def _pick(self, table: Weighted) -> Story:
        return self._rng.choices([story for story, _weight in table], [weight for _story, weight in table])[0]

    def _reading(self, recent: bool) -> Story | None:
        chance = self._rng.random()
        if recent and chance < 0.85:
            return None
        people, confirmed = (2, True) if chance < 0.8 else ((1, False) if chance < 0.92 else (0, True))
        return lambda walk: stories.reading(walk, people=people, confirmed=confirmed)
