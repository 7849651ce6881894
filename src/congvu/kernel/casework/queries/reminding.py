"""Nhắc việc: what is due to be said now, computed from the clock of each case.

An *occasion* is a moment of the plan: a share of the time used up, some working days before the deadline, the
morning of its day, every so many working days after it. Only the latest occasion that has come counts, so that a
sweep that did not run for a week reminds once; it counts only when it came after the person got the case and after
what he was last reminded of. Whether a reminder is still true is asked of the case when it is shown or mailed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from congvu.core.refusals import Refusal
from congvu.core.working_time import HANOI, Limit, WorkCalendar, WorkingDays, WorkingHours, add, measure, subtract
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import (
    Case,
    CaseAccess,
    Confidentiality,
    Custody,
    Escalation,
    Reminder,
    ReminderChoice,
)
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import states
from congvu.kernel.casework.queries.cases import visible_to
from congvu.kernel.casework.queries.clocks import calendar_for
from congvu.kernel.rules import queries as rules
from congvu.kernel.rules.policy import shares_of

#: Cases looked at by one round of statements.
BATCH = 500
TODAY, OVERDUE = "today", "overdue"
#: Steps after which somebody has to act; what follows when nobody does is an escalation.
PRESSING = (TODAY, OVERDUE)


@dataclass(frozen=True, slots=True)
class Plan:
    """Kế hoạch nhắc việc: the province's, or what a person made of it."""

    shares: tuple[float, ...]
    before: Limit
    every: Limit


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be said now: to whom, about which case, on which occasion of the plan."""

    case: Case
    official_id: int
    step: str
    occasion_at: datetime


def province_plan(on: date) -> Plan:
    """The plan of the rulebook on a day."""
    return Plan(
        shares_of(rules.rule("casework.reminder_shares", on).value),
        rules.limit("casework.reminder_before", on),
        rules.limit("casework.reminder_overdue_every", on),
    )


def plan_of(choice: ReminderChoice | None, province: Plan) -> Plan:
    """The plan for a person: nobody can switch off the day itself and what is overdue."""
    if choice is None:
        return province
    return Plan(
        province.shares if choice.shares else (),
        WorkingDays(choice.days_before) if choice.days_before else province.before,
        WorkingDays(choice.overdue_every) if choice.overdue_every else province.every,
    )


def latest_occasion(
    opened_at: datetime, due_at: datetime, plan: Plan, calendar: WorkCalendar, now: datetime
) -> tuple[str, datetime] | None:
    """The latest moment of the plan that has come by `now`, and which step it is; None before the first."""
    found = [(at, step) for step, at in _occasions(opened_at, due_at, plan, calendar, now) if at <= now]
    if not found:
        return None
    at, step = max(found)
    return step, at


def _occasions(
    opened_at: datetime, due_at: datetime, plan: Plan, calendar: WorkCalendar, now: datetime
) -> Iterable[tuple[str, datetime]]:
    if now >= due_at:
        last = _last_overdue(due_at, plan.every, calendar, now)
        if last is not None:
            yield OVERDUE, last
            return
    yield TODAY, _morning_of(due_at, calendar)
    yield "before", subtract(calendar, due_at, plan.before)
    whole = measure(calendar, opened_at, due_at) if due_at > opened_at else 0
    for share in plan.shares:
        if 0 < share < 1 and whole:
            yield f"share {share:g}", add(calendar, opened_at, WorkingHours(round(whole * share)))


def _morning_of(due_at: datetime, calendar: WorkCalendar) -> datetime:
    """The beginning of the day of the deadline, or of the last working day before it when that day is off."""
    on = due_at.astimezone(HANOI).date()
    if not calendar.is_working_day(on):
        on = subtract(calendar, datetime.combine(on, time(), HANOI), WorkingHours(1)).astimezone(HANOI).date()
    return datetime.combine(on, time(), HANOI)


def _last_overdue(due_at: datetime, every: Limit, calendar: WorkCalendar, now: datetime) -> datetime | None:
    """The latest of due + every, due + 2 × every … that has come."""
    step = measure(calendar, due_at, add(calendar, due_at, every))
    passed = measure(calendar, due_at, now)
    if step <= 0 or passed < step:
        return None
    return add(calendar, due_at, WorkingHours(passed // step * step))


def to_be_watched(after: int) -> list[Case]:
    """The next batch of cases whose clock runs towards a deadline, by id, each with `held_from`: since when the holder
    has had it. What is offered to somebody, reported, suspended or closed is nobody's to be reminded of."""
    held_from = Custody.objects.filter(case_id=OuterRef("pk"), to_at=None).order_by("-from_at").values("from_at")[:1]
    cases = Case.objects.filter(
        states.running(), due_at__isnull=False, transfer_agency_id=None, pk__gt=after
    )
    return list(cases.annotate(held_from=Subquery(held_from)).order_by("pk")[:BATCH])


