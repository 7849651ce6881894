"""Chữ không dấu: normal form and folding of Vietnamese letters.

`fold` answers "is this the same word whatever the accents and the case", `skey` is the search key stored beside names,
`fold_same_length` keeps every code point in its place so that offsets into the folded text are offsets into the
original.
"""

from __future__ import annotations

import re
import unicodedata

_VIETNAMESE_RANGES = ((0x00C0, 0x0250), (0x1E00, 0x1F00))


def _bare_letter(char: str) -> str:
    """The lower-case letter without marks; đ becomes d, letters without a decomposition stay."""
    if char in "đĐ":
        return "d"
    return unicodedata.normalize("NFD", char)[0].lower()


def _build_maps() -> tuple[dict[int, str | None], dict[int, str]]:
    same: dict[int, str] = {code: chr(code).lower() for code in range(0x41, 0x5B)}
    for low, high in _VIETNAMESE_RANGES:
        for code in range(low, high):
            bare = _bare_letter(chr(code))
            if len(bare) == 1 and bare != chr(code):
                same[code] = bare
    same[0xA0] = " "
    full: dict[int, str | None] = dict(same)
    for code in range(0x0300, 0x0370):  # combining marks of text that is not in normal form
        full[code] = None
    for code in (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF):  # soft hyphen, zero-width characters
        full[code] = None
    return full, same


_FOLD, _SAME = _build_maps()
_NOT_WORD = re.compile(r"[\W_]+")


def nfc(text: str) -> str:
    """Text in Unicode normal form C; the form in which TCVN 6909:2001 text is exchanged (NĐ 30/2020, Phụ lục I)."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without diacritics, đ→d, combining and zero-width marks dropped: ``fold("Đặng Thị Ở") == "dang thi
    o"``."""
    if text.isascii():
        return text.lower()
    folded = text.translate(_FOLD)
    return folded if folded.isascii() else folded.lower()


def fold_same_length(text: str) -> str:
    """As `fold`, but one code point in, one code point out; marks written as separate code points are kept."""
    return text.lower() if text.isascii() else text.translate(_SAME)


def skey(text: str) -> str:
    """Search key: folded, every run of other characters one space, no space at the ends.

    >>> skey("Sở Kế hoạch & Đầu tư (tỉnh)")
    'so ke hoach dau tu tinh'
    """
    return _NOT_WORD.sub(" ", fold(text)).strip()
