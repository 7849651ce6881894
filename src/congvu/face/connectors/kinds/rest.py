"""Kết nối trục liên thông: an axis with log-in (token of 30 minutes), send, list, fetch and acknowledge over JSON.

The paths follow one provincial LGSP in use; another axis is another adapter. Only https, or loopback for trying.
"""

from __future__ import annotations

import base64
import json
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from congvu.face.connectors.kinds.gateway import GatewayDown

TIMEOUT_SECONDS = 30
TOKEN_SECONDS = 25 * 60
MAX_ANSWER = 220 * 1024 * 1024


class RestGateway:
    """One axis; keeps its token in memory and logs in again when it is refused once."""

    def __init__(self, base: str, user: str, password: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self.base = base.rstrip("/")
        self.user, self.password, self.timeout = user, password, timeout
        self._token, self._until = "", 0.0

    def send(self, raw: bytes, *, sender: str, receiver: str, status: bool = False) -> str:
        answer = self._call(
            "send-edoc",
            {"from": sender, "to": receiver, "messageType": "status" if status else "edoc",
             "data": base64.b64encode(raw).decode("ascii")},
        )  # fmt: skip
        return str(answer.get("docId", ""))[:200]

    def waiting(self) -> Sequence[str]:
        found = self._call("getReceivedEdocList").get("data") or []
        if not isinstance(found, list):
            raise GatewayDown("the axis answered no list")
        return [str(row.get("docId", "") if isinstance(row, dict) else row) for row in found][:1000]

    def fetch(self, ref: str) -> bytes:
        data = self._call(f"getEdoc?docId={quote(ref, safe='')}").get("data")
        try:
            return base64.b64decode(str(data), validate=True)
        except ValueError as broken:
            raise GatewayDown("the axis sent a message that is no base64") from broken

    def done(self, ref: str, *, accepted: bool, words: str = "") -> None:
        self._call("updateStatus", {"docId": ref, "status": "done" if accepted else "fail", "description": words[:500]})

    def _call(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        if time.monotonic() > self._until:
            self._log_in()
        try:
            return self._ask(path, body)
        except urllib.error.HTTPError as refused:
            if refused.code not in (401, 403):
                raise GatewayDown(f"{refused.code}") from refused
            self._log_in()
            try:
                return self._ask(path, body)
            except urllib.error.HTTPError as again:
                raise GatewayDown(f"{again.code}") from again

    def _log_in(self) -> None:
        try:
            answer = self._ask("login", {"username": self.user, "password": self.password})
        except urllib.error.HTTPError as refused:
            raise GatewayDown(f"log-in: {refused.code}") from refused
        self._token, self._until = str(answer.get("token", "")), time.monotonic() + TOKEN_SECONDS

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        request = urllib.request.Request(  # noqa: S310 -- the scheme was checked where the gateway is configured
            f"{self.base}/{path}",
            data=None if body is None else json.dumps(body).encode("utf-8"),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:  # noqa: S310 -- as above
                said = json.loads(answer.read(MAX_ANSWER))
        except urllib.error.HTTPError:
            raise
        except (OSError, ValueError) as down:
            raise GatewayDown(str(down)[:300]) from down
        if not isinstance(said, dict) or said.get("success") is False:
            raise GatewayDown(str(said.get("message", "") if isinstance(said, dict) else said)[:300])
        return said
