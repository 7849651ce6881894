"""A visit whose minutes are signed: a leader who orders, a team of the province, an inspected department.

    from tests.domain.inspections.aftermath import after  # in a test: the fixture
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from congvu.domain.inspections.actions import concluding, explaining, findings, teams
from congvu.domain.inspections.actions.checklists import lay_down_after_migrate
from congvu.domain.inspections.actions.findings import Said
from congvu.domain.inspections.actions.remedies import Asked
from congvu.domain.inspections.actions.visits import Begun, begin_visit
from congvu.domain.inspections.models import (
    Answer,
    Checklist,
    ChecklistItem,
    Conclusion,
    Evidence,
    Finding,
    Team,
    Trigger,
    Visit,
    VisitSort,
)
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.casework.actions import Change, commit
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.actions import store_upload
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.org.models import Agency, Official
from tests.kernel.accounts.cast import give, make_account, make_agency, make_official

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@dataclass
class After:
    """Everybody who has a part in what follows a visit."""

    visit: Visit
    team: Team
    top: Agency
    unit: Agency
    officials: dict[str, Official]
    accounts: dict[str, Account]
    now: datetime

    def actor(self, name: str, at: datetime | None = None) -> Actor:
        """As the policy builds it on the day."""
        account = Account.objects.select_related("official").get(pk=self.accounts[name].pk)
        return actor_of(account, people.local_date(at or self.now))

    def later(self, days: int) -> datetime:
        return self.now + timedelta(days=days)

    def item(self, place: int = 1) -> ChecklistItem:
        return self.visit.checklist.items.get(position=place)

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(self.accounts[name])
        return client

    def photo(self, visit: Visit | None = None) -> Evidence:
        """A photo taken on site."""
        return Evidence.objects.create(
            visit=visit or self.visit, sort="photo", name="phong-lam-viec.jpg", size=3, taken_at=self.now, by="test",
            sha256=hashlib.sha256(b"jpg").hexdigest(), uid=uuid.uuid4(),
        )  # fmt: skip

    def said(self, place: int = 1, **given: Any) -> Said:
        values: dict[str, Any] = {
            "item_id": self.item(place).pk, "fact": "08 giờ 10 phút: 5 người vắng mặt không có lý do.",
            "rule": "Quy chế làm việc, Điều 7", "severity": 1, "evidence_ids": [self.photo().pk],
        }  # fmt: skip
        return Said(**{**values, **given})

    def write(self, place: int = 1, **given: Any) -> Finding:
        return findings.write_finding(
            actor=self.actor("member"), visit_id=self.visit.pk, said=self.said(place, **given), now=self.now
        )

    def explanation(self, finding: Finding) -> Case:
        return Case.objects.get(pk=finding.explanation_id or 0)

    def told(self, place: int = 1, **given: Any) -> Finding:
        """A finding that was told."""
        found = self.write(place, **given)
        return explaining.give_notice(actor=self.actor("head"), finding_id=found.pk, now=self.now)

    def settle(self, finding: Finding, who: str = "chief", *, keep: bool = True, at: datetime | None = None) -> Finding:
        """Answered, considered, kept or dropped."""
        moment = at or self.now + timedelta(hours=1)
        assert finding.explanation_id is not None
        explaining.explain(actor=self.actor(who), case_id=finding.explanation_id, words="Đã rút kinh nghiệm.",
                           now=moment)  # fmt: skip
        return findings.consider(actor=self.actor("head"), finding_id=finding.pk, words="Giữ nguyên nhận định.",
                                 keep=keep, now=moment + timedelta(minutes=5))  # fmt: skip

    def report(self, at: datetime | None = None) -> Conclusion:
        return concluding.report_result(actor=self.actor("head"), visit_id=self.visit.pk, number="21/BC-ĐKT",
                                        now=at or self.later(1))  # fmt: skip

    def conclude(self, *asked: Asked, at: datetime | None = None, number: str = "33/TB-UBND") -> Conclusion:
        return concluding.conclude(
            actor=self.actor("chair"), visit_id=self.visit.pk, number=number, words="Đơn vị chấp hành chưa nghiêm.",
            remedies=asked, now=at or self.later(2),
        )  # fmt: skip

    def whole(self, *, severity: int = 1, place: int = 1) -> Conclusion:
        """One finding all the way, with one remedy."""
        finding = self.settle(self.told(place, severity=severity))
        self.report()
        return self.conclude(Asked("Chấn chỉnh giờ làm việc.", finding.pk))

    def file(self, name: str = "chief") -> StoredFile:
        return store_upload(actor=self.actor(name), name="bien-lai.png", content=BytesIO(PNG), now=self.now)

    def answers(self, good: int, breach: int, visit: Visit | None = None) -> None:
        """What was seen of so many lines."""
        here = visit or self.visit
        for place in range(good + breach):
            Answer.objects.create(
                visit=here, item=here.checklist.items.get(position=place + 1), by="test", uid=uuid.uuid4(),
                value="good" if place < good else "breach", noted_at=self.now, received_at=self.now,
            )

    def another(self, unit: Agency | None = None, at: datetime | None = None, **given: Any) -> Visit:
        """One more visit, its minutes signed."""
        return _visit(self.actor("head"), self.team, (unit or self.unit).pk, self.officials, at or self.now, **given)


@transaction.atomic
def _visit(
    actor: Actor, team: Team, unit_id: int, officials: dict[str, Official], now: datetime, **given: Any
) -> Visit:
    begun: dict[str, Any] = {
        "sort": VisitSort.UNANNOUNCED, "trigger": Trigger.ORDER, "unit_id": unit_id, "team": team,
        "head_id": officials["head"].pk, "member_ids": (officials["member"].pk,),
        "ordered_by_id": officials["chair"].pk, "visit_on": people.local_date(now), "opened_at_door": now,
    }  # fmt: skip
    visit = begin_visit(actor=actor, begun=Begun(**{**begun, **given}), now=now)
    case = Case.objects.select_for_update().get(pk=visit.pk)
    commit([Change(case, "visit.minutes_signed", {"phase": "minutes_signed"})], actor=actor, now=now)
    visit.left_at = now
    visit.save(update_fields=["left_at"])
    return Visit.objects.get(pk=visit.pk)


def make_after(now: datetime) -> After:
    """The rows."""
    if not Checklist.objects.exists():
        lay_down_after_migrate(sender=None)
    top = make_agency("ubnd", "Ủy ban nhân dân tỉnh", kind="peoples_committee")
    house, unit = make_agency("ttr", "Thanh tra tỉnh", top), make_agency("snv", "Sở Nội vụ", top)
    make_agency("stc", "Sở Tài chính", top)
    officials = {
        "chair": make_official("chair", "Chủ tịch Vinh", top, is_head=True, title="Chủ tịch"),
        "head": make_official("head", "Phạm Thị Hạnh", house, title="Phó Chánh Thanh tra"),
        "member": make_official("member", "Đỗ Văn Viên", house),
        "chief": make_official("chief", "Lý Thị Chi", unit, is_head=True, title="Giám đốc"),
        "an": make_official("an", "Nguyễn Thị An", unit), "binh": make_official("binh", "Trần Văn Bình", unit),
    }  # fmt: skip
    accounts = {name: make_account(name, one) for name, one in officials.items()}
    give(accounts["chair"], "leader")
    for name in ("head", "member"):
        give(accounts[name], "inspection_head", top)
    give(accounts["chief"], "department_head", unit)
    for name in ("an", "binh"):
        give(accounts[name], "official", unit)
    after = After(visit=None, team=None, top=top, unit=unit, officials=officials, accounts=accounts, now=now)  # type: ignore[arg-type]  # filled below
    head = after.actor("head")
    after.team = teams.form_team(
        actor=head, agency_id=top.pk, name="Đoàn kiểm tra công vụ", decision="12/QĐ-UBND",
        decided_on=people.local_date(now), ordered_by_id=officials["chair"].pk, valid_from=people.local_date(now),
        now=now,
    )  # fmt: skip
    for name in ("head", "member"):
        teams.add_member(actor=head, team_id=after.team.pk, official_id=officials[name].pk,
                         from_on=people.local_date(now), role=name, now=now)  # fmt: skip
    after.visit = after.another()
    return after


@pytest.fixture
def after(db: None, now: datetime) -> After:
    """A visit of the morning of the tests."""
    return make_after(now)
