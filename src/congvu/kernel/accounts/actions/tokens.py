"""Mã truy cập API. Tokens for machines: scoped, dated, revocable, shown once."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed
from congvu.kernel.accounts.actions.lines import write_line
from congvu.kernel.accounts.models import Account, ApiToken
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.accounts.policy.actor import take_over_stamps
from congvu.kernel.accounts.policy.vault import token_hash
from congvu.kernel.org.queries import stamp_columns

PREFIX = "congvu_"
LONGEST_DAYS = 366
_USED_EVERY = timedelta(minutes=1)


def make_token(
    *, actor: Actor, account: Account, label: str, scopes: list[str], expires_on: date, now: datetime
) -> tuple[ApiToken, str]:
    """Make a token for the own account with some of its permissions; returns it and its text, shown once.

    Raises Invalid; NotAllowed for somebody else's account or a permission not held.
    """
    if actor.account_id != account.pk:
        raise NotAllowed(_("Tokens are made by the holder of the account."))
    if not label.strip():
        raise Invalid(_("Say what the token is for."), field="label")
    if not scopes:
        raise Invalid(_("Choose at least one permission."), field="scopes")
    if beyond := [code for code in scopes if not actor.may(code)]:
        raise NotAllowed(_("A token cannot do what its holder may not: %(codes)s.") % {"codes": ", ".join(beyond)})
    today = timezone.localdate(now)
    if not 0 < (expires_on - today).days <= LONGEST_DAYS:
        raise Invalid(_("The token must end after today and within a year."), field="expires_on")
    text = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            account=account, label=label.strip()[:80], hint=text[: len(PREFIX) + 4], token_hash=token_hash(text),
            scopes=sorted(set(scopes)), created_at=now, expires_on=expires_on,
        )
        body = {"label": token.label, "hint": token.hint, "scopes": token.scopes, "until": expires_on.isoformat()}
        write_line(account, "token.made", actor=actor, now=now, body=body)
    return token, text


def revoke_token(*, actor: Actor, token: ApiToken, now: datetime) -> None:
    """Revoke a token: the holder, or whoever manages accounts everywhere. Works at the next request."""
    if actor.account_id != token.account_id and actor.scope_of("accounts.account.manage") is not None:
        raise NotAllowed(_("Tokens are revoked by their holder or by the system owner."))
    with transaction.atomic():
        if ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=now):
            body = {"label": token.label, "hint": token.hint}
            write_line(token.account, "token.revoked", actor=actor, now=now, body=body)


def sign_in_by_token(*, text: str, now: datetime) -> Actor | None:
    """The actor a token stands for, with its scopes only; None if it is unknown, ended, revoked or out of use.

    One SELECT; "last used" is written at most once a minute.
    """
    token = (
        ApiToken.objects.filter(token_hash=token_hash(text), revoked_at__isnull=True)
        .select_related("account__official")
        .annotate(**stamp_columns())
        .first()
    )
    today = timezone.localdate(now)
    if token is None or token.expires_on < today or not token.account.is_active:
        return None
    token.account.org_stamp = take_over_stamps(token)
    if token.last_used_at is None or now - token.last_used_at >= _USED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return actor_of(token.account, today).limited_to(token.scopes)
