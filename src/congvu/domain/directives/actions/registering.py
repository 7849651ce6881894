"""Registering a directive: the register entry, its text cut into passages, and what the reader thinks it orders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.directive_text import Clause as Read
from congvu.core.directive_text import Reading, read_directive
from congvu.core.refusals import Invalid
from congvu.core.text import skey
from congvu.domain.directives.models import Assignee, Citation, Clause, Directive, Passage, Target
from congvu.domain.directives.policy import resolving
from congvu.domain.directives.policy.rhythms import day_of
from congvu.domain.directives.queries.citing import find_cited
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.actions.entries import Entry, register_document
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.journal.actions import record

#: Marks of the reader that are not sentences of the body: nobody has to look at them.
FORM = {"furniture", "heading"}
MAX_CHARACTERS = 2_000_000


@transaction.atomic
def register_directive(
    *, actor: Actor, agency_id: int, entry: Entry, file: StoredFile | None, file_name: str = "", text: str,
    recognised: bool = False, arrived_on: date | None = None, confirm_duplicate: bool = False, now: datetime,
) -> Directive:
    """Đăng ký văn bản chỉ đạo. Enter a directive in the incoming register and read its text.

    In order: permission, register entry with its number and original file, directive, passages, clauses, citations
    and targets, journal line `directive.registered`. Raises Invalid for a text that is empty; DuplicateFound.
    Legal basis: NĐ 30/2020/NĐ-CP, Điều 21–24, Phụ lục IV.
    """
    require(actor, "directives.directive.register", agency_id)
    if not text.strip():
        raise Invalid(
            _("No text was found in this document."), field="file",
            hint=_("It is probably a scan. Have its text recognised, or paste the text."),
        )
    if len(text) > MAX_CHARACTERS:
        raise Invalid(_("This text is too long to be a directive."), field="file")
    document = register_document(
        actor=actor, agency_id=agency_id, direction="incoming", entry=entry, now=now,
        files=[(file, file_name)] if file is not None else None, arrived_on=arrived_on,
        confirm_duplicate=confirm_duplicate,
    )
    reading = read_directive(text, as_of=entry.issued_on)
    directive = Directive.objects.create(
        document=document, owner_agency_id=agency_id, text=text, text_is_recognised=recognised,
        retelling=reading.retelling, addressees=[party.name for party in reading.addressees],
        facts=_facts(reading), notes=list(reading.notes), registered_at=now, registered_by=actor.signature,
        skey=skey(f"{entry.code} {entry.issuer} {entry.subject}"),
    )
    _write_reading(directive, reading, entry.issued_on or people.local_date(now), people.local_date(now))
    record(
        stream=directive.stream, verb="directive.registered", at=now, actor=actor.signature,
        body={
            "document": document.pk, "code": document.code, "issuer": document.issuer, "subject": document.subject,
            "passages": len(reading.sentences), "clauses": len(reading.clauses), "recognised": recognised,
        },
    )
    return directive


def _facts(reading: Reading) -> dict[str, Any]:
    facts = reading.facts
    return {
        "is_directive": reading.is_directive,
        "kind": facts.kind and facts.kind.text,
        "number": facts.number and facts.number.text,
        "issued_on": facts.issued_on and facts.issued_on.on.isoformat(),
        "issuer": facts.issuer and facts.issuer.text,
        "subject": facts.subject and facts.subject.text,
    }


def _write_reading(directive: Directive, reading: Reading, on: date, today: date) -> None:
    Passage.objects.bulk_create(
        Passage(
            directive=directive, start=sentence.span.start, end=sentence.span.end, proposal=sentence.mark.value,
            mark=Passage.Mark.HEADING if sentence.mark.value in FORM else Passage.Mark.UNSEEN,
        )
        for sentence in reading.sentences
    )
    clauses = Clause.objects.bulk_create(_clause(directive, read) for read in reading.clauses)
    assignees: list[Assignee] = []
    for clause, read in zip(clauses, reading.clauses, strict=True):
        for role, parties in ((Assignee.Role.LEAD, read.leads), (Assignee.Role.COORDINATOR, read.coordinators)):
            assignees += new_assignees(clause, role, (party.name for party in parties), on, today)
    Assignee.objects.bulk_create(assignees)
    suggest_modes(clauses, assignees)
    Citation.objects.bulk_create(_citations(directive, reading))
    Target.objects.bulk_create(
        Target(
            directive=directive, clause=clauses[read.clause] if read.clause is not None else None,
            start=read.span.start, end=read.span.end, text=read.text[:500], comparator=read.comparator or "=",
            quantity=Decimal(str(read.quantity)),
            quantity_max=Decimal(str(read.quantity_max)) if read.quantity_max is not None else None,
            unit=read.unit[:60], of=(read.of or "")[:500], due_on=read.deadline, confidence=read.confidence,
        )
        for read in reading.targets
        if abs(read.quantity) < 10**13
    )


def _clause(directive: Directive, read: Read) -> Clause:
    deadline = read.deadline
    due_text = deadline.text if deadline is not None else ""
    limit = resolving.limit_code(due_text) if deadline is not None and deadline.on is None else ""
    report_to = "; ".join(party.name for party in read.reports_to)
    if read.through:
        report_to += _(" (through %(unit)s)") % {"unit": "; ".join(party.name for party in read.through)}
    day = day_of(read.text, read.recurrence or "")
    comes_again = read.recurrence not in (None, "", Clause.Recurrence.CONTINUOUS)
    values: dict[str, Any] = {
        "nature": read.nature.value, "due_on": deadline.on if deadline else None,
        "due_exclusive": bool(deadline and deadline.exclusive), "due_text": due_text[:300],
        "due_kind": deadline.kind.value if deadline else "", "due_limit": limit,
        "recurrence": read.recurrence or "", "report_to": report_to[:300], "recur_day": day.day,
        "recur_month": day.month if day.day else None, "recur_following": day.following, "recur_until": None,
    }  # fmt: skip
    if comes_again:
        # The date of an order that comes again is its end; "trước ngày" belongs to the day of each period.
        values |= {"recur_until": values["due_on"], "due_on": None, "due_limit": "", "due_exclusive": day.exclusive}
    proposed = {k: (v.isoformat() if isinstance(v, date) else v) for k, v in values.items()}
    proposed["leads"] = [party.name for party in read.leads]
    proposed["coordinators"] = [party.name for party in read.coordinators]
    return Clause(
        directive=directive, start=read.span.start, end=read.span.end, text=read.text,
        heading=(read.heading or "")[:1000], verb=read.verb.text[:200] if read.verb else "",
        inherited=read.leads_inherited, proposed=proposed,
        confidence={
            "clause": read.confidence, "deadline": deadline.confidence if deadline else None,
            "leads": min((party.confidence for party in read.leads), default=None),
        },
        **values,
    )


def new_assignees(clause: Clause, role: str, names: Iterable[str], on: date, today: date) -> list[Assignee]:
    """Rows for names as the text has them, each resolved to a unit or group as of the document's date."""
    rows = []
    for position, name in enumerate(dict.fromkeys(names)):
        found = resolving.resolve(name, on, today)
        rows.append(
            Assignee(
                clause=clause, role=role, surface=name[:300], position=position, agency_id=found.agency_id,
                group_id=found.group_id, warning=found.warning[:400], confirmed=not found.needs_confirmation,
            )
        )
    return rows


def suggest_modes(clauses: Iterable[Clause], assignees: Iterable[Assignee]) -> None:
    """Several leads or a group: *each of them*; one unit: *one lead*. The desk may choose otherwise."""
    leads: dict[int, list[Assignee]] = {}
    for row in assignees:
        if row.role == Assignee.Role.LEAD:
            leads.setdefault(row.clause_id, []).append(row)
    many = [
        clause
        for clause in clauses
        if len(rows := leads.get(clause.pk, [])) > 1 or any(row.group_id is not None for row in rows)
    ]
    for clause in many:
        clause.mode = Clause.Mode.EACH_OF
    Clause.objects.filter(pk__in=[clause.pk for clause in many]).update(mode=Clause.Mode.EACH_OF)


def _citations(directive: Directive, reading: Reading) -> list[Citation]:
    known = find_cited([(read.number or "", read.issued_on) for read in reading.citations if read.number])
    return [
        Citation(
            directive=directive, start=read.span.start, end=read.span.end, type=(read.kind or "")[:100],
            number=(read.number or "")[:100], issued_on=read.issued_on, issuer=(read.issuer or "")[:300],
            confidence=read.confidence, document_id=known.get((read.number or "", read.issued_on)),
        )
        for read in reading.citations
    ]
