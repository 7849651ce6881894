"""Chỉ làm một lần: an act asked for twice with the same Idempotency-Key is done once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.face.api.models import KeptOutcome

KEPT_FOR = timedelta(hours=24)
HEADER = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{1,100}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act was answered: HTTP status, JSON text, and whether it had been done before."""

    status: int
    body: str
    replayed: bool = False


def once(
    *, account_id: int, key: str, fingerprint: str, now: datetime, act: Callable[[], tuple[int, str]]
) -> Outcome:
    """Do the act, or give back what it was answered within the last 24 hours.

    One transaction around key and act: a refusal leaves neither, so it may be asked again with the same key. Two at
    the same moment: the second waits and gets the first one's answer. Invalid for a key that names another request.
    """
    if not _KEY.fullmatch(key):
        raise Invalid(_("A key has 1 to 100 printable characters without spaces."), field=HEADER)
    with transaction.atomic():
        row = _claim(account_id, key, fingerprint, now)
        if row.status:
            if row.fingerprint != fingerprint:
                raise Invalid(
                    _("This key was used for another request."), field=HEADER, code="idempotency_key_reused",
                    hint=_("Use a new key for a new request."),
                )
            return Outcome(row.status, row.body, replayed=True)
        status, body = act()
        KeptOutcome.objects.filter(pk=row.pk).update(status=status, body=body)
    return Outcome(status, body)


def _claim(account_id: int, key: str, fingerprint: str, now: datetime) -> KeptOutcome:
    """The row of the key: a new one without status, or the one that is there and not too old."""
    KeptOutcome.objects.filter(account_id=account_id, key=key, made_at__lt=now - KEPT_FOR).delete()
    try:
        with transaction.atomic():
            return KeptOutcome.objects.create(account_id=account_id, key=key, fingerprint=fingerprint, made_at=now)
    except IntegrityError:
        return KeptOutcome.objects.get(account_id=account_id, key=key)


def forget_old(*, now: datetime) -> int:
    """Delete outcomes older than a day; returns how many."""
    deleted, _by_model = KeptOutcome.objects.filter(made_at__lt=now - KEPT_FOR).delete()
    return deleted