def due_now(
    cases: Sequence[Case], choices: Mapping[int, ReminderChoice], province: Plan, now: datetime
) -> list[Due]:
    """What is to be said about these cases now; `choices` by official. Two statements, three with sealed cases."""
    on = people.local_date(now)
    told = _last_told(cases)
    listed = listed_of(cases)
    found = []
    for case in cases:
        official_id = case.holder_official_id or people.head_id_of(case.holder_agency_id, on)
        if official_id is None or case.due_at is None:
            continue
        if case.confidentiality == Confidentiality.SEALED and official_id not in listed.get(case.pk, ()):
            continue
        try:
            occasion = latest_occasion(
                case.opened_at, case.due_at, plan_of(choices.get(official_id), province),
                calendar_for(case), now,
            )  # fmt: skip
        except Refusal:
            continue  # beyond the years of the calendar: the nightly recheck reports such dates
        if occasion is None:
            continue
        step, at = occasion
        since: datetime = case.held_from  # type: ignore[attr-defined]  # annotated by to_be_watched
        last_occasion, last_at = told.get((case.pk, official_id), (None, None))
        is_new = at > since and (last_occasion is None or at > last_occasion)
        # One reminder of a case in a day; what came up meanwhile is said with the next.
        if is_new and (last_at is None or people.local_date(last_at) < on):
            found.append(Due(case, official_id, step, at))
    return found


def _last_told(cases: Sequence[Case]) -> dict[tuple[int, int], tuple[datetime, datetime]]:
    rows = (
        Reminder.objects.filter(case_id__in=[case.pk for case in cases])
        .values("case_id", "official_id").annotate(occasion=Max("occasion_at"), last=Max("at")).order_by()
    )  # fmt: skip
    return {(row["case_id"], row["official_id"]): (row["occasion"], row["last"]) for row in rows}


def listed_of(cases: Iterable[Case]) -> dict[int, set[int]]:
    """Access lists of the sealed ones among these cases. No statement when none is sealed."""
    sealed = [case.pk for case in cases if case.confidentiality == Confidentiality.SEALED]
    listed: dict[int, set[int]] = {}
    if sealed:
        for case_id, official_id in CaseAccess.objects.filter(case_id__in=sealed).values_list("case_id", "official_id"):
            listed.setdefault(case_id, set()).add(official_id)
    return listed


def choices_by_official() -> dict[int, ReminderChoice]:
    """What people chose, by official. One statement."""
    rows = ReminderChoice.objects.filter(account__official__isnull=False).select_related("account")
    return {row.account.official_id: row for row in rows if row.account.official_id is not None}


def choice_of(actor: Actor) -> ReminderChoice:
    """What the actor chose; the province's plan when nothing."""
    found = ReminderChoice.objects.filter(account_id=actor.account_id).first() if actor.account_id else None
    return found or ReminderChoice()


def _still_true(actor: Actor) -> QuerySet[Case]:
    """Visible cases of which a reminder of today may still speak: they run, and are not on their way to somebody."""
    return visible_to(actor).filter(states.running(), transfer_agency_id=None)


def reminders_of(actor: Actor, *, unseen: bool = True, size: int = 30) -> list[Reminder]:
    """Lời nhắc đang còn hiệu lực: the latest of each case the actor still has, newest first. What was closed,
    suspended, reported or handed on since is not among them."""
    if actor.official_id is None:
        return []
    rows = Reminder.objects.filter(official_id=actor.official_id, case__in=_still_true(actor))
    if unseen:
        rows = rows.filter(seen_at=None)
    rows = rows.filter(
        Q(case__holder_official_id=actor.official_id)
        | Q(case__holder_official_id=None, case__holder_agency_id__in=actor.agency_ids)
    )
    latest: dict[int, Reminder] = {}
    for row in rows.select_related("case").order_by("-at", "-pk")[: size * 4]:
        latest.setdefault(row.case_id, row)
    return list(latest.values())[:size]


def escalations_to(actor: Actor, *, size: int = 30) -> list[Escalation]:
    """Việc được báo lên tôi vì chưa xử lý: open cases the actor was told of, newest first, the last step of each."""
    if actor.official_id is None:
        return []
    rows = Escalation.objects.filter(official_id=actor.official_id, case__in=_still_open(actor))
    latest: dict[int, Escalation] = {}
    for row in rows.select_related("case").order_by("-at", "-pk")[: size * 4]:
        latest.setdefault(row.case_id, row)
    return list(latest.values())[:size]


def _still_open(actor: Actor) -> QuerySet[Case]:
    return visible_to(actor).filter(states.running())


def escalations_of(case: Case) -> list[Escalation]:
    """The steps of one case, oldest first."""
    return list(Escalation.objects.filter(case=case).order_by("at", "pk"))


def last_reminder_of(case: Case) -> Reminder | None:
    """The last reminder of one case, to whomever."""
    return Reminder.objects.filter(case=case).order_by("-at", "-pk").first()
