"""Bố cục phiếu: what a print is made of, the same for .pdf and .docx.

Blocks of official papers, and lines of a form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from congvu.kernel.documents.papers import Item, Para, TableBlock

Page = Literal["a5", "a5_landscape", "a4", "a4_landscape"]
#: Width and height of a page, then its margins: left, right, top, bottom; millimetres.
PAGES: dict[Page, tuple[int, int, int, int, int, int]] = {
    "a5": (148, 210, 15, 10, 9, 14), "a5_landscape": (210, 148, 15, 10, 10, 14),
    "a4": (210, 297, 30, 15, 20, 20), "a4_landscape": (297, 210, 20, 15, 20, 18),
}  # fmt: skip

#: So many letters stand on half a line and on a whole one.
_SHORT, _TOGETHER = 38, 50


@dataclass(frozen=True, slots=True)
class Field:
    """Dòng của biểu mẫu. "Label: value", the value in bold where it is what one looks for."""

    label: str
    value: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """Hai dòng cạnh nhau. Two short lines of a form beside each other."""

    left: Field
    right: Field


@dataclass(frozen=True, slots=True)
class Payment:
    """Mã thanh toán. Lines of the form with a payment code to the right of them, `words` below the square."""

    payload: str
    lines: tuple[Field, ...]
    words: str = ""


SlipBlock = Field | Side | Payment | Para | Item | TableBlock


@dataclass(frozen=True, slots=True)
class Signing:
    """Ô ký. Lines in capitals, the small note under them, the name; `digital` stands instead of room for a pen."""

    lines: tuple[str, ...]
    name: str = ""
    note: str = "(Ký và ghi rõ họ tên)"
    digital: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Bản in. One print, ready to be drawn.

    `lead` are the lines under the title, `qr` the address of the square beside it and `qr_words` the line below.
    `mark` (which form it is) and `leaf` stand at the foot of each page. Every one of `copies` begins on a page of its
    own. `fits` lets the letters shrink a little where that saves a page; `indented` sets the lines of a form in, as in
    a letter; `row_mm` is the least height of a table's rows, room for a pen.
    """

    title: str
    page: Page = "a5"
    parent: str = ""
    agency: str = ""
    number: str = ""
    dated: str = ""
    lead: tuple[Field | str, ...] = ()
    qr: str = ""
    qr_words: str = ""
    addressee: str = ""
    body: tuple[SlipBlock, ...] = ()
    signings: tuple[Signing, ...] = ()
    recipients: tuple[str, ...] = ()
    mark: str = ""
    leaf: str = ""
    copies: tuple[str, ...] = ("",)
    fits: bool = True
    indented: bool = False
    row_mm: int = 0

    @property
    def room_mm(self) -> int:
        """The width between the margins, in millimetres."""
        wide, _high, left, right, _top, _bottom = PAGES[self.page]
        return wide - left - right


def fields(*given: tuple[str, str] | tuple[str, str, bool]) -> tuple[Field, ...]:
    """A line of the form for each value that is not empty."""
    return tuple(Field(*each) for each in given if each[1].strip())


def beside(*given: tuple[str, str]) -> tuple[SlipBlock, ...]:
    """Lines in pairs beside each other; an odd one alone, and a long one as well. Empty values are left out."""
    made: list[SlipBlock] = []
    waiting: Field | None = None
    for field in fields(*given):
        length = len(field.label) + len(field.value)
        short = length <= _SHORT
        if waiting and len(waiting.label) + len(waiting.value) + length <= _TOGETHER:
            made.append(Side(waiting, field))
            waiting = None
        else:
            made += [waiting] if waiting else []
            waiting = field if short else None
            if not short:
                made.append(field)
    return (*made, waiting) if waiting else tuple(made)


def table(
    columns: Iterable[tuple[str, float, Iterable[str]]], *, numeric: tuple[str, ...] = (), keep: tuple[str, ...] = ()
) -> TableBlock:
    """A table from (caption, share, cells) by column. A column without any value is left out unless it is in `keep`."""
    full = [(caption, share, tuple(cells)) for caption, share, cells in columns]
    shown = [column for column in full if column[0] in keep or any(cell.strip() for cell in column[2])]
    return TableBlock(
        header=tuple(caption for caption, _share, _cells in shown),
        rows=tuple(zip(*(cells for _caption, _share, cells in shown), strict=True)),
        widths=tuple(share for _caption, share, _cells in shown),
        numeric=tuple(place for place, column in enumerate(shown) if column[0] in numeric),
    )
