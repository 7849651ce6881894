"""Văn bản chỉ đạo for machines: register, review, plan and issue, by the same acts as the screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status

from congvu.core.directive_text import read_directive
from congvu.core.refusals import Invalid, NotFound
from congvu.core.working_time import read_limit
from congvu.domain.directives import schemas as out
from congvu.domain.directives.actions import reviewing
from congvu.domain.directives.actions.checking import Chosen, Correction
from congvu.domain.directives.actions.issuing import issue_directive
from congvu.domain.directives.actions.registering import register_directive
from congvu.domain.directives.models import Directive
from congvu.domain.directives.policy.entries import entry_from, home_agency
from congvu.domain.directives.queries import directives as queries
from congvu.domain.directives.queries.planning import plan_issue
from congvu.domain.directives.queries.recurring import duties_of
from congvu.domain.directives.queries.review import (
    accepted_clauses,
    cards_of,
    citations_of,
    passages_of,
    targets_without_clause,
)
from congvu.domain.directives.queries.tasks import tasks_of
from congvu.kernel.accounts.policy import Actor, acting, require
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.documents.actions.files import store_upload
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.documents.queries import text_of_file
from congvu.kernel.documents.queries.tickets import file_behind
from congvu.kernel.org import queries as org
from congvu.kernel.ui.tables.paging import Order
from congvu.kernel.ui.wire import Cursor, Id, Limit, ShortWords, needs, page_of

router = Router(tags=["directives"])

REGISTER, REVIEW, ISSUE = (f"directives.directive.{verb}" for verb in ("register", "review", "issue"))
NEWEST = Order("registered_at", descending=True, nullable=False)


@router.get("", response=out.DirectivePage, url_name="directives", summary="The register of directives")
@needs(queries.READ)
def list_directives(
    request: HttpRequest,
    q: ShortWords = "",
    state: Literal["in_review", "issued", "withdrawn"] | None = None,
    cursor: Cursor | None = None,
    limit: Limit = 50,
) -> out.DirectivePage:
    """Directives of the registers the actor reads, and those under which he sees a task; newest first."""
    rows = queries.register_of(acting(request), words=q, state=state or "")
    found, following = page_of(rows, NEWEST, limit, cursor)
    return out.DirectivePage(items=[out.DirectiveRow.of(row) for row in found], next=following)


@router.get("/{directive_id}", response=out.DirectivePaper, url_name="directive", summary="One directive")
@needs(queries.READ)
def get_directive(request: HttpRequest, directive_id: Id) -> out.DirectivePaper:
    """Its text, clauses with owners and dates, passages, citations, targets, and how far it has been looked at."""
    actor = acting(request)
    return _paper(actor, queries.get_for(actor, directive_id))


def _paper(actor: Actor, row: Directive) -> out.DirectivePaper:
    tasks = tasks_of(actor, row)
    codes = [case.code for top in tasks for case in (top.case, *(case for _task, case in top.parts))]
    return out.DirectivePaper(
        **out.DirectiveRow.of(row).model_dump(), text=row.text, text_is_recognised=row.text_is_recognised,
        retelling=row.retelling, addressees=row.addressees, notes=row.notes,
        coverage=out.CoverageRow.of(queries.coverage_of(row.pk)),
        clauses=[out.ClauseRow.of(card) for card in cards_of(row)],
        passages=[out.PassageRow.of(one) for one in passages_of(row)],
        citations=[out.CitationRow.of(one) for one in citations_of(row)],
        targets=[out.TargetRow.of_target(one) for one in targets_without_clause(row)], cases=codes,
    )  # fmt: skip


@router.post("", response={201: out.DirectivePaper}, url_name="register", summary="Register a directive")
@needs(REGISTER)
def register(request: HttpRequest, body: out.Registration) -> Status[out.DirectivePaper]:
    """Enter a directive in the incoming register and read its text; 409 `duplicate_document` unless confirmed."""
    actor, now = acting(request), timezone.now()
    if (body.file is None) == (not (body.text or "").strip()):
        raise Invalid(_("Send either the ticket of a file or the text."), field="file")
    agency_id = org.agency_by_code(body.agency).pk if body.agency is not None else home_agency(actor)
    file, name = _original(actor, body, now)
    found = text_of_file(file.pk)
    directive = register_directive(
        actor=actor, agency_id=agency_id, entry=_entry(body, found.text), file=file, file_name=name, text=found.text,
        recognised=found.recognised, arrived_on=body.arrived_on, confirm_duplicate=body.confirm_duplicate, now=now,
    )
    return Status(201, _paper(actor, directive))


def _original(actor: Actor, body: out.Registration, now: datetime) -> tuple[StoredFile, str]:
    if body.file is not None:
        file = file_behind(actor, body.file)
        return file, body.file_name or f"{file.sha256[:12]}.{file.kind}"
    name = body.file_name if body.file_name.lower().endswith(".txt") else _("pasted.txt")
    return store_upload(actor=actor, name=name, content=(body.text or "").encode(), now=now), name


def _entry(body: out.Registration, text: str) -> Entry:
    """What was sent, and for what was left out what the reader found."""
    if body.kind is not None and body.kind not in KINDS:
        raise Invalid(_("There is no kind of document of this code."), field="kind")
    said = {
        name: value
        for name in ("kind", "code", "issued_on", "issuer", "subject", "signer_name")
        if (value := getattr(body, name)) is not None
    }
    return replace(entry_from(read_directive(text)), urgency=body.urgency, **said)


@router.post("/{directive_id}/clauses/accept", response=out.Marked, url_name="accept", summary="Accept clauses")
@needs(REVIEW)
def accept_clauses(request: HttpRequest, directive_id: Id, body: out.Acceptance) -> out.Marked:
    """Take clauses as they were read; those accepted already do not count."""
    count = reviewing.accept_clauses(
        actor=acting(request), directive_id=directive_id, clause_ids=body.clauses, confirm_units=body.confirm_units,
        now=timezone.now(),
    )
    return _marked(directive_id, count)


def _marked(directive_id: int, count: int) -> out.Marked:
    return out.Marked(count=count, coverage=out.CoverageRow.of(queries.coverage_of(directive_id)))


@router.put(
    "/{directive_id}/clauses/{clause_id}", response=out.ClauseRow, url_name="clause", summary="Correct a clause"
)
@needs(REVIEW)
def edit_clause(request: HttpRequest, directive_id: Id, clause_id: Id, body: out.ClauseCorrection) -> out.ClauseRow:
    """Replace what the reader thought by what the desk says; the clause is accepted by it."""
    actor = acting(request)
    correction = Correction(
        nature=body.nature, mode=body.mode, due_on=body.due_on, due_exclusive=body.due_exclusive,
        due_limit=_limit(body.due_limit, "due_limit"), recurrence=body.recurrence, recur_day=body.recur_day,
        recur_month=body.recur_month, recur_following=body.recur_following, recur_until=body.recur_until,
        recur_with_order=body.recur_with_order, review_limit=_limit(body.review_limit, "review_limit"),
        report_to=body.report_to,
        leads=_chosen(body.leads, "leads"), coordinators=_chosen(body.coordinators, "coordinators"),
    )
    reviewing.edit_clause(
        actor=actor, directive_id=directive_id, clause_id=clause_id, correction=correction, version=body.version,
        now=timezone.now(),
    )
    return _clause(queries.get_for(actor, directive_id), clause_id)


def _clause(directive: Directive, clause_id: int) -> out.ClauseRow:
    return next(out.ClauseRow.of(card) for card in cards_of(directive) if card.clause.pk == clause_id)


def _limit(words: str, field: str) -> str:
    if not words.strip():
        return ""
    try:
        return read_limit(words.strip()).code
    except Invalid as refusal:
        raise Invalid(refusal.message, field=field, hint=refusal.hint) from refusal


def _chosen(named: list[out.Named], field: str) -> tuple[Chosen, ...]:
    found = []
    for one in named:
        if one.agency is not None and one.group is not None:
            raise Invalid(_("Name a unit or a group, not both."), field=field)
        try:
            agency_id = org.agency_by_code(one.agency).pk if one.agency is not None else None
        except NotFound as unknown:
            raise Invalid(unknown.message, field=field) from unknown
        group_id = next((group.pk for group in org.groups() if group.code == one.group), None)
        if one.group is not None and group_id is None:
            raise Invalid(_("There is no group with the code “%(code)s”.") % {"code": one.group}, field=field)
        found.append(Chosen(surface=one.surface, agency_id=agency_id, group_id=group_id, confirmed=one.confirmed))
    return tuple(found)


@router.post(
    "/{directive_id}/clauses/{clause_id}/split", response=out.Halves, url_name="split", summary="Cut a clause in two"
)
@needs(REVIEW)
def split_clause(request: HttpRequest, directive_id: Id, clause_id: Id, body: out.Cut) -> out.Halves:
    """Both keep owner and date, to be corrected; they count as accepted."""
    actor = acting(request)
    first, second = reviewing.split_clause(
        actor=actor, directive_id=directive_id, clause_id=clause_id, at=body.at, version=body.version,
        now=timezone.now(),
    )
    directive = queries.get_for(actor, directive_id)
    return out.Halves(first=_clause(directive, first.pk), second=_clause(directive, second.pk))


@router.post(
    "/{directive_id}/clauses/{clause_id}/merge", response=out.ClauseRow, url_name="merge",
    summary="Make one clause of two",
)  # fmt: skip
@needs(REVIEW)
def merge_clauses(request: HttpRequest, directive_id: Id, clause_id: Id, body: out.Merging) -> out.ClauseRow:
    """The span covers both; owner and date are those of the clause that is named in the address."""
    actor = acting(request)
    clause = reviewing.merge_clauses(
        actor=actor, directive_id=directive_id, clause_id=clause_id, other_id=body.other, version=body.version,
        now=timezone.now(),
    )
    return _clause(queries.get_for(actor, directive_id), clause.pk)


@router.get("/{directive_id}/duties", response=out.DutyList, url_name="duties", summary="Recurring, standing duties")
@needs(queries.READ)
def list_duties(request: HttpRequest, directive_id: Id) -> out.DutyList:
    """Each with its rule, the periods that were opened and the case of each, as far as the actor may see them."""
    actor = acting(request)
    rows = duties_of(actor, queries.get_for(actor, directive_id))
    return out.DutyList(items=[out.DutyRow.of(row) for row in rows])


@router.post(
    "/{directive_id}/clauses/{clause_id}/reject", response=out.ClauseRow, url_name="reject",
    summary="Say that a clause is no work",
)  # fmt: skip
@needs(REVIEW)
def reject_clause(request: HttpRequest, directive_id: Id, clause_id: Id, body: out.Rejection) -> out.ClauseRow:
    """Its sentences are marked *no action*, with the reason."""
    actor = acting(request)
    reviewing.reject_clause(
        actor=actor, directive_id=directive_id, clause_id=clause_id, because=body.because, version=body.version,
        now=timezone.now(),
    )
    return _clause(queries.get_for(actor, directive_id), clause_id)


@router.post("/{directive_id}/passages/mark", response=out.Marked, url_name="mark", summary="Mark sentences")
@needs(REVIEW)
def mark_passages(request: HttpRequest, directive_id: Id, body: out.Marking) -> out.Marked:
    """Narrative, heading, no action because …, or not looked at after all."""
    count = reviewing.mark_passages(
        actor=acting(request), directive_id=directive_id, passage_ids=body.passages, mark=body.mark,
        because=body.because, now=timezone.now(),
    )
    return _marked(directive_id, count)


@router.get("/{directive_id}/plan", response=out.PlanPaper, url_name="plan", summary="What issuing would make")
@needs(REVIEW, ISSUE)
def get_plan(request: HttpRequest, directive_id: Id) -> out.PlanPaper:
    """The cases that the accepted clauses would become, unit by unit, and what stands in the way."""
    actor = acting(request)
    directive = queries.get_for(actor, directive_id)
    if not actor.may(REVIEW, directive.owner_agency_id):
        require(actor, ISSUE, directive.owner_agency_id)
    return out.PlanPaper.of(plan_issue(directive, accepted_clauses(directive), timezone.now()))


@router.post("/{directive_id}/issue", response={201: out.Issued}, url_name="issue", summary="Issue clauses as tasks")
@needs(ISSUE)
def issue(request: HttpRequest, directive_id: Id, body: out.Issue) -> Status[out.Issued]:
    """All of the named clauses or none; the plan is computed again."""
    cases = issue_directive(
        actor=acting(request), directive_id=directive_id, clause_ids=body.clauses, confirm_past=body.confirm_past,
        now=timezone.now(),
    )
    rows = [out.MadeCase.of(case, org.agency_by_id(case.accountable_agency_id).code) for case in cases]
    return Status(201, out.Issued(cases=rows))
