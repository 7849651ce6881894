"""A small one-stop shop for tests: a commune with its centre, a department, one procedure of each sort.

    from tests.domain.onestop.shop import shop  # in a conftest.py: the fixture
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from congvu.domain.onestop.actions import receiving, routing
from congvu.domain.onestop.actions.applicants import Party
from congvu.domain.onestop.actions.receiving import Reception
from congvu.domain.onestop.models import Desk, Dossier
from congvu.domain.procedures.actions import announcing, contents, drafting
from congvu.domain.procedures.actions.drafting import Facts
from congvu.domain.procedures.models import Variant
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.org.models import Agency
from tests.domain.internal.conftest import may
from tests.domain.procedures.conftest import ANNOUNCE, DRAFT, FIRST, READ
from tests.kernel.accounts.cast import HANOI, make_agency, make_official
from tests.kernel.casework.office import Office, actor, office

__all__ = ["HANOI", "Shop", "at", "office", "shop"]

WORK = ("casework.case.read", "casework.case.act", "onestop.dossier.read", "onestop.dossier.settle",
        "documents.document.read", "procedures.procedure.read")  # fmt: skip
COUNTER = (*WORK, "onestop.dossier.receive", "onestop.report.read", "onestop.cash.close")
SIGN = (*WORK, "onestop.dossier.sign", "casework.request.decide", "onestop.report.read", "onestop.desk.edit")


def at(day: int, hour: int = 9, minute: int = 0, month: int = 11) -> datetime:
    """A moment of late 2026 in Viet Nam: Tuesday 24 November is a holiday, so days of the week before are used."""
    return datetime(2026, month, day, hour, minute, tzinfo=HANOI)


#: A Monday morning with a whole working week behind it.
MONDAY = at(9)


@dataclass
class Shop:
    """Units and people; `variants` by the sort of procedure."""

    office: Office
    ward: Agency
    desk: Desk
    clerk: Actor
    second_clerk: Actor
    specialist: Actor
    chairman: Actor
    department: Agency
    officer: Actor
    director: Actor
    stranger: Actor
    variants: dict[str, Variant] = field(default_factory=dict)

    def variant(self, sort: str) -> Variant:
        """The case of a procedure of that sort, announced when it is first asked for."""
        if sort not in self.variants:
            self.variants[sort] = announce(self, sort, **SORTS[sort])
        return self.variants[sort]

    def party(self, **given: Any) -> Party:
        """A citizen who does not exist."""
        return Party(**{"name": "Nguyễn Văn Minh Họa", "id_number": "001099000001", "phone": "0912345678",
                        "address": "Thôn 1, xã Minh Họa", **given})  # fmt: skip

    def reception(self, sort: str = "copy", **given: Any) -> Reception:
        """What is handed in, all papers complete."""
        return Reception(**{"variant_id": self.variant(sort).pk, "party": self.party(), **given})

    def receive(self, sort: str = "copy", now: datetime = MONDAY, **given: Any) -> Dossier:
        """A dossier received at the ward's desk."""
        return receiving.receive_dossier(
            actor=self.clerk, desk_id=self.ward_desk_id, reception=self.reception(sort, **given), now=now
        )

    @property
    def ward_desk_id(self) -> int:
        return self.desk.agency_id

    def forward(self, dossier: Dossier, who: Actor, now: datetime, **given: Any) -> Case:
        """Handed on to the next station."""
        return routing.forward(actor=who, case_id=dossier.case_id, now=now, **given)


@pytest.fixture
def shop(office: Office) -> Shop:
    """The shop, with nothing received yet."""
    top = office.vpubnd.parent
    assert top is not None
    ward = make_agency("minh-hoa", "Ủy ban nhân dân xã Minh Họa", top, kind="peoples_committee")
    centre = make_agency("minh-hoa-pvhcc", "Trung tâm Phục vụ hành chính công xã Minh Họa", ward, kind="service_centre")
    division = make_agency("minh-hoa-kt", "Phòng Kinh tế", ward, kind="division")
    Agency.objects.filter(pk__in=[ward.pk, centre.pk, division.pk]).update(level="commune")
    people = {
        "clerk": make_official("mot-cua-01", "Công chức Một cửa 01", centre, title="Công chức Một cửa"),
        "clerk2": make_official("mot-cua-02", "Công chức Một cửa 02", centre, title="Công chức Một cửa"),
        "spec": make_official("kt-cv-01", "Chuyên viên Kinh tế 01", division, title="Chuyên viên"),
        "chair": make_official("minh-hoa-ct", "Chủ tịch 01", ward, is_head=True, title="Chủ tịch"),
        "officer": make_official("stc-cv-09", "Chuyên viên Tài chính 09", office.stc, title="Chuyên viên"),
    }  # fmt: skip
    desk = Desk.objects.create(agency=centre, identifier="H99.18.05", serves=ward, short="TTPVHCC")
    found = Shop(
        office, ward, desk,
        clerk=actor("clerk", people["clerk"], [centre], head=False, can=COUNTER, everywhere=False),
        second_clerk=actor("clerk2", people["clerk2"], [centre], head=False, can=COUNTER, everywhere=False),
        specialist=actor("spec", people["spec"], [division, ward], head=False, can=WORK, everywhere=False),
        chairman=actor("chair", people["chair"], [ward, division, centre], head=True, can=SIGN, everywhere=False),
        department=office.stc,
        officer=actor("officer", people["officer"], [office.stc], head=False, can=WORK, everywhere=False),
        director=may(office.rival, *SIGN), stranger=office.stranger,
    )  # fmt: skip
    found.variant("copy")
    return found


