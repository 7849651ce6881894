"""Cột: one column of a list, for the screen and for export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from congvu.kernel.ui import formats

Text = str | Promise


class Kind(StrEnum):
    """What a column holds: decides how it is written, aligned and exported."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Scope:
    """What cells may ask about the request: who asks, and when."""

    now: datetime
    actor: object = None
    request: HttpRequest | None = None


@dataclass(frozen=True)
class Column:
    """A column.

    *value*: attribute path ("agency.name") or a function of the row; defaults to the column's name.
    *sort*: the key behind a sortable header, a database path ("agency__sort_key") for querysets or an attribute path
    for plain sequences; None makes the header plain. *nullable*: the sort key may be NULL (such rows come last).
    *cell*: the screen's own drawing, ``(row, scope) -> text or safe HTML``; must not query. *export*: the value for
    files where it differs from *value*. *phone*: on a narrow screen a row becomes a card: "title" heads it, "line" is
    a labelled line, "hidden" is left out. *width*: "fit" (as narrow as its words), "wide" (takes what is left), "".
    """

    name: str
    label: Text
    value: str | Callable[[Any], object] | None = None
    kind: Kind = Kind.TEXT
    sort: str | None = None
    nullable: bool = False
    cell: Callable[[Any, Scope], str] | None = None
    export: Callable[[Any], object] | None = None
    on_screen: bool = True
    exported: bool = True
    phone: Literal["title", "line", "hidden"] = "line"
    width: Literal["", "fit", "wide"] = ""
    places: int | None = None
    help: Text = ""

    @cached_property
    def getter(self) -> Callable[[Any], object]:
        """The function of a row that gives the value."""
        if callable(self.value):
            return self.value
        return attrgetter(self.value or self.name)

    def raw(self, row: Any) -> object:
        """The value; None where a relation on the way is empty."""
        try:
            return self.getter(row)
        except AttributeError:
            if isinstance(self.value, str) and "." in self.value and _breaks_on_none(row, self.value):
                return None
            raise

    def html(self, row: Any, scope: Scope) -> str:
        """The cell as safe HTML; a dash stands for nothing."""
        if self.cell is not None:
            return conditional_escape(self.cell(row, scope))
        value = self.raw(row)
        if value is None or value == "":
            return SafeString('<span class="nothing">—</span>')
        return conditional_escape(self.written(value))

    def written(self, value: object) -> str:
        """A value as the screen writes it."""
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(value, datetime):
            return formats.day(value) if self.kind is Kind.DATE else formats.moment(value)
        if isinstance(value, date):
            return formats.day(value)
        if isinstance(value, (int, float, Decimal)) and self.kind is not Kind.CODE:
            return formats.number(value, self.places)
        if self.kind is Kind.CODE:
            return format_html('<span class="code">{}</span>', value)
        return str(value) if not isinstance(value, SafeString) else value

    def exported_value(self, row: Any) -> object:
        """The value for CSV and XLSX: date, datetime, number, bool or text."""
        value = self.export(row) if self.export is not None else self.raw(row)
        if value is None or isinstance(value, (bool, int, float, Decimal, date)):
            return value
        return str(value)


def _breaks_on_none(row: Any, path: str) -> bool:
    """True if the path stops at a None (an empty relation), not at a misspelt name."""
    for name in path.split("."):
        row = getattr(row, name)
        if row is None:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Cell:
    """A drawn cell: its content, escaped, and the tag that opens it."""

    column: Column
    html: str
    opening: SafeString


def opening_of(column: Column) -> SafeString:
    """The opening tag of a column's cells; the label is what a card on a phone shows before the value."""
    names = [f"cell-{column.kind}", f"phone-{column.phone}"]
    if column.width:
        names.append(f"width-{column.width}")
    return format_html('<td class="{}" data-label="{}">', " ".join(names), column.label)
