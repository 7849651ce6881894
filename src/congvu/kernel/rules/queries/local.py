"""Local choices, kept in the memory of the process under a stamp that every change renews.

The stamp is looked at again when `FRESH_SECONDS` have passed; a thread that has changed something reads the
database directly until its transaction is over, so that it sees its own work and a rollback leaves nothing behind.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from congvu.core.rulebook import Rule as DatedRule
from congvu.core.rulebook import Rulebook
from congvu.kernel.rules.models import LocalRule, RulebookStamp
from congvu.kernel.rules.shipped import RULES, VERSION, Rule

#: For how long a change made by another process may go unseen.
FRESH_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class LocalChoice:
    """One row of local choices, as values."""

    pk: int
    about: str
    code: str
    value: str
    act: str
    label_vi: str
    label_en: str
    whose: str
    evidence: bool
    source: str
    reason: str
    from_on: date
    to_on: date | None
    made_at: datetime
    made_by_name: str
    withdrawn_at: datetime | None
    withdrawn_by_name: str

    def in_force(self, on: date) -> bool:
        """Whether the choice holds on a day; a withdrawn one never does."""
        return self.withdrawn_at is None and self.from_on <= on and (self.to_on is None or on < self.to_on)


Choices = Mapping[str, tuple[LocalChoice, ...]]


@dataclass(frozen=True, slots=True)
class Book:
    """The whole rulebook under one stamp: dated rules for asking, and the choices behind the local ones."""

    stamp: str
    rules: Rulebook
    choices: Choices
    chosen: Mapping[DatedRule, LocalChoice]


class _Memory:
    """What this process knows, and when it last made sure."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.book: Book | None = None
        self.seen_at = 0.0


_memory = _Memory()
_thread = threading.local()


def mark_written() -> None:
    """This thread changed the rulebook: its next reads go to the database until its transaction is over."""
    _thread.dirty = True


def forget() -> None:
    """Trust nothing; the next read looks at the database."""
    _thread.dirty = False
    with _memory.lock:
        _memory.book, _memory.seen_at = None, 0.0


def _stamp() -> str:
    return RulebookStamp.objects.values_list("stamp", flat=True).filter(pk=1).first() or ""


def dated(row: Rule) -> DatedRule:
    """A shipped row as the core's dated rule."""
    return DatedRule(
        code=row.code, value=row.value, unit=row.kind, in_force_from=row.valid_from, in_force_to=row.valid_to,
        source=row.source.instrument, article=row.source.article, standing=row.standing, note=row.note_en,
    )


def _read(stamp: str) -> Book:
    """Build the book: the shipped rules, and after them the province's choices that were not withdrawn."""
    choices: dict[str, list[LocalChoice]] = {}
    chosen: dict[DatedRule, LocalChoice] = {}
    for values in LocalRule.objects.order_by("pk").values_list(*LocalChoice.__dataclass_fields__):
        choice = LocalChoice(*values)
        choices.setdefault(choice.code, []).append(choice)
        if choice.about == "rule" and choice.withdrawn_at is None:
            chosen[
                DatedRule(
                    code=choice.code, value=choice.value, in_force_from=choice.from_on, in_force_to=choice.to_on,
                    source=choice.source, standing="local", note=f"choice {choice.pk}",
                )
            ] = choice
    rules = Rulebook([*map(dated, RULES), *chosen])
    return Book(stamp, rules, {code: tuple(found) for code, found in choices.items()}, chosen)


def book() -> Book:
    """The rulebook of this moment. No statement when the stamp was seen less than `FRESH_SECONDS` ago."""
    if getattr(_thread, "dirty", False):
        if connection.in_atomic_block:
            return _read(_stamp())
        forget()
    with _memory.lock:
        known = _memory.book
        if known is not None and time.monotonic() - _memory.seen_at < FRESH_SECONDS:
            return known
    stamp = _stamp()
    fresh = known if known is not None and known.stamp == stamp else _read(stamp)
    with _memory.lock:
        _memory.book, _memory.seen_at = fresh, time.monotonic()
    return fresh


def local_choices() -> Choices:
    """Every local choice by code, oldest first, ended and withdrawn ones included."""
    return book().choices


def version() -> str:
    """Which rulebook is in force: shipped data and local choices; decisions may keep it."""
    stamp = book().stamp
    return f"{VERSION}.{stamp[:8]}" if stamp else VERSION
