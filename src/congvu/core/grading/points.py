"""Điểm kỷ luật của đơn vị: points off for findings, points for good practice, the score of the year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from congvu.core.refusals import Invalid

ZERO = Decimal(0)
FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Mark:
    """Phát hiện đã chốt, as the score sees it. `level` is its class; `repeated` one that came back while a
    recommendation about it was open; `praise` good practice, whose class does not count."""

    level: int
    repeated: bool = False
    praise: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Thang điểm. `points` off for each class; `caps` the most a class takes in a year (classes not named: no cap);
    `repeat_factor` multiplies the points of a repeat, which no cap shelters; `praise` for each good practice, up to
    `praise_cap` in the year. All exact decimals, none below zero, the factor not below one."""

    points: Mapping[int, Decimal]
    caps: Mapping[int, Decimal]
    repeat_factor: Decimal
    praise: Decimal
    praise_cap: Decimal

    def __post_init__(self) -> None:
        numbers = [*self.points.values(), *self.caps.values(), self.praise, self.praise_cap]
        if not self.points or any(not isinstance(one, Decimal) or not one.is_finite() or one < 0 for one in numbers):
            raise _refused("Points and caps are exact decimals, not below zero.", "points")
        if not self.repeat_factor.is_finite() or self.repeat_factor < 1:
            raise _refused("A repeat takes no fewer points than the first time.", "repeat_factor")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Kết quả tính điểm. What each class took off, what praise added, the score from 0 to 100."""

    off: Mapping[int, Decimal]
    praise: Decimal
    score: Decimal

    @property
    def taken(self) -> Decimal:
        """All points off."""
        return sum(self.off.values(), ZERO)


def points_of(mark: Mark, scale: Scale) -> Decimal:
    """The points one finding takes off before any cap; 0 for praise. `Invalid` (`bad_grading`) for an unknown class."""
    if mark.praise:
        return ZERO
    if mark.level not in scale.points:
        raise _refused(f"The scale has no points for class {mark.level}.", "level")
    return scale.points[mark.level] * (scale.repeat_factor if mark.repeated else 1)


def reckon(marks: Iterable[Mark], scale: Scale) -> Reckoned:
    """The score of a year: 100 less the points of each class (first times up to its cap, repeats in full), plus
    praise up to its cap; never below 0 nor above 100. The order of the findings does not matter."""
    first, again, praised = dict.fromkeys(scale.points, ZERO), dict.fromkeys(scale.points, ZERO), 0
    for mark in marks:
        if mark.praise:
            praised += 1
        elif mark.repeated:
            again[mark.level] = again.get(mark.level, ZERO) + points_of(mark, scale)
        else:
            first[mark.level] = first.get(mark.level, ZERO) + points_of(mark, scale)
    off = {
        level: (min(taken, scale.caps[level]) if level in scale.caps else taken) + again[level]
        for level, taken in first.items()
    }
    praise = min(scale.praise * praised, scale.praise_cap)
    score = min(FULL, max(ZERO, FULL - sum(off.values(), ZERO) + praise))
    return Reckoned({level: taken for level, taken in off.items() if taken}, praise, score)


def _refused(message: str, field: str) -> Invalid:
    return Invalid(message, field=field, code="bad_grading", hint="Correct the numbers of the rulebook.")
