"""Lines of this room in the journal: one stream per account, never a secret in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.journal.actions import record


def write_line(account: Account, verb: str, *, actor: Actor, now: datetime, body: dict[str, Any]) -> None:
    """Append a line to the account's stream, in the caller's transaction."""
    record(stream=f"accounts/{account.login}", verb=verb, at=now, actor=actor.signature, behalf="", body=body)
