"""Mã công việc. Numbers of cases: one series per kind and year, taken under a row lock, many at a time."""

from __future__ import annotations

from congvu.kernel.casework.models import CodeSeries


def allocate_codes(series: str, year: int, count: int) -> list[str]:
    """`count` fresh codes (`NV-2026-000123`), in the caller's transaction; an empty list takes no lock."""
    if count <= 0:
        return []
    CodeSeries.objects.bulk_create([CodeSeries(series=series, year=year)], ignore_conflicts=True)
    row = CodeSeries.objects.select_for_update(no_key=True).get(series=series, year=year)
    first = row.last + 1
    row.last += count
    row.save(update_fields=["last"])
    return [f"{series}-{year}-{number:06d}" for number in range(first, first + count)]
