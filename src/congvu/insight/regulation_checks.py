"""Checks over what the kernel records: opinions, requests, offers, incoming documents."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from congvu.core.refusals import NotFound
from congvu.core.working_time import HANOI, add
from congvu.insight.regulation import Check, Owed, bounds, late_minutes, register
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case, Custody, Request
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.casework.queries.clocks import due_after, limit_of
from congvu.kernel.documents.queries import visible_to as documents_for
from congvu.kernel.org import queries as org

#: What was begun so long before a period may still fall due in it.
BEFORE = timedelta(hours=24 * 63)


def due_cases(cases: QuerySet[Case], first: date, last: date, now: datetime) -> list[Owed]:
    """Cases whose due moment lies in the period; done when they were stopped or closed. One statement."""
    begin, end = bounds(first, last)
    found = []
    for case in cases.filter(due_at__range=(begin, end)).exclude(outcome="withdrawn"):
        assert case.due_at is not None
        done = case.stopped_at or case.closed_at
        late = late_minutes(org.calendar_of(case.accountable_agency_id), case.due_at, done, now)
        if done is None and case.due_at > now:
            continue
        who = people.official_name(case.doer_official_id or case.holder_official_id)
        found.append(Owed(case.accountable_agency_id, who, case.code, case.title, case.due_at, done, late))
    return found


def opinions(actor: Actor, first: date, last: date, now: datetime) -> list[Owed]:
    """Consultations that fell due: answered in time, late, or silent (silence is late until it is broken)."""
    begin, end = bounds(first, last)
    rows = visible_to(actor).filter(kind="consultation", due_at__range=(begin, end)).exclude(outcome="withdrawn")
    found = []
    for case in rows:
        assert case.due_at is not None
        done = (case.stopped_at or case.closed_at) if case.phase == "answered" else None
        if done is None and case.due_at > now:
            continue
        calendar = org.calendar_of(case.accountable_agency_id)
        silent_until = case.closed_at if case.phase == "silent" and case.closed_at else now
        late = late_minutes(calendar, case.due_at, done, max(silent_until, case.due_at + timedelta(minutes=1)))
        who = people.official_name(case.doer_official_id or case.holder_official_id)
        found.append(Owed(case.accountable_agency_id, who, case.code, case.title, case.due_at, done, late))
    return found


def requests(actor: Actor, first: date, last: date, now: datetime) -> list[Owed]:
    """Requests (extension, re-assignment) whose answer fell due: owed by the office that ordered the work."""
    begin, end = bounds(first, last)
    rows = Request.objects.filter(case__in=visible_to(actor), asked_at__range=(begin - BEFORE, end)).exclude(
        decision=Request.Decision.TAKEN_BACK
    )
    found = []
    for row in rows.select_related("case"):
        case = row.case
        rule = kinds.get(case.kind).limit_rule(f"decide_{row.kind}")
        due = _due(case, rule, row.asked_at, case.issuing_agency_id)
        if due is None or not begin <= due <= end or (row.decided_at is None and due > now):
            continue
        late = late_minutes(org.calendar_of(case.issuing_agency_id), due, row.decided_at, now)
        found.append(Owed(case.issuing_agency_id, row.decided_by, case.code, case.title, due, row.decided_at, late))
    return found


def offers(actor: Actor, first: date, last: date, now: datetime) -> list[Owed]:
    """Offers whose answer fell due: owed by the unit the work was offered to."""
    begin, end = bounds(first, last)
    rows = Custody.objects.filter(
        case__in=visible_to(actor), state=Custody.State.IN_TRANSFER, from_at__range=(begin - BEFORE, end),
        to_agency__isnull=False,
    )
    found = []
    for row in rows.select_related("case"):
        assert row.to_agency_id is not None
        due = _due(row.case, kinds.get(row.case.kind).limit_rule("accept"), row.from_at, row.to_agency_id)
        if due is None or not begin <= due <= end or (row.to_at is None and due > now):
            continue
        late = late_minutes(org.calendar_of(row.to_agency_id), due, row.to_at, now)
        who = people.official_name(row.to_official_id)
        found.append(Owed(row.to_agency_id, who, row.case.code, row.case.title, due, row.to_at, late))
    return found


def incoming(actor: Actor, first: date, last: date, now: datetime) -> list[Owed]:
    """Incoming documents that had to be presented or routed in the period, by the day they were passed on."""
    begin, end = bounds(first, last)
    rows = documents_for(actor).filter(
        Q(recalled_at=None), direction="incoming", arrived_on__range=((begin - BEFORE).date(), last)
    )
    found = []
    for row in rows:
        assert row.arrived_on is not None
        calendar = org.calendar_of(row.agency_id)
        at = datetime.combine(row.arrived_on, time(0), HANOI)
        due = add(calendar, at, limit_of("documents.present_within", row.arrived_on))
        passed = row.transferred_on or row.handled_on
        # Only the day is known: it counts from its beginning, in favour of who passed it on.
        done = datetime.combine(passed, time(0), HANOI) if passed is not None else None
        if not begin <= due <= end or (done is None and due > now):
            continue
        late = late_minutes(calendar, due, done, now)
        number = row.code or str(row.serial or row.pk)
        found.append(Owed(row.agency_id, row.registered_by_name, number, row.subject, due, done, late, row.pk))
    return found


def _due(case: Case, rule: str, start: datetime, agency_id: int) -> datetime | None:
    """When the time of a rule ran out; None where no such rule was in force that day."""
    try:
        return due_after(case, rule, start, agency_id=agency_id)
    except NotFound:
        return None


for _name, _rule, _vi, _en, _find in (
    ("opinions", "consultation.window", "Cho ý kiến khi được lấy ý kiến", "Answering consultations", opinions),
    ("requests", "directives.extension_decide_within", "Trả lời đề nghị gia hạn, giao lại", "Deciding requests",
     requests),
    ("offers", "directives.accept_within", "Trả lời việc được chuyển giao", "Answering offers", offers),
    ("incoming", "documents.present_within", "Trình, chuyển văn bản đến", "Presenting incoming documents", incoming),
):
    register(Check(name=_name, rule=_rule, label_vi=_vi, label_en=_en, find=_find))
