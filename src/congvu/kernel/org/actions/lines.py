"""What every act of this room has in common: its line in the journal and the jobs it asks for."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from congvu.core.working_time import HANOI
from congvu.kernel.jobs.queue import enqueue, kinds
from congvu.kernel.journal.actions import record
from congvu.kernel.org.policy import ActingPerson

STREAM = "org"
RECOMPUTE_JOB = "casework.recompute_deadlines"
FOLLOW_JOB = "casework.follow_reorganisation"


def write_line(verb: str, *, actor: ActingPerson, behalf: str, now: datetime, body: dict[str, Any]) -> None:
    """Add the act to the stream "org", in the transaction of its rows."""
    record(stream=STREAM, verb=verb, at=now, actor=f"{actor.name} ({actor.login})", behalf=behalf, body=body)


def ask_to_recompute(calendar_id: int | None, *, because: str, now: datetime) -> None:
    """Have the due dates of open cases on this calendar reckoned again (None: the shipped calendar).

    `because` is what the journal of a moved case will say: the announcement and its day.

    The rooms above bring the job; an organisation that runs without them has no due dates to move.
    """
    if RECOMPUTE_JOB in kinds():
        enqueue(RECOMPUTE_JOB, {"calendar_id": calendar_id, "because": because[:300]}, now=now)


def ask_to_follow(ended_ids: list[int], *, on: date, now: datetime, reform_id: int | None = None) -> None:
    """Have the open cases of ended agencies moved to their heirs, on the day they end or at once if it has passed.

    `reform_id` names the act whose rules (by share, single cases named) are to be kept.
    """
    if FOLLOW_JOB in kinds():
        begins = datetime.combine(on, time(0), tzinfo=HANOI)
        args: dict[str, Any] = {"agency_ids": sorted(ended_ids)}
        if reform_id is not None:
            args["reform_id"] = reform_id
        enqueue(FOLLOW_JOB, args, now=now, run_at=max(begins, now))
