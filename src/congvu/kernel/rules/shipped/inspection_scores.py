"""Sau kiểm tra: times after a visit, points of findings, grades of units and what follows from them.

No published table of points was found and no national instrument sets the times: these are the defaults of a design,
to be replaced by the regulation of the province. A class whose range is wider than one number has a number inside it.
"""

from __future__ import annotations

from congvu.kernel.rules.shipped.limits import ALWAYS
from congvu.kernel.rules.shipped.shapes import Rule, Source

_DESIGN = Source("Mặc định thiết kế theo thông lệ các tỉnh (chưa có văn bản quy định)")
_GRADES = (("A", "A", "A"), ("B", "B", "B"), ("C", "C", "C"), ("D", "D", "D"))
_RATINGS = (
    ("excellent", "Hoàn thành xuất sắc nhiệm vụ", "Excellent"), ("good", "Hoàn thành tốt nhiệm vụ", "Good"),
    ("completed", "Hoàn thành nhiệm vụ", "Completed"), ("not_completed", "Không hoàn thành nhiệm vụ", "Not completed"),
)  # fmt: skip


def _row(code: str, kind: str, value: str, vi: str, en: str, choices: tuple[tuple[str, str, str], ...] = ()) -> Rule:
    return Rule(
        code=f"inspections.{code}", field="inspections", kind=kind, value=value, vi=vi, en=en, source=_DESIGN,
        standing="unverified", valid_from=ALWAYS, choices=choices,
    )  # fmt: skip


_CLASSES = (
    (0, "0.5", "nhắc nhở tại chỗ", "remark"), (1, "1.5", "nhẹ", "minor"), (2, "4", "trung bình", "medium"),
    (3, "10", "nghiêm trọng", "grave"), (4, "15", "rất nghiêm trọng", "very grave"),
)  # fmt: skip

INSPECTION_SCORE_RULES: tuple[Rule, ...] = (
    _row("explanation_within", "limit", "3 working days", "Thời hạn giải trình phát hiện kiểm tra",
         "Time to explain a finding"),
    _row("report_within", "limit", "10 working days", "Báo cáo kết quả kiểm tra sau ngày kiểm tra cuối cùng",
         "Result report after the last day of the visit"),
    _row("conclusion_within", "limit", "5 working days", "Thông báo kết luận sau báo cáo kết quả",
         "Notice of conclusion after the result report"),
    _row("remedy_within", "limit", "15 calendar days", "Báo cáo khắc phục sau kết luận",
         "Remedy report after the conclusion"),
    _row("remedy_verify_within", "limit", "5 working days", "Đoàn kiểm tra xác nhận báo cáo khắc phục",
         "The team verifies a remedy report"),
    _row("recheck_within", "limit", "90 calendar days", "Phúc tra đối với phát hiện nghiêm trọng sau kết luận",
         "Re-check of grave findings after the conclusion"),
    _row("recheck_reminder", "limit", "20 calendar days", "Nhắc đoàn kiểm tra trước hạn phúc tra",
         "The team is reminded before a re-check is due"),
    _row("resample_after_months", "count", "6", "Tái kiểm tra hiệu quả sau kết luận (số tháng)",
         "Effectiveness re-sampling after the conclusion (months)"),
    _row("resample_size", "count", "20", "Số hồ sơ của mẫu tái kiểm tra hiệu quả", "Cases in an effectiveness sample"),
    _row("resample_tolerated", "decimal", "0", "Tỷ lệ lỗi trong mẫu (%) vẫn coi là không tái diễn",
         "Share of faults in a sample (%) that still counts as not come back"),
    *(
        _row(f"points.{level}", "decimal", value, f"Điểm trừ mỗi phát hiện, mức {level} ({vi})",
             f"Points off for a finding of class {level} ({en})")
        for level, value, vi, en in _CLASSES
    ),
    _row("points_cap.0", "decimal", "3", "Điểm trừ nhiều nhất trong năm của mức 0 (nhắc nhở tại chỗ)",
         "Most points off in a year for class 0 (remarks)"),
    _row("repeat_factor", "decimal", "2", "Hệ số điểm trừ khi tái phạm nội dung còn kiến nghị chưa thực hiện",
         "Factor of points for a repeat of an open recommendation"),
    _row("praise_points", "decimal", "1", "Điểm cộng mỗi cách làm tốt được ghi nhận", "Points for a good practice"),
    _row("praise_cap", "decimal", "5", "Điểm cộng nhiều nhất trong năm", "Most points for good practice in a year"),
    *(
        _row(f"grade_floor.{name}", "decimal", value, f"Điểm kỷ luật thấp nhất để xếp loại {name}",
             f"Least score for grade {name}")
        for name, value in (("A", "90"), ("B", "80"), ("C", "65"))
    ),
    _row("grade_cap.3", "choice", "B", "Xếp loại cao nhất khi có phát hiện nghiêm trọng (mức 3)",
         "Best grade with a grave finding (class 3)", _GRADES),
    _row("grade_cap.4", "choice", "D", "Xếp loại cao nhất khi có phát hiện rất nghiêm trọng (mức 4)",
         "Best grade with a very grave finding (class 4)", _GRADES),
    _row("score_small", "count", "30", "Đơn vị có ít hơn số nội dung đã kiểm tra này không so sánh, xếp hạng",
         "Units with fewer checked items than this are not compared"),
    _row("emulation_grade", "choice", "B", "Xếp loại kỷ luật thấp nhất để đề nghị danh hiệu thi đua tập thể",
         "Least grade with which a collective may be proposed for a title", _GRADES),
    _row("rating_with_very_grave", "choice", "completed",
         "Mức xếp loại hoàn thành nhiệm vụ cao nhất của đơn vị có phát hiện rất nghiêm trọng (mức 4)",
         "Best yearly rating of a unit with a very grave finding (class 4)", _RATINGS),
    _row("rating_with_d", "choice", "completed",
         "Mức xếp loại hoàn thành nhiệm vụ cao nhất của đơn vị xếp loại kỷ luật D",
         "Best yearly rating of a unit with grade D", _RATINGS),
)  # fmt: skip
