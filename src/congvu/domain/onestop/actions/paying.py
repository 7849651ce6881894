"""Nghĩa vụ tài chính, thu phí. The clock stands while the applicant pays what he owes; fees have receipts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.onestop.actions import numbers
from congvu.domain.onestop.actions.stations import enter, file_said, keep_file, leave, resume, start
from congvu.domain.onestop.models import Charge, PaidBy, Way
from congvu.domain.onestop.policy.plans import PAYMENT
from congvu.domain.onestop.queries import desks
from congvu.domain.onestop.queries.holders import taker_at
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions import Change, ClockDraft, commit
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.models import Case, Whose
from congvu.kernel.casework.policy import holds, people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.documents.models import StoredFile

GROUND = "dossier_pause.financial"


@transaction.atomic
def request_payment(
    *, actor: Actor, case_id: int, words: str, file: StoredFile | None = None, file_name: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Yêu cầu thực hiện nghĩa vụ tài chính. The notice has been sent: the first appointment is met, the clock stands on
    the applicant's time until proof of payment comes. Journal: `dossier.payment_asked`."""
    at = start(actor, case_id, "request_payment", now, expected_seq, behalf)
    if not words.strip():
        raise Invalid(_("Say what has to be paid, how much and where."), field="words")
    stop = at.plan.after(at.stop.code)
    late = False
    values: dict[str, Any] = {
        "phase": "payment", "whose_clock": Whose.APPLICANT, "stopped_at": now,
        "next_event_at": clocks.due_after(at.case, "onestop.payment_reminder", now),
    }  # fmt: skip
    if stop is not None and stop.kind == PAYMENT:
        late = leave(at.visit, Way.FORWARD, now, words=words)
        values["station"] = stop.code
        enter(at, stop, at.case.holder_agency_id, at.case.holder_official_id, now)
    body = {"words": words.strip(), "stage": at.dossier.stage, "late": late, **file_said(file, file_name)}
    clock = ClockDraft("pause", now, Whose.APPLICANT, rule="onestop.financial", ground=GROUND)
    commit([Change(at.case, "dossier.payment_asked", values, clock=(clock,), body=body)], actor=actor, now=now,
           behalf=behalf_name(behalf))  # fmt: skip
    keep_file(at.case, file, file_name, "evidence", actor, now)
    return at.case


@transaction.atomic
def confirm_payment(
    *, actor: Actor, case_id: int, words: str = "", file: StoredFile | None = None, file_name: str = "",
    now: datetime, expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Xác nhận đã hoàn thành nghĩa vụ tài chính. The second appointment runs from the proof of payment, where the limit
    has a second phase; else the clock goes on. Journal: `dossier.paid`."""
    at = start(actor, case_id, "confirm_payment", now, expected_seq, behalf, holder=False)
    if not (holds(at.who, at.case) or at.who.may(desks.RECEIVE, at.dossier.desk_id)):
        raise NotAllowed(_("Only the desk or the holder of this dossier records the payment."))
    stop = at.plan.after(at.stop.code) if at.stop.kind == PAYMENT else None
    values: dict[str, Any] = {"phase": "processing", "whose_clock": Whose.AGENCY, "stopped_at": None}
    stage = at.plan.phase_of(stop) if stop is not None else at.dossier.stage + 1
    if stage > at.dossier.stage and stage <= len(at.plan.phases):
        limit = at.plan.limit_of_stage(stage)
        clock = ClockDraft("next_phase", now, limit=limit, rule="onestop.procedure")
        at.dossier.stage = stage
        at.dossier.save(update_fields=["stage"])
    else:
        clock = ClockDraft("resume", now, rule="onestop.financial")
    values["due_at"] = clocks.reckoned_due(at.case, [*clocks.events_of(at.case), clock])
    if stop is None:
        resume(at.visit, at.case.stopped_at, now)
    values["next_event_at"] = values["due_at"]
    if stop is not None:
        leave(at.visit, Way.FORWARD, now, words=words)
        taker = taker_at(at.plan, stop, at.dossier, people.local_date(now), at.case.holder_agency_id)
        same = people.top_unit_of(taker.agency_id) == people.top_unit_of(at.case.holder_agency_id)
        values["station"] = stop.code
        if same:
            values |= {"holder_agency_id": taker.agency_id, "holder_official_id": taker.official_id}
    body = {"words": words.strip(), "stage": at.dossier.stage, **file_said(file, file_name)}
    commit([Change(at.case, "dossier.paid", values, clock=(clock,), body=body)], actor=actor, now=now,
           behalf=behalf_name(behalf))  # fmt: skip
    keep_file(at.case, file, file_name, "evidence", actor, now)
    if stop is not None:
        enter(at, stop, at.case.holder_agency_id, at.case.holder_official_id, now)
    return at.case


def _charge(charge_id: int) -> Charge:
    row = Charge.objects.select_for_update(no_key=True, of=("self",)).filter(pk=charge_id).first()
    if row is None:
        raise NotFound(_("There is no such charge."))
    return row


@transaction.atomic
def collect(*, actor: Actor, charge_id: int, paid_by: str, now: datetime, expected_seq: int | None = None) -> Charge:
    """Thu phí, lệ phí. Take a fee at the desk and give it a receipt number. Journal: `dossier.fee_taken`."""
    charge = _charge(charge_id)
    require(actor, desks.RECEIVE, charge.desk_id)
    at = start(actor, charge.dossier_id, "", now, expected_seq, None, holder=False)
    if paid_by not in PaidBy.values:
        raise Invalid(_("Choose how the fee was paid."), field="paid_by")
    if charge.paid_at is not None or charge.exempt:
        raise MoveRefused(_("This fee has been paid already, or is not owed."))
    (charge.receipt_no,) = numbers.take_numbers(charge.desk_id, [(numbers.MONEY, numbers.year_of(now))])
    charge.paid_at, charge.paid_by, charge.taken_by_id = now, paid_by, actor.official_id
    charge.save(update_fields=["paid_at", "paid_by", "taken_by", "receipt_no"])
    body = {"fee": charge.name, "amount": charge.amount, "receipt": charge.receipt_no, "paid_by": paid_by}
    commit([Change(at.case, "dossier.fee_taken", body=body)], actor=actor, now=now)
    return charge
