"""Thông báo phát hiện, giải trình: the finding is told, a case asks for the answer, silence is noted after its time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.text import skey
from congvu.core.working_time import add
from congvu.domain.inspections.actions.after_steps import At, start, team_ids
from congvu.domain.inspections.models import Finding, FindingState, Visit
from congvu.domain.inspections.policy.after import (
    ANSWERED,
    ASKED,
    EXPLANATION,
    LAPSED,
    OPEN_PHASES,
    SILENT,
    WITHDRAWN,
)
from congvu.domain.inspections.queries.findings import answering_unit, answers_for, finding_for, finding_of, has_proof
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, commit, locked, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.steps import begin, let_in, needed_words
from congvu.kernel.casework.models import Case, CaseDocument, Confidentiality, Link
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import due_after
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules


@transaction.atomic
def give_notice(*, actor: Actor, finding_id: int, now: datetime) -> Finding:
    """Thông báo phát hiện, yêu cầu giải trình. To the person, or to the head of the unit or of its heir.

    Opens the case of the explanation with its clock. Journal: `visit.finding_noticed`.
    """
    seen = finding_for(actor, finding_id, people.local_date(now))
    at = start(actor, seen.visit_id, now, OPEN_PHASES)
    at.head()
    finding = Finding.objects.select_for_update(no_key=True, of=("self",)).select_related("item").get(pk=finding_id)
    finding.visit = at.visit
    if finding.praise:
        raise MoveRefused(_("Praise needs no answer."), hint=_("Confirm it; it is final at once."))
    if finding.state != FindingState.DRAFT:
        raise MoveRefused(_("This finding was told already."))
    if not has_proof(finding):
        raise Invalid(
            _("Nothing proves this finding yet."), field="evidence",
            hint=_("Add a photo, a recording or a paper of the visit; a head count proves absences."),
        )  # fmt: skip
    case = _ask(at, finding)
    finding.explanation, finding.noticed_at, finding.answer_by = case, now, case.due_at
    finding.state = FindingState.NOTICED
    finding.save(update_fields=["explanation", "noticed_at", "answer_by", "state"])
    at.write("visit.finding_noticed", finding=finding.number, explanation=case.code)
    return finding


def _ask(at: At, finding: Finding) -> Case:
    """The case of the explanation: the unit's, held by who has to answer, open to him and the team alone."""
    unit_id = answering_unit(finding.unit_id, at.on)
    holder = finding.official_id or people.head_id_of(unit_id, at.on)
    limit = rules.rule("inspections.explanation_within", at.on)
    due = add(org.calendar_of(unit_id), at.now, limit.limit())
    (code,) = allocate_codes(kinds.get(EXPLANATION).series, at.on.year, 1)
    title = _("Explanation of finding %(n)d of the visit %(code)s") % {"n": finding.number, "code": at.case.code}
    case = Case(
        code=code, kind=EXPLANATION, title=title, law_on=at.on, phase=ASKED, station="explain",
        skey=skey(f"{code} {title}"), confidentiality=Confidentiality.RESTRICTED, accountable_agency_id=unit_id,
        issuing_agency_id=at.case.issuing_agency_id, holder_agency_id=unit_id, holder_official_id=holder,
        opened_at=at.now, first_due_at=due, due_at=due,
        due_basis={"limit": limit.limit().code, "words": limit.label, "source": limit.source},
    )  # fmt: skip
    clock = ClockDraft("start", at.now, limit=limit.limit().code, rule=limit.code)
    body = {"finding": finding.number, "visit": at.case.code}
    open_cases([Change(case, "explanation.asked", clock=(clock,), body=body)], actor=at.actor, now=at.now)
    Link.objects.create(case=case, other=at.case, kind=Link.Kind.ANSWERS, reason=_("Finding of the visit"))
    let_in(case, [holder, *team_ids(at.visit, at.on)], at.actor.signature, at.now)
    return case


