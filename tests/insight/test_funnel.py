"""The funnel: chance is not blamed on small units, and a large one far off is seen."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.insight.funnel import funnel, limits


def test_two_of_two_late_in_a_small_unit_says_nothing() -> None:
    whole, points = funnel({"small": (2, 2), "large": (300, 1000)})
    assert whole == pytest.approx(302 / 1002)
    small = next(point for point in points if point.key == "small")
    assert (small.rate, small.far) == (1.0, False)


def test_the_same_rate_in_a_large_unit_stands_out() -> None:
    _whole, points = funnel({"bad": (400, 500), "rest": (600, 4500)})
    bad = next(point for point in points if point.key == "bad")
    assert (bad.side, bad.far) == ("high", True)


def test_without_cases_there_is_no_rate_and_empty_units_are_left_out() -> None:
    assert funnel({"a": (0, 0)}) == (None, [])
    assert [point.key for point in funnel({"a": (0, 0), "b": (1, 2)})[1]] == ["b"]


@given(st.integers(1, 400), st.floats(0.01, 0.99))
def test_limits_hold_the_rate_and_the_outer_ones_hold_the_inner(n: int, p: float) -> None:
    inner, outer = limits(n, p, 0.95), limits(n, p, 0.998)
    assert 0 <= outer[0] <= inner[0] <= inner[1] <= outer[1] <= 1
    assert inner[0] <= p + 1 / n
    assert inner[1] >= p - 1 / n


@given(st.floats(0.05, 0.95))
def test_exact_and_approximate_limits_meet(p: float) -> None:
    for exact, near in zip(limits(2000, p, 0.95), limits(2001, p, 0.95), strict=True):
        assert math.isclose(exact, near, abs_tol=0.004)
