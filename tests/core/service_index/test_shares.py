"""Shares and points: two places, half up, nothing divided by nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from congvu.core.service_index import points, share


def test_a_share_is_in_per_cent_with_two_places() -> None:
    assert share(1, 3) == Decimal("33.33")
    assert share(1, 800) == Decimal("0.13")  # 0.125, half up
    assert share(0, 0) is None
    with pytest.raises(ValueError, match="no part"):
        share(2, 1)


def test_points_are_full_from_the_threshold_on() -> None:
    most, full = Decimal(2), Decimal(80)
    assert points(Decimal("79.99"), most, full) == Decimal("2.00")  # 1.99975, half up
    assert points(Decimal(40), most, full) == Decimal("1.00")
    assert points(Decimal(80), most, full) == most
    assert points(Decimal(100), most, full) == most
    assert points(None, most, full) == 0
