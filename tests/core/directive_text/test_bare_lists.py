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
