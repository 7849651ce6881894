"""Đề xuất đổi mới, sáng tạo: sealed at submission, appraised, the party asked, decided, carried out, reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.text import skey
from congvu.core.working_time import FixedDate, add
from congvu.domain.conduct.actions.steps import next_limit, not_in_the_future
from congvu.domain.conduct.models import ConditionCheck, PartyOpinion, Proposal, ProposalVersion
from congvu.domain.conduct.policy import praise
from congvu.domain.conduct.queries import proposals as queries
from congvu.domain.conduct.queries import rulebook
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, commit, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import begin, let_in, needed_words
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

DARE = "NĐ 73/2023/NĐ-CP"


@dataclass(frozen=True, slots=True)
class Dossier:
    """Hồ sơ đề xuất (Điều 7): (1) need, bottleneck; (2) tasks, solutions, scope, time, resources; (3) pros, cons,
    expected effect."""

    need: str
    bottleneck: str
    tasks: str
    solutions: str
    scope: str
    from_on: date
    until_on: date
    resources: str
    pros: str
    cons: str
    effect: str


@transaction.atomic
def submit_proposal(*, actor: Actor, agency_id: int, title: str, dossier: Dossier, now: datetime) -> Case:
    """Nộp đề xuất. By who will carry it out, to the head of his agency; the content is sealed by its SHA-256, which
    stands in the journal. The clock of the appraisal begins.

    Journal: `proposal.submitted`. Legal basis: NĐ 73/2023/NĐ-CP, Điều 7.
    """
    require(actor, praise.SUBMIT, agency_id)
    on = people.local_date(now)
    if actor.official_id is None or not people.works_in(actor.official_id, agency_id, on):
        raise NotAllowed(_("A proposal is handed in by an official of the agency, in his own name."))
    name = needed_words(title, "title", _("Give the proposal a title."), 300)
    decides = _authority(actor.official_id, agency_id, on)
    limit = rules.rule("conduct.dare_appraise_within", on)
    due = add(org.calendar_of(decides), now, limit.limit())
    (code,) = allocate_codes(kinds.get(praise.INNOVATION).series, on.year, 1)
    values = _checked(dossier)
    seal = praise.seal_of(code, 1, values)
    case = Case(
        code=code, kind=praise.INNOVATION, title=name, skey=skey(f"{code} {name}"), law_on=on, phase=praise.SUBMITTED,
        station="appraise", accountable_agency_id=agency_id, issuing_agency_id=decides, holder_agency_id=decides,
        holder_official_id=people.head_id_of(decides, on), opened_at=now, first_due_at=due, due_at=due,
        next_event_at=due,
        due_basis={"limit": limit.limit().code, "words": limit.label, "source": rulebook.cited(limit.code, on)},
    )  # fmt: skip
    clock = ClockDraft("start", now, limit=limit.limit().code, rule=limit.code)
    body = {"version": 1, "sha256": seal}
    open_cases([Change(case, "proposal.submitted", clock=(clock,), body=body)], actor=actor, now=now)
    row = Proposal.objects.create(case=case, official_id=actor.official_id, title=name)
    _keep(row, 1, dossier, seal, "", actor, now)
    let_in(case, [actor.official_id, people.head_id_of(decides, on)], actor.signature, now)
    return case


def _authority(official_id: int, agency_id: int, on: date) -> int:
    """The agency whose head decides; for the head himself the one above."""
    if people.head_id_of(agency_id, on) != official_id:
        return agency_id
    parent = org.agency_by_id(agency_id).parent_id
    return parent if parent is not None else agency_id


def _checked(dossier: Dossier) -> dict[str, str]:
    """Every part in words; Invalid naming the first part that is empty, or days the wrong way round."""
    if dossier.until_on < dossier.from_on:
        raise Invalid(_("The last day lies before the first."), field="until_on")
    found = {}
    for name in praise.FIELDS:
        value = getattr(dossier, name)
        if isinstance(value, date):
            found[name] = value.isoformat()
        else:
            missing = _("This part of the dossier is needed (%(rule)s).") % {"rule": f"{DARE}, Điều 7"}
            found[name] = needed_words(value, name, missing)
    return found


def _keep(row: Proposal, number: int, dossier: Dossier, seal: str, why: str, actor: Actor, now: datetime) -> None:
    values = _checked(dossier)
    values.pop("from_on"), values.pop("until_on")
    ProposalVersion.objects.create(
        proposal=row, number=number, why=why, sha256=seal, sealed_at=now, sealed_by=actor.signature,
        from_on=dossier.from_on, until_on=dossier.until_on, **values,
    )


@dataclass(slots=True)
class _At:
    actor: Actor
    who: Actor
    case: Case
    row: Proposal
    on: date
    now: datetime
    behalf: int | None

    def write(self, verb: str, values: dict[str, Any], clock: tuple[ClockDraft, ...] = (), **body: Any) -> Case:
        change = Change(self.case, f"proposal.{verb}", values, clock=clock, body=body)
        commit([change], actor=self.actor, now=self.now, behalf=behalf_name(self.behalf))
        return self.case


def _start(
    actor: Actor, case_id: int, move: str, now: datetime, expected_seq: int | None, behalf: int | None = None, *,
    own: bool = False,
) -> _At:
    """The proposal under lock: for its author (`own`), else for who decides, never the author himself."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=praise.INNOVATION, move=move)
    row = queries.proposal_of(case)
    is_own = who.official_id is not None and row.official_id in (who.official_id, actor.official_id)
    if own and not is_own:
        raise NotAllowed(_("Only who handed the proposal in may do this."))
    if not own:
        if is_own:
            raise NotAllowed(_("Nobody decides on his own proposal."))
        require(who, praise.DECIDE_PROPOSAL, case.issuing_agency_id)
    return _At(actor, who, case, row, people.local_date(now), now, behalf)


