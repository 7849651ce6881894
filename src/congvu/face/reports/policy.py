"""Kỳ báo cáo: which days a month, a quarter, a half-year or a year of reporting holds."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def days_of(period: str, year: int, number: int) -> tuple[date, date]:
    """First and last day of the period: ("quarter", 2026, 4) → 1 October to 31 December 2026."""
    months = _MONTHS.get(period)
    if months is None or not 1 <= number <= 12 // months or not 2000 <= year <= 2100:
        raise Invalid(_("There is no such period in a year."), field="number")
    first = date(year, (number - 1) * months + 1, 1)
    last_month = number * months
    return first, date(year, last_month, monthrange(year, last_month)[1])


def name_of(period: str, since: date) -> str:
    """The period as a notice says it, in Vietnamese: "quý IV năm 2026"."""
    if period == "month":
        return f"tháng {since.month} năm {since.year}"
    if period == "quarter":
        return f"quý {('I', 'II', 'III', 'IV')[(since.month - 1) // 3]} năm {since.year}"
    if period == "half":
        return f"6 tháng {'đầu' if since.month == 1 else 'cuối'} năm {since.year}"
    return f"năm {since.year}"


def last_ended(period: str, today: date) -> tuple[int, int]:
    """(year, number) of the period that ended last, the one a notice is made of by default."""
    months = _MONTHS[period]
    number = (today.month - 1) // months
    return (today.year, number) if number else (today.year - 1, 12 // months)


def recent_periods(today: date) -> list[tuple[str, date, date]]:
    """(period, first, last day) of the month, quarter and year that ended last, and of those that run, until today."""
    found = []
    for period, months in _MONTHS.items():
        if period == "half":
            continue
        for year, number in (last_ended(period, today), (today.year, (today.month - 1) // months + 1)):
            first, last = days_of(period, year, number)
            found.append((period, first, min(last, today)))
    return found
