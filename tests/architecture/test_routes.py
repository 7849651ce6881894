"""Every address of the web and of the API says who may come; the public ones are listed here by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path
from ninja import NinjaAPI
from ninja.operation import Operation

from congvu.kernel.ui.access import public, requires, signed_in
from tests.architecture.house import show

#: Doors that stand open on purpose. A new one is added here in the same commit, where a reviewer sees it.
OPEN_DOORS = {
    "language/",
    "sign-in/",
    "sign-in/code/",
    "sign-out/",
}


def routes(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Address and view of everything the site answers."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        address = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, address)
        elif isinstance(entry, URLPattern):
            yield address, entry.callback


def operations(api: NinjaAPI) -> Iterator[tuple[str, Operation]]:
    """Address and operation of everything an API answers."""
    for prefix, router in api._routers:
        for address, view in router.path_operations.items():
            for operation in view.operations:
                yield f"{prefix}{address}", operation


def belongs_to_api(view: Callable[..., Any]) -> bool:
    """Whether the view is one of django-ninja's, which checks per operation."""
    return (getattr(view, "__module__", "") or "").startswith("ninja.") or "ninja" in repr(
        getattr(view, "__self__", "")
    )


def undeclared(address: str, view: Callable[..., Any], open_doors: set[str]) -> list[str]:
    """What is wrong with a route's declaration, if anything."""
    if getattr(view, "public", None) is True:
        return [] if address in open_doors else [f"{address} is public but not in the list of open doors"]
    if getattr(view, "sign_in_required", None) is True:
        return []
    return [f"{address} does not say who may come (ui.access: public, signed_in or requires)"]


def test_every_route_declares_who_may_come() -> None:
    found = [
        line
        for address, view in routes()
        if not belongs_to_api(view)
        for line in undeclared(address, view, OPEN_DOORS)
    ]
    assert not found, show(found)


def test_every_open_door_exists() -> None:
    open_now = {address for address, view in routes() if getattr(view, "public", None) is True}
    assert open_now >= OPEN_DOORS, show(sorted(OPEN_DOORS - open_now))


def test_every_operation_of_the_api_asks_who_is_there() -> None:
    found = [
        f"{'/'.join(operation.methods)} {address} has no authentication"
        for api in NinjaAPI._registry_objects()
        for address, operation in operations(api)
        if not operation.auth_callbacks
    ]
    assert not found, show(found)


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
