"""Trọng số rủi ro: whole-number weights from published risk factors; everybody has the floor, risk adds to it.

Added and not compared, so that every counted fact moves the weight; capped factor by factor, so that nobody's weight
runs away and no unit is as good as certain. Which factors there are and what they count is data of whoever draws.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from congvu.core.lot.texts import clean_code
from congvu.core.refusals import Invalid

HEAVIEST = 1_000_000_000
_CODE = "bad_weights"


@dataclass(frozen=True, slots=True)
class Factor:
    """Yếu tố rủi ro. Each counted thing adds `points`, at most `most` of them are counted."""

    code: str
    points: int
    most: int

    def __post_init__(self) -> None:
        clean_code(self.code, field="factors", code=_CODE)
        if self.points < 0 or self.most < 0:
            raise Invalid(f"The risk factor “{self.code}” cannot take weight away.", field="factors", code=_CODE,
                          hint="Points and the most that is counted are zero or more.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weight:
    """Trọng số, with what it is made of: (factor, counted, points) in the order of the factors."""

    total: int
    floor: int
    parts: tuple[tuple[str, int, int], ...]


def weigh(floor: int, factors: Sequence[Factor], counted: Mapping[str, int]) -> Weight:
    """Weight of one unit: floor + sum of points × min(counted, most).

    `counted` maps codes of factors to whole numbers ≥ 0; what is missing counts 0. `Invalid` for a floor below 1, for
    two factors of one code, for a count below 0 or of an unknown factor, and for a sum above 1,000,000,000.
    """
    if floor < 1:
        raise Invalid("The floor of the weights is at least 1: nobody is exempt.", field="floor", code=_CODE)
    known = {factor.code for factor in factors}
    if len(known) < len(factors):
        raise Invalid("Two risk factors have the same code.", field="factors", code=_CODE, hint="Leave one of them.")
    strange = sorted(set(counted) - known)
    if strange:
        raise Invalid(f"The risk factor “{strange[0]}” was not published.", field="counted", code=_CODE,
                      hint="Publish it first, or leave it out.")  # fmt: skip
    if any(value < 0 for value in counted.values()):
        raise Invalid("What is counted is zero or more.", field="counted", code=_CODE)
    parts = [(one.code, counted.get(one.code, 0), one.points * min(counted.get(one.code, 0), one.most))
             for one in factors]  # fmt: skip
    total = floor + sum(points for _code, _counted, points in parts)
    if total > HEAVIEST:
        raise Invalid("The weight is beyond reason.", field="factors", code=_CODE, hint="Lower points or caps.")
    return Weight(total, floor, tuple(parts))
