"""Weights: nobody below the floor, every counted fact moves them, none runs away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.lot import Factor, weigh
from congvu.core.refusals import Invalid

FACTORS = (Factor("late", 2, 20), Factor("complaints", 5, 10), Factor("years_unchecked", 10, 3))
counts = st.dictionaries(st.sampled_from([one.code for one in FACTORS]), st.integers(0, 100))


def test_a_weight_says_what_it_is_made_of() -> None:
    weight = weigh(10, FACTORS, {"late": 7, "complaints": 12})
    assert weight.total == 10 + 14 + 50
    assert weight.parts == (("late", 7, 14), ("complaints", 12, 50), ("years_unchecked", 0, 0))


@given(st.integers(1, 1000), counts, st.sampled_from(FACTORS))
def test_nobody_is_below_the_floor_and_nobody_above_the_caps(
    floor: int, counted: dict[str, int], factor: Factor
) -> None:
    weight = weigh(floor, FACTORS, counted)
    assert floor <= weight.total <= floor + 40 + 50 + 30
    assert weight.total == floor + sum(points for _code, _counted, points in weight.parts)
    one_more = weigh(floor, FACTORS, counted | {factor.code: counted.get(factor.code, 0) + 1})
    grows = counted.get(factor.code, 0) < factor.most
    assert one_more.total == weight.total + (factor.points if grows else 0)


@pytest.mark.parametrize(
    ("floor", "factors", "counted"),
    [
        (0, FACTORS, {}),
        (1, FACTORS, {"late": -1}),
        (1, FACTORS, {"friends": 1}),
        (1, (*FACTORS, FACTORS[0]), {}),
        (1, (Factor("late", 10**9, 1),), {"late": 1}),
    ],
)
def test_wrong_weights_are_refused(floor: int, factors: tuple[Factor, ...], counted: dict[str, int]) -> None:
    with pytest.raises(Invalid) as refusal:
        weigh(floor, factors, counted)
    assert refusal.value.code == "bad_weights"


@pytest.mark.parametrize(("code", "points", "most"), [("late", -1, 1), ("late", 1, -1), ("", 1, 1), ("a b", 1, 1)])
def test_wrong_factors_are_refused(code: str, points: int, most: int) -> None:
    with pytest.raises(Invalid) as refusal:
        Factor(code, points, most)
    assert refusal.value.code == "bad_weights"
