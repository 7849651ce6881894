"""Visits a server that has just been started: the sign-in page must come in Vietnamese, with its style and its script.

    python3 tools/visit.py http://127.0.0.1:8000/

Waits for the server for at most a minute. Standard library only.
"""

from __future__ import annotations

import re
import sys
import time
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin
from urllib.request import ProxyHandler, build_opener

PATIENCE = 60.0
_OPENER = build_opener(ProxyHandler({}))


def get(address: str) -> tuple[str, str]:
    """Final address and text of a page."""
    with _OPENER.open(address, timeout=10) as answer:
        return answer.url, answer.read().decode("utf-8")


def wait_for(address: str) -> tuple[str, str]:
    """The page, once the server answers. Raises HTTPError for an error page, URLError when a minute has passed."""
    limit = time.monotonic() + PATIENCE
    while True:
        try:
            return get(address)
        except HTTPError:
            raise
        except URLError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.2)


def trouble(address: str) -> list[str]:
    """What is wrong with the server behind the address, in words."""
    try:
        where, page = wait_for(address)
    except URLError as error:
        return [f"{address} does not answer as it should: {error}"]
    found = []
    if "/sign-in/" not in where:
        found.append(f"a visitor lands on {where}, not on the sign-in page")
    if 'lang="vi"' not in page or "Đăng nhập" not in page:
        found.append("the sign-in page is not in Vietnamese")
    files = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page)
    if not any(name.endswith(".css") for name in files) or not any(name.endswith(".js") for name in files):
        found.append("the page names no style or no script of the front end")
    for name in files:
        _where, text = get(urljoin(where, name))
        if len(text) < 100:
            found.append(f"{name} is empty")
    return found


if __name__ == "__main__":
    wrong = trouble(sys.argv[1])
    print("\n".join(wrong) if wrong else f"{sys.argv[1]} answers: sign-in page, style and script are there")
    sys.exit(1 if wrong else 0)
