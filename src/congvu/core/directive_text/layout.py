"""Bố cục: from characters to blocks, undoing what printers, gazettes, scanners and web pages did to the lines.

A block is one paragraph or list item with single spaces, without emphasis marks, that knows where each of its
characters
stands in the original text. Line wraps are undone, page numbers and running heads left out, table cells kept apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from congvu.core.directive_text.actors import read_actors
from congvu.core.directive_text.predicates import opening_verb

_BAR_ROW = re.compile(r"[\s|:\-–—_=+*#.]*\Z")
_PAGE_FURNITURE = re.compile(
    r"(?:[-–—\s]*\d{1,4}[-–—\s]*|(?:Trang|Page)\s+\d+(?:\s*(?:/|of)\s*\d+)?|\d+\s*/\s*\d+"
    r"|(?:\d+\s+)?CÔNG BÁO\s*/\s*Số\s.{0,60}|VGP\w*\b.{0,60}|Ký bởi:.{0,90}|Người ký:.{0,120}|Cơ quan: "
    r"[A-ZĐÂĂƯÔƠÊÁÀẢÃẠẤẦẨẪẬỦÒÓỎÕỌ ,\-]{3,80}|Thời gian ký:.{0,60}|Ngày ký: \d.{0,40}|Email: \S{3,60}|\[)\Z"
)
_TOKEN = re.compile(r"[^\s*]+")
_NUMBER_COLUMN = re.compile(r"[*\s]*(?:TT|STT|Stt|Số TT|S\.?\s?TT)\.?[*\s]*\Z")
_ROW_NUMBER = re.compile(r"[*\s]*(?:\d{1,3}|[IVX]{1,5}|[A-H])(?:\.\d{1,2})?\.?[*\s]*\Z")
_MARKER = re.compile(
    r"(?:(?P<part>(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVXLC]{1,6}|\d{1,2}"
    r"|[A-ZĐ])\b\s*[.:\-]?)"
    r"|(?P<article>(?:Điều|ĐIỀU)\s+\d{1,3}[a-zđ]?\s*[.:](?!\d))"
    r"|(?P<roman>[IVXLC]{1,6}\s?[.\-)](?=\s|[^\W\d_]))"
    r"|(?P<letter>[A-HĐ]\s?[.)/](?=\s))"
    r"|(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=\s+[^\W\d_(\"“])|\d{1,2}\s?[.)](?=\s|[^\W\d_])"
    r"|\d{1,2}\s?/(?=\s|[^\W\d_][^\W\dA-ZĐ_]))"
    r"|(?P<alpha>[a-zđ]{1,2}\d?\s?\)|[a-zđ]\.\d{1,2}[.)]?(?=\s)|[a-zđ]\.(?=\s))"
    r"|(?P<inner>\((?:[ivx]{1,5}|\d{1,2}|[a-zđ])\)\.?|\[\d{1,2}\])"
    r"|(?P<dash>[-–—•▪·●○➢❖√](?=\s|[^\W\d_]))"
    r"|(?P<plus>\+(?=\s|[^\W\d_])))\s*"
)
_GIVES = re.compile(r"(?:Giao|Đề nghị|Yêu cầu|Đối với)\s")
_OPEN_NAME = re.compile(r"(?:Ban|Ủy ban|Văn phòng|Trung tâm|Hội đồng|Cục|Vụ|Viện|Tổ|Đoàn|Sở|Bộ|Phòng|các|và)\Z")
_LONE_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}[.)]?\Z")
_RANKS = {"part": 0, "letter": 1, "roman": 2, "article": 2, "alpha": 7, "inner": 8, "dash": 9, "plus": 10}
_ENDS = ".;:?!…"
_HANGING = re.compile(
    r"(?:(?<!\w)(?:và|của|các|số|ngày|tháng|năm|theo|về|tại|với|cho|đến|từ|do|là|Điều|khoản|Khoản)|[,(\-–])\Z"
)
_ENACTING = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|CHỈ THỊ)\s?:?\Z")
_AHEAD = re.compile(r"(?:Trong thời gian tới|Thời gian tới)[,\s]")  # a conclusion turns to what is to be done
_HANGING_DATE = re.compile(r"(?<!\w)(?:số|ngày|tháng|năm|đến|về|là|khoản)\Z")

_OPENER = re.compile(
    r"(?:Thực hiện|Căn cứ|Xét|Triển khai|Ngày|Theo|Để|Trong|Thời gian|Vừa qua|Tiếp theo|Sau khi|Thủ tướng "
    r"Chính phủ|Qua|Nhằm|Trên cơ sở|Phúc đáp|Trả lời)\s"
)

# A letterhead run together on one line: the place where the addressees or the name of the kind begin after the date.
_RUN_TOGETHER = re.compile(
    r"(?<=năm \d{4})\s+(?=(?:Kính gửi|CÔNG ĐIỆN|CHỈ THỊ|QUYẾT ĐỊNH|NGHỊ QUYẾT|KẾ HOẠCH|THÔNG BÁO|HƯỚNG DẪN"
    r"|BÁO CÁO|CHƯƠNG TRÌNH|KẾT LUẬN)(?!\w))|(?<=Hạnh phúc)\s+(?=Số\s?:)"
    r"|\s+(?=CỘNG HÒA XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM\s*\Z)"
    r"|(?<=\S)\s{3,}(?=(?:Độc lập|ĐỘC LẬP)\s?[-–]|[^\s,.;:][^,.;:]{1,30}, ngày\s)"
)


@dataclass(slots=True)
class Line:
    """One printed line: compact text, its pieces (place in the compact text, place in the original)."""

    text: str
    pieces: list[tuple[int, int]]
    gap: bool
    cell: int
    bold: bool
    end: int
    row: int = -1


@dataclass(slots=True)
class Block:
    """One paragraph, list item, heading or table cell.

    `text` is compact, `pieces` maps it to the original; `marker` is the list sign, `body` where the content begins in
    `text`; `rank` orders the list signs (smaller is higher; 99 for a plain paragraph); `cell` numbers the table cell,
    `row` the table row.
    """

    text: str
    pieces: list[tuple[int, int]]
    end: int
    cell: int
    bold: bool
    marker: str = ""
    kind: str = ""
    rank: int = 99
    body: int = 0
    row: int = -1
    starts: list[int] = field(default_factory=list)

    def place(self, index: int) -> int:
        """Original offset of the character at `index` of the compact text."""
        if index >= len(self.text):
            return self.end
        if len(self.starts) != len(self.pieces):
            self.starts = [piece[0] for piece in self.pieces]
        at = bisect_right(self.starts, index) - 1
        compact, original = self.pieces[at]
        return original + index - compact

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original range of ``text[start:end]``."""
        return self.place(start), self.place(end - 1) + 1 if end > start else self.place(start)


