"""Numbers that were typed: only what `int` and a database take."""

from __future__ import annotations

import pytest

from congvu.core.text import typed_number, typed_numbers


@pytest.mark.parametrize(("typed", "number"), [("0", 0), ("0042", 42), ("9" * 18, 10**18 - 1)])
def test_digits_are_a_number(typed: str, number: int) -> None:
    assert typed_number(typed) == number


@pytest.mark.parametrize("typed", ["", " 1", "-1", "²", "٣", "1.0", "9" * 19, "9" * 5000, "một"])
def test_anything_else_is_none(typed: str) -> None:
    assert typed_number(typed) is None


def test_of_many_the_numbers_are_kept() -> None:
    assert typed_numbers(["7", "²", "", "8"]) == [7, 8]
