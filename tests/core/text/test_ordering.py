from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from congvu.core.text import sort_key


def test_letters_before_tones_before_case() -> None:
    right = ["an", "ăn", "ân", "da", "dạ", "đa", "đi", "ma", "Ma", "mà", "mả", "mã", "má", "mạ", "mai"]
    assert sorted(sorted(right), key=sort_key) == right


def test_department_names_stand_as_in_a_vietnamese_list() -> None:
    right = ["Sở Công Thương", "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Xây dựng", "Sở Y tế", "Ủy ban", "Xã Đông"]
    assert sorted(sorted(right), key=sort_key) == right


def test_a_shorter_name_comes_first() -> None:
    assert sort_key("Sở") < sort_key("Sở Nội vụ") < sort_key("Sở Nội vụ tỉnh")


@given(st.text(), st.text())
def test_keys_are_digits_and_agree_with_themselves(one: str, other: str) -> None:
    key = sort_key(one)
    assert key.isascii()
    assert key.isdigit()
    assert (key == sort_key(other)) or (key < sort_key(other)) != (sort_key(other) < key)
