"""Sau kiểm tra: codes of kinds and phases, permissions, and the words their acts leave in the journal."""

from __future__ import annotations

from congvu.domain.inspections.policy.visits import KIND as VISIT
from congvu.domain.inspections.policy.visits import ON_SITE, REPORTED, SIGNED

EXPLANATION, REMEDY = "inspection_explanation", "inspection_remedy"

#: While findings are told, answered and considered.
OPEN_PHASES = (ON_SITE, SIGNED, REPORTED)
#: Phases of an explanation and of a remedy.
ASKED, SILENT, ANSWERED, LAPSED, WITHDRAWN = "asked", "silent", "answered", "lapsed", "withdrawn"
ASSIGNED, REMEDIED, VERIFIED = "assigned", "reported", "verified"

CONDUCT, READ, ANSWER = "inspections.visit.conduct", "inspections.visit.read", "inspections.finding.answer"
SIGN, SCORES = "inspections.conclusion.sign", "inspections.score.read"

#: What stands in the journal of a visit about its findings and what followed, beside its moves: verb → (vi, en).
VISIT_VERBS = {
    "visit.phone_given_up": ("Không chờ bản ghi trên một máy", "Records of a phone not waited for"),
    "visit.supplement_opened": ("Mở phụ lục biên bản", "Supplement to the minutes opened"),
    "visit.supplement_signed": ("Hoàn tất phụ lục biên bản", "Supplement to the minutes completed"),
    "visit.finding_written": ("Ghi phát hiện", "Finding written"),
    "visit.finding_changed": ("Sửa phát hiện (dự thảo)", "Draft finding changed"),
    "visit.finding_noticed": ("Thông báo phát hiện, yêu cầu giải trình", "Told of a finding, explanation asked"),
    "visit.finding_answered": ("Đã giải trình phát hiện", "Finding explained"),
    "visit.finding_silent": ("Hết hạn giải trình, không có trả lời", "Time to explain is over, no answer"),
    "visit.finding_considered": ("Xem xét giải trình", "Explanation considered"),
    "visit.finding_final": ("Chốt phát hiện", "Finding made final"),
    "visit.finding_dropped": ("Không giữ phát hiện", "Finding dropped"),
    "visit.conclusion_published": ("Công khai kết luận", "Conclusion published"),
    "visit.publication_change_asked": ("Đề nghị đính chính, gỡ công khai", "Change of publication asked for"),
    "visit.publication_corrected": ("Đính chính nội dung công khai", "Publication corrected"),
    "visit.publication_removed": ("Gỡ công khai kết luận", "Publication taken back"),
    "visit.publication_kept": ("Không duyệt đề nghị gỡ, đính chính", "Publication left as it was"),
    "visit.recommended": ("Kiến nghị khắc phục", "Remedy recommended"),
    "visit.remedies_named": ("Chọn kiến nghị để phúc tra", "Remedies named for the re-check"),
    "visit.recheck_due": ("Sắp đến hạn phúc tra", "Re-check falls due"),
    "visit.recheck_made": ("Lập cuộc phúc tra", "Re-check made"),
    "visit.resample_drawn": ("Rút mẫu tái kiểm tra hiệu quả", "Effectiveness sample drawn"),
    "visit.resampled": ("Ghi kết quả tái kiểm tra hiệu quả", "Effectiveness sample done"),
}
EXPLANATION_VERBS = {"explanation.asked": ("Yêu cầu giải trình", "Explanation asked for")}
REMEDY_VERBS = {"remedy.assigned": ("Giao khắc phục kiến nghị", "Remedy assigned")}

__all__ = [
    "ANSWER", "ANSWERED", "ASKED", "ASSIGNED", "CONDUCT", "EXPLANATION", "EXPLANATION_VERBS", "LAPSED", "ON_SITE",
    "OPEN_PHASES", "READ", "REMEDIED", "REMEDY", "REMEDY_VERBS", "REPORTED", "SCORES", "SIGN", "SIGNED", "SILENT",
    "VERIFIED", "VISIT", "VISIT_VERBS", "WITHDRAWN",
]
