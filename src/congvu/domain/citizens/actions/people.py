"""Ghi nhận người dân: a person as an issuer vouches for him, brought up to date at every sign-in."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from congvu.domain.citizens.models import Person
from congvu.domain.citizens.policy.details import Details, mark_of, seal
from congvu.kernel.journal.actions import record


def keep_person(
    *, issuer: str, subject: str, name: str, details: Details, level: int, now: datetime
) -> Person:
    """The person of a subject of an issuer, with what is said of him now; locked in the caller's transaction."""
    values: dict[str, Any] = {
        "name": name[:300], "id_mark": mark_of(details.id_number), "sealed": seal(details), "level": level,
        "last_seen_at": now,
    }  # fmt: skip
    fresh = {**values, "ref": secrets.token_hex(16), "first_seen_at": now}
    person, _made = Person.objects.select_for_update(no_key=True).update_or_create(
        issuer=issuer, subject=subject, defaults=values, create_defaults={**fresh, "issuer": issuer, "subject": subject}
    )
    return person


def line(person: Person, verb: str, *, actor: str, now: datetime, body: dict[str, Any]) -> None:
    """A line in the person's own stream of the journal: never a name, a number or a code."""
    record(stream=f"citizen/{person.ref}", verb=verb, at=now, actor=actor, body=body)
