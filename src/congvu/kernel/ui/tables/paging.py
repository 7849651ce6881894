"""Phân trang theo khoá: keyset paging on (sort key, pk), without COUNT(*) and without OFFSET for querysets.

Rows of a room that know a shorter way to the first of them have a method `nearest(ordered, size)`.
A cursor is a signed note "after (before) the row with this key"; one that is forged, stale or of another order means
the first page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import F, Q, QuerySet

SALT = "congvu.ui.tables"
KEY = "ui_sort_key"


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list: key, direction, whether the key may be NULL, and the tie-breaker."""

    key: str
    descending: bool
    nullable: bool
    pk: str = "pk"

    @property
    def name(self) -> str:
        """Identifies the order inside a cursor."""
        return f"{'-' if self.descending else ''}{self.key}"


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page and the cursors of its neighbours (empty where there is none)."""

    rows: list[Any]
    before: str = ""
    after: str = ""


def sorted_rows(rows: QuerySet[Any] | Sequence[Any], order: Order) -> QuerySet[Any] | Sequence[Any]:
    """All rows in their order: for export."""
    if isinstance(rows, QuerySet):
        return rows.order_by(*_ordering(order, backwards=False))
    return _sorted_sequence(rows, order)


def page(rows: QuerySet[Any] | Sequence[Any], order: Order, size: int, after: str, before: str) -> Page:
    """One page of *size* rows. One query for a queryset; a second only where going back ran into the beginning."""
    if not isinstance(rows, QuerySet):
        return _page_of_sequence(rows, order, size, after, before)
    if before and (cursor := _read(before, order)) is not None:
        found = _fetch(rows, order, size, cursor, backwards=True)
        if len(found) > size:
            kept = found[:size][::-1]
            return Page(kept, _write(kept[0], order), _write(kept[-1], order))
        after = ""  # the beginning of the list is nearer than a page: show the first page whole
    cursor = _read(after, order) if after else None
    found = _fetch(rows, order, size, cursor, backwards=False)
    kept = found[:size]
    return Page(
        kept,
        _write(kept[0], order) if cursor is not None and kept else "",
        _write(kept[-1], order) if len(found) > size else "",
    )


def is_cursor(text: str, order: Order) -> bool:
    """Whether the text is a cursor of ours for this order."""
    return _read(text, order) is not None


def _ordering(order: Order, *, backwards: bool) -> list[Any]:
    descending = order.descending != backwards
    key = F(order.key)
    if order.nullable:
        first: dict[str, Any] = {"nulls_first": True} if backwards else {"nulls_last": True}
        by_key = key.desc(**first) if descending else key.asc(**first)
    else:
        by_key = key.desc() if descending else key.asc()
    pk = F(order.pk)
    return [by_key, pk.desc() if descending else pk.asc()]


def _fetch(
    rows: QuerySet[Any], order: Order, size: int, cursor: tuple[Any, Any] | None, *, backwards: bool
) -> list[Any]:
    found = rows.annotate(**{KEY: F(order.key)}).order_by(*_ordering(order, backwards=backwards))
    if cursor is not None:
        found = found.filter(_beyond(order, cursor, backwards=backwards))
    nearest: Callable[[QuerySet[Any], int], list[Any]] | None = getattr(rows, "nearest", None)
    return list(found[: size + 1]) if nearest is None else nearest(found, size + 1)


def _beyond(order: Order, cursor: tuple[Any, Any], *, backwards: bool) -> Q:
    """Rows strictly beyond the cursor in the direction of travel; NULL keys stand at the very end of the list."""
    value, pk = cursor
    step = "lt" if order.descending != backwards else "gt"
    beyond_pk = Q(**{f"{order.pk}__{step}": pk})
    is_null = Q(**{f"{order.key}__isnull": True})
    if value is None:
        tie = is_null & beyond_pk
        return tie | ~is_null if backwards else tie
    beyond = Q(**{f"{order.key}__{step}": value}) | (Q(**{order.key: value}) & beyond_pk)
    return beyond | is_null if order.nullable and not backwards else beyond


def _write(row: Any, order: Order) -> str:
    note = [order.name, _plain(getattr(row, KEY)), _plain(attrgetter(order.pk)(row))]
    return signing.dumps(note, salt=SALT)


def _read(text: str, order: Order) -> tuple[Any, Any] | None:
    try:
        name, value, pk = signing.loads(text, salt=SALT)
        return (_typed(value), _typed(pk)) if name == order.name else None
    except (signing.BadSignature, ValueError, TypeError):
        return None


def _plain(value: object) -> list[Any]:
    if value is None or isinstance(value, (bool, int, float, str)):
        return ["=", value]
    if isinstance(value, datetime):
        return ["moment", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, Decimal):
        return ["decimal", str(value)]
    if isinstance(value, UUID):
        return ["uuid", value.hex]
    raise TypeError(f"cannot page by a {type(value).__name__}")


_READERS: dict[str, Callable[[str], Any]] = {
    "moment": datetime.fromisoformat,
    "date": date.fromisoformat,
    "decimal": Decimal,
    "uuid": UUID,
}


def _typed(note: list[Any]) -> Any:
    kind, value = note
    return value if kind == "=" else _READERS[kind](value)


# --- plain sequences: rows that are not in a database, small by nature -------------------------------------------


def _sorted_sequence(rows: Sequence[Any], order: Order) -> list[Any]:
    key = attrgetter(order.key.replace("__", "."))
    named = [(key(row), row) for row in rows]
    known = sorted((pair for pair in named if pair[0] is not None), key=lambda p: p[0], reverse=order.descending)
    return [row for _value, row in known] + [row for value, row in named if value is None]


def _page_of_sequence(rows: Sequence[Any], order: Order, size: int, after: str, before: str) -> Page:
    ordered = _sorted_sequence(rows, order)
    start = 0
    cursor = _read(after or before, order) if after or before else None
    if cursor is not None and isinstance(cursor[0], int):
        start = max(0, min(cursor[0], len(ordered)))
    kept = ordered[start : start + size]
    earlier = signing.dumps([order.name, ["=", max(0, start - size)], ["=", 0]], salt=SALT) if start > 0 else ""
    more = start + size < len(ordered)
    later = signing.dumps([order.name, ["=", start + size], ["=", 0]], salt=SALT) if more else ""
    return Page(kept, earlier, later)
