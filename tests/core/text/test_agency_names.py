from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.text import agency_key, normal_agency_name


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("UBND  tỉnh", "Ủy ban nhân dân tỉnh"),
        ("Uỷ ban nhân dân TP. Lam Hà", "Ủy ban nhân dân thành phố Lam Hà"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
        ("Sở\nNN&PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Phường Hoà Quý", "Phường Hòa Quý"),
    ],
)
def test_one_spelling_for_many_prints(printed: str, normal: str) -> None:
    assert normal_agency_name(printed) == normal


def test_two_prints_of_one_agency_give_one_key() -> None:
    assert agency_key("UBND xã Hoà Bình") == agency_key("Ủy ban nhân dân xã Hòa Bình")


@given(st.text())
def test_normal_name_never_raises_and_is_stable_in_white_space(text: str) -> None:
    assert normal_agency_name(text) == " ".join(normal_agency_name(text).split())
