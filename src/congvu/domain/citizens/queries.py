"""Every read of the room."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from congvu.domain.citizens.models import OneTimeCode, Person, Presence
from congvu.domain.citizens.policy import codes
from congvu.domain.citizens.policy.details import Details, unseal
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.accounts.policy.vault import token_hash
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency

MAKE = "citizens.code.make"


def presence_of(token: str, now: datetime) -> Presence | None:
    """The visit a cookie stands for, while it lasts."""
    if not token:
        return None
    rows = Presence.objects.filter(pk=token_hash(token), ended_at=None, expires_at__gt=now)
    row = rows.select_related("person").first()
    return row if row is not None and now - row.last_seen_at < codes.IDLE else None


def details_of(person: Person) -> Details:
    """What is known of a person besides the name. Whoever asks for somebody else records the view."""
    return unseal(person.sealed)


def agencies_for(actor: Actor, now: datetime) -> list[Agency]:
    """Agencies at whose counters the actor makes codes, his own first."""
    scope = actor.scope_of(MAKE)
    found = [one for one in org.agencies_on(timezone.localdate(now)) if scope is None or one.pk in scope]
    return sorted(found, key=lambda one: one.pk not in actor.agency_ids)


def codes_for(actor: Actor) -> QuerySet[OneTimeCode]:
    """Codes made at the actor's counters, the newest first."""
    rows = OneTimeCode.objects.select_related("person", "agency").order_by("-made_at", "-pk")
    scope = actor.scope_of(MAKE)
    return rows if scope is None else rows.filter(agency_id__in=scope)
