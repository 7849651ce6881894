"""Báo vượt cấp: nobody acted after a reminder or an urging, so the head of the unit is told, then the office above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from congvu.kernel import rows
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.engine import Change, commit
from congvu.kernel.casework.actions.mailing import ask_mails
from congvu.kernel.casework.models import Case, Escalation, Notice, OutMail
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.escalating import Step, steps_now, stuck

VERB = "case.escalated"


def escalate_all(*, now: datetime) -> int:
    """Báo vượt cấp mọi việc đến lúc. Each step of each case once, with a line in its journal; returns how many."""
    said, told, after = 0, set[int](), 0
    while cases := stuck(after, now):
        after = cases[-1].pk
        steps = _escalate(steps_now(cases, now), now)
        said += len(steps)
        told.update(step.official_id for step in steps)
    ask_mails(told, OutMail.Sort.ESCALATION, now=now)
    return said


@transaction.atomic
def _escalate(steps: Sequence[Step], now: datetime) -> list[Step]:
    """Write the steps of one batch; whoever acted since the case was read is left alone."""
    if not steps:
        return []
    ids = [step.case.pk for step in steps]
    locked = {
        case.pk: case
        for case in Case.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=ids).order_by("pk")
    }
    still = [step for step in steps if locked[step.case.pk].seq == step.case.seq]
    changes = [
        Change(
            locked[step.case.pk], VERB,
            body={
                "level": step.level, "since": step.since_at.isoformat(),
                "to": people.agency_name(_unit(step)), "to_official": people.official_name(step.official_id),
            },
        )
        for step in still
    ]  # fmt: skip
    system = Actor.system()
    commit(changes, actor=system, now=now)
    rows.insert_many([
        Escalation(
            case=locked[step.case.pk], line_seq=locked[step.case.pk].seq, level=step.level,
            official_id=step.official_id, since_at=step.since_at, at=now,
        )
        for step in still
    ])  # fmt: skip
    Notice.objects.bulk_create(
        [
            Notice(
                official_id=step.official_id, case=locked[step.case.pk], line_seq=locked[step.case.pk].seq, verb=VERB,
                by=system.signature, at=now,
            )
            for step in still
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return still


def _unit(step: Step) -> int:
    at_head = step.level == Escalation.Level.HEAD
    return step.case.holder_agency_id if at_head else step.case.issuing_agency_id
