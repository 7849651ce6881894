"""Numbers that were typed: only what `int` and a database take; words that were typed: one line of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.text import nfc, one_line, typed_number, typed_numbers


@pytest.mark.parametrize(("typed", "number"), [("0", 0), ("0042", 42), ("9" * 18, 10**18 - 1)])
def test_digits_are_a_number(typed: str, number: int) -> None:
    assert typed_number(typed) == number


@pytest.mark.parametrize("typed", ["", " 1", "-1", "²", "٣", "1.0", "9" * 19, "9" * 5000, "một"])
def test_anything_else_is_none(typed: str) -> None:
    assert typed_number(typed) is None


def test_of_many_the_numbers_are_kept() -> None:
    assert typed_numbers(["7", "²", "", "8"]) == [7, 8]


def test_words_come_as_one_line() -> None:
    assert one_line("  Quầy\tsố\u00a01\r\n tầng  2 ") == "Quầy số 1 tầng 2"


@given(st.text())
def test_a_line_is_clean_once_and_for_all(typed: str) -> None:
    line = one_line(typed)
    assert one_line(line) == line == nfc(line).strip()
    assert len(line.splitlines()) <= 1


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\ufeff", "\x07", "\ud800", "\x00"])
def test_signs_nobody_sees_are_dropped(sign: str) -> None:
    assert one_line(f"Nguyễn{sign} Văn A") == "Nguyễn Văn A"
