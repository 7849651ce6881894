"""Danh mục thủ tục của tỉnh Lam Giang: drafted by the agencies, announced and mostly published by decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from congvu.demo.accounts import Crew
from congvu.demo.announced import Announced, Case
from congvu.demo.dates import office_day
from congvu.demo.organisation import Cast
from congvu.demo.procedures_of_lam_giang import PROCEDURES
from congvu.domain.procedures.actions import announcing, contents, drafting
from congvu.domain.procedures.actions.drafting import Facts
from congvu.domain.procedures.models import Variant, Version
from congvu.kernel.accounts.policy import Actor

#: Who controls procedures for the province.
CONTROL = "snv-cv-02"
DECISION = "Quyết định số {number}/QĐ-UBND (minh họa)"
#: Where people are helped to file, by the level that settles.
SUPPORT = {
    "commune": "Bưu cục, điểm bưu điện – văn hóa xã\nĐiểm hỗ trợ dịch vụ công tại nhà văn hóa thôn, tổ dân phố\n"
    "Đại lý dịch vụ công trực tuyến trên địa bàn xã",
    "both": "Bưu cục, điểm bưu điện – văn hóa xã\nĐiểm hỗ trợ dịch vụ công tại nhà văn hóa thôn, tổ dân phố",
    "province": "Trung tâm Phục vụ hành chính công cấp xã nơi thuận tiện\nBưu cục của bưu chính công ích",
}
_WHO = {"d": "desk", "s": "settling", "a": "above"}


def announce_procedures(cast: Cast, crew: Crew, now: datetime) -> int:
    """Draft, announce and mostly publish the procedures; one has a draft of a shorter version. How many there are."""
    today = localdate(now)
    announced, begins = office_day(today, -120), office_day(today, -90)
    for number, one in enumerate(PROCEDURES, 1):
        drafted = _draft(cast, crew.head(one.agency), one, now)
        version = announcing.announce(
            actor=crew.actor(CONTROL), version_id=drafted.pk, decision=DECISION.format(number=1800 + number),
            announced_on=announced, from_on=begins, now=now,
        )  # fmt: skip
        if one.published:
            announcing.publish(actor=crew.actor(CONTROL), version_id=version.pk, on=announced, now=now)
        if one.code == "1.001806":
            _shorten(crew.head(one.agency), version.procedure_id, now)
    return len(PROCEDURES)


def _draft(cast: Cast, head: Actor, one: Announced, now: datetime) -> Version:
    version = drafting.add_procedure(
        actor=head, agency_id=cast.agency(one.agency).pk, code=one.code, field=one.field, now=now,
        facts=Facts(
            name=one.name, settled_at=one.level, settled_by=one.settled_by, subjects=one.subjects,
            sequence="Nộp hồ sơ tại nơi tiếp nhận thuận tiện hoặc trên Cổng Dịch vụ công quốc gia\n"
            "Nhận giấy tiếp nhận hồ sơ và hẹn trả kết quả\nNhận kết quả theo hẹn",
            ways="Trực tiếp, qua bưu chính công ích hoặc trực tuyến", online=one.online,
            support=SUPPORT.get(one.level, ""),
            online_reason=one.online_reason, boundary_free=one.boundary_free, interlinked=one.interlinked,
            legal_basis=one.basis,
        ),
    )  # fmt: skip
    first = version.variants.get()
    for place, case in enumerate(one.cases):
        variant = first
        if place:
            variant = contents.add_variant(actor=head, version_id=version.pk, name=case.name, now=now)
        _fill(cast, head, variant, one, case, now)
    return version


def _fill(cast: Cast, head: Actor, variant: Variant, one: Announced, case: Case, now: datetime) -> None:
    given: dict[str, Any] = {"actor": head, "variant_id": variant.pk, "now": now}
    contents.set_variant(
        name=case.name, limit=case.limit, limit_note=case.note, phases=case.phases, refusal_limit=case.refusal,
        extension_limit=case.extension, same_day=case.same_day, supplement_policy=case.supplement, **given,
    )  # fmt: skip
    for paper in (*one.papers, *case.papers):
        contents.add_paper(name=paper, originals=1, **given)
    if one.fee:
        contents.add_fee(name=one.fee[0], amount=one.fee[1], **given)
    group = contents.add_group(name=case.group[0], time=case.group[1], **given).code if case.group else ""
    codes: dict[str, str] = {}
    for step in case.read_steps():
        row = contents.add_station(
            name=step.name, who=step.who, agency_id=cast.agency(step.agency).pk if step.agency else None,
            post=step.post, group=group if step.shared else "", time=step.time, kind=step.kind, phase=step.phase,
            branch=step.branch, back_to=codes.get(step.back, ""), aside_limit=step.aside,
            silence_agrees=step.silence, **given,
        )  # fmt: skip
        codes[step.name] = row.code


def _shorten(head: Actor, procedure_id: int, now: datetime) -> None:
    """A review takes two days out of the specialist's time: a draft that waits for its announcement."""
    variant = drafting.begin_version(actor=head, procedure_id=procedure_id, now=now).variants.get()
    given: dict[str, Any] = {"actor": head, "variant_id": variant.pk, "now": now}
    place = next(row.position for row in variant.stations.all() if row.name == "Thẩm định")
    contents.remove_row(kind="station", position=place, **given)
    contents.add_station(name="Thẩm định", post="Chuyên viên", time="5 ngày", **given)
    last = variant.stations.count()
    for position in range(last, place, -1):
        contents.move_row(kind="station", position=position, up=True, **given)
    contents.set_variant(limit="8 working days", **given)
