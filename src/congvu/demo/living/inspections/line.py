"""Kiểm tra công vụ as a line of the living province: played through the acts people's checks go through.

Checks stand on what the other lines leave behind (cases of agencies as they stood on a day) and on each other (what is
found again, which remedies were open then): they are played when the other lines have been written, in the order of
time among themselves, in both sizes in the same way. They are few: only what is noted of every item on site, which
leaves no line in the journal, is written as rows in a large province.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from datetime import datetime

from congvu.demo.living.inspections.bench import Bench, Life, lay_out
from congvu.demo.living.inspections.year import Year
from congvu.demo.living.lines import Chunk, Tell
from congvu.demo.living.province import Province, local_day
from congvu.demo.living.truth import Truth

#: The shipped checklist holds from this year on.
FIRST_YEAR = 2026


class Stage:
    """Lives as they are played: whoever comes next in time is woken."""

    def __init__(self, until: datetime) -> None:
        self._until = until
        self._waiting: list[tuple[datetime, int, Life]] = []
        self._now: datetime | None = None
        self._order = 0

    def begin(self, life: Life) -> None:
        """A life that begins now."""
        self._order += 1
        self._wait(life, self._order)

    def _wait(self, life: Life, order: int) -> None:
        at = next(life, None)
        if at is None:
            return
        at = max(at, self._now) if self._now is not None else at
        if at < self._until:
            heapq.heappush(self._waiting, (at, order, life))

    def play(self, tell: Tell) -> None:
        """To the end, telling the month."""
        month = 0
        while self._waiting:
            at, order, life = heapq.heappop(self._waiting)
            self._now = at
            if local_day(at).month != month:
                month = local_day(at).month
                tell(at)
            self._wait(life, order)


class Inspections:
    """Kiểm tra công vụ. The line of work; its amount is the number of visits in a year, re-checks beside them."""

    def open(self, province: Province, amount: int, truth: Truth, *, by_hand: bool) -> None:
        """What checks need is made when they begin."""

    def chunks(self, province: Province, amount: int) -> Sequence[Chunk]:
        """Nothing begins beside the database."""
        del province, amount
        return ()

    def finish(self, province: Province, amount: int) -> None:
        """Each check is whole."""

    def follow(self, province: Province, amount: int, truth: Truth, tell: Tell, *, by_hand: bool) -> None:
        """All checks from the first year of the checklist to the end."""
        stage = Stage(province.end)
        bench: Bench = lay_out(province, truth, stage.begin, by_hand=by_hand)
        for year in range(FIRST_YEAR, local_day(province.end).year + 1):
            stage.begin(Year(bench, year, amount).run())
        stage.play(tell)
