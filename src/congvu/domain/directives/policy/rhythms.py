"""From the words of a text to the day of a period: "hằng tháng trước ngày 20", "ngày 05 của tháng đầu quý sau"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from congvu.core.recurrence import Rhythm

_DAY = re.compile(
    r"(trước\s+)?ngày\s+(?:mùng\s+|mồng\s+)?(\d{1,2})(?:\s*/\s*(\d{1,2}))?(?!\s*/|\d|\s+tháng\s+\d)", re.I
)
_FOLLOWING = re.compile(r"(?:tháng|quý|năm|kỳ|tuần)\s+(?:sau|tiếp theo|kế tiếp|liền kề)", re.I)
_FIRST_MONTH = re.compile(r"tháng đầu(?: tiên)?(?: của)?\s+(?:quý|kỳ|năm)", re.I)
_END = re.compile(r"(?:cuối|ngày cuối(?: cùng)?(?: của)?)\s+(?:tháng|quý|kỳ|năm)", re.I)
_WEEKDAY = re.compile(r"(trước\s+)?thứ\s+(hai|ba|tư|năm|sáu|bảy)", re.I)
_WEEKDAYS = {"hai": 1, "ba": 2, "tư": 3, "năm": 4, "sáu": 5, "bảy": 6}
LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class Day:
    """The day of each period as the text names it; `day` None when it names none."""

    day: int | None = None
    month: int = 1
    following: bool = False
    exclusive: bool = False


def day_of(text: str, recurrence: str) -> Day:
    """What a clause says of its day in each period; a proposal for the desk. An unknown rhythm names none."""
    if recurrence not in list(Rhythm):
        return Day()
    rhythm = Rhythm(recurrence)
    if rhythm is Rhythm.WEEKLY:
        named = _WEEKDAY.search(text)
        return Day(_WEEKDAYS[named[2].lower()], exclusive=bool(named[1])) if named else Day()
    following = bool(_FOLLOWING.search(text))
    first = bool(_FIRST_MONTH.search(text))
    month = 1 if following or first or rhythm is Rhythm.MONTHLY else rhythm.months
    found = _DAY.search(text)
    if found is None or not 1 <= int(found[2]) <= LAST_DAY:
        return Day(LAST_DAY, 1 if rhythm is Rhythm.MONTHLY else rhythm.months) if _END.search(text) else Day()
    if found[3] and rhythm is not Rhythm.MONTHLY:
        month = (int(found[3]) - 1) % rhythm.months + 1
    return Day(int(found[2]), month, following, bool(found[1]))
