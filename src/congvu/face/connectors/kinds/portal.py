"""Cổng Dịch vụ công quốc gia over HTTP: log-in, push of dossiers and progress, look-up (docs/portal-interface.md).

The frame around the messages is ours where public integration code does not tell it; another portal is another client.
"""

from __future__ import annotations

import hashlib
import json
import urllib.error
import urllib.request
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from congvu.domain.onestop.kinds.portal import TAKEN, Answer, Portal, PortalDown, Told

TIMEOUT_SECONDS = 20
MAX_ANSWER = 64 * 1024 * 1024
#: Pages of a look-up by period that are read at most.
MAX_PAGES = 2000
#: Answers of a server that has certainly not kept what it was told.
NOT_KEPT = (429, 503)


class HttpPortal:
    """One portal; keeps its session in memory and logs in again when it is refused once."""

    def __init__(self, base: str, agency: str, user: str, password: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self.base, self.agency = base.rstrip("/"), agency
        self.user, self.password, self.timeout = user, password, timeout
        self._session = ""

    def push_dossiers(self, told: Sequence[Told], *, update: bool) -> list[Answer]:
        """DongBoHoSoMC."""
        return self._push("DongBoHoSoMC", told, {"isUpdating": "true" if update else "false"})

    def push_progress(self, told: Sequence[Told]) -> list[Answer]:
        """CapNhatTienDoHoSoMC."""
        return self._push("CapNhatTienDoHoSoMC", told, {})

    def known(self, codes: Sequence[str]) -> set[str]:
        """TraCuuHoSo by codes."""
        said = self._call("TraCuuHoSo", {"DanhSachMaHoSo": list(codes)})
        return {str(row.get("MaHoSo", "")) for row in _rows(said)}

    def said_of(self, from_on: date, to_on: date) -> list[dict[str, Any]]:
        """TraCuuHoSo by days of reception, page after page."""
        found: list[dict[str, Any]] = []
        for page in range(1, MAX_PAGES + 1):
            asked = {"TuNgay": f"{from_on:%Y%m%d}", "DenNgay": f"{to_on:%Y%m%d}", "Trang": page}
            said = self._call("TraCuuHoSo", asked)
            found += _rows(said)
            if not said.get("ConTrangSau"):
                break
        return found

    def _push(self, service: str, told: Sequence[Told], frame: dict[str, Any]) -> list[Answer]:
        """A batch; one that is refused as a whole is told again one by one, so that no message suffers for another."""
        refs = [one.ref for one in told]
        body = {**frame, "data": [{"MaThongDiep": one.ref, **one.payload} for one in told]}
        said = self._call(service, body, key=hashlib.sha256("\n".join([service, *refs]).encode()).hexdigest())
        results = said.get("results")
        if isinstance(results, list):
            by_ref = {str(row.get("MaThongDiep", "")): row for row in results if isinstance(row, dict)}
            if set(refs) <= set(by_ref):
                return [_answer(by_ref[ref]) for ref in refs]
            raise PortalDown("the portal did not answer for every message", unclear=True)
        whole = _answer(said)
        if whole.taken or len(told) == 1:
            return [whole] * len(told)
        return [answer for one in told for answer in self._push(service, [one], frame)]

    def _call(self, service: str, body: dict[str, Any], key: str = "") -> dict[str, Any]:
        if not self._session:
            self._log_in()
        try:
            return self._ask(service, body, key)
        except PermissionError:
            self._log_in()
        try:
            return self._ask(service, body, key)
        except PermissionError as refused:
            raise PortalDown("the portal refuses the session it has just given") from refused

    def _log_in(self) -> None:
        try:
            said = self._ask("DangNhap", {"TaiKhoan": self.user, "MatKhau": self.password})
        except PermissionError as refused:
            raise PortalDown("log-in refused") from refused
        self._session = str(said.get("session", ""))
        if said.get("code") != TAKEN or not self._session:
            raise PortalDown(f"log-in: {str(said.get('message') or said.get('code'))[:200]}")

    def _ask(self, service: str, body: dict[str, Any], key: str = "") -> dict[str, Any]:
        """One request. PermissionError when the session is refused; PortalDown when there is no answer to go by."""
        request = urllib.request.Request(  # noqa: S310 -- the scheme was checked where the portal is configured
            f"{self.base}/{service}", data=json.dumps({"madonvi": self.agency, **body}).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self._session}",
                     **({"Idempotency-Key": key} if key else {})},
        )  # fmt: skip
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:  # noqa: S310 -- as above
                said = json.loads(answer.read(MAX_ANSWER))
        except urllib.error.HTTPError as refused:
            return _of_status(refused)
        except (OSError, HTTPException, ValueError) as down:
            raise PortalDown(str(down)[:300] or type(down).__name__, unclear=not _never_arrived(down)) from down
        if not isinstance(said, dict):
            raise PortalDown("the portal answered something else than an object", unclear=True)
        return said


def _of_status(refused: urllib.error.HTTPError) -> dict[str, Any]:
    with refused:
        if refused.code in (401, 403):
            raise PermissionError(str(refused.code))
        if refused.code >= 500 or refused.code in NOT_KEPT:
            raise PortalDown(f"HTTP {refused.code}", unclear=refused.code not in NOT_KEPT)
        return {"code": f"HTTP {refused.code}", "message": refused.read(300).decode("utf-8", "replace")}


def _never_arrived(down: Exception) -> bool:
    """Whether the request cannot have reached the portal: no address, or nobody listening."""
    reason = down.reason if isinstance(down, urllib.error.URLError) else down
    return isinstance(reason, ConnectionRefusedError) or type(reason).__name__ == "gaierror"


def _rows(said: dict[str, Any]) -> list[dict[str, Any]]:
    data = said.get("data")
    if said.get("code") != TAKEN or not isinstance(data, list):
        raise PortalDown(f"look-up: {str(said.get('message') or said.get('code'))[:200]}")
    return [row for row in data if isinstance(row, dict)]


def _answer(row: dict[str, Any]) -> Answer:
    return Answer(str(row.get("code", ""))[:20], str(row.get("message", ""))[:400])


@lru_cache(maxsize=4)
def _portal(base: str, agency: str, user: str, password: str) -> HttpPortal:
    return HttpPortal(base, agency, user, password)


def configured() -> Portal | None:
    """The portal of this installation; None when it is connected to none. Only https, or loopback for trying."""
    where = str(getattr(settings, "CONGVU_PORTAL", ""))
    there = urlsplit(where)
    if there.scheme == "https" or (there.scheme == "http" and there.hostname in ("127.0.0.1", "localhost", "::1")):
        user, password = settings.CONGVU_PORTAL_USER, settings.CONGVU_PORTAL_PASSWORD
        return _portal(where, settings.CONGVU_PORTAL_AGENCY, user, password)
    return None
