"""Phông chữ cũ: text typed in TCVN3 (ABC, .VnTime) or VNI-Windows, before Unicode became the rule.

Such text arrives as Latin letters with odd accents ("Céng hßa x· héi", "Coäng hoøa xaõ hoäi"). Tables: TCVN 5712:1993
VN3 and the VNI-Windows layout. Capital letters of .VnTimeH use the codes of small ones, so their case is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_TCVN3_CODES = (
    "A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ C6ặ C7ầ "
    "C8ẩ C9ẫ CAấ CBậ "
    "CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị DFò E1ỏ E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ "
    "EAờ EBở ECỡ EDớ "
    "EEợ EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự FAỳ FBỷ FCỹ FDý FEỵ"
)
_TCVN3 = {int(pair[:2], 16): pair[2:] for pair in _TCVN3_CODES.split()}

_TONES = ("ù", "ø", "û", "õ", "ï")  # sắc huyền hỏi ngã nặng on a plain vowel
_HAT = ("á", "à", "å", "ã", "ä")  # the same with the circumflex
_BREVE = ("é", "è", "ú", "ü", "ë")  # the same with the breve
_VNI_VOWELS = {
    "a": "áàảãạ", "e": "éèẻẽẹ", "o": "óòỏõọ", "u": "úùủũụ", "y": "ýỳỷỹ", "ô": "ớờởỡợ", "ö": "ứừửữự",
}  # fmt: skip
_VNI_HATS = {"a": "âấầẩẫậ", "e": "êếềểễệ", "o": "ôốồổỗộ"}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for base, vowels in _VNI_VOWELS.items():
        table.update({base + mark: vowel for mark, vowel in zip(_TONES, vowels, strict=False)})
    for base, vowels in _VNI_HATS.items():
        table[base + "â"] = vowels[0]
        table.update({base + mark: vowel for mark, vowel in zip(_HAT, vowels[1:], strict=True)})
    table["aê"] = "ă"
    table.update({"a" + mark: vowel for mark, vowel in zip(_BREVE, "ắằẳẵặ", strict=True)})
    table.update(_VNI_SINGLE)
    for small, large in list(table.items()):
        table[small.upper()] = large.upper()
        table[small[0].upper() + small[1:]] = large.upper()
    return table


_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_UNICODE_VIETNAMESE = re.compile(r"[\u1ea0-\u1ef9\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0102\u0103]")
_FREQUENT = re.compile(
    r"(?<!\w)(?:của|và|các|được|không|người|những|với|cho|trong|là|có|về|đến|nhân|dân|tỉnh|cơ|quan|thực|hiện|công|việc|"
    r"số|quyết|định|ủy|tổ|chức|nhà|nước|báo|cáo|ngày|tháng|năm|hội|đồng)(?!\w)"
)


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


def _from_vni(text: str) -> str:
    return _VNI_PATTERN.sub(lambda found: _VNI[found[0]], text)


_CONVERTERS: dict[str, Callable[[str], str]] = {"TCVN3": _from_tcvn3, "VNI": _from_vni}


def from_legacy_font(text: str, font: str) -> str:
    """Unicode text of `text` typed in "TCVN3" or "VNI"; KeyError for another name."""
    return _CONVERTERS[font](text)


def detect_legacy_font(text: str) -> str | None:
    """ "TCVN3", "VNI" or None: the font whose conversion makes markedly more frequent Vietnamese words appear.

    Looks at the first 20,000 characters; text that already has Vietnamese Unicode letters is left alone.
    """
    sample = text[:20_000]
    foreign = sum(1 for char in sample if "\x80" <= char <= "\xff")
    if foreign < 5 or len(_UNICODE_VIETNAMESE.findall(sample)) * 20 > foreign:
        return None
    scores = {font: len(_FREQUENT.findall(convert(sample).lower())) for font, convert in _CONVERTERS.items()}
    best = max(scores, key=lambda font: scores[font])
    plain = len(_FREQUENT.findall(sample.lower()))
    return best if scores[best] >= 3 and scores[best] >= 2 * plain + 1 else None
