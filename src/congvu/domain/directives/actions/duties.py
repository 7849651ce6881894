"""Nhiệm vụ định kỳ, thường xuyên: periods are opened ahead of their dates, each once; validity is asked at intervals.

Locks are taken in one order everywhere: the case, then its duty.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.recurrence import Period
from congvu.core.recurrence.timing import limit_of as limit_of_period
from congvu.core.refusals import MoveRefused
from congvu.core.working_time import add, read_limit
from congvu.domain.directives.actions.guards import ordering
from congvu.domain.directives.actions.making import TASK, Made, Maker, Wanted
from congvu.domain.directives.actions.umbrellas import complete_parent
from congvu.domain.directives.models import Clause, Directive, Duty, DutyPeriod, DutyReview, Task
from congvu.domain.directives.queries.planning import coordinators_of
from congvu.domain.directives.queries.recurring import MOST, coming
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, commit, locked
from congvu.kernel.casework.actions.custody import NO_OFFER, behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.models import Case, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import limit_of
from congvu.kernel.org import queries as org


def review_moment(clause: Clause, agency_id: int, start: datetime) -> datetime:
    """When the office is next asked whether a duty of this clause is still valid."""
    return _review_after(clause.review_limit, agency_id, start)


def _review_after(review_limit: str, agency_id: int, start: datetime) -> datetime:
    limit = read_limit(review_limit) if review_limit else limit_of("directives.duty_review", people.local_date(start))
    return add(org.calendar_of(agency_id), start, limit)


def begin_duty(case: Case, clause: Clause, directive: Directive, now: datetime) -> Duty:
    """The duty of a case that was just made; its periods are opened by `open_periods`."""
    recurs = clause.comes_again
    return Duty.objects.create(
        case=case, directive=directive, clause=clause, rhythm=clause.recurrence if recurs else "",
        day=clause.recur_day if recurs else None, month=clause.recur_month or 1, following=clause.recur_following,
        exclusive=clause.due_exclusive, since=people.local_date(now), until=clause.recur_until,
        with_order=clause.recur_with_order,
        next_opens_at=now if recurs else None, review_limit=clause.review_limit,
        review_at=review_moment(clause, directive.owner_agency_id, now),
    )  # fmt: skip


def open_all_periods(*, now: datetime) -> int:
    """Mở kỳ. Open every period whose time has come, those of missed days too; each duty in its own transaction.

    Returns how many cases were made. A duty that fails does not hold up the others; its failure is raised at the end.
    """
    due = Duty.objects.filter(ended_on=None, next_opens_at__lte=now, case__closed_at=None).order_by("pk")
    made, failures = 0, []
    for duty_id in list(due.values_list("pk", flat=True)):
        try:
            made += len(open_periods(duty_id=duty_id, now=now))
        except Exception as failure:  # noqa: BLE001 -- told below, after the others had their turn
            failures.append(failure)
    if failures:
        raise ExceptionGroup("periods that could not be opened", failures)
    return made


@transaction.atomic
def open_periods(*, duty_id: int, now: datetime) -> list[Case]:
    """Mở kỳ của một nhiệm vụ định kỳ. Every period that is to be opened by now, in order, exactly once.

    A period that should have been opened long ago is opened now and keeps the date it was owed for.
    """
    case_id = Duty.objects.values_list("case_id", flat=True).get(pk=duty_id)
    parent = locked(Actor.system(), case_id)
    duty = Duty.objects.select_for_update(no_key=True, of=("self",)).select_related("clause").get(pk=duty_id)
    if duty.ended_on is not None or parent.closed_at is not None or duty.next_opens_at is None:
        return []
    directive = Directive.objects.select_related("document").get(pk=duty.directive_id)
    maker = Maker(Actor.system(), directive, now)
    last = duty.periods.order_by("-starts_on").values_list("starts_on", flat=True).first()
    cases: list[Case] = []
    while (found := coming(duty.recurrence, parent.accountable_agency_id, now, last)) is not None:
        period, due, opens_at = found
        if opens_at > now or len(cases) >= MOST:
            break
        cases += _open(maker, parent, duty, period, due)
        last = period.starts_on
    duty.next_starts_on, duty.next_opens_at = (found[0].starts_on, found[2]) if found else (None, None)
    duty.save(update_fields=["next_starts_on", "next_opens_at"])
    _told(parent, duty, cases, now)
    return cases


def _open(maker: Maker, parent: Case, duty: Duty, period: Period, due: datetime) -> list[Case]:
    """The task of one period, and a part of it for each coordinating unit."""
    clause = duty.clause
    title = f"{' '.join(clause.text.split())[:440]} ({period.words('vi')})"
    said = {"period": period.key, "period_words": period.words("vi"), "duty": parent.code}
    basis = {"limit": limit_of_period(duty.recurrence, period, due).code, "words": clause.due_text or clause.text[:200]}

    def wanted(part: str, accountable: int, issuing: int) -> Made:
        return maker.made(Wanted(
            clause=clause, kind=TASK, part=part, accountable=accountable, issuing=issuing, due=due, basis=basis,
            fixed=True, title=title, said=said,
        ))  # fmt: skip

    lead = wanted(Task.Part.PERIOD, parent.accountable_agency_id, parent.issuing_agency_id)
    lead[0].case.parent = parent
    maker.write([lead])
    below = [wanted(Task.Part.COORDINATION, unit, lead[0].case.accountable_agency_id)
             for unit in coordinators_of(clause, parent.accountable_agency_id, maker.law_on, maker.today)]
    for change, _task in below:
        change.case.parent = lead[0].case
    maker.write(below)
    DutyPeriod.objects.create(
        duty=duty, case=lead[0].case, key=period.key, starts_on=period.starts_on, ends_on=period.ends_on,
        due_on=period.due_on,
    )
    return [lead[0].case, *(change.case for change, _task in below)]


def _told(parent: Case, duty: Duty, cases: list[Case], now: datetime) -> None:
    """The line of the duty itself: which periods were opened, and what is expected next."""
    expected = [at for at in (duty.next_opens_at, duty.review_at) if at is not None]
    opened = [case.code for case in cases if case.parent_id == parent.pk]
    if duty.next_opens_at is None and not Case.objects.filter(parent=parent, closed_at=None).exists():
        _close(parent, duty, Actor.system(), now, {"because": "no period is left", "opened": opened})
        return
    coming = min(expected) if expected else parent.next_event_at
    if not opened and coming == parent.next_event_at:
        return
    commit(
        [Change(parent, "duty.period_opened" if opened else "duty.looked_ahead", {"next_event_at": coming},
                body={"opened": opened, "next": str(duty.next_starts_on or "")})],
        actor=Actor.system(), now=now,
    )  # fmt: skip


def _close(parent: Case, duty: Duty, actor: Actor, now: datetime, body: dict[str, Any], behalf: str = "") -> None:
    move = kinds.get(parent.kind).lifecycle.move("complete")
    duty.ended_on, duty.next_opens_at, duty.next_starts_on = people.local_date(now), None, None
    duty.save(update_fields=["ended_on", "next_opens_at", "next_starts_on"])
    commit(
        [Change(parent, move.verb,
                {"phase": "completed", "closed_at": now, "outcome": "completed", "stopped_at": now, **NO_OFFER},
                clock=(ClockDraft("stop", now, ground=str(body.get("ground", ""))),), body=body)],
        actor=actor, now=now, behalf=behalf,
    )  # fmt: skip
    complete_parent(parent, now)


def _ordered(
    actor: Actor, case_id: int, move: str, now: datetime, expected_seq: int | None, behalf: int | None
) -> tuple[Case, Duty]:
    """The case under lock for the office that ordered it, and its duty, locked after it."""
    case = ordering(actor, case_id, move, now, expected_seq, behalf)
    return case, Duty.objects.select_for_update(no_key=True, of=("self",)).get(case=case)


@transaction.atomic
def end_duty(
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Kết thúc nhiệm vụ định kỳ, thường xuyên. No further period is opened; what is open already stays owed."""
    case, duty = _ordered(actor, case_id, "complete", now, expected_seq, behalf)
    require_ground("withdrawal", ground, now)
    _answer(duty, False, actor, now, words)
    _close(case, duty, actor, now, {"ground": ground, "words": words}, behalf_name(behalf))
    return case


