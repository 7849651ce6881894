"""Letterheads in the forms that converters leave behind, and directives that begin to order without an introduction."""

from __future__ import annotations

from congvu.core.directive_text import read_directive
from congvu.core.directive_text.model import DocumentFacts


def _facts(facts: DocumentFacts) -> tuple[str | None, ...]:
    fields = (facts.kind, facts.number, facts.issuer, facts.subject)
    return tuple(field.text if field else None for field in fields)


def test_two_columns_of_a_print_set_apart_by_spaces() -> None:
    text = (
        "   ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "   TỈNH HƯNG SƠN                  Độc lập - Tự do - Hạnh phúc\n"
        "Số: 220/UBND-KT               Hưng Sơn, ngày 03 tháng 3 năm 2025\nV/v giải ngân vốn đầu tư công\n\n"
        "Kính gửi: Các chủ đầu tư.\n\nChủ tịch UBND tỉnh yêu cầu các chủ đầu tư đẩy nhanh tiến độ.\n"
    )
    facts = read_directive(text).facts
    assert _facts(facts) == (
        "Công văn",
        "220/UBND-KT",
        "Ủy ban nhân dân tỉnh Hưng Sơn",
        "giải ngân vốn đầu tư công",
    )
    assert facts.issued_on is not None
    assert str(facts.issued_on.on) == "2025-03-03"


def test_a_telegram_with_number_and_date_below_its_kind() -> None:
    text = (
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HƯNG SƠN\nCÔNG ĐIỆN\nSố: 07/CĐ-CT, ngày 12/9/2025\nVề việc ứng phó bão số 6\n\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n- Giám đốc các sở;\n- Chủ tịch UBND các xã, phường.\n\n"
        "Yêu cầu Giám đốc các sở, Chủ tịch UBND các xã, phường:\n1. Trực ban 24/24 giờ.\n"
    )
    reading = read_directive(text)
    assert _facts(reading.facts) == (
        "Công điện",
        "07/CĐ-CT",
        "Chủ tịch Ủy ban nhân dân tỉnh Hưng Sơn",
        "ứng phó bão số 6",
    )
    assert [party.name for party in reading.clauses[0].leads] == ["Giám đốc các sở", "Chủ tịch UBND các xã, phường"]


def test_a_directive_of_the_party_orders_without_an_introduction() -> None:
    text = (
        "TỈNH ỦY HƯNG SƠN          ĐẢNG CỘNG SẢN VIỆT NAM\n*                Hưng Sơn, ngày 10 tháng 4 năm 2025\n"
        "Số 33-CT/TU\n\nCHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề tăng cường lãnh đạo công tác chuyển đổi số\n"
        "1. Các cấp ủy, tổ chức đảng quán triệt Chỉ thị này.\n2. Đảng ủy UBND tỉnh lãnh đạo xây dựng kế hoạch.\n"
    )
    reading = read_directive(text)
    assert _facts(reading.facts) == (
        "Chỉ thị",
        "33-CT/TU",
        "Ban Thường vụ Tỉnh ủy",
        "tăng cường lãnh đạo công tác chuyển đổi số",
    )
    assert [clause.leads[0].name for clause in reading.clauses] == ["Các cấp ủy, tổ chức đảng", "Đảng ủy UBND tỉnh"]


def test_giving_with_a_colon_is_an_order_and_no_line_of_a_plan() -> None:
    text = (
        "UBND TỈNH HƯNG SƠN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 90/TB-UBND\n"
        "Hưng Sơn, ngày 03 tháng 3 năm 2025\n\nTHÔNG BÁO\nKết luận tại cuộc họp giao ban\n\n"
        "Chủ tịch UBND tỉnh kết luận:\n1. Sở Y tế khẩn trương tham mưu.\n"
        "2. Giao: Sở Tài chính cân đối kinh phí; Sở Xây dựng thẩm định hồ sơ, báo cáo trước 10/3.\n"
    )
    clauses = read_directive(text).clauses
    assert [[party.name for party in clause.leads] for clause in clauses] == [
        ["Sở Y tế"],
        ["Sở Tài chính"],
        ["Sở Xây dựng"],
    ]
    assert clauses[-1].deadline is not None
    assert str(clauses[-1].deadline.on) == "2025-03-10"
