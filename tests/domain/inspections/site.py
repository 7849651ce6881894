"""A visit on site: a team of the province in Sở Nội vụ, with the shipped checklist of 78 items.

    from tests.domain.inspections.site import stage  # in a test: the fixture
"""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from congvu.core.text import skey
from congvu.domain.inspections.models import Checklist, Member, Team, Visit
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.casework.actions import Change, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.models import Case, CaseAccess, Confidentiality
from congvu.kernel.casework.policy import people
from tests.kernel.accounts.cast import give, make_account, make_agency, make_official

PNG = b"\x89PNG\r\n\x1a\n"


@dataclass
class Stage:
    """Who plays: the head of the team, a member, an observer, a stranger, the head of the unit."""

    visit: Visit
    team: Team
    accounts: dict[str, Account]
    now: datetime

    def actor(self, name: str) -> Actor:
        """As the policy builds it on the day of the visit."""
        return actor_of(self.accounts[name], people.local_date(self.now))

    @property
    def code(self) -> str:
        return str(self.visit.case.code)

    def page(self, name: str = "") -> str:
        """Address of the page of the phone, or of what it asks for."""
        return f"/inspections/onsite/{self.code}/{name}"

    def signed_in(self, name: str, **more: Any) -> Client:
        """A client as this person."""
        client = Client(**more)
        client.force_login(self.accounts[name])
        return client


def make_stage(now: datetime, *, phase: str = "on_site") -> Stage:
    """The rows, as forming a team and beginning a visit leave them."""
    top = make_agency("ubnd", "Ủy ban nhân dân tỉnh", kind="peoples_committee")
    house, unit = make_agency("ttr", "Thanh tra tỉnh", top), make_agency("snv", "Sở Nội vụ", top)
    here = {
        "head": make_official("truong-doan", "Phạm Thị Trưởng", house, title="Chánh Thanh tra"),
        "member": make_official("thanh-vien", "Đỗ Văn Viên", house),
        "observer": make_official("quan-sat", "Ngô Thị Sát", house),
        "stranger": make_official("nguoi-la", "Bùi Văn Lạ", house),
        "chief": make_official("giam-doc", "Giám đốc Sở Nội vụ", unit, is_head=True, title="Giám đốc"),
        "an": make_official("an", "Nguyễn Thị An", unit), "binh": make_official("binh", "Trần Văn Bình", unit),
    }  # fmt: skip
    accounts = {name: make_account(name, one) for name, one in here.items()}
    for name, account in accounts.items():
        give(account, "official", unit if name in ("chief", "an", "binh") else house)
    day = people.local_date(now)
    team = Team.objects.create(
        agency=house, name="Đoàn kiểm tra công vụ số 1", decision="15/QĐ-UBND", decided_on=day, valid_from=day,
        ordered_by=here["head"], made_at=now,
    )  # fmt: skip
    for name in ("head", "member", "observer"):
        Member.objects.create(team=team, official=here[name], name=here[name].full_name, role=name, card=name,
                              from_on=day)  # fmt: skip
    checklist = Checklist.objects.get(code="cong-vu", ended_on=None)
    with transaction.atomic():
        (code,) = allocate_codes("KT", now.year, 1)
        case = Case(
            code=code, kind="inspection_visit", title="Kiểm tra Sở Nội vụ", skey=skey(code), law_on=day, phase=phase,
            station="on_site", confidentiality=Confidentiality.RESTRICTED, accountable_agency=house,
            issuing_agency=house, holder_agency=house, holder_official=here["head"], opened_at=now, due_basis={},
        )
        open_cases([Change(case, "case.registered")], actor=actor_of(accounts["head"], day), now=now)
        for name in ("head", "member", "observer"):
            CaseAccess.objects.create(case=case, official=here[name], granted_at=now, granted_by="test")
        visit = Visit.objects.create(
            case=case, sort="planned", trigger="plan", unit=unit, unit_name=unit.name, team=team, checklist=checklist,
            ordered_by="Chủ tịch UBND tỉnh", visit_on=day, as_of=now - timedelta(minutes=45),
        )
    return Stage(visit, team, accounts, now)


def parcel(sort: str, /, **body: Any) -> dict[str, str]:
    """A record as the phone makes it."""
    text = json.dumps(body, ensure_ascii=False)
    return {"uid": str(uuid.uuid4()), "sort": sort, "body": text,
            "sha256": hashlib.sha256(text.encode()).hexdigest()}  # fmt: skip


@pytest.fixture
def stage(db: None, now: datetime) -> Stage:
    """A visit on site on the day of the tests."""
    return make_stage(now)


@pytest.fixture
def today(db: None) -> Stage:
    """A visit on site today by the machine's clock, for tests that go through HTTP."""
    from django.utils import timezone

    return make_stage(timezone.localtime())
