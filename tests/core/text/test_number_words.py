"""Amounts as a cashier reads them out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.text import number_words, parse_number_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"), (4, "bốn"), (10, "mười"), (15, "mười lăm"), (21, "hai mươi mốt"), (24, "hai mươi tư"),
        (55, "năm mươi lăm"), (101, "một trăm linh một"), (111, "một trăm mười một"), (200, "hai trăm"),
        (1_005, "một nghìn không trăm linh năm"), (1_015, "một nghìn không trăm mười lăm"),
        (150_000, "một trăm năm mươi nghìn"), (1_000_005, "một triệu không trăm linh năm"),
        (2_050_000, "hai triệu không trăm năm mươi nghìn"), (3_200_000, "ba triệu hai trăm nghìn"),
        (1_000_000_000, "một tỷ"), (1_000_000_001, "một tỷ không trăm linh một"),
        (1_500_000_000_000, "một nghìn năm trăm tỷ"),
    ],
)  # fmt: skip
def test_numbers_are_read_out_as_receipts_write_them(number: int, words: str) -> None:
    assert number_words(number) == words


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_words_are_read_back_as_the_same_number(number: int) -> None:
    assert parse_number_words(number_words(number)) == number


@given(st.integers(min_value=0, max_value=10**18 - 1), st.integers(min_value=0, max_value=10**18 - 1))
def test_two_numbers_never_share_their_words(one: int, other: int) -> None:
    assert (number_words(one) == number_words(other)) is (one == other)


@pytest.mark.parametrize("number", [-1, 10**18])
def test_there_are_no_words_outside_the_range(number: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        number_words(number)
