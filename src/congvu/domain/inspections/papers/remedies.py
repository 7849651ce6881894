"""Khắc phục và phúc tra: the unit's remedy report, minutes of a re-check."""

from __future__ import annotations

from datetime import date

from congvu.domain.inspections.papers.facts import RemedyLine, VisitFacts, head_of_team, remedies_table
from congvu.kernel.documents.papers import Block, Heading, Item, Paper, Para, Sheet, Signer, Space


def remedy_report(
    facts: VisitFacts, one: RemedyLine, *, unit: str, unit_parent: str, on: date | None, signer: str, finding: str
) -> Paper:
    """Báo cáo khắc phục của đơn vị; before it was reported, with lines to write on."""
    body: list[Block] = [
        Para(f"Thực hiện Thông báo kết luận số {facts.number} về kiểm tra công vụ, {unit} báo cáo kết quả khắc phục "
             "kiến "
             f"nghị {one.code} (hạn {one.due}):"),
        Item("1.", f"Kiến nghị: {one.what}"),
        *([Item("2.", f"Phát hiện liên quan: {finding}")] if finding else []),
        Heading("KẾT QUẢ KHẮC PHỤC", 2), Para(one.report) if one.report else Space(6, dotted=True),
    ]
    if one.verified:
        body += [Heading("XÁC NHẬN CỦA ĐOÀN KIỂM TRA", 2), Para(one.verified)]
    return Paper(
        kind="bao_cao", symbol="BC", agency=unit, parent_agency=unit_parent, on=on, place=facts.place,
        subject="Kết quả khắc phục kiến nghị kiểm tra công vụ", addressees=(facts.agency,), body=tuple(body),
        recipients=("Như trên",), archive_line="VT", signer=Signer(title="Thủ trưởng đơn vị", name=signer),
    )  # fmt: skip


def recheck_minutes(facts: VisitFacts) -> Paper:
    """Biên bản phúc tra: the remedies named for it, each with what was reported and what is found now."""
    body: list[Block] = [
        Para(f"Ngày {facts.day}, {facts.team} (Quyết định số {facts.decision}) phúc tra việc khắc phục kiến nghị tại "
             f"{facts.unit}."),
        Heading("I. KIẾN NGHỊ ĐƯỢC PHÚC TRA"),
        *([remedies_table(facts.remedies)] if facts.remedies else [Para("Chưa chọn kiến nghị.")]),
        Heading("II. KẾT QUẢ TỪNG KIẾN NGHỊ"),
    ]  # fmt: skip
    for one in facts.remedies:
        body += [
            Heading(one.code, 2), Item("-", f"Đơn vị đã báo cáo: {one.report or 'chưa báo cáo'}"),
            Item("-", f"Đoàn đã xác nhận: {one.verified or 'chưa xác nhận'}"), Item("-", "Kết quả phúc tra:"),
            Space(2, dotted=True),
        ]  # fmt: skip
    body += [Para("Biên bản đã được đọc lại cho những người có mặt cùng nghe.")]
    return Paper(
        kind="bien_ban", symbol="BB-PT", agency=facts.agency, parent_agency=facts.parent_agency, on=facts.on,
        place=facts.place, subject=f"Phúc tra khắc phục kiến nghị tại {facts.unit} ({facts.code})", body=tuple(body),
        signer=head_of_team(facts), co_signer=Signer(title="Đại diện đơn vị được kiểm tra"), end_mark=False,
    )  # fmt: skip


def recommendation_list(facts: VisitFacts) -> Sheet:
    """Danh mục kiến nghị và tình trạng thực hiện."""
    return Sheet(
        title="DANH MỤC KIẾN NGHỊ VÀ TÌNH TRẠNG THỰC HIỆN",
        subtitle=f"Theo Thông báo kết luận số {facts.number} về kiểm tra công vụ tại {facts.unit}",
        header=("TT", "Mã", "Kiến nghị", "Hạn", "Tình trạng", "Đơn vị báo cáo", "Đoàn xác nhận"),
        rows=tuple((str(n), one.code, one.what, one.due, one.state, one.report or "–", one.verified or "–")
                   for n, one in enumerate(facts.remedies, start=1)),
        widths=(0.04, 0.13, 0.25, 0.09, 0.11, 0.19, 0.19), notes=() if facts.remedies else ("Không có kiến nghị.",),
        agency=facts.agency, parent_agency=facts.parent_agency, place=facts.place, signers=(head_of_team(facts),),
    )  # fmt: skip
