"""Whole texts: who must do what by when."""

from __future__ import annotations

import re
from datetime import date

import pytest

from congvu.core.directive_text import Clause, DeadlineKind, Mark, Nature, Reading, read_directive
from tests.core.directive_text import samples


def clause(reading: Reading, words: str) -> Clause:
    """The only clause that contains the words."""
    found = [item for item in reading.clauses if words in item.text]
    assert len(found) == 1, [item.text for item in reading.clauses]
    return found[0]


def leads(item: Clause) -> list[str]:
    return [party.name for party in item.leads]


def due(item: Clause) -> date | None:
    return item.deadline.on if item.deadline else None


def test_an_official_letter_says_who_does_what_by_when() -> None:
    reading = read_directive(samples.OFFICIAL_LETTER)
    facts = reading.facts
    said = [fact.text if fact else None for fact in (facts.kind, facts.number, facts.issuer, facts.subject)]
    assert said == [
        "Công văn",
        "2718/UBND-KT",
        "Ủy ban nhân dân tỉnh Lam Giang",
        "đẩy nhanh tiến độ số hóa hồ sơ lưu trữ",
    ]
    assert facts.issued_on
    assert facts.issued_on.on == date(2025, 8, 6)
    assert [party.name for party in reading.addressees] == ["Các sở, ban, ngành", "UBND các xã, phường"]
    review = clause(reading, "rà soát toàn bộ hồ sơ giấy")
    assert leads(review) == ["Các sở, ban, ngành", "UBND các xã, phường"]
    assert review.deadline
    assert review.deadline.exclusive
    assert due(review) == date(2025, 8, 30)
    guide = clause(reading, "hướng dẫn quy trình")
    assert [party.name for party in guide.coordinators] == ["Sở Khoa học và Công nghệ"]
    assert guide.deadline
    assert guide.deadline.kind is DeadlineKind.MONTH
    assert due(guide) == date(2025, 9, 30)


def test_the_date_behind_a_semicolon_is_the_date_of_the_whole_assignment() -> None:
    reading = read_directive(samples.OFFICIAL_LETTER)
    funds = clause(reading, "bố trí kinh phí")
    assert "tổng hợp nhu cầu" in funds.text
    assert leads(funds) == ["Sở Tài chính"]
    assert due(funds) == date(2025, 9, 15)


def test_a_prohibition_binds_the_addressees() -> None:
    ban = clause(read_directive(samples.OFFICIAL_LETTER), "Nghiêm cấm")
    assert ban.nature is Nature.PROHIBITION
    assert ban.leads_inherited
    assert leads(ban) == ["Các sở, ban, ngành", "UBND các xã, phường"]


def test_periodic_reports_name_the_receiver_and_the_way() -> None:
    report = clause(read_directive(samples.OFFICIAL_LETTER), "Định kỳ hằng quý")
    assert report.recurrence == "quarterly"
    assert [party.name for party in report.reports_to] == ["UBND tỉnh"]
    assert [party.name for party in report.through] == ["Sở Nội vụ"]


def test_a_telegram_distributes_plural_heads() -> None:
    reading = read_directive(samples.TELEGRAM)
    assert [party.name for party in reading.addressees] == [
        "Chủ tịch Ủy ban nhân dân tỉnh Hà Tĩnh",
        "Chủ tịch Ủy ban nhân dân tỉnh Quảng Trị",
        "Bộ trưởng Bộ Quốc phòng",
        "Bộ trưởng Bộ Công an",
        "Bộ trưởng Bộ Xây dựng",
    ]
    assert leads(clause(reading, "sẵn sàng cứu hộ")) == ["Bộ trưởng Bộ Quốc phòng", "Bộ trưởng Bộ Công an"]
    assert due(clause(reading, "sơ tán người dân")) == date(2025, 10, 22)
    watching = clause(reading, "theo dõi, đôn đốc")
    assert leads(watching) == ["Văn phòng Chính phủ"]
    assert [party.name for party in watching.reports_to] == ["Thủ tướng Chính phủ"]


def test_items_inherit_the_body_named_in_the_heading() -> None:
    reading = read_directive(samples.DIRECTIVE)
    item = clause(reading, "Công bố đường dây nóng")
    assert leads(item) == ["Bộ Xây dựng"]
    assert item.leads_inherited
    joint = clause(reading, "xử lý xe quá tải")
    assert leads(joint) == ["Bộ Công an"]
    assert [party.name for party in joint.coordinators] == [
        "Bộ Xây dựng",
        "Bộ Quốc phòng",
        "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương",
    ]
    assert leads(clause(reading, "kết quả thực hiện Chỉ thị")) == ["Ủy ban An toàn giao thông Quốc gia"]


def test_a_plan_of_blocks_is_read_block_by_block() -> None:
    reading = read_directive(samples.PLAN)
    survey = clause(reading, "Điều tra đối tượng")
    assert leads(survey) == ["Trung tâm Kiểm soát bệnh tật tỉnh"]
    assert [party.name for party in survey.coordinators] == ["Trạm y tế các xã, phường"]
    assert due(survey) == date(2025, 3, 31)
    assert clause(reading, "Tổ chức các đợt tiêm vét").recurrence == "monthly"
    assert leads(clause(reading, "Cung ứng vắc xin")) == ["Trung tâm Kiểm soát bệnh tật tỉnh"]
    assert not [item for item in reading.clauses if "Bảo vệ sức khỏe" in item.text]


