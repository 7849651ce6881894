"""The day of a period as texts name it."""

from __future__ import annotations

import pytest

from congvu.domain.directives.policy.rhythms import Day, day_of


@pytest.mark.parametrize(
    ("text", "recurrence", "meant"),
    [
        ("báo cáo hằng tháng trước ngày 20", "monthly", Day(20, 1, False, True)),
        ("báo cáo hằng tháng, chậm nhất ngày 05 tháng sau", "monthly", Day(5, 1, True, False)),
        ("báo cáo hằng quý, chậm nhất ngày 05 của tháng đầu quý sau", "quarterly", Day(5, 1, True, False)),
        ("báo cáo hằng quý trước ngày 15", "quarterly", Day(15, 3, False, True)),
        ("tổng kết hằng năm trước ngày 15/12", "yearly", Day(15, 12, False, True)),
        ("báo cáo vào cuối quý", "quarterly", Day(31, 3, False, False)),
        ("báo cáo hằng tuần vào thứ Sáu", "weekly", Day(5, 1, False, False)),
        ("báo cáo hằng tháng", "monthly", Day()),
        ("hoàn thành trước ngày 15/12/2026, báo cáo hằng tháng", "monthly", Day()),
        ("trước ngày 15 tháng 12 năm 2026", "monthly", Day()),
        ("thường xuyên kiểm tra", "continuous", Day()),
    ],
)
def test_the_day_is_read_from_the_clause(text: str, recurrence: str, meant: Day) -> None:
    assert day_of(text, recurrence) == meant
