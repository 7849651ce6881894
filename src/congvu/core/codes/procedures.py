"""Mã thủ tục hành chính. Codes of procedures as official annexes really write them, with their flaws named.

The national form is a digit, a point, six digits (`1.001193`); a province's own version adds its letter code
(`3.000527.H61`) or its old identifier (`1.013788.000.00.00.H42`). Annexes contain blanks and points where none belong:
`1.003441. H42`, `1.013.788.H42`, `2.000908.00 0.00.00.H61`. The raw text is kept, what is wrong with it is listed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_FORM = re.compile(r"([1-9]\.\d{6})(?:\.(?:\d{3}\.\d{2}\.\d{2}\.)?([A-Z]\d{2}))?")
_BARE = re.compile(r"([1-9])(\d{6})(?:(?:\d{7})?([A-Z]\d{2}))?")
_JOINTS = re.compile(r"[.,\-_\s]+")


class Flaw(StrEnum):
    """Lỗi của mã. What had to be put right before a code could be read."""

    BLANKS = "blanks"
    """Thừa khoảng trắng inside the code."""
    POINTS = "points"
    """Dấu chấm thừa, thiếu hoặc sai chỗ; another sign where a point belongs."""
    LOWER_CASE = "lower_case"
    """Chữ thường in the letter code."""


@dataclass(frozen=True, slots=True)
class ProcedureCode:
    """Mã TTHC. `stem` is the national part, `top` the letter code of whose version it is (empty: the national one)."""

    raw: str
    stem: str
    top: str = ""
    flaws: tuple[Flaw, ...] = ()

    @property
    def text(self) -> str:
        """The code as it should be written: `1.013788.H42`."""
        return f"{self.stem}.{self.top}" if self.top else self.stem


def read_procedure_code(text: str) -> ProcedureCode | None:
    """The procedure a code names, with the flaws of its writing; None when no code can be made out."""
    raw = text.strip()
    tight = "".join(raw.split())
    flaws = [Flaw.BLANKS] if tight != raw else []
    if tight != tight.upper():
        flaws.append(Flaw.LOWER_CASE)
    tight = tight.upper()
    if found := _FORM.fullmatch(tight):
        return ProcedureCode(text, found[1], found[2] or "", tuple(flaws))
    if found := _BARE.fullmatch(_JOINTS.sub("", tight)):
        return ProcedureCode(text, f"{found[1]}.{found[2]}", found[3] or "", (*flaws, Flaw.POINTS))
    return None
