"""Công việc: the list, one case, its journal and the proof that a line was sealed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from congvu.core.refusals import NotFound
from congvu.face.api.queries.lines import page_of_lines
from congvu.face.api.queries.listing import ORDERS, Wanted, cases_for
from congvu.face.api.schemas import cases as out
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework import queries
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy.access import READ
from congvu.kernel.casework.queries import clocks, states
from congvu.kernel.journal import queries as journal
from congvu.kernel.journal.queries.proofs import inclusion_of
from congvu.kernel.ui.wire import CaseCode, Code, Cursor, Limit, ShortWords, needs, page_of

router = Router(tags=["cases"])
LINES = 30

Number = Annotated[int, Field(ge=1, le=2**31 - 1)]


@router.get("/cases", response=out.CasePage, url_name="cases", summary="Cases the actor may see")
@needs(READ)
def list_cases(
    request: HttpRequest,
    q: Annotated[ShortWords, Field(description="Words of code, title, unit or number; accents do not matter.")] = "",
    kind: Code | None = None,
    phase: Code | None = None,
    state: out.State | None = None,
    agency: Annotated[Code | None, Field(description="Code of the accountable unit, units below included.")] = None,
    issuing: Annotated[Code | None, Field(description="Code of the unit that ordered the work.")] = None,
    holder: Annotated[Code | None, Field(description="Code of the official in charge.")] = None,
    parent: CaseCode | None = None,
    due_from: date | None = None,
    due_to: Annotated[date | None, Field(description="Last day included.")] = None,
    overdue: bool | None = None,
    open: Annotated[bool | None, Field(description="true: not closed; false: closed.")] = None,  # noqa: A002  # the name of the filter
    order: Literal["due_at", "-due_at", "opened_at", "-opened_at", "code"] = "due_at",
    cursor: Cursor | None = None,
    limit: Limit = 50,
) -> out.CasePage:
    """Filters narrow together; they mean what they mean on the desk. The next page is asked for by the cursor."""
    actor, now = acting(request), timezone.now()
    wanted = Wanted(
        q=q, kind=kind, phase=phase, state=state, agency=agency, issuing=issuing, holder=holder, parent=parent,
        due_from=due_from, due_to=due_to, overdue=overdue, open=open,
    )  # fmt: skip
    rows, following = page_of(cases_for(actor, wanted, now), ORDERS[order], limit, cursor)
    soon = states.soon_until(now)
    return out.CasePage(items=[out.CaseRow.of(case, now, soon) for case in rows], next=following)


@router.get("/cases/{code}", response=out.CasePaper, url_name="case", summary="The whole of one case")
@needs(READ)
def get_case(request: HttpRequest, code: CaseCode) -> out.CasePaper:
    """Clock with certificate, chain of custody, requests, links, parts, documents, and the newest journal lines."""
    actor, now = acting(request), timezone.now()
    return paper_of(actor, queries.get_for(actor, code), now)


def paper_of(actor: Actor, case: Case, now: datetime) -> out.CasePaper:
    """One case with everything; a fixed number of statements."""
    soon = states.soon_until(now)

    def row(one: Case) -> out.CaseRow:
        return out.CaseRow.of(one, now, soon)

    parent = queries.parent_of(actor, case)
    ended, total = queries.count_of_parts(case)
    parts = queries.parts_of(actor, case) if total else []
    return out.CasePaper(
        **row(case).model_dump(), law_on=case.law_on.isoformat(), parent=row(parent) if parent is not None else None,
        clock=out.Clock.of(case, clocks.events_of(case), now),
        custody=[out.CustodyRow.of(one) for one in queries.custody_of(case)],
        requests=[out.RequestRow.of(one) for one in queries.requests_of(case)],
        links=[out.LinkRow(kind=link.kind, reason=link.reason, is_ours=link.case_id == case.pk, case=row(other))
               for link, other in queries.links_of(actor, case)],
        parts=out.Parts(total=total, ended=ended, items=[row(part) for part in parts]),
        documents=[out.DocumentRow.of(one) for one in queries.documents_of(case)],
        journal=_journal(actor, case, None, LINES),
    )  # fmt: skip


@router.get("/cases/{code}/journal", response=out.JournalPage, url_name="journal", summary="The journal of one case")
@needs(READ)
def get_case_journal(
    request: HttpRequest, code: CaseCode, before: Number | None = None, limit: Limit = LINES
) -> out.JournalPage:
    """Newest first, each line as it was hashed, so that a reader can check leaf and chain without us."""
    actor = acting(request)
    return _journal(actor, queries.get_for(actor, code), before, limit)


def _journal(actor: Actor, case: Case, before: int | None, size: int) -> out.JournalPage:
    lines, older, places, hidden = page_of_lines(actor, case, before, size)
    rows = [out.JournalRow.of(line, case.kind, places.get(line.pk), hidden=line.seq in hidden) for line in lines]
    return out.JournalPage(stream=case.stream, items=rows, older=older)


@router.get(
    "/cases/{code}/journal/{seq}/proof", response=out.ProofPaper, url_name="proof",
    summary="Proof that a line was sealed",
)  # fmt: skip
@needs(READ)
def get_line_proof(request: HttpRequest, code: CaseCode, seq: Number) -> out.ProofPaper:
    """The way from the leaf to the root of the signed daily bill; 404 `not_sealed` before that bill."""
    case = queries.get_for(acting(request), code)
    line = journal.of_stream(case.stream).filter(seq=seq).first()
    if line is None:
        raise NotFound(_("There is no line of this number."))
    proof = inclusion_of(line)
    return out.ProofPaper(
        stream=case.stream, seq=seq, leaf=proof.leaf.hex(), position=proof.position, tree_size=proof.size,
        root=proof.root.hex(), path=[one.hex() for one in proof.path], day=proof.day.isoformat(),
    )  # fmt: skip
