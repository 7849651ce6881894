"""Báo cáo tổng hợp kiểm tra công vụ theo quý, năm."""

from __future__ import annotations

from datetime import date

from congvu.domain.inspections.papers.figures import Consolidated
from congvu.kernel.documents.papers import Annex, Block, Heading, Item, Paper, Para, Signer, TableBlock


def share(part: int, whole: int) -> str:
    """So many of so many, in per cent where there are enough to say so."""
    if whole == 0:
        return "chưa có"
    if whole < 10:
        return f"{part}/{whole}"
    return f"{part}/{whole} ({part * 100 / whole:.1f} %)".replace(".", ",")


def _rows(head: tuple[str, str], rows: list[tuple[str, int]]) -> TableBlock:
    return TableBlock(head, tuple((words, str(n)) for words, n in rows), (0.75, 0.25), (1,))


def consolidated_paper(one: Consolidated, *, agency: tuple[str, str], on: date, place: str = "") -> Paper:
    """The report; `agency` and the one above it, in words."""
    body: tuple[Block, ...] = (
        Para(f"Kết quả kiểm tra công vụ {one.spell.words} (từ {one.spell.first:%d/%m/%Y} đến "
             f"{one.spell.last:%d/%m/%Y}, "
             f"số liệu tính đến {on:%d/%m/%Y}):"),
        Heading("I. CUỘC KIỂM TRA"),
        Para(f"{one.all_visits} cuộc tại {one.units} đơn vị; {one.concluded} kết luận đã ký, {one.published} kết "
             "luận đã "
             "công khai."),
        _rows(("Hình thức", "Số cuộc"), one.visits), _rows(("Điểm danh", "Số lượt người"), one.heads),
        Heading("II. PHÁT HIỆN ĐÃ CHỐT"),
        Para(f"{one.all_findings} phát hiện, {one.persons} cá nhân có liên quan; {one.praise} cách làm tốt được biểu "
             f"dương; {one.dropped} phát hiện không giữ sau giải trình; {one.unanswered} không giải trình."),
        _rows(("Mức độ", "Số phát hiện"), one.findings),
        Heading("III. KIẾN NGHỊ VÀ KHẮC PHỤC"),
        Item("1.", f"Kiến nghị: {one.asked}; đã xác nhận khắc phục: {share(one.verified, one.asked)}."),
        Item("2.", f"Khắc phục đúng hạn: {share(one.on_time, one.verified)}; quá hạn chưa báo cáo: {one.late_open}."),
        Item("3.", f"Tái kiểm tra hiệu quả: {one.sampled}; tái diễn: {share(one.came_back, one.sampled)}."),
    )  # fmt: skip
    rows = tuple((str(n), name, str(visits), str(found), str(praise))
                 for n, (name, visits, found, praise) in enumerate(one.by_unit, start=1))  # fmt: skip
    table = TableBlock(("TT", "Cơ quan, đơn vị", "Cuộc", "Phát hiện", "Biểu dương"), rows,
                       (0.07, 0.51, 0.14, 0.14, 0.14), (2, 3, 4))  # fmt: skip
    return Paper(
        kind="bao_cao", symbol="BC", agency=agency[0], parent_agency=agency[1], on=on, place=place,
        subject=f"Tổng hợp kết quả kiểm tra công vụ {one.spell.words}", body=body, archive_line="VT",
        annexes=(Annex("Số liệu theo cơ quan, đơn vị", (table,)),) if rows else (),
        signer=Signer(title="Thủ trưởng cơ quan"),
    )  # fmt: skip
