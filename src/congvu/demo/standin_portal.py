"""Cổng Dịch vụ công thay thế: a small portal on loopback for trying and for tests, with moods of its own.

It keeps what it is told in memory. A mood says what becomes of a request; whatever the mood, what it keeps stays kept.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TAKEN, EXISTS, UNKNOWN, REFUSED = "00", "02", "03", "01"
PAGE = 500


class Mood(StrEnum):
    """What a portal may do to a request."""

    GOOD = "good"
    REFUSE = "refuse"  # every message is answered with no
    REFUSE_ALL = "refuse_all"  # one no for the whole batch
    SLOW = "slow"  # keeps it, and answers when nobody listens any more
    LOSE = "lose"  # keeps it and loses the answer
    HALF = "half"  # keeps the first half and breaks off
    TWICE = "twice"  # keeps it twice, as if the network had delivered it twice
    STUTTER = "stutter"  # keeps it and says its answer twice over
    DOWN = "down"  # 503
    BROKEN = "broken"  # 500, nothing kept
    GARBAGE = "garbage"  # a page of words instead of JSON
    RESTART = "restart"  # breaks off and forgets its sessions, keeps its store


@dataclass
class Store:
    """What the portal has kept. `kept` are the references of accounts, `order` of everything."""

    knows_refs: bool = True
    dossiers: dict[str, dict[str, Any]] = field(default_factory=dict)
    created: dict[str, int] = field(default_factory=dict)
    progress: dict[str, dict[str, Any]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)
    sessions: set[str] = field(default_factory=set)
    poison: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, service: str, row: dict[str, Any], *, update: bool) -> tuple[str, str]:
        """Keep one message; the same reference again changes nothing and is answered with yes."""
        ref = str(row.get("MaThongDiep", ""))
        code = str(row.get("MaHoSo", ""))
        if code in self.poison:
            return REFUSED, "Dữ liệu không hợp lệ"
        if service == "CapNhatTienDoHoSoMC":
            if code not in self.dossiers:
                return UNKNOWN, "Hồ sơ chưa có trên Cổng"
            if ref not in self.progress:
                self.progress[ref] = row
                self.order.append(ref)
            return TAKEN, ""
        if ref in self.kept and self.knows_refs:
            return TAKEN, "Gói tin đã nhận trước đó"
        if update != (code in self.dossiers):
            return (UNKNOWN, "Hồ sơ chưa có trên Cổng") if update else (EXISTS, "Hồ sơ đã có trên Cổng")
        if not update:
            self.created[code] = self.created.get(code, 0) + 1
        self.dossiers[code] = row
        self.kept.add(ref)
        self.order.append(ref)
        return TAKEN, ""


class StandIn:
    """The portal: a server on loopback whose mood is asked anew for every request that keeps something."""

    def __init__(self, *, port: int = 0, mood: Callable[[str], Mood] | None = None, knows_refs: bool = True) -> None:
        self.store = Store(knows_refs=knows_refs)
        self.mood = mood or (lambda _service: Mood.GOOD)
        self.patience = 2.0
        self.asked = 0
        self.server = ThreadingHTTPServer(("127.0.0.1", port), type("Handler", (_Handler,), {"portal": self}))
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/portal"

    def start(self) -> StandIn:
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


_NOTHING_KEPT = (Mood.DOWN, Mood.BROKEN, Mood.GARBAGE, Mood.REFUSE, Mood.REFUSE_ALL)


class _Handler(BaseHTTPRequestHandler):
    portal: StandIn

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        service = self.path.rsplit("/", 1)[-1]
        if service == "DangNhap":
            session = f"s{len(self.portal.store.sessions) + 1}-{time.monotonic_ns()}"
            self.portal.store.sessions.add(session)
            self.answer({"code": TAKEN, "session": session})
        elif self.headers.get("Authorization", "").removeprefix("Bearer ") not in self.portal.store.sessions:
            self.answer({"code": "99", "message": "Phiên đã hết hạn"}, 401)
        elif service == "TraCuuHoSo":
            self.answer(_found(self.portal.store, said))
        else:
            self.take(service, said)

    def take(self, service: str, said: dict[str, Any]) -> None:
        self.portal.asked += 1
        mood = self.portal.mood(service)
        rows = list(said.get("data") or [])
        if mood in _NOTHING_KEPT:
            return self.nothing(mood, rows)
        kept = rows[: (len(rows) + 1) // 2] if mood is Mood.HALF else rows
        update = said.get("isUpdating") == "true"
        with self.portal.store.lock:
            results = []
            for row in kept:
                code, words = self.portal.store.keep(service, row, update=update)
                if mood is Mood.TWICE:
                    self.portal.store.keep(service, row, update=update)
                results.append({"MaThongDiep": row.get("MaThongDiep"), "code": code, "message": words})
        if mood is Mood.SLOW:
            time.sleep(self.portal.patience)
        if mood is Mood.RESTART:
            self.portal.store.sessions.clear()
        if mood in (Mood.LOSE, Mood.HALF, Mood.RESTART):
            return self.break_off()
        return self.answer({"code": TAKEN, "results": results}, times=2 if mood is Mood.STUTTER else 1)

    def nothing(self, mood: Mood, rows: list[dict[str, Any]]) -> None:
        if mood is Mood.DOWN:
            self.answer({"message": "bảo trì"}, 503)
        elif mood is Mood.BROKEN:
            self.answer({"message": "lỗi"}, 500)
        elif mood is Mood.GARBAGE:
            self.raw(b"<html>Trang thong bao</html>")
        elif mood is Mood.REFUSE_ALL:
            self.answer({"code": REFUSED, "message": "Gói tin không hợp lệ"})
        else:
            refs = [row.get("MaThongDiep") for row in rows]
            results = [{"MaThongDiep": ref, "code": REFUSED, "message": "Từ chối"} for ref in refs]
            self.answer({"code": TAKEN, "results": results})

    def break_off(self) -> None:
        self.close_connection = True
        self.connection.close()

    def answer(self, body: dict[str, Any], status: int = 200, times: int = 1) -> None:
        self.raw(json.dumps(body).encode() * times, status)

    def raw(self, body: bytes, status: int = 200) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, *_args: Any) -> None:
        return


def _found(store: Store, said: dict[str, Any]) -> dict[str, Any]:
    """TraCuuHoSo: by codes, or by days of reception a page at a time."""
    codes = said.get("DanhSachMaHoSo")
    if codes is not None:
        return {"code": TAKEN, "data": [store.dossiers[code] for code in codes if code in store.dossiers]}
    since, until = str(said.get("TuNgay", "")), str(said.get("DenNgay", ""))
    rows = [
        row for _code, row in sorted(store.dossiers.items()) if since <= str(row.get("NgayTiepNhan", ""))[:8] <= until
    ]
    start = (int(said.get("Trang") or 1) - 1) * PAGE
    return {"code": TAKEN, "data": rows[start : start + PAGE], "ConTrangSau": len(rows) > start + PAGE}
