"""Chỉ tiêu của Một cửa: received, settled in time by the minute and by the day, time used, online, apologies, requests.

A dossier counts as settled when it has a result (granted or refused); what was withdrawn, not accepted or never
completed has none.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate

from congvu.core.working_time import HANOI
from congvu.domain.onestop.policy.codes import DOSSIER
from congvu.domain.onestop.queries import risk
from congvu.domain.onestop.queries.time_used import spread_of
from congvu.insight.measures import Measure, register

ABOUT = Q(kind=DOSSIER)
SETTLED = Q(dossier__granted__isnull=False)
PROMISED = SETTLED & Q(due_at__isnull=False)
RECEIVED = Q(dossier__received_at__isnull=False)
ONLINE = Q(dossier__channel="online")
_ANSWERED = ONLINE & Q(dossier__answer_by__isnull=False) & (RECEIVED | Q(phase="not_accepted"))
_IN_TIME = Q(dossier__received_at__lte=F("dossier__answer_by")) | Q(
    phase="not_accepted", closed_at__lte=F("dossier__answer_by")
)
Condition = Callable[[datetime], Q]


def _counted(cases: QuerySet[Any], condition: Q) -> int:
    return int(cases.filter(condition).order_by().aggregate(n=Count("pk"))["n"])


def _count(condition: Condition) -> Any:
    return lambda cases, as_of: (_counted(cases, condition(as_of)), None)


def _rate(part: Condition, whole: Q) -> Any:
    def compute(cases: QuerySet[Any], as_of: datetime) -> tuple[int, int | None]:
        found = cases.order_by().aggregate(
            part=Count("pk", filter=whole & part(as_of)), whole=Count("pk", filter=whole)
        )
        return found["part"], found["whole"]

    return compute


def _by_day(cases: QuerySet[Any], _as_of: datetime) -> tuple[int, int | None]:
    days = cases.filter(PROMISED).order_by().annotate(
        settled_on=TruncDate("dossier__settled_at", tzinfo=HANOI), due_on=TruncDate("due_at", tzinfo=HANOI)
    )
    found = days.aggregate(part=Count("pk", filter=Q(settled_on__lte=F("due_on"))), whole=Count("pk"))
    return found["part"], found["whole"]


def _add(
    name: str, vi: str, en: str, compute: Any, *, unit: str = "hồ sơ", denominator: str = "", direction: str = "none",
    caveat: str = "",
) -> None:
    register(
        Measure(name=f"onestop.{name}", label_vi=vi, label_en=en, unit=unit, denominator=denominator,
                direction=direction, caveat=caveat, compute=compute, about=ABOUT)
    )  # fmt: skip


_PAUSED = "Không tính thời gian chờ người nộp bổ sung giấy tờ hoặc nộp tiền."

_add("received", "Hồ sơ đã tiếp nhận", "Dossiers received", _count(lambda _at: RECEIVED))
_add("settled", "Hồ sơ đã giải quyết", "Dossiers settled", _count(lambda _at: SETTLED))
_add("on_time_rate", "Tỷ lệ giải quyết đúng hạn (theo giờ hẹn)", "Settled on time, by the minute",
     _rate(lambda _at: Q(dossier__settled_at__lte=F("due_at")), PROMISED), unit="%",
     denominator="hồ sơ đã giải quyết có hẹn trả", direction="up")
_add("on_time_by_day_rate", "Tỷ lệ giải quyết đúng hạn (theo ngày hẹn)", "Settled on time, by the day", _by_day,
     unit="%", denominator="hồ sơ đã giải quyết có hẹn trả", direction="up",
     caveat="Trả trong ngày hẹn, dù sau giờ hẹn, vẫn tính là đúng hạn.")
_add("on_time_first_rate", "Tỷ lệ giải quyết đúng hạn (hẹn lần đầu)", "Settled on time, first promise",
     _rate(lambda _at: Q(dossier__settled_at__lte=F("first_due_at")), PROMISED), unit="%",
     denominator="hồ sơ đã giải quyết có hẹn trả", direction="up")
_add("median_used", "Thời gian giải quyết trung vị", "Median of the time used",
     lambda cases, _at: (spread_of(cases).median or 0, None), unit="phút làm việc", direction="down", caveat=_PAUSED)
_add("p90_used", "Thời gian giải quyết, bách phân vị 90", "90th percentile of the time used",
     lambda cases, _at: (spread_of(cases).p90 or 0, None), unit="phút làm việc", direction="down", caveat=_PAUSED)
_add("measured", "Số hồ sơ đo thời gian giải quyết (n)", "Dossiers whose time is measured (n)",
     _count(lambda _at: SETTLED))
_add("online_rate", "Tỷ lệ hồ sơ nộp trực tuyến", "Share online", _rate(lambda _at: ONLINE, RECEIVED), unit="%",
     denominator="hồ sơ đã tiếp nhận", direction="up")
_add("late", "Hồ sơ trễ hạn chưa có kết quả", "Late, no result yet", _count(risk.late), direction="down")
_add("late_without_apology", "Hồ sơ trễ hạn chưa xin lỗi", "Late without an apology", _count(risk.without_apology),
     direction="down")
_add("asked_twice", "Hồ sơ bị yêu cầu bổ sung quá 1 lần", "Asked for papers more than once",
     _count(lambda _at: risk.asked_twice()), direction="down",
     caveat="Bộ chỉ số quốc gia tính các hồ sơ này là quá hạn.")
_add("answered_in_time_rate", "Tỷ lệ hồ sơ trực tuyến được trả lời đúng hạn (8 giờ làm việc)",
     "Online submissions answered in time", _rate(lambda _at: _IN_TIME, _ANSWERED), unit="%",
     denominator="hồ sơ trực tuyến đã tiếp nhận hoặc từ chối", direction="up",
     caveat="Hồ sơ được yêu cầu bổ sung trước khi tiếp nhận tính từ lần nộp bổ sung.")
