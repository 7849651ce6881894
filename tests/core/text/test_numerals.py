from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.text import parse_number, parse_number_words, parse_roman, to_roman


@given(st.integers(min_value=1, max_value=3999))
def test_roman_numerals_come_back(number: int) -> None:
    assert parse_roman(to_roman(number)) == number


@pytest.mark.parametrize("text", ["", "IIII", "VX", "ABC", "iv"])
def test_malformed_roman_numerals_are_none(text: str) -> None:
    assert parse_roman(text) is None


@pytest.mark.parametrize("number", [0, 4000])
def test_no_roman_numeral_outside_the_range(number: int) -> None:
    with pytest.raises(ValueError, match="no Roman numeral"):
        to_roman(number)


@pytest.mark.parametrize(
    ("text", "value"),
    [("10,04", 10.04), ("1.234", 1234), ("1.234,5", 1234.5), ("05", 5), ("2.5", 2.5), ("63/63", None), ("", None)],
)
def test_decimal_comma_and_dotted_thousands(text: str, value: float | None) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("năm", 5),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("hai mươi lăm", 25),
        ("một trăm linh bảy", 107),
        ("một nghìn không trăm linh năm", 1005),
        ("ba triệu hai trăm nghìn", 3_200_000),
        ("hai ba", None),
        ("Sở Nội vụ", None),
        ("", None),
    ],
)
def test_numbers_in_words(text: str, value: int | None) -> None:
    assert parse_number_words(text) == value
