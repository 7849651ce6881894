"""The cast of three, for every room: Alice owns the case, Bob serves in her agency, Charlie is a stranger.

    from tests.kernel.accounts.cast import cast  # in a conftest.py: the fixture

`cast.alice` is an account; `cast.actor("alice")` the actor it is on the day of the test; `cast.sign_in(client, "bob")`
signs a test client in. Alice and Bob are officials of "so-xay-dung", Alice heads it; Charlie serves in "so-y-te";
Olga owns the system.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from congvu.kernel.accounts.models import Account, Grant, Role
from congvu.kernel.accounts.models.people import new_stamp
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.org.models import Agency, Appointment, Official, Post

#: The type of pytest-django's fixture `django_assert_num_queries`.
Queries = Callable[[int], AbstractContextManager[object]]

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
SINCE = date(2025, 7, 1)
TODAY = date(2026, 11, 24)
PASSWORD = "ba-con-voi-con"


def make_agency(code: str, name: str, parent: Agency | None = None, kind: str = "department") -> Agency:
    """An agency of the province since the reform of 1 July 2025."""
    agency = Agency(
        code=code, name=name, short_name=name, kind=kind, level="province", parent=parent, valid_from=SINCE
    ).fill_keys()
    agency.save()
    return agency


def make_official(
    code: str, name: str, agency: Agency, *, is_head: bool = False, title: str = "Chuyên viên"
) -> Official:
    """An official who has filled a post of the agency since it began."""
    official = Official(code=code, full_name=name).fill_keys()
    official.save()
    post = Post.objects.create(agency=agency, code=code, title=title, is_head=is_head, valid_from=SINCE)
    Appointment.objects.create(official=official, post=post, from_on=SINCE)
    return official


def make_account(login: str, official: Official | None = None, *, full_name: str = "", password: str = "") -> Account:
    """An account; without a password nobody can sign in to it by one."""
    account = Account(
        login=login, official=official, full_name=full_name or ("" if official else login),
        created_at=datetime(2026, 1, 5, 8, tzinfo=HANOI),
    )
    account.set_password(password or None)
    account.save()
    return account


def give(account: Account, role: str, agency: Agency | None = None, *, since: date = SINCE) -> Grant:
    """Give a shipped role without asking anybody, as the system owner's act would."""
    grant = Grant.objects.create(account=account, role=Role.objects.get(code=role), agency=agency, from_on=since)
    Account.objects.filter(pk=account.pk).update(grants_version=new_stamp())
    account.refresh_from_db()
    return grant


@dataclass
class Cast:
    """Who plays: two departments, four accounts."""

    agency: Agency
    other_agency: Agency
    alice: Account
    bob: Account
    charlie: Account
    olga: Account
    today: date = field(default=TODAY)

    def account(self, name: str) -> Account:
        """The account as the database has it now."""
        found: Account = getattr(self, name)
        return Account.objects.select_related("official").get(pk=found.pk)

    def actor(self, name: str, on: date | None = None) -> Actor:
        """The actor on the day of the test (2026-11-24) or another."""
        return actor_of(self.account(name), on or self.today)

    def sign_in(self, client: Client, name: str) -> Client:
        """The client signed in, as after password and second factor; today is the day of the machine's clock."""
        client.force_login(self.account(name))
        return client


def make_cast() -> Cast:
    """Make the rows of the cast."""
    agency = make_agency("so-xay-dung", "Sở Xây dựng")
    other = make_agency("so-y-te", "Sở Y tế")
    alice = make_account("alice", make_official("alice", "Nguyễn Thị An", agency, is_head=True, title="Giám đốc"))
    bob = make_account("bob", make_official("bob", "Trần Văn Bình", agency))
    charlie = make_account("charlie", make_official("charlie", "Lê Văn Châu", other))
    olga = make_account("olga", full_name="Phạm Thị Oanh")
    give(alice, "department_head", agency)
    give(bob, "official", agency)
    give(charlie, "official", other)
    give(olga, "system_owner")
    return Cast(agency=agency, other_agency=other, alice=alice, bob=bob, charlie=charlie, olga=olga)


@pytest.fixture
def cast(db: None) -> Cast:
    """Alice, Bob, Charlie and Olga."""
    return make_cast()


def local_today() -> date:
    """Today by the machine's clock, for tests that go through HTTP without a frozen clock."""
    return timezone.localdate()
