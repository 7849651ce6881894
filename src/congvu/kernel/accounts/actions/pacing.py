"""Giới hạn số yêu cầu. One account of time per token, in the database: every web process counts on the same one.

The account says until when the requests made so far are paid for. A request moves it on by its cost and is refused when
it runs too far ahead of the clock. One UPDATE decides and writes at once, so that two processes never both get the last
place.
"""

from __future__ import annotations

from datetime import datetime
from math import ceil

from django.db.models import F, Q
from django.utils.translation import gettext as _

from congvu.core.refusals import TooMany
from congvu.kernel.accounts.models import Stranger
from congvu.kernel.accounts.policy import vault
from congvu.kernel.accounts.policy.pacing import Pace


def keep_pace(*, name: str, pace: Pace, now: datetime) -> None:
    """Count one request of `name`; TooMany, with the time to wait, when it asks faster than it may."""
    if pace.per_minute <= 0:
        return
    mark = vault.fingerprint(name, purpose="pace")
    own = Stranger.objects.filter(fingerprint=mark)
    if own.filter(Q(locked_until=None) | Q(locked_until__lt=now)).update(
        locked_until=now + pace.apart, last_failed_at=now
    ):
        return
    if own.filter(locked_until__lte=now + pace.ahead).update(
        locked_until=F("locked_until") + pace.apart, last_failed_at=now
    ):
        return
    paid_until = own.values_list("locked_until", flat=True).first()
    if paid_until is None:
        Stranger.objects.bulk_create(
            [Stranger(fingerprint=mark, locked_until=now + pace.apart, last_failed_at=now)], ignore_conflicts=True
        )
        return
    wait = (paid_until - now - pace.ahead).total_seconds()
    raise TooMany(
        _("Too many requests: at most %(n)d a minute.") % {"n": pace.per_minute}, retry_after=ceil(wait),
        hint=_("Wait %(seconds)d seconds and send it again.") % {"seconds": max(1, ceil(wait))},
    )
