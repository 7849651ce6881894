"""Tổng điểm và xếp loại. Means to one decimal, totals, and what they stand for (TT 01/2018 arts 14, 15)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

#: Indicators that count for a person, and all nine for an agency.
STAFF_INDICATORS = (1, 2, 3, 4, 7)
_ALL = tuple(range(1, 10))
_TENTH = Decimal("0.1")

#: Points of indicators by number; None where there is nothing to score.
Scores = Mapping[int, Decimal | None]


class StaffShare(StrEnum):
    """Mức độ hoàn thành nhiệm vụ của cán bộ."""

    ALL = "all"
    """Hoàn thành 100 % nhiệm vụ."""
    MOST = "most"
    """Hoàn thành từ 70 % đến dưới 100 %."""
    LITTLE = "little"
    """Hoàn thành dưới 70 %."""


class AgencyGrade(StrEnum):
    """Xếp loại cơ quan, đơn vị."""

    EXCELLENT = "excellent"
    """Xuất sắc."""
    GOOD = "good"
    """Tốt."""
    FAIR = "fair"
    """Khá."""
    AVERAGE = "average"
    """Trung bình."""
    WEAK = "weak"
    """Yếu."""


#: From which total on which word applies, highest first.
STAFF_SHARES = ((Decimal(5), StaffShare.ALL), (Decimal("3.5"), StaffShare.MOST), (Decimal(0), StaffShare.LITTLE))
AGENCY_GRADES = (
    (Decimal(15), AgencyGrade.EXCELLENT),
    (Decimal(12), AgencyGrade.GOOD),
    (Decimal(9), AgencyGrade.FAIR),
    (Decimal(6), AgencyGrade.AVERAGE),
    (Decimal(0), AgencyGrade.WEAK),
)


def mean(points: Iterable[int]) -> Decimal | None:
    """Điểm của một chỉ số: the sum of points over their number, to one decimal, half upwards; None without data.

    Half upwards is a choice of ours where the circular says "rounded": 5/4 is 1.3, and no clerk expects 1.2.
    """
    found = list(points)
    if not found:
        return None
    exact = Fraction(sum(found), len(found))
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_TENTH, ROUND_HALF_UP)


def _total(scores: Scores, counted: tuple[int, ...]) -> Decimal | None:
    found = [value for number in counted if (value := scores.get(number)) is not None]
    return sum(found, Decimal(0)) if found else None


def staff_share(scores: Scores) -> tuple[Decimal, StaffShare] | None:
    """A person's total (of 10) and its word; None where nothing could be scored."""
    total = _total(scores, STAFF_INDICATORS)
    return None if total is None else (total, next(word for least, word in STAFF_SHARES if total >= least))


def agency_grade(scores: Scores) -> tuple[Decimal, AgencyGrade] | None:
    """An agency's total (of 18) and its grade; None where nothing could be scored."""
    total = _total(scores, _ALL)
    return None if total is None else (total, next(word for least, word in AGENCY_GRADES if total >= least))
