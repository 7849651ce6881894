"""Tỷ lệ và điểm. Shares in per cent and points of the index: decimals, rounded half up to two places."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)
_CENT = Decimal("0.01")


def rounded(value: Decimal) -> Decimal:
    """Two places, half up: 0.125 → 0.13."""
    return value.quantize(_CENT, rounding=ROUND_HALF_UP)


def share(part: int, whole: int) -> Decimal | None:
    """`part` of `whole` in per cent; None where there is nothing to divide by: the indicator does not apply.

    ValueError for a part that is negative or more than the whole.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}")
    return rounded(HUNDRED * part / whole) if whole else None


def points(rate: Decimal | None, most: Decimal, full_at: Decimal = HUNDRED) -> Decimal:
    """Points of an indicator: all of `most` from `full_at` per cent on, in proportion below; 0 without a rate."""
    if rate is None:
        return Decimal(0)
    return most if rate >= full_at else rounded(rate * most / full_at)
