"""Im lặng khi được lấy ý kiến: what happens when the time to answer has passed, by the rule it was asked under."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from congvu.core.working_time import add, read_limit
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.consulting import KIND, end
from congvu.kernel.casework.actions.engine import Change, commit, locked
from congvu.kernel.casework.models import Case, Silence
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.competence import Term, term_on
from congvu.kernel.org import queries as org

ESCALATED = "escalated"
MOST = 5000


def end_silence(*, now: datetime) -> int:
    """Quá hạn không trả lời. Questions whose time is over; the rule each was asked under says what silence means.

    Consent and no opinion end the question, with the rule cited; escalation puts it before the head above, once;
    where silence is only reminded of, it stays open and overdue. Returns how many ended or went up.
    """
    waiting = Case.objects.filter(kind=KIND, closed_at=None, due_at__lt=now).exclude(station=ESCALATED)
    ids = list(waiting.order_by("due_at", "pk").values_list("pk", flat=True)[:MOST])
    return sum(fall_silent(pk, now) for pk in ids)


@transaction.atomic
def fall_silent(case_id: int, now: datetime) -> bool:
    """One question whose time is over; whether silence meant anything."""
    system = Actor.system()
    case = locked(system, case_id)
    if case.phase != "asked" or case.station == ESCALATED or case.due_at is None or case.due_at >= now:
        return False
    meaning, source = _meaning(case, now)
    body = {"rule": source, "meaning": meaning}
    if meaning == Silence.CONSENT:
        end(case, "consented", "consultation.fell_silent", system, now, body, case.holder_official_id, phase="silent")
    elif meaning == Silence.NO_OPINION:
        end(case, "silent", "consultation.fell_silent", system, now, body, case.holder_official_id)
    elif meaning == Silence.ESCALATES:
        _escalate(case, system, body, now)
    return meaning != ""


def _meaning(case: Case, now: datetime) -> tuple[str, str]:
    """What silence means for a question, and by which text; questions older than the record follow the day's rule."""
    basis = case.due_basis
    if "silence" in basis:
        return str(basis["silence"]), str(basis.get("source", ""))
    term: Term = term_on("", people.local_date(now))
    return term.silence, term.source


def _escalate(case: Case, system: Actor, body: dict[str, str], now: datetime) -> None:
    """Put the question before the head of the consulted body, or of the one above where the head had it; once more
    the same time to answer."""
    on = people.local_date(now)
    head = people.head_id_of(case.holder_agency_id, on)
    if head is None or head == case.holder_official_id:
        parent = org.agency_by_id(case.holder_agency_id).parent_id
        head = (people.head_id_of(parent, on) if parent is not None else None) or head
    again = add(org.calendar_of(case.holder_agency_id), now, read_limit(str(case.due_basis["limit"])))
    values = {"station": ESCALATED, "holder_official_id": head, "next_event_at": again}
    said = {**body, "holder": people.official_name(head)}
    commit([Change(case, "consultation.escalated", values, body=said)], actor=system, now=now)
