"""Lời nhắc và việc báo lên: the cards of My desk and of the case page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from congvu.face.desk.queries.page import due_mark, holder_words, state_mark
from congvu.kernel.casework.models import Case, Escalation, Reminder
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import reminding, urging

#: Rows of a card on My desk.
CARD = 8


def case_row(case: Case, now: datetime, soon: datetime) -> dict[str, Any]:
    """A case as a line of a card or of a preview. No statement."""
    return {
        "case": case, "url": reverse("desk:case", args=[case.code]), "due": due_mark(case, now, brief=True),
        "state": state_mark(case, now, soon), "holder": holder_words(case),
        "unit": people.agency_name(case.accountable_agency_id), "issuer": people.agency_name(case.issuing_agency_id),
    }  # fmt: skip


def urging_card(case: Case) -> dict[str, Any]:
    """The card of the case page: how often it was urged, the last reminder, who was told above. Three statements."""
    tally = urging.tally([case.pk]).get(case.pk, urging.Tally())
    reminder = reminding.last_reminder_of(case)
    return {
        "times": tally.n, "last_at": tally.last_at, "steps": [_step(row) for row in reminding.escalations_of(case)],
        "reminded_at": reminder.at if reminder is not None else None,
        "reminded": people.official_name(reminder.official_id) if reminder is not None else "",
    }  # fmt: skip


def _step(row: Escalation) -> dict[str, Any]:
    return {"label": row.get_level_display(), "name": people.official_name(row.official_id), "at": row.at}


def told_cards(
    reminders: Sequence[Reminder], told: Sequence[Escalation], now: datetime, soon: datetime
) -> dict[str, Any]:
    """For My desk: reminders not seen yet, and cases nobody acts on of which one was told as the level above."""
    return {
        "reminders": [
            {**case_row(row.case, now, soon), "at": row.at, "step": step_words(row)} for row in reminders[:CARD]
        ],
        "reminders_all": len(reminders),
        "escalated": [
            {**case_row(row.case, now, soon), "at": row.at, "since": row.since_at, "level": row.get_level_display()}
            for row in told[:CARD]
        ],
        "escalated_all": len(told),
    }  # fmt: skip


def step_words(reminder: Reminder) -> str:
    """Why one is reminded, in words."""
    if reminder.step.startswith("share "):
        left = round(100 * (1 - float(reminder.step.removeprefix("share "))))
        return _("%(left)d %% of the time left") % {"left": left}
    words = {"before": _("deadline is near"), "today": _("due on that day"), "overdue": _("overdue"),
             "waiting": _("waits to be taken up")}  # fmt: skip
    return words.get(reminder.step, reminder.step)
