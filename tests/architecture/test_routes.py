"""Every address of the web and of the API says who may come; the public ones are listed here by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path
from ninja import NinjaAPI
from ninja.operation import PathView
from ninja.security import HttpBearer

from congvu.kernel.ui.access import public, requires, signed_in
from tests.architecture.house import show

#: Doors that stand open on purpose. A new one is added here in the same commit, where a reviewer sees it.
OPEN_DOORS = {
    "api/v1/",
    "api/v1/health",
    "api/v1/openapi.json",
    "calendar/<str:token>.ics",  # the secret address is the key
    "cong-dan/",
    "cong-dan/ban-nhap/<slug:key>/",
    "cong-dan/ban-nhap/<slug:key>/bo-tep/<int:paper_id>/",
    "cong-dan/ban-nhap/<slug:key>/bo/",
    "cong-dan/ban-nhap/<slug:key>/xem-lai/",
    "cong-dan/cong-khai/",  # what was approved for publication, until its day
    "cong-dan/cua-toi/",  # sends whoever is not signed in on the public side to its sign-in
    "cong-dan/da-thoat/",
    "cong-dan/dang-nhap/",
    "cong-dan/dang-nhap/<slug:code>/",
    "cong-dan/dang-nhap/tra-ve/",
    "cong-dan/ho-so/",
    "cong-dan/ho-so/<str:code>/",  # without the secret of the slip: the degree of completion
    "cong-dan/ho-so/<str:code>/bien-nhan/",
    "cong-dan/ho-so/<str:code>/bo-sung/",
    "cong-dan/ho-so/<str:code>/danh-gia/",
    "cong-dan/ho-so/<str:code>/dung/",
    "cong-dan/ho-so/<str:code>/han-tra/",
    "cong-dan/kiem-tra/",
    "cong-dan/nop/<str:code>/",
    "cong-dan/thoat/",
    "cong-dan/thu-tuc/",
    "cong-dan/thu-tuc/<str:code>/",
    "cong-dan/thu-tuc/<str:code>/qr.svg",
    "cong-dan/tim/",
    "counters/chime.wav",
    "counters/display/<int:agency_id>/",  # the big screen in the hall: numbers, no names
    "counters/display/<int:agency_id>/board/",
    "counters/kiosk/<str:key>/",  # the secret address is the key
    "counters/kiosk/<str:key>/<int:ticket_id>/",
    "inspections/card/<str:secret>/",  # whether a duty card is real; its address is its secret
    "inspections/conclusions/",  # published conclusions, without personal data
    "inspections/conclusions/<str:code>/",
    "conduct/praise/public/",  # commendations that were published
    "inspections/draws/",  # what was published of a draw, to be reckoned again by anybody
    "inspections/draws/<slug:code>/",
    "inspections/draws/<slug:code>/record.json",
    "inspections/draws/verify_draw.py",
    "inspections/onsite/worker.js",  # the service worker of the page on site: code alone, nothing of a visit
    "language/",
    "onestop/rate/<str:key>/",  # a tablet at the desk: the code of one dossier; the secret address is the key
    "onestop/rate/<str:key>/answer/",
    "sign-in/",
    "sign-in/code/",
    "sign-in/demo/",
    "sign-in/new-password/",
    "sign-in/second-factor/",
    "sign-in/unlock/",
    "sign-out/",
    "ui/styleguide/",
    "ui/theme/",
}


def routes(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Address and view of everything the site answers."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        address = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, address)
        elif isinstance(entry, URLPattern):
            yield address, entry.callback


def unguarded(address: str, view: Callable[..., Any]) -> list[str] | None:
    """Operations of the API at this address that ask nobody who they are; None when it is a page."""
    enclosed = [cell.cell_contents for cell in getattr(view, "__closure__", None) or ()]
    owner = next((thing for thing in enclosed if isinstance(thing, PathView)), None)
    if owner is None:
        return None
    return [
        f"{'/'.join(operation.methods)} {address} has no authentication"
        for operation in owner.operations
        if not operation.auth_callbacks
    ]


def undeclared(address: str, view: Callable[..., Any], open_doors: set[str]) -> list[str]:
    """What is wrong with a route's declaration, if anything."""
    if getattr(view, "public", None) is True:
        return [] if address in open_doors else [f"{address} is public but not in the list of open doors"]
    if getattr(view, "sign_in_required", None) is True:
        return []
    return [f"{address} does not say who may come (ui.access: public, signed_in or requires)"]


def undeclared_page(address: str, view: Callable[..., Any]) -> list[str]:
    """The same for a page; nothing for what belongs to the API."""
    return [] if unguarded(address, view) is not None else undeclared(address, view, OPEN_DOORS)


def test_every_route_declares_who_may_come() -> None:
    found = [
        line
        for address, view in routes()
        for line in unguarded(address, view) or undeclared_page(address, view)
    ]
    assert not found, show(found)


def test_every_open_door_exists() -> None:
    open_now = {address for address, view in routes() if getattr(view, "public", None) is True}
    assert open_now >= OPEN_DOORS, show(sorted(OPEN_DOORS - open_now))


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@pytest.mark.parametrize(
    ("view", "wrong"),
    [
        (signed_in(page), 0),
        (requires("a.b")(page), 0),
        (public(page), 1),
        (page, 1),
        (login_required(page), 1),
    ],
)
def test_undeclared_sees(view: Callable[..., Any], wrong: int) -> None:
    assert len(undeclared("there/", view, {"here/"})) == wrong


def test_undeclared_lets_listed_doors_stand_open() -> None:
    assert undeclared("here/", public(page), {"here/"}) == []


def test_routes_walks_into_includes() -> None:
    inner = [path("a/", page), path("b/", page)]
    assert [address for address, _view in routes([*inner, path("c/", page)], "x/")] == ["x/a/", "x/b/", "x/c/"]


def answer(request: HttpRequest) -> str:
    return request.path


class Token(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> str:
        return token


def test_unguarded_sees_an_operation_without_authentication() -> None:
    api = NinjaAPI(urls_namespace="sample", docs_url=None, openapi_url=None)
    api.get("/open/")(answer)
    api.get("/closed/", auth=Token())(answer)
    found = {address: unguarded(address, view) for address, view in routes(list(api.urls[0]))}
    assert found["open/"] == ["GET open/ has no authentication"]
    assert found["closed/"] == []
    assert unguarded("there/", page) is None
