"""Khai báo danh sách: what a room declares about a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from congvu.kernel.ui.tables.columns import Column, Text
from congvu.kernel.ui.tables.filters import Filter

# Names of the query string that the list itself uses.
RESERVED = frozenset({"sort", "after", "before", "view", "export"})


@dataclass(frozen=True, slots=True)
class View:
    """A saved view: a tab that sets filters and order (keys and values of the query string)."""

    code: str
    label: Text
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BulkAct:
    """An act on the selected rows: a button that posts their ids (field ``ids``) to *url*.

    *confirm* asks first; *tone* "danger" colours the button; *permission* hides it from those who may not.
    """

    code: str
    label: Text
    url: str
    icon: str = ""
    confirm: Text = ""
    tone: str = ""
    permission: str | None = None


@dataclass(frozen=True)
class Table:
    """A list.

    *order*: name of a sortable column, "-" before it for descending. *row_url*: address of a row. *prefix* goes before
    every key of the query string when a page holds two lists. *pk* is the unique attribute that breaks ties: a
    database field for querysets. *empty_title*, *empty_text*: what to say when there is nothing at all.
    """

    name: str
    caption: Text
    columns: tuple[Column, ...]
    order: str
    filters: tuple[Filter, ...] = ()
    views: tuple[View, ...] = ()
    acts: tuple[BulkAct, ...] = ()
    row_url: Callable[[Any], str] | None = None
    row_class: Callable[[Any], str] | None = None
    per_page: int = 50
    pk: str = "pk"
    prefix: str = ""
    exportable: bool = True
    compact: bool = False
    empty_title: Text = ""
    empty_text: Text = ""
    empty_icon: str = "inbox"

    def __post_init__(self) -> None:
        """Refuse a declaration that could not work. Raises ValueError."""
        names = [column.name for column in self.columns]
        if len(names) != len(set(names)):
            raise ValueError(f"table {self.name}: two columns of one name")
        taken = [declared.name for declared in self.filters]
        if len(taken) != len(set(taken)) or RESERVED.intersection(taken):
            raise ValueError(f"table {self.name}: filter names must be unique and not {sorted(RESERVED)}")
        column = self.column(self.order.lstrip("-"))
        if column is None or column.sort is None:
            raise ValueError(f"table {self.name}: order {self.order!r} names no sortable column")

    def column(self, name: str) -> Column | None:
        """The column of this name."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def screen_columns(self) -> tuple[Column, ...]:
        """Columns drawn on screen."""
        return tuple(column for column in self.columns if column.on_screen)

    @property
    def export_columns(self) -> tuple[Column, ...]:
        """Columns written to files."""
        return tuple(column for column in self.columns if column.exported)
