"""How numbers and notations are read and compared."""

from __future__ import annotations

import pytest

from congvu.kernel.documents.policy.numbering import code_key, issuer_key, outgoing_code, split_code


@pytest.mark.parametrize(
    ("text", "number", "notation", "year"),
    [
        ("15/QĐ-BNV", "15", "QĐ-BNV", None),
        ("Số: 05 /BNV - VP", "05", "BNV-VP", None),
        ("56/2021/QĐ-UBND", "56", "QĐ-UBND", 2021),
        ("66.16/2026/NQ-CP", "66.16", "NQ-CP", 2026),
        ("562a/QĐ-BTC", "562a", "QĐ-BTC", None),
        ("16-NQ/TW", "16", "NQ/TW", None),
        ("3308/UBND–TH", "3308", "UBND-TH", None),
        ("không số", "", "", None),
        ("128", "128", "", None),
    ],
)
def test_codes_are_taken_apart(text: str, number: str, notation: str, year: int | None) -> None:
    code = split_code(text)
    assert (code.number, code.notation, code.year) == (number, notation, year)
    assert code.normative == (year is not None)


def test_the_same_code_compares_equal_however_it_is_written() -> None:
    assert code_key("Số: 05/QĐ-UBND") == code_key("5 /QD–UBND.") == "5/qd-ubnd"
    assert code_key("5/QĐ-UBND") != code_key("15/QĐ-UBND")


def test_issuers_compare_by_their_usual_abbreviations() -> None:
    assert issuer_key("Ủy ban nhân dân tỉnh Lam Giang") == issuer_key("UBND tỉnh Lam Giang")
    assert issuer_key("Văn phòng Chính phủ") == issuer_key("VPCP")


def test_numbers_below_ten_have_a_zero_in_front() -> None:
    assert outgoing_code(7, "QĐ-UBND") == "07/QĐ-UBND"
    assert outgoing_code(123, "QĐ - UBND") == "123/QĐ-UBND"
