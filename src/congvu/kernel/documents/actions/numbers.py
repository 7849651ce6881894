"""Cấp số: numbers without gaps and without doubles, in the transaction of the act that uses them."""

from __future__ import annotations

from django.db import connection

from congvu.kernel.documents.models import NumberSeries


def allocate_number(agency_id: int, year: int, series: str) -> int:
    """Cấp số. The next number of a series of an agency in a year, from 1.

    Locks the row of the series until the caller's transaction ends; if that is rolled back the number was never
    given. Must therefore be called inside a transaction, as late in the act as possible.

    Legal basis: NĐ 30/2020/NĐ-CP, Điều 15 and Phụ lục I (numbers run from 1 January to 31 December of a year).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is given only inside the transaction that uses it")
    wanted = {"agency_id": agency_id, "year": year, "series": series}
    # Two people open a new year at once: both try to insert, one row is there, both then wait for its lock.
    NumberSeries.objects.bulk_create([NumberSeries(**wanted)], ignore_conflicts=True)
    row = NumberSeries.objects.select_for_update(no_key=True).get(**wanted)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last
