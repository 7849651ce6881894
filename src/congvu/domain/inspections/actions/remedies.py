"""Khắc phục kiến nghị: a case of the unit that owes it, reported with evidence, verified or sent back by the team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.text import one_line, skey
from congvu.core.working_time import add
from congvu.domain.inspections.actions.after_steps import At, start, team_ids
from congvu.domain.inspections.models import Conclusion, FindingState, Recommendation, VisitSort
from congvu.domain.inspections.policy.after import ASSIGNED, OPEN_PHASES, REMEDIED, REMEDY, SIGN, VERIFIED
from congvu.domain.inspections.policy.visits import NOTICED
from congvu.domain.inspections.queries.findings import answering_unit, answers_for, kin_of
from congvu.domain.inspections.queries.remedies import remedy_of, verifies
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, commit, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import begin, doer_still_there, let_in, needed_words, require_other_hands
from congvu.kernel.casework.models import Case, CaseDocument, Confidentiality, Link, Whose
from congvu.kernel.casework.policy import holds, people
from congvu.kernel.casework.queries.clocks import due_after
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules


@dataclass(frozen=True, slots=True)
class Asked:
    """Kiến nghị. What has to be put right, for which finding, and the procedure it proposes to change."""

    what: str
    finding_id: int | None = None
    procedure_id: int | None = None


def assign(at: At, conclusion: Conclusion, asked: Asked) -> Recommendation:
    """The remedy as a case of the unit, or of its heir, in the act that asks for it. Journal: `remedy.assigned`."""
    what = one_line(asked.what)[:1000]
    if not what:
        raise Invalid(_("Write what has to be put right."), field="what")
    finding = None
    if asked.finding_id is not None:
        finding = at.visit.findings.filter(pk=asked.finding_id, state=FindingState.FINAL).first()
        if finding is None:
            raise Invalid(_("A recommendation rests on a final finding of this visit."), field="finding")
    unit_id = answering_unit(at.visit.unit_id, at.on)
    limit = rules.rule("inspections.remedy_within", at.on)
    since = conclusion.concluded_at or at.now
    due = add(org.calendar_of(unit_id), since, limit.limit())
    if due <= at.now:
        since, due = at.now, add(org.calendar_of(unit_id), at.now, limit.limit())
    personal = finding is not None and finding.official_id is not None
    holder = people.head_id_of(unit_id, at.on)
    (code,) = allocate_codes(kinds.get(REMEDY).series, at.on.year, 1)
    case = Case(
        code=code, kind=REMEDY, title=what[:500], law_on=at.on, phase=ASSIGNED, station="carry_out",
        skey=skey(f"{code} {what[:500]}"),
        confidentiality=Confidentiality.RESTRICTED if personal else Confidentiality.INTERNAL,
        accountable_agency_id=unit_id, issuing_agency_id=at.case.issuing_agency_id, holder_agency_id=unit_id,
        holder_official_id=holder, opened_at=at.now, first_due_at=due, due_at=due,
        due_basis={"limit": limit.limit().code, "words": limit.label, "source": limit.source},
    )  # fmt: skip
    clock = ClockDraft("start", since, limit=limit.limit().code, rule=limit.code)
    body = {"visit": at.case.code, "finding": finding.number if finding is not None else 0}
    open_cases([Change(case, "remedy.assigned", clock=(clock,), body=body)], actor=at.actor, now=at.now)
    Link.objects.create(case=case, other=at.case, kind=Link.Kind.CAUSED_BY, reason=_("Conclusion of the visit"))
    let_in(case, [holder, *team_ids(at.visit, at.on)], at.actor.signature, at.now)
    made = Recommendation.objects.create(
        case=case, visit=at.visit, finding=finding, what=what, procedure_id=asked.procedure_id
    )
    at.write("visit.recommended", remedy=case.code, finding=body["finding"])
    return made


@transaction.atomic
def report_remedy(
    *, actor: Actor, case_id: int, words: str, file: StoredFile | None = None, file_name: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:  # fmt: skip
    """Báo cáo khắc phục. By the unit, in words and with evidence; the clock stands until the team has looked."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=REMEDY, move="report_remedy")
    row = remedy_of(case)
    if not (holds(who, case) or answers_for(who, case.accountable_agency_id, people.local_date(now))):
        raise NotAllowed(_("Only the unit that owes this remedy reports it."))
    said = needed_words(words, "words", _("Say what was put right, and how."))
    if file is None and not case.documents.exists():
        raise Invalid(_("Attach what shows that it was put right."), field="file")
    row.report, row.reported_at, row.reported_by = said, now, actor.signature
    row.save(update_fields=["report", "reported_at", "reported_by"])
    verify_by = due_after(case, "inspections.remedy_verify_within", now, agency_id=case.issuing_agency_id)
    doer = who.official_id if who.official_id is not None else case.holder_official_id
    values = {
        "phase": REMEDIED, "station": "verify", "stopped_at": now, "doer_official_id": doer,
        "holder_agency_id": case.issuing_agency_id, "holder_official_id": None, "whose_clock": Whose.HIGHER,
        "next_event_at": verify_by,
    }  # fmt: skip
    clock = (ClockDraft("pause", now, Whose.HIGHER, rule="inspections.remedy_within"),)
    body = {"result": file_name, "sha256": file.sha256} if file is not None else {}
    commit([Change(case, "remedy.reported", values, clock=clock, body={"words": said, **body})], actor=actor, now=now,
           behalf=behalf_name(behalf))  # fmt: skip
    if file is not None:
        CaseDocument.objects.create(case=case, file=file, name=file_name[:300], role=CaseDocument.Role.RESULT,
                                    added_at=now, added_by=actor.signature)  # fmt: skip
    return case


