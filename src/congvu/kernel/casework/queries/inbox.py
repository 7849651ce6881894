"""Bàn làm việc: what waits for one person — held, offered, to decide, to verify, and what nobody has in hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db.models import Count, Exists, IntegerField, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from congvu.core.working_time import subtract
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import (
    Case,
    Custody,
    DeskHandover,
    Escalation,
    HandedOver,
    Notice,
    Reminder,
    Request,
)
from congvu.kernel.casework.policy import DECIDE, leads, people
from congvu.kernel.casework.policy.access import visible_own
from congvu.kernel.casework.queries import reminding
from congvu.kernel.casework.queries.cases import notices_of, visible_to
from congvu.kernel.casework.queries.clocks import limit_of, working_minutes_left
from congvu.kernel.casework.queries.handovers import waiting_for as handovers_waiting
from congvu.kernel.org import queries as org

OVERSEE = "casework.case.oversee"
LONGEST = 200


def held_by(actor: Actor, now: datetime) -> list[tuple[Case, int | None]]:
    """Việc tôi đang giữ, with the working minutes left (None: no deadline), the nearest deadline first.

    Without what one has offered to somebody and awaits the answer of; see `sent_by`.
    """
    rows = _mine(actor).filter(transfer_agency_id=None).order_by("due_at", "pk")
    found = [(case, working_minutes_left(case, now)) for case in rows[:LONGEST]]
    return sorted(found, key=lambda pair: (pair[1] is None, pair[1] or 0, pair[0].pk))


def _mine(actor: Actor) -> QuerySet[Case]:
    """Open cases whose named holder the actor is."""
    if actor.official_id is None:
        return Case.objects.none()
    return Case.objects.filter(visible_own(actor), closed_at=None, holder_official_id=actor.official_id)


def sent_by(actor: Actor) -> int:
    """How many cases the actor has offered to somebody who has not answered yet."""
    return _mine(actor).filter(transfer_agency_id__isnull=False).count()


def _led(actor: Actor) -> set[int]:
    """Agencies whose work the actor distributes, as `leads` judges them one by one."""
    return {agency_id for agency_id in (*actor.head_of, *actor.agency_ids) if leads(actor, agency_id)}


def offered_to(actor: Actor) -> list[Case]:
    """Việc đang chờ tôi, đơn vị tôi tiếp nhận, the one to be answered soonest first."""
    return list(_offered(visible_to(actor), actor)[:LONGEST])


def _offered(cases: QuerySet[Case], actor: Actor) -> QuerySet[Case]:
    mine = Q(pk__in=[])
    if actor.official_id is not None:
        mine |= Q(transfer_official_id=actor.official_id)
    if actor.agency_ids:
        mine |= Q(transfer_official_id=None, transfer_agency_id__in=actor.agency_ids)
    if led := _led(actor):
        mine |= Q(transfer_agency_id__in=led)
    return cases.filter(mine, closed_at=None).order_by("transfer_due_at", "pk")


def waiting_for_decision(actor: Actor) -> list[Request]:
    """Đề nghị chờ quyết định of the offices for which the actor decides, oldest first, each with its case."""
    rows = _requested(actor).filter(case__in=visible_to(actor))
    return list(rows.select_related("case").order_by("asked_at", "pk")[:LONGEST])


def _requested(actor: Actor) -> QuerySet[Request]:
    rows = Request.objects.filter(decision=Request.Decision.WAITING)
    scope = actor.scope_of(DECIDE)
    return rows if scope is None else rows.filter(case__issuing_agency_id__in=scope)


def asked_of(actor: Actor) -> list[kinds.Asked]:
    """What was asked of the actor by acts that are a kind's own (a consent of the competent leader), oldest first."""
    found = [one for kind in kinds.all_kinds() if kind.waiting_for is not None for one in kind.waiting_for(actor)]
    return sorted(found, key=lambda one: (one.at, one.case.pk))[:LONGEST]


