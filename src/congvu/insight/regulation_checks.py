"""Checks over what the kernel records: opinions and their windows, requests, offers, incoming documents and replies."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery

from congvu.core.working_time import HANOI, FixedDate, add, measure
from congvu.insight.regulation import (
    Check,
    Manner,
    Owed,
    Unchecked,
    bounds,
    late_minutes,
    limit_then,
    register,
    register_unchecked,
)
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case, Custody, Request
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.casework.queries.clocks import calendar_for
from congvu.kernel.documents.models import Document
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
        late = late_minutes(calendar_for(case), case.due_at, done, now)
        if done is None and case.due_at > now:
            continue
        who = people.official_name(case.doer_official_id or case.holder_official_id)
        found.append(Owed(case.accountable_agency_id, who, case.code, case.title, case.due_at, done, late,
                          since=case.opened_at))  # fmt: skip
    return found


def opinions(actor: Actor, first: date, last: date, now: datetime) -> list[Owed]:
    """Consultations that fell due: answered in time, late, or silent (silence is late until it is broken)."""
    begin, end = bounds(first, last)
    rows = visible_to(actor).filter(kind="consultation", due_at__range=(begin, end)).exclude(outcome="withdrawn")
    found = []
    for case in rows:
        assert case.due_at is not None
        done = (case.stopped_at or case.closed_at) if case.phase == "answered" else None
        if case.phase == "asked" and case.due_at >= now:
            continue
        calendar = calendar_for(case)
        until = case.closed_at or now
        late = late_minutes(calendar, case.due_at, done, until)
        if case.phase == "silent":
            late = max(1, late)
        who = people.official_name(case.doer_official_id or case.holder_official_id)
        source = str(case.due_basis.get("source", ""))
        found.append(Owed(case.accountable_agency_id, who, case.code, case.title, case.due_at, done, late,
                          since=case.opened_at, source=source))  # fmt: skip
    return found


def windows(actor: Actor, first: date, last: date, now: datetime, *, rule: str, manner: Manner) -> list[Owed]:
    """Windows given in the period to bodies asked for an opinion: owed by who asked (he held the case). One statement.

    A window is judged by the calendar as it was known when the question was asked: a day off announced later makes
    nobody's question too short. What is laid down for a matter of its own goes before the general rule.
    """
    begin, end = bounds(first, last)
    holding = Custody.objects.filter(case=OuterRef("parent"), from_at__lte=OuterRef("opened_at"))
    asked = holding.order_by("-line_seq").values("official")[:1]
    rows = visible_to(actor).filter(kind="consultation", opened_at__range=(begin, end)).exclude(outcome="withdrawn")
    found = []
    for case in rows.annotate(asked_by=Subquery(asked)):
        limit = limit_then(rule, case.opened_at)
        if limit is None or case.due_basis.get("matter") or case.first_due_at is None or case.opened_at > now:
            continue
        calendar = org.calendar_of(case.accountable_agency_id, case.opened_at)
        bound, given = add(calendar, case.opened_at, limit), case.first_due_at
        low, high = (given, bound) if manner is Manner.SHORT else (bound, given)
        off = max(1, measure(calendar, low, high) // 60) if low < high else 0
        who = people.official_name(getattr(case, "asked_by", None))
        found.append(Owed(case.issuing_agency_id, who, case.code, case.title, bound, given, off,
                          since=case.opened_at))  # fmt: skip
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
        due = due_by(rule, row.asked_at, case.issuing_agency_id)
        if due is None or not begin <= due <= end or (row.decided_at is None and due > now):
            continue
        late = late_minutes(org.calendar_of(case.issuing_agency_id), due, row.decided_at, now)
        found.append(Owed(case.issuing_agency_id, row.decided_by, case.code, case.title, due, row.decided_at, late,
                          since=row.asked_at))  # fmt: skip
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
        due = due_by(kinds.get(row.case.kind).limit_rule("accept"), row.from_at, row.to_agency_id)
        if due is None or not begin <= due <= end or (row.to_at is None and due > now):
            continue
        late = late_minutes(org.calendar_of(row.to_agency_id), due, row.to_at, now)
        who = people.official_name(row.to_official_id)
        found.append(Owed(row.to_agency_id, who, row.case.code, row.case.title, due, row.to_at, late,
                          since=row.from_at))  # fmt: skip
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
        due = due_by("documents.present_within", _morning(row.arrived_on), row.agency_id)
        passed = row.transferred_on or row.handled_on
        # Only the day is known: it counts from its beginning, in favour of who passed it on.
        done = _morning(passed) if passed is not None else None
        if due is None or not begin <= due <= end or (done is None and due > now):
            continue
        late = late_minutes(org.calendar_of(row.agency_id), due, done, now)
        found.append(_paper(row, due, done, late))
    return found


def replies(actor: Actor, first: date, last: date, now: datetime) -> list[Owed]:
    """Incoming documents that ask for a reply, by the reply of the register; owed by the agency they came to.

    Which ones ask is known of those that were answered and of those that name a day. That day, where it is later, is
    what the sender asked for.
    """
    begin, end = bounds(first, last)
    rows = (
        documents_for(actor)
        .filter(Q(replies__isnull=False) | Q(due_on__isnull=False), recalled_at=None, direction="incoming")
        .filter(Q(arrived_on__range=((begin - BEFORE).date(), last)) | Q(due_on__range=(first, last)))
        .annotate(answered_on=Min("replies__issued_on", filter=Q(replies__recalled_at=None)))
    )  # fmt: skip
    found = []
    for row in rows:
        assert row.arrived_on is not None
        start = _morning(row.arrived_on)
        due = due_by("regulation.reply_within", start, row.agency_id)
        if due is None:
            continue
        if row.due_on is not None and row.due_on > row.arrived_on:
            due = max(due, add(org.calendar_of(row.agency_id), start, FixedDate(row.due_on)))
        on = row.answered_on or row.handled_on
        done = _morning(on) if on is not None else None
        if not begin <= due <= end or (done is None and due > now):
            continue
        found.append(_paper(row, due, done, late_minutes(org.calendar_of(row.agency_id), due, done, now)))
    return found


def _paper(row: Document, due: datetime, done: datetime | None, late: int) -> Owed:
    assert row.arrived_on is not None
    number = row.code or str(row.serial or row.pk)
    return Owed(row.agency_id, row.registered_by_name, number, row.subject, due, done, late, row.pk,
                since=_morning(row.arrived_on))  # fmt: skip


def _morning(on: date) -> datetime:
    return datetime.combine(on, time(0), HANOI)


def due_by(rule: str, start: datetime, agency_id: int) -> datetime | None:
    """When the time of a rule ran out in the unit's calendar; None where no such rule was in force that day."""
    limit = limit_then(rule, start)
    return add(org.calendar_of(agency_id), start, limit) if limit is not None else None


