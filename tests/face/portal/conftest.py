"""What the public sees of a small office: one procedure published, others not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from congvu.domain.procedures.actions import announcing, contents, drafting
from congvu.domain.procedures.models import Version
from tests.domain.onestop.shop import shop
from tests.domain.procedures.conftest import FIRST, Desk, desk, facts, office
from tests.face.portal.counter import street

__all__ = ["desk", "office", "shop", "street"]


@dataclass
class Shelf:
    """The desk of the catalogue, and the published version of 2.000908."""

    desk: Desk
    version: Version

    def publish(self, code: str, name: str, field: str, *, publish: bool = True, **given: object) -> Version:
        """Another procedure, complete and announced; published unless told otherwise."""
        now = self.desk.office.now
        version = drafting.add_procedure(
            actor=self.desk.drafter, agency_id=self.desk.office.snv.pk, code=code, field=field,
            facts=facts(name=name, **given), now=now,
        )  # fmt: skip
        case = version.variants.get()
        contents.set_variant(actor=self.desk.drafter, variant_id=case.pk, limit="05 ngày làm việc", now=now)
        contents.add_paper(actor=self.desk.drafter, variant_id=case.pk, name="Tờ khai", originals=1, now=now)
        self.desk.announce(version=version)
        if publish:
            announcing.publish(actor=self.desk.announcer, version_id=version.pk, on=FIRST, now=now)
        return version

    def replace(self, from_on: date, *, publish: bool = True) -> Version:
        """A second version of 2.000908."""
        now = self.desk.office.now
        draft = drafting.begin_version(
            actor=self.desk.drafter, procedure_id=self.version.procedure_id, now=now
        )
        self.desk.announce(from_on, draft)
        if publish:
            announcing.publish(actor=self.desk.announcer, version_id=draft.pk, on=FIRST, now=now)
        return draft


@pytest.fixture
def shelf(desk: Desk) -> Shelf:
    desk.complete()
    desk.announce()
    announcing.publish(actor=desk.announcer, version_id=desk.version.pk, on=FIRST, now=desk.office.now)
    return Shelf(desk, desk.version)
