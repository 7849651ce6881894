"""Báo cáo của đơn vị được kiểm tra: by the outline, with the figures the system has, and what the unit wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congvu.domain.inspections.papers.facts import VisitFacts
from congvu.kernel.documents.papers import Block, Heading, Item, Paper, Para, Signer, Space, TableBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReport:
    """What is known of the unit: its people, its cases by kind, its own check group by group, remedies it owes."""

    unit: str
    parent: str
    head: str
    people: int
    cases: Sequence[tuple[str, int, int, int, int]]
    since: str
    groups: Sequence[tuple[str, str]]
    checked: str
    remedies: Sequence[tuple[str, str, str]]
    words: str
    on: date | None


def unit_report(facts: VisitFacts, one: UnitReport) -> Paper:
    """Báo cáo tự kiểm tra theo đề cương. What the unit has not written yet is left as lines to write on."""
    body: list[Block] = [
        Para(f"Thực hiện thông báo kiểm tra công vụ ngày {facts.day} của {facts.team}, {one.unit} báo cáo như sau:"),
        Heading("I. ĐẶC ĐIỂM, TÌNH HÌNH"),
        Item("-", f"Số người đang công tác: {one.people}. Người đứng đầu: {one.head or '…'}."),
        Heading(f"II. SỐ LIỆU XỬ LÝ CÔNG VIỆC (từ {one.since}, theo hệ thống)"),
    ]
    rows = tuple((name, *map(str, numbers)) for name, *numbers in one.cases)
    header = ("Loại công việc", "Đang xử lý", "Trong đó quá hạn", "Đã kết thúc", "Trong đó trễ hạn")
    body.append(TableBlock(header, rows, (0.36, 0.16, 0.16, 0.16, 0.16), (1, 2, 3, 4)) if rows
                else Para("Không có công việc trên hệ thống trong thời kỳ này."))  # fmt: skip
    body.append(Heading("III. KẾT QUẢ TỰ KIỂM TRA THEO NỘI DUNG"))
    if one.checked:
        body.append(Para(one.checked))
    for name, said in one.groups:
        body += [Item("-", f"{name}: {said}")] if said else [Item("-", f"{name}:"), Space(1, dotted=True)]
    body.append(Heading("IV. THỰC HIỆN KIẾN NGHỊ CỦA CÁC CUỘC KIỂM TRA TRƯỚC"))
    body.append(TableBlock(("Mã", "Kiến nghị", "Tình trạng"), tuple(one.remedies), (0.2, 0.55, 0.25)) if one.remedies
                else Para("Không có kiến nghị."))  # fmt: skip
    body.append(Heading("V. TỒN TẠI, NGUYÊN NHÂN, TRÁCH NHIỆM, KIẾN NGHỊ"))
    body += [Para(line) for line in one.words.splitlines() if line.strip()] or [Space(6, dotted=True)]
    return Paper(
        kind="bao_cao", symbol="BC", agency=one.unit, parent_agency=one.parent, on=one.on, place=facts.place,
        subject="Tự kiểm tra phục vụ kiểm tra công vụ", addressees=(facts.team,), body=tuple(body),
        recipients=("Như trên",), archive_line="VT", signer=Signer(title="Thủ trưởng đơn vị", name=one.head),
    )  # fmt: skip
