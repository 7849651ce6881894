"""Citations in the ways they are printed."""

from __future__ import annotations

from datetime import date

import pytest

from congvu.core.directive_text import Citation, read_directive


def cited(sentence: str) -> list[Citation]:
    """Citations of one sentence in the body of a letter."""
    return list(read_directive(f"Kính gửi: Sở Y tế.\n\n{sentence}\n").citations)


@pytest.mark.parametrize(
    ("sentence", "kind", "number", "day", "issuer"),
    [
        (
            "Thực hiện Quyết định số 891/QĐ-TTg ngày 12/5/2025 của Thủ tướng Chính phủ về số hóa.",
            "Quyết định", "891/QĐ-TTg", date(2025, 5, 12), "Thủ tướng Chính phủ",
        ),
        (
            "Căn cứ Nghị định số 85/2022/NĐ-CP ngày 24 tháng 10 năm 2022 của Chính phủ;",
            "Nghị định", "85/2022/NĐ-CP", date(2022, 10, 24), "Chính phủ",
        ),
        ("Theo Thông tư 12/2024/TT-BXD, các đơn vị rà soát.", "Thông tư", "12/2024/TT-BXD", None, "Bộ Xây dựng"),
        (
            "Sở Y tế báo cáo tại Tờ trình số 145/TTr-SNV ngày 01/8/2025 của Sở Nội vụ.",
            "Tờ trình", "145/TTr-SNV", date(2025, 8, 1), "Sở Nội vụ",
        ),
        (
            "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.",
            "Nghị quyết", "57-NQ/TW", date(2024, 12, 22), "Bộ Chính trị",
        ),
        (
            "Thực hiện chỉ đạo tại Công văn số 6621/VPCP-KSTT ngày 15/7/2025 của Văn phòng Chính phủ.",
            "Công văn", "6621/VPCP-KSTT", date(2025, 7, 15), "Văn phòng Chính phủ",
        ),
        (
            "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",
            "Luật", "72/2025/QH15", None, "Quốc hội",
        ),
    ],
)  # fmt: skip
def test_forms_of_one_citation(sentence: str, kind: str, number: str, day: date | None, issuer: str) -> None:
    (found,) = cited(sentence)
    assert (found.kind, found.number, found.issued_on, found.issuer) == (kind, number, day, issuer)


def test_a_named_law_needs_no_number() -> None:
    (found,) = cited("Sở Y tế thực hiện đúng quy định của Luật Đầu tư công và hướng dẫn của cấp trên.")
    assert (found.kind, found.number) == ("Luật", None)


def test_a_list_shares_its_plural_head() -> None:
    found = cited(
        "Thực hiện các Quyết định của Thủ tướng Chính phủ: số 12/QĐ-TTg ngày 03/01/2025, số 45/QĐ-TTg ngày 09/02/2025."
    )
    assert [(item.kind, item.number) for item in found] == [("Quyết định", "12/QĐ-TTg"), ("Quyết định", "45/QĐ-TTg")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Báo cáo theo Mẫu số 02/BC-TH kèm theo.",
        "Công trình phải theo QCVN 06:2022/BXD.",
        "Đơn vị giải ngân 12/15 dự án trong quý.",
        "Công điện nêu trên được gửi tới các xã.",
        "Tuyến đường DT.639/2 đang thi công.",
    ],
)
def test_what_is_no_citation(sentence: str) -> None:
    assert cited(sentence) == []


def test_an_impossible_day_is_no_day() -> None:
    (found,) = cited("Theo Quyết định số 77/QĐ-UBND ngày 31/02/2025 của UBND tỉnh.")
    assert found.number == "77/QĐ-UBND"
    assert found.issued_on is None


def test_the_letter_s_own_number_is_no_citation() -> None:
    text = "Số: 12/UBND-VX\nLam Giang, ngày 02 tháng 3 năm 2025\nKính gửi: Sở Y tế.\n\nYêu cầu Sở Y tế rà soát.\n"
    assert read_directive(text).citations == ()


def test_the_span_covers_kind_to_issuer_and_nothing_more() -> None:
    text = (
        "Kính gửi: Sở Y tế.\n\nTheo khoản 2 Điều 5 Nghị định số 85/2022/NĐ-CP ngày 24/10/2022 của Chính phủ về thuốc.\n"
    )
    (found,) = read_directive(text).citations
    assert text[found.span.start : found.span.end] == "Nghị định số 85/2022/NĐ-CP ngày 24/10/2022 của Chính phủ"
