"""Chỉ tiêu của chương trình công tác và nhật ký tham mưu, each with its denominator by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from congvu.domain.programme.queries.judged import judged_drafts
from congvu.domain.programme.queries.measuring import draft_counts, item_counts, question_counts
from congvu.domain.programme.queries.regulated import CHECKS
from congvu.insight.measures import Compute, Measure, register
from congvu.insight.regulation import Check
from congvu.insight.regulation import register as register_check

Counts = Callable[[QuerySet[Any], datetime], dict[str, int]]


def _count(counts: Counts, name: str) -> Compute:
    return lambda cases, as_of: (counts(cases, as_of)[name], None)


def _rate(counts: Counts, top: str, bottom: str) -> Compute:
    def compute(cases: QuerySet[Any], as_of: datetime) -> tuple[int, int | None]:
        found = counts(cases, as_of)
        return found[top], found[bottom]

    return compute


_DERIVED = "Suy ra từ nhật ký, không nhập tay."
_ITEMS, _DRAFTS = "mục", "dự thảo"

for _name, _vi, _en in (
    ("total", "Số mục trong chương trình công tác", "Items in the programme"),
    ("done", "Đã trình đúng hạn", "Done on time"),
    ("done_late", "Đã trình quá hạn", "Done late"),
    ("late", "Chưa trình, quá hạn", "Late"),
    ("moved", "Được điều chỉnh thời gian, đang thực hiện", "Moved, under way"),
    ("running", "Đang thực hiện", "Under way"),
    ("stopped", "Đưa ra khỏi chương trình", "Stopped"),
):
    register(
        Measure(
            name=f"programme.items.{_name}", label_vi=_vi, label_en=_en, unit=_ITEMS, denominator="",
            direction="none", caveat=_DERIVED, compute=_count(item_counts, _name),
        )
    )

for _name, _vi, _en, _top, _bottom, _words in (
    ("on_time_baseline_rate", "Tỷ lệ trình đúng hạn theo kế hoạch ban đầu", "On time by the baseline",
     "kept_baseline", "due_baseline", "mục đã trình hoặc đã đến hạn theo kế hoạch ban đầu"),
    ("on_time_rate", "Tỷ lệ trình đúng hạn theo thời gian hiện tại", "On time by the present date",
     "kept", "due", "mục đã trình hoặc đã đến hạn theo thời gian hiện tại"),
):  # fmt: skip
    register(
        Measure(
            name=f"programme.items.{_name}", label_vi=_vi, label_en=_en, unit="%", denominator=_words, direction="up",
            caveat="Không tính mục đã đưa ra khỏi chương trình.", compute=_rate(item_counts, _top, _bottom),
        )
    )

register(
    Measure(
        name="programme.drafts.finished", label_vi="Dự thảo đã ban hành", label_en="Drafts issued", unit=_DRAFTS,
        denominator="", direction="none", caveat=_DERIVED, compute=_count(draft_counts, "finished"),
    )
)
register(
    Measure(
        name="programme.drafts.median_rounds", label_vi="Số lần trình (trung vị)", label_en="Median of rounds",
        unit="lần", denominator="", direction="down",
        caveat="Trung vị của các dự thảo đã ban hành (n: programme.drafts.finished).",
        compute=_count(draft_counts, "median"),
    )
)
register(
    Measure(
        name="programme.drafts.first_round_rate", label_vi="Tỷ lệ dự thảo được chấp nhận ngay lần trình đầu",
        label_en="Accepted in the first round", unit="%", denominator="dự thảo đã ban hành", direction="up",
        caveat=_DERIVED, compute=_rate(draft_counts, "first", "finished"),
    )
)
register(
    Measure(
        name="programme.consultations.silent_rate", label_vi="Tỷ lệ lấy ý kiến không được trả lời",
        label_en="Consultations without an answer", unit="%", denominator="lượt lấy ý kiến cho dự thảo",
        direction="down", caveat=_DERIVED, compute=_rate(question_counts, "silent", "asked"),
    )
)
register(
    Measure(
        name="programme.consultations.late_rate", label_vi="Tỷ lệ lấy ý kiến trả lời chậm",
        label_en="Consultations answered late", unit="%", denominator="lượt lấy ý kiến cho dự thảo",
        direction="down", caveat="Tính cả câu hỏi còn mở đã quá hạn.",
        compute=_rate(question_counts, "late", "asked"),
    )
)

register_check(
    Check(
        name="drafts", rule="programme.check_within", label_vi="Kiểm tra dự thảo được trình",
        label_en="Judging submitted drafts", find=judged_drafts,
    )
)
for _check in CHECKS:
    register_check(_check)
