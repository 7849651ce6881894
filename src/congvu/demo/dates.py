"""Days of the made-up directives: written as distances, so that the demo is as fresh as the day it is loaded.

In a text, `{{…}}` stands for a day: `{{day+21}}` 21 days after the document ("05/9/2026"), `{{long+21}}` in words
("05 tháng 9 năm 2026"), `{{month+1}}` a month ("tháng 10/2026"), `{{quarter+0}}` ("quý IV/2026"), `{{year+0}}`,
`{{of:bao-so-5}}` the day of another document. A day that falls on a weekend is written as the Friday before it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, time

from django.utils.timezone import localdate

from congvu.core.working_time import HANOI
from congvu.core.working_time.moments import date_of_day, day_number

_PLACE = re.compile(r"\{\{(day|long|month|quarter|year|of)(?::([a-z0-9-]+))?([+-]\d+)?\}\}")
_DUE = re.compile(r"(day|month|quarter|year)([+-]\d+)")
_QUARTERS = ("I", "II", "III", "IV")
_SATURDAY = 5


def office_day(on: date, distance: int = 0) -> date:
    """The day `distance` days from `on`, or the Friday before it when that is a weekend."""
    found = date_of_day(day_number(on) + distance)
    return date_of_day(day_number(found) - max(0, found.weekday() - _SATURDAY + 1))


def office_moment(now: datetime, distance: int = 0, hour: int = 9) -> datetime:
    """That hour of the office day `distance` days from today, never later than now."""
    return min(datetime.combine(office_day(localdate(now), distance), time(hour), HANOI), now)


def _month(on: date, distance: int) -> tuple[int, int]:
    months = on.year * 12 + on.month - 1 + distance
    return months // 12, months % 12 + 1


def _quarter(on: date, distance: int) -> tuple[int, int]:
    quarters = on.year * 4 + (on.month - 1) // 3 + distance
    return quarters // 4, quarters % 4


def due_of(words: str, issued_on: date, days: Mapping[str, date]) -> date:
    """The last day of a distance: "day+21", "month+1" (its last day), "quarter+0", "year+0", or "of:soon".

    ValueError for other words; KeyError for an unknown document.
    """
    if words.startswith("of:"):
        return days[words.removeprefix("of:")]
    found = _DUE.fullmatch(words)
    if found is None:
        raise ValueError(f"not a distance: {words!r}")
    unit, distance = found[1], int(found[2])
    if unit == "day":
        return office_day(issued_on, distance)
    if unit == "month":
        year, month = _month(issued_on, distance)
    elif unit == "quarter":
        year, quarter = _quarter(issued_on, distance)
        month = 3 * quarter + 3
    else:
        year, month = issued_on.year + distance, 12
    return date(year, month, monthrange(year, month)[1])


def short(on: date) -> str:
    """As offices write a day: "05/9/2026", "12/01/2026" (NĐ 30/2020/NĐ-CP, Phụ lục I)."""
    return f"{on.day:02d}/{on.month:02d}/{on.year}" if on.month < 3 else f"{on.day:02d}/{on.month}/{on.year}"


def long(on: date) -> str:
    """The same in words, after "ngày": "05 tháng 9 năm 2026"."""
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"{on.day:02d} tháng {month} năm {on.year}"


def render(text: str, issued_on: date, days: Mapping[str, date]) -> str:
    """The text with its days filled in; `days` are those of the other documents. KeyError for an unknown one."""

    def written(found: re.Match[str]) -> str:
        unit, other, distance = found[1], found[2], int(found[3] or 0)
        if unit == "of":
            return short(days[other])
        if unit == "day":
            return short(office_day(issued_on, distance))
        if unit == "long":
            return long(office_day(issued_on, distance))
        if unit == "year":
            return str(issued_on.year + distance)
        if unit == "month":
            year, month = _month(issued_on, distance)
            return f"tháng {month:02d}/{year}" if month < 3 else f"tháng {month}/{year}"
        year, quarter = _quarter(issued_on, distance)
        return f"quý {_QUARTERS[quarter]}/{year}"

    return _PLACE.sub(written, text)
