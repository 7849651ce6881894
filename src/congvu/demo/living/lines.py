"""The socket: a line of work says how much of it there is, begins its cases and lets them live."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from congvu.demo.living.life import Life
from congvu.demo.living.province import Province
from congvu.domain.directives.actions.making import Writer
from congvu.kernel.casework.models import Case


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

    def begin(self, write: Writer) -> list[Case]:
        """Open the cases through the room's own act; `write` puts them down, or keeps them for later."""

    def begun(self) -> list[Case]:
        """The cases as they stand in the database, in the order in which `begin` gave them."""

    def life_of(self, case: Case) -> Life | None:
        """What happens to one of these cases; None for one that others complete."""


#: (province, how many cases) → chunks in the order of time. Deterministic: the seed is the province's.
LineOfWork = Callable[[Province, int], Sequence[Chunk]]
_lines: dict[str, tuple[float, LineOfWork]] = {}


def join(name: str, weight: float, line: LineOfWork) -> None:
    """Let a line of work live in the province with its share of all cases; a second one of the name replaces it."""
    _lines[name] = (weight, line)


def chunks(province: Province, cases: int) -> list[Chunk]:
    """What begins in the whole time, in its order."""
    total = sum(weight for weight, _line in _lines.values())
    found = [
        chunk for weight, line in _lines.values() for chunk in line(province, max(1, round(cases * weight / total)))
    ]
    return sorted(found, key=lambda chunk: (chunk.at, chunk.name))
