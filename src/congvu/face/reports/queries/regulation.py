"""Chấp hành quy chế làm việc: what fell due in a period by every declared check, and the rules behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language

from congvu.core.refusals import NotFound
from congvu.core.working_time import HANOI
from congvu.insight.regulation import Check, Owed, all_checks, all_unchecked
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.rules import queries as rulebook
from congvu.kernel.rules.shipped import STANDINGS


def language() -> str:
    """The language of the screen: vi or en."""
    return "vi" if (get_language() or "vi").startswith("vi") else "en"


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One thing that fell due under the working regulation, with the check that asks after it."""

    pk: int
    check: Check
    owed: Owed
    source: str

    @property
    def unit(self) -> str:
        return people.agency_name(self.owed.unit_id)

    @property
    def minutes_late(self) -> int:
        return self.owed.minutes_late

    @property
    def due(self) -> datetime:
        return self.owed.due


def owed_in(actor: Actor, first: date, last: date, now: datetime) -> list[OwedRow]:
    """Everything that fell due in the period by any declared check and is open to the actor, kept or not."""
    found = [(check, owed) for check in all_checks() for owed in check.find(actor, first, last, now)]
    known: dict[tuple[str, date], str] = {}
    return [OwedRow(place, check, owed, _source(check, owed, known)) for place, (check, owed) in enumerate(found, 1)]


def _source(check: Check, owed: Owed, known: dict[tuple[str, date], str]) -> str:
    """The text a thing was owed by on the day its time began."""
    if owed.source or not check.rule:
        return owed.source
    on = (owed.since or owed.due).astimezone(HANOI).date()
    if (check.rule, on) not in known:
        try:
            known[check.rule, on] = rulebook.rule(check.rule, on).source
        except NotFound:
            known[check.rule, on] = ""
    return known[check.rule, on]


def per_unit(rows: list[OwedRow]) -> list[dict[str, Any]]:
    """Not kept and all that fell due, by unit; where most was not kept first."""
    counts: dict[int, list[int]] = {}
    for row in rows:
        pair = counts.setdefault(row.owed.unit_id, [0, 0])
        pair[0] += row.owed.is_broken
        pair[1] += 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1][0], -item[1][1], item[0]))
    return [
        {"id": unit_id, "name": people.agency_name(unit_id), "late": late, "n": n} for unit_id, (late, n) in ranked
    ]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as the screen tells it: its value on the day, its source, what is asked after and how much was found.

    `words` is empty while no such rule holds; `note` says what the system takes for the deed, or, for a rule that is
    not checked, why.
    """

    check: str
    label: str
    words: str
    source: str
    standing: str
    note: str
    late: int = 0
    n: int = 0


def rules_asked_after(on: date, rows: list[OwedRow]) -> list[RuleRow]:
    """Every check with its rule as it holds on a day, and its counts among the rows."""
    counts: dict[str, list[int]] = {}
    for row in rows:
        pair = counts.setdefault(row.check.name, [0, 0])
        pair[0] += row.owed.is_broken
        pair[1] += 1
    found = []
    for check in all_checks():
        words, source, standing = _rule(check.rule, on)
        late, n = counts.get(check.name, [0, 0])
        found.append(
            RuleRow(check.name, check.label(language()), words, source, standing, check.note(language()), late, n)
        )
    return found


def rules_not_checked(on: date) -> list[RuleRow]:
    """The rules nothing recorded speaks of, and why."""
    found = []
    for one in all_unchecked():
        words, source, standing = _rule(one.rule, on)
        found.append(RuleRow("", _label(one.rule, on), words, source, standing, one.why(language())))
    return found


def _label(code: str, on: date) -> str:
    try:
        return rulebook.rule(code, on).label
    except NotFound:
        shipped, _choices = rulebook.history(code)
        return (shipped[0].vi if language() == "vi" else shipped[0].en) if shipped else code


def _rule(code: str, on: date) -> tuple[str, str, str]:
    """(value in words, source, standing in words) of a rule on a day; empty where none holds."""
    if not code:
        return "", "", ""
    try:
        rule = rulebook.rule(code, on)
    except NotFound:
        return "", "", ""
    vi, en = STANDINGS[rule.standing]
    return rule.words, rule.source, vi if language() == "vi" else en
