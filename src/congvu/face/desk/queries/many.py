"""Xem trước hành vi trên nhiều việc: each row in words — who had it, who gets it, by when, or why not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from congvu.face.desk.queries.page import holder_words, state_mark, transfer_words
from congvu.kernel.casework.actions.bulk import Outcome
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries import states
from congvu.kernel.ui import formats


def row_of(outcome: Outcome, now: datetime) -> dict[str, Any]:
    """One row of the preview or of the result."""
    before, after = outcome.before, outcome.after
    soon = states.soon_until(now)
    row: dict[str, Any] = {
        "case": before, "url": reverse("desk:case", args=[before.code]), "holder": _where(before),
        "state": state_mark(before, now, soon), "reason": outcome.reason, "hint": outcome.hint,
    }  # fmt: skip
    if after is not None:
        row |= {"to": _where(after), "after": state_mark(after, now, soon), "when": _when(before, after)}
    return row


def _where(case: Case) -> str:
    receiver = transfer_words(case)
    return _("%(holder)s → %(receiver)s") % {"holder": holder_words(case), "receiver": receiver} if receiver else (
        holder_words(case)
    )


def _when(before: Case, after: Case) -> str:
    """What is due when after the act."""
    if after.closed_at is not None:
        return _("Ended")
    if after.transfer_due_at is not None and after.transfer_due_at != before.transfer_due_at:
        return _("Answer by %(at)s") % {"at": formats.moment(after.transfer_due_at)}
    if after.due_at is None:
        return _("Without a deadline")
    return _("Due %(at)s") % {"at": formats.moment(after.due_at)}
