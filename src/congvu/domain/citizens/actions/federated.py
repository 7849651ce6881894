"""Đăng nhập bằng nhà cung cấp định danh: the browser is sent there, comes back once, and somebody is known."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.citizens.actions.people import keep_person, line
from congvu.domain.citizens.kinds import openid
from congvu.domain.citizens.kinds.openid import Provider, SignInRefused
from congvu.domain.citizens.models import Attempt, Person
from congvu.domain.citizens.policy.providers import provider_of, told
from congvu.kernel.accounts.policy import vault

#: How long somebody may take at the provider.
PATIENCE = timedelta(minutes=10)
_PURPOSE = "citizen-attempt"


@dataclass(frozen=True, slots=True)
class Begun:
    """Where the browser goes, and what it is known by when it comes back."""

    url: str
    browser: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """Who came back, the token to sign out with later, and the page he wanted."""

    person: Person
    provider: Provider
    token: str
    wanted: str


def begin(*, provider_code: str, redirect_uri: str, wanted: str, browser: str, language: str, now: datetime) -> Begun:
    """Bắt đầu. NotFound for a provider nobody configured, ProviderDown when it does not answer."""
    provider = provider_of(provider_code)
    if provider is None:
        raise NotFound(_("There is no such identity provider here."))
    sent = openid.send_to(provider, redirect_uri, language)
    mark = browser or secrets.token_urlsafe(32)
    Attempt.objects.create(
        state_hash=vault.token_hash(sent.state), browser_hash=vault.token_hash(mark), provider=provider.code,
        sealed=vault.seal(json.dumps([sent.nonce, sent.verifier, redirect_uri]), purpose=_PURPOSE),
        wanted=wanted[:500], begun_at=now,
    )  # fmt: skip
    return Begun(sent.url, mark)


def finish(*, state: str, code: str, error: str, browser: str, now: datetime) -> Arrived:
    """Kết thúc. What came back is good once, in the browser that began, within ten minutes.

    SignInRefused with a plain sentence for everything else; ProviderDown. Journal: `citizen.signed_in`.
    """
    attempt, provider = _taken(state, browser, now)
    if error:
        raise SignInRefused(
            _("You did not agree to the sign-in, or the provider refused it."),
            hint=_("Begin again, or ask the one-stop desk for a one-time code."), code="provider_refused",
        )
    opened = vault.unseal(attempt.sealed, purpose=_PURPOSE)
    if opened is None or not code:
        raise _stale()
    nonce, verifier, redirect_uri = json.loads(opened)
    known = openid.exchange(provider, redirect_uri=redirect_uri, code=code, verifier=verifier, nonce=nonce)
    name, details, level = told(provider, known.claims)
    with transaction.atomic():
        person = keep_person(
            issuer=provider.issuer, subject=known.subject[:300], name=name, details=details, level=level, now=now
        )
        line(person, "citizen.signed_in", actor="citizen", now=now, body={"provider": provider.code, "level": level})
    return Arrived(person, provider, known.token, attempt.wanted)


def _taken(state: str, browser: str, now: datetime) -> tuple[Attempt, Provider]:
    """The attempt, taken: nobody comes back with it a second time."""
    rows = Attempt.objects.filter(
        pk=vault.token_hash(state), browser_hash=vault.token_hash(browser), begun_at__gt=now - PATIENCE, ended_at=None
    )
    if not state or not browser or not rows.update(ended_at=now):
        raise _stale()
    attempt = Attempt.objects.get(pk=vault.token_hash(state))
    provider = provider_of(attempt.provider)
    if provider is None:
        raise _stale()
    return attempt, provider


def _stale() -> SignInRefused:
    return SignInRefused(
        _("This sign-in was begun too long ago, in another browser, or has been used already."),
        hint=_("Begin the sign-in again. Nothing has been stored."), code="stale_sign_in",
    )
