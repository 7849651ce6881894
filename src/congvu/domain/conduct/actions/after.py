"""Sau quyết định kỷ luật: complaint and its result, the end of the effect, decisions of the past typed in."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.working_time import HANOI, add
from congvu.domain.conduct.actions.deciding import carrying_out
from congvu.domain.conduct.actions.publishing import withdraw_for
from congvu.domain.conduct.actions.steps import At, next_limit, not_in_the_future, start, start_own
from congvu.domain.conduct.models import Category, EarlierSanction, Form, Sanction, SanctionComplaint
from congvu.domain.conduct.policy.codes import ANNULLED, COMPLAINED, ENDED, IN_EFFECT
from congvu.domain.conduct.policy.times import months_after
from congvu.domain.conduct.queries import files, rulebook
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions import Change, ClockDraft, commit, locked
from congvu.kernel.casework.actions.steps import needed_words
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

SETTLE = "conduct.settle_within"
RESULTS = {
    "uphold": SanctionComplaint.Result.UPHELD, "annul": SanctionComplaint.Result.ANNULLED,
    "soften": SanctionComplaint.Result.CHANGED,
}  # fmt: skip


@transaction.atomic
def complain(
    *, actor: Actor, case_id: int, words: str, now: datetime, expected_seq: int | None = None
) -> Case:
    """Khiếu nại quyết định kỷ luật. By the person himself; a late one is taken in and marked. The decision stands.

    Who decided has a time of his own to settle it. Journal: `discipline.complained`.
    """
    at = start_own(actor, case_id, now, expected_seq, move="complain")
    sanction = _standing(at)
    known = datetime.combine(sanction.decided_on, time(17), HANOI)
    limit = rules.limit("conduct.complain_within", at.on)
    SanctionComplaint.objects.create(
        sanction=sanction, text=needed_words(words, "words", _("Say what you complain about.")),
        filed_on=at.on, filed_at=now,
        filed_by=actor.signature, is_late=now > add(clocks.calendar_for(at.case), known, limit),
    )
    values, clock = next_limit(at.case, rules.limit(SETTLE, at.on), SETTLE, now)
    authority = at.case.issuing_agency_id
    values |= {
        "phase": COMPLAINED, "station": "decide", "holder_agency_id": authority, "stopped_at": None,
        "holder_official_id": people.head_id_of(authority, at.on),
    }
    return at.write("discipline.complained", values, clock)


def _standing(at: At) -> Sanction:
    found = files.standing_sanction(at.file)
    if found is None:
        raise MoveRefused(_("There is no decision in this file."))
    return found


@transaction.atomic
def settle_complaint(
    *, actor: Actor, case_id: int, move: str, number: str, words: str, form: str = "", signed_by: str = "",
    now: datetime, expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Giải quyết khiếu nại. `move`: uphold (the decision stands), annul, or soften to a milder `form`.

    Journal: `discipline.complaint_…`.
    """
    at = start(actor, case_id, now, expected_seq, behalf, move=move, permission=files.DECIDE)
    sanction = _standing(at)
    row = SanctionComplaint.objects.get(sanction=sanction, result=SanctionComplaint.Result.OPEN)
    row.result, row.settled_on, row.settled_by = RESULTS[move], at.on, actor.signature
    row.number = needed_words(number, "number", _("Give the number of the decision on the complaint."), 100)
    row.words = needed_words(words, "words", _("Write the reasons."), 2000)
    row.save()
    body: dict[str, Any] = {"number": row.number, "form": form}
    if move == "uphold":
        values, clock = carrying_out(at, sanction, since=_first_decided(at))
        return at.write("discipline.complaint_upheld", values, clock, **body)
    sanction.annulled_at, sanction.annulled_why = now, row.words[:1000]
    sanction.save(update_fields=["annulled_at", "annulled_why"])
    withdraw_for(at.case.pk, actor, now)
    if move == "soften":
        milder = _soften(at, sanction, row, form, signed_by)
        values, clock = carrying_out(at, milder, since=_first_decided(at))
        return at.write("discipline.complaint_softened", values, clock, **body)
    at.file.breaches.update(is_void=True)
    values = {"phase": ANNULLED, "closed_at": now, "outcome": ANNULLED, "stopped_at": _first_decided(at)}
    return at.write("discipline.complaint_annulled", values, (ClockDraft("stop", now),), **body)


