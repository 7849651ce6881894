from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.text import fold, fold_same_length, nfc, skey


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Thị Ở", "dang thi o"),
        ("Quyết định", "quyet dinh"),
        (unicodedata.normalize("NFD", "Ưu tiên, Nguyễn Ỷ"), "uu tien, nguyen y"),
        ("ABC 12/QĐ-UBND", "abc 12/qd-ubnd"),
    ],
)
def test_fold_drops_marks_and_case(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_skey_is_words_with_single_spaces() -> None:
    assert skey("  Sở Kế hoạch & Đầu tư_(tỉnh)\n") == "so ke hoach dau tu tinh"


@given(st.text())
def test_fold_same_length_keeps_every_place(text: str) -> None:
    assert len(fold_same_length(text)) == len(text)


@given(st.text(alphabet="aăâđêôơưỷộẫÝĐ bB1-_ \u0301\u0323"))
def test_search_keys_do_not_depend_on_the_normal_form(text: str) -> None:
    assert skey(nfc(text)) == skey(unicodedata.normalize("NFD", text)) == skey(text)
    assert skey(skey(text)) == skey(text)


def test_every_vietnamese_letter_folds_to_ascii() -> None:
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    for letter in letters:
        for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"):
            composed = unicodedata.normalize("NFC", letter + tone)
            assert fold(composed).isascii(), composed
            assert fold(composed) == fold(composed.upper())
