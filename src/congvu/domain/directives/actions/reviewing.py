"""Reviewing a directive: every sentence of its body gets an answer, every clause its owner and its date.

The directive row is locked first; the clause's own `version` tells the slower of two reviewers that he was slower.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound, StaleCase
from congvu.domain.directives.actions.checking import Correction, check_correction
from congvu.domain.directives.actions.registering import new_assignees
from congvu.domain.directives.models import Assignee, Clause, Directive, Passage
from congvu.domain.directives.queries.directives import visible_to
from congvu.domain.directives.queries.review import proposed_limit
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.actions import require_not_recalled
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org

#: Columns of a clause that a correction writes.
CORRECTED = (
    "nature", "mode", "due_on", "due_exclusive", "due_limit", "recurrence", "recur_day", "recur_month",
    "recur_following", "recur_until", "recur_with_order", "review_limit", "report_to",
)  # fmt: skip


def locked_directive(actor: Actor, directive_id: int, *, settles: bool = False) -> Directive:
    """The directive under lock for who reviews it; MoveRefused once it was withdrawn or its document recalled.

    `settles`: the act ends what a recalled document has left, and is possible after the recall too.
    """
    directive = visible_to(actor).filter(pk=directive_id).select_for_update(no_key=True, of=("self",)).first()
    if directive is None:
        raise NotFound(_("There is no such directive, or it is not open to you."))
    require(actor, "directives.directive.review", directive.owner_agency_id)
    if directive.state == Directive.State.WITHDRAWN:
        raise MoveRefused(_("This directive was withdrawn."))
    if not settles:
        require_not_recalled(directive.document)
    return directive


def _clause(directive: Directive, clause_id: int, version: int | None) -> Clause:
    clause = Clause.objects.filter(directive=directive, pk=clause_id).first()
    if clause is None:
        raise NotFound(_("There is no such clause."))
    if clause.state == Clause.State.ISSUED:
        raise MoveRefused(
            _("This clause has been issued as work and is not edited any more."),
            hint=_("Act on its tasks instead: withdraw or extend them."),
        )
    if version is not None and version != clause.version:
        raise StaleCase(
            _("%(name)s was faster: this clause has changed since you opened it.") % {"name": clause.edited_by},
            by=clause.edited_by,
            hint=_("Nothing of yours was written. Look at the clause again and decide anew."),
        )
    return clause


def _edited(clause: Clause, actor: Actor, now: datetime) -> None:
    clause.version += 1
    clause.edited_by, clause.edited_at = actor.signature, now


def _note(directive: Directive, verb: str, actor: Actor, now: datetime, body: dict[str, Any]) -> None:
    record(stream=directive.stream, verb=verb, at=now, actor=actor.signature, body=body)


def passages_of(clause: Clause) -> Any:
    """The passages of the text the clause stands on."""
    return Passage.objects.filter(directive_id=clause.directive_id, start__lt=clause.end, end__gt=clause.start)


def _seen(clause: Clause, actor: Actor, now: datetime) -> None:
    passages_of(clause).update(mark=Passage.Mark.CLAUSE, because="", marked_by=actor.signature, marked_at=now)


@transaction.atomic
def accept_clauses(
    *, actor: Actor, directive_id: int, clause_ids: Sequence[int], confirm_units: bool = False, now: datetime
) -> int:
    """Chấp nhận nội dung. The desk has looked at these clauses and takes them as they are read.

    `confirm_units` also confirms the units and groups proposed for names whose unit has ended, of clauses that were
    accepted before, too.
    """
    directive = locked_directive(actor, directive_id)
    states = [Clause.State.PROPOSED, Clause.State.REJECTED, *([Clause.State.ACCEPTED] if confirm_units else [])]
    clauses = list(Clause.objects.filter(directive=directive, pk__in=clause_ids, state__in=states))
    for clause in clauses:
        clause.state = Clause.State.ACCEPTED
        _edited(clause, actor, now)
        _seen(clause, actor, now)
    Clause.objects.bulk_update(clauses, ["state", "version", "edited_by", "edited_at"])
    if confirm_units:
        chosen = Assignee.objects.filter(clause__in=clauses).exclude(agency=None, group=None)
        chosen.update(confirmed=True)
    if clauses:
        body = {"clauses": [clause.pk for clause in clauses], "confirmed_units": confirm_units}
        _note(directive, "clause.accepted", actor, now, body)
    return len(clauses)


@transaction.atomic
def edit_clause(
    *,
    actor: Actor,
    directive_id: int,
    clause_id: int,
    correction: Correction,
    now: datetime,
    version: int | None = None,
) -> Clause:
    """Sửa nội dung. Correct what the reader thought; a corrected clause counts as accepted.

    A name of the text is confirmed only with the unit that stood beside it when the desk looked; a name typed anew
    whose unit has ended still waits for its heir to be confirmed. Invalid for a deadline before the document's own
    date, two kinds of deadline at once, or two leads where one is to lead.
    """
    directive = locked_directive(actor, directive_id)
    clause = _clause(directive, clause_id, version)
    check_correction(directive, correction, now)
    before = {
        "nature": clause.nature,
        "mode": clause.mode,
        "due_on": str(clause.due_on or ""),
        "limit": clause.due_limit,
    }
    if correction.due_on is not None or correction.due_limit != clause.due_limit:
        clause.due_rule = ""  # another deadline than the rulebook proposed
    for name in CORRECTED:
        setattr(clause, name, getattr(correction, name))
    clause.state = Clause.State.ACCEPTED
    _edited(clause, actor, now)
    clause.save()
    _replace_assignees(directive, clause, correction, now)
    _seen(clause, actor, now)
    _note(directive, "clause.edited", actor, now, {
        "clause": clause.pk, "before": before, "nature": clause.nature, "mode": clause.mode,
        "due_on": str(clause.due_on or ""), "limit": clause.due_limit,
        "leads": [one.surface for one in correction.leads],
        "coordinators": [one.surface for one in correction.coordinators],
    })  # fmt: skip
    return clause


def _replace_assignees(directive: Directive, clause: Clause, correction: Correction, now: datetime) -> None:
    shown = {(row.surface, row.agency_id, row.group_id) for row in clause.assignees.all()}
    clause.assignees.all().delete()
    on = directive.document.issued_on or people.local_date(now)
    rows: list[Assignee] = []
    for role, chosen in (("lead", correction.leads), ("coordinator", correction.coordinators)):
        for position, one in enumerate(chosen):
            if one.agency_id is None and one.group_id is None:
                for row in new_assignees(clause, role, [one.surface], on, people.local_date(now)):
                    seen = (row.surface, row.agency_id, row.group_id) in shown
                    row.position = position
                    row.confirmed = row.confirmed or (one.confirmed and seen and bool(row.agency_id or row.group_id))
                    rows.append(row)
                continue
            warning = ""
            if one.agency_id is not None and not people.is_valid_on(one.agency_id, people.local_date(now)):
                unit = org.agency_by_id(one.agency_id)
                heirs = ", ".join(heir.agency.name for heir in org.heirs_of(unit, people.local_date(now)))
                warning = _("%(unit)s has ended; its work went to: %(heirs)s.") % {"unit": unit.name, "heirs": heirs}
            rows.append(
                Assignee(
                    clause=clause,
                    role=role,
                    surface=one.surface[:300],
                    position=position,
                    agency_id=one.agency_id,
                    group_id=one.group_id,
                    warning=warning,
                    confirmed=one.confirmed or not warning,
                )
            )
    Assignee.objects.bulk_create(rows)


@transaction.atomic
def take_proposed_limit(
    *, actor: Actor, directive_id: int, clause_id: int, now: datetime, version: int | None = None
) -> Clause:
    """Nhận thời hạn đề xuất. Give an urgent clause without a date the period the rulebook of the day proposes.

    A person does this, never the reader; the clause keeps the rule it came from, and counts as accepted.
    """
    directive = locked_directive(actor, directive_id)
    clause = _clause(directive, clause_id, version)
    proposed = proposed_limit(clause, people.local_date(now))
    if proposed is None:
        raise MoveRefused(_("No period is proposed for this clause."), hint=_("Correct it and give a date."))
    clause.due_limit, clause.due_rule, clause.state = proposed.value, proposed.code, Clause.State.ACCEPTED
    _edited(clause, actor, now)
    clause.save()
    _seen(clause, actor, now)
    _note(directive, "clause.limit_taken", actor, now,
          {"clause": clause.pk, "limit": clause.due_limit, "rule": clause.due_rule, "standing": proposed.standing,
           "source": proposed.source})  # fmt: skip
    return clause


@transaction.atomic
def reject_clause(
    *, actor: Actor, directive_id: int, clause_id: int, because: str, now: datetime, version: int | None = None
) -> Clause:
    """Không phải nhiệm vụ. The clause is no work; its passages are marked *no action, because …*."""
    directive = locked_directive(actor, directive_id)
    clause = _clause(directive, clause_id, version)
    if not because.strip():
        raise Invalid(_("Say why this needs no action."), field="because")
    clause.state = Clause.State.REJECTED
    _edited(clause, actor, now)
    clause.save(update_fields=["state", "version", "edited_by", "edited_at"])
    passages_of(clause).update(
        mark=Passage.Mark.NO_ACTION, because=because.strip()[:300], marked_by=actor.signature, marked_at=now
    )
    _note(directive, "clause.rejected", actor, now, {"clause": clause.pk, "because": because.strip()})
    return clause


@transaction.atomic
def add_clause(*, actor: Actor, directive_id: int, start: int, end: int, now: datetime) -> Clause:
    """Thêm nội dung. Make a clause of a span of the text that the reader did not find."""
    directive = locked_directive(actor, directive_id)
    text = directive.text
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise Invalid(_("Mark a piece of the text first."), field="start")
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    clause = Clause.objects.create(
        directive=directive,
        start=start,
        end=end,
        text=text[start:end],
        nature=Clause.Nature.TASK,
        state=Clause.State.ACCEPTED,
        edited_by=actor.signature,
        edited_at=now,
    )
    _inherit(directive, clause, now)
    _seen(clause, actor, now)
    _note(directive, "clause.added", actor, now, {"clause": clause.pk, "start": start, "end": end})
    return clause


def _inherit(directive: Directive, clause: Clause, now: datetime) -> None:
    """Give a new clause the leads of the clause before it, else the addressees of the document."""
    on = directive.document.issued_on or people.local_date(now)
    before = (
        Clause.objects.filter(directive=directive, start__lt=clause.start)
        .exclude(pk=clause.pk)
        .order_by("-start")
        .first()
    )
    names = list(before.assignees.filter(role="lead").values_list("surface", flat=True)) if before else []
    Assignee.objects.bulk_create(
        new_assignees(clause, "lead", names or directive.addressees, on, people.local_date(now))
    )


@transaction.atomic
def split_clause(
    *, actor: Actor, directive_id: int, clause_id: int, at: int, now: datetime, version: int | None = None
) -> tuple[Clause, Clause]:
    """Tách nội dung. Cut one clause in two at an offset of the text; both keep owner and date, to be corrected."""
    directive = locked_directive(actor, directive_id)
    clause = _clause(directive, clause_id, version)
    if not clause.start < at < clause.end:
        raise Invalid(_("The cut must lie inside the clause."), field="at")
    rows = list(clause.assignees.all())
    second = Clause.objects.get(pk=clause.pk)
    second.pk, second._state.adding = None, True  # a copy of the row
    second.start, second.text = at, directive.text[at : clause.end]
    while second.text[:1].isspace():
        second.start, second.text = second.start + 1, second.text[1:]
    clause.end, clause.text = at, directive.text[clause.start : at].rstrip()
    clause.end = clause.start + len(clause.text)
    if not clause.text or not second.text:
        raise Invalid(_("Both parts need words."), field="at")
    for one in (clause, second):
        one.state = Clause.State.ACCEPTED
        _edited(one, actor, now)
        one.save()
    Assignee.objects.bulk_create(
        Assignee(
            clause=second,
            role=row.role,
            surface=row.surface,
            agency_id=row.agency_id,
            group_id=row.group_id,
            warning=row.warning,
            confirmed=row.confirmed,
            position=row.position,
        )
        for row in rows
    )
    clause.targets.filter(start__gte=second.start).update(clause=second)
    _seen(clause, actor, now)
    _seen(second, actor, now)
    _note(directive, "clause.split", actor, now, {"clause": clause.pk, "second": second.pk, "at": at})
    return clause, second


@transaction.atomic
def merge_clauses(
    *, actor: Actor, directive_id: int, clause_id: int, other_id: int, now: datetime, version: int | None = None
) -> Clause:
    """Gộp nội dung. Make one clause of two; the first keeps its owner and date, the span covers both."""
    directive = locked_directive(actor, directive_id)
    clause, other = _clause(directive, clause_id, version), _clause(directive, other_id, None)
    if clause.pk == other.pk:
        raise Invalid(_("Choose another clause to merge with."), field="other")
    clause.start, clause.end = min(clause.start, other.start), max(clause.end, other.end)
    clause.text = directive.text[clause.start : clause.end]
    clause.due_on = max(filter(None, (clause.due_on, other.due_on)), default=None)
    clause.state = Clause.State.ACCEPTED
    _edited(clause, actor, now)
    clause.save()
    have = {(row.role, row.surface) for row in clause.assignees.all()}
    for row in other.assignees.all():
        if row.role == "coordinator" and (row.role, row.surface) not in have:
            row.clause = clause
            row.save(update_fields=["clause"])
    other.targets.update(clause=clause)
    other.delete()
    _seen(clause, actor, now)
    _note(directive, "clause.merged", actor, now, {"clause": clause.pk, "other": other_id})
    return clause


@transaction.atomic
def mark_passages(
    *, actor: Actor, directive_id: int, passage_ids: Sequence[int], mark: str, because: str = "", now: datetime
) -> int:
    """Đánh dấu đoạn. Narrative, or *no action, because …*, or not looked at after all."""
    directive = locked_directive(actor, directive_id)
    allowed = (Passage.Mark.NARRATIVE, Passage.Mark.NO_ACTION, Passage.Mark.HEADING, Passage.Mark.UNSEEN)
    if mark not in allowed:
        raise Invalid(_("Choose what these sentences are."), field="mark")
    if mark == Passage.Mark.NO_ACTION and not because.strip():
        raise Invalid(_("Say why this needs no action."), field="because")
    rows = Passage.objects.filter(directive=directive, pk__in=passage_ids)
    covered = Clause.objects.filter(directive=directive, state__in=[Clause.State.ACCEPTED, Clause.State.ISSUED])
    spans = list(covered.values_list("start", "end"))
    if any(row.start < end and row.end > start for row in rows for start, end in spans):
        raise MoveRefused(
            _("One of these sentences belongs to an accepted clause."), hint=_("Reject or change the clause first.")
        )
    unseen = mark == Passage.Mark.UNSEEN
    count = rows.update(
        mark=mark,
        because=because.strip()[:300] if mark == Passage.Mark.NO_ACTION else "",
        marked_by="" if unseen else actor.signature,
        marked_at=None if unseen else now,
    )
    _note(directive, "passage.marked", actor, now, {"passages": list(passage_ids), "mark": mark, "because": because})
    return count
