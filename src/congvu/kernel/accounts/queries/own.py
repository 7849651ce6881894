"""What belongs to one account: its sign-ins, tokens, recovery codes and kept forms."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.kernel.accounts.models import Account, ApiToken, KeptForm, RecoveryCode, SignIn
from congvu.kernel.accounts.policy import Actor, vault

KEPT_FOR = timedelta(hours=24)


def sign_ins_of(account: Account, now: datetime) -> list[SignIn]:
    """Sign-ins that still hold at `now`, the last seen first; at most fifty."""
    started_after = now - timedelta(seconds=settings.CONGVU_ABSOLUTE_SECONDS)
    rows = SignIn.objects.filter(account=account, ended_at__isnull=True, started_at__gt=started_after)
    return list(rows.defer("session_data").order_by("-last_seen_at")[:50])


def sign_in_of(account: Account, key: str) -> SignIn:
    """One sign-in of the account. Raises NotFound."""
    row = SignIn.objects.filter(pk=key, account=account).select_related("account__official").first()
    if row is None:
        raise NotFound(_("There is no such sign-in."))
    return row


def tokens_of(account: Account) -> QuerySet[ApiToken]:
    """Tokens of the account, newest first, the revoked ones too."""
    return ApiToken.objects.filter(account=account)


def token_of(account: Account, pk: int) -> ApiToken:
    """One token of the account. Raises NotFound."""
    token = ApiToken.objects.filter(pk=pk, account=account).select_related("account__official").first()
    if token is None:
        raise NotFound(_("There is no such token."))
    return token


def unused_recovery_codes(account: Account) -> int:
    """How many recovery codes are left."""
    return RecoveryCode.objects.filter(account=account, used_at__isnull=True).count()


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept form, opened for its owner: field names and values in their order, and names of files."""

    form: KeptForm
    fields: list[tuple[str, str]]
    files: list[str]

    @property
    def words(self) -> list[str]:
        """What was typed, without what only machines read: values of more than a few letters."""
        return [value for _name, value in self.fields if len(value.strip()) > 3][:12]


def kept_forms_of(actor: Actor, now: datetime) -> list[Kept]:
    """Forms kept for the actor and not sent again yet, newest first; older than a day they are gone."""
    if actor.account_id is None:
        return []
    rows = KeptForm.objects.filter(account_id=actor.account_id, sent_at__isnull=True, kept_at__gt=now - KEPT_FOR)
    return [kept for row in rows if (kept := _opened(row)) is not None]


def kept_form_of(actor: Actor, pk: int, now: datetime) -> Kept:
    """One of them. Raises NotFound."""
    for kept in kept_forms_of(actor, now):
        if kept.form.pk == pk:
            return kept
    raise NotFound(_("This form is not kept any more."))


def _opened(row: KeptForm) -> Kept | None:
    text = vault.unseal(row.sealed, purpose="kept_form")
    if text is None:
        return None
    body: dict[str, Any] = json.loads(text)
    fields = [(str(name), str(value)) for name, values in body["fields"] for value in values]
    return Kept(row, fields, [str(name) for name in body["files"]])
