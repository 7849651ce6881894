"""What the acts of the room share: the desk, the right to it, a line of its journal, typed text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from congvu.domain.counters.queries.queues import SET, desk_for
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record
from congvu.kernel.org.models import Agency


def settable(actor: Actor, desk_id: int, now: datetime) -> Agency:
    """The desk, if the actor may set it up. Raises NotAllowed, NotFound."""
    require(actor, SET, desk_id)
    return desk_for(desk_id, people.local_date(now))


def line(desk: Agency, verb: str, actor: Actor, now: datetime, body: dict[str, Any]) -> None:
    """A line in the desk's own stream of the journal."""
    record(stream=f"counter/{desk.code}", verb=verb, at=now, actor=actor.signature, body=body)
