"""A visit on site: a team of the province in Sở Nội vụ, with the shipped checklist of 78 items.

    from tests.domain.inspections.site import stage  # in a test: the fixture
"""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from congvu.domain.inspections.actions.visits import Begun, begin_visit
from congvu.domain.inspections.models import Member, Team, Trigger, Visit, VisitSort
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor, actor_of
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


def make_stage(now: datetime, *, at_door: bool = True) -> Stage:
    """A team formed and a visit begun: opened at the door, or announced."""
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
        role = "department_head" if name == "chief" else "official"
        give(account, role, unit if name in ("chief", "an", "binh") else house)
    day = people.local_date(now)
    team = Team.objects.create(
        agency=house, name="Đoàn kiểm tra công vụ số 1", decision="15/QĐ-UBND", decided_on=day, valid_from=day,
        ordered_by=here["head"], made_at=now,
    )  # fmt: skip
    for name in ("head", "member", "observer"):
        Member.objects.create(team=team, official=here[name], name=here[name].full_name, role=name, card=name,
                              from_on=day)  # fmt: skip
    visit = begin_visit(actor=actor_of(accounts["head"], day), now=now, begun=Begun(
        sort=VisitSort.UNANNOUNCED if at_door else VisitSort.PLANNED, trigger=Trigger.ORDER, unit_id=unit.pk, team=team,
        head_id=here["head"].pk, member_ids=(here["member"].pk, here["observer"].pk), ordered_by_id=here["head"].pk,
        visit_on=day, opened_at_door=now if at_door else None, place="Trụ sở Sở Nội vụ",
    ))  # fmt: skip
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
