"""Thể thức: which block is letterhead, title, addressee, body, closing or annex, and what is web-page furniture.

Anchors are the components of NĐ 30/2020/NĐ-CP, Phụ lục I: the national motto, the name of the kind, "Kính gửi", the
end mark "./.", "Nơi nhận", the signing authority. A text without them is taken for a retelling (press, question and
answer).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum

from congvu.core.directive_text.furniture import METADATA, WEB, is_passing, own_mention
from congvu.core.directive_text.layout import Block
from congvu.core.directive_text.orders import ends_as_order
from congvu.core.directive_text.titles import TITLES
from congvu.core.text.folding import fold_same_length

_TITLE_LONGEST = sorted(TITLES, key=len, reverse=True)
_READ_ANNEXES = ("ke hoach", "chuong trinh", "phuong an", "de an")
_ANNEX = re.compile(
    r"(?:phu luc|ke hoach|danh muc|bang |bieu |bieu mau|mau |de cuong|quy che|quy dinh|chuong trinh|de an"
    r"|phuong an|noi dung|tong hop|phan cong|bang tong hop|lich |lo trinh|mau so)"
)
_ATTACHED = re.compile(r"\(?\s?(?:kem theo|ban hanh kem theo|dinh kem|kem )")
_MOTTO = "cong hoa xa hoi chu nghia viet nam"
_SMALL_SUBJECT = re.compile(r"(?:thực hiện|về|triển khai|tổ chức|tiếp tục|tăng cường|của|phát động|nâng cao)\s")
_PARTY_MOTTO = "dang cong san viet nam"
_SIGNATURE = re.compile(
    r"(?:TM|KT|TL|TUQ|Q)\.\s?[A-ZĐÂĂƯÔƠÊÁÀẢÃẠẤẦẨẪẬỦ]|(?:CHỦ TỊCH|THỦ TƯỚNG|PHÓ CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC"
    r"|CHÁNH VĂN PHÒNG|PHÓ THỦ TƯỚNG|CHỦ NHIỆM|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG|THỨ TRƯỞNG)\b"
)
_ADDRESSED = re.compile(r"(?:đồng )?(?:k[ií]nh g[uử]i|K[ÍI]NH G[ỬU]I)\s?:?", re.I)
_WIRE = re.compile(r".{0,80}(?:điện|ĐIỆN)\s?:\s?\Z")
_BASIS = re.compile(
    r"(?:Căn cứ|CĂN CỨ|Theo đề nghị|Xét đề nghị|Theo Tờ trình|Xét Tờ trình|Trên cơ sở Báo cáo|Thực hiện "
    r"chương trình|Theo đề xuất)(?!\w)"
)
_LETTERHEAD = re.compile(r"(?:Số|SỐ)\s?(?::|\d)|V/v\s|[^,.;:]{2,30}, ngày\s.{1,30}\d{4}\Z")
#: The letter begins to order at once, right below its date.
_COMMANDS = re.compile(r"(?:yêu cầu|giao|đề nghị|chỉ đạo|phân công)\b[^.;]{0,200}:\s?\Z")
_NUMBERED = re.compile(r"(?:Số|SỐ)\s?:?\s?\d{1,6}[a-zA-Z]?\s?[/-]")
_ENACTS = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|QUYÊT ĐỊNH|CHỈ THỊ|NGHỊ QUYẾT)\s?:\s?\Z")


_PARTY = re.compile(
    r"- (?:Các |Đồng chí |Bộ |Sở |Chủ tịch|Bí thư|Ủy ban|UBND|Giám đốc|Thủ trưởng|Chánh|Cục|Ban |Thứ "
    r"trưởng)[^.;]{3,260}[.;]\Z"
)


class Zone(IntEnum):
    """Part of the document a block belongs to."""

    FURNITURE = 0
    HEADER = 1
    TITLE = 2
    SUBJECT = 3
    ADDRESSEES = 4
    BASIS = 5
    BODY = 6
    CLOSING = 7
    ANNEX = 8
    NOTE = 9


@dataclass(slots=True)
class Outline:
    """Zones of all blocks and the places of the anchors (indices into the blocks, -1 where missing)."""

    zones: list[Zone]
    title: int = -1
    kind: str | None = None
    subject: list[int] = field(default_factory=list)
    number_line: int = -1
    date_line: int = -1
    retelling: bool = True
    metadata: dict[str, int] = field(default_factory=dict)


_LABELS = {
    "so hieu:": "number", "so hieu": "number", "so/ky hieu": "number", "so ky hieu": "number",
    "loai van ban:": "kind", "loai van ban": "kind",
    "noi ban hanh:": "issuer", "co quan ban hanh": "issuer", "co quan ban hanh:": "issuer",
    "ngay ban hanh:": "date", "ngay ban hanh": "date",
}  # fmt: skip


def _title_of(folded: str, text: str) -> str | None:
    """Folded kind when the block is, or begins with, the name of a kind in capitals."""
    if not text[:4].isupper():
        return None
    for name in _TITLE_LONGEST:
        if folded.startswith(name) and text[: len(name)].isupper():
            rest = text[len(name) :].strip()
            if not rest or rest[0] in "(*" or rest[:1].isupper() or _SMALL_SUBJECT.match(rest):
                return name
    return None


def draw_outline(blocks: list[Block]) -> Outline:
    """Zones of the blocks. Looks at each block a bounded number of times."""
    outline = Outline([Zone.BODY] * len(blocks))
    folded = [fold_same_length(block.text[:80]) for block in blocks]
    start = _head(blocks, folded, outline)
    tail = _tail(blocks, folded, start, outline)
    _after_tail(blocks, folded, outline, tail)
    for index in range(start, min(tail, start + 40)):
        if blocks[index].marker or outline.retelling or is_enacting(blocks[index].text):
            break
        if (
            outline.zones[index] is Zone.BODY
            and _BASIS.match(blocks[index].text)
            and not blocks[index].text.endswith(":")
            and not ends_as_order(blocks[index].text)
        ):
            outline.zones[index] = Zone.BASIS
    return outline


def _motto(folded: list[str]) -> int:
    for index, text in enumerate(folded[:220]):
        if _MOTTO in text or text.startswith(_PARTY_MOTTO):
            return index
    return -1


def _head(blocks: list[Block], folded: list[str], outline: Outline) -> int:
    """Marks everything above the body; gives the index of the first block of the body."""
    zones = outline.zones
    motto = _motto(folded)
    first = 0
    if motto >= 0:
        outline.retelling = False
        first = motto
        while (
            first
            and motto - first < 6
            and (blocks[first - 1].text.isupper() or _LETTERHEAD.match(blocks[first - 1].text))
        ):
            first -= 1
    for index in range(min(len(blocks), 60)):
        label = _LABELS.get(folded[index].strip())
        if label and index + 1 < len(blocks) and label not in outline.metadata:
            outline.metadata[label] = index + 1
    addressed = next((i for i in range(first, min(len(blocks), first + 130)) if _ADDRESSED.match(blocks[i].text)), -1)
    limit = addressed if addressed >= 0 else min(len(blocks), first + 25)
    for index in range(first, min(limit, len(blocks))):
        name = _title_of(folded[index], blocks[index].text)
        if name and not _ENACTS.match(blocks[index].text):
            outline.title, outline.kind, outline.retelling = index, TITLES[name], False
            break
    if addressed >= 0 and (motto >= 0 or outline.metadata or addressed < 8) and outline.title < 0:
        outline.retelling = False
    if outline.retelling:
        return _press_head(blocks, folded, outline)
    begin = first if motto >= 0 else (outline.title if outline.title >= 0 else addressed)
    while motto < 0 and begin and (blocks[begin - 1].text.isupper() or _LETTERHEAD.match(blocks[begin - 1].text)):
        begin -= 1
    for index in range(begin):
        zones[index] = Zone.FURNITURE
    cursor = begin
    while (
        cursor < len(blocks)
        and cursor < begin + 14
        and (outline.title < 0 or cursor < outline.title)
        and cursor != addressed
        and not (cursor > motto and _COMMANDS.search(blocks[cursor].text))
    ):
        zones[cursor] = Zone.HEADER
        _header_line(blocks, folded, outline, cursor)
        cursor += 1
        if outline.title < 0 and addressed < 0 and cursor > motto + 5:
            break
    if outline.title >= 0:
        cursor = _title_and_subject(blocks, folded, outline, outline.title)
    return _addressees(blocks, outline, cursor)


def _header_line(blocks: list[Block], folded: list[str], outline: Outline, index: int) -> None:
    text = folded[index]
    if outline.number_line < 0 and re.match(r"(?:so|so van ban)\s?(?::|\d+[a-z]?-[a-z])", text):
        outline.number_line = index
        about = re.search(r"(?:V/v|V/V|Về việc|v/v)", blocks[index].text)
        if about:
            outline.subject.append(index)
    elif re.match(r"(?:v/v|ve viec)", text):
        outline.subject.append(index)
    if outline.date_line < 0 and re.search(r"ngay\s.{0,30}(?:thang|/)", text):
        outline.date_line = index


def _title_and_subject(blocks: list[Block], folded: list[str], outline: Outline, title: int) -> int:
    """Marks the name of the kind and the subject below it; gives the next block."""
    zones = outline.zones
    zones[title] = Zone.TITLE
    name = next(n for n in _TITLE_LONGEST if folded[title].startswith(n))
    if len(blocks[title].text) > len(name) + 3:
        outline.subject.append(title)
        return title + 1
    cursor = title + 1
    while cursor < len(blocks) and cursor < title + 6:
        block = blocks[cursor]
        text = block.text
        if _WIRE.match(text) or _ADDRESSED.match(text) or _BASIS.match(text) or _ENACTS.match(text):
            break
        if outline.subject and text.startswith(("PHỤ LỤC", "DANH MỤC")):
            break
        small = folded[cursor]
        if not outline.subject and _between_kind_and_subject(blocks, folded, outline, cursor):
            cursor += 1
            continue
        is_subject = (
            small.startswith(("ve viec", "v/v", "ve ")) or text.isupper() or _mostly_capital(text) or block.bold
        )
        if not is_subject and not outline.subject and len(text) < 320 and text[-1] not in ".:;" and not block.marker:
            is_subject = True
        if not is_subject or (block.kind in ("number", "roman") and outline.subject):
            break
        if outline.subject and (text.isupper() and _is_body_name(small)):
            zones[cursor] = Zone.HEADER
            cursor += 1
            break
        if (
            _is_body_name(small)
            and text.isupper()
            and cursor + 1 < len(blocks)
            and not outline.subject
            and len(text) < 60
        ):
            zones[cursor] = Zone.HEADER
            cursor += 1
            continue
        zones[cursor] = Zone.SUBJECT
        outline.subject.append(cursor)
        cursor += 1
    return cursor


def _between_kind_and_subject(blocks: list[Block], folded: list[str], outline: Outline, cursor: int) -> bool:
    """Number and date of a telegram, or the issuer of a party's directive ("CỦA BAN THƯỜNG VỤ …"), below the kind."""
    text = blocks[cursor].text
    if outline.number_line < 0 and _NUMBERED.match(text):
        _header_line(blocks, folded, outline, cursor)
        outline.date_line = cursor if outline.date_line < 0 and "ngày" in text else outline.date_line
    elif not (folded[cursor].startswith("cua ") and text.isupper()):
        return False
    outline.zones[cursor] = Zone.HEADER
    return True


