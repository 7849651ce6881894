"""Danh mục thủ tục của tỉnh Lam Giang: drafted by the agencies, announced and mostly published by decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from congvu.demo.accounts import Crew
from congvu.demo.dates import office_day
from congvu.demo.organisation import Cast
from congvu.demo.procedures_of_lam_giang import PROCEDURES, Announced
from congvu.domain.procedures.actions import announcing, contents, drafting
from congvu.domain.procedures.actions.drafting import Facts
from congvu.domain.procedures.models import Variant
from congvu.kernel.accounts.policy import Actor

#: Who controls procedures for the province.
CONTROL = "snv-cv-02"
DECISION = "Quyết định số {number}/QĐ-UBND (minh họa)"
_WHO = {"d": "desk", "s": "settling", "a": "above"}


def announce_procedures(cast: Cast, crew: Crew, now: datetime) -> int:
    """Draft, announce and mostly publish the procedures; one has a draft of a shorter version. How many there are."""
    today = localdate(now)
    announced, begins = office_day(today, -120), office_day(today, -90)
    for number, one in enumerate(PROCEDURES, 1):
        variant = _draft(cast, crew.head(one.agency), one, now)
        version = announcing.announce(
            actor=crew.actor(CONTROL), version_id=variant.version_id, decision=DECISION.format(number=1800 + number),
            announced_on=announced, from_on=begins, now=now,
        )  # fmt: skip
        if one.published:
            announcing.publish(actor=crew.actor(CONTROL), version_id=version.pk, on=announced, now=now)
        if one.code == "1.001806":
            _shorten(crew.head(one.agency), version.procedure_id, now)
    return len(PROCEDURES)


def _draft(cast: Cast, head: Actor, one: Announced, now: datetime) -> Variant:
    version = drafting.add_procedure(
        actor=head, agency_id=cast.agency(one.agency).pk, code=one.code, field=one.field, now=now,
        facts=Facts(
            name=one.name, settled_at=one.level, settled_by=one.settled_by, subjects=one.subjects,
            sequence="Nộp hồ sơ tại nơi tiếp nhận thuận tiện hoặc trên Cổng Dịch vụ công quốc gia\n"
            "Nhận giấy tiếp nhận hồ sơ và hẹn trả kết quả\nNhận kết quả theo hẹn",
            ways="Trực tiếp, qua bưu chính công ích hoặc trực tuyến", online=one.online,
            online_reason=one.online_reason, boundary_free=one.boundary_free, interlinked=one.interlinked,
            legal_basis="Nghị định số 118/2025/NĐ-CP",
        ),
    )  # fmt: skip
    variant = version.variants.get()
    given: dict[str, Any] = {"actor": head, "variant_id": variant.pk, "now": now}
    contents.set_variant(limit=one.limit, limit_note=one.note, **given)
    for paper in one.papers:
        contents.add_paper(name=paper, originals=1, **given)
    if one.fee:
        contents.add_fee(name=one.fee[0], amount=one.fee[1], **given)
    group = contents.add_group(name=one.group[0], time=one.group[1], **given).code if one.group else ""
    for line in one.steps.splitlines():
        name, who, post, *time = (part.strip() for part in line.split(";"))
        shared = name.startswith("~")
        contents.add_station(
            name=name.removeprefix("~"), who=_WHO[who], post=post, group=group if shared else "",
            time=time[0] if time else "", **given,
        )  # fmt: skip
    return variant


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
