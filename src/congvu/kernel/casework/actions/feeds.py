"""Lịch cá nhân: making, renewing and revoking the secret address of a calendar. Shown once, kept as a hash."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import NotAllowed, NotFound
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.accounts.policy.vault import token_hash
from congvu.kernel.casework.models import CalendarFeed
from congvu.kernel.journal.actions import record

STREAM = "calendar_feeds"


@transaction.atomic
def make_feed(*, actor: Actor, now: datetime) -> tuple[CalendarFeed, str]:
    """Tạo (làm mới) địa chỉ lịch. Returns the feed and its secret, which nobody can read again; the old one ends."""
    if actor.account_id is None:
        raise NotAllowed(_("Only a person has a calendar."))
    CalendarFeed.objects.filter(account_id=actor.account_id, revoked_at=None).update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        account_id=actor.account_id, token_hash=token_hash(token), hint=token[:4], made_at=now
    )
    record(stream=STREAM, verb="calendar_feed.made", at=now, actor=actor.signature, body={"hint": feed.hint})
    return feed, token


@transaction.atomic
def revoke_feed(*, actor: Actor, now: datetime) -> None:
    """Thu hồi địa chỉ lịch. Works at the next reading. NotFound when there is none."""
    if actor.account_id is None:
        raise NotAllowed(_("Only a person has a calendar."))
    feed = CalendarFeed.objects.select_for_update(no_key=True, of=("self",)).filter(
        account_id=actor.account_id, revoked_at=None
    ).first()  # fmt: skip
    if feed is None:
        raise NotFound(_("You have no calendar address in use."))
    feed.revoked_at = now
    feed.save(update_fields=["revoked_at"])
    record(stream=STREAM, verb="calendar_feed.revoked", at=now, actor=actor.signature, body={"hint": feed.hint})


def note_reading(*, feed: CalendarFeed, etag: str, now: datetime) -> CalendarFeed:
    """Remember when the content last changed; nothing is written while it stays the same."""
    if feed.etag != etag:
        feed.etag, feed.changed_at, feed.read_at = etag, now.replace(microsecond=0), now
        feed.save(update_fields=["etag", "changed_at", "read_at"])
    return feed
