"""The small office with a programme of 2027 open for registration, and who may do what in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest

from congvu.domain.programme.actions.drafts import open_draft
from congvu.domain.programme.actions.items import register_item
from congvu.domain.programme.actions.programmes import approve_programme, open_programme
from congvu.domain.programme.models import Draft, Item, Programme
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.documents.actions import store_upload
from congvu.kernel.documents.models import StoredFile
from tests.kernel.accounts.cast import HANOI
from tests.kernel.casework.office import Office, office

__all__ = ["HANOI", "office"]

KEEPS = ("programme.programme.read", "programme.programme.open", "programme.item.verify", "programme.item.import",
         "programme.draft.judge", "programme.journal.read", "documents.document.read")  # fmt: skip
UNIT = ("programme.programme.read", "programme.item.register", "programme.draft.write", "documents.document.read")
LEADS = (*KEEPS, "programme.programme.approve", "programme.change.consent", "casework.case.read",
         "casework.request.decide")  # fmt: skip


def may(actor: Actor, *permissions: str, everywhere: bool = False) -> Actor:
    """The actor with these permissions besides: in the scope he has, or everywhere."""
    scope = None if everywhere else next(iter(actor.grants.values()))
    return replace(actor, grants={**actor.grants, **dict.fromkeys(permissions, scope)})


@dataclass
class Staff:
    """The office as the programme room knows it. `at` is the moment the next act happens."""

    office: Office
    desk: Actor
    leader: Actor
    chief: Actor
    an: Actor
    rival: Actor
    programme: Programme
    at: datetime

    def register(self, title: str = "Đề án số hóa hồ sơ", submit_on: date = date(2027, 6, 19), **more: Any) -> Case:
        """An item of Sở Nội vụ."""
        given: dict[str, Any] = {
            "actor": self.chief, "nature": "project", "drafters": [self.office.snv.pk], "now": self.at, **more,
        }  # fmt: skip
        return register_item(programme_id=self.programme.pk, title=title, submit_on=submit_on, **given)

    def admitted(self, **more: Any) -> Case:
        """An item in the approved programme."""
        case = self.register(**more)
        approve_programme(actor=self.leader, programme_id=self.programme.pk, now=self.at)
        case.refresh_from_db()
        return case

    def item(self, case: Case) -> Item:
        """The item behind a case, as the database has it now."""
        return Item.objects.select_related("case", "programme").get(case=case)

    def draft(self, **more: Any) -> Case:
        """A draft by An of Sở Nội vụ for the Office, due in two weeks."""
        given: dict[str, Any] = {
            "actor": self.an, "title": "Kế hoạch kiểm tra công vụ", "document_kind": "ke_hoach",
            "agency_id": self.office.snv.pk, "to_agency_id": self.office.vpubnd.pk, "drafter_id": self.an.official_id,
            "requested_on": date(2026, 9, 28), "due_on": date(2026, 10, 15), "now": self.at, **more,
        }  # fmt: skip
        return open_draft(**given)

    def paper(self, text: str) -> StoredFile:
        """A text file in the store."""
        return store_upload(actor=self.desk, name="du-thao.txt", content=text.encode(), now=self.at)


def draft_of(case: Case) -> Draft:
    """The draft behind a case."""
    return Draft.objects.get(case=case)


@pytest.fixture
def staff(office: Office) -> Staff:
    """On 1 October 2026 the Office opens the programme of 2027; units register before 15 November."""
    at = datetime(2026, 10, 1, 8, 30, tzinfo=HANOI)
    desk = may(office.desk, *KEEPS, everywhere=True)
    programme = open_programme(actor=desk, agency_id=office.vpubnd.pk, year=2027, now=at)
    leader = may(replace(office.second_desk, grants={}), *LEADS, everywhere=True)
    return Staff(
        office, desk, leader, may(office.chief, *UNIT), may(office.an, *UNIT), may(office.rival, *UNIT), programme, at
    )
