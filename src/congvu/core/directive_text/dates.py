"""Ngày tháng: calendar dates as administrative texts write them, with the impossible ones refused."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from congvu.core.text.numerals import parse_roman

DAY = (
    r"(?:0?[1-9]|[12]\d|3[01])(?:\s?[/.\-]\s?(?:0?[1-9]|1[0-2])\s?[/.\-]\s?(?:19|20)\d\d(?!\d)"
    r"|\s+tháng\s+(?:0?[1-9]|1[0-2])(?:\s+năm\s+|\s?/\s?)(?:19|20)\d\d)"
)
_WHOLE = re.compile(
    r"(\d{1,2})(?:\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4})"
    r"|\s+[Tt][Hh][Áá][Nn][Gg]\s+(\d{1,2})(?:\s+[Nn][Ăă][Mm]\s+|\s?/\s?)(\d{4}))(?!\d)"
)
_NO_YEAR = re.compile(
    r"(\d{1,2})(?:\s?/\s?(\d{1,2})(?!\s?[/\d])|\s+tháng\s+(\d{1,2})(?!\s+năm\s+\d|\s?/\s?\d|\d)"
    r"|(?<=[Nn]gày \d)\.(\d{1,2})(?![\d/]|\.\d)|(?<=[Nn]gày \d\d)\.(\d{1,2})(?![\d/]|\.\d))"
)


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day ("30/02/2025")."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_day(year: int, month: int) -> date | None:
    """Last day of the month; None for a month that does not exist."""
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 and 1900 <= year <= 2200 else None


def last_day_of_quarter(year: int, quarter: int) -> date | None:
    """Last day of quarter 1…4."""
    return last_day(year, quarter * 3) if 1 <= quarter <= 4 else None


def quarter_number(text: str) -> int | None:
    """Quarter written with a Roman or an Arabic numeral."""
    return parse_roman(text.upper()) or (int(text) if text.isdigit() else None)


def whole_date_at(text: str, position: int) -> tuple[date | None, int] | None:
    """A date with its year that begins at `position`: (date or None if impossible, end); None when there is no date."""
    found = _WHOLE.match(text, position)
    if not found:
        return None
    day, month, year = found[1], found[2] or found[4], found[3] or found[5]
    return make_date(int(year), int(month), int(day)), found.end()


def yearless_date_at(text: str, position: int) -> tuple[int, int, int] | None:
    """(month, day, end) of a date without a year at `position`; None when there is none or it cannot exist."""
    found = _NO_YEAR.match(text, position)
    if not found:
        return None
    day, month = int(found[1]), int(found[2] or found[3] or found[4] or found[5])
    return (month, day, found.end()) if make_date(2024, month, day) else None


def first_whole_date(text: str) -> tuple[date, int, int] | None:
    """First possible date with its year anywhere in `text`: (date, start, end)."""
    for found in _WHOLE.finditer(text):
        day, month, year = found[1], found[2] or found[4], found[3] or found[5]
        on = make_date(int(year), int(month), int(day))
        if on:
            return on, found.start(), found.end()
    return None


def only_year(texts: list[str]) -> date | None:
    """The first day of the one year in which all the days told lie; None where there are several or none."""
    told = [first_whole_date(text) for text in texts]
    years = {day[0].year for day in told if day}
    return date(years.pop(), 1, 1) if len(years) == 1 else None
