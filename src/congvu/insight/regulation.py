"""The socket of checks of the working regulation: each rule is one small declared check, computed from what is there.

A check gives everything that fell due in a period, in time or not, so that a count of late ones always has its n. What
it finds is a question to the unit, never a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from congvu.core.working_time import HANOI, WorkCalendar, measure
from congvu.kernel.accounts.policy import Actor


@dataclass(frozen=True, slots=True)
class Owed:
    """Việc đến hạn trong kỳ. What a unit owed by `due`, when it was `done` (None: not yet), how late that is."""

    unit_id: int
    who: str
    code: str
    title: str
    due: datetime
    done: datetime | None
    minutes_late: int
    document_id: int | None = None


#: (actor, first day, last day, now) → everything that fell due then and is open to the actor.
Find = Callable[[Actor, date, date, datetime], Sequence[Owed]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Kiểm tra việc chấp hành. `rule` is the code in the rulebook whose time is asked after."""

    name: str
    rule: str
    label_vi: str
    label_en: str
    find: Find

    def label(self, language: str = "vi") -> str:
        """In `language` ("vi", anything else gives English)."""
        return self.label_vi if language == "vi" else self.label_en


_checks: dict[str, Check] = {}


def register(check: Check) -> Check:
    """Declare a check at start-up; a second one of the same name is refused."""
    if check.name in _checks and _checks[check.name] is not check:
        raise ValueError(f"two checks are called {check.name!r}")
    _checks[check.name] = check
    return check


def all_checks() -> tuple[Check, ...]:
    """Every check, in the order of its room."""
    return tuple(_checks.values())


def bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """The moments a period of days begins and ends."""
    return datetime.combine(first, time(0), HANOI), datetime.combine(last, time(23, 59, 59), HANOI)


def late_minutes(calendar: WorkCalendar, due: datetime, done: datetime | None, now: datetime) -> int:
    """Working minutes between the due moment and the deed, or now; 0 in time. A deed off hours counts as one minute."""
    end = done or now
    return max(1, measure(calendar, due, end) // 60) if end > due else 0
