"""Who is there: session, account and rights on every request, two idle time-outs, the language of the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare

from congvu.kernel.accounts.actions import keep_form, note_seen
from congvu.kernel.accounts.models import Account, SignIn
from congvu.kernel.accounts.policy import actor_of
from congvu.kernel.accounts.policy.loopback import is_loopback
from congvu.kernel.ui.access import ask_to_sign_in

#: A request with this header is the page asking for itself (a counter, a progress bar): nobody need sit there.
QUIET_HEADER = "X-Congvu-Quiet"


class SignedIn:
    """Puts `request.user`, `request.actor` (None when nobody is signed in) and `request.lapsed` on the request.

    `lapsed` is the sign-in a request came with when it can no longer be used: *locked* (idle for
    CONGVU_IDLE_SECONDS: the password again) or *ended* (older than CONGVU_ABSOLUTE_SECONDS, or ended by somebody).
    A form that arrives with a lapsed sign-in is kept for its owner. Reads at most one row; writes "last seen" at
    most once a minute.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = AnonymousUser()
        request.actor = None  # type: ignore[attr-defined]
        request.lapsed = None  # type: ignore[attr-defined]
        if settings.CONGVU_DEMO and not is_loopback(request.META):
            return _demo_refused()
        self._recognise(request, timezone.now())
        with translation.override(_language_of(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Keep the form of somebody whose sign-in lapsed; runs after the check of the form's token."""
        lapsed: SignIn | None = getattr(request, "lapsed", None)
        if lapsed is None or request.method != "POST":
            return None
        if getattr(view, "public", False) or getattr(view, "csrf_exempt", False):
            return None
        account = lapsed.account
        if account is not None and account.is_active and lapsed.ended_at is None and _same_password(request, account):
            keep_form(
                account=account, path=request.get_full_path(), fields=list(request.POST.lists()),
                files=[file.name or "" for _name, many in request.FILES.lists() for file in many],
                came_from=request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""),
                now=timezone.now(),
            )
        return ask_to_sign_in(request)

    def _recognise(self, request: HttpRequest, now: datetime) -> None:
        session: Any = request.session
        row: SignIn | None = session.sign_in_row()
        if row is None or row.account is None:
            return
        account: Account = row.account
        standing = row.standing(now)
        if not account.is_active or not _same_password(request, account):
            standing = "ended"
        if standing != "live":
            request.lapsed = row  # type: ignore[attr-defined]
            return
        request.user = account
        request.actor = actor_of(account, timezone.localdate(now))  # type: ignore[attr-defined]
        if QUIET_HEADER not in request.headers:
            note_seen(sign_in=row, now=now)


def _same_password(request: HttpRequest, account: Account) -> bool:
    """A changed password ends every sign-in made with the old one."""
    session: Any = request.session
    return constant_time_compare(session.password_mark, account.get_session_auth_hash())


def _language_of(request: HttpRequest) -> str:
    """The language chosen in this browser, else the account's, else Vietnamese."""
    known = {code for code, _name in settings.LANGUAGES}
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in known:
        return chosen
    own = getattr(request.user, "language", "")
    return own if own in known else settings.LANGUAGE_CODE


def _demo_refused() -> HttpResponse:
    """Demo mode has log-ins without password: it answers this computer only."""
    text = (
        "Chế độ trình diễn chỉ dùng được trên chính máy này (127.0.0.1).\n"
        "Demo mode answers this computer only (127.0.0.1).\n"
    )
    return HttpResponse(text, status=403, content_type="text/plain; charset=utf-8")
