"""What addresses and forms bring: whole numbers (ids, counts, years) and lines of words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from congvu.core.text.folding import nfc

#: More digits fit no column of a database.
DIGITS = 18
#: Control, direction and joining signs, halves of signs, and what is no sign (yet): databases and papers stumble on it.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def typed_number(typed: str) -> int | None:
    """The number when `typed` is nothing but the digits 0–9 of one a database can hold; None otherwise.

    `str.isdigit` also takes "²" and digits without end, on which `int` or the database breaks.
    """
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= DIGITS else None


def typed_numbers(typed: Iterable[str]) -> list[int]:
    """The numbers among what was sent; the rest is left out."""
    return [number for number in map(typed_number, typed) if number is not None]


def one_line(typed: str) -> str:
    """Typed words as one line: normal form C, no doubled blanks, no breaks, no signs nobody sees."""
    seen = (sign for sign in typed if sign.isspace() or unicodedata.category(sign) not in _UNSEEN)
    return " ".join(nfc("".join(seen)).split())