_SILENT_VI = "Không trả lời được tính là chậm cho đến khi câu hỏi kết thúc."
_SILENT_EN = "No answer counts as late until the question has ended."
_WINDOW_VI = "Tính theo lịch làm việc đã biết khi hỏi; vấn đề có quy định riêng về thời hạn lấy ý kiến không tính."
_WINDOW_EN = "By the calendar as known when asked; matters with a window of their own are not counted."
_REPLY_VI = "Chỉ tính văn bản đến đã có văn bản trả lời hoặc có ghi hạn; hạn ghi trên văn bản muộn hơn thì theo hạn đó."
_REPLY_EN = "Incoming documents with a reply, or with a day named; a later day named on the paper holds."
_DAY_VI = "Sổ chỉ ghi ngày: tính từ đầu ngày chuyển."
_DAY_EN = "The register knows the day only: it counts from its beginning."

for _check in (
    Check(name="opinions", rule="consultation.window", label_vi="Cho ý kiến khi được lấy ý kiến",
          label_en="Answering consultations", find=opinions, note_vi=_SILENT_VI, note_en=_SILENT_EN),
    Check(name="window_least", rule="regulation.opinion_least", label_vi="Dành đủ thời gian cho người được hỏi ý kiến",
          label_en="Leaving time enough to who is asked", manner=Manner.SHORT, note_vi=_WINDOW_VI, note_en=_WINDOW_EN,
          find=partial(windows, rule="regulation.opinion_least", manner=Manner.SHORT)),
    Check(name="window_most", rule="regulation.opinion_most", label_vi="Không kéo dài thời gian lấy ý kiến",
          label_en="Not drawing consultations out", manner=Manner.LONG, note_vi=_WINDOW_VI, note_en=_WINDOW_EN,
          find=partial(windows, rule="regulation.opinion_most", manner=Manner.LONG)),
    Check(name="requests", rule="directives.extension_decide_within", label_vi="Trả lời đề nghị gia hạn, giao lại",
          label_en="Deciding requests", find=requests),
    Check(name="offers", rule="directives.accept_within", label_vi="Trả lời việc được chuyển giao",
          label_en="Answering offers", find=offers),
    Check(name="incoming", rule="documents.present_within", label_vi="Trình, chuyển văn bản đến",
          label_en="Presenting incoming documents", find=incoming, note_vi=_DAY_VI, note_en=_DAY_EN),
    Check(name="replies", rule="regulation.reply_within", label_vi="Trả lời văn bản của cơ quan khác",
          label_en="Replying to other agencies", find=replies, note_vi=_REPLY_VI, note_en=_REPLY_EN),
):  # fmt: skip
    register(_check)

register_unchecked(
    Unchecked(
        rule="regulation.trip_report_within",
        why_vi="Hệ thống không ghi nhận chuyến đi công tác nước ngoài nên không biết tính hạn báo cáo từ ngày nào.",
        why_en="The system keeps no record of trips abroad, so that it does not know from which day the time runs.",
    )
)
