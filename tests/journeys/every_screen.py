"""Everything somebody can open: his menu and what it leads to, with the words that stand there."""

from __future__ import annotations

import html
import re
from collections import deque

from tests.domain.inspections.searching import LINK, SIGN_OUT
from tests.journeys.visitor import Visitor

_MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
_UNSEEN = re.compile(r"<(script|style|template|input)\b.*?(?:</\1>|>)", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def words_of(page: str) -> str:
    """What a person reads on the page, without the frame around it."""
    main = _MAIN.search(page)
    return html.unescape(" ".join(_TAG.sub(" ", _UNSEEN.sub(" ", main[0] if main else page)).split()))


def menu_of(visitor: Visitor) -> list[str]:
    """Addresses of his menu."""
    found: list[str] = visitor.page.locator(".rail-nav a[href^='/']").evaluate_all(
        "links => links.map((link) => link.getAttribute('href'))"
    )
    return list(dict.fromkeys(found))


def look(visitor: Visitor, path: str) -> tuple[int, bytes]:
    """Status and content of an address, asked for with his cookies; a refusal is an answer like any other."""
    answer = visitor.page.context.request.get(f"{visitor.address}{path}", max_redirects=5)
    return answer.status, answer.body()


def walk(visitor: Visitor, starts: list[str], most: int) -> dict[str, bytes]:
    """So many pages from these on, each with its content, what they link to first come first served."""
    ahead, seen, found = deque(starts), set(starts), dict[str, bytes]()
    while ahead and len(found) < most:
        path = ahead.popleft()
        _status, found[path] = look(visitor, path)
        for link in LINK.findall(found[path]):
            address = html.unescape(link.decode())
            if address not in seen and not address.startswith(SIGN_OUT):
                seen.add(address)
                ahead.append(address)
    return found
