"""Quantified goals, and quantities that are none."""

from __future__ import annotations

import pytest

from congvu.core.directive_text import Target, read_directive


def targets(sentence: str) -> list[Target]:
    """Targets of one ordered item."""
    text = f"Kính gửi: Các sở, ban, ngành.\n\nChủ tịch UBND tỉnh yêu cầu:\n1. {sentence}\n"
    return list(read_directive(text).targets)


@pytest.mark.parametrize(
    ("sentence", "quantity", "unit", "comparator"),
    [
        ("Sở Y tế phấn đấu có trên 90% trạm y tế đạt chuẩn.", 90, "%", ">"),
        ("UBND các xã cắt giảm tối thiểu 30% thời gian giải quyết thủ tục.", 30, "%", ">="),
        ("Bảo đảm 100% cán bộ được tập huấn.", 100, "%", "="),
        ("Tỷ lệ tiêm chủng phấn đấu đạt trên 95%.", 95, "%", ">"),
        ("Sở Công Thương tổ chức ít nhất 03 hội nghị xúc tiến thương mại.", 3, "hội nghị", ">="),
        ("Giao Sở Xây dựng hoàn thành 1.200 căn nhà ở xã hội trong năm 2025.", 1200, "căn nhà", "="),
    ],
)
def test_goals(sentence: str, quantity: int, unit: str, comparator: str) -> None:
    (found,) = targets(sentence)
    assert (found.quantity, found.unit, found.comparator) == (quantity, unit, comparator)


def test_a_range_has_two_ends() -> None:
    (found,) = targets("Sở Tư pháp bảo đảm từ 80% đến 85% hồ sơ được giải quyết trực tuyến.")
    assert (found.quantity, found.quantity_max) == (80, 85)


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Tài chính rà soát các khoản chịu thuế suất 10%.",
        "Sở Y tế kiểm tra, hiện nay mới đạt 40% kế hoạch.",
    ],
)
def test_quantities_that_are_no_goal(sentence: str) -> None:
    assert targets(sentence) == []
