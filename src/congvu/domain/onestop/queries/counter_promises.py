"""Hẹn trả, tính trước: what would be promised for a dossier handed in now, with its derivation in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.utils.translation import get_language

from congvu.core.working_time import explain, read_limit
from congvu.domain.counters.queries.opening import Opening, is_open
from congvu.domain.onestop.models import Desk
from congvu.domain.onestop.policy.plans import Plan
from congvu.domain.onestop.policy.promises import promise_of
from congvu.domain.procedures.policy.words import limit_words
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules


@dataclass(frozen=True, slots=True)
class Appointment:
    """Lời hẹn tính trước. `lines` derive it; `opening` says whether the desk is open now."""

    at: datetime
    due: datetime | None
    limit: str
    lines: tuple[str, ...]
    opening: Opening
    phases: int


def cut_off_on(moment: datetime) -> time:
    """From when on what comes in counts as received on the next working day, as in force that day."""
    return time.fromisoformat(rules.rule("reception.cut_off", people.local_date(moment)).value)


def appointment(plan: Plan, desk: Desk, settling: int, now: datetime) -> Appointment:
    """The appointment of a dossier handed in now that `settling` settles. No statement once calendars are known."""
    calendar = org.calendar_of(settling)
    promise = promise_of(plan, calendar, now, cut_off_on(now))
    lines: tuple[str, ...] = ()
    if promise.limit:
        language = "en" if (get_language() or "vi").startswith("en") else "vi"
        lines = tuple(explain(calendar, now, read_limit(promise.limit)).text(language).splitlines())
    return Appointment(
        at=now, due=promise.due, limit=limit_words(plan.limit_of_stage(1)) if plan.limit_of_stage(1) else "",
        lines=lines, opening=is_open(desk.pk, now), phases=len(plan.phases) or 1,
    )  # fmt: skip


def kept_file(file_id: int) -> StoredFile | None:
    """A file that was taken in with an earlier try of the same form."""
    return StoredFile.objects.filter(pk=file_id).first()
