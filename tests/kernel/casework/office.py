"""A small office for tests of casework: the Office that orders, two departments, one division, six people.

    from tests.kernel.casework.office import office  # in a conftest.py: the fixture

`office.desk` orders and verifies; `office.chief` heads Sở Nội vụ, `office.an` works there, `office.binh` in its
division; `office.rival` heads Sở Tài chính; `office.stranger` may do nothing but sign in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from congvu.core.text import skey
from congvu.core.working_time import FixedDate
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, ClockDraft, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.org.models import Agency
from tests.kernel.accounts.cast import make_agency, make_official

DESK = (
    "casework.case.read",
    "casework.case.act",
    "casework.case.assign",
    "casework.request.decide",
    "directives.task.verify",
    "directives.directive.read",
    "directives.directive.register",
    "directives.directive.review",
    "directives.directive.issue",
    "documents.document.register",
    "documents.document.read",
    "documents.file.store",
    "casework.case.read_restricted",
    "directives.task.import",
    "casework.case.urge",
)
WORK = ("casework.case.read", "casework.case.act", "directives.directive.read", "documents.file.store")
HEAD = ("casework.request.decide", "directives.task.verify", "casework.case.urge")


@dataclass
class Office:
    """Units and people of the little office."""

    vpubnd: Agency
    snv: Agency
    division: Agency
    stc: Agency
    desk: Actor
    second_desk: Actor
    chief: Actor
    an: Actor
    binh: Actor
    rival: Actor
    stranger: Actor
    now: datetime

    def case(self, **given: Any) -> Case:
        """A task of Sở Nội vụ ordered by the Office, offered and not accepted yet, due on 15 December 2026."""
        return open_case(self, **given)


def pk_of(one: Actor) -> int:
    """The id of the official the actor is."""
    assert one.official_id is not None
    return one.official_id


def actor(
    name: str, official: object, agencies: list[Agency], *, head: bool, can: tuple[str, ...], everywhere: bool
) -> Actor:
    """An actor by hand, as the policy would build it."""
    scope = None if everywhere else frozenset(unit.pk for unit in agencies)
    official_id = official.pk if official is not None else None  # type: ignore[attr-defined]  # an Official
    return Actor(
        account_id=None, login=name, official_id=official_id, name=name,
        agency_ids=frozenset(unit.pk for unit in agencies[:1]),
        head_of=frozenset(unit.pk for unit in agencies[:1]) if head else frozenset(),
        grants=dict.fromkeys(can, scope),
    )  # fmt: skip


@transaction.atomic
def open_case(office: Office, *, kind: str = "directive_task", due: datetime | None = None, **given: Any) -> Case:
    """Open a case directly through the engine, as issuing does."""
    (code,) = allocate_codes("NV", office.now.year, 1)
    due_at = due or office.now.replace(month=12, day=15, hour=17, minute=0)
    values: dict[str, object] = {
        "kind": kind, "title": "Rà soát thủ tục hành chính nội bộ", "law_on": people.local_date(office.now),
        "phase": "assigned", "station": "carry_out", "accountable_agency_id": office.snv.pk,
        "issuing_agency_id": office.vpubnd.pk, "holder_agency_id": office.vpubnd.pk,
        "holder_official_id": office.desk.official_id, "transfer_agency_id": office.snv.pk,
        "transfer_at": office.now, "transfer_due_at": office.now.replace(day=office.now.day + 1),
        "opened_at": office.now, "first_due_at": due_at, "due_at": due_at,
        "due_basis": {"limit": FixedDate(people.local_date(due_at)).code},
    }  # fmt: skip
    values |= given
    case = Case(code=code, skey=skey(f"{code} {values['title']}"), **values)
    start = ClockDraft("start", office.now, limit=FixedDate(people.local_date(due_at)).code, rule="test")
    open_cases([Change(case, "case.registered", clock=(start,))], actor=office.desk, now=office.now)
    return case


@pytest.fixture
def office(db: object, now: datetime) -> Office:
    """The office, with nothing on its desks."""
    top = make_agency("ubnd", "Ủy ban nhân dân tỉnh", kind="peoples_committee")
    vpubnd = make_agency("vpubnd", "Văn phòng UBND tỉnh", top, kind="office")
    snv, stc = make_agency("snv", "Sở Nội vụ", top), make_agency("stc", "Sở Tài chính", top)
    division = make_agency("snv-cchc", "Phòng Cải cách hành chính", snv, kind="division")
    people_of = {
        "desk": make_official("desk", "Chuyên viên 01", vpubnd), "desk2": make_official("desk2",
        "Chuyên viên 02", vpubnd),
        "chief": make_official("chief", "Giám đốc Sở Nội vụ", snv, is_head=True, title="Giám đốc"),
        "an": make_official("an", "Chuyên viên An", snv), "binh": make_official("binh", "Chuyên viên Bình", division),
        "rival": make_official("rival", "Giám đốc Sở Tài chính", stc, is_head=True, title="Giám đốc"),
    }  # fmt: skip
    return Office(
        vpubnd=vpubnd, snv=snv, division=division, stc=stc, now=now,
        desk=actor("desk", people_of["desk"], [vpubnd], head=False, can=DESK, everywhere=True),
        second_desk=actor("desk2", people_of["desk2"], [vpubnd], head=False, can=DESK, everywhere=True),
        chief=actor("chief", people_of["chief"], [snv, division], head=True,
                    can=(*WORK, *HEAD), everywhere=False),
        an=actor("an", people_of["an"], [snv], head=False, can=WORK, everywhere=False),
        binh=actor("binh", people_of["binh"], [division], head=False, can=WORK, everywhere=False),
        rival=actor("rival", people_of["rival"], [stc], head=True, can=WORK, everywhere=False),
        stranger=actor("stranger", None, [stc], head=False, can=(), everywhere=False),
    )  # fmt: skip
