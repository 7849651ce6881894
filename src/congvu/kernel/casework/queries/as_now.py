"""Số liệu như bây giờ: counts by accountable unit, of whatever time, as counts by the units of a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from congvu.kernel.org.queries.lineage import shared_out
from congvu.kernel.org.queries.snapshot import organisation

_TENTH = Decimal("0.1")


def as_now(
    rows: Sequence[Mapping[str, Any]], on: date, *, unit: str = "accountable_agency_id", name: str = "name"
) -> tuple[list[dict[str, Any]], bool]:
    """Rows of counts by unit, mapped onto the units of the day; a unit that was split counts by its declared shares.

    Every other column of a row is a number. Whole numbers stay whole; a divided count has one decimal. The second
    value says whether anything was divided. The total of each column stays the same (up to rounding).
    """
    columns = [column for column in (rows[0] if rows else ()) if column not in (unit, name)]
    figures = [(int(row[unit]), {column: Decimal(row[column]) for column in columns}) for row in rows]
    found, divided = shared_out(
        figures, on,
        lambda row, share: {column: value * share for column, value in row.items()},
        lambda one, two: {column: one[column] + two[column] for column in one},
    )  # fmt: skip
    known = organisation().agencies
    ordered = sorted(found, key=lambda pk: (known[pk].position, known[pk].sort_key))
    return [
        {unit: pk, name: known[pk].name, **{column: _shown(value) for column, value in found[pk].items()}}
        for pk in ordered
    ], divided


def _shown(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value.quantize(_TENTH)