def to_decide(actor: Actor) -> list[Case]:
    """Việc chờ tôi quyết định: the cases of both lists, what was asked first at the top."""
    asked = [(row.asked_at, row.case) for row in waiting_for_decision(actor)]
    asked += [(one.at, one.case) for one in asked_of(actor)]
    return [case for _at, case in sorted(asked, key=lambda pair: (pair[0], pair[1].pk))]


def to_verify(actor: Actor) -> list[Case]:
    """Việc đã báo cáo, chờ tôi xác nhận, the longest waiting first; never one's own work."""
    return list(_reported(visible_to(actor), actor)[:LONGEST])


def _reported(cases: QuerySet[Case], actor: Actor) -> QuerySet[Case]:
    where = Q(pk__in=[])
    for kind in kinds.all_kinds():
        if not kind.verification:
            continue
        move = kind.lifecycle.move(kind.verification)
        scope = actor.scope_of(move.permission)
        if scope is None:
            where |= Q(kind=kind.code, phase__in=move.sources)
        elif scope:
            where |= Q(kind=kind.code, phase__in=move.sources, issuing_agency_id__in=scope)
    rows = cases.filter(where, closed_at=None, stopped_at__isnull=False)
    if actor.official_id is not None:
        rows = rows.exclude(doer_official_id=actor.official_id)
    return rows.order_by("stopped_at", "pk")


def nameless_before(now: datetime, agency_id: int) -> datetime:
    """Since when a case without a named person has waited too long (rule casework.nameless_after)."""
    return subtract(org.calendar_of(agency_id), now, limit_of("casework.nameless_after", people.local_date(now)))


def _nameless(cases: QuerySet[Case], now: datetime, agency_ids: Iterable[int]) -> QuerySet[Case]:
    """Each unit's working time is counted in its own calendar."""
    by_calendar: dict[int | None, list[int]] = {}
    for agency_id in sorted(agency_ids):
        by_calendar.setdefault(org.calendar_id_of(agency_id), []).append(agency_id)
    waited = Q(pk__in=[])
    for units in by_calendar.values():
        since = Custody.objects.filter(to_at=None, from_at__lt=nameless_before(now, units[0]))
        waited |= Q(holder_agency_id__in=units, pk__in=since.values("case_id"))
    return _idle(cases).filter(waited).order_by("due_at", "pk")


