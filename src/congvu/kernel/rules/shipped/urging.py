"""Đôn đốc, nhắc việc: when people are reminded, when a second urging needs a reason, when the level above is told.

No instrument fixes these numbers for a province; its working regulation may. All are defaults of ours that the
province replaces by its own choice.
"""

from __future__ import annotations

from congvu.kernel.rules.shipped.limits import ALWAYS, OURS
from congvu.kernel.rules.shipped.shapes import Ground, Rule, Source

REGULATION = Source("Quy chế làm việc của UBND tỉnh (từng tỉnh ban hành)")


def _rule(code: str, kind: str, value: str, vi: str, en: str, note_vi: str = "", note_en: str = "") -> Rule:
    return Rule(
        code=f"casework.{code}", field="casework", kind=kind, value=value, vi=vi, en=en, source=OURS,
        standing="local", valid_from=ALWAYS, note_vi=note_vi, note_en=note_en,
    )  # fmt: skip


URGING_RULES: tuple[Rule, ...] = (
    _rule(
        "reminder_shares", "shares", "0.5 0.8", "Nhắc việc khi đã dùng hết phần thời hạn (còn 50 %, còn 20 %)",
        "Reminders when this share of the time is used up (50 % left, 20 % left)",
    ),
    _rule(
        "reminder_before", "limit", "2 working days", "Nhắc việc trước hạn", "Reminder this long before the deadline"
    ),
    _rule(
        "reminder_overdue_every", "limit", "2 working days", "Nhắc việc quá hạn, cứ sau mỗi khoảng thời gian",
        "Overdue work is reminded of again after each", "Chỉ tính theo ngày làm việc.", "Working days only.",
    ),
    _rule(
        "urge_again_after", "limit", "8 working hours",
        "Đôn đốc lại cùng một việc trong khoảng thời gian này phải nêu lý do",
        "Urging the same case again within this time needs a reason",
    ),
    _rule(
        "escalate_to_head_after", "limit", "2 working days",
        "Đã nhắc việc quá hạn hoặc đôn đốc mà không xử lý thì báo thủ trưởng đơn vị sau",
        "Overdue or urged, reminded, and nothing done: the head of the unit is told after",
    ),
    _rule(
        "escalate_above_after", "limit", "3 working days",
        "Đã báo thủ trưởng đơn vị mà vẫn không xử lý thì báo cơ quan giao việc sau",
        "The head was told and still nothing done: the office that ordered the work is told after",
    ),
    _rule("mail_from", "clock", "07:00", "Giờ bắt đầu được gửi thư điện tử", "E-mails are sent from this hour"),
    _rule("mail_until", "clock", "18:00", "Giờ thôi gửi thư điện tử", "E-mails are sent until this hour"),
    _rule("digest_at", "clock", "07:15", "Giờ gửi bản tin sáng", "When the morning digest is sent"),
)


def _reason(code: str, vi: str, en: str) -> Ground:
    return Ground(
        code=f"urging.{code}", act="urging", vi=vi, en=en, source=REGULATION, standing="local", valid_from=ALWAYS
    )


URGING_GROUNDS: tuple[Ground, ...] = (
    _reason("overdue", "Đã quá hạn mà chưa báo cáo kết quả", "Past due and no result reported"),
    _reason("due_soon", "Sắp đến hạn", "Due soon"),
    _reason("no_progress", "Chưa cập nhật tình hình thực hiện", "No progress reported"),
    _reason("not_taken_up", "Chưa tiếp nhận nhiệm vụ", "Not taken up yet"),
    _reason("returned", "Đã bị trả lại mà chưa làm lại", "Returned and not done again"),
    _reason("higher_request", "Cấp trên yêu cầu báo cáo", "The level above asks for a report"),
    _reason("periodic_review", "Theo kết quả rà soát định kỳ", "Found in a periodic review"),
)
