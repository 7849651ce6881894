"""The small office, whose Sở Nội vụ drafts procedures and whose Office announces them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from congvu.domain.procedures.actions import announcing, contents, drafting
from congvu.domain.procedures.actions.drafting import Facts
from congvu.domain.procedures.models import Variant, Version
from congvu.kernel.accounts.policy import Actor
from tests.domain.internal.conftest import may
from tests.kernel.casework.office import Office, office

__all__ = ["office"]

READ, DRAFT, ANNOUNCE = (
    "procedures.procedure.read", "procedures.procedure.draft", "procedures.procedure.announce",
)  # fmt: skip
FIRST = date(2026, 1, 5)


def facts(**given: Any) -> Facts:
    """Cấp bản sao from the original register, complete in every part."""
    return Facts(**{
        "name": "Cấp bản sao văn bằng từ sổ gốc", "settled_at": "province", "settled_by": "Sở Nội vụ",
        "subjects": ("citizen",), "sequence": "Nộp hồ sơ\nNhận kết quả", "ways": "Trực tiếp, trực tuyến",
        "online": "full", **given,
    })  # fmt: skip


@dataclass
class Desk:
    """Who drafts (the head of Sở Nội vụ) and who announces (the Office)."""

    office: Office
    drafter: Actor
    announcer: Actor
    version: Version

    @property
    def case(self) -> Variant:
        return self.version.variants.get()

    def paper(self, name: str = "Đơn đề nghị", **given: Any) -> None:
        contents.add_paper(
            actor=self.drafter, variant_id=self.case.pk, name=name, **{"originals": 1, **given}, now=self.office.now
        )

    def limit(self, words: str) -> None:
        contents.set_variant(actor=self.drafter, variant_id=self.case.pk, limit=words, now=self.office.now)

    def station(self, name: str, time: str = "", **given: Any) -> None:
        contents.add_station(
            actor=self.drafter, variant_id=self.case.pk, name=name, time=time, now=self.office.now, **given
        )

    def complete(self) -> None:
        """One paper, three days, three stations that come to them."""
        self.paper()
        self.limit("03 ngày làm việc")
        for name, time in (("Tiếp nhận", "0,5 ngày"), ("Thẩm định", "2 ngày"), ("Ký, trả kết quả", "4 giờ")):
            self.station(name, time)

    def announce(self, from_on: date = FIRST, version: Version | None = None, **given: Any) -> Version:
        return announcing.announce(
            actor=self.announcer, version_id=(version or self.version).pk,
            **{"decision": "Quyết định số 12/QĐ-UBND", "announced_on": FIRST, "from_on": from_on, **given},
            now=self.office.now,
        )  # fmt: skip


@pytest.fixture
def desk(office: Office) -> Desk:
    """A draft of 2.000908 with its facts, and nothing else yet."""
    drafter, announcer = may(office.chief, READ, DRAFT), may(office.desk, READ, ANNOUNCE)
    version = drafting.add_procedure(
        actor=drafter, agency_id=office.snv.pk, code="2.000908", field="Giáo dục và Đào tạo", facts=facts(),
        now=office.now,
    )  # fmt: skip
    return Desk(office, drafter, announcer, version)
