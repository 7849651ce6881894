"""Số bằng chữ: whole numbers in Vietnamese words, as receipts write them: 1.005 — "một nghìn không trăm linh năm"."""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_SCALES = ("", " nghìn", " triệu")
_BILLION = 1_000_000_000
LARGEST = 10**18 - 1


def number_words(number: int) -> str:
    """A whole number from 0 to 10¹⁸ − 1 in words; ValueError outside.

    Groups of three zeros are left out, a group that follows another keeps its "không trăm": 1.000.005 is "một triệu
    không trăm linh năm". Above a billion the count of billions is a number of its own: "một nghìn tỷ".
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"no words for {number}")
    if number == 0:
        return _DIGITS[0]
    billions, rest = divmod(number, _BILLION)
    words = [f"{_below_billion(billions, follows=False)} tỷ"] if billions else []
    if rest:
        words.append(_below_billion(rest, follows=bool(billions)))
    return " ".join(words)


def _below_billion(number: int, *, follows: bool) -> str:
    words: list[str] = []
    for place in (2, 1, 0):
        group = number // 1000**place % 1000
        if group:
            words.append(_group(group, whole=follows or bool(words)) + _SCALES[place])
    return " ".join(words)


def _group(number: int, *, whole: bool) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or whole else []
    tens, ones = divmod(rest, 10)
    if tens == 0 and ones:
        words += ["linh", _DIGITS[ones]] if words else [_DIGITS[ones]]
    elif tens == 1:
        words.append("mười")
        if ones:
            words.append("lăm" if ones == 5 else _DIGITS[ones])
    elif tens:
        words.append(f"{_DIGITS[tens]} mươi")
        if ones:
            words.append(_AFTER_TENS.get(ones, _DIGITS[ones]))
    return " ".join(words)
