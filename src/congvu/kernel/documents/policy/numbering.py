"""Số và ký hiệu: how the number and notation of a document are written, compared and given.

Source: NĐ 30/2020/NĐ-CP, Điều 15 and Phụ lục I, mục II.3: Arabic digits, below 10 with a zero in front; a slash between
number and notation, hyphens inside the notation, no spaces. Numbers like 66.16 and 562a occur and are kept as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from congvu.core.text import fold, nfc, skey

_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-", "／": "/"})
_PREFIX = re.compile(r"^\s*(?:số|so)\s*[:.]?\s*", re.IGNORECASE)
_CODE = re.compile(
    r"^(?P<number>\d{1,6}(?:\.\d{1,3})?[A-Za-z]?)(?:/(?P<year>\d{4}))?(?P<sep>[/-])(?P<notation>[^\s]+)$"
)


@dataclass(frozen=True, slots=True)
class Code:
    """A number with its notation; `normative` when a year stands between two slashes (56/2021/QĐ-UBND)."""

    text: str
    number: str
    notation: str
    year: int | None

    @property
    def normative(self) -> bool:
        return self.year is not None


def normal_code(text: str) -> str:
    """The code as it is written: NFC, one kind of dash, no spaces, no "Số:" in front."""
    plain = _PREFIX.sub("", nfc(text).translate(_DASHES))
    return re.sub(r"\s+", "", plain).strip(".,;")


def split_code(text: str) -> Code:
    """Number, year and notation of a code; what does not follow the form keeps everything in `text`."""
    code = normal_code(text)
    found = _CODE.match(code)
    if not found:
        bare = code if re.fullmatch(r"\d{1,6}[A-Za-z]?", code) else ""
        return Code(code, bare, "", None)
    year = found.group("year")
    notation = found.group("notation")
    return Code(code, found.group("number"), notation, int(year) if year else None)


def code_key(text: str) -> str:
    """The code for comparing: lower case, without marks, leading zeros of the number dropped."""
    return re.sub(r"^0+(?=\d)", "", fold(normal_code(text)))


def issuer_key(text: str) -> str:
    """The issuer for comparing: "UBND tỉnh" and "Ủy ban nhân dân tỉnh" are the same body."""
    key = skey(text)
    for long, short in _SHORT:
        key = re.sub(rf"\b{long}\b", short, key)
    return key


_SHORT = (
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("van phong chinh phu", "vpcp"),
    ("van phong", "vp"),
)


def padded(number: int) -> str:
    """The number as printed: 1 → "01", 12 → "12", 123 → "123"."""
    return f"{number:02d}"


def outgoing_code(number: int, notation: str) -> str:
    """`NN/notation` of an outgoing document."""
    return f"{padded(number)}/{normal_code(notation).lstrip('/')}"