@transaction.atomic
def ask_review(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Rà soát hiệu lực. Ask the office that ordered the duty whether it is still valid; the duty goes on meanwhile."""
    case, duty = _ordered(actor, case_id, "ask_review", now, expected_seq, behalf)
    limit = limit_of("directives.duty_review_within", people.local_date(now))
    answer_by = add(org.calendar_of(case.issuing_agency_id), now, limit)
    if case.transfer_agency_id is not None:
        raise MoveRefused(_("This duty is on its way to somebody else; the review waits for the answer."))
    DutyReview.objects.create(duty=duty, asked_at=now, asked_by=actor.signature)
    duty.review_at = None
    duty.save(update_fields=["review_at"])
    commit(
        [Change(case, "duty.review_asked",
                {"phase": "in_review", "station": "review", "holder_agency_id": case.issuing_agency_id,
                 "holder_official_id": None, "whose_clock": Whose.HIGHER,
                 "doer_official_id": case.holder_official_id if _is_with_unit(case) else case.doer_official_id,
                 "due_basis": {**case.due_basis, "review_at": answer_by.isoformat()}, "next_event_at": answer_by},
                body={"words": words})],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    return case


def _is_with_unit(case: Case) -> bool:
    return case.holder_agency_id != case.issuing_agency_id


@transaction.atomic
def confirm_valid(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Xác nhận còn hiệu lực. The office says that the duty stands; it is asked again after the interval of the duty."""
    case, duty = _ordered(actor, case_id, "confirm_valid", now, expected_seq, behalf)
    _answer(duty, True, actor, now, words)
    duty.review_at = _review_after(duty.review_limit, case.issuing_agency_id, now)
    duty.save(update_fields=["review_at"])
    kind = kinds.get(case.kind)
    values: dict[str, Any] = {
        "phase": kind.lifecycle.move("confirm_valid").target(case.phase), "station": kind.route[0].code,
        "whose_clock": Whose.AGENCY, "due_basis": {**case.due_basis, "review_at": duty.review_at.isoformat()},
        "next_event_at": min(filter(None, (duty.review_at, duty.next_opens_at))),
    }  # fmt: skip
    if not duty.rhythm:
        on, unit = people.local_date(now), case.accountable_agency_id
        doer = case.doer_official_id
        keeps = doer is not None and people.works_in(doer, unit, on)
        values |= {"holder_agency_id": unit, "holder_official_id": doer if keeps else people.head_id_of(unit, on),
                   "doer_official_id": None}  # fmt: skip
    commit([Change(case, "duty.confirmed", values, body={"words": words})], actor=actor, now=now,
           behalf=behalf_name(behalf))  # fmt: skip
    return case


def _answer(duty: Duty, still_valid: bool, actor: Actor, now: datetime, words: str) -> None:
    duty.reviews.filter(answered_at=None).update(
        answered_at=now, answered_by=actor.signature, still_valid=still_valid, words=words.strip()
    )


def ask_all_reviews(*, now: datetime) -> int:
    """Put the question for every duty whose day of review has come; returns how many were asked."""
    waiting = Duty.objects.filter(ended_on=None, review_at__lte=now, case__closed_at=None).order_by("pk")
    asked = 0
    for case_id in list(waiting.filter(case__transfer_agency=None).values_list("case_id", flat=True)):
        ask_review(actor=Actor.system(), case_id=case_id, now=now)
        asked += 1
    return asked
