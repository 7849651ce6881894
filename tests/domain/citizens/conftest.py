"""A counter with a clerk, and a real provider of identities that runs while the tests do."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from pytest_django import Settings

from congvu.domain.citizens.kinds import openid
from congvu.kernel.accounts.policy import Actor
from tests.domain.internal.conftest import may
from tests.kernel.casework.office import Office, office

__all__ = ["office"]

#: What the provider says of one person, in the names a national identity application might use.
CLAIMS = {
    "name": "Nguyễn Thị Lan", "citizen_pid": "001188012345", "birthdate": "08/03/1988", "phone_number": "0912345678",
    "email": "lan@example.vn", "loa": "2",
}  # fmt: skip


@pytest.fixture
def clerk(office: Office) -> Actor:
    """May make codes at the counter of Sở Nội vụ."""
    return may(office.chief, "citizens.code.make")


@dataclass
class RealProvider:
    """A provider in a process of its own."""

    port: int

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def knows(self, subject: str, **claims: Any) -> None:
        """Tell the provider who somebody is."""
        request = urllib.request.Request(  # noqa: S310 -- our own, on this computer
            f"{self.issuer}/users/{subject}", method="PUT", data=json.dumps(claims).encode(),
            headers={"Content-Type": "application/json"},
        )
        urllib.request.urlopen(request, timeout=10).close()  # noqa: S310

    def agree(self, url: str, subject: str, *, deny: bool = False) -> str:
        """What a person does at the provider: says who he is, and agrees; returns where the browser is sent back."""
        said = {"action": "deny"} if deny else {"sub": subject}
        request = urllib.request.Request(url, method="POST", data=urlencode(said).encode())  # noqa: S310
        opener = urllib.request.build_opener(_StayHere)
        try:
            opener.open(request, timeout=10)
        except urllib.error.HTTPError as sent:
            return str(sent.headers["Location"])
        raise AssertionError("the provider did not send the browser back")


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _started(*options: str) -> tuple[subprocess.Popen[bytes], RealProvider]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port), *options],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    provider = RealProvider(port)
    for _try in range(200):
        try:
            urllib.request.urlopen(f"{provider.issuer}/.well-known/openid-configuration", timeout=5).close()  # noqa: S310
        except OSError:
            assert process.poll() is None, "the provider did not start"
            time.sleep(0.1)
        else:
            return process, provider
    raise AssertionError("the provider did not start in time")


@pytest.fixture(scope="session")
def provider() -> Iterator[RealProvider]:
    process, found = _started("--require-nonce", "true")
    yield found
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="session")
def hasty_provider() -> Iterator[RealProvider]:
    """Its tokens have run out before they arrive."""
    process, found = _started("--token-max-age", "-600")
    yield found
    process.terminate()
    process.wait(10)


@dataclass
class Configured:
    """The file of providers of this installation."""

    path: Path

    def write(self, *entries: dict[str, Any]) -> None:
        self.path.write_text(json.dumps(list(entries)), encoding="utf-8")


def entry(issuer: str, **given: Any) -> dict[str, Any]:
    return {
        "code": "dinh-danh", "name": "Định danh thử", "issuer": issuer, "client_id": "congvu",
        "client_secret": "a secret", "scope": "openid profile email phone",
        "claims": {"id_number": "citizen_pid", "level": "loa"}, "levels": {"1": 1, "2": 2}, **given,
    }  # fmt: skip


@pytest.fixture
def configured(settings: Settings, tmp_path: Path) -> Iterator[Configured]:
    """Nobody yet."""
    settings.CONGVU_OPENID = str(tmp_path / "openid.json")
    openid.forget_kept()
    yield Configured(tmp_path / "openid.json")
    openid.forget_kept()
