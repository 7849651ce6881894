"""Kiểm điểm trách nhiệm người đứng đầu ở tỉnh Lam Giang: heads of communes explain why dossiers hang."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from congvu.demo.accounts import Crew
from congvu.demo.dates import office_day, office_moment
from congvu.demo.organisation import Cast
from congvu.domain.conduct.actions import reviewing
from congvu.domain.conduct.models import FollowUp
from congvu.domain.conduct.queries.reviews import FACTORS
from congvu.kernel.casework.models import Case

#: The agency that asks, and who does it there.
KEEPER, REVIEWER = "snv", "snv-deputy-02"
#: The commune of the first review; further ones follow in the order of the province.
FIRST = "xa-an-khanh"
#: How far each review has come.
REVIEWS = ("asked", "opened", "answered", "concluded", "closed", "dropped")


def review_heads(cast: Cast, crew: Crew, now: datetime) -> int:
    """A review in every state, each of the head of another commune; returns their number."""
    communes = (FIRST, *(code for code in cast.communes if code != FIRST))
    for unit, until in zip(communes, REVIEWS, strict=False):
        _review(cast, crew, unit, until, now)
    return len(REVIEWS)


def _review(cast: Cast, crew: Crew, unit: str, until: str, now: datetime) -> None:
    """The head of a commune explains why dossiers hang."""
    actor, begin = crew.actor(REVIEWER), -6 if until in ("opened", "asked") else -25
    case = reviewing.open_review(
        actor=actor, keeper_id=cast.agency(KEEPER).pk, subject="head", agency_id=cast.agency(unit).pk,
        source="Kết luận số 12/KL-SNV (minh họa)", now=office_moment(now, begin),
        matter="Để nhiều hồ sơ đất đai quá hạn, chậm chấn chỉnh công chức tiếp nhận",
    )  # fmt: skip
    if until == "opened":
        return
    if until == "dropped":
        reviewing.drop_review(
            actor=actor, case_id=case.pk, ground="review_drop.no_responsibility",
            words="Hồ sơ quá hạn do sự cố hệ thống đã công bố", now=office_moment(now, begin + 4),
        )  # fmt: skip
        return
    reviewing.ask_explanation(
        actor=actor, case_id=case.pk, now=office_moment(now, begin + 3),
        words="Giải trình nguyên nhân, trách nhiệm và biện pháp khắc phục",
    )  # fmt: skip
    if until == "asked":
        return
    reviewing.explain(
        actor=crew.head(unit), case_id=case.pk, now=office_moment(now, begin + 6),
        words="Thiếu công chức địa chính; đã bố trí lại và tổ chức làm thêm giờ.",
    )  # fmt: skip
    if until != "answered":
        _conclude(crew, case, begin, until, now)


def _conclude(crew: Crew, case: Case, begin: int, until: str, now: datetime) -> None:
    """Joint responsibility, with something to do, which is done where the review is closed."""
    actor = crew.actor(REVIEWER)
    reviewing.conclude(
        actor=actor, case_id=case.pk, now=office_moment(now, begin + 10), responsibility="joint",
        factors=dict.fromkeys(FACTORS, "Đã xem xét trên cơ sở hồ sơ, giải trình (minh họa)"),
        result="Kiểm điểm rút kinh nghiệm trong tập thể",
        follow_ups=[("Giải quyết dứt điểm hồ sơ quá hạn", office_day(localdate(now), begin + 40))],
    )  # fmt: skip
    if until != "closed":
        return
    row = FollowUp.objects.get(review_id=case.pk)
    reviewing.follow_up_done(
        actor=actor, case_id=case.pk, follow_up_id=row.pk, words="Đã giải quyết xong", now=office_moment(now, -3)
    )
    reviewing.close_review(actor=actor, case_id=case.pk, now=office_moment(now, -2))
