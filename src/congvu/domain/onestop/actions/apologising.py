"""Xin lỗi và hẹn lại ngày trả. Before the due day, once, signed by the head (NĐ 61/2018 art. 19.9)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.working_time import subtract
from congvu.domain.onestop.actions import slips
from congvu.domain.onestop.actions.stations import Standing, start
from congvu.domain.onestop.models import Reappointment
from congvu.domain.onestop.queries import desks
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, ClockDraft, commit
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import leads
from congvu.kernel.casework.queries import clocks


@transaction.atomic
def draft_apology(
    *, actor: Actor, case_id: int, ground: str, words: str, new_due_on: date, now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Dự thảo văn bản xin lỗi. The holder says why it will be late and until when; the head signs it.

    MoveRefused after the due moment, and when there has been one already. Journal: `dossier.apology_drafted`.
    """
    at = start(actor, case_id, "draft_apology", now, expected_seq, behalf)
    _require_possible(at, now)
    require_ground("lateness", ground, now)
    if not words.strip():
        raise Invalid(_("Say why the result will be late: it stands in the apology."), field="words")
    due = at.case.due_at
    assert due is not None
    calendar = clocks.calendar_for(at.case)
    new_due = clocks.close_of(calendar, new_due_on)
    if new_due <= due:
        raise Invalid(_("The new day must be later than the day promised."), field="new_due_on")
    if not calendar.is_working_day(new_due_on):
        raise Invalid(_("The office is closed on the new day: choose a working day."), field="new_due_on")
    Reappointment.objects.update_or_create(
        dossier=at.dossier,
        defaults={"reason": words.strip()[:1000], "ground": ground, "drafted_at": now, "drafted_by": actor.signature,
                  "old_due_at": due, "new_due_at": new_due},
    )  # fmt: skip
    body = {"ground": ground, "words": words.strip(), "new_due_at": slips.day(new_due)}
    commit([Change(at.case, "dossier.apology_drafted", body=body)], actor=actor, now=now, behalf=behalf_name(behalf))
    return at.case


@transaction.atomic
def sign_apology(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Ký văn bản xin lỗi. By the head of the agency that settles; from now on the new day is the promise, the first one
    stays in every figure. Slip 04 is issued. Journal: `dossier.apologised`."""
    at = start(actor, case_id, "sign_apology", now, expected_seq, behalf, holder=False)
    agency = at.case.accountable_agency_id
    if not (leads(at.who, agency) and at.who.may(desks.SIGN, agency)):
        raise NotAllowed(_("The head of the agency that settles signs the apology."))
    draft = Reappointment.objects.filter(dossier=at.dossier, signed_at=None).first()
    if draft is None:
        raise MoveRefused(_("No apology has been drafted for this dossier."))
    _require_possible(at, now)
    at.case.refresh_from_db(fields=["due_at"])
    draft.signed_at, draft.signed_by = now, at.who.signature
    draft.in_time = now <= latest_moment(at.case)
    draft.save(update_fields=["signed_at", "signed_by", "in_time"])
    clock = ClockDraft("extend", now, fixed_at=draft.new_due_at, rule="onestop.reappointment", ground=draft.ground,
                       words=draft.reason[:500])  # fmt: skip
    values = {"due_at": draft.new_due_at, "next_event_at": draft.new_due_at}
    body = {"ground": draft.ground, "reason": draft.reason, "in_time": draft.in_time, "words": words.strip()}
    commit([Change(at.case, "dossier.apologised", values, clock=(clock,), body=body)], actor=actor, now=now,
           behalf=behalf_name(behalf))  # fmt: skip
    content = {"reason": draft.reason, "old_due": slips.day(draft.old_due_at), "new_due": slips.day(draft.new_due_at)}
    slips.issue(at.dossier, at.case, "apology", actor=actor, now=now, content=content)
    return at.case


def latest_moment(case: Case) -> datetime:
    """By when the apology has to be out: the rule's time (a day) before the due moment."""
    assert case.due_at is not None
    limit = clocks.limit_of("onestop.apology_before", case.law_on)
    return subtract(clocks.calendar_for(case), case.due_at, limit)


def _require_possible(at: Standing, now: datetime) -> None:
    if at.case.due_at is None:
        raise MoveRefused(_("This dossier has no appointment that could be moved."))
    if Reappointment.objects.filter(dossier=at.dossier, signed_at__isnull=False).exists():
        raise MoveRefused(
            _("The appointment has been moved once already; the law allows no second time."), code="second_apology"
        )
    if now > at.case.due_at:
        raise MoveRefused(
            _("The due moment has passed: an apology can no longer move the appointment."),
            hint=_("Settle the dossier now; it counts as late without an apology."), code="apology_too_late",
        )
