"""Sau cuộc kiểm tra: request to explain, result report, notice of conclusion."""

from __future__ import annotations

from datetime import date

from congvu.domain.inspections.papers.facts import (
    FindingLine,
    VisitFacts,
    findings_table,
    head_of_team,
    remedies_table,
    split,
)
from congvu.kernel.documents.papers import Block, Heading, Item, Paper, Para, Signer


def explanation_request(
    facts: VisitFacts, one: FindingLine, *, to: str, answer_by: str, code: str, on: date | None
) -> Paper:
    """Yêu cầu giải trình: one finding to one addressee, and nothing of the others."""
    body: tuple[Block, ...] = (
        Para(f"Qua kiểm tra công vụ tại {facts.unit} ngày {facts.day}, đoàn kiểm tra thông báo phát hiện số "
             f"{one.number}:"),
        Item("1.", f"Nội dung kiểm tra: {one.line}."), Item("2.", f"Sự việc: {one.fact}"),
        Item("3.", f"Quy định: {one.rule}."), Item("4.", f"Mức độ dự kiến: {one.level}."),
        Para(f"Đề nghị giải trình bằng văn bản (hoặc trên hệ thống, mã {code}), kèm tài liệu chứng minh, trước "
             f"{answer_by}. Phát hiện chỉ được chốt sau khi giải trình đã được xem xét; hết thời hạn mà không giải "
             "trình, "
             "đoàn xem xét trên chứng cứ đã có."),
    )  # fmt: skip
    return Paper(
        kind="cong_van", symbol="ĐKT", agency=facts.agency, parent_agency=facts.parent_agency, on=on,
        place=facts.place, subject=f"Yêu cầu giải trình phát hiện số {one.number}", addressees=(to,), body=body,
        recipients=("Như trên",), archive_line="ĐKT", signer=head_of_team(facts),
    )  # fmt: skip


def result_report(facts: VisitFacts) -> Paper:
    """Báo cáo kết quả kiểm tra gửi người ra quyết định."""
    number, symbol = split(facts.report_number, "BC-ĐKT")
    body: list[Block] = [
        Para(f"Thực hiện Quyết định số {facts.decision} ngày {facts.decided}, đoàn kiểm tra đã kiểm tra "
             f"{facts.unit} ngày "
             f"{facts.day} ({facts.sort}; thời kỳ {facts.period}) và báo cáo kết quả như sau:"),
        Heading("I. KẾT QUẢ"),
        Para("; ".join(f"{words}: {n}" for words, n in facts.figures) + "."),
        Heading("II. CÁCH LÀM TỐT"),
        *(Item("-", f"{one.line}: {one.fact}") for one in facts.praised),
        *([] if facts.praised else [Para("Không có.")]),
        Heading("III. PHÁT HIỆN"),
        *([findings_table(facts.faults)] if facts.faults else [Para("Không phát hiện sai phạm.")]),
    ]
    for one in facts.faults:
        if one.answer or one.considered:
            body += [Heading(f"Phát hiện số {one.number} ({one.state})", 2)]
            body += [Item("-", f"Giải trình: {one.answer or 'không giải trình trong thời hạn'}")]
            body += [Item("-", f"Xem xét của đoàn: {one.considered}")] if one.considered else []
    body += [Heading("IV. ĐỀ NGHỊ"), Para("Đoàn kính đề nghị xem xét, ký thông báo kết luận.")]
    return Paper(
        kind="bao_cao", number=number, symbol=symbol, agency=facts.agency, parent_agency=facts.parent_agency,
        on=facts.report_on, place=facts.place, subject=f"Kết quả kiểm tra công vụ tại {facts.unit}",
        addressees=(facts.ordered_by,), body=tuple(body), recipients=("Như trên",), archive_line="ĐKT",
        signer=head_of_team(facts),
    )  # fmt: skip


def conclusion_notice(facts: VisitFacts) -> Paper:
    """Thông báo kết luận kiểm tra, gửi đơn vị."""
    number, symbol = split(facts.number, "TB")
    body: list[Block] = [
        Para(f"Trên cơ sở Báo cáo số {facts.report_number} của đoàn kiểm tra, thông báo kết luận kiểm tra công vụ tại "
             f"{facts.unit} ngày {facts.day} như sau:"),
        Heading("I. KẾT LUẬN"), *(Para(line) for line in facts.words.splitlines() if line.strip()),
        Heading("II. PHÁT HIỆN ĐÃ CHỐT"),
        *([findings_table(facts.faults)] if facts.faults else [Para("Không có.")]),
    ]
    if facts.praised:
        body += [Heading("III. BIỂU DƯƠNG"), *(Item("-", f"{one.line}: {one.fact}") for one in facts.praised)]
    body += [
        Heading("IV. KIẾN NGHỊ, THỜI HẠN" if facts.praised else "III. KIẾN NGHỊ, THỜI HẠN"),
        *([remedies_table(facts.remedies)] if facts.remedies else [Para("Không có kiến nghị.")]),
        Para(f"Tổng điểm trừ của cuộc kiểm tra trước khi áp dụng mức trần của năm: {facts.points or '0'}."),
    ]
    return Paper(
        kind="thong_bao", number=number, symbol=symbol, agency=facts.agency, parent_agency=facts.parent_agency,
        on=facts.concluded_on, place=facts.place, subject=f"Kết luận kiểm tra công vụ tại {facts.unit}",
        addressees=(facts.unit,), body=tuple(body), recipients=("Như trên", facts.team), archive_line="VT",
        signer=Signer(title=facts.ordered_title, name=facts.concluded_by),
    )  # fmt: skip
