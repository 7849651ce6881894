"""Bộ lọc: declared filters of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from congvu.kernel.ui.tables.columns import Scope, Text

Choices = Iterable[tuple[str, Text]]
LONGEST = 200


class FilterKind(StrEnum):
    """What a filter asks for."""

    SEARCH = "search"
    CHOICE = "choice"
    DATE = "date"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter.

    *apply* narrows the rows: ``(rows, value) -> rows``; the value is text, one of the choices' codes, a ``date`` or
    True. *choices* is a sequence of (code, label), or a function of the scope giving one (asked once per page).
    Filters that are not *primary* stand behind "more filters".
    """

    name: str
    label: Text
    apply: Callable[[Any, Any], Any]
    kind: FilterKind = FilterKind.CHOICE
    choices: Choices | Callable[[Scope], Choices] = ()
    placeholder: Text = ""
    primary: bool = True

    def options(self, scope: Scope) -> list[tuple[str, Text]]:
        """The choices on offer."""
        found = self.choices(scope) if callable(self.choices) else self.choices
        return [(str(code), label) for code, label in found]


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice as drawn."""

    code: str
    label: Text
    selected: bool


@dataclass(frozen=True, slots=True)
class FilterField:
    """A filter as drawn, with what was typed and what is wrong with it."""

    filter: Filter
    name: str
    raw: str
    value: Any
    error: str
    choices: tuple[Choice, ...]

    @property
    def is_set(self) -> bool:
        """True if the filter narrows the list."""
        return self.value is not None

    @property
    def options(self) -> SafeString:
        """The choices as a list to choose from: several hundred units, drawn without a template."""
        marks = ("", " selected")
        rows = [
            f'<option value="{escape(choice.code)}"{marks[choice.selected]}>{escape(str(choice.label))}</option>'
            for choice in self.choices
        ]
        return SafeString("".join(rows))


def read(declared: Filter, name: str, raw: str, scope: Scope) -> FilterField:
    """Check what was typed. A value that cannot be understood filters nothing and says so."""
    raw = raw.strip()[:LONGEST]
    options = declared.options(scope) if declared.kind is FilterKind.CHOICE else []
    value, error = _understood(declared.kind, raw, options)
    choices = tuple(Choice(code, label, code == raw) for code, label in options)
    return FilterField(declared, name, raw, value, error, choices)


def _understood(kind: FilterKind, raw: str, options: list[tuple[str, Text]]) -> tuple[Any, str]:
    if not raw:
        return None, ""
    if "\x00" in raw:
        return None, _("This text contains a character that cannot be searched for.")
    if kind is FilterKind.CHOICE:
        known = any(code == raw for code, _label in options)
        return (raw, "") if known else (None, _("This choice no longer exists."))
    if kind is FilterKind.DATE:
        found = _date(raw)
        return (found, "") if found else (None, _("Write the date as dd/mm/yyyy."))
    if kind is FilterKind.FLAG:
        return (True, "") if raw == "1" else (None, "")
    return raw, ""


def _date(raw: str) -> date | None:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            found = datetime.strptime(raw, pattern).date()  # noqa: DTZ007 -- a calendar date has no zone
        except ValueError:
            continue
        return found if 1900 <= found.year <= 2200 else None
    return None
