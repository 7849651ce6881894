"""Thẩm tra dự thảo: returned with the errors found, or accepted and registered; never by who drafted it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed
from congvu.domain.programme.actions.drafts import open_round
from congvu.domain.programme.actions.steps import DRAFT, draft_of, require_judge
from congvu.domain.programme.models import Draft, Round, RoundError, Version
from congvu.domain.programme.queries.choices import registered_document
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, ClockDraft, commit
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import begin
from congvu.kernel.casework.models import Case, CaseDocument, Whose
from congvu.kernel.casework.policy import orders, people
from congvu.kernel.documents.actions import require_not_recalled
from congvu.kernel.documents.actions.entries import Entry, register_document
from congvu.kernel.documents.models import Document
from congvu.kernel.documents.queries import get_for as document_for

JUDGE = "programme.draft.judge"
MOST = 99


@dataclass(frozen=True, slots=True)
class Found:
    """An error found in a draft: its coded ground, how often, and where."""

    ground: str
    count: int = 1
    words: str = ""


def hands_of(draft: Draft, case: Case) -> frozenset[int]:
    """Officials who drafted, uploaded or submitted any of it: none of them judges it."""
    found: set[int | None] = {draft.drafter_id, case.doer_official_id}
    found |= set(Round.objects.filter(draft=draft).values_list("submitted_official_id", flat=True))
    found |= set(Version.objects.filter(draft=draft).values_list("added_official_id", flat=True))
    return frozenset(pk for pk in found if pk is not None)


@transaction.atomic
def return_draft(
    *, actor: Actor, case_id: int, errors: Sequence[Found], words: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Trả lại dự thảo. With the errors found, each by its coded ground; a new round begins and the clock goes on.

    Invalid without an error, for a ground named twice, for one that is no ground of the day, or for a count that is
    no number from 1 to 99.
    """
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=DRAFT, move="return")
    draft = draft_of(case)
    require_judge(who, actor, case, JUDGE, hands_of(draft, case))
    _check_errors(errors, now)
    running = open_round(draft)
    _end(running, Round.Result.RETURNED, actor, words, now)
    RoundError.objects.bulk_create(
        [RoundError(round=running, ground=e.ground, count=e.count, words=e.words.strip()[:1000]) for e in errors]
    )
    Round.objects.create(draft=draft, number=running.number + 1, began_at=now)
    doer = case.doer_official_id
    keeps = doer is not None and people.works_in(doer, case.accountable_agency_id, people.local_date(now))
    body: dict[str, Any] = {
        "round": running.number, "ground": errors[0].ground, "words": words.strip(),
        "errors": [{"ground": e.ground, "count": e.count, "words": e.words.strip()} for e in errors],
    }
    commit(
        [Change(
            case, "draft.returned",
            {"phase": "drafting", "station": "draft", "stopped_at": None, "whose_clock": Whose.AGENCY,
             "holder_agency_id": case.accountable_agency_id, "holder_official_id": doer if keeps else None,
             "doer_official_id": None, "times_returned": case.times_returned + 1, "next_event_at": case.due_at},
            clock=(ClockDraft("resume", now, Whose.AGENCY, ground=errors[0].ground),), body=body,
        )],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    return case


def return_for_one(
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """The same for one error, as a machine says it."""
    return return_draft(
        actor=actor, case_id=case_id, errors=[Found(ground, 1, words)], words=words, now=now,
        expected_seq=expected_seq, behalf=behalf,
    )


def _check_errors(errors: Sequence[Found], now: datetime) -> None:
    if not errors:
        raise Invalid(_("Name at least one error: a draft is not returned without one."), field="errors")
    if len({error.ground for error in errors}) != len(errors):
        raise Invalid(_("An error is named twice; count it instead."), field="errors")
    for error in errors:
        require_ground("draft_error", error.ground, now)
        if not 1 <= error.count <= MOST:
            raise Invalid(_("Count the errors with a number from 1 to 99."), field="errors")


def _end(running: Round, result: str, actor: Actor, words: str, now: datetime) -> None:
    running.result, running.ended_at, running.ended_by, running.words = result, now, actor.signature, words.strip()
    running.save(update_fields=["result", "ended_at", "ended_by", "words"])


@transaction.atomic
def finish_draft(
    *, actor: Actor, case_id: int, document_id: int | None = None, words: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Chấp nhận, ban hành. The final document is the one in the register; without one yet, words say its number.

    Invalid when neither is given. The draft counts as handed in when its last round was submitted.
    """
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=DRAFT, move="finish")
    draft = draft_of(case)
    require_judge(who, actor, case, JUDGE, hands_of(draft, case))
    if document_id is None and not words.strip():
        raise Invalid(_("Give number and date of what was issued."), field="words")
    document = document_for(actor, document_id) if document_id is not None else None
    if document is not None:
        require_not_recalled(document)
    running = open_round(draft)
    _end(running, Round.Result.ACCEPTED, actor, words, now)
    draft.final_document, draft.finished_at = document, now
    draft.save(update_fields=["final_document", "finished_at"])
    if document is not None:
        CaseDocument.objects.create(
            case=case, document=document, name=str(document)[:300], role=CaseDocument.Role.RESULT, added_at=now,
            added_by=actor.signature,
        )
    on_time = case.due_at is None or case.stopped_at is None or case.stopped_at <= case.due_at
    body = {"document": str(document) if document else "", "words": words.strip(), "rounds": running.number,
            "on_time": on_time}  # fmt: skip
    commit(
        [Change(
            case, "draft.finished", {"phase": "issued", "station": "issue", "closed_at": now, "outcome": "issued"},
            clock=(ClockDraft("stop", now, Whose.HIGHER),), body=body,
        )],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    return case


@transaction.atomic
def finish_with(
    *, actor: Actor, case_id: int, code: str, issued_on: date, register: bool = False, words: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """The same by number and date: the document of the register is linked; with `register` it is entered there first,
    with the newest version as its file. Where neither is possible the journal keeps number and date in words.

    Invalid for a document of a later day than today.
    """
    if issued_on > people.local_date(now):
        raise Invalid(_("The document cannot be of a later day than today."), field="issued_on")
    document = registered_document(actor, code, issued_on)
    if document is None and register:
        document = _enter(actor, case_id, " ".join(code.split()), issued_on, now)
    said = f"{' '.join(code.split())}, {issued_on:%d/%m/%Y}" + (f". {words.strip()}" if words.strip() else "")
    return finish_draft(
        actor=actor, case_id=case_id, document_id=document.pk if document else None, words=said, now=now,
        expected_seq=expected_seq, behalf=behalf,
    )


def _enter(actor: Actor, case_id: int, code: str, issued_on: date, now: datetime) -> Document:
    draft = Draft.objects.select_related("case").get(case_id=case_id)
    newest = Version.objects.filter(draft=draft).select_related("file").order_by("-number").first()
    issuer = people.agency_name(draft.case.issuing_agency_id)
    return register_document(
        actor=actor, agency_id=draft.case.issuing_agency_id, direction="outgoing", now=now,
        entry=Entry(
            kind=draft.document_kind, subject=draft.case.title, code=code, issued_on=issued_on, issuer=issuer,
            issuer_agency_id=draft.case.issuing_agency_id,
        ),
        files=[(newest.file, newest.name)] if newest is not None else [],
    )


@transaction.atomic
def withdraw_draft(
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Thôi soạn thảo. The authority does not need the document any more."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=DRAFT, move="withdraw")
    if not orders(who, case):
        raise NotAllowed(_("Only the authority the draft is for withdraws it."))
    require_ground("withdrawal", ground, now)
    _end(open_round(draft_of(case)), Round.Result.ENDED, actor, words, now)
    commit(
        [Change(
            case, "draft.withdrawn",
            {"phase": "withdrawn", "closed_at": now, "outcome": "withdrawn", "stopped_at": case.stopped_at or now},
            clock=(ClockDraft("stop", now),), body={"ground": ground, "words": words.strip()},
        )],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    return case
