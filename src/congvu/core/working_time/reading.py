"""Đọc thời hạn. Limits from text: the LIMIT grammar of the command line and the forms Vietnamese law writes.

    LIMIT := PART { "+" PART }
    PART  := N "working hours" | N "working days" ["close of business"] | N "calendar days" | N "months"

    "05 ngày làm việc", "15 ngày", "24 giờ làm việc", "03 tháng", "01 năm", joined by "+", "và" or "cộng"

A plain "giờ" is refused: the law means hours of the clock by it, and guessing would be worse than asking.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from fractions import Fraction
from functools import lru_cache

from congvu.core.refusals import Invalid
from congvu.core.working_time.limits import (
    CalendarDays,
    Finish,
    FixedDate,
    Limit,
    Months,
    Sum,
    WorkingDays,
    WorkingHours,
)

_NUMBER = r"(?P<n>\d{1,9}(?:[.,]\d{1,6})?(?:/\d{1,4})?)"
_CLOSE = r"(?P<close>,?\s+close of business)?"
_FIXED = r"(?P<fixed>,?\s+without roll-over)?"
_ENGLISH = re.compile(
    rf"{_NUMBER}\s*(?P<unit>working hours?|working days?|calendar days?|months?){_CLOSE}{_FIXED}\Z", re.IGNORECASE
)
_UNTIL = re.compile(
    r"until\s+(?P<on>\d{4}-\d{2}-\d{2})(?:\s+(?P<at>\d{2}:\d{2}))?(?P<roll>\s+with roll-over)?\Z", re.IGNORECASE
)
_VIETNAMESE = re.compile(
    r"(?:(?:trong\s+)?(?:thời\s+hạn\s+)?(?:không\s+quá\s+|tối\s+đa\s+)?)"
    rf"{_NUMBER}\s*(?:\([^()]{{1,40}}\)\s*)?(?P<unit>giờ\s+làm\s+việc|ngày\s+làm\s+việc|ngày|tháng|năm)"
    r"(?P<close>,?\s*\(?hết\s+giờ\s+làm\s+việc\)?)?\Z",
    re.IGNORECASE,
)
_SPANS = (
    re.compile(
        r"(?:(?P<h>\d{1,9})\s*giờ\s*)?(?:(?P<m>\d{1,9})\s*phút\s*)?(?:(?P<s>\d{1,9})\s*giây\s*)?làm\s+việc\Z",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<h>\d{1,9})\s*working\s+hours?(?:\s+(?P<m>\d{1,9})\s*minutes?)?(?:\s+(?P<s>\d{1,9})\s*seconds?)?\Z",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<h>(?!))?(?:(?P<m>\d{1,9})\s*minutes?\s*)?(?:(?P<s>\d{1,9})\s*seconds?\s*)?of\s+working\s+time\Z",
        re.IGNORECASE,
    ),
)
"""A length of working time as `duration_words` writes it: "7 giờ 30 phút làm việc", "45 minutes of working time"."""
_JOIN = re.compile(r"\s*\+\s*|\s+(?:và|cộng|and|plus)\s+", re.IGNORECASE)
_HOURS_OF_A_DAY = 8
"""A quarter of a working day is a quarter of eight hours (Bộ luật Lao động 2019, Điều 105)."""


@lru_cache(maxsize=4096)
def read_limit(text: str) -> Limit:
    """The limit a text says; Invalid in words, with the grammar as a hint, when it says none."""
    pieces = _JOIN.split(unicodedata.normalize("NFC", text).strip())
    parts = [part for piece in pieces for part in _read_part(piece.strip().rstrip("."), text)]
    return parts[0] if len(parts) == 1 else Sum(tuple(parts))


def _refused(text: str) -> Invalid:
    return Invalid(
        f"“{text}” is not a limit.",
        field="limit",
        code="bad_limit",
        hint=(
            "Write N working hours | N working days [close of business] | N calendar days | N months,"
            " joined by +; or “05 ngày làm việc”, “15 ngày”, “24 giờ làm việc”, “03 tháng”."
        ),
    )


def _read_part(piece: str, whole: str) -> list[Limit]:
    if found := _UNTIL.match(piece):
        return [_until(found, whole)]
    found = _ENGLISH.match(piece) or _VIETNAMESE.match(piece)
    if found is None:
        return [_span(piece, whole)]
    groups = found.groupdict()
    unit = " ".join(groups["unit"].lower().split()).removesuffix("s")
    try:
        count = Fraction(groups["n"].replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise _refused(whole) from None
    finish = Finish.CLOSE if groups["close"] else Finish.SAME_CLOCK
    roll = not groups.get("fixed")
    if unit in ("working hour", "giờ làm việc") and finish is Finish.SAME_CLOCK and roll:
        return [WorkingHours.of(count)]
    if unit in ("working day", "ngày làm việc") and roll:
        return _working_days(count, finish, whole)
    if count.denominator != 1:
        raise _refused(whole)
    if unit in ("calendar day", "ngày"):
        return [CalendarDays(int(count), roll, finish)]
    if unit in ("month", "tháng"):
        return [Months(int(count), roll, finish)]
    if unit == "năm":
        return [Months(12 * int(count), roll, finish)]
    raise _refused(whole)


def _span(piece: str, whole: str) -> Limit:
    """Hours, minutes and seconds of work, each named at most once."""
    for spelling in _SPANS:
        found = spelling.match(piece)
        if found is not None and any(found.groups()):
            hours, minutes, seconds = (int(amount or 0) for amount in found.groups())
            return WorkingHours(hours * 3600 + minutes * 60 + seconds)
    raise _refused(whole)


def _working_days(count: Fraction, finish: Finish, whole: str) -> list[Limit]:
    """Whole working days, and a fraction of one as hours of an eight-hour day ("0,25 ngày làm việc")."""
    days, rest = divmod(count, 1)
    if not rest:
        return [WorkingDays(days, finish)]
    if finish is Finish.CLOSE:
        raise _refused(whole)
    hours = WorkingHours.of(rest * _HOURS_OF_A_DAY)
    return [WorkingDays(days), hours] if days else [hours]


def _until(found: re.Match[str], whole: str) -> Limit:
    try:
        on = date.fromisoformat(found["on"])
        at = time.fromisoformat(found["at"]) if found["at"] else None
    except ValueError:
        raise _refused(whole) from None
    return FixedDate(on, at, bool(found["roll"]))
