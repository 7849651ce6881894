"""Mã định danh điện tử. Electronic identifiers of agencies, in the old and the present order.

QĐ 20/2020/QĐ-TTg puts the letter code first (`H56.18.05`); until then it stood last (`000.05.18.H56`), and both
still travel between systems. A code is a name: it is kept as it was given, and compared in one order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NEW = re.compile(r"([A-Z]\d{2})((?:\.\d{2,3}){0,3})")
_OLD = re.compile(r"(\d{3})\.(\d{2})\.(\d{2})\.([A-Z]\d{2})")
_EMPTY = {"00", "000"}


@dataclass(frozen=True, slots=True)
class AgencyCode:
    """Mã cơ quan. `top` is the province's or ministry's letter code, `parts` the levels below it, from above down."""

    top: str
    parts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The code in the present order: `H56.18.05`."""
        return ".".join((self.top, *self.parts))

    @property
    def level(self) -> int:
        """1 for a province or ministry, 2 for what stands right below it, and so on."""
        return 1 + len(self.parts)

    def within(self, other: AgencyCode) -> bool:
        """Whether this agency stands below another, or is the same."""
        return self.top == other.top and self.parts[: len(other.parts)] == other.parts


def read_agency_code(text: str) -> AgencyCode | None:
    """The agency a code names, in either order; None when it is no such code.

    In the old order levels are written from below up, with zeros where there is none: `000.05.18.H56`.
    """
    bare = "".join(text.split()).upper()
    if found := _NEW.fullmatch(bare):
        return AgencyCode(found[1], tuple(part for part in found[2].split(".") if part))
    if found := _OLD.fullmatch(bare):
        levels = [part for part in (found[3], found[2], found[1]) if part not in _EMPTY]
        return AgencyCode(found[4], tuple(levels))
    return None