def _mostly_capital(text: str) -> bool:
    letters = [char for char in text[:200] if char.isalpha()]
    return len(letters) > 6 and sum(1 for char in letters if char.isupper()) > 0.8 * len(letters)


def _is_body_name(folded: str) -> bool:
    """Whether a line in capitals names the issuing body or its head rather than a subject."""
    return bool(
        re.match(
            r"(?:thu tuong chinh phu|chinh phu|chu tich|uy ban nhan dan|uy ban thuong vu|quoc hoi|bo "
            r"truong|giam doc|hoi dong nhan dan|bo |tong giam doc|thong doc|chanh an|vien truong|ban "
            r"thuong vu|tong cuc truong|cuc truong|chanh thanh tra|ban chi dao|truong ban)",
            folded,
        )
    )


def _addressees(blocks: list[Block], outline: Outline, cursor: int) -> int:
    """Marks "Kính gửi" or the list of a telegram; gives the first block of the body."""
    zones = outline.zones
    while cursor < len(blocks):
        text = blocks[cursor].text
        wire = _WIRE.match(text) and len(text) < 110
        listed = (
            outline.title >= 0 and cursor <= outline.title + 6 and blocks[cursor].kind == "dash" and _PARTY.match(text)
        )
        if listed:
            zones[cursor] = Zone.ADDRESSEES
            cursor += 1
            continue
        if not (_ADDRESSED.match(text) or wire):
            if outline.title < 0 and cursor < len(blocks) and zones[cursor] is Zone.HEADER:
                cursor += 1
                continue
            break
        zones[cursor] = Zone.ADDRESSEES
        cursor += 1
        while cursor < len(blocks) and (
            blocks[cursor].kind in ("dash", "plus", "inner")
            or (blocks[cursor].kind in ("number", "alpha") and len(blocks[cursor].text) < 90 and wire)
        ):
            if len(blocks[cursor].text) > 420:
                break
            zones[cursor] = Zone.ADDRESSEES
            cursor += 1
            if cursor < len(blocks) and blocks[cursor - 1].text.endswith(":") and not blocks[cursor].marker:
                zones[cursor] = Zone.ADDRESSEES
                cursor += 1
        if (
            cursor < len(blocks)
            and blocks[cursor - 1].text.endswith(";")
            and len(blocks[cursor].text) < 160
            and not blocks[cursor].marker
        ):
            zones[cursor] = Zone.ADDRESSEES
            cursor += 1
    return cursor


