"""Ổ cắm của lịch cá nhân: other rooms put their dated entries into the calendar feed of a person.

    register("programme", entries)   # (actor, from_on, to_on) -> entries that this actor may see
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from congvu.kernel.accounts.policy import Actor


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Một mục lịch. `key` stays the same as long as it is the same thing; a `date` is a whole day.

    `version` grows when the entry changes. Rooms leave out what must not be known, titles included.
    """

    key: str
    title: str
    starts: datetime | date
    made_at: datetime
    ends: datetime | date | None = None
    place: str = ""
    text: str = ""
    url: str = ""
    version: int = 0


Source = Callable[[Actor, date, date], Iterable[CalendarEntry]]
_sources: dict[str, Source] = {}


def register(code: str, source: Source) -> None:
    """Add a source at start-up. ValueError when another one has the code."""
    if _sources.get(code, source) is not source:
        raise ValueError(f"calendar source {code!r} is taken")
    _sources[code] = source


def from_rooms(actor: Actor, from_on: date, to_on: date) -> list[CalendarEntry]:
    """What the registered rooms have for this person between two days."""
    return [entry for source in _sources.values() for entry in source(actor, from_on, to_on)]
