"""A province with a team: who orders, who heads it, four inspectors, five units, somebody who heads one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from congvu.core.lot import Envelope, Published
from congvu.domain.inspections.actions import rounds, sealing, teams
from congvu.domain.inspections.actions.checklists import lay_down_after_migrate
from congvu.domain.inspections.models import Checklist, Round, Team
from congvu.domain.inspections.queries import draws
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.org.models import Agency, Official
from tests.domain.inspections.browser import Browser, Secrets, sealed
from tests.kernel.accounts.cast import give, make_account, make_agency, make_official

BEACON = "XSLG 04/12/2026 giải đặc biệt 482915"
SOURCE = "Xổ số kiến thiết, giải đặc biệt kỳ quay 04/12/2026"
INSPECTORS = ("mai", "nam", "oanh", "phuc")


@dataclass
class Stage:
    """Everybody and everything a draw needs."""

    now: datetime
    top: Agency
    units: list[Agency]
    accounts: dict[str, Account]
    officials: dict[str, Official]
    team: Team | None = None
    devices: dict[str, Browser] = field(default_factory=dict)

    def actor(self, name: str, at: datetime | None = None) -> Actor:
        account = Account.objects.select_related("official").get(pk=self.accounts[name].pk)
        return actor_of(account, (at or self.now).date())

    @property
    def beacon_at(self) -> datetime:
        return self.now + timedelta(days=10)

    @property
    def visiting(self) -> datetime:
        """A morning on which visits are made."""
        return self.now + timedelta(days=12)

    @property
    def visit_on(self) -> date:
        return self.visiting.date()

    def commit(self, slots: int = 6, **given: Any) -> tuple[Round, Secrets]:
        """A round published as the ordering person's browser would."""
        assert self.team is not None
        code = given.pop("code", draws.next_code("ubnd", self.now.year))
        made = given.pop("secrets", None) or Secrets.make(code, slots)
        values: dict[str, Any] = {
            "actor": self.actor("chair"), "agency_id": self.top.pk, "team_id": self.team.pk, "code": code,
            "name": "Kiểm tra đột xuất tháng 12", "unit_ids": [one.pk for one in self.units], "slots": slots,
            "team_size": 2, "beacon_source": SOURCE, "beacon_at": self.beacon_at,
            "opens_until": (self.now + timedelta(days=40)).date(), "commitments": made.commitments,
            "own_copy": self.devices["chair"].own_copy(made), "now": self.now,
        }  # fmt: skip
        return rounds.commit_round(**{**values, **given}), made

    def beacon(self, one: Round, at: datetime | None = None) -> Round:
        return rounds.enter_beacon(
            actor=self.actor("chair"), code=one.code, beacon=BEACON, read_at="trang của công ty xổ số",
            now=at or self.beacon_at + timedelta(hours=1),
        )

    def drawn_round(self, slots: int = 6) -> tuple[Round, Secrets, Published]:
        """A round whose public value is known."""
        one, made = self.commit(slots)
        return self.beacon(one), made, draws.published(one)

    def seal(
        self, one: Round, made: Secrets, visits: dict[int, Envelope], at: datetime | None = None
    ) -> dict[int, Envelope]:
        """Seal every slot: these visits, and nothing in the others."""
        open_numbers = set(range(1, len(made.all) + 1)) - {row.slot.number for row in draws.openings(one)}
        envelopes = {number: visits.get(number) or made.empty(number) for number in sorted(open_numbers)}
        bodies, hashes = sealed(envelopes, self.devices["chair"], self.devices["head"])
        sealing.seal_round(
            actor=self.actor("chair"), code=one.code, envelopes=bodies, hashes=hashes,
            now=at or self.beacon_at + timedelta(hours=2),
        )
        return envelopes


Made = Callable[[], Stage]


def _register(stage: Stage, name: str, at: datetime) -> None:
    stage.devices[name] = Browser()
    sealing.register_key(actor=stage.actor(name), public=stage.devices[name].public, name="Máy", now=at)


def make_stage(now: datetime) -> Stage:
    """The rows of the stage."""
    if not Checklist.objects.exists():
        lay_down_after_migrate(sender=None)
    top = make_agency("ubnd", "Ủy ban nhân dân tỉnh", kind="peoples_committee")
    office = make_agency("vpubnd", "Văn phòng UBND tỉnh", top, kind="office")
    units = [make_agency(f"so-{n}", f"Sở Số {n}", top) for n in range(1, 6)]
    officials = {
        "chair": make_official("chair", "Chủ tịch Vinh", top, is_head=True, title="Chủ tịch"),
        "head": make_official("head", "Trưởng đoàn Hạnh", office),
        **{name: make_official(name, f"Thanh tra {name.title()}", office) for name in INSPECTORS},
        "target": make_official("target", "Giám đốc Tâm", units[0], is_head=True, title="Giám đốc"),
    }
    accounts = {name: make_account(name, one) for name, one in officials.items()}
    accounts["owner"] = make_account("owner", full_name="Quản trị Oanh")
    give(accounts["chair"], "leader")
    for name in ("head", *INSPECTORS):
        give(accounts[name], "inspection_head", top)
    give(accounts["target"], "department_head", units[0])
    give(accounts["owner"], "system_owner")
    stage = Stage(now=now, top=top, units=units, accounts=accounts, officials=officials)
    stage.team = teams.form_team(
        actor=stage.actor("head"), agency_id=top.pk, name="Đoàn kiểm tra công vụ", decision="12/QĐ-UBND",
        decided_on=now.date(), ordered_by_id=officials["chair"].pk, valid_from=now.date(), now=now,
    )
    for name in ("head", *INSPECTORS):
        teams.add_member(
            actor=stage.actor("head"), team_id=stage.team.pk, official_id=officials[name].pk, from_on=now.date(),
            role="head" if name == "head" else "member", now=now,
        )
    for name in ("chair", "head"):
        _register(stage, name, now)
    return stage


@pytest.fixture
def stage(db: None, now: datetime) -> Stage:
    """The province with its team and two devices."""
    return make_stage(now)
