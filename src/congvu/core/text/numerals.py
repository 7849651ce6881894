"""Số: numbers as Vietnamese administrative texts write them: 1.234,5 — "mười lăm" — "quý IV"."""

from __future__ import annotations

import re

from congvu.core.text.folding import fold

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_STEPS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_UNITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5,
    "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_SCALES = {"nghin": 1_000, "ngan": 1_000, "trieu": 1_000_000, "ty": 1_000_000_000, "ti": 1_000_000_000}
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?\Z")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?\Z")


def parse_roman(text: str) -> int | None:
    """Value of a Roman numeral in capitals, None where it is not a well-formed one."""
    if not text or not _ROMAN.match(text):
        return None
    total, last = 0, 0
    for char in reversed(text):
        value = _ROMAN_VALUES[char]
        total += -value if value < last else value
        last = max(last, value)
    return total


def to_roman(number: int) -> str:
    """Roman numeral of 1…3999; ValueError outside."""
    if not 1 <= number <= 3999:
        raise ValueError(f"no Roman numeral for {number}")
    parts = []
    for value, sign in _ROMAN_STEPS:
        count, number = divmod(number, value)
        parts.append(sign * count)
    return "".join(parts)


def parse_number(text: str) -> int | float | None:
    """Number with dots between thousands and a decimal comma; "10,04" is 10.04, "1.234" is 1234, "1.5" is 1.5."""
    text = text.strip()
    if _GROUPED.match(text):
        text = text.replace(".", "").replace(",", ".")
    elif _PLAIN.match(text):
        text = text.replace(",", ".")
    else:
        return None
    value = float(text)
    return int(value) if value.is_integer() and len(text) < 16 else value


def _below_thousand(words: list[str]) -> int | None:
    total, current, seen = 0, None, False
    for word in words:
        if word in _UNITS:
            if current is not None:
                return None
            current, seen = _UNITS[word], True
        elif word == "tram" and current is not None:
            total, current = total + current * 100, None
        elif word in ("muoi", "chuc"):
            total, current, seen = total + (1 if current is None else current) * 10, None, True
        elif word in ("linh", "le") and current is None:
            continue
        else:
            return None
    return total + (current or 0) if seen else None


def parse_number_words(text: str) -> int | None:
    """Whole number in words, "hai mươi lăm" → 25, "một nghìn không trăm linh năm" → 1005; None where it is not one."""
    total = 0
    group: list[str] = []
    for word in fold(text).split():
        if word in _SCALES:
            value = _below_thousand(group)
            if value is None:
                return None
            total, group = total + value * _SCALES[word], []
        else:
            group.append(word)
    if not group:
        return total or None
    value = _below_thousand(group)
    return None if value is None else total + value
