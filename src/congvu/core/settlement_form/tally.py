"""Số liệu một dòng. Counts of dossiers of one line of the form, and the five things that must hold of them.

The form counts a dossier once on each side: received in the period or carried over from before it; settled in it, or
still open at its end. So what came in equals what went out and what is left, for every line and for the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Một dòng. Basic counts; the totals of the form are told from them.

    Received anew: `online_full`, `online_partial`, `counter`, `post`; `carried` over. Settled: `early` (before the
    day promised), `on_day` (on that day in time, and those stopped or withdrawn in time), `late_apology` (after the
    first appointment, with an apology in time), `late_plain`. Open: `open_in_time`, `open_late_apology`,
    `open_late_plain`. `elsewhere` are new ones received at a desk that does not serve the settling agency; `stopped`,
    `withdrawn` are among the settled. `waiting_in_time`, `waiting_late`, `declined` are online submissions that are no
    dossiers yet, or never were: they stand outside the sums.
    """

    online_full: int = 0
    online_partial: int = 0
    counter: int = 0
    post: int = 0
    carried: int = 0
    early: int = 0
    on_day: int = 0
    late_apology: int = 0
    late_plain: int = 0
    open_in_time: int = 0
    open_late_apology: int = 0
    open_late_plain: int = 0
    elsewhere: int = 0
    stopped: int = 0
    withdrawn: int = 0
    waiting_in_time: int = 0
    waiting_late: int = 0
    declined: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})

    @property
    def online(self) -> int:
        """Column 4."""
        return self.online_full + self.online_partial

    @property
    def direct(self) -> int:
        """Column 5: in person and by public post."""
        return self.counter + self.post

    @property
    def received(self) -> int:
        """Column 3."""
        return self.online + self.direct + self.carried

    @property
    def settled(self) -> int:
        """Column 7."""
        return self.early + self.on_time + self.late

    @property
    def on_time(self) -> int:
        """Column 9."""
        return self.on_day

    @property
    def late(self) -> int:
        """Column 10."""
        return self.late_apology + self.late_plain

    @property
    def open(self) -> int:
        """Column 11."""
        return self.open_in_time + self.open_late

    @property
    def open_late(self) -> int:
        """Column 13."""
        return self.open_late_apology + self.open_late_plain

    @property
    def is_nothing(self) -> bool:
        """Whether every count is 0."""
        return self == NOTHING


NOTHING = Tally()


class Fault(StrEnum):
    """Sai lệch của biểu."""

    NEGATIVE = "negative"
    """A count below 0."""
    UNBALANCED = "unbalanced"
    """(3) is not (7) + (11)."""
    TOTAL = "total"
    """The whole is not the sum of its lines."""
    DISCONTINUOUS = "discontinuous"
    """What is carried over is not what the period before left open."""


def faults(lines: Sequence[Tally], whole: Tally) -> tuple[Fault, ...]:
    """What does not add up: (3) = (4)+(5)+(6), (7) = (8)+(9)+(10) and (11) = (12)+(13) hold by construction and are
    checked where counts are negative; (3) = (7)+(11) and the sum of the lines are counted apart and may fail."""
    found = []
    if any(getattr(one, part.name) < 0 for one in (*lines, whole) for part in fields(one)):
        found.append(Fault.NEGATIVE)
    if any(one.received != one.settled + one.open for one in (*lines, whole)):
        found.append(Fault.UNBALANCED)
    if sum(lines, NOTHING) != whole:
        found.append(Fault.TOTAL)
    return tuple(found)


def continuous(before: Mapping[str, Tally], after: Mapping[str, Tally]) -> dict[str, tuple[int, int]]:
    """Lines whose carried-over number is not what the period right before it left open: line → (left, carried)."""
    found = {}
    for line in before.keys() | after.keys():
        left, carried = before.get(line, NOTHING).open, after.get(line, NOTHING).carried
        if left != carried:
            found[line] = (left, carried)
    return found