def _first_decided(at: At) -> datetime:
    """When the work that was owed, the decision, was done."""
    return Sanction.objects.filter(discipline=at.file).earliest("decided_at").decided_at


def _soften(at: At, old: Sanction, row: SanctionComplaint, form: str, signed_by: str) -> Sanction:
    ladder = rulebook.ladder(at.file.category, old.decided_on, is_leader=at.file.is_leader)
    if form not in ladder or ladder.index(form) >= ladder.index(old.form):
        raise Invalid(_("A complaint leads to a milder form, never to a graver one."), field="form")
    fields = {
        name: getattr(old, name)
        for name in ("discipline_id", "category", "is_leader", "agency_id", "sent_on", "decided_on", "handle_by",
                     "barred_after", "exempt", "effective_on", "effect_until")
    }  # fmt: skip
    return Sanction.objects.create(
        **fields, form=form, number=row.number, reasons=row.words,
        signed_by=needed_words(signed_by, "signed_by", _("Name who signed."), 200),
        decided_at=at.now, decided_by=at.actor.signature,
    )


def end_effects(*, now: datetime) -> int:
    """Chấm dứt hiệu lực. Files whose decision has run out end by themselves; a complaint not settled keeps them open.

    How many ended. Journal: `discipline.effect_ended`.
    """
    on = people.local_date(now)
    over = Sanction.objects.filter(annulled_at=None, ended_on=None, effect_until__lt=on)
    ids = list(over.filter(discipline__case__phase=IN_EFFECT).order_by("pk").values_list("discipline_id", flat=True))
    for case_id in ids:
        _end(case_id, on, now)
    return len(ids)


@transaction.atomic
def _end(case_id: int, on: date, now: datetime) -> None:
    system = Actor.system()
    case = locked(system, case_id)
    sanction = Sanction.objects.filter(discipline_id=case_id, annulled_at=None, ended_on=None).first()
    if case.phase != IN_EFFECT or sanction is None:
        return
    sanction.ended_on = on
    sanction.save(update_fields=["ended_on"])
    values = {"phase": ENDED, "closed_at": now, "outcome": ENDED}
    body = {"number": sanction.number, "effect_until": sanction.effect_until.isoformat()}
    commit([Change(case, "discipline.effect_ended", values, clock=(ClockDraft("stop", now),), body=body)],
           actor=system, now=now)  # fmt: skip


@transaction.atomic
def enter_earlier(
    *, actor: Actor, agency_id: int, official_id: int, category: str, form: str, number: str, decided_on: date,
    effective_on: date, law: str, effect_until: date | None = None, now: datetime,
) -> EarlierSanction:
    """Nhập quyết định kỷ luật trước đây. With the forms of its own law; not for what this system decides itself.

    Journal: `conduct.earlier_sanction_entered` in the person's stream.
    """
    require(actor, files.HANDLE, agency_id)
    on = people.local_date(now)
    not_in_the_future(decided_on, on, "decided_on")
    if category not in Category.values or form not in Form.values:
        raise Invalid(_("Choose category and form."), field="form")
    if form not in rulebook.whole_ladder(category, decided_on):
        raise Invalid(_("There was no such form for this category on that day."), field="form")
    if not people.works_in(official_id, agency_id, on) and org.appointments_of(official_id, on):
        raise Invalid(_("This person serves in another agency."), field="official")
    try:
        with transaction.atomic():
            row = EarlierSanction.objects.create(
                official_id=official_id, agency_id=agency_id, category=category, form=form,
                number=needed_words(number, "number", _("Give the number of the decision."), 100),
                law=needed_words(law, "law", _("Name the decree it was based on."), 200), decided_on=decided_on,
                effective_on=effective_on,
                effect_until=effect_until or months_after(effective_on, rulebook.count("effect_months", decided_on)),
                entered_at=now, entered_by=actor.signature,
            )  # fmt: skip
    except IntegrityError as clash:
        raise Invalid(_("This decision was entered already, or its days are not in order."), field="number") from clash
    record(
        stream=f"conduct/earlier/{row.pk}", verb="conduct.earlier_sanction_entered", at=now, actor=actor.signature,
        body={"number": row.number, "form": row.form, "decided_on": decided_on.isoformat()},
    )
    return row