def _compact(raw: str, offset: int, cell: int, gap: bool) -> Line | None:
    """Line without emphasis marks and with single spaces; None when nothing is left."""
    stripped = raw.strip()
    if not stripped:
        return None
    offset += raw.find(stripped[0])
    if "*" not in stripped and "  " not in stripped and stripped.isprintable():
        return Line(stripped, [(0, offset)], gap, cell, False, offset + len(stripped))
    bold = stripped.startswith("**") and stripped.endswith("**")
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length, last, end = 0, -1, offset
    for found in _TOKEN.finditer(stripped):
        start = found.start()
        if parts and stripped[last:start].strip("*"):
            parts.append(" ")
            length += 1
        parts.append(found[0])
        pieces.append((length, offset + start))
        length += len(found[0])
        last = found.end()
        end = offset + last
    return Line("".join(parts), pieces, gap, cell, bold, end) if parts else None


class _Printed:
    """Gathers the printed lines with content; bars separate table cells, furniture is left out."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.cell, self.row = 0, 0
        self.gap, self.barred, self.inside = (
            True,
            False,
            False,
        )  # an empty line above, a bar above, below a first table row
        self.bars, self.torn = (
            0,
            False,
        )  # bars alone on their lines just above; inside a table torn into one cell a line

    def take(self, raw: str, start: int) -> None:
        """One line of the file, which begins at `start`."""
        bare = raw.strip()
        if bare == "|":
            self.gap, self.cell = True, self.cell + self.torn
            self.bars += 1
            return
        if self.bars and bare:
            self._cell_begins(bare)
            self.bars = 0
        if not bare or _BAR_ROW.match(bare):
            self.gap = True
        elif "|" in bare and (bare[0] == "|" or bare.count("|") >= 2):
            self._table(raw, bare, start)
        elif self._is_furniture(bare):
            pass
        elif bare[0] == "#":
            kept = raw[raw.find("#") :].lstrip("# ")
            line = _compact(kept, start + len(raw) - len(kept), self.cell, True)
            if line:
                line.bold = True
                self.lines.append(line)
            self.gap = True
        else:
            self._plain(raw, start)

    def _cell_begins(self, bare: str) -> None:
        """First line of a cell between bars that stand alone: a new row where a number follows an empty place."""
        if _NUMBER_COLUMN.match(bare):
            self.torn, self.row, self.cell = True, self.row + 1, self.cell + 1
        elif self.torn and self.bars > 1 and _ROW_NUMBER.match(bare):
            self.row += 1

    def _table(self, raw: str, bare: str, start: int) -> None:
        if self.barred or len(bare) > 1:
            self.row += 1
        before = len(self.lines)
        self.cell = _table_line(raw, start, self.cell, self.lines)
        for line in self.lines[before:]:
            line.row = self.row
        self.gap, self.barred, self.inside = True, len(bare) == 1, True

    def _is_furniture(self, bare: str) -> bool:
        if len(bare) >= 130 or (self.barred and self.inside) or self.torn:
            return False
        return (bare[0] in "-–—TPCVKNE[" or bare[0].isdigit()) and bool(_PAGE_FURNITURE.match(bare))

    def _plain(self, raw: str, start: int) -> None:
        cuts = [found.start() for found in _RUN_TOGETHER.finditer(raw)] if len(self.lines) < 60 else []
        at = 0
        for cut in [*cuts, len(raw)]:
            line = _compact(raw[at:cut], start + at, self.cell, self.gap or at > 0)
            at = cut
            if line:
                line.row = self.row if self.inside or self.torn else -1
                self.lines.append(line)
                self.gap = self.barred = False


def _lines(text: str) -> list[Line]:
    """All printed lines with content."""
    printed, offset = _Printed(), 0
    front = text.startswith("---\n") and "\n---\n" in text[4:5000]
    for raw in text.split("\n"):
        start, offset = offset, offset + len(raw) + 1
        if front:  # front matter of a converter, not of the document
            front = start == 0 or raw.rstrip() != "---"
            continue
        printed.take(raw.replace("\x0c", " "), start)
    return printed.lines


def _table_line(raw: str, start: int, cell: int, lines: list[Line]) -> int:
    """Cells written on one line between bars; gives the number of the last cell."""
    position = 0
    for part in raw.split("|"):
        if part.strip() and not _BAR_ROW.match(part.strip()):
            line = _compact(part, start + position, cell, True)
            if line:
                lines.append(line)
        cell += 1
        position += len(part) + 1
    return cell


def wrap_width(lines: list[Line]) -> int:
    """Length at which the printer broke lines, 0 where each line is a paragraph of its own."""
    wrapped = [
        len(one.text)
        for one, other in pairwise(lines)
        if other.text[0].islower() and not other.gap and one.text[-1] not in _ENDS
    ]
    if len(wrapped) < 3 or len(wrapped) * 12 < sum(1 for line in lines if len(line.text) > 45):
        return 0
    wrapped.sort()
    return wrapped[min(len(wrapped) - 1, len(wrapped) * 9 // 10)]


def _continues(current: Line, following: Line, before: str, width: int, alone: bool, length: int) -> bool:
    """Whether `following` belongs to the paragraph that ends with `current`.

    The paragraph begins with `before` and has `length` characters so far.
    """
    if current.cell != following.cell:
        return False
    first = following.text[0]
    marker = _MARKER.match(following.text)
    if alone:  # nothing but a list sign so far
        return not marker
    if marker and marker.lastgroup == "dash" and _dash_in_name(current, following, before, width, length):
        return True
    if current.text[-1] == ";" and length == len(current.text) and _is_address(current.text.rstrip(";")):
        return not marker and not following.gap and bool(read_actors(following.text, 0)[0])
    if marker and not _is_number_of(marker, current.text, following.text):
        return False
    if before.startswith("CỦA ") and before.isupper():  # the issuer between the kind and the subject of a directive
        return following.text.isupper() and not following.gap
    last = current.text[-1]
    if first.islower():
        return not (following.gap and last in _ENDS)
    if _ENACTING.match(following.text):
        return False
    if following.gap:
        if _HANGING_DATE.search(current.text) and not first.isdigit():
            return False
        return last in ",(" or (bool(_HANGING.search(current.text)) and last not in "-–")
    if _OWN_LINE.match(following.text) or _PLACE_AND_DAY.match(current.text) or current.text.endswith(("phúc", "PHÚC")):
        return False
    if not width or (before[:9].lower().startswith("kính gửi") and _OPENER.match(following.text)):
        return False
    if first.isdigit():
        return True
    if current.bold and not following.bold:
        return False
    if last == "." and _AHEAD.match(following.text):
        return False
    if last in _ENDS:
        first_word = len(following.text.split(" ", 1)[0])
        return len(current.text) + 1 + first_word > width
    if (
        len(current.text) < width * 3 // 4
        and length == len(current.text)
        and opening_verb(following.text)
        and _is_address(before)
    ):
        return False
    if following.bold != current.bold or before.isupper() != following.text.isupper():
        return len(current.text) > width - 12
    return True


def _is_number_of(marker: re.Match[str], before: str, text: str) -> bool:
    """Whether what looks like a list number belongs to the line before ("… tại Điều" / "5. khoản 2")."""
    numbered = marker.lastgroup in ("number", "roman", "letter")
    begins = text[marker.end() - 1].isspace() and text[marker.end() : marker.end() + 1].isupper()
    return numbered and bool(_HANGING.search(before)) and not begins


def _dash_in_name(current: Line, following: Line, before: str, width: int, length: int) -> bool:
    """Whether a dash inside a name was taken for a list sign by the converter, or the line was broken at it."""
    if not width or not current.text[-1].isalnum() or before[0] in "-–—+":
        return False
    if following.gap:
        return length > 180
    return len(current.text) > width - 12 and length > len(current.text)


_PLACE_AND_DAY = re.compile(r"[^,.;:]{2,40}, ngày\s.{1,24}năm\s?\d{4}\.?\Z")
# Lines of the letterhead that stand alone in a hard-wrapped print.
_OWN_LINE = re.compile(rf"K[ÍIíi](?:nh g[ửu]i|NH G[ỬU]I)|(?:Độc lập|ĐỘC LẬP)\s?[-–]|{_PLACE_AND_DAY.pattern}")


def _is_address(text: str) -> bool:
    """Whether a line only names bodies ("2. Giao Sở Xây dựng"): a verb on the next line begins the content."""
    marker = _MARKER.match(text)
    start = marker.end() if marker else 0
    prefix = _GIVES.match(text, start)
    actors, end = read_actors(text, prefix.end() if prefix else start)
    return bool(actors) and end == len(text) and not _OPEN_NAME.search(text)


def _close_up(lines: list[Line]) -> None:
    """Gaps between all lines of a double-spaced print are no ends of paragraphs."""
    torn = [
        len(one.text)
        for one, other in pairwise(lines)
        if other.gap and other.text[0].islower() and one.text[-1] not in _ENDS and one.cell == other.cell
    ]
    if len(torn) < 4 or len(torn) * 8 < sum(1 for line in lines if len(line.text) > 45):
        return
    usual = sorted(torn)[len(torn) // 2]
    for one, other in pairwise(lines):
        if other.gap and len(one.text) > usual * 3 // 4 and one.text[-1] not in ".;:" and one.cell == other.cell:
            other.gap = False


def split_blocks(text: str) -> list[Block]:
    """Blocks of the text in reading order. Linear in the length of the text."""
    lines = _lines(text)
    _close_up(lines)
    width = wrap_width(lines)
    blocks: list[Block] = []
    group: list[Line] = []
    head, length = "", 0
    for line in lines:
        if group and not _continues(group[-1], line, head, width, len(group) == 1 and _only_marker(head), length):
            blocks.append(_assemble(group))
            group = []
        if not group:
            head, length = line.text, 0
        group.append(line)
        length += len(line.text)
    if group:
        blocks.append(_assemble(group))
    return blocks


def _only_marker(text: str) -> bool:
    if _LONE_NUMBER.match(text):
        return True
    found = _MARKER.match(text + " ")
    return bool(found) and found is not None and found.end() >= len(text)


def _assemble(group: list[Line]) -> Block:
    """One block of the lines; a line that ends in a hyphen inside a symbol is glued to the next without a space."""
    pieces: list[tuple[int, int]] = []
    parts: list[str] = []
    length = 0
    for line in group:
        if parts:
            parts.append(" ")
            length += 1
        pieces.extend((compact + length, original) for compact, original in line.pieces)
        parts.append(line.text)
        length += len(line.text)
    text = "".join(parts)
    block = Block(text, pieces, group[-1].end, group[0].cell, all(line.bold for line in group), row=group[0].row)
    found = _MARKER.match(text)
    if found and found.lastgroup:
        kind = found.lastgroup
        block.marker, block.kind, block.body = found[0].strip(), kind, found.end()
        block.rank = 3 + block.marker.strip(".)").count(".") if kind == "number" else _RANKS[kind]
    return block
