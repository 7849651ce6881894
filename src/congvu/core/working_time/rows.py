"""Dòng dữ liệu của lịch làm việc. The plain rows a calendar is built from, each with its source and standing.

Rows may come from literals (`official`), from a table in the database or from a test; a calendar never asks
where they were kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Literal

from congvu.core.refusals import Invalid

Standing = Literal["verified", "unverified", "local"]
"""Độ tin cậy. Confirmed by official texts, not confirmed, or decided by the agency itself."""

STANDINGS: tuple[Standing, ...] = ("unverified", "verified", "local")
"""Weakest first: of several rows about one date the strongest standing speaks."""


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """Ca làm việc. Seconds of the day `[start, end)`, 0 ≤ start < end ≤ 86,400."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= 86_400:
            raise Invalid("A shift must end after it starts, within one day.", field="shifts", code="bad_shift")

    @property
    def seconds(self) -> int:
        """Length of the shift in seconds."""
        return self.end - self.start

    def __str__(self) -> str:
        return f"{clock_text(self.start)}-{clock_text(self.end)}"


Shifts = tuple[Shift, ...]

_SHIFT = re.compile(r"\s*(\d{1,2})[:h](\d{2})\s*[-–—]\s*(\d{1,2})[:h](\d{2})\s*\Z")


def clock_text(second: int) -> str:
    """HH:MM (with :SS only when needed) of a second of the day."""
    minutes, rest = divmod(second, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{rest:02d}" if rest else "")


def read_shifts(text: str) -> Shifts:
    """Shifts from "07:00-11:30,13:30-17:00"; an empty text is a day without work. Invalid when they overlap."""
    if not text.strip():
        return ()
    shifts = []
    for piece in text.split(","):
        found = _SHIFT.match(piece)
        if found is None:
            raise Invalid(
                f"“{piece.strip()}” is not a shift.",
                field="shifts",
                hint="Write it like 07:00-11:30,13:30-17:00.",
                code="bad_shift",
            )
        hour, minute, until_hour, until_minute = (int(part) for part in found.groups())
        if minute > 59 or until_minute > 59:
            raise Invalid(f"“{piece.strip()}” is not a time of day.", field="shifts", code="bad_shift")
        shifts.append(Shift(hour * 3600 + minute * 60, until_hour * 3600 + until_minute * 60))
    return ordered_shifts(shifts)


def ordered_shifts(shifts: list[Shift] | Shifts) -> Shifts:
    """The shifts in order of the clock; Invalid when two overlap."""
    ordered = tuple(sorted(shifts))
    if any(later.start < earlier.end for earlier, later in pairwise(ordered)):
        raise Invalid("Two shifts of one day overlap.", field="shifts", code="bad_shift")
    return ordered


def shifts_text(shifts: Shifts) -> str:
    """The canonical text of shifts, as `read_shifts` reads it."""
    return ",".join(str(shift) for shift in shifts)


DEFAULT_SHIFTS = read_shifts("07:00-11:30,13:30-17:00")
"""Giờ làm việc mặc định: eight hours, as most provinces decide."""


@dataclass(frozen=True, slots=True)
class WeekTable:
    """Khung giờ trong tuần. Shifts of Monday … Sunday, in force from a date until the next table begins.

    Several tables with different dates hold summer and winter hours or a change of the agency's decision.
    """

    shifts: tuple[Shifts, Shifts, Shifts, Shifts, Shifts, Shifts, Shifts]
    in_force_from: date = date.min
    source: str = ""
    standing: Standing = "local"

    @staticmethod
    def five_days(shifts: Shifts = DEFAULT_SHIFTS, in_force_from: date = date.min, source: str = "") -> WeekTable:
        """Monday to Friday with the same shifts."""
        return WeekTable((shifts, shifts, shifts, shifts, shifts, (), ()), in_force_from, source)

    @property
    def usual(self) -> Shifts:
        """The shifts of the first weekday that has any: what a swapped-in Saturday is worked by."""
        return next((day for day in self.shifts if day), ())


class DayKind(StrEnum):
    """Loại ngày. What a dated row says about its day."""

    OFF = "off"
    """Ngày nghỉ."""
    WORKED = "worked"
    """Ngày làm bù: a rest day worked in exchange."""
    MORNING = "morning"
    """Chỉ làm việc buổi sáng."""
    AFTERNOON = "afternoon"
    """Chỉ làm việc buổi chiều."""
    SHIFTS = "shifts"
    """Giờ làm việc riêng: the row names its own shifts."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """Ngày đặc biệt. One date that differs from its week.

    `name_vi`, `name_en` say what the day is, `source` which text says so. `switch` names a proposal: the row
    counts only in calendars built with that switch on. `shifts` only with kind SHIFTS.
    """

    on: date
    kind: DayKind
    name_vi: str
    name_en: str = ""
    source: str = ""
    standing: Standing = "local"
    switch: str = ""
    shifts: Shifts = ()

    def __post_init__(self) -> None:
        if bool(self.shifts) != (self.kind is DayKind.SHIFTS):
            raise Invalid("Own shifts belong to a day of kind “shifts”, and only there.", field="shifts")

    def name(self, language: str) -> str:
        """The name of the day in `language`."""
        return self.name_vi if language == "vi" else self.name_en or self.name_vi


@dataclass(frozen=True, slots=True)
class Outage:
    """Sự cố được công bố. Time `[start, end)` in which the office could not work (storm, network down)."""

    start: datetime
    end: datetime
    reason_vi: str
    reason_en: str = ""
    source: str = ""
    standing: Standing = "local"

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise Invalid("A moment needs its time zone.", field="start", code="naive_moment")
        if self.end <= self.start:
            raise Invalid("An outage must end after it starts.", field="end", code="bad_outage")

    def reason(self, language: str) -> str:
        """The reason in `language`."""
        return self.reason_vi if language == "vi" else self.reason_en or self.reason_vi
