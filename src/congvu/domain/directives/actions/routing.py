"""Bút phê thành nhiệm vụ: a leader's comment on an incoming document becomes a task with its parts.

Called in the transaction of the routing (`documents.kinds.Router`): what is refused here refuses the routing.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.text import skey
from congvu.core.working_time import FixedDate
from congvu.domain.directives.actions.making import TASK, Made, Maker, Wanted, write_made
from congvu.domain.directives.models import Assignee, Clause, Directive, Passage, Task
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import close_of
from congvu.kernel.documents.kinds import Named, Routed
from congvu.kernel.documents.models import Document
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats

ISSUE = "directives.directive.issue"
#: Restricted documents stay out: directives are read by everybody who follows tasks.
OPEN = ("public", "internal")


def turn_into_tasks(*, actor: Actor, routed: Routed, now: datetime) -> list[str]:
    """Giao nhiệm vụ theo bút phê. One task for the lead with the leader's words, a part for each coordinating unit.

    In order: permission, the directive of the document (made at the first comment), its clause, the cases with the
    deadlines of the slip, journal lines `case.registered` and `directive.routed`. A unit is asked to accept; a person
    who is named is asked himself, or has it at once in the agency that routes. Returns the codes of the cases.
    Legal basis: NĐ 30/2020/NĐ-CP, Điều 23-24, Phụ lục IV.
    """
    require(actor, ISSUE, routed.agency_id)
    document = Document.objects.get(pk=routed.document_id)
    if document.confidentiality not in OPEN:
        raise Invalid(
            _("A restricted document is only routed; it is not followed as tasks."), field="turn_into",
            hint=_("Choose “Only routed”: those it is routed to follow it on the routing slip."),
        )
    directive = _directive(document, actor, now)
    clause = _clause(directive, routed, actor, now)
    maker = Maker(actor, directive, now, partial(write_made, behalf=routed.behalf))
    lead = _made(maker, clause, routed, routed.lead, Task.Part.LEAD, issuing=routed.agency_id, due_on=clause.due_on)
    maker.write([lead])
    below = [
        _made(maker, clause, routed, one, Task.Part.COORDINATION, issuing=lead[0].case.accountable_agency_id,
              due_on=one.due_on or clause.due_on)
        for one in routed.coordinating
    ]
    for change, _task in below:
        change.case.parent = lead[0].case
    maker.write(below)
    codes = [change.case.code for change, _task in (lead, *below)]
    record(
        stream=directive.stream, verb="directive.routed", at=now, actor=actor.signature, behalf=routed.behalf,
        body={"document": document.pk, "opinion": routed.opinion_id, "clauses": [clause.pk], "cases": codes},
    )
    return codes


def _directive(document: Document, actor: Actor, now: datetime) -> Directive:
    """The directive of a document that was routed; refused where its own text is followed already."""
    known = Directive.objects.select_for_update(of=("self",)).filter(document=document).first()
    if known is None:
        return Directive(
            document=document, owner_agency_id=document.agency_id, facts={"is_directive": False, "routed": {}},
            registered_at=now, registered_by=actor.signature, state=Directive.State.ISSUED, issued_at=now,
            issued_by=actor.signature, skey=skey(f"{document.code} {document.issuer} {document.subject}"),
        )  # fmt: skip
    if "routed" not in known.facts:
        raise Invalid(
            _("The text of this document is followed as a directive already."), field="turn_into",
            hint=_("Issue its clauses on the page of the directive, or choose “Only routed”."),
        )
    if known.ended_on is not None:
        raise MoveRefused(
            _("What was ordered with this document has ended; nothing more is issued under it."),
            hint=_("Choose “Only routed”."),
        )
    return known


def _clause(directive: Directive, routed: Routed, actor: Actor, now: datetime) -> Clause:
    """The comment as a clause of its own, at the end of the comments before it."""
    directive.text = f"{directive.text}\n\n" if directive.text else ""
    start, end = len(directive.text), len(directive.text) + len(routed.words)
    directive.text += routed.words
    directive.save()
    due_on = routed.lead.due_on
    clause = Clause.objects.create(
        directive=directive, start=start, end=end, text=routed.words, nature=Clause.Nature.TASK,
        state=Clause.State.ISSUED, due_on=due_on, due_text=formats.day(due_on) if due_on else "",
        edited_by=actor.signature, edited_at=now,
    )  # fmt: skip
    Passage.objects.create(
        directive=directive, start=start, end=end, proposal="clause", mark=Passage.Mark.CLAUSE,
        marked_by=actor.signature, marked_at=now,
    )  # fmt: skip
    Assignee.objects.bulk_create([
        Assignee(clause=clause, role=role, surface=one.name[:300], agency_id=_unit_of(one, now), position=place)
        for place, (role, one) in enumerate([
            (Assignee.Role.LEAD, routed.lead), *((Assignee.Role.COORDINATOR, one) for one in routed.coordinating)
        ])
    ])  # fmt: skip
    directive.facts["routed"][str(clause.pk)] = {
        "opinion": routed.opinion_id, "leader": routed.behalf or actor.name,
        "written_by": actor.name if routed.behalf else "",
    }
    directive.save(update_fields=["facts"])
    return clause


def _unit_of(named: Named, now: datetime) -> int:
    """The unit that answers: the one named, or the one the named person serves in."""
    if named.agency_id is not None:
        return named.agency_id
    assert named.official_id is not None
    posts = org.appointments_of(named.official_id, people.local_date(now))
    if not posts:
        raise Invalid(_("%(name)s holds no post today.") % {"name": named.name}, field="lead")
    return posts[0].post.agency_id


def _made(
    maker: Maker, clause: Clause, routed: Routed, named: Named, part: str, *, issuing: int, due_on: date | None
) -> Made:
    """The case of one who is named, with the deadline the slip gives him."""
    unit = _unit_of(named, maker.now)
    due = close_of(org.calendar_of(unit), due_on) if due_on is not None else None
    if due is not None and due <= maker.now:
        raise Invalid(_("The deadline has passed already; the task would begin overdue."), field="due_on")
    at_once = named.official_id is not None and unit == issuing
    change, task = maker.made(Wanted(
        clause=clause, kind=TASK, part=part, accountable=unit, issuing=issuing, due=due, fixed=due is not None,
        basis={"limit": FixedDate(due_on).code, "words": clause.due_text} if due_on is not None else {},
        offered=not at_once, holder_agency_id=unit if at_once else None,
        official_id=named.official_id if at_once else None,
        said={"opinion": routed.opinion_id, "words": routed.words[:500]},
    ))  # fmt: skip
    if change.case.transfer_agency_id is not None:
        change.case.transfer_official_id = named.official_id
    return change, task