def _press_head(blocks: list[Block], folded: list[str], outline: Outline) -> int:
    index = 0
    while index < len(blocks) and (METADATA.match(blocks[index].text) or WEB.match(folded[index])):
        outline.zones[index] = Zone.FURNITURE
        index += 1
    return index


def _tail(blocks: list[Block], folded: list[str], start: int, outline: Outline) -> int:
    """Index of the first block below the body."""
    lengths = [len(block.text) for block in blocks] if outline.retelling else []
    for index in range(start, len(blocks)):
        text = folded[index]
        if text.startswith("noi nhan"):
            return index
        if index > start and WEB.match(text) and len(text) < 79:
            if not lengths or not is_passing(folded, lengths, index):
                return index
            outline.zones[index] = Zone.FURNITURE
            continue
        if (
            index > start
            and _SIGNATURE.match(blocks[index].text)
            and blocks[index].text[:12].isupper()
            and len(blocks[index].text) < 160
        ):
            return index
        annex = text.startswith(("ke hoach", "phu luc")) and not blocks[index].text[:8].isupper()
        if index > start and blocks[index - 1].text.endswith("./.") and not blocks[index].marker and not annex:
            return index
    return len(blocks)


def _after_tail(blocks: list[Block], folded: list[str], outline: Outline, tail: int) -> None:
    """Marks closing, footnotes, annexes and furniture below the body."""
    zone = Zone.CLOSING
    line = outline.number_line if outline.number_line >= 0 else outline.metadata.get("number", -1)
    printed = re.search(r"\d[^,;\s]{0,6}\s?[/-]\s?[A-ZĐ][^,;\s]*", blocks[line].text) if line >= 0 else None
    own = printed[0].replace(" ", "") if printed else ""
    for index in range(tail, len(blocks)):
        text = blocks[index].text
        if WEB.match(folded[index]):
            zone = Zone.FURNITURE
        elif zone is not Zone.FURNITURE and re.match(r"\[\d{1,2}\]", text):
            outline.zones[index] = Zone.NOTE
            continue
        elif zone is not Zone.FURNITURE and text[:5].isupper() and _ANNEX.match(folded[index]) and len(text) < 400:
            nearby = folded[index + 1 : index + 6]
            attached = any(_ATTACHED.match(line) for line in nearby) or _ATTACHED.search(folded[index])
            if attached or folded[index].startswith(("phu luc", "danh muc")):
                zone = Zone.BODY if folded[index].startswith(_READ_ANNEXES) and attached else Zone.ANNEX
                outline.zones[index] = Zone.HEADER
                continue
        elif zone in (Zone.CLOSING, Zone.ANNEX) and index > tail and own_mention(text, own):
            zone = Zone.FURNITURE
        elif zone is Zone.BODY and (folded[index].startswith("noi nhan") or _SIGNATURE.match(text)):
            zone = Zone.CLOSING
        outline.zones[index] = zone
    _tables_are_annexes(blocks, outline, tail)