@transaction.atomic
def explain(
    *, actor: Actor, case_id: int, words: str, file: StoredFile | None = None, file_name: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:  # fmt: skip
    """Giải trình. By the unit's head or the person; a late one is taken in until the finding is settled.

    Journal: `explanation.answered` here, `visit.finding_answered` on the visit.
    """
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=EXPLANATION, move="answer")
    finding = finding_of(case)
    on = people.local_date(now)
    is_own = finding.official_id is not None and who.official_id == finding.official_id
    heads = finding.official_id is None and answers_for(who, case.accountable_agency_id, on)
    if not (is_own or heads):
        raise NotAllowed(_("Only the person or the head of the unit this was told to answers it."))
    said = needed_words(words, "words", _("Write the explanation."))
    finding.answer, finding.answered_at, finding.answered_by = said, now, actor.signature
    finding.state = FindingState.ANSWERED
    finding.save(update_fields=["answer", "answered_at", "answered_by", "state"])
    late = finding.answer_by is not None and now > finding.answer_by
    body = {"late": late, "file": file_name, "sha256": file.sha256 if file is not None else ""}
    values = {"phase": ANSWERED, "closed_at": now, "stopped_at": now, "outcome": ANSWERED,
              "doer_official_id": who.official_id}  # fmt: skip
    change = Change(case, "explanation.answered", values, clock=(ClockDraft("stop", now),), body=body)
    commit([change], actor=actor, now=now, behalf=behalf_name(behalf))
    if file is not None:
        CaseDocument.objects.create(case=case, file=file, name=file_name[:300], role=CaseDocument.Role.EVIDENCE,
                                    added_at=now, added_by=actor.signature)  # fmt: skip
    _tell_visit(finding.visit, "visit.finding_answered", finding, actor, now, late=late)
    return case


def _tell_visit(visit: Visit, verb: str, finding: Finding, actor: Actor, now: datetime, **body: object) -> None:
    """A line on the visit, which who answers need not see: the system opens it."""
    case = locked(Actor.system(), visit.pk)
    commit([Change(case, verb, body={"finding": finding.number, **body})], actor=actor, now=now)


def note_silence(*, now: datetime) -> int:
    """Ghi nhận hết hạn giải trình. Every finding whose time has passed without an answer; how many were noted."""
    waiting = Finding.objects.filter(state=FindingState.NOTICED, silent_at=None, answer_by__lt=now)
    return sum(note_one_silence(pk, now) for pk in waiting.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def note_one_silence(finding_id: int, now: datetime) -> bool:
    """The same for one finding; False where its time still runs, or somebody answered."""
    system = Actor.system()
    seen = Finding.objects.filter(pk=finding_id).values("visit_id", "explanation_id").first()
    if seen is None or seen["explanation_id"] is None:
        return False
    visit_case, case = locked(system, seen["visit_id"]), locked(system, seen["explanation_id"])
    finding = Finding.objects.select_for_update(no_key=True).get(pk=finding_id)
    over = finding.answer_by is not None and finding.answer_by < now
    if not over or finding.state != FindingState.NOTICED or finding.silent_at is not None or case.phase != ASKED:
        return False
    finding.silent_at = now
    finding.save(update_fields=["silent_at"])
    weigh_by = due_after(case, "inspections.report_within", now, agency_id=case.issuing_agency_id)
    values = {"phase": SILENT, "next_event_at": weigh_by}
    commit([Change(case, "explanation.silence_noted", values)], actor=system, now=now)
    commit([Change(visit_case, "visit.finding_silent", body={"finding": finding.number})], actor=system, now=now)
    return True


def end_without_answer(finding: Finding, actor: Actor, now: datetime) -> None:
    """End the case of an explanation nobody answered, when its finding is settled: lapsed, or not needed any more."""
    if finding.explanation_id is None:
        return
    case = locked(Actor.system(), finding.explanation_id)
    if case.closed_at is not None:
        return
    end, verb = (LAPSED, "explanation.lapsed") if case.phase == SILENT else (WITHDRAWN, "explanation.withdrawn")
    values = {"phase": end, "closed_at": now, "stopped_at": now, "outcome": end}
    commit([Change(case, verb, values, clock=(ClockDraft("stop", now),))], actor=actor, now=now)