#: A body whose silence is agreement.
SILENT = {"kind": "consult", "silence_agrees": True, "branch": "b"}
#: Sort → code, limit, stations as (name, who, post, time, kind), further settings of the case.
SORTS: dict[str, dict[str, Any]] = {
    "copy": {
        "code": "2.000908", "limit": "03 ngày làm việc", "fee": 10_000,
        "stations": (("Tiếp nhận", "desk", "Công chức Một cửa", "0,5 ngày", {}),
                     ("Thẩm định", "settling", "Chuyên viên", "2 ngày", {}),
                     ("Ký", "settling", "Chủ tịch", "4 giờ", {}),
                     ("Trả kết quả", "desk", "Công chức Một cửa", "", {"kind": "return"})),
    },
    "land": {
        "code": "1.012817", "limit": "05 ngày làm việc",
        "phases": (("Giai đoạn 1", "03 ngày làm việc"), ("Giai đoạn 2", "02 ngày làm việc")),
        "stations": (("Tiếp nhận", "desk", "Công chức Một cửa", "0,5 ngày", {}),
                     ("Thẩm định", "settling", "Chuyên viên", "2,5 ngày", {}),
                     ("Nộp nghĩa vụ tài chính", "settling", "Chuyên viên", "", {"kind": "payment"}),
                     ("Cấp giấy", "settling", "Chủ tịch", "2 ngày", {"phase": "2"}),
                     ("Trả kết quả", "desk", "Công chức Một cửa", "", {"kind": "return", "phase": "2"})),
    },
    "linked": {
        "code": "2.002755", "limit": "08 ngày làm việc",
        "stations": (("Tiếp nhận", "desk", "Công chức Một cửa", "1 ngày", {}),
                     ("Thẩm tra tại xã", "settling", "Chuyên viên", "3 ngày", {}),
                     ("Quyết định của sở", "named", "Chuyên viên", "4 ngày", {"agency_id": "stc"}),
                     ("Trả kết quả", "desk", "Công chức Một cửa", "", {"kind": "return"})),
    },
    "sameday": {
        "code": "1.001193", "limit": "8 working hours", "same_day": True,
        "stations": (("Tiếp nhận", "desk", "Công chức Một cửa", "2 giờ", {}),
                     ("Ký", "settling", "Chủ tịch", "6 giờ", {}),
                     ("Trả kết quả", "desk", "Công chức Một cửa", "", {"kind": "return"})),
    },
    "parallel": {
        "code": "1.009645", "limit": "06 ngày làm việc",
        "stations": (("Tiếp nhận", "desk", "Công chức Một cửa", "1 ngày", {}),
                     ("Ý kiến Sở Tài chính", "named", "Chuyên viên", "3 ngày", {"agency_id": "stc", "branch": "a"}),
                     ("Ý kiến Sở Nội vụ", "named", "Chuyên viên", "2 ngày", {**SILENT, "agency_id": "snv"}),
                     ("Tổng hợp, ký", "settling", "Chủ tịch", "2 ngày", {}),
                     ("Trả kết quả", "desk", "Công chức Một cửa", "", {"kind": "return"})),
    },
}  # fmt: skip


def announce(
    shop: Shop, sort: str, code: str, limit: str, stations: tuple[Any, ...], fee: int = 0, **more: Any
) -> Variant:
    """A procedure in force since January, settled by the ward."""
    office = shop.office
    drafter, announcer = may(office.chief, READ, DRAFT), may(office.desk, READ, ANNOUNCE)
    facts = Facts(
        name=f"Thủ tục minh họa {sort}", settled_at=more.pop("level", "commune"), settled_by="UBND cấp xã",
        subjects=("citizen",), sequence="Nộp hồ sơ\nNhận kết quả", ways="Trực tiếp, trực tuyến", online="full",
        boundary_free=True,
    )  # fmt: skip
    version = drafting.add_procedure(actor=drafter, agency_id=office.snv.pk, code=code, field="Hộ tịch", facts=facts,
                                     now=office.now)  # fmt: skip
    variant = version.variants.get()
    given: dict[str, Any] = {"actor": drafter, "variant_id": variant.pk, "now": office.now}
    contents.set_variant(limit=limit, **more, **given)
    for name in ("Đơn đề nghị", "Bản chính giấy tờ"):
        contents.add_paper(name=name, originals=1, **given)
    if fee:
        contents.add_fee(name="Lệ phí", amount=fee, **given)
    for name, who, post, time, rest in stations:
        named = {"agency_id": getattr(office, rest["agency_id"]).pk} if "agency_id" in rest else {}
        contents.add_station(name=name, who=who, post=post, time=time, **{**rest, **named}, **given)
    announcing.announce(actor=announcer, version_id=version.pk, decision="Quyết định số 12/QĐ-UBND",
                        announced_on=FIRST, from_on=FIRST, now=office.now)  # fmt: skip
    return Variant.objects.get(pk=variant.pk)
