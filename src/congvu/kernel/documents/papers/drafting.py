"""Mẫu văn bản: the usual kinds as builders of papers, with the parts each must have, and plain text read as a body.

Source: NĐ 30/2020/NĐ-CP, Phụ lục III (mẫu trình bày). The skeletons are the fixed wording of those forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from congvu.kernel.documents.papers.blocks import Block, Heading, Item, Paper, Para, Signer, Space, TableBlock

_ROMAN_PART = re.compile(r"^(?:[IVX]{1,5})\.\s+\S")
_ARTICLE = re.compile(r"^(Điều\s+\d+[a-zđ]?\.)\s*(.*)$")
_CLAUSE = re.compile(r"^(\d{1,3}(?:\.\d{1,3})*[.)])\s+(.+)$")
_POINT = re.compile(r"^([a-zđ]{1,2}\))\s+(.+)$")
_DASH = re.compile(r"^([-–+•])\s+(.+)$")
_DECIDES = re.compile(r"^(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ|YÊU CẦU)\s*:?$")
_PART = re.compile(r"^(?:Phần|Chương|Mục|Tiểu mục)\s+\S+", re.IGNORECASE)
_ROW = re.compile(r"^\|(.+)\|$")
_RULE = re.compile(r"^\|[\s:|-]+\|$")


@dataclass(frozen=True, slots=True)
class Template:
    """Mẫu. `needs` are the parts of a paper that must be filled in; `skeleton` is the text to begin with."""

    kind: str
    needs: tuple[str, ...]
    skeleton: str
    authority: bool = False
    addressed: bool = False


_COMMON = ("subject", "body", "signer", "recipients")
TEMPLATES: dict[str, Template] = {
    template.kind: template for template in (
        Template("cong_van", (*_COMMON, "addressees"), addressed=True, skeleton=(
            "Thực hiện …, … (cơ quan) đề nghị … (nơi nhận) như sau:\n1. …\n2. …\n"
            "Đề nghị … phối hợp thực hiện và gửi kết quả về … trước ngày … để tổng hợp.")),
        Template("thong_bao", _COMMON, "Ngày …, … (cơ quan) thông báo như sau:\n1. …\n2. …"),
        Template("ke_hoach", _COMMON, (
            "Thực hiện …, … (cơ quan) ban hành Kế hoạch … như sau:\nI. MỤC ĐÍCH, YÊU CẦU\n"
            "1. Mục đích: …\n2. Yêu cầu: …\n"
            "II. NỘI DUNG\n1. …\n2. …\nIII. TỔ CHỨC THỰC HIỆN\n1. …\n2. …")),
        Template("quyet_dinh", (*_COMMON, "bases", "authority"), authority=True, skeleton=(
            "Căn cứ …\nTheo đề nghị của …\nQUYẾT ĐỊNH:\nĐiều 1. …\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
            "Điều 3. …, các cơ quan, đơn vị và cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.")),
        Template("bao_cao", _COMMON, (
            "Thực hiện …, … (cơ quan) báo cáo kết quả như sau:\nI. TÌNH HÌNH, KẾT QUẢ THỰC HIỆN\n1. …\n"
            "II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN\n1. …\n"
            "III. PHƯƠNG HƯỚNG, NHIỆM VỤ\n1. …\nIV. KIẾN NGHỊ, ĐỀ XUẤT\n1. …")),
        Template("giay_moi", (*_COMMON, "addressees"), addressed=True, skeleton=(
            "… (cơ quan) trân trọng kính mời đại biểu tới dự …\n1. Thành phần: …\n2. Thời gian: … giờ …, ngày …\n"
            "3. Địa điểm: …\n4. Chủ trì: …\nĐề nghị các đại biểu tham dự đúng thành phần, thời gian.")),
        Template("to_trinh", (*_COMMON, "addressees"), addressed=True, skeleton=(
            "Căn cứ …, … (cơ quan) trình … xem xét, quyết định … như sau:\nI. SỰ CẦN THIẾT\n1. …\n"
            "II. NỘI DUNG TRÌNH\n1. …\n"
            "III. KIẾN NGHỊ\n1. …\nKính trình … xem xét, quyết định.")),
        Template("bien_ban", ("subject", "body", "signer", "co_signer"), (
            "Thời gian bắt đầu: … giờ … phút, ngày …\nĐịa điểm: …\nThành phần tham dự: …\nChủ trì (chủ tọa): …\n"
            "Thư ký (người ghi biên bản): …\nNội dung:\n1. …\n2. …\n"
            "Cuộc họp kết thúc vào … giờ … phút, ngày …, nội dung cuộc họp đã được các thành viên dự họp thông qua.")),
    )
}

#: The parts of a paper, for saying which one is missing.
PARTS = {
    "agency": _("the issuing agency"), "symbol": _("number and symbol"), "place": _("the place"),
    "subject": _("the subject (trích yếu)"), "body": _("the text"), "signer": _("the signer's position and name"),
    "recipients": _("the recipients (Nơi nhận)"), "addressees": _("the addressees (Kính gửi)"),
    "bases": _("the legal grounds (Căn cứ)"), "authority": _("the authority that decides"),
    "co_signer": _("the secretary who wrote the minutes"),
}


def compose(
    *, kind: str, agency: str, parent_agency: str = "", place: str = "", number: str = "", symbol: str = "",
    on: date | None = None, subject: str, text: str, addressees: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (), archive_line: str = "VT", signer: Signer | None = None,
    co_signer: Signer | None = None, authority: str = "", urgency: str = "normal",
) -> Paper:
    """A paper of one of the usual kinds from plain text: grounds first, then items and headings as they are written."""
    bases, body = read_body(text)
    return Paper(
        kind=kind, number=number, symbol=symbol, parent_agency=parent_agency, agency=agency, place=place, on=on,
        subject=subject, addressees=addressees, body=body, bases=bases, recipients=recipients,
        archive_line=archive_line if recipients or archive_line else "", signer=signer, co_signer=co_signer,
        authority=authority, urgency=urgency, end_mark=kind != "bien_ban",
    )


def missing_parts(paper: Paper) -> tuple[str, ...]:
    """Codes of PARTS that a paper of this kind must have and this one has not."""
    template = TEMPLATES.get(paper.kind or "cong_van")
    needed = ("agency", "symbol", "place", *(template.needs if template else ("subject", "body", "signer")))
    absent = [part for part in needed if not getattr(paper, part)]
    if paper.signer is not None and "signer" not in absent and not (paper.signer.name and paper.signer.lines):
        absent.append("signer")
    return tuple(absent)


def read_body(text: str) -> tuple[tuple[str, ...], tuple[Block, ...]]:
    """(grounds, blocks) of plain text: every line a paragraph; Điều, 1., a), -, I., Phần, tables between bars known.

    Lines at the beginning that start with "Căn cứ" or "Theo đề nghị" are grounds when a line "QUYẾT ĐỊNH:" follows.
    """
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    bases: list[str] = []
    decides = next((place for place, line in enumerate(lines) if _DECIDES.match(line)), None)
    if decides is not None:
        bases = [line for line in lines[:decides] if line.startswith(("Căn cứ", "Theo ", "Xét "))]
        lines = [line for line in lines[:decides] if line and line not in bases] + lines[decides:]
    blocks: list[Block] = []
    table: list[tuple[str, ...]] = []
    for line in (*lines, ""):
        if row := _ROW.match(line):
            if not _RULE.match(line):
                table.append(tuple(cell.strip() for cell in row[1].split("|")))
            continue
        if table:
            blocks.append(TableBlock(table[0], tuple(table[1:]), _widths(table)))
            table = []
        if line:
            blocks.append(_block(line))
    return tuple(bases), tuple(blocks)


def _block(line: str) -> Block:
    if _DECIDES.match(line):
        return Heading(line if line.endswith(":") else f"{line}:", 0)
    if found := _ARTICLE.match(line):
        return Item(found[1], found[2], 1)
    if _PART.match(line) and len(line) < 120 and not line.endswith((".", ";", ",")):
        return Heading(line, 1)
    if _ROMAN_PART.match(line) and len(line) < 200:
        return Heading(line, 1)
    for level, pattern in ((1, _CLAUSE), (2, _POINT), (3, _DASH)):
        if found := pattern.match(line):
            return Item("-" if level == 3 and found[1] in "–•" else found[1], found[2], level)
    if set(line) <= {".", "…"} and len(line) >= 10:
        return Space(1, dotted=True)
    return Para(line)


def _widths(rows: list[tuple[str, ...]]) -> tuple[float, ...]:
    """Shares by the longest cell of each column, evened out so that a narrow column keeps its words."""
    columns = len(rows[0])
    longest = [max((len(row[place]) for row in rows if place < len(row)), default=1) for place in range(columns)]
    return tuple(float(min(max(length, 4), 40)) for length in longest)
