"""Ban hành kết luận: the notice gets its number, its conclusions become tasks, who accepted in the room holds them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import skey
from congvu.domain.directives.actions.issuing import issue_directive
from congvu.domain.directives.actions.meetings import locked_meeting
from congvu.domain.directives.actions.registering import new_assignees
from congvu.domain.directives.models import (
    Assignee,
    Clause,
    Conclusion,
    Directive,
    Meeting,
    Passage,
    RoomAcceptance,
    Task,
)
from congvu.domain.directives.queries.meetings import KEEP
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions import Change, commit
from congvu.kernel.casework.actions.custody import receiving
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.actions.entries import Entry, register_document
from congvu.kernel.journal.actions import record

#: Ký hiệu when the secretary names none; the office writes its own.
NOTATION = "TB-VPUBND"


@transaction.atomic
def issue_conclusions(
    *, actor: Actor, meeting_id: int, signer_title: str, signer_name: str, notation: str = NOTATION,
    recipients: str = "", now: datetime,
) -> Meeting:  # fmt: skip
    """Ban hành thông báo kết luận. Number it in the outgoing register and issue its tasks, all or nothing.

    The tasks go through the same issuing as those of a directive. A unit that accepted in the room holds its task
    from the first moment, in the name of who accepted; the others are asked as usual.
    Legal basis: NĐ 30/2020/NĐ-CP, Điều 7, 15 (thông báo; cấp số).
    """
    meeting = locked_meeting(actor, meeting_id)
    require(actor, KEEP, meeting.owner_agency_id)
    rows = list(meeting.conclusions.all())
    if not rows:
        raise Invalid(_("No conclusion has been typed yet."), field="text")
    if people.local_date(meeting.starts_at) > people.local_date(now):
        raise Invalid(_("The meeting has not been held yet."), field="starts_at")
    entry = Entry(
        kind="thong_bao", subject=_("Conclusions of %(chair)s at the meeting: %(title)s")
        % {"chair": meeting.chair_title, "title": meeting.title}, issued_on=people.local_date(now),
        issuer=people.agency_name(meeting.owner_agency_id), issuer_agency_id=meeting.owner_agency_id,
        signer_name=signer_name, signer_position=signer_title, recipients=recipients[:500],
    )  # fmt: skip
    document = register_document(
        actor=actor, agency_id=meeting.owner_agency_id, direction="outgoing", entry=entry, notation=notation,
        now=now, confirm_duplicate=True,
    )
    directive = _directive(meeting, rows, document.pk, actor, now)
    clauses = [row.clause_id for row in rows if row.clause_id is not None]
    cases = issue_directive(actor=actor, directive_id=directive.pk, clause_ids=clauses, now=now)
    taken = _taken_in_room(rows, cases, actor, now)
    meeting.state, meeting.directive, meeting.version = Meeting.State.ISSUED, directive, meeting.version + 1
    meeting.signer_title, meeting.signer_name = signer_title.strip(), signer_name.strip()
    meeting.save(update_fields=["state", "directive", "version", "signer_title", "signer_name"])
    record(
        stream=meeting.stream, verb="meeting.issued", at=now, actor=actor.signature,
        body={"document": document.code, "cases": [case.code for case in cases], "accepted_in_room": taken},
    )
    return meeting


def _directive(meeting: Meeting, rows: list[Conclusion], document_id: int, actor: Actor, now: datetime) -> Directive:
    """The directive whose text is the list of conclusions, each its own passage and accepted clause."""
    spans, text = [], ""
    for number, row in enumerate(rows, start=1):
        text += f"{number}. "
        spans.append((len(text), len(text) + len(row.text)))
        text += f"{row.text}\n\n"
    directive = Directive.objects.create(
        document_id=document_id, owner_agency_id=meeting.owner_agency_id, text=text.rstrip(),
        facts={"is_directive": True, "kind": "Thông báo", "meeting": meeting.pk}, registered_at=now,
        registered_by=actor.signature, skey=skey(f"{meeting.title} {meeting.chair_name}"),
    )  # fmt: skip
    for row, (start, end) in zip(rows, spans, strict=True):
        row.clause = Clause.objects.create(
            directive=directive, start=start, end=end, text=row.text, nature=Clause.Nature.TASK, mode=row.mode,
            state=Clause.State.ACCEPTED, due_on=row.due_on, due_exclusive=row.due_exclusive,
            due_limit=row.due_limit, due_text=row.due_text, edited_by=actor.signature, edited_at=now,
        )  # fmt: skip
        row.save(update_fields=["clause"])
        Passage.objects.create(
            directive=directive, start=start, end=end, proposal="clause", mark=Passage.Mark.CLAUSE,
            marked_by=actor.signature, marked_at=now,
        )  # fmt: skip
        _assign(row.clause, row, now)
    record(
        stream=directive.stream, verb="directive.registered", at=now, actor=actor.signature,
        body={"document": document_id, "meeting": meeting.pk, "clauses": len(rows), "passages": len(rows)},
    )
    return directive


def _assign(clause: Clause, row: Conclusion, now: datetime) -> None:
    today = people.local_date(now)
    assignees = new_assignees(clause, Assignee.Role.LEAD, row.leads, today, today)
    assignees += new_assignees(clause, Assignee.Role.COORDINATOR, row.coordinators, today, today)
    Assignee.objects.bulk_create(assignees)


def _taken_in_room(rows: list[Conclusion], cases: list[Case], actor: Actor, now: datetime) -> int:
    """Accept, for those who did so in the room, the tasks they lead: the secretary acts, the line names both."""
    spoken = {
        (one.conclusion.clause_id, one.agency_id): one
        for one in RoomAcceptance.objects.filter(conclusion__in=rows).select_related("conclusion")
    }
    tasks = Task.objects.filter(case__in=cases, part__in=[Task.Part.LEAD, Task.Part.SHARE]).select_related("case")
    taken = 0
    for task in tasks:
        one = spoken.get((task.clause_id, task.case.accountable_agency_id))
        if one is None or task.case.transfer_agency_id is None:
            continue
        name = people.official_name(one.official_id)
        body = {
            "holder": name, "in_room": True, "accepted_at": one.accepted_at.isoformat(), "entered_by": one.entered_by,
            "words": _("accepted in the room by %(name)s") % {"name": name},
        }  # fmt: skip
        commit(
            [Change(task.case, "case.accepted", receiving(task.case, one.official_id), body=body)],
            actor=actor, now=now, behalf=name,
        )
        taken += 1
    return taken
