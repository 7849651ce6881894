"""Somebody who writes notes through the front door as fast as the office answers, and remembers which were taken."""

from __future__ import annotations

import http.client
import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

_SEQ = re.compile(r'name="expected_seq" value="(\d+)"')


class Typist:
    """One browser without pictures: cookies, one connection per request, no following of redirects."""

    def __init__(self, address: str, login: str) -> None:
        self.login, self.cookies, self.taken = login, dict[str, str](), list[tuple[str, str]]()
        self.move(address)
        self.sign_in()

    def move(self, address: str) -> None:
        """The office answers at another address now."""
        place = urlsplit(address)
        self.host, self.port = str(place.hostname), int(place.port or 80)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and text of an answer. OSError or HTTPException when the server went away."""
        link = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            body = None
            if form is not None:
                body = urlencode(form | {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")})
                headers |= {"Content-Type": "application/x-www-form-urlencoded",
                            "Referer": f"http://{self.host}:{self.port}/"}  # fmt: skip
            link.request(method, path, body, headers)
            answer = link.getresponse()
            text = answer.read().decode()
            for line in answer.msg.get_all("Set-Cookie") or []:
                for name, morsel in SimpleCookie(line).items():
                    self.cookies[name] = morsel.value
            return answer.status, text
        finally:
            link.close()

    def sign_in(self) -> None:
        """One click of the demo."""
        self.ask("GET", "/sign-in/")
        status, text = self.ask("POST", "/sign-in/demo/", {"login": self.login, "next": "/"})
        assert status == 302, text[:500]

    def note(self, code: str, words: str) -> int:
        """Write a note on a case; remembered when the answer says that it was taken."""
        _status, form = self.ask("GET", f"/cases/{code}/acts/note/")
        found = _SEQ.search(form)
        assert found is not None, form[:1000]
        status, _text = self.ask("POST", f"/cases/{code}/acts/note/", {"expected_seq": found[1], "words": words})
        if status == 302:
            self.taken.append((code, words))
        return status
