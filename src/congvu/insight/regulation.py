"""The socket of checks of the working regulation: each rule is one small declared check, computed from what is there.

A check gives everything that fell due in a period, in time or not, so that a count of late ones always has its n. What
it finds is a question to the unit, never a verdict. A rule nothing recorded speaks of says so (`Unchecked`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from congvu.core.refusals import NotFound
from congvu.core.working_time import HANOI, Limit, WorkCalendar, measure
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.rules import queries as rules


@dataclass(frozen=True, slots=True)
class Owed:
    """Việc đến hạn trong kỳ. What a unit owed by `due`, when it was `done` (None: not yet), how late that is.

    `since` is when the time began; `minutes_late` is working time, `pages_over` pages, whichever the check counts;
    `source` is the text that sets the time where that is not the check's own rule.
    """

    unit_id: int
    who: str
    code: str
    title: str
    due: datetime
    done: datetime | None
    minutes_late: int
    document_id: int | None = None
    since: datetime | None = None
    source: str = ""
    pages_over: int = 0

    @property
    def is_broken(self) -> bool:
        """Whether the rule was not kept."""
        return self.minutes_late > 0 or self.pages_over > 0


#: (actor, first day, last day, now) → everything that fell due then and is open to the actor.
Find = Callable[[Actor, date, date, datetime], Sequence[Owed]]


class Manner(StrEnum):
    """Trái quy định thế nào. In which way what is found differs from the rule."""

    LATE = "late"
    SHORT = "short"
    LONG = "long"
    PAGES = "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Kiểm tra việc chấp hành. `rule` is the code in the rulebook whose time is asked after ("": a text of its own).

    `note` says what the system takes for the deed, and what it therefore cannot see.
    """

    name: str
    rule: str
    label_vi: str
    label_en: str
    find: Find
    manner: Manner = Manner.LATE
    note_vi: str = ""
    note_en: str = ""

    def label(self, language: str = "vi") -> str:
        """In `language` ("vi", anything else gives English)."""
        return self.label_vi if language == "vi" else self.label_en

    def note(self, language: str = "vi") -> str:
        """The same of the note."""
        return self.note_vi if language == "vi" else self.note_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """Quy định chưa kiểm tra được. A rule no record of the system speaks of, and why."""

    rule: str
    why_vi: str
    why_en: str

    def why(self, language: str = "vi") -> str:
        """In `language` ("vi", anything else gives English)."""
        return self.why_vi if language == "vi" else self.why_en


_checks: dict[str, Check] = {}
_unchecked: dict[str, Unchecked] = {}


def register(check: Check) -> Check:
    """Declare a check at start-up; a second one of the same name is refused."""
    if check.name in _checks and _checks[check.name] is not check:
        raise ValueError(f"two checks are called {check.name!r}")
    _checks[check.name] = check
    return check


def register_unchecked(unchecked: Unchecked) -> Unchecked:
    """Declare that a rule cannot be checked; a rule that has a check is refused."""
    if any(check.rule == unchecked.rule for check in _checks.values()):
        raise ValueError(f"{unchecked.rule!r} has a check")
    _unchecked[unchecked.rule] = unchecked
    return unchecked


def all_checks() -> tuple[Check, ...]:
    """Every check, in the order of its room."""
    return tuple(_checks.values())


def all_unchecked() -> tuple[Unchecked, ...]:
    """Every rule that is said not to be checked."""
    return tuple(_unchecked.values())


def bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """The moments a period of days begins and ends."""
    return datetime.combine(first, time(0), HANOI), datetime.combine(last, time(23, 59, 59, 999_999), HANOI)


def limit_then(code: str, at: datetime) -> Limit | None:
    """The limit of a rule as it held on the day of `at`; None where no such rule was in force: nothing was owed."""
    try:
        return rules.limit(code, at.astimezone(HANOI).date())
    except NotFound:
        return None


def count_then(code: str, at: datetime) -> int | None:
    """The number a rule set on the day of `at`; None where no such rule was in force."""
    try:
        return int(rules.rule(code, at.astimezone(HANOI).date()).value)
    except NotFound:
        return None


def late_minutes(calendar: WorkCalendar, due: datetime, done: datetime | None, now: datetime) -> int:
    """Working minutes between the due moment and the deed, or now; 0 in time. A deed off hours counts as one minute."""
    end = done or now
    return max(1, measure(calendar, due, end) // 60) if end > due else 0
