"""Kiểm tra công vụ: days and frequency of planned checks.

No national instrument lays down one procedure for checks of public duty; what stands here is taken over from practice
or from rules of inspection (thanh tra) by analogy, and is replaced by the regulation of the province.
"""

from __future__ import annotations

from congvu.kernel.rules.shipped.limits import ALWAYS
from congvu.kernel.rules.shipped.shapes import Rule, Source

_PRACTICE = Source("Kế hoạch kiểm tra hằng năm của các tỉnh (Trà Vinh 30/01/2023, Cao Bằng 12/01/2017)")
_FREQUENCY = Source("Định hướng chương trình thanh tra năm 2026 của Thanh tra Chính phủ (vận dụng)")

INSPECTIONS_RULES: tuple[Rule, ...] = (
    Rule(
        code="inspections.plan_issued_by", field="inspections", kind="text", value="31/01",
        vi="Ban hành kế hoạch kiểm tra công vụ của năm chậm nhất (ngày/tháng)",
        en="The yearly plan of inspection is issued at latest on (day/month)",
        source=_PRACTICE, standing="unverified", valid_from=ALWAYS,
    ),
    Rule(
        code="inspections.planned_once_in_months", field="inspections", kind="count", value="12",
        vi="Một cơ quan được kiểm tra theo kế hoạch không quá một lần trong (số tháng); trùng thì phải nêu lý do",
        en="An agency is checked by plan at most once in (months); a second time needs a reason",
        source=_FREQUENCY, standing="unverified", valid_from=ALWAYS,
        note_vi="Kiểm tra đột xuất khi có dấu hiệu vi phạm và phúc tra không tính.",
        note_en="Unscheduled checks on signs of a breach and re-checks do not count.",
    ),
)  # fmt: skip
