"""The check of the documents' links, and the visit to a new server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tools import docs, visit

PAGE = '<html lang="vi"><link href="/static/a.css"><script src="/static/a.js"></script>Đăng nhập</html>'


def test_every_link_of_the_documents_leads_somewhere() -> None:
    found = [line for path in docs.documents() for line in docs.broken(path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[a](other.md)", 0),
        ("[a](other.md#a-heading-of-two)", 0),
        ("[a](#here)\n\n## Here", 0),
        ("[a](https://congvu.example/)", 0),
        ("`[a](nowhere.md)`", 0),
        ("[a](nowhere.md)", 1),
        ("[a](other.md#nothing)", 1),
        ("[a](#there)\n\n## Here", 1),
    ],
)
def test_broken_sees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, wrong: int) -> None:
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    (tmp_path / "other.md").write_text("# A heading, of `two`\n")
    (tmp_path / "this.md").write_text(text)
    assert len(docs.broken(tmp_path / "this.md")) == wrong


@pytest.fixture
def site() -> Iterator[tuple[str, dict[str, str]]]:
    """A little server and what it answers by path; what it does not know is an error."""
    pages: dict[str, str] = {}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages.get(self.path)
            self.send_response(200 if page is not None else 500)
            self.end_headers()
            self.wfile.write((page or "").encode())

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sign-in/", pages
    server.shutdown()
    thread.join()
    server.server_close()


def test_visit_is_content_with_a_whole_page(site: tuple[str, dict[str, str]]) -> None:
    address, pages = site
    pages |= {"/sign-in/": PAGE, "/static/a.css": "x" * 200, "/static/a.js": "x" * 200}
    assert visit.trouble(address) == []


@pytest.mark.parametrize(
    ("page", "css", "says"),
    [
        (PAGE.replace("vi", "en"), "x" * 200, "not in Vietnamese"),
        (PAGE.replace("a.css", "a.txt"), "x" * 200, "names no style"),
        (PAGE, "", "is empty"),
        (None, "x" * 200, "does not answer as it should"),
    ],
)
def test_visit_says_what_is_wrong(site: tuple[str, dict[str, str]], page: str | None, css: str, says: str) -> None:
    address, pages = site
    pages |= {"/static/a.css": css, "/static/a.js": "x" * 200}
    if page is not None:
        pages["/sign-in/"] = page
    assert says in "\n".join(visit.trouble(address))