def test_a_table_of_tasks_gives_one_task_a_row() -> None:
    reading = read_directive(samples.TABLE_PLAN)
    assert [(item.text, leads(item), due(item)) for item in reading.clauses] == [
        ("Rà soát thủ tục hành chính nội bộ", ["Sở Nội vụ"], date(2025, 6, 30)),
        ("Xây dựng quy chế một cửa", ["Văn phòng UBND tỉnh"], date(2025, 9, 30)),
    ]


def test_a_press_text_is_a_retelling_of_the_document_it_reports() -> None:
    reading = read_directive(samples.PRESS)
    assert reading.retelling
    assert reading.facts.number
    assert reading.facts.number.text == "455/UBND-NN"
    assert leads(clause(reading, "trực 24/24")) == ["Chi cục Kiểm lâm"]
    assert due(clause(reading, "rà soát phương án")) == date(2025, 3, 20)
    assert not [item for item in reading.clauses if "đã xảy ra" in item.text]


def test_a_conclusion_orders_only_after_its_introduction() -> None:
    reading = read_directive(samples.CONCLUSION)
    assert not [item for item in reading.clauses if "cố gắng" in item.text or "Tham dự" in item.text]
    assert due(clause(reading, "Tổng hợp khó khăn")) == date(2025, 10, 15)
    assert due(clause(reading, "khẩn trương trình Chính phủ")) == date(2025, 12, 31)
    given = clause(reading, "cấp phép mỏ vật liệu")
    assert leads(given)[0].startswith("Ủy ban nhân dân các tỉnh, thành phố")


def test_a_resolution_and_a_party_plan() -> None:
    resolution = read_directive(samples.RESOLUTION)
    assert leads(clause(resolution, "tổ chức triển khai thực hiện Nghị quyết")) == ["Ủy ban nhân dân tỉnh"]
    assert [target.text for target in resolution.targets] == ["tối thiểu 95% kế hoạch vốn"]
    party = read_directive(samples.PARTY_PLAN)
    assert party.facts.number
    assert party.facts.number.text == "15-KH/TU"
    assert party.facts.issuer
    assert party.facts.issuer.text == "Tỉnh ủy Lam Giang"
    assert leads(clause(party, "xây dựng chương trình hành động")) == ["Đảng ủy UBND tỉnh"]
    assert due(clause(party, "học tập, quán triệt")) == date(2025, 9, 30)


def test_lines_broken_by_the_printer_are_one_paragraph() -> None:
    reading = read_directive(samples.WRAPPED)
    check = clause(reading, "nguy cơ cháy, nổ cao")
    assert due(check) == date(2025, 1, 25)
    assert samples.WRAPPED[check.span.start : check.span.end].endswith("2025.")
    assert reading.addressees[0].name == "Công an tỉnh"


def test_a_text_that_orders_nothing_says_so() -> None:
    reading = read_directive(samples.STORY)
    assert not reading.is_directive
    assert reading.clauses == ()
    assert "no_orders" in reading.notes


@pytest.mark.parametrize("name", samples.EVERY)
def test_every_sentence_has_a_mark_and_nothing_is_left_out(name: str) -> None:
    text = samples.EVERY[name]
    reading = read_directive(text)
    blank = list(text)
    for sentence in reading.sentences:
        blank[sentence.span.start : sentence.span.end] = " " * (sentence.span.end - sentence.span.start)
    left = re.findall(r"[^\W\d_]+", "".join(blank))
    assert all(re.fullmatch(r"Điều|[IVX]+|[a-zđ]", word) for word in left), left  # list signs only
    marked = [sentence.span for sentence in reading.sentences if sentence.mark is Mark.CLAUSE]
    for item in reading.clauses:
        assert any(span.start < item.span.end and item.span.start < span.end for span in marked), item.text


def test_the_year_of_the_document_completes_a_day_without_one() -> None:
    body = "Kính gửi: Sở Y tế.\n\nYêu cầu Sở Y tế báo cáo trước ngày 15/4.\n"
    dated = read_directive("Số: 12/UBND-VX\nLam Giang, ngày 02 tháng 3 năm 2025\n" + body)
    assert due(dated.clauses[0]) == date(2025, 4, 15)
    assert dated.clauses[0].deadline
    assert dated.clauses[0].deadline.inferred
    assert due(read_directive(body, as_of=date(2024, 3, 1)).clauses[0]) == date(2024, 4, 15)
    assert due(read_directive(body).clauses[0]) is None


def test_a_letter_that_orders_right_below_its_date_is_read() -> None:
    head = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 39/UBND-TH\nV/v rà soát\n\nLam Giang, ngày 02 tháng 11 năm 2026\n\n"
    body = "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n\n1. Sở Nội vụ rà soát danh mục trước ngày 15 tháng 12 năm 2026.\n"
    assert due(clause(read_directive(head + body), "rà soát danh mục")) == date(2026, 12, 15)
