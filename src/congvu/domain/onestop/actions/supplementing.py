"""Bổ sung hồ sơ. One request that lists everything; the clock stands on the applicant's time until the papers come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.onestop.actions import slips
from congvu.domain.onestop.actions.stations import Standing, resume, start
from congvu.domain.onestop.models import GivenPaper, Supplement
from congvu.domain.onestop.policy.promises import same_day_until
from congvu.domain.onestop.queries import desks
from congvu.domain.onestop.queries.counter_promises import cut_off_on
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions import Change, ClockDraft, commit
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.models import Case, Whose
from congvu.kernel.casework.policy import holds, leads
from congvu.kernel.casework.queries import clocks
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.rules import queries as rules

GROUND = "dossier_pause.supplement"
RESTART, SHIFT = "restart", "shift"


def items_of(words: str) -> str:
    """What is asked for, one a line, without empty lines; Invalid when nothing is named."""
    items = [line.strip(" -•\t") for line in words.splitlines()]
    kept = "\n".join(line[:500] for line in items if line)
    if not kept:
        raise Invalid(_("List everything that has to be supplemented, one a line."), field="words")
    return kept


@transaction.atomic
def ask_supplement(
    *, actor: Actor, case_id: int, words: str, reason: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Yêu cầu bổ sung, hoàn thiện hồ sơ. The one request of a dossier (NĐ 118/2025 art. 11); MoveRefused for another.

    Slip 02 is issued; the clock of an accepted dossier stands from now on. Journal: `dossier.supplement_asked`.
    """
    at = start(actor, case_id, "ask_supplement", now, expected_seq, behalf)
    if at.dossier.supplements:
        raise MoveRefused(
            _("The applicant has been asked for papers once already; the law allows one request."),
            hint=_("Only the head of the agency may approve another one, on a coded ground."),
            code="second_supplement",
        )
    return _ask(at, actor, words, reason, "", "", now, behalf)


