"""Chỉ tiêu của kiểm tra công vụ: remedies and explanations in time, visits concluded."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from congvu.domain.inspections.policy.after import EXPLANATION, REMEDY, VISIT
from congvu.insight.measures import Measure, register


def _rate(part: Q, whole: Q) -> Any:
    def compute(cases: QuerySet[Any], _as_of: datetime) -> tuple[int, int | None]:
        found = cases.order_by().aggregate(part=Count("pk", filter=part & whole), whole=Count("pk", filter=whole))
        return found["part"], found["whole"]

    return compute


def _count(condition: Q) -> Any:
    return lambda cases, _as_of: (cases.filter(condition).order_by().aggregate(n=Count("pk"))["n"], None)


_DONE = Q(closed_at__isnull=False, due_at__isnull=False)
_ENDED_ASKING = Q(outcome__in=("answered", "lapsed"))

for _name, _vi, _en, _unit, _whole, _direction, _caveat, _compute, _kind in (
    ("visits_concluded", "Cuộc kiểm tra đã kết luận", "Visits concluded", "cuộc", "", "none", "",
     _count(Q(phase__in=("concluded", "closed"))), VISIT),
    ("remedies_on_time_rate", "Tỷ lệ kiến nghị kiểm tra khắc phục đúng hạn", "Remedies in time", "%",
     "kiến nghị đã được xác nhận khắc phục", "up", "Tính theo thời điểm đơn vị báo cáo khắc phục.",
     _rate(Q(stopped_at__lte=F("due_at")), _DONE), REMEDY),
    ("explained_on_time_rate", "Tỷ lệ phát hiện kiểm tra được giải trình đúng hạn", "Findings explained in time", "%",
     "yêu cầu giải trình đã kết thúc (không tính yêu cầu đã rút)", "up", "",
     _rate(Q(outcome="answered", closed_at__lte=F("due_at")), _ENDED_ASKING), EXPLANATION),
):  # fmt: skip
    register(Measure(name=f"inspections.{_name}", label_vi=_vi, label_en=_en, unit=_unit, denominator=_whole,
                     direction=_direction, caveat=_caveat, compute=_compute, about=Q(kind=_kind)))  # fmt: skip
