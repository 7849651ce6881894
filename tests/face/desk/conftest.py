"""The little office with accounts, so that its people can sign in; the clock stands at a Tuesday morning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.casework.policy import people
from congvu.kernel.org.models import Official
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import Office, office

__all__ = ["office"]

ROLES = {
    "desk": ("directive_desk", "vpubnd"), "desk2": ("directive_desk", "vpubnd"), "chief": ("department_head", "snv"),
    "an": ("official", "snv"), "binh": ("official", "snv-cchc"), "rival": ("department_head", "stc"),
}  # fmt: skip


@pytest.fixture
def frozen(now: datetime, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The machine's clock stands at `now`."""
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


@pytest.fixture
def accounts(office: Office) -> dict[str, Account]:
    """An account for everybody in the office, with the role of his duty; the leader sees everything."""
    units = {"vpubnd": office.vpubnd, "snv": office.snv, "snv-cchc": office.division, "stc": office.stc}
    found = {}
    for login, (role, unit) in ROLES.items():
        account = make_account(login, Official.objects.get(code=login))
        give(account, role, units[unit])
        found[login] = account
    leader = make_account("leader", full_name="Phó Chủ tịch")
    give(leader, "leader")
    found["leader"] = leader
    found["nobody"] = make_account("nobody", full_name="Không quyền")
    return found


@pytest.fixture
def actor(accounts: dict[str, Account], now: datetime) -> Callable[[str], Actor]:
    """The actor an account is."""
    return lambda login: actor_of(Account.objects.get(pk=accounts[login].pk), people.local_date(now))


@pytest.fixture
def sign_in(accounts: dict[str, Account], frozen: datetime) -> Callable[[str], Client]:
    """A client signed in as one of them."""

    def client_of(login: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=accounts[login].pk))
        return client

    return client_of