@transaction.atomic
def ask_before(
    *, actor: Actor, case_id: int, words: str, reason: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Yêu cầu bổ sung trước khi tiếp nhận: what an online submission lacks, all at once; no limit runs yet."""
    at = start(actor, case_id, "ask_before", now, expected_seq, behalf, holder=False)
    require(at.who, desks.RECEIVE, at.dossier.desk_id)
    return _ask(at, actor, words, reason, "", "", now, behalf)


@transaction.atomic
def ask_again(
    *, actor: Actor, case_id: int, words: str, ground: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Yêu cầu bổ sung thêm lần nữa: by the head of the agency that settles alone, on a coded ground; counted, and shown
    as a dossier that was asked more than once."""
    at = start(actor, case_id, "ask_again", now, expected_seq, behalf, holder=False)
    if not leads(at.who, at.case.accountable_agency_id) or not at.who.may(desks.SIGN, at.case.accountable_agency_id):
        raise NotAllowed(_("Only the head of the agency approves another request for papers."))
    if not at.dossier.supplements:
        raise MoveRefused(_("The applicant has not been asked for papers yet: ask for everything at once."))
    require_ground("second_supplement", ground, now)
    return _ask(at, actor, words, "", ground, at.who.signature, now, behalf)


def _ask(
    at: Standing, actor: Actor, words: str, reason: str, ground: str, approver: str, now: datetime, behalf: int | None
) -> Case:
    items = items_of(words)
    case, dossier = at.case, at.dossier
    before = case.phase == "submitted"
    answer_by = clocks.due_after(case, "onestop.supplement_within", now)
    number = dossier.supplements + 1
    values: dict[str, Any] = {
        "phase": "asked_before" if before else "supplement", "whose_clock": Whose.APPLICANT, "stopped_at": now,
        "asking": "",
        "next_event_at": answer_by,
    }  # fmt: skip
    clock = () if before else (ClockDraft("pause", now, Whose.APPLICANT, rule="onestop.supplement", ground=GROUND),)
    body = {"items": items, "number": number, "reason": reason.strip(), **({"ground": ground} if ground else {})}
    commit([Change(case, "dossier.supplement_asked", values, clock=clock, body=body)], actor=actor, now=now,
           behalf=behalf_name(behalf))  # fmt: skip
    Supplement.objects.create(
        dossier=dossier, number=number, asked_at=now, asked_by=actor.signature, items=items,
        reason=reason.strip()[:1000], ground=ground, approved_by=approver, answer_by=answer_by, old_due_at=case.due_at,
    )  # fmt: skip
    dossier.supplements, dossier.answer_by = number, None
    dossier.save(update_fields=["supplements", "answer_by"])
    content = {"items": items.splitlines(), "reason": reason.strip(), "answer_by": slips.day(answer_by)}
    slips.issue(dossier, case, "supplement", actor=actor, now=now, content=content)
    return case


@transaction.atomic
def receive_supplement(
    *, actor: Actor, case_id: int, words: str = "", file: StoredFile | None = None, file_name: str = "",
    now: datetime, expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Nhận giấy tờ bổ sung. The papers are complete: the limit begins anew, or the appointment moves by the time it
    took, as the procedure or else the rule in force says. Journal: `dossier.supplemented`."""
    return _take(actor, case_id, "receive_supplement", words, file, file_name, now, expected_seq, behalf)


@transaction.atomic
def supplemented_before(
    *, actor: Actor, case_id: int, words: str = "", file: StoredFile | None = None, file_name: str = "",
    now: datetime, expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Nhận giấy tờ bổ sung của hồ sơ chưa tiếp nhận. It waits for acceptance anew, with a new time to answer."""
    return _take(actor, case_id, "supplemented_before", words, file, file_name, now, expected_seq, behalf)


def _take(
    actor: Actor, case_id: int, move: str, words: str, file: StoredFile | None, file_name: str, now: datetime,
    expected_seq: int | None, behalf: int | None,
) -> Case:
    at = start(actor, case_id, move, now, expected_seq, behalf, holder=False)
    if not (holds(at.who, at.case) or at.who.may(desks.RECEIVE, at.dossier.desk_id)):
        raise NotAllowed(_("Only the desk or the holder of this dossier takes papers in."))
    return take_supplement(at, actor, words, [(file, file_name)] if file is not None else [], now, behalf)


def take_supplement(
    at: Standing, actor: Actor, words: str, files: list[tuple[StoredFile, str]], now: datetime,
    behalf: int | None = None,
) -> Case:
    """Write what came: the papers, the clock, the request's answer. The caller has checked who may."""
    case, dossier = at.case, at.dossier
    asked = Supplement.objects.filter(dossier=dossier, answered_at=None).order_by("-number").first()
    before = case.phase == "asked_before"
    values: dict[str, Any] = {"whose_clock": Whose.AGENCY, "stopped_at": None}
    clock: tuple[ClockDraft, ...] = ()
    policy = ""
    if before:
        values["phase"] = "submitted"
        dossier.answer_by = clocks.due_after(case, "onestop.answer_within", now)
        values["next_event_at"] = dossier.answer_by
        dossier.save(update_fields=["answer_by"])
    else:
        policy = at.plan.supplement_policy or rules.rule("onestop.supplement_policy", case.law_on).value
        values["phase"] = "processing" if dossier_has_left(at) else "received"
        clock = (_resumed(at, policy, now),)
        resume(at.visit, case.stopped_at, now)
        values["due_at"] = clocks.reckoned_due(case, [*clocks.events_of(case), *clock])
        values["next_event_at"] = values["due_at"]
    body = {"words": words.strip(), "files": [name for _file, name in files], "policy": policy}
    commit([Change(case, "dossier.supplemented", values, clock=clock, body=body)], actor=actor, now=now,
           behalf=behalf_name(behalf))  # fmt: skip
    if asked is not None:
        asked.answered_at, asked.words, asked.policy = now, words.strip()[:1000], policy
        asked.new_due_at = case.due_at
        asked.save(update_fields=["answered_at", "words", "policy", "new_due_at"])
    _keep(at, files, now)
    return case


def dossier_has_left(at: Standing) -> bool:
    """Whether a dossier has gone on from the station it was received at."""
    return at.visit is not None and at.visit.station != at.plan.line[0].code


def _resumed(at: Standing, policy: str, now: datetime) -> ClockDraft:
    if policy == SHIFT:
        return ClockDraft("resume", now, rule="onestop.supplement_policy")
    limit = at.plan.limit_of_stage(at.dossier.stage)
    if at.plan.same_day:
        limit = same_day_until(now, clocks.calendar_for(at.case), cut_off_on(now))
    return ClockDraft("restart", now, limit=limit, rule="onestop.supplement_policy")


def _keep(at: Standing, files: list[tuple[StoredFile, str]], now: datetime) -> None:
    """Papers that came later stand behind those of the checklist."""
    rows = GivenPaper.objects.filter(dossier=at.dossier).order_by("-position")
    last = rows.values_list("position", flat=True).first()
    number = at.dossier.supplements
    for place, (file, name) in enumerate(files, (last or 0) + 1):
        GivenPaper.objects.create(
            dossier=at.dossier, position=place, name=_("Supplement %(n)d: %(name)s") % {"n": number, "name": name},
            mandatory=False, copies=1, file=file, file_name=name[:300], added_at=now,
        )  # fmt: skip


def asked_late(case: Case, asked_at: datetime, received_at: datetime) -> bool:
    """Whether papers were asked for later than the rule of the dossier's day allows."""
    return asked_at > clocks.due_after(case, "onestop.supplement_ask_within", received_at)

