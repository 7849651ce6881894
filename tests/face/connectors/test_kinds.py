"""The gateways: a folder on the disk, and an axis over HTTP played by a small server on loopback."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from congvu.face.connectors.kinds import GatewayDown, configured
from congvu.face.connectors.kinds.folder import FolderGateway
from congvu.face.connectors.kinds.rest import RestGateway


def test_a_folder_brings_keeps_and_sends(tmp_path: Path) -> None:
    gateway = FolderGateway(tmp_path)
    assert list(gateway.waiting()) == []
    (tmp_path / "in" / "a.edxml").write_bytes(b"<a/>")
    (tmp_path / "in" / "b.part").write_bytes(b"half")
    assert list(gateway.waiting()) == ["a.edxml"]
    assert gateway.fetch("a.edxml") == b"<a/>"
    gateway.done("a.edxml", accepted=False, words="hỏng")
    gateway.done("a.edxml", accepted=False, words="hỏng")
    assert (tmp_path / "failed" / "a.edxml.txt").read_text() == "hỏng"
    first = gateway.send(b"<x/>", sender="H99", receiver="G09")
    assert gateway.send(b"<x/>", sender="H99", receiver="G09") == first
    assert [path.name for path in (tmp_path / "out").iterdir()] == [first]


def test_a_reference_never_leaves_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mật")
    with pytest.raises(GatewayDown):
        FolderGateway(tmp_path).fetch("../secret")


class Axis(BaseHTTPRequestHandler):
    """Log-in, list, fetch, send; the first token is refused once."""

    token = ""
    kept: dict[str, bytes] = {}
    refused = 0

    def _answer(self, body: dict[str, Any], status: int = 200) -> None:
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def _known(self) -> bool:
        if self.headers.get("Authorization") == f"Bearer {Axis.token}" and Axis.token == "t2":
            return True
        Axis.refused += 1
        self._answer({"success": False}, 401)
        return False

    def do_GET(self) -> None:
        if not self._known():
            return
        if self.path.startswith("/getReceivedEdocList"):
            self._answer({"success": True, "data": [{"docId": ref} for ref in Axis.kept]})
        else:
            data = base64.b64encode(Axis.kept[self.path.partition("docId=")[2]]).decode()
            self._answer({"success": True, "data": data})

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/login":
            Axis.token = "t2" if Axis.token else "t1"
            self._answer({"success": said["password"] == "đúng", "token": Axis.token, "message": "sai mật khẩu"})
        elif self._known():
            Axis.kept["n1"] = base64.b64decode(said.get("data", "")) if "data" in said else Axis.kept["n1"]
            self._answer({"success": True, "docId": "n1"})

    def log_message(self, *args: Any) -> None:
        return


@pytest.fixture
def axis() -> Iterator[str]:
    Axis.token, Axis.kept, Axis.refused = "", {}, 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Axis)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_axis_is_logged_in_to_again_when_its_token_has_run_out(axis: str) -> None:
    gateway = RestGateway(axis, "so-xd", "đúng")
    assert gateway.send(b"<x/>", sender="H99", receiver="G09") == "n1"
    assert Axis.refused == 1
    assert list(gateway.waiting()) == ["n1"]
    assert gateway.fetch("n1") == b"<x/>"
    gateway.done("n1", accepted=True)


def test_an_axis_that_refuses_or_is_away_is_down(axis: str) -> None:
    with pytest.raises(GatewayDown):
        RestGateway(axis, "so-xd", "sai").waiting()
    with pytest.raises(GatewayDown):
        RestGateway("http://127.0.0.1:9", "x", "y", timeout=2).waiting()


@pytest.mark.parametrize("where", ["", "http://lgsp.example", "http://127.0.0.1.example.org/x", "ftp://x", "nonsense"])
def test_nothing_is_connected_without_a_safe_address(where: str) -> None:
    with override_settings(CONGVU_EDXML=where):
        assert configured() is None
