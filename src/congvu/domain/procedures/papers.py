"""Bản niêm yết thủ tục hành chính: one version as it hangs at the desk, with the parts of NĐ 63/2010 art. 8."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from pypdf import PdfWriter

from congvu.kernel.documents.papers import Block, Heading, Item, Paper, Para, QrCode, TableBlock, to_pdf

_PAPERS = ("TT", "Thành phần hồ sơ", "Bản chính", "Bản sao", "Mẫu, ghi chú")
_PAPER_WIDTHS = (0.07, 0.45, 0.11, 0.1, 0.27)
_FEES = ("Tên phí, lệ phí", "Mức thu (đồng)", "Miễn, giảm")


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of the dossier, in words."""

    name: str
    originals: int
    copies: int
    form: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A fee, in words."""

    name: str
    amount: str
    per: str = ""
    free_when: str = ""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case of the procedure: its limit, what is to be known of it, papers and fees."""

    name: str
    limit: str
    notes: tuple[str, ...]
    papers: tuple[PaperLine, ...]
    fees: tuple[FeeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """What a posting sheet says."""

    agency: str
    parent_agency: str
    code: str
    field: str
    name: str
    number: int
    from_on: date | None
    decision: str
    announced_on: date | None
    printed_on: date
    settled_at: str
    settled_by: str
    subjects: str
    sequence: tuple[str, ...]
    ways: tuple[str, ...]
    support: tuple[str, ...]
    sets: int
    result: tuple[str, ...]
    requirements: tuple[str, ...]
    legal_basis: tuple[str, ...]
    online: str
    boundary_free: bool
    cases: tuple[CaseFacts, ...]
    address: str


def sheet_of(facts: SheetFacts) -> Paper:
    """The sheet: who settles, the parts in the order of the decree, and a code that leads to the public page."""
    body: list[Block] = [*_opening(facts), QrCode(facts.address, _beside(facts))]
    parts = [
        ("Trình tự thực hiện", _lines(facts.sequence)),
        ("Cách thức thực hiện", _lines((*facts.ways, f"Dịch vụ công trực tuyến: {facts.online}."))),
        ("Nơi hỗ trợ nộp hồ sơ", _lines(facts.support)),
        ("Thành phần, số lượng hồ sơ", _papers(facts)),
        ("Thời hạn giải quyết", _limits(facts)),
        ("Đối tượng thực hiện", _lines((facts.subjects,))),
        ("Cơ quan giải quyết", _lines((f"{facts.settled_by} ({facts.settled_at}).",))),
        ("Kết quả thực hiện", _lines(facts.result)),
        ("Phí, lệ phí", _fees(facts)),
        ("Yêu cầu, điều kiện", _lines(facts.requirements)),
        ("Căn cứ pháp lý", _lines(facts.legal_basis)),
    ]
    for number, (title, blocks) in enumerate([one for one in parts if one[1]], 1):
        body += [Heading(f"{number}. {title}", 2), *blocks]
    return Paper(
        heading="Niêm yết thủ tục hành chính", agency=facts.agency, parent_agency=facts.parent_agency,
        subject=facts.name, body=tuple(body), end_mark=False,
    )  # fmt: skip


def _opening(facts: SheetFacts) -> Iterable[Block]:
    code = f"Mã thủ tục: {facts.code}. " if facts.code else ""
    yield Para(f"{code}Lĩnh vực: {facts.field}.")
    if facts.boundary_free:
        yield Para("Hồ sơ được tiếp nhận tại mọi Bộ phận Một cửa trong tỉnh, không phụ thuộc địa giới hành chính.")


def _lines(words: tuple[str, ...]) -> list[Block]:
    found = [one.strip() for one in words if one.strip()]
    return [Para(found[0])] if len(found) == 1 else [Item("-", one) for one in found]


def _named(case: CaseFacts, facts: SheetFacts) -> list[Block]:
    """The name of a case above its rows, where there is more than one."""
    return [Para(f"Trường hợp: {case.name or 'chung'}", italic=True)] if len(facts.cases) > 1 else []


def _papers(facts: SheetFacts) -> list[Block]:
    body: list[Block] = []
    for case in facts.cases:
        rows = tuple(
            (str(i), one.name, str(one.originals or ""), str(one.copies or ""),
             "; ".join(word for word in (one.form, one.note) if word))
            for i, one in enumerate(case.papers, 1)
        )  # fmt: skip
        if rows:
            body += [*_named(case, facts), TableBlock(_PAPERS, rows, _PAPER_WIDTHS, numeric=(2, 3))]
    return [*body, Para(f"Số lượng hồ sơ: {facts.sets:02d} bộ.")]


def _limits(facts: SheetFacts) -> list[Block]:
    body: list[Block] = []
    for case in facts.cases:
        name = f"{case.name}: " if case.name and len(facts.cases) > 1 else ""
        body += _lines((f"{name}{case.limit or 'không quy định'}.", *(f"{note.rstrip('.')}." for note in case.notes)))
    return body


def _fees(facts: SheetFacts) -> list[Block]:
    body: list[Block] = []
    for case in facts.cases:
        rows = tuple(
            (one.name, f"{one.amount}/{one.per}" if one.per else one.amount, one.free_when) for one in case.fees
        )
        if rows:
            body += [*_named(case, facts), TableBlock(_FEES, rows, (0.45, 0.2, 0.35), numeric=(1,))]
    return body or [Para("Không thu phí, lệ phí.")]


def _beside(facts: SheetFacts) -> str:
    begins = f", áp dụng từ ngày {facts.from_on:%d/%m/%Y}" if facts.from_on else ""
    announced = f" ngày {facts.announced_on:%d/%m/%Y}" if facts.announced_on else ""
    return "\n".join(
        (
            "Quét mã để xem nội dung mới nhất và nộp hồ sơ trực tuyến.",
            f"Phiên bản {facts.number}{begins}.",
            f"{facts.decision}{announced}.",
            f"Bản in ngày {facts.printed_on:%d/%m/%Y}.",
        )
    )


def one_pdf(papers: Iterable[Paper]) -> bytes:
    """Several papers one after the other in one file; fonts they share are kept once."""
    writer = PdfWriter()
    for paper in papers:
        writer.append(BytesIO(to_pdf(paper)))
    writer.compress_identical_objects()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
