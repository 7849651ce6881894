"""Một trang của danh sách: a list as asked for by one request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from congvu.kernel.ui.access import Visitor
from congvu.kernel.ui.tables import paging
from congvu.kernel.ui.tables.columns import Cell, Column, Scope, opening_of
from congvu.kernel.ui.tables.declaration import RESERVED, BulkAct, Table, View
from congvu.kernel.ui.tables.filters import FilterField, FilterKind, read

Rows = QuerySet[Any] | Sequence[Any]


@dataclass(frozen=True, slots=True)
class Header:
    """A header: *direction* is "ascending", "descending" or ""; *url* is empty where one cannot sort."""

    column: Column
    url: str
    direction: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row as drawn."""

    id: object
    url: str
    css: str
    cells: tuple[Cell, ...]

    @property
    def html(self) -> SafeString:
        """The cells as table data. Python instead of a template because a page draws hundreds of them."""
        parts = []
        for cell in self.cells:
            inner = cell.html
            if self.url and cell.column.phone == "title":
                inner = f'<a class="row-link" href="{conditional_escape(self.url)}">{inner}</a>'
            parts.append(f"{cell.opening}{inner}</td>")
        return SafeString("".join(parts))  # every part has been escaped by its column


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved view as drawn."""

    label: object
    url: str
    is_current: bool


class Listing:
    """What the table template draws. Rows are fetched when first asked for."""

    def __init__(self, table: Table, query: QueryDict, rows: Rows, scope: Scope, views: Sequence[View] = ()) -> None:
        self.table = table
        self.scope = scope
        self._query = query
        self._rows = rows
        self._views = (*table.views, *views)

    def key(self, name: str) -> str:
        """A key of the query string, with the table's prefix."""
        return f"{self.table.prefix}{name}"

    def asked(self, name: str) -> str:
        """What the query string says under a key of this table."""
        return str(self._query.get(self.key(name), ""))

    @property
    def element_id(self) -> str:
        """Id of the element that htmx exchanges."""
        return f"list-{self.table.name}"

    @cached_property
    def filters(self) -> list[FilterField]:
        """Filters with what was typed."""
        return [read(f, self.key(f.name), self.asked(f.name), self.scope) for f in self.table.filters]

    @property
    def search_fields(self) -> list[FilterField]:
        """Free-text filters: they stand first. One that is not primary stands behind "more filters" as others do."""
        return [f for f in self.filters if f.filter.primary and f.filter.kind is FilterKind.SEARCH]

    @property
    def primary_fields(self) -> list[FilterField]:
        """Filters always in sight."""
        return [f for f in self.filters if f.filter.primary and f.filter.kind is not FilterKind.SEARCH]

    @property
    def more_fields(self) -> list[FilterField]:
        """Filters behind "more filters"."""
        return [f for f in self.filters if not f.filter.primary]

    @property
    def more_open(self) -> bool:
        """True if a filter behind "more filters" is in use or in error."""
        return any(f.is_set or f.error for f in self.more_fields)

    @property
    def is_filtered(self) -> bool:
        """True if fewer rows than all may be shown."""
        return any(f.is_set for f in self.filters)

    @property
    def view_code(self) -> str:
        """Code of the saved view in use."""
        return self.asked("view")

    @cached_property
    def tabs(self) -> list[Tab]:
        """Saved views."""
        codes = {view.code for view in self._views}
        current = self.view_code if self.view_code in codes else None
        tabs = []
        for place, view in enumerate(self._views):
            here = view.code == current or (current is None and place == 0 and not self.is_filtered)
            query = {self.key(k): v for k, v in view.query.items()}
            tabs.append(Tab(view.label, self._url(only={**query, self.key("view"): view.code}), here))
        return tabs

    @cached_property
    def order(self) -> paging.Order:
        """The order asked for, or the table's own."""
        asked = self.asked("sort")
        column = self.table.column(asked.lstrip("-"))
        if not asked or column is None or column.sort is None:
            asked = self.table.order
            column = self.table.column(asked.lstrip("-"))
        assert column is not None and column.sort is not None  # noqa: PT018 -- the declaration was checked
        return paging.Order(column.sort, asked.startswith("-"), column.nullable, self.table.pk)

    @property
    def sort_code(self) -> str:
        """What the query string would say for the present order."""
        for column in self.table.columns:
            if column.sort == self.order.key:
                return f"{'-' if self.order.descending else ''}{column.name}"
        return self.table.order

    @cached_property
    def headers(self) -> list[Header]:
        """Headers of the screen's columns."""
        drawn = []
        for column in self.table.screen_columns:
            if column.sort is None:
                drawn.append(Header(column, "", ""))
                continue
            here = column.sort == self.order.key
            direction = ("descending" if self.order.descending else "ascending") if here else ""
            turned = f"-{column.name}" if direction == "ascending" else column.name
            drawn.append(Header(column, self._url({"sort": turned}), direction))
        return drawn

    def filtered(self) -> Rows:
        """Rows after the filters, in no order yet."""
        rows = self._rows
        for field in self.filters:
            if field.is_set:
                rows = field.filter.apply(rows, field.value)
        return rows

    def all_rows(self) -> Rows:
        """All filtered rows in order: for export."""
        return paging.sorted_rows(self.filtered(), self.order)

    @cached_property
    def page(self) -> paging.Page:
        """The page asked for."""
        return paging.page(self.filtered(), self.order, self.table.per_page, self.asked("after"), self.asked("before"))

    @cached_property
    def lines(self) -> list[Line]:
        """The rows as drawn."""
        pk = attrgetter(self.table.pk)
        columns = [(column, opening_of(column)) for column in self.table.screen_columns]
        table = self.table
        return [
            Line(
                pk(row),
                table.row_url(row) if table.row_url else "",
                table.row_class(row) if table.row_class else "",
                tuple(Cell(column, column.html(row, self.scope), opening) for column, opening in columns),
            )
            for row in self.page.rows
        ]

    @property
    def newer_url(self) -> str:
        """Address of the page before, empty on the first."""
        return self._url({"before": self.page.before}) if self.page.before else ""

    @property
    def older_url(self) -> str:
        """Address of the page after, empty on the last."""
        return self._url({"after": self.page.after}) if self.page.after else ""

    @property
    def is_whole(self) -> bool:
        """True if all rows fit on this page: then their number is known."""
        return not self.page.before and not self.page.after

    @cached_property
    def acts(self) -> list[BulkAct]:
        """Bulk acts the actor may see."""
        actor: Any = self.scope.actor
        return [a for a in self.table.acts if a.permission is None or _may(actor, a.permission)]

    @property
    def csv_url(self) -> str:
        """Address of the CSV of all filtered rows."""
        return self._url({"export": "csv"})

    @property
    def xlsx_url(self) -> str:
        """Address of the XLSX of all filtered rows."""
        return self._url({"export": "xlsx"})

    @property
    def path(self) -> str:
        """Address of the page without its query."""
        return self.scope.request.path if self.scope.request is not None else ""

    @property
    def foreign(self) -> list[tuple[str, str]]:
        """What the query string holds beside this table's own keys: the filter form passes it on."""
        own = {self.key(name) for name in (*RESERVED, *(f.name for f in self.table.filters))}
        return [(name, str(value)) for name, values in self._query.lists() if name not in own for value in values]

    @property
    def reset_url(self) -> str:
        """Address without filters."""
        return self._url(only={})

    def _url(self, changes: dict[str, str] | None = None, only: dict[str, str] | None = None) -> str:
        """The present address with changes; *only* replaces everything this table owns. Cursors never survive."""
        query = self._query.copy()
        for name in ("after", "before", "export"):
            query.pop(self.key(name), None)
        if only is not None:
            for name in ("sort", "view", *(f.name for f in self.table.filters)):
                query.pop(self.key(name), None)
            for name, value in only.items():
                query[name] = value
        for name, value in (changes or {}).items():
            query[self.key(name)] = value
        text = query.urlencode()
        return f"?{text}" if text else "?"


def _may(actor: Visitor | None, permission: str) -> bool:
    return actor is not None and actor.may(permission)
