"""Tỉnh Lam Giang: who decides what, how long others are asked and what their silence means. Made up, and said so."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localdate

from congvu.core.refusals import Refusal
from congvu.demo.dates import office_day
from congvu.demo.organisation import Cast
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.competence import lay_down_competence, lay_down_term
from congvu.kernel.casework.actions.referring import refer_upward
from congvu.kernel.casework.models import Case
from congvu.kernel.org import queries as org
from congvu.kernel.org.actions import delegate
from congvu.kernel.rules import queries as rules

REGULATION = "Quy chế làm việc của UBND tỉnh Lam Giang (minh họa)"
#: matter, in words, tier, post, article
MATRIX = (
    ("dau-tu-cong.dieu-chinh", "Điều chỉnh kế hoạch vốn đầu tư công giữa các chủ đầu tư", "province",
     "Chủ tịch UBND tỉnh", "Điều 12 khoản 2"),
    ("to-chuc.bien-che", "Giao, điều chỉnh biên chế của cơ quan, đơn vị", "province", "Chủ tịch UBND tỉnh",
     "Điều 14 khoản 1"),
    ("thu-tuc.cong-bo", "Công bố thủ tục hành chính nội bộ", "province", "Chủ tịch UBND tỉnh", "Điều 16"),
    ("nhan-su.dieu-dong", "Điều động, phân công công chức trong nội bộ sở", "department", "Giám đốc sở",
     "Điều 21 khoản 3"),
    ("tiep-dan.xa", "Giải quyết kiến nghị thuộc địa bàn xã, phường", "commune", "Chủ tịch UBND cấp xã", "Điều 25"),
)  # fmt: skip
#: matter, in words, window, what silence means, article
TERMS = (
    ("du-thao.van-ban", "Góp ý dự thảo văn bản chỉ đạo, điều hành", "5 working days", "consent", "Điều 31 khoản 2"),
    ("so-lieu.tong-hop", "Cung cấp số liệu để tổng hợp", "3 working days", "no_opinion", "Điều 31 khoản 3"),
    ("chuyen-mon.tham-gia", "Tham gia ý kiến chuyên môn sâu", "7 working days", "escalates", "Điều 32"),
)  # fmt: skip
SINCE = date(2021, 7, 1)


def lay_down_authority(at: datetime) -> None:
    """The province's matrix and its rules of consultation, entered when the system was taken over."""
    system = Actor.system()
    for matter, label, tier, post, article in MATRIX:
        lay_down_competence(
            actor=system, matter=matter, label=label, tier=tier, post=post, article=article, instrument=REGULATION,
            standing="local", valid_from=SINCE, now=at,
        )  # fmt: skip
    for matter, label, window, silence, article in TERMS:
        lay_down_term(
            actor=system, matter=matter, label=label, window=window, silence=silence, article=article,
            instrument=REGULATION, standing="local", valid_from=SINCE, now=at,
        )  # fmt: skip


def matter_asked(code: str) -> str:
    """What a consultation in this case is about: most often a draft; now and then figures, or a hard question."""
    return (*(TERMS[0][0],) * 3, TERMS[1][0], "", TERMS[2][0])[int(code.rpartition("-")[2]) % 6]


def refer_some(heads: dict[str, Actor], now: datetime, count: int = 2) -> int:
    """A few running tasks of departments are put before the Chairman with their article; returns how many."""
    (ground, *_more) = rules.grounds("referral", now.date())
    done = 0
    for unit, head in heads.items():
        agency = org.agency_by_code(unit)
        held = Case.objects.filter(
            holder_agency_id=agency.pk, closed_at=None, stopped_at=None, transfer_agency=None, asking="",
            confidentiality="internal", due_at__gt=now,
        ).order_by("pk")  # fmt: skip
        for case in held[:3]:
            try:
                refer_upward(
                    actor=head, case_id=case.pk, matter=MATRIX[done % 3][0], ground=ground.code, now=now,
                    words="Nội dung vượt thẩm quyền của Sở, đề nghị Chủ tịch UBND tỉnh xem xét, quyết định.",
                )  # fmt: skip
            except Refusal:
                continue
            done += 1
            break
        if done == count:
            break
    return done


def delegate_some(cast: Cast, now: datetime) -> None:
    """A director lets his deputy sign for him in one field, until the end of next month or so."""
    today = localdate(now)
    delegate(
        actor=Actor.system(), from_official=cast.official("snv-head"), to_official=cast.official("snv-deputy-01"),
        scope="Ký văn bản về kiểm tra công vụ", basis="Giấy ủy quyền số 14/GUQ-SNV",
        from_on=office_day(today, -6), to_on=office_day(today, 40), now=now,
    )  # fmt: skip
