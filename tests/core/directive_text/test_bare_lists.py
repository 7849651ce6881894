"""Short papers without headings, the one date behind a semicolon, and assessments that turn to what is to come."""

from __future__ import annotations

from congvu.core.directive_text import read_directive

_NOTICE = (
    "UBND XÃ TÂN LẬP\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 8/TB-UBND\n\n"
    "Tân Lập, ngày 02 tháng 02 năm 2026\n\nTHÔNG BÁO\n"
)


def test_a_notice_that_lists_who_does_what_without_any_heading() -> None:
    text = _NOTICE + (
        "Về việc trực Tết\n\nThực hiện Kế hoạch số 5/KH-UBND ngày 05/01/2026 của UBND xã.\n"
        "1. Văn phòng HĐND và UBND xã lập lịch trực, gửi các thôn trước ngày 10/02/2026.\n"
        "2. Công an xã tuần tra ban đêm.\n3. Các trưởng thôn dọn nhà văn hóa (trước 15/02).\n"
    )
    clauses = read_directive(text).clauses
    assert [[party.name for party in clause.leads] for clause in clauses] == [
        ["Văn phòng HĐND", "UBND xã"], ["Công an xã"], ["Các trưởng thôn"],
    ]  # fmt: skip
    assert [str(clause.deadline.on) if clause.deadline else None for clause in clauses] == [
        "2026-02-10", None, "2026-02-15",
    ]  # fmt: skip


def test_a_bare_list_of_facts_orders_nothing() -> None:
    text = _NOTICE + (
        "Về kết quả thi\n\nHội đồng thi thông báo kết quả.\n1. Điểm cao nhất là 98.\n2. Điểm thấp nhất là 40.\n"
    )
    assert read_directive(text).clauses == ()


def test_one_date_behind_a_semicolon_is_the_date_of_the_item() -> None:
    text = _NOTICE + (
        "Kết luận giao ban\n\nChủ tịch UBND xã yêu cầu:\n"
        "1. Phòng Kinh tế đo đạc các thửa đất; lập hồ sơ, hoàn thành trước ngày 20/3/2026.\n"
        "2. Công an xã lập danh sách; công khai tại nhà văn hóa trong tháng 3/2026.\n"
    )
    first, listed, shown = read_directive(text).clauses
    assert first.text.startswith("Phòng Kinh tế")
    assert str(first.deadline and first.deadline.on) == "2026-03-20"
    assert listed.deadline is None
    assert str(shown.deadline and shown.deadline.on) == "2026-03-31"


def test_what_is_to_come_in_an_assessment_is_read_sentence_by_sentence() -> None:
    text = _NOTICE + (
        "Kết luận giao ban\n\nSau khi nghe báo cáo, Chủ tịch UBND xã kết luận như sau:\n"
        "I. TÌNH HÌNH\nThu ngân sách đạt khá.\n"
        "Trong thời gian tới, các thôn sửa chữa đường nội đồng. Tập trung trồng rừng. Đồng thời, tổ chức lại chợ.\n"
        "II. NHIỆM VỤ\n1. Giao Công an xã giữ gìn trật tự.\n"
    )
    assert len(read_directive(text).clauses) == 4


def test_a_number_of_a_paper_at_the_start_of_a_line_is_no_list_sign() -> None:
    text = _NOTICE + (
        "Phân công cứu trợ\n\nChủ tịch UBND xã yêu cầu:\n1. Hội Chữ thập đỏ xã:\n"
        "- Làm thường trực Ban Vận động theo Quy chế phối hợp\n49/QCPH-UBND và quy định hiện hành.\n"
        "- Lập danh sách hộ khó khăn.\n"
    )
    clauses = read_directive(text).clauses
    assert len(clauses) >= 2
    assert all([party.name for party in clause.leads] == ["Hội Chữ thập đỏ xã"] for clause in clauses)


def test_a_basis_before_the_semicolon_belongs_to_the_frame_behind_it() -> None:
    text = (
        "Tổ chức trực lễ\n\nNgày 16/4/2026, UBND tỉnh ban hành công văn số 12/UBND-VP về việc tổ chức trực lễ.\n\n"
        "Theo đó, thực hiện Công văn số 29/VPCP-TH ngày 15/4/2026 của Văn phòng Chính phủ; Chủ tịch UBND tỉnh yêu cầu: "
        "từ ngày 30/4/2026 đến hết ngày 03/5/2026, các đơn vị bố trí trực; kịp thời báo cáo UBND tỉnh.\n"
    )
    (clause,) = read_directive(text).clauses
    assert [party.name for party in clause.leads] == ["các đơn vị"]
    assert str(clause.deadline and clause.deadline.on) == "2026-05-03"


def test_an_item_that_tells_what_was_done_orders_nothing() -> None:
    text = _NOTICE + (
        "Tuyên truyền\n\nUBND xã đề nghị Đài Truyền thanh xã tuyên truyền như sau:\n"
        "1. Thời gian qua, xã đã sắp xếp lại thôn. Mục tiêu là gần dân. Xây dựng nông thôn mới được chú trọng.\n"
        "2. Giới thiệu gương tốt trên loa truyền thanh.\n"
    )
    assert [clause.text for clause in read_directive(text).clauses] == ["Giới thiệu gương tốt trên loa truyền thanh."]
