"""Thang điểm đang có hiệu lực: points, caps, ladder and consequences as the rulebook has them on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from congvu.core.grading import Ladder, Scale
from congvu.domain.inspections.models import Severity
from congvu.kernel.rules import queries as rules

GRADES = ("A", "B", "C", "D")


def _number(code: str, on: date) -> Decimal:
    return Decimal(rules.rule(f"inspections.{code}", on).value)


def scale_on(on: date) -> Scale:
    """The points of a day."""
    return Scale(
        points={int(level): _number(f"points.{int(level)}", on) for level in Severity},
        caps={0: _number("points_cap.0", on)}, repeat_factor=_number("repeat_factor", on),
        praise=_number("praise_points", on), praise_cap=_number("praise_cap", on),
    )  # fmt: skip


def ladder_on(on: date) -> Ladder:
    """The grades of a day."""
    floors = [(name, _number(f"grade_floor.{name}", on)) for name in GRADES[:-1]]
    caps = {level: rules.rule(f"inspections.grade_cap.{level}", on).value for level in (3, 4)}
    return Ladder(floors=(*floors, (GRADES[-1], Decimal(0))), caps=caps)


def small_below(on: date) -> int:
    """With fewer checked items than this a unit is not compared."""
    return int(rules.rule("inspections.score_small", on).value)


def unverified(on: date) -> bool:
    """Whether a value of the scale has not been confirmed."""
    codes = [f"points.{int(level)}" for level in Severity] + [f"grade_floor.{name}" for name in GRADES[:-1]]
    return any(rules.rule(f"inspections.{code}", on).standing == "unverified" for code in codes)