def _begin_verifying(
    actor: Actor, case_id: int, move: str, now: datetime, expected_seq: int | None, behalf: int | None
) -> tuple[Actor, Case, Recommendation]:
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=REMEDY, move=move)
    row = remedy_of(case)
    require_other_hands(who, actor, case)
    if not verifies(who, row, people.local_date(now)):
        raise NotAllowed(_("The team of the visit, or who signed its conclusion, looks at remedies."))
    return who, case, row


@transaction.atomic
def verify_remedy(
    *, actor: Actor, case_id: int, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Xác nhận đã khắc phục. By the team, never by who did it; it counts as done when it was reported."""
    _who, case, row = _begin_verifying(actor, case_id, "verify_remedy", now, expected_seq, behalf)
    row.verified, row.verified_at, row.verified_by = (
        needed_words(words, "words", _("Say how it was verified."), 5000), now, actor.signature,
    )  # fmt: skip
    row.save(update_fields=["verified", "verified_at", "verified_by"])
    on_time = case.due_at is None or case.stopped_at is None or case.stopped_at <= case.due_at
    values = {"phase": VERIFIED, "closed_at": now, "outcome": VERIFIED}
    clock = (ClockDraft("stop", now, Whose.HIGHER),)
    commit([Change(case, "remedy.verified", values, clock=clock, body={"on_time": on_time})], actor=actor, now=now,
           behalf=behalf_name(behalf))  # fmt: skip
    return case


@transaction.atomic
def send_back(
    *, actor: Actor, case_id: int, ground: str, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Trả lại, yêu cầu khắc phục tiếp. With its ground; the clock goes on where it stood."""
    _who, case, row = _begin_verifying(actor, case_id, "send_back", now, expected_seq, behalf)
    require_ground("return", ground, now)
    said = needed_words(words, "words", _("Say what is still missing."), 5000)
    row.report, row.reported_at, row.reported_by = "", None, ""
    row.save(update_fields=["report", "reported_at", "reported_by"])
    holder = doer_still_there(case, now)
    values = {
        "phase": ASSIGNED, "station": "carry_out", "stopped_at": None, "holder_agency_id": case.accountable_agency_id,
        "holder_official_id": holder, "doer_official_id": None, "whose_clock": Whose.AGENCY,
        "times_returned": case.times_returned + 1, "next_event_at": case.due_at,
    }  # fmt: skip
    clock = (ClockDraft("resume", now, Whose.AGENCY, ground=ground),)
    commit([Change(case, "remedy.returned", values, clock=clock, body={"ground": ground, "words": said})], actor=actor,
           now=now, behalf=behalf_name(behalf))  # fmt: skip
    return case


@transaction.atomic
def name_remedies(*, actor: Actor, visit_id: int, case_ids: Sequence[int], now: datetime) -> list[Recommendation]:
    """Chọn kiến nghị để phúc tra. A re-check says which remedies of the unit, or of what it came from, it looks at."""
    at = start(actor, visit_id, now, (NOTICED, *OPEN_PHASES))
    if at.who.may(SIGN, at.case.issuing_agency_id) is False:
        at.head()
    if at.visit.sort != VisitSort.RECHECK:
        raise MoveRefused(_("Only a re-check names remedies."))
    rows = list(Recommendation.objects.filter(pk__in=case_ids, visit__unit_id__in=kin_of(at.visit.unit_id)))
    if not rows or len(rows) != len(set(case_ids)):
        raise Invalid(_("Choose remedies of the inspected unit."), field="remedies")
    for row in rows:
        row.rechecks.add(at.visit)
    at.write("visit.remedies_named", remedies=[row.case.code for row in rows])
    return rows
