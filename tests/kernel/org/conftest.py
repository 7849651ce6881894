"""A small province for the tests of this room: a committee, two departments, a commune, and people in their posts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from congvu.kernel.jobs import queue
from congvu.kernel.org.actions.lines import FOLLOW_JOB, RECOMPUTE_JOB
from congvu.kernel.org.models import Agency, Appointment, Calendar, Official, Post

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
BEGUN = date(2020, 1, 1)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=HANOI)


@dataclass(frozen=True)
class Person:
    """An actor as this room sees one: a name, a login and permissions, each everywhere or for some agencies."""

    login: str = "lan"
    name: str = "Lan"
    official_id: int | None = None
    grants: dict[str, frozenset[int] | None] = field(default_factory=dict)

    def may(self, permission: str, agency_id: int | None = None) -> bool:
        """As the policy of the accounts room answers."""
        if permission not in self.grants:
            return False
        scope = self.grants[permission]
        return scope is None or agency_id is None or agency_id in scope


ALL = (
    "org.agency.read",
    "org.agency.add",
    "org.agency.reorganise",
    "org.official.edit",
    "org.absence.record",
    "org.delegation.record",
    "org.calendar.edit",
    "org.outage.declare",
)


@pytest.fixture
def owner() -> Person:
    """Somebody who may do everything in this room, everywhere."""
    return Person(login="chu", name="Chủ hệ thống", grants=dict.fromkeys(ALL))


@pytest.fixture
def stranger() -> Person:
    """Somebody with an account and no permission."""
    return Person(login="khach", name="Khách")


def agency(code: str, name: str, parent: Agency | None = None, kind: str = "department", **more: Any) -> Agency:
    """An agency that has existed since the tests begin."""
    values: dict[str, Any] = {"level": "province", "valid_from": BEGUN, **more}
    row = Agency(code=code, name=name, kind=kind, parent=parent, **values).fill_keys()
    row.save()
    return row


def seat(place: Agency, code: str, title: str, official: Official | None = None, **more: Any) -> Post:
    """A post, filled if an official is given."""
    post = Post.objects.create(agency=place, code=code, title=title, valid_from=place.valid_from, **more)
    if official is not None:
        Appointment.objects.create(official=official, post=post, from_on=place.valid_from)
    return post


def official(code: str, name: str) -> Official:
    """A person in the service."""
    row = Official(code=code, full_name=name).fill_keys()
    row.save()
    return row


@dataclass(frozen=True)
class Small:
    """The small province."""

    calendar: Calendar
    root: Agency
    finance: Agency
    planning: Agency
    budget: Agency
    ward: Agency
    binh: Official
    cuc: Official
    dao: Official


@pytest.fixture
def small(db: None) -> Small:
    """UBND tỉnh with Sở Tài chính (Phòng Ngân sách), Sở Kế hoạch và Đầu tư, phường An Hòa."""
    calendar = Calendar.objects.create(code="tinh", name="Lịch của tỉnh")
    root = agency("ubnd", "Ủy ban nhân dân tỉnh", kind="peoples_committee", calendar=calendar)
    finance = agency("stc", "Sở Tài chính", root)
    planning = agency("skhdt", "Sở Kế hoạch và Đầu tư", root, aliases=["Sở KH&ĐT"])
    budget = agency("stc-ngan-sach", "Phòng Ngân sách", finance, "division")
    ward = agency(
        "phuong-an-hoa",
        "Ủy ban nhân dân phường An Hòa",
        root,
        "peoples_committee",
        level="commune",
        place_kind="ward",
        place_name="phường An Hòa",
    )
    binh, cuc, dao = official("binh", "Lê Bình"), official("cuc", "Trần Cúc"), official("dao", "Phạm Đào")
    seat(finance, "gd", "Giám đốc", binh, is_head=True)
    seat(finance, "pgd", "Phó Giám đốc", cuc, is_deputy=True)
    seat(planning, "gd", "Giám đốc", dao, is_head=True)
    seat(budget, "tp", "Trưởng phòng", None, is_head=True)
    return Small(calendar, root, finance, planning, budget, ward, binh, cuc, dao)


@pytest.fixture
def jobs() -> Iterator[None]:
    """The jobs this room asks for, registered if the room that brings them is not there yet."""
    made = [name for name in (RECOMPUTE_JOB, FOLLOW_JOB) if name not in queue.kinds()]
    for name in made:
        queue.job(name, label=name)(_nothing)
    yield
    for name in made:
        queue._kinds.pop(name)


def _nothing(**_args: object) -> None:
    """What the registered jobs do here."""
