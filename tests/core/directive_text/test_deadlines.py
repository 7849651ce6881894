"""When: the phrases of deadlines and rhythms."""

from __future__ import annotations

from datetime import date

import pytest

from congvu.core.directive_text import DeadlineKind
from congvu.core.directive_text.deadlines import find_deadlines, find_recurrence, other_deadline


@pytest.mark.parametrize(
    ("text", "on", "kind", "exclusive"),
    [
        ("hoàn thành trước ngày 30/6/2025", date(2025, 6, 30), DeadlineKind.ABSOLUTE, True),
        ("gửi về Sở Y tế trước ngày 05 tháng 3 năm 2025", date(2025, 3, 5), DeadlineKind.ABSOLUTE, True),
        ("báo cáo chậm nhất ngày 15/4/2025", date(2025, 4, 15), DeadlineKind.ABSOLUTE, False),
        ("sơ tán dân trước 17 giờ 30 phút ngày 22/10/2025", date(2025, 10, 22), DeadlineKind.ABSOLUTE, True),
        ("hoàn thành trong tháng 9/2025", date(2025, 9, 30), DeadlineKind.MONTH, False),
        ("trình trong quý II năm 2025", date(2025, 6, 30), DeadlineKind.QUARTER, False),
        ("hoàn thành trong Quý IV/2025", date(2025, 12, 31), DeadlineKind.QUARTER, False),
        ("hoàn thành trong năm 2026", date(2026, 12, 31), DeadlineKind.YEAR, False),
        ("hoàn thành trong 6 tháng đầu năm 2026", date(2026, 6, 30), DeadlineKind.MONTH, False),
        ("xong trước ngày 10/7", date(2025, 7, 10), DeadlineKind.ABSOLUTE, True),
        ("lập danh mục, không muộn hơn ngày 01/8/2025", date(2025, 8, 1), DeadlineKind.ABSOLUTE, False),
        ("lập danh mục, hạn chót là ngày 16/10/2025", date(2025, 10, 16), DeadlineKind.ABSOLUTE, False),
        ("lập danh mục, hạn cuối 15/10/2025", date(2025, 10, 15), DeadlineKind.ABSOLUTE, False),
        ("lập danh mục, thời hạn: 30/6/2025", date(2025, 6, 30), DeadlineKind.ABSOLUTE, False),
        ("sửa trường trước ngày khai giảng 05/9/2025", date(2025, 9, 5), DeadlineKind.ABSOLUTE, True),
        ("chốt số liệu trước thời điểm 31/12/2025", date(2025, 12, 31), DeadlineKind.ABSOLUTE, True),
        ("hoàn thành (chậm nhất ngày 15/3/2025)", date(2025, 3, 15), DeadlineKind.ABSOLUTE, False),
        ("gửi đến trước ngày 20/5/2025", date(2025, 5, 20), DeadlineKind.ABSOLUTE, True),
        ("báo cáo vào ngày 20 của tháng cuối quý", None, DeadlineKind.RECURRENT, False),
        ("báo cáo trước ngày 25 hằng tháng", None, DeadlineKind.RECURRENT, True),
        ("hoàn thành trước ngày 31/02/2025", None, DeadlineKind.ABSOLUTE, True),
    ],
)
def test_dated_phrases(text: str, on: date | None, kind: DeadlineKind, exclusive: bool) -> None:
    (found,) = find_deadlines(text, 0, len(text), [], 2025, 3)
    assert (found.on, found.kind, found.exclusive) == (on, kind, exclusive)
    assert 0 <= found.start < found.end <= len(text)


def test_a_bare_day_behind_a_colon_that_is_no_term_is_passed_over() -> None:
    text = "Cập nhật: 19/11/2025, hoàn thành trước ngày 30/11/2025"
    assert [found.on for found in find_deadlines(text, 0, len(text), [], 2025, 3)] == [date(2025, 11, 30)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản", DeadlineKind.RELATIVE),
        ("báo cáo trong thời gian sớm nhất", DeadlineKind.URGENT_UNDATED),
        ("triển khai theo đúng tiến độ đề ra", DeadlineKind.BY_REFERENCE),
        ("hoàn thành trước mùa mưa năm nay", DeadlineKind.BY_REFERENCE),
    ],
)
def test_phrases_without_a_calendar_day(text: str, kind: DeadlineKind) -> None:
    assert find_deadlines(text, 0, len(text), [], 2025, 3) == []
    found = other_deadline(text, 0, len(text))
    assert found
    assert found.kind is kind
    assert found.on is None


@pytest.mark.parametrize(
    "text",
    ["rà soát các dự án phát sinh trước ngày 01/7/2024", "áp dụng từ ngày 01/01/2025", "giai đoạn 2025 - 2030"],
)
def test_what_is_no_deadline(text: str) -> None:
    assert find_deadlines(text, 0, len(text), [], 2025, 3) == []


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("định kỳ hằng tháng báo cáo", "monthly"),
        ("hàng quý tổng hợp", "quarterly"),
        ("hằng năm sơ kết", "yearly"),
        ("thường xuyên kiểm tra", "continuous"),
    ],
)
def test_rhythms(text: str, rhythm: str) -> None:
    found = find_recurrence(text, 0, len(text))
    assert found
    assert found[0] == rhythm
