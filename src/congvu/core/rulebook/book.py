"""Sổ quy tắc. Legal values with their dates: limits, thresholds, grounds — data, never constants in code.

A value is in force `[in_force_from, in_force_to)`; the case keeps the law of its own date by asking the book for
that date. A province's own rule (standing "local") goes before the national one while it is in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal

from congvu.core.refusals import Invalid, NotFound

Standing = Literal["verified", "unverified", "local"]
"""Độ tin cậy. Confirmed by official texts, not confirmed, or decided by the agency itself."""

Value = int | Decimal | str | bool
"""Giá trị. Whole numbers, exact decimals, texts (a limit in its grammar, a code), yes or no; never floats."""

STANDINGS: tuple[Standing, ...] = ("verified", "unverified", "local")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Quy tắc. One legal value in one stretch of time.

    `unit` says what the value counts ("working days", "percent", "times"), empty for texts. `in_force_to` is the
    first day it is no longer in force, None while no end is known. `source` names the instrument, `article` the
    place in it. An `unverified` value is shown as such wherever it is used.
    """

    code: str
    value: Value
    unit: str = ""
    in_force_from: date
    in_force_to: date | None = None
    source: str = ""
    article: str = ""
    standing: Standing = "unverified"
    note: str = ""

    def __post_init__(self) -> None:
        if not self.code:
            raise Invalid("A rule needs a code.", field="code", code="bad_rule")
        if isinstance(self.value, float):
            raise Invalid("A legal value is exact: whole, decimal or text.", field="value", code="bad_rule")
        if self.standing not in STANDINGS:
            raise Invalid("A rule is verified, unverified or local.", field="standing", code="bad_rule")
        if self.in_force_to is not None and self.in_force_to <= self.in_force_from:
            raise Invalid("A rule must end after it begins.", field="in_force_to", code="bad_rule")
        if self.standing == "verified" and not self.source:
            raise Invalid("A verified rule names its source.", field="source", code="bad_rule")

    def holds_on(self, on: date) -> bool:
        """Whether the rule is in force on a date."""
        return self.in_force_from <= on and (self.in_force_to is None or on < self.in_force_to)

    @property
    def is_local(self) -> bool:
        """Whether the agency decided it itself."""
        return self.standing == "local"

    @property
    def citation(self) -> str:
        """Source and article in one text, empty when there is none."""
        return ", ".join(text for text in (self.source, self.article) if text)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Mâu thuẫn. Two rules of one code and level that hold on the same days, with different values or not."""

    first: Rule
    second: Rule

    def __str__(self) -> str:
        since = max(self.first.in_force_from, self.second.in_force_from)
        return f"{self.first.code}: {self.first.value} and {self.second.value} both hold from {since.isoformat()}"


@dataclass(frozen=True, slots=True)
class Gap:
    """Khoảng trống. Days `[start, end)` between two rules of one code on which none holds."""

    code: str
    start: date
    end: date

    def __str__(self) -> str:
        return f"{self.code}: nothing holds from {self.start.isoformat()} until {self.end.isoformat()}"


class ChangeKind(StrEnum):
    """Loại thay đổi giữa hai ngày."""

    CAME = "came"
    WENT = "went"
    VALUE = "value"
    SOURCE = "source"
    """The same value from another text, article or standing."""


@dataclass(frozen=True, slots=True)
class Change:
    """Thay đổi. What became of one code between two dates; `before` or `after` is None when it came or went."""

    code: str
    kind: ChangeKind
    before: Rule | None
    after: Rule | None


class RulebookUnsound(Invalid):
    """Sổ quy tắc mâu thuẫn. `conflicts` says where two rules hold at once."""

    code = "rulebook_unsound"

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__("The rulebook contradicts itself: " + "; ".join(map(str, conflicts)), code=self.code)
        self.conflicts = conflicts


class Rulebook:
    """Sổ quy tắc. All rules, asked by code and date."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(sorted(rules, key=lambda r: (r.code, r.is_local, r.in_force_from)))

    @cached_property
    def _by_code(self) -> dict[str, tuple[Rule, ...]]:
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.code, []).append(rule)
        return {code: tuple(rules) for code, rules in found.items()}

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in order."""
        return tuple(self._by_code)

    def history(self, code: str) -> tuple[Rule, ...]:
        """Every rule of a code, national ones first, each by date; empty when there is none."""
        return self._by_code.get(code, ())

    def find(self, code: str, on: date) -> Rule | None:
        """The rule of `code` in force on a date, the local one first, then the one that began last; or None."""
        holding = [rule for rule in self.history(code) if rule.holds_on(on)]
        return holding[-1] if holding else None

    def at(self, code: str, on: date) -> Rule:
        """As `find`; NotFound, with the dates there are, when nothing is in force."""
        rule = self.find(code, on)
        if rule is None:
            known = ", ".join(f"from {r.in_force_from:%d/%m/%Y}" for r in self.history(code))
            raise NotFound(
                f"No rule “{code}” is in force on {on:%d/%m/%Y}.",
                hint=f"Known: {known}." if known else "There is none of this code.",
                code="rule_not_in_force",
            )
        return rule

    def whole(self, code: str, on: date) -> int:
        """The value of `at` as a whole number; Invalid when it is not one."""
        value = self.at(code, on).value
        if isinstance(value, bool) or not isinstance(value, int):
            raise Invalid(f"The rule “{code}” is not a whole number.", field=code, code="bad_rule")
        return value

    def text(self, code: str, on: date) -> str:
        """The value of `at` as a text; Invalid when it is not one."""
        value = self.at(code, on).value
        if not isinstance(value, str):
            raise Invalid(f"The rule “{code}” is not a text.", field=code, code="bad_rule")
        return value

    def conflicts(self) -> tuple[Conflict, ...]:
        """Pairs of rules of one code, both national or both local, that hold on the same days."""
        found = []
        for line in self._lines():
            longest: Rule | None = None
            for rule in line:
                if longest is not None and (longest.in_force_to is None or longest.in_force_to > rule.in_force_from):
                    found.append(Conflict(longest, rule))
                if longest is None or _ends_later(rule, longest):
                    longest = rule
        return tuple(found)

    def gaps(self) -> tuple[Gap, ...]:
        """Stretches between the national rules of one code on which none holds (before and after is no gap)."""
        found = []
        for line in self._lines(local=False):
            reached = line[0].in_force_to
            for rule in line[1:]:
                if reached is None:
                    break
                if reached < rule.in_force_from:
                    found.append(Gap(rule.code, reached, rule.in_force_from))
                reached = None if rule.in_force_to is None else max(reached, rule.in_force_to)
        return tuple(found)

    def checked(self) -> Rulebook:
        """The book itself; RulebookUnsound when two rules hold at once."""
        if conflicts := self.conflicts():
            raise RulebookUnsound(conflicts)
        return self

    def in_force(self, on: date) -> dict[str, Rule]:
        """The rule of every code that has one on a date."""
        return {code: rule for code in self.codes if (rule := self.find(code, on)) is not None}

    def diff(self, before: date, after: date) -> tuple[Change, ...]:
        """What differs between two dates, by code: what came, went, changed its value or only its source."""
        old, new = self.in_force(before), self.in_force(after)
        changes = (_change(code, old.get(code), new.get(code)) for code in self.codes)
        return tuple(change for change in changes if change is not None)

    def with_rules(self, *rules: Rule) -> Rulebook:
        """A book with more rules."""
        return Rulebook((*self.rules, *rules))

    def _lines(self, local: bool | None = None) -> list[list[Rule]]:
        """Rules of one code and level, by date."""
        levels = (False, True) if local is None else (local,)
        lines = [[r for r in rules if r.is_local is level] for rules in self._by_code.values() for level in levels]
        return [line for line in lines if line]


def _ends_later(one: Rule, other: Rule) -> bool:
    if other.in_force_to is None:
        return False
    return one.in_force_to is None or one.in_force_to > other.in_force_to


def _change(code: str, old: Rule | None, new: Rule | None) -> Change | None:
    if old is new or old == new:
        return None
    if old is None:
        return Change(code, ChangeKind.CAME, None, new)
    if new is None:
        return Change(code, ChangeKind.WENT, old, None)
    same_value = type(old.value) is type(new.value) and old.value == new.value and old.unit == new.unit
    return Change(code, ChangeKind.SOURCE if same_value else ChangeKind.VALUE, old, new)
