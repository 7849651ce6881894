"""Pages for what went wrong: what happened, what is safe, what to do next.

The pages stand without a database and without a signed-in person, because either may be what failed.
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.core.refusals import Refusal

Text = str | Promise
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One error page: status, heading, and the three sentences."""

    status: int
    title: Text
    happened: Text
    safe: Text
    next_step: Text
    icon: str = "alert-triangle"


BAD_REQUEST = Trouble(
    400,
    _("The request could not be read"),
    _("The address or the data sent by the browser is not in a form this system understands."),
    _("Nothing has been changed."),
    _("Go back, reload the page and try again."),
)
FORBIDDEN = Trouble(
    403,
    _("You do not have the permission"),
    _("This page or this act is reserved for people with another duty."),
    _("Nothing has been changed."),
    _("If your duty requires it, ask the system owner of your agency to grant you the permission."),
    icon="lock",
)
NOT_FOUND = Trouble(
    404,
    _("There is nothing at this address"),
    _("The address is wrong, or the item does not exist for your account."),
    _("Nothing has been changed or lost."),
    _("Check the code, search for it, or go back to the start page."),
    icon="search",
)
CONFLICT = Trouble(
    409,
    _("This could not be done"),
    _("The rules of the procedure, or an act of a colleague a moment ago, stand against it."),
    _("Nothing has been changed by your act."),
    _("Open the item again to see how it stands now."),
    icon="git-merge",
)
TOO_LARGE = Trouble(
    413,
    _("The file is too large"),
    _("What was sent is larger than this system accepts."),
    _("Nothing has been stored."),
    _("Make the file smaller, split it, or scan it at a lower resolution, then send it again."),
    icon="file-alert",
)
INVALID = Trouble(
    422,
    _("Something in the form cannot be accepted"),
    _("A value does not fit."),
    _("Nothing has been stored; what you typed stays on the page before this one."),
    _("Go back, mend the value and send the form again."),
)
EXPIRED_FORM = Trouble(
    403,
    _("The form has expired"),
    _("The page was open too long, or cookies are switched off in this browser."),
    _("Nothing has been changed; what you typed is kept in this browser tab."),
    _("Go back, reload the page and send the form again."),
    icon="clock",
)
ACCIDENT = Trouble(
    500,
    _("The system has met an error"),
    _("This is a fault of the system, not of yours."),
    _("An act is written completely or not at all: nothing is half-stored."),
    _("Reload the page to see how the item stands. If it happens again, give the system owner the code below."),
    icon="alert-octagon",
)


def _page(request: HttpRequest, trouble: Trouble, *, reference: str = "", detail: str = "") -> HttpResponse:
    """The error page; for htmx an alert that is put above the page instead of into the middle of it."""
    if request.headers.get("HX-Request") == "true":
        html = render_to_string("ui/_trouble.html", {"trouble": trouble, "reference": reference, "detail": detail})
        answer = HttpResponse(html, status=trouble.status)
        answer["HX-Retarget"] = "#flash"
        answer["HX-Reswap"] = "innerHTML show:window:top"
        return answer
    context = {"trouble": trouble, "reference": reference, "detail": detail}
    return HttpResponse(render_to_string("ui/error.html", context, request), status=trouble.status)


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page of a domain refusal: its own sentence and hint in place of the general ones."""
    general = {400: BAD_REQUEST, 403: FORBIDDEN, 404: NOT_FOUND, 413: TOO_LARGE, 422: INVALID}.get(
        refusal.status, CONFLICT
    )
    trouble = Trouble(
        status=refusal.status,
        title=general.title,
        happened=refusal.message or general.happened,
        safe=general.safe,
        next_step=refusal.hint or general.next_step,
        icon=general.icon,
    )
    return _page(request, trouble)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400. Too much data sent at once arrives here as well and is answered as 413."""
    too_large = type(exception).__name__ == "RequestDataTooBig"
    return _page(request, TOO_LARGE if too_large else BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    detail = str(exception) if isinstance(exception, PermissionDenied) else ""
    return _page(request, FORBIDDEN, detail=detail)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404. The reason given by Django names patterns and models: it is not shown."""
    detail = ""
    if isinstance(exception, Http404) and exception.args and isinstance(exception.args[0], Promise):
        detail = str(exception.args[0])
    return _page(request, NOT_FOUND, detail=detail)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """403 for a form whose token is missing or old."""
    return _page(request, EXPIRED_FORM)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, with a code to quote. Falls back to plain text if even the page cannot be made."""
    reference = secrets.token_hex(4)
    logger.error("error page %s shown for %s %s", reference, request.method, request.path)
    try:
        return _page(request, ACCIDENT, reference=reference)
    except Exception:  # noqa: BLE001 -- the page for accidents must not have one
        text = f"500 - {ACCIDENT.title}. {ACCIDENT.safe}"
        return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")
