"""Two systems that exchange documents: ours with a department, and the other end played by the tests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest

from congvu.face.connectors.actions import save_organ
from congvu.face.connectors.extract import DocumentMessage, Organisation, Parcel
from congvu.face.connectors.models import Organ
from congvu.kernel.accounts.policy import Actor
from tests.kernel.accounts.cast import Cast, cast, give  # noqa: F401  # the fixture

TEXT = "ỦY BAN NHÂN DÂN TỈNH\nVề việc báo cáo kết quả cải cách hành chính\n".encode()


@dataclass
class Axis:
    """Our department's identifier, the ministry's, and a message that would come from there."""

    ours: Organ
    theirs: Organ
    clerk: Actor

    def message(self, **changes: Any) -> DocumentMessage:
        """A document of the ministry for our department."""
        plain = DocumentMessage(
            sender=Organisation(organ_id="G09", name="Bộ Nội vụ"),
            receivers=(Organisation(organ_id="H99.07", name="Sở Xây dựng"),),
            document_id="G09,2026/11/20,512/BNV-CCHC", number="512", notation="BNV-CCHC",
            promulgated_on=date(2026, 11, 20), kind_name="Công văn", subject="V/v báo cáo cải cách hành chính quý IV",
            signer_position="Thứ trưởng", signer_name="Nguyễn Văn Minh", due_on=date(2026, 12, 5), priority="1",
            parcels=(Parcel(name="512.txt", content=TEXT, media_type="text/plain", content_id="a1"),),
        )  # fmt: skip
        return replace(plain, **changes)


@pytest.fixture
def axis(cast: Cast, now: datetime) -> Axis:  # noqa: F811
    system = Actor.system()
    ours = save_organ(actor=system, now=now, organ_id="h99.07", name="Sở Xây dựng", agency_id=cast.agency.pk)
    theirs = save_organ(actor=system, now=now, organ_id="G09", name="Bộ Nội vụ")
    give(cast.account("alice"), "clerk_records", cast.agency)
    return Axis(ours, theirs, cast.actor("alice"))
