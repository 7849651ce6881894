"""Ô của bảng: a day or a number as people type them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation


def read_day(text: str) -> date | None:
    """A day as typed: 31/12/2026, 2026-12-31, 31-12-2026, 31.12.2026; None when it is none."""
    for shape in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            found = datetime.strptime(text, shape).date()  # noqa: DTZ007 -- a day, not a moment
        except ValueError:
            continue
        return found if 1900 <= found.year <= 2200 else None
    return None


def read_number(text: str) -> Decimal | None:
    """A number with a point or a comma; None when it is none."""
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
