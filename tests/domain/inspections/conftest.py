"""The small office with a chairman who orders, a planner, a team of Sở Nội vụ, and departments to be checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest

from congvu.domain.inspections.actions import plans, teams
from congvu.domain.inspections.models import Checklist, Member, MemberRole, Plan, PlanItem, Team
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.org.models import Agency, Official
from tests.kernel.accounts.cast import make_agency, make_official
from tests.kernel.casework.office import Office, office, pk_of

__all__ = ["office"]

PLANNER = ("inspections.plan.read", "inspections.plan.edit", "inspections.team.form")
CHAIR = ("inspections.plan.read", "inspections.plan.issue", "inspections.draw.order")
HEAD = ("inspections.plan.read", "inspections.selfcheck.hold")


def allowed(actor: Actor, *permissions: str, everywhere: bool = False) -> Actor:
    """The actor with these permissions, in the scope he has or everywhere."""
    scope = None if everywhere else next(iter(actor.grants.values()), frozenset())
    return replace(actor, grants={**actor.grants, **dict.fromkeys(permissions, scope)})


@dataclass
class Room:
    """Who plans and who is checked. The chairman orders; An of Sở Nội vụ heads the team, Bình is a member."""

    office: Office
    top: Agency
    health: Agency
    chairman: Actor
    planner: Actor
    chief: Actor
    rival: Actor
    an: Actor
    binh: Actor
    now: datetime

    @property
    def checklist(self) -> Checklist:
        return Checklist.objects.get(code="cong-vu", number=1)

    def team(self, decision: str = "245/QĐ-UBND", **given: Any) -> Team:
        """A team of the year, without members."""
        values = {
            "agency_id": self.top.pk, "name": "Đoàn kiểm tra công vụ số 1", "decision": decision,
            "decided_on": date(2026, 1, 20), "ordered_by_id": pk_of(self.chairman), "valid_from": date(2026, 2, 1),
            "valid_to": date(2026, 12, 31), "rules": "1. Đúng phạm vi.",
        }  # fmt: skip
        return teams.form_team(actor=self.planner, now=self.now, **{**values, **given})

    def join(self, team: Team, who: Actor, role: str = MemberRole.MEMBER) -> Member:
        return teams.add_member(actor=self.planner, team_id=team.pk, official_id=pk_of(who), role=role,
                                from_on=team.valid_from, now=self.now)  # fmt: skip

    def crew(self, **given: Any) -> Team:
        """A team with An as its head and Bình."""
        team = self.team(**given)
        self.join(team, self.an, MemberRole.HEAD)
        self.join(team, self.binh)
        return team

    def plan(self, year: int = 2026) -> Plan:
        return plans.draft_plan(actor=self.planner, agency_id=self.top.pk, year=year, name=f"Kiểm tra năm {year}",
                                purposes="Chấn chỉnh kỷ cương.", now=self.now)  # fmt: skip

    def item(self, plan: Plan, unit: Agency, first: date, last: date | None = None, **given: Any) -> PlanItem:
        return plans.add_item(actor=self.planner, plan_id=plan.pk, unit_id=unit.pk, from_on=first,
                              to_on=last or first, now=self.now, **given)  # fmt: skip

    def issue(self, plan: Plan, number: str = "12/KH-UBND") -> Plan:
        return plans.issue_plan(actor=self.chairman, plan_id=plan.pk, number=number, issued_on=date(2026, 11, 20),
                                now=self.now)  # fmt: skip


@pytest.fixture
def room(office: Office) -> Room:
    """The room with its shipped checklist and nothing planned."""
    top = Agency.objects.get(code="ubnd")
    health = make_agency("syt", "Sở Y tế", top)
    ct: Official = make_official("ct", "Chủ tịch UBND tỉnh", top, is_head=True, title="Chủ tịch")
    chairman = Actor(
        account_id=None, login="ct", official_id=ct.pk, name="Chủ tịch UBND tỉnh", agency_ids=frozenset({top.pk}),
        head_of=frozenset({top.pk}), grants=dict.fromkeys(CHAIR, None),
    )  # fmt: skip
    return Room(
        office=office, top=top, health=health, chairman=chairman,
        planner=allowed(office.second_desk, *PLANNER, everywhere=True), chief=allowed(office.chief, *HEAD),
        rival=allowed(office.rival, *HEAD), an=office.an, binh=office.binh, now=office.now,
    )  # fmt: skip
