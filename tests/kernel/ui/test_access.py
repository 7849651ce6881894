"""Who may come: the three decorators and the way back after signing in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from congvu.core.refusals import NotAllowed
from congvu.kernel.ui.access import public, requires, signed_in, visitor_of


@dataclass(frozen=True)
class Holder:
    """Somebody with some permissions."""

    codes: frozenset[str] = frozenset()

    def may(self, permission: str, agency_id: int | None = None) -> bool:
        """As the policy answers."""
        return permission in self.codes


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


def asked(visitor: Holder | None, method: str = "get", path: str = "/a/?b=1", **headers: str) -> Any:
    request = getattr(RequestFactory(), method)(path, headers=headers)
    request.actor = visitor
    return request


def wanted(answer: Any) -> str:
    """Where the sign-in page will send the browser."""
    target: str = answer.headers.get("HX-Redirect") or answer.url
    parts = urlsplit(target)
    assert parts.path == "/sign-in/"
    return parse_qs(parts.query)["next"][0]


def test_public_lets_everybody_in() -> None:
    assert public(page)(asked(None)).status_code == 200


def test_signed_in_asks_strangers_to_sign_in_and_remembers_the_page() -> None:
    view = signed_in(page)
    assert view(asked(Holder())).status_code == 200
    assert wanted(view(asked(None))) == "/a/?b=1"


def test_requires_lets_only_holders_in() -> None:
    view = requires("x.y.z")(page)
    assert view(asked(Holder(frozenset({"x.y.z"})))).status_code == 200
    assert wanted(view(asked(None))) == "/a/?b=1"
    with pytest.raises(NotAllowed):
        view(asked(Holder(frozenset({"x.y.other"}))))


def test_a_form_that_was_being_sent_comes_back_to_its_page() -> None:
    view = signed_in(page)
    assert wanted(view(asked(None, "post", referer="http://testserver/form/?k=2"))) == "/form/?k=2"
    assert wanted(view(asked(None, "post", referer="http://evil.example/form/"))) == "/"
    assert wanted(view(asked(None, "post"))) == "/"


def test_a_fragment_moves_the_whole_page() -> None:
    answer: Any = signed_in(page)(asked(None, **{"HX-Request": "true", "HX-Current-URL": "http://testserver/list/?page=2"}))
    assert answer.status_code == 204
    assert wanted(answer) == "/list/?page=2"


@pytest.mark.parametrize("path", ["//evil.example/x", "/\\evil.example/x"])
def test_the_way_back_never_leaves_the_site(path: str) -> None:
    view = signed_in(page)
    assert wanted(view(asked(None, "post", referer=f"http://testserver{path}"))) == "/"
    request = asked(None)
    request.path = path
    request.META["QUERY_STRING"] = ""
    request.get_full_path = lambda *_args: path
    assert wanted(view(request)) == "/"


def test_views_say_what_they_ask_for() -> None:
    marks = [
        (view.public, view.sign_in_required, view.required_permission)  # type: ignore[attr-defined]
        for view in (public(page), signed_in(page), requires("x.y.z")(page))
    ]
    assert marks == [(True, False, None), (False, True, None), (False, True, "x.y.z")]
    assert visitor_of(RequestFactory().get("/")) is None
