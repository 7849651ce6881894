"""Quy chế làm việc: times for presenting, opinions, replies and answers to slips.

The Government's own regulation is known from a condensed text only (*unverified*); it binds the Government. A province
writes its own: it replaces these values by local choices, each with its day and its decision.
"""

from __future__ import annotations

from congvu.kernel.rules.shipped.limits import ND191, ND191_DAY
from congvu.kernel.rules.shipped.shapes import Rule, Source

_NOTE_VI = "Quy chế làm việc của Chính phủ; UBND tỉnh nhập quy định của mình thành lựa chọn của địa phương."
_NOTE_EN = "The Government's regulation; a province enters its own as a local choice."


def _rule(code: str, value: str, vi: str, en: str, kind: str = "limit") -> Rule:
    return Rule(
        code=f"regulation.{code}", field="regulation", kind=kind, value=value, vi=vi, en=en, source=Source(ND191),
        standing="unverified", valid_from=ND191_DAY, note_vi=_NOTE_VI, note_en=_NOTE_EN,
    )  # fmt: skip


REGULATION_RULES: tuple[Rule, ...] = (
    _rule("present_within", "5 working days", "Thời hạn Văn phòng trình hồ sơ, công việc thường xuyên",
          "Time for the Office to present ordinary papers"),
    _rule("present_projects_within", "3 working days", "Thời hạn Văn phòng trình đề án, báo cáo sau khi kiểm tra",
          "Time for the Office to present projects and reports after its check"),
    _rule("slip_answer_within", "3 working days", "Thời hạn lãnh đạo cho ý kiến vào phiếu trình",
          "Time for leaders to answer a slip"),
    _rule("opinion_least", "2 working days", "Thời hạn lấy ý kiến thành viên: ít nhất",
          "Window for members' opinions: at least"),
    _rule("opinion_most", "5 working days", "Thời hạn lấy ý kiến thành viên: nhiều nhất",
          "Window for members' opinions: at most"),
    _rule("reply_within", "5 working days", "Thời hạn các cơ quan trả lời nhau (từ 2 đến 5 ngày làm việc)",
          "Time for agencies to reply to each other (2 to 5 working days)"),
    _rule("summary_from_pages", "10", "Tờ trình dài hơn số trang này phải có bản tóm tắt",
          "Submissions longer than so many pages need a summary", "count"),
    _rule("summary_pages", "6", "Bản tóm tắt dài nhất (số trang)", "The longest summary (pages)", "count"),
    _rule("trip_report_within", "7 calendar days", "Thời hạn báo cáo kết quả chuyến đi công tác nước ngoài",
          "Time for the report on a trip abroad"),
)  # fmt: skip
