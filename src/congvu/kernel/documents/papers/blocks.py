"""What an official paper is made of: values only, the same for .docx and .pdf.

Source of the components: NĐ 30/2020/NĐ-CP, Điều 8 and Phụ lục I.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Para:
    """Đoạn văn. A justified paragraph with a first-line indent."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """Tiêu đề. Level 0 stands alone in the middle ("QUYẾT ĐỊNH:"), 1 is a part ("I. …"), 2 and deeper stand in it.

    "Phần", "Chương", "Mục" and "Tiểu mục" are centred whatever their level; a line break splits number and title.
    """

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Item:
    """Điều, khoản, điểm. A numbered paragraph: `number` as printed ("1.", "a)", "-"), level 1 = khoản, 2 = điểm."""

    number: str
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Bảng. `widths` are shares of the text width; columns named in `numeric` (from 0) stand to the right."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Space:
    """Khoảng trống. An empty line, or `lines` of them with dots to write on (`dotted`)."""

    lines: int = 1
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class QrCode:
    """Mã QR. A square of `side` millimetres that leads to `text`, with words beside it."""

    text: str
    words: str = ""
    side: int = 28


Block = Para | Heading | Item | TableBlock | Space | QrCode


@dataclass(frozen=True, slots=True)
class Signer:
    """Người ký. The lines above the signature: authority, position, name.

    `prefix` is TM., Q., KT., TL. or TUQ. and goes before `authority`: Signer("KT.", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", …).
    `collective` is a line above them ("ỦY BAN NHÂN DÂN" → "TM. ỦY BAN NHÂN DÂN") when a deputy signs for the head of
    a collective. Without prefix and authority the title stands alone ("GIÁM ĐỐC").
    """

    prefix: str = ""
    authority: str = ""
    title: str = ""
    name: str = ""
    collective: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines above the signature as printed, in capitals."""
        above = f"TM. {self.collective}" if self.collective else ""
        under = f"{self.prefix} {self.authority}".strip() if self.authority else ""
        title = self.title if self.authority else f"{self.prefix} {self.title}".strip()
        return tuple(line.upper() for line in (above, under, title) if line)


@dataclass(frozen=True, slots=True)
class Annex:
    """Phụ lục. Begins on a page of its own; its pages are numbered separately."""

    title: str
    body: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """Văn bản hành chính. One official paper as it will be printed.

    `kind` is a code of the catalogue ("thong_bao"; "" or "cong_van" = công văn). `number` is the digits or "" while
    it has none, `symbol` what stands behind the slash ("TB-UBND"). `addressees` make "Kính gửi:", `recipients` the
    lines of "Nơi nhận:" and `archive_line` its last one ("VT, TH"). `bases` are the legal grounds in italics,
    `authority` the line in capitals above them ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"). `urgency` is a code of the
    catalogue (urgent, very_urgent, express). `co_signer` signs on the left (minutes). `end_mark` closes the text.
    `heading` replaces the kind's name on papers that are no kind of the decree (slips); `motto=False` leaves the
    national header out.
    """

    kind: str = ""
    number: str = ""
    symbol: str = ""
    parent_agency: str = ""
    agency: str = ""
    place: str = ""
    on: date | None = None
    subject: str = ""
    addressees: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    recipients: tuple[str, ...] = ()
    archive_line: str = ""
    signer: Signer | None = None
    urgency: str = "normal"
    annexes: tuple[Annex, ...] = ()
    bases: tuple[str, ...] = ()
    authority: str = ""
    co_signer: Signer | None = None
    end_mark: bool = True
    heading: str = ""
    motto: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """Biểu, sổ. A printed register or statistic: agency on the left, title, one table over as many pages as it takes.

    `widths` are shares of the width; `groups` are (caption, number of columns) above the header, "" for a column that
    has none; `column_numbers` prints (1) (2) … under the header; `totals` is a last line in bold.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    landscape: bool = True
    agency: str = ""
    parent_agency: str = ""
    on: date | None = None
    place: str = ""
    signers: tuple[Signer, ...] = ()
    numeric: tuple[int, ...] = ()
    column_numbers: bool = False
    groups: tuple[tuple[str, int], ...] = ()
    totals: tuple[str, ...] = ()
    form: str = ""
