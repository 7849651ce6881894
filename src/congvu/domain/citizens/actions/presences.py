"""Phiên của người dân: begun, seen, ended; and cleared out at night."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from congvu.domain.citizens.models import Attempt, OneTimeCode, Person, Presence
from congvu.domain.citizens.policy import codes
from congvu.kernel.accounts.policy import vault

SEEN_EVERY = timedelta(minutes=1)
_PURPOSE = "citizen-hint"
#: How long what is over is kept, to answer questions about it.
KEPT = timedelta(hours=24 * 30)


def begin(*, person: Person, provider: str = "", token: str = "", now: datetime) -> str:
    """Begin a visit; returns what the cookie holds. With a code it is short."""
    secret = secrets.token_urlsafe(32)
    Presence.objects.create(
        token_hash=vault.token_hash(secret), person=person, provider=provider,
        hint=vault.seal(token, purpose=_PURPOSE) if token else "", started_at=now, last_seen_at=now,
        expires_at=now + (codes.FEDERATED_VISIT if provider else codes.CODE_VISIT),
    )  # fmt: skip
    return secret


def note_seen(*, presence: Presence, now: datetime) -> None:
    """Somebody is still there; written at most once a minute."""
    if now - presence.last_seen_at >= SEEN_EVERY:
        Presence.objects.filter(pk=presence.pk).update(last_seen_at=now)


def end(*, presence: Presence, now: datetime) -> str:
    """End a visit; returns the identity token to sign out at the provider with, if there is one."""
    token = vault.unseal(presence.hint, purpose=_PURPOSE) if presence.hint else None
    Presence.objects.filter(pk=presence.pk, ended_at=None).update(ended_at=now, hint="")
    return token or ""


@transaction.atomic
def clear_out(*, now: datetime) -> dict[str, int]:
    """Nightly: sign-ins nobody finished, visits and codes over long ago."""
    return {
        "attempts": Attempt.objects.filter(begun_at__lt=now - timedelta(hours=1)).delete()[0],
        "presences": Presence.objects.filter(expires_at__lt=now - KEPT).delete()[0],
        "codes": OneTimeCode.objects.filter(expires_at__lt=now - KEPT).delete()[0],
    }
