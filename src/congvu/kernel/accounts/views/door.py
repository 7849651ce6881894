"""What the steps of signing in share: where a request comes from, how far somebody has come, where to go then."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from congvu.kernel.accounts.actions import begin_sign_in
from congvu.kernel.accounts.actions.signing_in import Place
from congvu.kernel.accounts.models import Account, SignIn
from congvu.kernel.accounts.policy.loopback import client_address
from congvu.kernel.accounts.queries import account_in_progress

_KEY = "signing_in"
#: How long the steps after the password may take.
PATIENCE = timedelta(minutes=10)


def place_of(request: HttpRequest) -> Place:
    """Network address and browser."""
    trusted = getattr(settings, "CONGVU_TRUSTED_PROXIES", ())
    return Place(client_address(request.META, trusted), request.headers.get("User-Agent", ""))


def wanted_page(request: HttpRequest) -> str:
    """Where the person wanted to go (`next`), if that is a page of ours; else the start page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours and "/" in wanted else "/"  # a word without a slash is no address


def lapsed_of(request: HttpRequest) -> SignIn | None:
    """The sign-in that is locked or has ended, if the request came with one."""
    lapsed: SignIn | None = getattr(request, "lapsed", None)
    return lapsed


@dataclass
class Progress:
    """How far a sign-in has come: whose password was right, when, and what is proved besides."""

    account_id: int
    at: str
    password_mark: str
    wanted: str
    kind: str = "password"
    new_secret: str = ""

    def save(self, request: HttpRequest) -> None:
        """Keep it in the visitor's session."""
        request.session[_KEY] = asdict(self)


def begin(request: HttpRequest, account: Account, now: datetime) -> Progress:
    """The password was right: a fresh visitor's session that knows it."""
    wanted = wanted_page(request)
    request.session.flush()
    progress = Progress(account.pk, now.isoformat(), account.get_session_auth_hash(), wanted)
    progress.save(request)
    return progress


def progress_of(request: HttpRequest, now: datetime) -> tuple[Progress, Account] | None:
    """The sign-in in progress; None if there is none, it took too long, or the password was changed meanwhile."""
    stored: Any = request.session.get(_KEY)
    if not isinstance(stored, dict):
        return None
    progress = Progress(**stored)
    account = account_in_progress(progress.account_id)
    late = now - datetime.fromisoformat(progress.at) > PATIENCE
    if account is None or late or progress.password_mark != account.get_session_auth_hash():
        del request.session[_KEY]
        return None
    return progress, account


def next_step(request: HttpRequest, progress: Progress, account: Account, now: datetime) -> HttpResponseRedirect:
    """Go to the next thing to be proved or set up; when nothing is left, sign in."""
    progress.save(request)
    if not settings.CONGVU_DEMO and account.has_second_factor and progress.kind == "password":
        return redirect("accounts:sign_in_code")
    if account.must_change_password:
        return redirect("accounts:sign_in_new_password")
    if not settings.CONGVU_DEMO and not account.has_second_factor:
        return redirect("accounts:sign_in_enrol")
    return complete(request, progress, account, now)


def complete(request: HttpRequest, progress: Progress, account: Account, now: datetime) -> HttpResponseRedirect:
    """Everything is proved: the sign-in begins."""
    begin_sign_in(session=request.session, account=account, kind=progress.kind, place=place_of(request), now=now)
    arrive(request, account)
    return redirect(after_arrival(progress.wanted))


def arrive(request: HttpRequest, account: Account) -> None:
    """A new form token for a new person. Whoever returns to his own open forms keeps theirs, or they would be void."""
    lapsed = lapsed_of(request)
    if lapsed is None or lapsed.account_id != account.pk:
        rotate_token(request)


def after_arrival(wanted: str) -> str:
    """The page of kept forms passes on to `wanted` at once when there is none."""
    return f"{resolve_url('accounts:kept_work')}?{urlencode({'next': wanted})}"
