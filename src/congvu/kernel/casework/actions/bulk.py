"""Một hành vi trên nhiều việc: rehearsed row by row first, so that everybody sees what will happen, then done.

The rehearsal does the act itself and rolls it back: what it shows is what the act would do, refusals included.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, Refusal, StaleCase
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.engine import as_one
from congvu.kernel.casework.actions.performing import perform
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.acts import act_open_to
from congvu.kernel.casework.queries.cases import visible_to

#: Cases of one bulk act at most.
MOST = 200
#: Acts that write nothing after their journal line: many of them are one commit.
ONE_COMMIT = frozenset({"accept", "offer", "take_back"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the act does, or did, to one case: the case before and after it, or why it is refused."""

    before: Case
    after: Case | None
    reason: str = ""
    hint: str = ""

    @property
    def done(self) -> bool:
        return self.after is not None


def chosen(actor: Actor, case_ids: Sequence[int]) -> list[Case]:
    """The selected cases that exist for the actor, in their order; others are passed over without a word."""
    if not case_ids:
        raise Invalid(_("Select at least one case."), field="ids")
    if len(set(case_ids)) > MOST:
        raise Invalid(_("At most %(n)d cases at a time; choose fewer.") % {"n": MOST}, field="ids")
    return list(visible_to(actor).filter(pk__in=case_ids).order_by("due_at", "pk"))


def rehearse(
    *, actor: Actor, code: str, case_ids: Sequence[int], values: Mapping[str, Any], now: datetime
) -> list[Outcome]:
    """Xem trước. What the act would do to each case. Nothing is written: every row is rolled back."""
    return [_rehearsed(actor, code, case, values, now) for case in chosen(actor, case_ids)]


def _rehearsed(actor: Actor, code: str, case: Case, values: Mapping[str, Any], now: datetime) -> Outcome:
    try:
        with transaction.atomic():
            _do(actor, code, case, values, now)
            after = Case.objects.get(pk=case.pk)
            transaction.set_rollback(True)
    except Refusal as refusal:
        return Outcome(case, None, refusal.message, refusal.hint)
    return Outcome(case, after)


@transaction.atomic
def carry_out(
    *, actor: Actor, code: str, seqs: Mapping[int, int], values: Mapping[str, Any], now: datetime
) -> list[Outcome]:
    """Thực hiện trên nhiều việc. One transaction, and one commit of the engine for hand-overs and acceptances.

    `seqs`: case id → number of the last line the preview showed; a case that changed since is refused with who did
    it, the others go on.
    """
    found: list[tuple[Case, Refusal | None]] = []
    behalf = values.get("behalf")
    name = behalf_name(int(behalf)) if behalf else ""
    together = as_one(actor=actor, now=now, behalf=name) if code in ONE_COMMIT else nullcontext()
    try:
        with together:
            for case in chosen(actor, list(seqs)):
                found.append((case, _done(actor, code, case, {**values, "expected_seq": seqs[case.pk]}, now)))
    except IntegrityError as clash:
        if "custody_forward" not in str(clash):
            raise
        raise StaleCase(
            _("Somebody acted on one of these cases at the same moment."), hint=_("Nothing was written. Try again.")
        ) from clash
    now_standing = Case.objects.in_bulk([case.pk for case, refusal in found if refusal is None])
    return [
        Outcome(case, None, refusal.message, refusal.hint) if refusal else Outcome(case, now_standing[case.pk])
        for case, refusal in found
    ]


def _done(actor: Actor, code: str, case: Case, values: Mapping[str, Any], now: datetime) -> Refusal | None:
    try:
        with transaction.atomic():
            _do(actor, code, case, values, now)
    except Refusal as refusal:
        return refusal
    return None


def _do(actor: Actor, code: str, case: Case, values: Mapping[str, Any], now: datetime) -> None:
    act = act_open_to(actor, case, code, now)
    perform(actor=actor, case=case, act=act, values=dict(values), now=now)