def _new_version(at: _At, dossier: Dossier, why: str) -> tuple[int, str]:
    last = queries.current_version(at.row)
    number, before = (last.number + 1, last.sha256) if last is not None else (1, "")
    seal = praise.seal_of(at.case.code, number, _checked(dossier), before)
    if last is not None and queries.contents_of(last) == _checked(dossier):
        raise Invalid(_("Nothing has changed since the last version."), field="need")
    said = needed_words(why, "why", _("Say why there is a new version."), 1000)
    _keep(at.row, number, dossier, seal, said, at.actor, at.now)
    return number, seal


@transaction.atomic
def revise(
    *, actor: Actor, case_id: int, dossier: Dossier, why: str, now: datetime, expected_seq: int | None = None
) -> Case:
    """Nộp phiên bản mới. The earlier ones stay as they were sealed; conditions are appraised anew."""
    at = _start(actor, case_id, "revise", now, expected_seq, own=True)
    number, seal = _new_version(at, dossier, why)
    at.row.checks.all().delete()
    return at.write("revised", {}, version=number, sha256=seal, why=why.strip()[:1000])


@transaction.atomic
def appraise(
    *, actor: Actor, case_id: int, met: Mapping[str, bool], words: Mapping[str, str], now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Thẩm định điều kiện và giới hạn. Every condition is answered; one that is not met says why."""
    at = _start(actor, case_id, "appraise", now, expected_seq, behalf)
    for code in queries.CONDITIONS:
        if code not in met:
            raise Invalid(_("Answer every condition."), field=f"met_{code}")
        said = " ".join(words.get(code, "").split())[:500]
        if not met[code] and not said:
            raise Invalid(_("Say why this condition is not met."), field=f"words_{code}")
        ConditionCheck.objects.update_or_create(
            proposal=at.row, code=code,
            defaults={"is_met": met[code], "words": said, "noted_at": now, "noted_by": actor.signature},
        )
    return at.write("appraised", {"phase": praise.APPRAISED, "doer_official_id": at.who.official_id},
                    met={code: met[code] for code in queries.CONDITIONS})  # fmt: skip


def _unmet(row: Proposal) -> list[str]:
    noted = {one.code: one.is_met for one in row.checks.all()}
    return [code for code in queries.CONDITIONS if not noted.get(code)]


@transaction.atomic
def ask_party(
    *, actor: Actor, case_id: int, body: str, asked_on: date, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Báo cáo, xin ý kiến cấp ủy cùng cấp, before the approval or before the result is judged, as the phase says."""
    case = Case.objects.filter(pk=case_id).first()
    result = case is not None and case.phase in (praise.RUNNING, praise.STOPPED)
    at = _start(actor, case_id, "ask_party_result" if result else "ask_party", now, expected_seq, behalf)
    not_in_the_future(asked_on, at.on, "asked_on")
    if not result and _unmet(at.row):
        raise MoveRefused(
            _("A condition of the decree is not met; the proposal cannot go further (%(rule)s).") % {"rule": DARE},
            hint=_("Reject it with the ground, or let a new version be handed in."),
        )
    occasion = PartyOpinion.Occasion.RESULT if result else PartyOpinion.Occasion.APPROVAL
    PartyOpinion.objects.create(
        proposal=at.row, occasion=occasion, body=needed_words(body, "body", _("Name the party committee."), 200),
        asked_on=asked_on,
    )
    values = {"phase": praise.RESULT_ASKED if result else praise.ASKED_PARTY}
    return at.write("result_asked" if result else "party_asked", values, asked_on=asked_on.isoformat())


@transaction.atomic
def note_opinion(
    *, actor: Actor, case_id: int, answer: str, number: str, answered_on: date, words: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Ghi ý kiến cấp ủy, with the number of its paper."""
    case = Case.objects.filter(pk=case_id).first()
    result = case is not None and case.phase == praise.RESULT_ASKED
    at = _start(actor, case_id, "note_result_opinion" if result else "note_opinion", now, expected_seq, behalf)
    not_in_the_future(answered_on, at.on, "answered_on")
    occasion = PartyOpinion.Occasion.RESULT if result else PartyOpinion.Occasion.APPROVAL
    asked = queries.opinion(at.row, occasion)
    if asked is None or asked.answer != PartyOpinion.Answer.WAITING:
        raise MoveRefused(_("The answer has been noted already."))
    if answer not in PartyOpinion.Answer.values or answer == PartyOpinion.Answer.WAITING:
        raise Invalid(_("Choose the answer."), field="answer")
    if answered_on < asked.asked_on:
        raise Invalid(_("The answer lies before the question."), field="answered_on")
    asked.answer, asked.answered_on, asked.words = answer, answered_on, words.strip()[:2000]
    asked.number = needed_words(number, "number", _("Give the number of the paper."), 100)
    asked.save()
    return at.write("result_answered" if result else "party_answered", {}, answer=answer, number=asked.number)


def _require_answer(at: _At, occasion: str) -> PartyOpinion:
    asked = queries.opinion(at.row, occasion)
    if asked is None or asked.answer == PartyOpinion.Answer.WAITING:
        raise MoveRefused(_("The party committee has not answered yet (%(rule)s).") % {"rule": DARE})
    return asked


@transaction.atomic
def approve(
    *, actor: Actor, case_id: int, number: str, decided_on: date, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Chấp thuận đề xuất. All conditions met, the party has answered and is not against."""
    at = _start(actor, case_id, "approve", now, expected_seq, behalf)
    not_in_the_future(decided_on, at.on, "decided_on")
    asked = _require_answer(at, PartyOpinion.Occasion.APPROVAL)
    if asked.answer == PartyOpinion.Answer.AGAINST:
        raise MoveRefused(_("The party committee does not agree; the proposal cannot be approved."))
    if asked.answered_on is not None and decided_on < asked.answered_on:
        raise Invalid(_("The decision lies before the party's answer."), field="decided_on")
    if _unmet(at.row):
        raise MoveRefused(_("A condition of the decree is not met."))
    at.row.decision_number = needed_words(number, "number", _("Give the number of the decision."), 100)
    at.row.decided_on, at.row.approved = decided_on, True
    at.row.save(update_fields=["decision_number", "decided_on", "approved"])
    version = queries.current_version(at.row)
    values, clock = _carried_out(at)
    values |= {
        "phase": praise.APPROVED, "station": "carry_out", "stopped_at": now,
        "holder_agency_id": at.case.accountable_agency_id, "holder_official_id": at.row.official_id,
    }  # fmt: skip
    return at.write("approved", values, clock, number=at.row.decision_number,
                    version=version.number if version else 0, sha256=version.sha256 if version else "")


def _carried_out(at: _At) -> tuple[dict[str, Any], tuple[ClockDraft, ...]]:
    """The time of carrying it out: until the last day the content in force names."""
    version = queries.current_version(at.row)
    until = max(version.until_on, at.on) if version is not None else at.on
    return next_limit(at.case, FixedDate(until), "conduct.dare_appraise_within", at.now)


@transaction.atomic
def reject(
    *, actor: Actor, case_id: int, ground: str, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Không chấp thuận, with its ground and reasons."""
    at = _start(actor, case_id, "reject", now, expected_seq, behalf)
    require_ground("dare_refusal", ground, now)
    said = needed_words(words, "words", _("Write the reasons."), 2000)
    at.row.decided_on, at.row.approved = at.on, False
    at.row.save(update_fields=["decided_on", "approved"])
    values = {"phase": praise.REJECTED, "closed_at": now, "stopped_at": now, "outcome": praise.REJECTED}
    return at.write("rejected", values, (ClockDraft("stop", now),), ground=ground, words=said)


@transaction.atomic
def start_running(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None
) -> Case:
    """Bắt đầu thực hiện. By the author."""
    at = _start(actor, case_id, "start", now, expected_seq, own=True)
    at.row.started_on = at.on
    at.row.save(update_fields=["started_on"])
    return at.write("started", {"phase": praise.RUNNING}, words=words.strip())


@transaction.atomic
def adjust(
    *, actor: Actor, case_id: int, dossier: Dossier, why: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Điều chỉnh nội dung trong quá trình thực hiện. By who decides; the adjusted content is a new sealed version."""
    at = _start(actor, case_id, "adjust", now, expected_seq, behalf)
    number, seal = _new_version(at, dossier, why)
    values, clock = _carried_out(at)
    return at.write("adjusted", values, clock, version=number, sha256=seal, why=why.strip()[:1000])


@transaction.atomic
def stop_running(
    *, actor: Actor, case_id: int, ground: str, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Dừng thực hiện kịp thời. With its ground; the result is reviewed all the same."""
    at = _start(actor, case_id, "stop", now, expected_seq, behalf)
    require_ground("dare_stop", ground, now)
    said = needed_words(words, "words", _("Write the reasons."), 2000)
    at.row.stopped_on = at.on
    at.row.save(update_fields=["stopped_on"])
    return at.write("stopped", {"phase": praise.STOPPED}, ground=ground, words=said)


@transaction.atomic
def review_result(
    *, actor: Actor, case_id: int, result: str, cause: str, words: str, now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Đánh giá kết quả. Met or not; a failure says whether its cause is objective or subjective, after the party was
    asked."""
    at = _start(actor, case_id, "review_result", now, expected_seq, behalf)
    _require_answer(at, PartyOpinion.Occasion.RESULT)
    if result not in Proposal.Result.values:
        raise Invalid(_("Choose the result."), field="result")
    if result != Proposal.Result.MET and cause not in Proposal.Cause.values:
        raise Invalid(_("Say whether the cause is objective or subjective."), field="cause")
    at.row.result, at.row.reviewed_on = result, at.on
    at.row.cause = cause if result != Proposal.Result.MET else ""
    at.row.result_words = needed_words(words, "words", _("Write the reasons."), 5000)
    at.row.save(update_fields=["result", "cause", "result_words", "reviewed_on"])
    values = {"phase": praise.CLOSED, "closed_at": now, "outcome": praise.CLOSED}
    return at.write("result_reviewed", values, (ClockDraft("stop", now),), judged=result, cause=at.row.cause)
