from __future__ import annotations

import pytest

from congvu.core.text import detect_legacy_font, from_legacy_font

TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam; giao c¸c c¬ quan, tæ chøc thùc hiÖn nh÷ng viÖc cña nhµ n\xadíc trong th¸ng"
VNI = (
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam; giao caùc cô quan, toå chöùc "
    "thöïc hieän nhöõng vieäc cuûa nhaø nöôùc trong thaùng"
)
UNICODE = "Cộng hòa xã hội chủ nghĩa Việt Nam; giao các cơ quan, tổ chức thực hiện những việc của nhà nước trong tháng"


@pytest.mark.parametrize(("text", "font"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
def test_legacy_text_is_recognised_and_becomes_unicode(text: str, font: str) -> None:
    assert detect_legacy_font(text) == font
    assert from_legacy_font(text, font) == UNICODE


@pytest.mark.parametrize(
    "text", [UNICODE, "", "Plain English text", "Très bien, déjà vu à l'été, où ça, français et café"]
)
def test_other_text_is_left_alone(text: str) -> None:
    assert detect_legacy_font(text) is None


def test_an_unknown_font_is_an_error() -> None:
    with pytest.raises(KeyError):
        from_legacy_font("x", "VISCII")
