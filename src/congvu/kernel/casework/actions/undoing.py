"""Hoàn tác: a compensating act. Nothing is deleted; the case stands again as before, with a line that says so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.engine import Change, ClockDraft, commit, locked
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.clocks import ANNUL, annulled_line
from congvu.kernel.casework.queries.undoing import UNDONE, last_of


@transaction.atomic
def undo_last(
    *, actor: Actor, case_id: int, now: datetime, words: str = "", expected_seq: int | None = None
) -> Case:
    """Hoàn tác. Take the actor's own last act back, while nobody else has acted on the case since.

    The new line names the one it undoes. Holder, phase and due date are what they were before; the time between stays
    in custody with whoever had the case then. Refused (MoveRefused) after somebody else acted, after the time of rule
    `casework.undo_within`, and for acts that stand once they are done.
    """
    case = locked(actor, case_id, expected_seq)
    last = last_of(actor, case, now)
    clock = (ClockDraft(ANNUL, now, rule=annulled_line(last.seq)),) if last.has_clock else ()
    body = {"undone": last.seq, "undone_verb": last.verb, "words": words.strip()}
    commit([Change(case, UNDONE, dict(last.before), clock, body)], actor=actor, now=now)
    if last.undo.after is not None:
        last.undo.after(case, now)
    return case
