"""Thời hạn. Limits as types: a bare number of days is never a limit, because law knows several kinds of day.

`+` joins limits into a sum that runs one after the other: "15 ngày + 8 ngày làm việc".
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from fractions import Fraction

from congvu.core.refusals import Invalid

_MOST_DAYS = 40_000
_HOUR = 3600


class Finish(StrEnum):
    """Cách kết thúc. Where on its last day a limit in days ends."""

    SAME_CLOCK = "same_clock"
    """Cùng giờ: at the time of day the limit began."""
    CLOSE = "close"
    """Hết giờ làm việc của ngày cuối cùng."""


class Limit(ABC):
    """Thời hạn. Base of all limits."""

    __slots__ = ()

    def __add__(self, other: Limit) -> Sum:
        return Sum((*parts_of(self), *parts_of(other)))

    @property
    def is_working_time(self) -> bool:
        """Whether a pause of k working hours moves the due time by exactly k."""
        return False

    @property
    @abstractmethod
    def code(self) -> str:
        """Canonical text: `read_limit(limit.code) == limit`."""

    @abstractmethod
    def words(self, language: str = "vi") -> str:
        """The limit as the office writes it, in "vi" or "en"."""


def _checked(count: int, most: int = _MOST_DAYS) -> None:
    if not 0 <= count <= most:
        raise Invalid("A limit must be zero or more, and not beyond reason.", field="limit", code="bad_limit")


@dataclass(frozen=True, slots=True)
class WorkingHours(Limit):
    """Giờ làm việc. Exact working time, held in whole seconds; `WorkingHours.of(24)` is twenty-four hours."""

    seconds: int

    def __post_init__(self) -> None:
        _checked(self.seconds, _MOST_DAYS * 24 * _HOUR)

    @staticmethod
    def of(hours: int | Fraction | str, minutes: int = 0) -> WorkingHours:
        """From hours (whole, a fraction, or decimal text "7.5") and minutes; Invalid when no whole second."""
        exact = Fraction(hours) * _HOUR + minutes * 60
        if exact.denominator != 1:
            raise Invalid("A limit in hours must come to whole seconds.", field="limit", code="bad_limit")
        return WorkingHours(int(exact))

    @property
    def is_working_time(self) -> bool:
        return True

    @property
    def code(self) -> str:
        return f"{_decimal(Fraction(self.seconds, _HOUR))} working hours"

    def words(self, language: str = "vi") -> str:
        return duration_words(self.seconds, language)


@dataclass(frozen=True, slots=True)
class WorkingDays(Limit):
    """Ngày làm việc. The n-th working day after the day of receipt, at the same clock time or at closing time."""

    days: int
    finish: Finish = Finish.SAME_CLOCK

    def __post_init__(self) -> None:
        _checked(self.days)

    @property
    def is_working_time(self) -> bool:
        return self.finish is Finish.SAME_CLOCK

    @property
    def code(self) -> str:
        return f"{self.days} working days" + (" close of business" if self.finish is Finish.CLOSE else "")

    def words(self, language: str = "vi") -> str:
        if language == "vi":
            return f"{self.days:02d} ngày làm việc" + (" (hết giờ làm việc)" if self.finish is Finish.CLOSE else "")
        words = "working day" if self.days == 1 else "working days"
        return f"{self.days} {words}" + (", close of business" if self.finish is Finish.CLOSE else "")


@dataclass(frozen=True, slots=True)
class CalendarDays(Limit):
    """Ngày. Calendar days; a last day that is a day off rolls over to the next working day.

    Roll-over after Civil Code 2015, art. 148.5. `roll` off only where a rule says so.
    """

    days: int
    roll: bool = True
    finish: Finish = Finish.SAME_CLOCK

    def __post_init__(self) -> None:
        _checked(self.days)

    @property
    def code(self) -> str:
        return f"{self.days} calendar days{_tail(self.roll, self.finish)}"

    def words(self, language: str = "vi") -> str:
        if language == "vi":
            return f"{self.days:02d} ngày" + _tail_words(self.roll, self.finish, language)
        words = "calendar day" if self.days == 1 else "calendar days"
        return f"{self.days} {words}" + _tail_words(self.roll, self.finish, language)


@dataclass(frozen=True, slots=True)
class Months(Limit):
    """Tháng. The same day of the month n months on, or its last day; rolls over like calendar days."""

    months: int
    roll: bool = True
    finish: Finish = Finish.SAME_CLOCK

    def __post_init__(self) -> None:
        _checked(self.months, 1200)

    @property
    def code(self) -> str:
        return f"{self.months} months{_tail(self.roll, self.finish)}"

    def words(self, language: str = "vi") -> str:
        if language == "vi":
            return f"{self.months:02d} tháng" + _tail_words(self.roll, self.finish, language)
        words = "month" if self.months == 1 else "months"
        return f"{self.months} {words}" + _tail_words(self.roll, self.finish, language)


@dataclass(frozen=True, slots=True)
class FixedDate(Limit):
    """Ngày ấn định. A named date: at `at`, or at closing time (the usual one when the date is a day off).

    A named date stays where it was named, so `roll` is off unless the rule says otherwise.
    """

    on: date
    at: time | None = None
    roll: bool = False

    @property
    def code(self) -> str:
        clock = "" if self.at is None else f" {self.at:%H:%M}"
        return f"until {self.on.isoformat()}{clock}" + (" with roll-over" if self.roll else "")

    def words(self, language: str = "vi") -> str:
        clock = "" if self.at is None else f"{self.at:%H:%M} "
        if language == "vi":
            return f"đến hết {clock}ngày {self.on:%d/%m/%Y}"
        return f"until {clock}{self.on.isoformat()}"


@dataclass(frozen=True, slots=True)
class Sum(Limit):
    """Tổng thời hạn. Parts that run one after the other; each ends by its own rule before the next begins."""

    parts: tuple[Limit, ...]

    def __post_init__(self) -> None:
        if len(self.parts) < 2 or any(isinstance(part, Sum) for part in self.parts):
            raise Invalid("A sum has at least two simple limits.", field="limit", code="bad_limit")

    @property
    def is_working_time(self) -> bool:
        return all(part.is_working_time for part in self.parts)

    @property
    def code(self) -> str:
        return " + ".join(part.code for part in self.parts)

    def words(self, language: str = "vi") -> str:
        return " + ".join(part.words(language) for part in self.parts)


def parts_of(limit: Limit) -> tuple[Limit, ...]:
    """The simple limits a limit consists of, in order."""
    return limit.parts if isinstance(limit, Sum) else (limit,)


def _tail(roll: bool, finish: Finish) -> str:
    return (" close of business" if finish is Finish.CLOSE else "") + ("" if roll else " without roll-over")


def _tail_words(roll: bool, finish: Finish, language: str) -> str:
    close = " (hết giờ làm việc)" if language == "vi" else ", close of business"
    fixed = " (không lùi)" if language == "vi" else ", without roll-over"
    return (close if finish is Finish.CLOSE else "") + ("" if roll else fixed)


def _decimal(value: Fraction) -> str:
    """A fraction as exact decimal text where there is one, else as "n/d"."""
    if value.denominator == 1:
        return str(value.numerator)
    scaled = value * 10**6
    if scaled.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    whole, rest = divmod(int(scaled), 10**6)
    return f"{whole}.{rest:06d}".rstrip("0")


def duration_words(seconds: int, language: str = "vi") -> str:
    """A length of working time in words: "7 giờ 30 phút làm việc", "7 working hours 30 minutes"."""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    with_hours = bool(hours or not (minutes or rest))
    if language == "vi":
        amounts = ((hours, "giờ"), (minutes, "phút"), (rest, "giây"))
        pieces = [f"{amount} {unit}" for amount, unit in amounts if amount or (unit == "giờ" and with_hours)]
        ending = " làm việc"
    else:
        amounts = ((hours, "working hour"), (minutes, "minute"), (rest, "second"))
        pieces = [
            f"{amount} {unit}{'' if amount == 1 else 's'}"
            for amount, unit in amounts
            if amount or (unit == "working hour" and with_hours)
        ]
        ending = "" if with_hours else " of working time"
    return ("-" if seconds < 0 else "") + " ".join(pieces) + ending
