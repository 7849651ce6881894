"""The little office with accounts and tokens; the machine's clock stands at a Tuesday morning."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from congvu.kernel.accounts.actions.tokens import make_token
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import actor_of
from congvu.kernel.casework.policy import people
from congvu.kernel.org.models import Official
from tests.domain.directives.conftest import directive
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import Office, office

__all__ = ["directive", "office"]

V1 = "/api/v1"
ROLES = {
    "desk": ("directive_desk", "vpubnd"), "desk2": ("directive_desk", "vpubnd"), "chief": ("department_head", "snv"),
    "an": ("official", "snv"), "binh": ("official", "snv-cchc"), "rival": ("department_head", "stc"),
}  # fmt: skip


@dataclass
class Machine:
    """A client with a token: `get`, `post` of addresses below /api/v1; answers are (status, JSON)."""

    token: str
    client: Client
    language: str = "en"

    def headers(self, **more: str) -> dict[str, str]:
        found = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {**found, "Accept-Language": self.language, **more}

    def get(self, path: str, **query: Any) -> tuple[int, Any]:
        answer = self.client.get(V1 + path, query, headers=self.headers())
        return answer.status_code, answer.json()

    def post(self, path: str, body: object, **headers: str) -> tuple[int, Any]:
        answer = self.client.post(
            V1 + path, json.dumps(body), content_type="application/json", headers=self.headers(**headers)
        )
        return answer.status_code, answer.json()

    def put(self, path: str, body: object) -> tuple[int, Any]:
        answer = self.client.put(V1 + path, json.dumps(body), content_type="application/json", headers=self.headers())
        return answer.status_code, answer.json()


Sign = Callable[..., Machine]


@pytest.fixture
def frozen(now: datetime, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The machine's clock stands at `now`."""
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


@pytest.fixture
def accounts(office: Office) -> dict[str, Account]:
    """An account for everybody in the office, with the role of his duty; Olga owns the system."""
    units = {"vpubnd": office.vpubnd, "snv": office.snv, "snv-cchc": office.division, "stc": office.stc}
    found = {}
    for login, (role, unit) in ROLES.items():
        account = make_account(login, Official.objects.get(code=login))
        give(account, role, None if role == "directive_desk" else units[unit])
        found[login] = account
    owner = make_account("olga", full_name="Phạm Thị Oanh")
    give(owner, "system_owner")
    found["olga"] = owner
    return found


@pytest.fixture
def machine(accounts: dict[str, Account], frozen: datetime) -> Sign:
    """A machine of one of them, with all scopes its owner holds, or those named."""

    def make(login: str, *scopes: str) -> Machine:
        account = Account.objects.get(pk=accounts[login].pk)
        actor = actor_of(account, people.local_date(frozen))
        _row, text = make_token(
            actor=actor, account=account, label="test", scopes=list(scopes) or sorted(actor.grants),
            expires_on=date(2027, 3, 1), now=frozen,
        )
        return Machine(text, Client(raise_request_exception=False))

    return make
