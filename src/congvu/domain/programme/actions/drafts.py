"""Tham mưu văn bản: opening a draft, its versions, handing it in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed
from congvu.core.text import skey
from congvu.core.working_time import FixedDate, add
from congvu.domain.programme.actions.steps import DRAFT, draft_of, due_moment
from congvu.domain.programme.models import Draft, Round, Version
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, commit, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.custody import behalf_name, close_request
from congvu.kernel.casework.actions.steps import begin, require_holder
from congvu.kernel.casework.models import Case, CaseAccess, CaseDocument, Confidentiality, Link, Request, Whose
from congvu.kernel.casework.policy import holds, may_see, people
from congvu.kernel.casework.queries import get_for
from congvu.kernel.casework.queries.clocks import due_after, limit_of
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.org import queries as org

WRITE = "programme.draft.write"


@transaction.atomic
def open_draft(
    *, actor: Actor, title: str, document_kind: str, agency_id: int, to_agency_id: int, requested_on: date,
    request: str = "", drafter_id: int | None = None, due_on: date | None = None, for_code: str = "", now: datetime,
) -> Case:
    """Mở dự thảo. A unit begins to draft a document for an authority; the clock runs from today.

    `for_code` names the item of a programme, or the task, that orders it. Without `due_on` the rule
    `programme.draft_within` gives the day. Invalid for a drafter who does not work in the unit; NotAllowed for
    another unit's draft; NotFound for a case one may not see.
    """
    if not actor.may(WRITE, agency_id):
        raise NotAllowed(_("You open drafts of your own unit only."))
    on, name = people.local_date(now), " ".join(title.split())
    _check(name, document_kind, agency_id, to_agency_id, requested_on, drafter_id, due_on, on)
    origin = _origin(actor, for_code)
    (code,) = allocate_codes(kinds.get(DRAFT).series, on.year, 1)
    if due_on is not None:
        due, limit = due_moment(agency_id, due_on), FixedDate(due_on).code
    else:
        window = limit_of("programme.draft_within", on)
        due, limit = add(org.calendar_of(agency_id), now, window), window.code
    case = Case(
        code=code, kind=DRAFT, title=name[:500], law_on=on, phase="drafting", station="draft",
        skey=skey(f"{code} {name} {people.agency_name(agency_id)} {origin.code if origin else ''}"),
        confidentiality=origin.confidentiality if origin else "internal", accountable_agency_id=agency_id,
        issuing_agency_id=to_agency_id, holder_agency_id=agency_id, opened_at=now, first_due_at=due, due_at=due,
        holder_official_id=drafter_id or people.head_id_of(agency_id, on),
        due_basis={"limit": limit, "words": request[:200]},
    )  # fmt: skip
    clock = ClockDraft(
        "start", now, limit=limit, fixed_at=due if due_on else None,
        rule="programme.draft.deadline" if due_on else "programme.draft_within",
    )
    body: dict[str, Any] = {
        "document_kind": document_kind, "requested_on": requested_on.isoformat(), "request": request,
        "drafter": people.official_name(drafter_id), "for": origin.code if origin else "",
    }
    open_cases([Change(case, "draft.opened", clock=(clock,), body=body)], actor=actor, now=now)
    if origin is not None and origin.confidentiality == Confidentiality.SEALED:
        _open_to_the_same(case, origin, drafter_id, actor, now)
    draft = Draft.objects.create(
        case=case, document_kind=document_kind, requested_on=requested_on, request=request.strip()[:1000],
        drafter_id=drafter_id,
    )
    Round.objects.create(draft=draft, number=1, began_at=now)
    if origin is not None:
        Link.objects.create(case=case, other=origin, kind=Link.Kind.CAUSED_BY, reason=request[:500])
    return case


def _check(
    name: str, document_kind: str, agency_id: int, to_agency_id: int, requested_on: date, drafter_id: int | None,
    due_on: date | None, on: date,
) -> None:
    if not name:
        raise Invalid(_("Name the document that is drafted."), field="title")
    if document_kind not in KINDS:
        raise Invalid(_("Choose the kind of document."), field="document_kind")
    for agency, field in ((agency_id, "agency"), (to_agency_id, "to_agency")):
        if not people.is_valid_on(agency, on):
            raise Invalid(_("%(unit)s does not exist any more.") % {"unit": people.agency_name(agency)}, field=field)
    if agency_id == to_agency_id:
        raise Invalid(_("A unit does not submit a draft to itself."), field="to_agency")
    if requested_on > on:
        raise Invalid(_("The instruction cannot be of a later day than today."), field="requested_on")
    if due_on is not None and due_on < on:
        raise Invalid(_("The deadline has passed already."), field="due_on")
    if drafter_id is not None and not people.works_in(drafter_id, agency_id, on):
        raise Invalid(_("This person has no post in the drafting unit."), field="drafter")


def _origin(actor: Actor, for_code: str) -> Case | None:
    if not for_code.strip():
        return None
    origin = get_for(actor, for_code.strip().upper())
    if origin.kind == DRAFT or not may_see(actor, origin):
        raise Invalid(_("A draft is made for a task or an item of a programme."), field="for_code")
    return origin


def _open_to_the_same(case: Case, origin: Case, drafter_id: int | None, actor: Actor, now: datetime) -> None:
    """A draft for a sealed case exists for those for whom the case does, for its drafter, and for who opened it."""
    listed = set(CaseAccess.objects.filter(case=origin).values_list("official_id", flat=True))
    listed |= {pk for pk in (drafter_id, case.holder_official_id, actor.official_id) if pk is not None}
    CaseAccess.objects.bulk_create(
        [CaseAccess(case=case, official_id=pk, granted_at=now, granted_by=actor.signature) for pk in sorted(listed)]
    )


@transaction.atomic
def add_version(
    *, actor: Actor, case_id: int, file: StoredFile | None, file_name: str = "", words: str = "", now: datetime,
    expected_seq: int | None = None,
) -> Version:
    """Đưa phiên bản mới lên. The same file as the version before is refused: nothing has changed."""
    who, case = begin(actor, case_id, now, expected_seq, kind=DRAFT, move="submit")
    if not holds(who, case):
        raise NotAllowed(_("Only the holder of this case may do this."))
    if file is None:
        raise Invalid(_("Choose a file."), field="file")
    draft = draft_of(case)
    version = _version(draft, case, file, file_name, words, actor, who, now)
    body = {"version": version.number, "name": version.name, "sha256": file.sha256, "words": words.strip()}
    commit([Change(case, "draft.version_added", body=body)], actor=actor, now=now)
    return version


def _version(
    draft: Draft, case: Case, file: StoredFile, name: str, words: str, actor: Actor, who: Actor, now: datetime
) -> Version:
    last = Version.objects.filter(draft=draft).order_by("-number").first()
    if last is not None and last.file_id == file.pk:
        raise Invalid(_("This file is the same as version %(n)d.") % {"n": last.number}, field="file")
    version = Version.objects.create(
        draft=draft, number=(last.number if last else 0) + 1, round=open_round(draft), file=file,
        name=(name or f"{case.code}.{file.kind}")[:300], words=words.strip()[:1000], added_at=now,
        added_by=actor.signature, added_official_id=who.official_id,
    )
    CaseDocument.objects.create(
        case=case, file=file, name=version.name, role=CaseDocument.Role.EVIDENCE, added_at=now,
        added_by=actor.signature,
    )
    return version


def open_round(draft: Draft) -> Round:
    """The round that runs."""
    return Round.objects.get(draft=draft, result=Round.Result.OPEN)


@transaction.atomic
def submit_draft(
    *, actor: Actor, case_id: int, words: str = "", file: StoredFile | None = None, file_name: str = "",
    now: datetime, expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Trình dự thảo. The draft goes to the authority, with its newest version; the unit's clock stands.

    Invalid when this round has no version yet: an unchanged draft is not handed in again.
    """
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=DRAFT, move="submit")
    require_holder(who, case)
    draft = draft_of(case)
    running = open_round(draft)
    if file is not None:
        _version(draft, case, file, file_name, words, actor, who, now)
    newest = Version.objects.filter(round=running).order_by("-number").first()
    if newest is None:
        raise Invalid(
            _("This round has no version of the draft yet."), field="file",
            hint=_("Attach the file you submit; what was returned is not submitted unchanged."),
        )
    running.submitted_at, running.submitted_by, running.submit_words = now, actor.signature, words.strip()
    running.submitted_official_id, running.due_at = who.official_id, case.due_at
    running.save(update_fields=["submitted_at", "submitted_by", "submit_words", "submitted_official", "due_at"])
    if case.asking:
        close_request(case, Request.Decision.TAKEN_BACK, actor, now, _("Submitted."))
    check_by = due_after(case, "programme.check_within", now, agency_id=case.issuing_agency_id)
    doer = who.official_id if who.official_id is not None else case.holder_official_id
    body = {"round": running.number, "version": newest.number, "name": newest.name, "words": words.strip()}
    commit(
        [Change(
            case, "draft.submitted",
            {"phase": "submitted", "station": "check", "stopped_at": now, "doer_official_id": doer, "asking": "",
             "holder_agency_id": case.issuing_agency_id, "holder_official_id": None, "whose_clock": Whose.HIGHER,
             "next_event_at": check_by},
            clock=(ClockDraft("pause", now, Whose.HIGHER, rule="programme.check_within"),), body=body,
        )],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    return case


def forget_submission(case: Case, _now: datetime) -> None:
    """Hoàn tác việc trình: the round runs again as if it had not been submitted; its versions stay."""
    running = Round.objects.select_for_update(no_key=True, of=("self",)).get(
        draft__case=case, result=Round.Result.OPEN
    )
    running.submitted_at, running.submitted_by, running.submit_words = None, "", ""
    running.submitted_official_id, running.due_at = None, None
    running.save(update_fields=["submitted_at", "submitted_by", "submit_words", "submitted_official", "due_at"])
