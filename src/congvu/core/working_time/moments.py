"""Thời điểm. Moments as whole seconds on one axis.

The axis counts seconds since 1970-01-01 00:00 in Việt Nam (+07:00, no summer time), so that a whole day is
86,400 and a date is a whole number of days. Every moment that comes in must be aware; every moment that goes
out is aware and carries +07:00. Fractions of a second are dropped: a receipt shows whole seconds at most.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone

from congvu.core.refusals import Invalid

HANOI = timezone(timedelta(hours=7), "+07:00")
"""Giờ Việt Nam. The one zone of all moments."""

DAY = 86_400
"""Seconds of a calendar day."""

_ORIGIN = datetime(1970, 1, 1, tzinfo=HANOI)
_ORIGIN_ORDINAL = date(1970, 1, 1).toordinal()

_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]+(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?\Z"
)
_VIETNAMESE = re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})(?:\s+(?P<clock>\d{1,2}:\d{2}(?::\d{2})?))?\Z")


def to_axis(moment: datetime) -> int:
    """Seconds on the axis. Invalid when `moment` is naive: a time without a zone is not a moment."""
    try:
        passed = moment - _ORIGIN
    except TypeError:
        raise Invalid("A moment needs its time zone.", code="naive_moment") from None
    return passed.days * DAY + passed.seconds


def from_axis(seconds: int) -> datetime:
    """The aware moment (+07:00) at `seconds` on the axis."""
    return _ORIGIN + timedelta(seconds=seconds)


def day_number(on: date) -> int:
    """Days since 1970-01-01; `day_number(d) * DAY` is the axis at midnight of `d`."""
    return on.toordinal() - _ORIGIN_ORDINAL


def date_of_day(number: int) -> date:
    """The date of a day number."""
    return date.fromordinal(number + _ORIGIN_ORDINAL)


def date_of_axis(seconds: int) -> date:
    """The date in Việt Nam at `seconds` on the axis."""
    return date.fromordinal(seconds // DAY + _ORIGIN_ORDINAL)


def seconds_of(clock: time) -> int:
    """Seconds since midnight of a time of day."""
    return clock.hour * 3600 + clock.minute * 60 + clock.second


def read_moment(text: str) -> datetime:
    """A moment from "2026-02-13 16:30", ISO 8601, or "13/02/2026 16:30"; +07:00 unless the text names a zone.

    A date alone means its first second. Invalid in words when the text is no moment.
    """
    cleaned = text.strip()
    found = _ISO.match(cleaned) or _VIETNAMESE.match(cleaned)
    if found is None:
        raise Invalid(
            f"“{text}” is not a date and time.",
            field="start",
            hint="Write it like 2026-02-13 16:30.",
            code="bad_moment",
        )
    parts = found.groupdict()
    hour, minute, second = ([int(part) for part in (parts["clock"] or "0:0").split(":")] + [0])[:3]
    try:
        moment = datetime(int(parts["y"]), int(parts["m"]), int(parts["d"]), hour, minute, second, tzinfo=HANOI)
        if zone := parts.get("zone"):
            moment = datetime.fromisoformat(moment.replace(tzinfo=None).isoformat() + zone).astimezone(HANOI)
    except (ValueError, OverflowError):
        raise Invalid(f"“{text}” does not exist in the calendar.", field="start", code="bad_moment") from None
    return moment
