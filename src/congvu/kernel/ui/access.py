"""Who may come: every route of the web says it with one of three decorators.

`request.actor` is put there by the middleware of the accounts room: an object with `may(permission)`, or None
when nobody is signed in. This room only reads it, so every room of the kernel may use these decorators.
The attributes `required_permission`, `sign_in_required` and `public` stay on the view, so that a test can list all
routes and what each asks for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from congvu.core.refusals import NotAllowed

View = Callable[..., HttpResponseBase]


class Visitor(Protocol):
    """What a screen needs to know about the person in front of it."""

    def may(self, permission: str, agency_id: int | None = None) -> bool:
        """True if the person holds the permission (for this agency, when one is named)."""
        ...


def visitor_of(request: HttpRequest) -> Visitor | None:
    """Return the signed-in person as the accounts room put it on the request, or None."""
    visitor: Visitor | None = getattr(request, "actor", None)
    return visitor


def ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Send the browser to the sign-in page and remember where it wanted to go.

    A fragment asked for by htmx gets the whole page moved (HX-Redirect), or the sign-in form would be swapped into
    the middle of an old screen. A form that was being sent comes back to the page it was filled in on, because a
    POST cannot be repeated by a redirect.
    """
    wanted = request.get_full_path()
    fragment = request.headers.get("HX-Request") == "true"
    if fragment or request.method not in ("GET", "HEAD"):
        wanted = _page_behind(request)
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        wanted = "/"
    answer = redirect_to_login(wanted, resolve_url(settings.LOGIN_URL))
    if not fragment:
        return answer
    moved = HttpResponse(status=204)
    moved["HX-Redirect"] = answer.url
    return moved


def _page_behind(request: HttpRequest) -> str:
    """Return the path of the page the request was sent from, if it is ours; else of the start page."""
    behind = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "")
    if behind.netloc and behind.netloc != request.get_host():
        return "/"
    path = behind.path or "/"
    return f"{path}?{behind.query}" if behind.query else path


def public(view: View) -> View:
    """Anybody may come, signed in or not."""

    @wraps(view)
    def open_door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return _marked(open_door, permission=None, sign_in=False)


def signed_in(view: View) -> View:
    """Anybody with an account may come; what they see is narrowed by the queries."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if visitor_of(request) is None:
            return ask_to_sign_in(request)
        return view(request, *args, **kwargs)

    return _marked(checked, permission=None, sign_in=True)


def requires(permission: str) -> Callable[[View], View]:
    """Only people who hold `permission` somewhere may come; the action checks the place again.

    Not signed in: to the sign-in page. Signed in without the permission: `NotAllowed` (403 with a sentence).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            visitor = visitor_of(request)
            if visitor is None:
                return ask_to_sign_in(request)
            if not visitor.may(permission):
                raise NotAllowed(
                    _("You do not have the permission for this page."),
                    hint=_("Ask the system owner for the permission “%(code)s”.") % {"code": permission},
                )
            return view(request, *args, **kwargs)

        return _marked(checked, permission=permission, sign_in=True)

    return decorate


def _marked(view: View, *, permission: str | None, sign_in: bool) -> View:
    """Leave on the view what it asks for, so that the list of all routes can be read and tested."""
    view.required_permission = permission  # type: ignore[attr-defined]  # read by the test of all routes
    view.sign_in_required = sign_in  # type: ignore[attr-defined]
    view.public = not sign_in  # type: ignore[attr-defined]
    return view
