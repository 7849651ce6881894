"""Cửa vào: a token or the signed-in browser; which scopes a token needs; acts that are asked for with a key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Status
from ninja.errors import AuthenticationError, HttpError
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf
from pydantic import BaseModel

from congvu.core.refusals import NotAllowed
from congvu.face.api.actions import once
from congvu.face.api.actions.outcomes import HEADER
from congvu.kernel.accounts.actions.pacing import keep_pace
from congvu.kernel.accounts.actions.tokens import sign_in_by_token
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.accounts.policy.pacing import pace_of
from congvu.kernel.accounts.policy.vault import token_hash

Operation = Callable[..., Any]
JSON = "application/json; charset=utf-8"


class Token(HttpBearer):
    """A token made on the page of one's own account; it can do at most what its scopes and its owner may."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """The actor of the token; a token that is no good is refused even beside a signed-in browser. TooMany when it
        asks faster than CONGVU_API_PER_MINUTE allows."""
        actor = sign_in_by_token(text=token.strip(), now=timezone.now())
        if actor is None:
            raise AuthenticationError(message=_("This token is unknown, has expired or was revoked."))
        keep_pace(
            name=f"token:{token_hash(token.strip())}", pace=pace_of(settings.CONGVU_API_PER_MINUTE), now=timezone.now()
        )
        request.actor = actor  # type: ignore[attr-defined]  # as the middleware does for browsers
        request.by_token = True  # type: ignore[attr-defined]
        return actor


class Session(APIKeyCookie):
    """The browser that is signed in to the desk; writing needs the token against forged requests (X-CSRFToken)."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Actor | None:
        """The actor the middleware found; None when nobody is signed in."""
        return self.authenticate(request, None)

    def _get_key(self, request: HttpRequest) -> str | None:
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, _key: str | None) -> Actor | None:
        """The actor, once the request is known to come from our own pages."""
        actor = getattr(request, "actor", None)
        if not isinstance(actor, Actor):
            return None
        if check_csrf(request):
            raise HttpError(403, _("The header X-CSRFToken is missing or old."))
        return actor


DOORS = [Token(), Session()]


def require_scope(request: HttpRequest, wanted: tuple[str, ...]) -> None:
    """A token must carry one of the scopes an operation names. Persons are left to the policy."""
    if not wanted or not getattr(request, "by_token", False):
        return
    actor = acting(request)
    if not any(actor.may(code) for code in wanted):
        raise NotAllowed(
            _("This token lacks the scope for this."), code="scope_missing",
            hint=_("It needs one of: %(codes)s.") % {"codes": ", ".join(wanted)},
        )


def fingerprint_of(request: HttpRequest) -> str:
    """Hash of what was asked for: method, address, body."""
    hashed = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    hashed.update(request.body)
    return hashed.hexdigest()


def _written(said: Any) -> tuple[int, str]:
    """Status and JSON of what an operation says: it is of the declared type already and is not checked twice."""
    status, shown = (said.status_code, said.value) if isinstance(said, Status) else (200, said)
    assert isinstance(shown, BaseModel)
    return status, shown.model_dump_json()


def guarded(operation: Operation) -> Operation:
    """Every operation of every room passes here: scope of the token, then the key that makes an act happen once."""
    wanted: tuple[str, ...] = getattr(operation, "needs", ())

    @wraps(operation)
    def inner(request: HttpRequest, **values: Any) -> HttpResponse:
        require_scope(request, wanted)
        key = request.headers.get(HEADER)
        if key is None or request.method != "POST" or getattr(operation, "repeatable", False):
            status, body = _written(operation(request, **values))
            return HttpResponse(body, status=status, content_type=JSON)
        account_id = acting(request).account_id
        assert account_id is not None  # both doors lead to accounts
        kept = once(
            account_id=account_id, key=key, fingerprint=fingerprint_of(request), now=timezone.now(),
            act=lambda: _written(operation(request, **values)),
        )
        response = HttpResponse(kept.body, status=kept.status, content_type=JSON)
        if kept.replayed:
            response["Idempotent-Replayed"] = "true"
        return response

    return inner
