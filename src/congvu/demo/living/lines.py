"""The socket: a line of work says how much of it there is, begins its cases and lets them live."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from congvu.demo.living.acts import Act
from congvu.demo.living.life import Life
from congvu.demo.living.province import Province
from congvu.demo.living.truth import Truth
from congvu.kernel.casework.models import Case

#: Hears up to which moment something has been played.
Tell = Callable[[datetime], None]


class Sheaf(Protocol):
    """Everything that came of a chunk, as the rows it becomes, and what the file of truth hears of it."""

    evaded: list[dict[str, Any]]

    def write(self) -> int:
        """Load everything; returns the number of journal lines."""


class Waiting(Protocol):
    """Lives that are lived aside, and give a sheaf."""

    def result(self) -> Sheaf:
        """What came of them; ShortOfNumbers when what was laid in did not last."""

    def leave(self) -> None:
        """Nobody wants the result any more."""


class Begun(Protocol):
    """A chunk whose lives are being lived."""

    @property
    def aside(self) -> Waiting:
        """Where they are lived."""

    def again(self, kind: str, year: int) -> None:
        """The numbers of a kind of child case in a year did not last: begin again with more."""


class Chunk(Protocol):
    """Cases that begin together, e.g. those of one directive: written in one transaction when written in bulk."""

    @property
    def name(self) -> str:
        """A name no other chunk has; what was written is known by it."""

    @property
    def at(self) -> datetime:
        """When it begins."""

    @property
    def size(self) -> int:
        """How many cases it begins."""

    def by_hand(self) -> list[Life]:
        """Open what has to be opened first, by the acts of the office; the lives that begin with it."""

    def write(self, act: Act) -> list[Case]:
        """Do one act of such a life through its own function; what the life is told of it."""

    def in_bulk(self, end: datetime) -> Begun:
        """Let the lives be lived aside, to the reform or to the end."""


class OfBefore(Chunk, Protocol):
    """A chunk of before the reform, with which there is something to go on with after it."""

    def go_on(self, end: datetime) -> Begun:
        """Let the lives that are not over be lived to the end."""


class LineOfWork(Protocol):
    """What a line of work brings. Deterministic: the seed is the province's."""

    def open(self, province: Province, amount: int, truth: Truth, *, by_hand: bool) -> None:
        """Lay down what there has to be before anything begins, in one transaction."""

    def chunks(self, province: Province, amount: int) -> Sequence[Chunk]:
        """About so many cases, in the order of time."""

    def finish(self, province: Province, amount: int) -> None:
        """What is left to do when everything has been written in bulk, in one transaction."""

    def follow(self, province: Province, amount: int, truth: Truth, tell: Tell, *, by_hand: bool) -> None:
        """What stands on the work of all lines: played when that is there, by hand or in bulk, in one transaction."""


_lines: dict[str, LineOfWork] = {}


def join(name: str, line: LineOfWork) -> None:
    """Let a line of work live in the province; a second one of the name replaces it."""
    _lines[name] = line


def asked_for(amounts: Mapping[str, int]) -> list[tuple[LineOfWork, int]]:
    """The lines of which there is something."""
    return [(line, amounts[name]) for name, line in _lines.items() if amounts.get(name)]


def chunks(province: Province, amounts: Mapping[str, int]) -> list[Chunk]:
    """What begins in the whole time, in its order."""
    found = [chunk for line, amount in asked_for(amounts) for chunk in line.chunks(province, amount)]
    return sorted(found, key=lambda chunk: (chunk.at, chunk.name))
