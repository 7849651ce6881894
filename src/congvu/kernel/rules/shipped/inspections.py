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

_DESIGN = Source("Thiết kế mặc định của hệ thống; địa phương thay bằng quy định của mình")
#: Yếu tố rủi ro của bốc thăm: code, vi, en, points for each, the most that is counted.
_RISKS = (
    ("late", "mỗi công việc đang quá hạn", "each overdue case", 2, 20),
    ("months", "mỗi tháng kể từ lần kiểm tra gần nhất", "each month since the last check", 1, 24),
    ("remedies", "mỗi kiến nghị chưa khắc phục xong", "each remedy not done yet", 5, 6),
)
DRAW_RULES: tuple[Rule, ...] = (
    Rule(
        code="inspections.draw_floor", field="inspections", kind="count", value="10",
        vi="Bốc thăm: trọng số sàn của mọi đơn vị", en="Draw by lot: floor of every unit's weight",
        source=_DESIGN, standing="unverified", valid_from=ALWAYS,
        note_vi="Không đơn vị nào được miễn: sàn ít nhất là 1.", note_en="Nobody is exempt: at least 1.",
    ),
    *(
        Rule(
            code=f"inspections.draw_points_{code}", field="inspections", kind="count", value=str(points),
            vi=f"Bốc thăm: điểm cộng cho {vi}", en=f"Draw by lot: points for {en}",
            source=_DESIGN, standing="unverified", valid_from=ALWAYS,
        )
        for code, vi, en, points, _most in _RISKS
    ),
    *(
        Rule(
            code=f"inspections.draw_most_{code}", field="inspections", kind="count", value=str(most),
            vi=f"Bốc thăm: số lượng được tính nhiều nhất, {vi}", en=f"Draw by lot: the most that counts, {en}",
            source=_DESIGN, standing="unverified", valid_from=ALWAYS,
        )
        for code, vi, en, _points, most in _RISKS
    ),
    Rule(
        code="inspections.notice_within", field="inspections", kind="limit", value="5 working days",
        vi="Báo trước cho đơn vị được kiểm tra theo kế hoạch", en="Notice to a unit checked by plan",
        source=_PRACTICE, standing="unverified", valid_from=ALWAYS,
    ),
    Rule(
        code="inspections.self_report_within", field="inspections", kind="limit", value="2 working days",
        vi="Đơn vị được kiểm tra gửi báo cáo theo đề cương trước ngày kiểm tra",
        en="Report of the inspected unit before the day of the visit",
        source=_DESIGN, standing="unverified", valid_from=ALWAYS,
    ),
    *(
        Rule(
            code=f"inspections.{code}", field="inspections", kind="limit", value=value, vi=vi, en=en,
            source=_DESIGN, standing="unverified", valid_from=ALWAYS,
        )
        for code, value, vi, en in (
            ("on_site_within", "2 working days", "Kiểm tra tại đơn vị, cuộc có thông báo trước",
             "On site, where the visit was announced"),
            ("on_site_unannounced_within", "1 working days", "Kiểm tra tại đơn vị, cuộc không báo trước",
             "On site, where the visit was not announced"),
        )
    ),
)  # fmt: skip
INSPECTIONS_RULES += DRAW_RULES
