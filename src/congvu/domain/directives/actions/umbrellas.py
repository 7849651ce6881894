"""Nhiệm vụ chung: what stands above the shares of many units ends with the last of them, or by hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from congvu.domain.directives.actions.guards import open_below, ordering, withdrawal
from congvu.domain.directives.models import Duty
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, commit
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.models import Case

#: outcome of an umbrella → the move that ends it so.
_ENDING = {"completed": "complete", "withdrawn": "withdraw"}


def complete_parent(case: Case, now: datetime) -> None:
    """Close the umbrella when its last share has ended; the system does it, in the same transaction."""
    if case.parent_id is None:
        return
    parent = Case.objects.select_for_update(no_key=True, of=("self",)).get(pk=case.parent_id)
    if not kinds.get(parent.kind).umbrella or parent.closed_at is not None or _goes_on(parent):
        return
    shares = Case.objects.filter(parent=parent)
    if shares.filter(closed_at=None).exists():
        return
    outcome = "completed" if shares.exclude(outcome="withdrawn").exists() else "withdrawn"
    last = shares.exclude(stopped_at=None).order_by("-stopped_at").values_list("stopped_at", flat=True).first()
    commit(
        [Change(
            parent, kinds.get(parent.kind).lifecycle.move(_ENDING[outcome]).verb,
            {"phase": outcome, "closed_at": now, "outcome": outcome, "stopped_at": last or now},
            clock=(ClockDraft("stop", now),), body={"last": case.code},
        )],
        actor=Actor.system(), now=now,
    )  # fmt: skip


def _goes_on(parent: Case) -> bool:
    """Whether further periods of a recurring duty are to come."""
    return Duty.objects.filter(case=parent, ended_on=None, next_opens_at__isnull=False).exists()


def reopen_parent(case: Case, ground: str, now: datetime) -> None:
    """An umbrella that was complete is so no longer when one of its shares goes on."""
    if case.parent_id is None:
        return
    parent = Case.objects.select_for_update(no_key=True, of=("self",)).get(pk=case.parent_id)
    kind = kinds.get(parent.kind)
    if not kind.umbrella or parent.closed_at is None or not any(m.code == "reopen" for m in kind.lifecycle.moves):
        return
    values = {
        "phase": "open",
        "closed_at": None,
        "outcome": "",
        "stopped_at": None,
        "next_event_at": parent.due_at or case.next_event_at,
    }
    clock = (ClockDraft("reopen", now, ground=ground),)
    commit(
        [Change(parent, "umbrella.reopened", values, clock, {"ground": ground, "share": case.code})],
        actor=Actor.system(),
        now=now,
    )


@transaction.atomic
def complete_umbrella(
    *, actor: Actor, case_id: int, ground: str = "", words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Kết thúc nhiệm vụ chung. The ordering office ends a common task by hand.

    When every part has ended it needs no ground; parts that are still open are withdrawn on the ground it cites.
    """
    case = ordering(actor, case_id, "complete", now, expected_seq, behalf)
    below = open_below(case, actor, now)
    if below:
        require_ground("withdrawal", ground, now)
    changes = [withdrawal(one, ground, words, now) for one in below]
    body = {"ground": ground, "words": words, "withdrawn": [one.code for one in below]}
    changes.append(Change(
        case, kinds.get(case.kind).lifecycle.move("complete").verb,
        {"phase": "completed", "closed_at": now, "outcome": "completed", "stopped_at": case.stopped_at or now},
        clock=(ClockDraft("stop", now, ground=ground),), body=body,
    ))  # fmt: skip
    commit(changes, actor=actor, now=now, behalf=behalf_name(behalf))
    return case
