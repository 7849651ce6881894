"""Nộp trực tuyến. A submission waits for the desk with clocks of its own: told within 2, answered within 8 hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.working_time import ReceptionRule, add
from congvu.domain.onestop.actions import ending, numbers, slips
from congvu.domain.onestop.actions.applicants import keep_applicant
from congvu.domain.onestop.actions.receiving import (
    Reception,
    again,
    basis_of,
    blank_case,
    checked_charges,
    checked_papers,
    drafted,
    keep_parts,
    require_known,
)
from congvu.domain.onestop.actions.stations import enter, start
from congvu.domain.onestop.models import Channel, Desk, Dossier
from congvu.domain.onestop.policy.plans import Plan
from congvu.domain.onestop.policy.promises import promise_of
from congvu.domain.onestop.queries import desks
from congvu.domain.onestop.queries.competence import settling_for
from congvu.domain.onestop.queries.counter_promises import cut_off_on
from congvu.domain.onestop.queries.plans import receivable
from congvu.kernel import rows
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions import Change, ClockDraft, commit, open_cases
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.models import Case, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.org import queries as org

#: What comes in less than an hour before closing counts from the next working day (NĐ 297/2025 art. 6.3, unverified).
LATE_IN_THE_DAY = ReceptionRule(before_closing=3600)


def submit_online(*, actor: Actor, desk_id: int, reception: Reception, now: datetime) -> Dossier:
    """Nộp hồ sơ trực tuyến. The dossier has its code at once and waits for acceptance; no limit of the procedure runs.

    `actor` is the system, or a clerk who files for somebody; the caller has made sure who the applicant is. The same
    `key` twice is the same dossier. Journal: `dossier.submitted`.
    """
    before = again(reception.key)
    if before is not None:
        return before
    try:
        with transaction.atomic():
            return _submit(actor, desk_id, reception, now)
    except IntegrityError:
        before = again(reception.key)
        if before is None:
            raise
        return before


def _submit(actor: Actor, desk_id: int, reception: Reception, now: datetime) -> Dossier:
    desk = desks.desk_of(desk_id)
    plan = receivable(reception.variant_id, people.local_date(now))
    if plan.online == "information":
        raise Invalid(
            _("“%(name)s” cannot be filed online.") % {"name": plan.name}, field="procedure",
            hint=_("Hand it in at a one-stop desk."), code="not_online",
        )
    return present(actor, desk, plan, replace(reception, channel=Channel.ONLINE), now)


def present(
    actor: Actor, desk: Desk, plan: Plan, reception: Reception, now: datetime, *, complete: bool = True
) -> Dossier:
    """Write a dossier that waits for acceptance, in the caller's transaction; without `complete` papers may miss."""
    require_known(reception)
    papers = checked_papers(plan, reception.papers, now, complete=complete)
    charges = checked_charges(plan, reception.fees if complete else (), desk)
    applicant = keep_applicant(reception.party, now)
    settling = settling_for(plan, desk, people.local_date(now), reception.settling_id)
    paid = [charge for charge in charges if charge.paid_by]
    money = [(numbers.MONEY, numbers.year_of(now))] if paid else []
    number, *receipt = numbers.take_numbers(desk.pk, [(numbers.DOSSIER, numbers.day_of(now)), *money])
    for charge in paid:
        charge.paid_at, charge.receipt_no = now, receipt[0]
    dossier = drafted(plan, desk, settling, applicant, reception, now)
    case = blank_case(numbers.code_for(desk, now, number), plan, dossier, applicant, now)
    case.phase = "submitted"
    case.due_basis = basis_of(plan, dossier)
    dossier.answer_by = answer_by(desk.pk, now)
    case.next_event_at = dossier.answer_by
    body = {"procedure": plan.code, "case": plan.case_name, "channel": dossier.channel, "papers": len(papers)}
    open_cases([Change(case, "dossier.submitted", body=body)], actor=actor, now=now)
    dossier.case = case
    rows.insert(dossier, wants_pk=False)
    keep_parts(dossier, papers, charges)
    return dossier


def answer_by(desk_id: int, at: datetime) -> datetime:
    """By when a submission has to be accepted, sent back for papers or refused."""
    calendar = org.calendar_of(desk_id)
    limit = clocks.limit_of("onestop.answer_within", people.local_date(at))
    return add(calendar, at, limit, LATE_IN_THE_DAY)


@transaction.atomic
def accept_submission(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Tiếp nhận hồ sơ trực tuyến. The papers are complete: the limit of the procedure begins, the receipt is issued.

    The dossier goes by the law of the day it was filed. Journal: `dossier.accepted`.
    """
    at = start(actor, case_id, "accept_submission", now, expected_seq, behalf, holder=False)
    _require_desk(at.who, at.dossier)
    plan, dossier, case = at.plan, at.dossier, at.case
    promise = promise_of(plan, org.calendar_of(dossier.settling_id), now, cut_off_on(now))
    (register,) = numbers.take_numbers(dossier.desk_id, [(numbers.REGISTER, numbers.year_of(now))])
    late = dossier.answer_by is not None and now > dossier.answer_by
    dossier.received_at, dossier.register_no, dossier.received_by_id = now, register, actor.official_id
    dossier.save(update_fields=["received_at", "register_no", "received_by"])
    values = {
        "phase": "received", "holder_agency_id": dossier.desk_id, "holder_official_id": actor.official_id,
        "first_due_at": promise.due, "due_at": promise.due, "next_event_at": promise.due or case.next_event_at,
        "due_basis": {**case.due_basis, "limit": promise.limit}, "whose_clock": Whose.AGENCY,
    }  # fmt: skip
    clock = ClockDraft("start", now, limit=promise.limit, rule="onestop.procedure")
    body = {"register_no": register, "late": late, "words": words.strip()}
    commit([Change(case, "dossier.accepted", values, clock=(clock,), body=body)], actor=actor, now=now,
           behalf=behalf_name(behalf))  # fmt: skip
    enter(at, plan.stops[0], dossier.desk_id, actor.official_id, now)
    content = {"due": slips.day(promise.due) if promise.due else "", "components": slips.brought(dossier.papers.all())}
    slips.issue(dossier, case, "receipt", actor=actor, now=now, content=content)
    return case


@transaction.atomic
def decline_submission(
    *, actor: Actor, case_id: int, ground: str, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Từ chối tiếp nhận, in writing with the reasons: form 03. Journal: `dossier.not_accepted`."""
    at = start(actor, case_id, "decline_submission", now, expected_seq, behalf, holder=False)
    _require_desk(at.who, at.dossier)
    require_ground("dossier_refusal", ground, now)
    if not words.strip():
        raise Invalid(_("Write the reasons: the applicant has a right to them."), field="words")
    body = {"words": words.strip(), "ground": ground}
    return ending.close(at, "not_accepted", "dossier.not_accepted", body, actor, now, behalf, form="refusal")


def _require_desk(who: Actor, dossier: Dossier) -> None:
    require(who, desks.RECEIVE, dossier.desk_id)
