"""Trước và trong cuộc kiểm tra: decision to form the team, notice, outline of the unit's report, remarks on site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from congvu.domain.inspections.papers.facts import VisitFacts, crew_table, findings_table, head_of_team, split
from congvu.kernel.documents.papers import Block, Heading, Item, Paper, Para, Signer, Space, TableBlock


def team_decision(
    *, agency: str, parent_agency: str, team: str, decision: str, decided_on: date, valid: str, signer: str,
    signer_title: str, members: Sequence[tuple[str, str, str]], place: str = "",
) -> Paper:  # fmt: skip
    """Quyết định thành lập đoàn kiểm tra."""
    number, symbol = split(decision, "QĐ")
    rows = tuple((str(place), *one) for place, one in enumerate(members, start=1))
    body: tuple[Block, ...] = (
        Heading("QUYẾT ĐỊNH:", 0),
        Item("Điều 1.", f"Thành lập {team} gồm các thành viên sau đây:"),
        TableBlock(("TT", "Họ và tên", "Chức vụ, cơ quan", "Vai trò"), rows, (0.07, 0.28, 0.41, 0.24)),
        Item("Điều 2.", "Đoàn kiểm tra việc chấp hành kỷ luật, kỷ cương và thực thi công vụ; thời hạn hoạt động: "
                        f"{valid}. "
                        "Đoàn hoạt động theo quy chế làm việc ban hành kèm theo Quyết định này, được ghi âm, ghi hình "
                        "làm chứng cứ và yêu cầu giải trình bằng văn bản."),
        Item("Điều 3.", "Cơ quan, đơn vị, cá nhân được kiểm tra và các thành viên có tên tại Điều 1 chịu trách "
                        "nhiệm thi "
                        "hành Quyết định này kể từ ngày ký."),
    )  # fmt: skip
    return Paper(
        kind="quyet_dinh", number=number, symbol=symbol, agency=agency, parent_agency=parent_agency, on=decided_on,
        place=place, subject="Về việc thành lập đoàn kiểm tra công vụ", body=body, recipients=("Như Điều 3",),
        archive_line="VT",
        bases=("Căn cứ chức năng, nhiệm vụ, quyền hạn của cơ quan",), signer=Signer(title=signer_title, name=signer),
    )  # fmt: skip


def visit_notice(facts: VisitFacts) -> Paper:
    """Thông báo kiểm tra gửi đơn vị."""
    number, symbol = split(facts.notice_number, "TB-ĐKT")
    body: tuple[Block, ...] = (
        Para(f"{facts.team} (Quyết định số {facts.decision} ngày {facts.decided}) thông báo kiểm tra công vụ tại "
             f"{facts.unit} như sau:"),
        Item("1.", f"Hình thức: {facts.sort}."),
        Item("2.", f"Thời gian: ngày {facts.day}. Thời kỳ kiểm tra: {facts.period}."),
        Item("3.", f"Nội dung: theo {facts.checklist}."),
        *(Item("-", line.strip()) for line in facts.notice_words.splitlines() if line.strip()),
        Item("4.", "Đơn vị chuẩn bị báo cáo theo đề cương kèm theo, hồ sơ, sổ sách, số liệu trên hệ thống; bố trí "
                   "người đứng đầu và người có liên quan làm việc với đoàn."),
        Heading("Thành phần đoàn", 2), crew_table(facts),
    )  # fmt: skip
    return Paper(
        kind="thong_bao", number=number, symbol=symbol, agency=facts.agency, parent_agency=facts.parent_agency,
        on=facts.noticed_on, place=facts.place,
        subject=f"Kiểm tra công vụ tại {facts.unit}", addressees=(facts.unit,), body=body,
        recipients=("Như trên", facts.ordered_by), archive_line="ĐKT", signer=head_of_team(facts),
    )  # fmt: skip


def report_outline(facts: VisitFacts, groups: Sequence[tuple[str, Sequence[str]]]) -> Paper:
    """Đề cương báo cáo của đơn vị được kiểm tra: a heading for each group of the checklist, a line for each item."""
    body: list[Block] = [
        Para(f"(Kèm theo Thông báo kiểm tra công vụ tại {facts.unit}, ngày {facts.day})", italic=True),
        Heading("I. ĐẶC ĐIỂM, TÌNH HÌNH"), Item("-", "Tổ chức, biên chế, số người có mặt; phân công nhiệm vụ."),
        Heading(f"II. KẾT QUẢ THỰC HIỆN (thời kỳ {facts.period})"),
    ]
    for name, items in groups:
        body += [Heading(name, 2), *(Item("-", one) for one in items)]
    body += [
        Heading("III. TỒN TẠI, NGUYÊN NHÂN, TRÁCH NHIỆM"), Space(2, dotted=True),
        Heading("IV. KIẾN NGHỊ"), Item("-", "Bất cập của thủ tục, quy định cần sửa đổi."), Space(2, dotted=True),
    ]
    return Paper(heading="Đề cương báo cáo", agency=facts.agency, parent_agency=facts.parent_agency,
                 subject=f"Phục vụ kiểm tra công vụ tại {facts.unit}", body=tuple(body), end_mark=False)  # fmt: skip


def remarks_on_site(facts: VisitFacts) -> Paper:
    """Nhận xét ban đầu tại chỗ với lãnh đạo đơn vị; nothing in it is final."""
    body: list[Block] = [
        Para(f"Kết thúc kiểm tra tại {facts.unit} ngày {facts.day}, đoàn trao đổi với lãnh đạo đơn vị nhận xét ban "
             "đầu:"),
        Heading("I. GHI NHẬN"),
        *(Item("-", f"{one.line}: {one.fact}") for one in facts.praised),
        *([] if facts.praised else [Para("Chưa có nội dung được ghi nhận riêng.")]),
        Heading("II. NỘI DUNG CẦN GIẢI TRÌNH"),
        *([findings_table(facts.faults)] if facts.faults else [Para("Không có.")]),
        Para("Nhận xét này không phải là kết luận. Phát hiện chỉ được chốt sau khi đơn vị, cá nhân được thông báo, "
             "giải "
             "trình và giải trình đã được xem xét.", italic=True),
    ]  # fmt: skip
    return Paper(
        heading="Nhận xét tại chỗ", agency=facts.agency, parent_agency=facts.parent_agency, on=facts.on,
        place=facts.place, subject=f"Kiểm tra công vụ tại {facts.unit}", body=tuple(body), signer=head_of_team(facts),
    )
