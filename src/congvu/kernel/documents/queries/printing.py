"""Bản in: registers, routing slip and lists of dossiers as sheets and papers, ready to be rendered.

Columns: NĐ 30/2020/NĐ-CP, Phụ lục IV and V. These are the words of the decree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from congvu.kernel.documents.models import Document, Dossier, DossierList, Opinion
from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.documents.papers import Block, Heading, Item, Paper, Para, Sheet, Signer, Space
from congvu.kernel.documents.queries.followup import FOLLOW_UP_COLUMNS, follow_up_cells
from congvu.kernel.documents.queries.register import INCOMING_COLUMNS, OUTGOING_COLUMNS, register_rows
from congvu.kernel.org.models import Agency

DISPATCH_COLUMNS = ("Ngày chuyển", "Số, ký hiệu văn bản", "Nơi nhận văn bản", "Số lượng bì", "Ký nhận và dấu bưu điện",
                    "Ghi chú")
_WIDTHS = {
    "incoming": (11, 7, 18, 15, 11, 34, 17, 11, 10, 10), "outgoing": (15, 11, 34, 16, 22, 15, 8, 11, 10, 10),
    "follow-up": (8, 38, 24, 12, 26, 16, 12), "dispatch": (12, 20, 40, 10, 24, 16),
}
_TITLES = {
    "incoming": "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", "outgoing": "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
    "follow-up": "SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN", "dispatch": "SỔ CHUYỂN GIAO VĂN BẢN ĐI QUA BƯU ĐIỆN",
}


def above(agency: Agency) -> str:
    """The name of the agency above, as it stands in the letterhead."""
    return agency.parent.name if agency.parent is not None else ""


def place_of(agency: Agency) -> str:
    """Địa danh: the place an agency writes in front of the date, that of the nearest agency above that governs one."""
    seat: Agency | None = agency
    while seat is not None and not seat.place_name:
        seat = seat.parent
    if seat is None:
        return ""
    words = seat.place_name.split()
    for unit in (["tỉnh"], ["thành", "phố"], ["xã"], ["phường"], ["thị", "trấn"], ["đặc", "khu"], ["huyện"]):
        if [word.lower() for word in words[: len(unit)]] == unit:
            return " ".join(words[len(unit) :])
    return seat.place_name


def period_words(year: int | None, from_on: date | None, to_on: date | None) -> str:
    """ "Năm 2026", or "Từ ngày … đến ngày …"."""
    if year is not None and not from_on and not to_on:
        return f"Năm {year}"
    parts = [f"từ ngày {from_on:%d/%m/%Y}" if from_on else "", f"đến ngày {to_on:%d/%m/%Y}" if to_on else ""]
    words = " ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def register_sheet(
    which: str, documents: Sequence[Document], *, agency: Agency, period: str, on: date, note: str = ""
) -> Sheet:
    """A register ("incoming", "outgoing", "follow-up", "dispatch") as it is printed, with every column."""
    columns: tuple[str, ...]
    if which == "follow-up":
        columns, rows = FOLLOW_UP_COLUMNS, [follow_up_cells(document) for document in documents]
    elif which == "dispatch":
        columns, rows = DISPATCH_COLUMNS, [_dispatch_cells(document) for document in documents]
    else:
        columns = INCOMING_COLUMNS if which == "incoming" else OUTGOING_COLUMNS
        rows = [row.cells for row in register_rows(documents, which)]
    return Sheet(
        title=_TITLES[which], subtitle=period, header=columns, rows=tuple(rows), widths=_WIDTHS[which],
        agency=agency.name, parent_agency=above(agency), column_numbers=True, on=on, place=place_of(agency),
        notes=(note,) if note else (),
    )


def _dispatch_cells(document: Document) -> tuple[str, ...]:
    sent = f"{document.transferred_on:%d/%m/%Y}" if document.transferred_on else ""
    return (sent, document.code, document.recipients, "", document.receipt, document.note)


def routing_slip(document: Document, opinions: Iterable[Opinion]) -> Paper:
    """Phiếu giải quyết văn bản đến (Phụ lục IV): what was written on it, lines to write on where nothing was."""
    kind = KINDS.get(document.kind)
    name = kind.vi.partition(" (")[0] if kind else "Văn bản"
    dated = f" ngày {document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    stages = {stage: [one for one in opinions if one.stage == stage] for stage in ("leader", "unit", "handler")}
    body: list[Block] = [
        Para(f"{name} số {document.code or '…'}{dated} của {document.issuer}"),
        Para(f"Về việc: {document.subject.removeprefix('Về việc ').removeprefix('về việc ')}"),
        Para(f"Số đến: {document.serial or '…'}; ngày đến: "
             + (f"{document.arrived_on:%d/%m/%Y}" if document.arrived_on else "…")),
        Heading("Ý kiến của lãnh đạo cơ quan, tổ chức:", 2),
        *_opinions(stages["leader"], "Giao đơn vị chủ trì, đơn vị phối hợp, thời hạn giải quyết"),
        Heading("Ý kiến của lãnh đạo đơn vị:", 2),
        *_opinions(stages["unit"], "Giao người giải quyết, thời hạn giải quyết"),
        Heading("Ý kiến đề xuất của người giải quyết:", 2), *_opinions(stages["handler"], ""),
    ]
    return Paper(
        heading="Phiếu giải quyết văn bản đến", parent_agency=above(document.agency), agency=document.agency.name,
        place=place_of(document.agency), on=document.arrived_on, body=tuple(body), end_mark=False,
    )


def _opinions(opinions: list[Opinion], hint: str) -> list[Block]:
    if not opinions:
        return [*([Para(f"({hint})", italic=True)] if hint else []), Space(3, dotted=True)]
    blocks: list[Block] = []
    for opinion in opinions:
        if opinion.words:
            blocks.append(Para(opinion.words))
        for assignment in opinion.assignments.all():
            part = "Phối hợp" if assignment.part == "coordinate" else (
                "Chủ trì" if opinion.stage == "leader" else "Người giải quyết")
            due = f", thời hạn: {assignment.due_on:%d/%m/%Y}" if assignment.due_on else ""
            blocks.append(Item("-", f"{part}: {assignment.name}{due}.", 3))
        by = f" (ghi: {opinion.given_by_name})" if opinion.leader_name else ""
        blocks.append(Para(f"{opinion.given_at.astimezone():%d/%m/%Y} – {opinion.whose}{by}", italic=True))
    return blocks


def dossier_list_sheet(
    rows: Sequence[Dossier], *, agency: Agency, year: int, approval: DossierList | None, on: date
) -> Sheet:
    """Danh mục hồ sơ năm (Phụ lục V): headings as lines of their own."""
    lines: list[tuple[str, ...]] = []
    heading = None
    for dossier in rows:
        if dossier.heading and dossier.heading != heading:
            heading = dossier.heading
            lines.append(("", heading.upper(), "", "", ""))
        lines.append((dossier.symbol, dossier.title, retention_words(dossier), dossier.creator_name, dossier.note))
    basis = ""
    if approval is not None:
        basis = f"(Ban hành kèm theo {approval.decision or 'quyết định'} ngày {approval.approved_on:%d/%m/%Y})"
    kept = f"Danh mục này có {len(rows)} hồ sơ."
    return Sheet(
        title=f"DANH MỤC HỒ SƠ\nNăm {year}", subtitle=basis, rows=tuple(lines), notes=(kept,), landscape=False,
        header=("Số và ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Thời hạn bảo quản", "Người lập hồ sơ", "Ghi chú"),
        widths=(15, 50, 15, 22, 14), agency=agency.name, parent_agency=above(agency), on=on, place=place_of(agency),
        signers=(Signer(title="Thủ trưởng cơ quan", name=approval.approved_by if approval else ""),),
    )


def contents_sheet(dossier: Dossier, documents: Sequence[Document], *, on: date) -> Sheet:
    """Mục lục văn bản trong hồ sơ, in the order of time."""
    rows = tuple(
        (
            str(place), document.code, f"{document.issued_on:%d/%m/%Y}" if document.issued_on else "",
            _kind_and_subject(document), document.issuer or document.agency.name, str(document.pages or ""),
            document.note,
        )
        for place, document in enumerate(documents, start=1)
    )
    return Sheet(
        title="MỤC LỤC VĂN BẢN TRONG HỒ SƠ", rows=rows, agency=dossier.agency.name,
        subtitle=f"Hồ sơ số {dossier.symbol}: {dossier.title}",
        header=("STT", "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản",
                "Tác giả văn bản", "Số tờ/trang", "Ghi chú"),
        widths=(5, 14, 11, 38, 20, 8, 12), parent_agency=above(dossier.agency), on=on, column_numbers=True,
        landscape=True, place=place_of(dossier.agency), signers=(Signer(title="Người lập", name=""),),
    )


def hand_over_sheet(dossiers: Sequence[Dossier], *, agency: Agency, on: date, to: str = "") -> Sheet:
    """Mục lục hồ sơ, tài liệu nộp lưu (Phụ lục V)."""
    rows = tuple(
        (
            str(place), dossier.symbol, dossier.title,
            " – ".join(f"{day:%d/%m/%Y}" for day in (dossier.opened_on, dossier.closed_on) if day),
            retention_words(dossier), str(getattr(dossier, "document_count", "")), dossier.note,
        )
        for place, dossier in enumerate(dossiers, start=1)
    )
    return Sheet(
        title="MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU", rows=rows, agency=agency.name, parent_agency=above(agency),
        header=("Số TT", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Thời gian tài liệu", "Thời hạn bảo quản",
                "Số văn bản", "Ghi chú"),
        widths=(5, 13, 42, 20, 13, 9, 13), column_numbers=True, on=on, place=place_of(agency), landscape=True,
        notes=(f"Mục lục này gồm {len(rows)} hồ sơ (đơn vị bảo quản).",), numeric=(5,),
        signers=(Signer(title="Người nộp", name=""), Signer(title="Người nhận", name=to)),
    )


def retention_words(dossier: Dossier) -> str:
    """ "Vĩnh viễn", or the number of years."""
    return "Vĩnh viễn" if dossier.retention_years is None else f"{dossier.retention_years} năm"


def _kind_and_subject(document: Document) -> str:
    kind = KINDS.get(document.kind)
    name = kind.vi.partition(" (")[0] if kind and kind.family != "other" else ""
    return f"{name}: {document.subject}" if name else document.subject
