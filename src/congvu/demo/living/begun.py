"""Chunks of cases that have begun: their lives are lived beside the database, then everything is written together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from congvu.demo.living.acts import Act
from congvu.demo.living.aside import Aside, hands
from congvu.demo.living.bulk import BulkPen, Sheaf
from congvu.demo.living.life import Life
from congvu.demo.living.province import REFORM_AT
from congvu.domain.directives.actions.making import Writer
from congvu.kernel.casework.models import Case

#: Processes that live the lives of some chunks while others are begun.
HANDS = hands()
#: Numbers are laid in for a question of every fourth task (a fifth ask somebody), and some to spare.
ONE_OF, SPARE = 4, 10


class Opening(Protocol):
    """A chunk whose cases are opened by their room's own act before their lives are lived."""

    @property
    def at(self) -> datetime:
        """When it begins."""

    @property
    def size(self) -> int:
        """How many cases it begins."""

    def begin(self, write: Writer) -> list[Case]:
        """Open the cases through the room's own act; `write` puts them down, or keeps them for later."""

    def begun(self) -> list[Case]:
        """The cases as they stand in the database, in the order in which `begin` gave them."""

    def life_of(self, case: Case) -> Life | None:
        """What happens to one of these cases; None for one that others complete."""


class Begun:
    """A chunk whose lives are being lived, aside where there is a processor for it."""

    def __init__(self, pen: BulkPen, lived: Callable[[], Sheaf], at: datetime, tasks: int) -> None:
        self._pen, self._lived = pen, lived
        self._questions = {at.year: tasks // ONE_OF + SPARE}
        if at.month > 9:  # some are asked after the turn of the year only
            self._questions[at.year + 1] = tasks // (2 * ONE_OF) + SPARE
        self._send()

    def _send(self) -> None:
        if HANDS:
            self._pen.lay_in(self._questions)
        self.aside = Aside(self._lived, apart=HANDS > 0)

    def again(self, kind: str, year: int) -> None:
        """The numbers did not last: with many more; those of tasks are questions."""
        del kind
        self._questions = {year: 3 * max(30, self._questions.get(year, 0))}
        self._send()


def live_on(write: Callable[[Act], list[Case]], life: Life, act: Act | None, until: datetime) -> None:
    """Write the acts of a life up to a moment, from one on."""
    while act is not None and act.at < until:
        act = go_on(life, write(act))


def go_on(life: Life, children: list[Case]) -> Act | None:
    """The next act of a life, which is told the cases its last one opened; None at its end."""
    try:
        return life.send(children)
    except StopIteration:
        return None


def begin(chunk: Opening, end: datetime) -> Begun:
    """Open the cases of a chunk; they live to the reform or to the end."""
    pen = BulkPen(may_ask=HANDS == 0)
    cases = chunk.begin(pen.issue)
    until = REFORM_AT if chunk.at < REFORM_AT else end

    def lived() -> Sheaf:
        pen.open_issued()
        for case in cases:
            if (life := chunk.life_of(case)) is not None:
                live_on(pen.write_act, life, next(life, None), until)
        pen.settle_umbrellas(until)
        return pen.gather()

    return Begun(pen, lived, chunk.at, chunk.size)


def go_on_with(chunk: Opening, end: datetime) -> Begun:
    """Go on after the reform with the lives of a chunk: each is lived through to that day again, unwritten."""
    cases = chunk.begun()
    children: dict[int, list[Case]] = {}
    asked = Case.objects.filter(parent_id__in=[case.pk for case in cases], kind="consultation")
    for child in asked.order_by("pk"):
        children.setdefault(child.parent_id or 0, []).append(child)
    going: list[tuple[Life, Act]] = []
    taken = {case.pk: case for case in cases if chunk.life_of(case) is None}
    for case in cases:
        life = chunk.life_of(case)
        act = next(life, None) if life is not None else None
        while life is not None and act is not None and act.at < REFORM_AT:
            act = go_on(life, children.get(case.pk, []))
        if life is not None and act is not None and act.at < end:
            going.append((life, act))
            taken[case.pk] = case
    pen = BulkPen(may_ask=HANDS == 0)
    pen.take_up(list(taken.values()), [child for pk in taken for child in children.get(pk, [])])

    def lived() -> Sheaf:
        for life, act in going:
            live_on(pen.write_act, life, act, end)
        pen.settle_umbrellas(end)
        return pen.gather()

    return Begun(pen, lived, REFORM_AT, len(going))
