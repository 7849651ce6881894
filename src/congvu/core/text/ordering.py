"""Thứ tự chữ cái tiếng Việt: a key under which byte order is the order of a Vietnamese dictionary.

Letters first (a ă â b c d đ e ê g …), then tones (ngang, huyền, hỏi, ngã, sắc, nặng), then case, as the Unicode
collation for ``vi`` does. The key is made of digits only, so that every database collation sorts it alike.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_SHAPES = {"\u0306", "\u0302", "\u031b"}
_PRIMARY = {letter: f"{50 + index:02d}" for index, letter in enumerate(_LETTERS)}
_PRIMARY.update({digit: f"{30 + index:02d}" for index, digit in enumerate("0123456789")})
_SPACE, _PUNCTUATION, _OTHER = "10", "20", "95"


@lru_cache(maxsize=4096)
def _weights(char: str) -> tuple[str, str, str]:
    """Weights of one character on the three levels; combining marks give only a tone."""
    if char in _TONES:
        return "", _TONES[char], ""
    tone, kept = "1", []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tone = _TONES[part]
        elif part in _SHAPES or not unicodedata.combining(part):
            kept.append(part)
    letter = unicodedata.normalize("NFC", "".join(kept))
    lower = letter.lower()
    case = "2" if lower != letter else "1"
    if lower in _PRIMARY:
        return _PRIMARY[lower], tone, case
    bare = unicodedata.normalize("NFD", lower)[:1]
    if bare in _PRIMARY:
        return _PRIMARY[bare], tone, case
    if char.isspace():
        return _SPACE, "1", "1"
    if not char.isalnum():
        return _PUNCTUATION, "1", "1"
    return _OTHER + "".join(str(ord(char)).zfill(7)), "1", case


def sort_key(text: str) -> str:
    """Digits-only key; ``sorted(names, key=sort_key)`` is the order of a Vietnamese dictionary.

    Trailing neutral weights are cut, so the key of plain text is short; at most 4 digits a letter and two separators.
    """
    primary: list[str] = []
    second: list[str] = []
    third: list[str] = []
    for char in unicodedata.normalize("NFC", " ".join(text.split())):
        one, two, three = _weights(char)
        primary.append(one)
        second.append(two)
        third.append(three)
    tones = "".join(second).rstrip("1")
    cases = "".join(third).rstrip("1")
    return "".join(primary) + "00" + tones + ("0" + cases if cases else "")
