"""The little office with somebody in every role, a directive under review, and cases in several states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from congvu.domain.directives.models import Directive
from congvu.kernel.accounts.models import Account, Role
from congvu.kernel.casework.models import Case
from congvu.kernel.org.models import Official
from tests.domain.directives.conftest import directive
from tests.domain.onestop.shop import shop
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import Office, office

__all__ = ["directive", "office", "shop"]

#: People of the office and the role each has; the other roles are held by people of no unit.
PLACED = {
    "directive_desk": "desk", "department_head": "chief", "official": "an", "leader": "rival",
}  # fmt: skip

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def frozen(now: datetime, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The machine's clock stands at `now`."""
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


@dataclass
class Town:
    """Everything there is to stumble over."""

    office: Office
    directive: Directive
    cases: list[Case]
    accounts: dict[str, Account]


def fill(office: Office) -> dict[str, Account]:
    """An account for every shipped role, by the code of the role."""
    found = {}
    for role in Role.objects.order_by("code"):
        place = PLACED.get(role.code, "")
        account = make_account(place or role.code, Official.objects.get(code=place) if place else None)
        give(account, role.code, office.snv if place in ("chief", "an") else None)
        found[role.code] = account
    return found


@pytest.fixture
def accounts(office: Office) -> dict[str, Account]:
    """An account for every shipped role."""
    return fill(office)


@pytest.fixture
def town(office: Office, directive: Directive, accounts: dict[str, Account]) -> Town:
    """Office, directive, two cases, accounts."""
    return Town(office, directive, [office.case(), office.case()], accounts)


@pytest.fixture
def sign_in(accounts: dict[str, Account]) -> SignIn:
    """A client signed in as whoever holds a role."""

    def client_of(role: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=accounts[role].pk))
        return client

    return client_of
