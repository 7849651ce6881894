"""Chỉ tiêu theo dõi nhiệm vụ: counts and rates of tasks, each with its denominator by name.

The two rates of the Government's report of 2017 (1270/BC-TCTTTg) have *tasks that fell due* as denominator: those
completed plus those overdue. Quảng Nam's report of 2020 counts over *all assigned*. Both are declared; a report
chooses by name and rounds by name.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from congvu.domain.directives.queries.statistics import COUNTED_KIND, counts
from congvu.insight.measures import Measure, register


def _count(name: str, due: str = "due_at") -> Any:
    return lambda cases, as_of: (counts(cases, as_of, due)[name], None)


def _rate(top: str, bottom: tuple[str, ...], due: str = "due_at") -> Any:
    def compute(cases: QuerySet[Any], as_of: datetime) -> tuple[int, int | None]:
        found = counts(cases, as_of, due)
        return found[top], sum(found[name] for name in bottom)

    return compute


_FELL_DUE = "nhiệm vụ đến hạn (đã hoàn thành + quá hạn chưa hoàn thành)"
_RETURNED = "Nhiệm vụ bị trả lại tính là chưa hoàn thành."

for _name, _vi, _en in (
    ("total", "Tổng số nhiệm vụ giao", "Tasks assigned"),
    ("completed", "Đã hoàn thành", "Completed"),
    ("on_time", "Hoàn thành đúng hạn", "Completed on time"),
    ("late", "Hoàn thành quá hạn", "Completed late"),
    ("open", "Chưa hoàn thành", "Not completed"),
    ("in_time", "Chưa hoàn thành, trong hạn", "Not completed, in time"),
    ("overdue", "Chưa hoàn thành, quá hạn", "Not completed, overdue"),
    ("returned", "Bị trả lại", "Returned"),
    ("waiting", "Đã báo cáo, chờ xác nhận", "Reported, waiting for verification"),
    ("extended", "Được gia hạn", "Extended"),
):
    register(
        Measure(
            name=f"directives.tasks.{_name}", label_vi=_vi, label_en=_en, unit="nhiệm vụ", denominator="",
            direction="none", caveat=_RETURNED, compute=_count(_name),
            about=Q(kind=COUNTED_KIND),
        )
    )

for _name, _vi, _en in (
    ("on_time", "Hoàn thành đúng hạn (hạn ban đầu)", "Completed on time, first promise"),
    ("late", "Hoàn thành quá hạn (hạn ban đầu)", "Completed late, first promise"),
    ("in_time", "Chưa hoàn thành, trong hạn (hạn ban đầu)", "Not completed, in time, first promise"),
    ("overdue", "Chưa hoàn thành, quá hạn (hạn ban đầu)", "Not completed, overdue, first promise"),
):
    register(
        Measure(
            name=f"directives.tasks.{_name}_first", label_vi=_vi, label_en=_en, unit="nhiệm vụ", denominator="",
            direction="none", caveat=_RETURNED, compute=_count(_name, "first_due_at"),
        )
    )

for _name, _vi, _en, _top, _bottom, _words, _direction, _due in (
    ("due_completed_rate", "Tỷ lệ nhiệm vụ đến hạn đã hoàn thành", "Due tasks completed", "completed",
     ("completed", "overdue"), _FELL_DUE, "up", "due_at"),
    ("due_overdue_rate", "Tỷ lệ nhiệm vụ đến hạn quá hạn chưa hoàn thành", "Due tasks overdue", "overdue",
     ("completed", "overdue"), _FELL_DUE, "down", "due_at"),
    ("completed_rate", "Tỷ lệ hoàn thành trên tổng số", "Completed of all assigned", "completed", ("total",),
     "tổng số nhiệm vụ giao", "up", "due_at"),
    ("on_time_rate", "Tỷ lệ đúng hạn (hạn hiện tại)", "On time, current promise", "on_time", ("completed",),
     "nhiệm vụ đã hoàn thành", "up", "due_at"),
    ("due_completed_first_rate", "Tỷ lệ nhiệm vụ đến hạn đã hoàn thành (hạn ban đầu)",
     "Due tasks completed, first promise", "completed", ("completed", "overdue"), _FELL_DUE, "up", "first_due_at"),
    ("due_overdue_first_rate", "Tỷ lệ nhiệm vụ đến hạn quá hạn chưa hoàn thành (hạn ban đầu)",
     "Due tasks overdue, first promise", "overdue", ("completed", "overdue"), _FELL_DUE, "down", "first_due_at"),
    ("on_time_first_rate", "Tỷ lệ đúng hạn (hạn ban đầu)", "On time, first promise", "on_time", ("completed",),
     "nhiệm vụ đã hoàn thành", "up", "first_due_at"),
):  # fmt: skip
    register(
        Measure(
            name=f"directives.tasks.{_name}", label_vi=_vi, label_en=_en, unit="%", denominator=_words,
            direction=_direction, caveat=_RETURNED,
            compute=_rate(_top, _bottom, _due), about=Q(kind=COUNTED_KIND),
        )
    )