def _idle(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.filter(closed_at=None, holder_official_id=None, transfer_agency_id=None, stopped_at=None)


def nameless_under(actor: Actor, now: datetime) -> list[Case]:
    """Việc chưa có người cụ thể: cases of the units the actor leads that nobody has had in hand for too long."""
    led = _led(actor)
    if not led:
        return []
    return list(_nameless(visible_to(actor), now, led)[:LONGEST])


def all_nameless(actor: Actor, now: datetime) -> QuerySet[Case]:
    """The same for who oversees: of every unit in his scope."""
    return _nameless(overseen_by(actor), now, org.organisation().agencies)


def overseen_by(actor: Actor) -> QuerySet[Case]:
    """Visible cases whose holder lies where the actor oversees."""
    scope = actor.scope_of(OVERSEE)
    cases = visible_to(actor)
    return cases if scope is None else cases.filter(holder_agency_id__in=scope)


def without_next_event(actor: Actor, now: datetime) -> QuerySet[Case]:
    """Việc không có mốc tiếp theo: open, and nothing is expected any more; must be empty. Work without a deadline
    whose day of review has passed hangs in silence as well."""
    silent = Q(next_event_at=None) | Q(next_event_at__lt=now, due_at=None, transfer_agency_id=None, stopped_at=None)
    return overseen_by(actor).filter(silent, closed_at=None).order_by("opened_at", "pk")


def transfers_waiting(actor: Actor) -> QuerySet[Case]:
    """Việc đang chuyển giao: offered and not answered yet, the soonest answer first."""
    return overseen_by(actor).filter(closed_at=None, transfer_agency_id__isnull=False).order_by("transfer_due_at", "pk")


@dataclass(frozen=True, slots=True)
class Desk:
    """Bàn làm việc: everything that waits for one person, each pile in its order; `sent`: see `sent_by`."""

    held: list[Case]
    sent: int
    offered: list[Case]
    verify: list[Case]
    nameless: list[Case]
    requests: list[Request]
    asked: list[kinds.Asked]
    notices: list[Notice]
    handovers: list[DeskHandover]
    reminders: list[Reminder]
    escalations: list[Escalation]


def desk_of(actor: Actor, now: datetime, *, notices: int) -> Desk:
    """The whole desk. One statement says which piles have anything; only those are fetched."""
    there = _piles_with_anything(actor)
    cases = _piles_of_cases(actor, now, [pile for pile in ("offered", "verify", "nameless") if there[pile]])
    return Desk(
        held=[case for case, _left in held_by(actor, now)],
        sent=there["sent"],
        offered=cases["offered"], verify=cases["verify"], nameless=cases["nameless"],
        requests=waiting_for_decision(actor) if there["requests"] else [],
        asked=asked_of(actor),
        notices=notices_of(actor, size=notices) if there["notices"] else [],
        handovers=handovers_waiting(actor) if there["handovers"] else [],
        reminders=reminding.reminders_of(actor) if there["reminders"] else [],
        escalations=reminding.escalations_to(actor) if there["escalations"] else [],
    )  # fmt: skip


def _piles_with_anything(actor: Actor) -> dict[str, int]:
    """By pile, whether there is anything in it for the actor, be it open to him or not; and what he sent. One
    statement, which looks at one row of each pile and asks no question of visibility."""
    me, everything = actor.official_id, Case.objects.order_by()
    sent = _mine(actor).filter(transfer_agency_id__isnull=False).order_by().values("closed_at")
    there: dict[str, Any] = {
        "offered": Exists(_offered(everything, actor)), "verify": Exists(_reported(everything, actor)),
        "nameless": Exists(_idle(everything).filter(holder_agency_id__in=_led(actor))),
        "requests": Exists(_requested(actor)),
        "notices": Exists(Notice.objects.filter(Q(official_id=me), read_at=None)),
        "handovers": Exists(HandedOver.objects.filter(Q(receiver_id=me), state=HandedOver.State.OFFERED)),
        "reminders": Exists(Reminder.objects.filter(Q(official_id=me), seen_at=None)),
        "escalations": Exists(Escalation.objects.filter(Q(official_id=me), case__closed_at=None)),
        "sent": Coalesce(Subquery(sent.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0),
    }  # fmt: skip
    found: dict[str, int] = Account.objects.filter(Q(pk=actor.account_id)).order_by().values(**there).get()  # type: ignore[assignment]
    return found


def _piles_of_cases(actor: Actor, now: datetime, piles: Sequence[str]) -> dict[str, list[Case]]:
    """These piles, each in its order, by one statement. The others are empty."""
    ways: dict[str, Callable[[], QuerySet[Case]]] = {
        "offered": lambda: _offered(visible_to(actor), actor), "verify": lambda: _reported(visible_to(actor), actor),
        "nameless": lambda: _nameless(visible_to(actor), now, _led(actor)),
    }  # fmt: skip
    found: dict[str, list[Case]] = {pile: [] for pile in ways}
    parts = [
        Case.objects.filter(pk__in=ways[pile]()[:LONGEST].values("pk")).annotate(pile=Value(pile)) for pile in piles
    ]
    for case in parts[0].union(*parts[1:], all=True) if parts else ():
        found[case.pile].append(case)
    orders = {"offered": "transfer_due_at", "verify": "stopped_at", "nameless": "due_at"}
    for pile, rows in found.items():
        rows.sort(key=_sooner(attrgetter(orders[pile])))
    return found


def _sooner(moment: Callable[[Case], datetime | None]) -> Callable[[Case], tuple[bool, float, int]]:
    """The order by a moment; cases without one come last."""

    def key(case: Case) -> tuple[bool, float, int]:
        at = moment(case)
        return at is None, at.timestamp() if at is not None else 0.0, case.pk

    return key