def _tables_are_annexes(blocks: list[Block], outline: Outline, tail: int) -> None:
    """An attached plan that is a table, and the rows of a table in the body, are read as a table, not as paragraphs."""
    _rows_are_tables(blocks, outline, tail)
    cells: dict[int, set[int]] = {}
    for index in range(tail, len(blocks)):
        if outline.zones[index] is Zone.BODY and blocks[index].row >= 0:
            cells.setdefault(blocks[index].row, set()).add(blocks[index].cell)
    if any(len(row) >= 4 for row in cells.values()):
        for index in range(tail, len(blocks)):
            if outline.zones[index] is Zone.BODY:
                outline.zones[index] = Zone.ANNEX


def _rows_are_tables(blocks: list[Block], outline: Outline, tail: int) -> None:
    cells: dict[int, set[int]] = {}
    body = [
        index for index in range(min(tail, len(blocks))) if outline.zones[index] is Zone.BODY and blocks[index].row >= 0
    ]
    for index in body:
        cells.setdefault(blocks[index].row, set()).add(blocks[index].cell)
    for index in body:
        if len(cells[blocks[index].row]) >= 4:
            outline.zones[index] = Zone.ANNEX


def is_enacting(text: str) -> bool:
    """Whether the block is the formula "QUYẾT ĐỊNH:" or "QUYẾT NGHỊ:"."""
    return bool(_ENACTS.match(text))
