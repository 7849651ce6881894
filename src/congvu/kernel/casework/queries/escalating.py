"""Báo vượt cấp: which cases nobody acts on although they were reminded of, and who is told next.

The ladder stands in the rulebook: casework.escalate_to_head_after, casework.escalate_above_after. It begins with the
first pressing reminder or urging since somebody last acted on the case, and begins anew when somebody acts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from congvu.core.working_time import Limit, add
from congvu.kernel.casework.models import Case, Confidentiality, Escalation, Reminder, Urging
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import limit_of
from congvu.kernel.casework.queries.reminding import BATCH, PRESSING, listed_of
from congvu.kernel.casework.queries.states import running
from congvu.kernel.journal import queries as journal
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Portfolio
from congvu.kernel.org.queries.portfolios import leader_for, portfolios_on

#: Lines of the journal by which nobody moves the work: being urged, told of, looked at by others.
PASSIVE = (
    "case.urged", "case.escalated", "clock.recomputed", "case.noted", "case.linked", "case.restricted",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """Bước báo cáo tiếp theo of a case: to whom, at which level, and since when nothing was done."""

    case: Case
    level: int
    official_id: int
    since_at: datetime


def stuck(after: int, now: datetime) -> list[Case]:
    """The next batch of running cases that were pressed for, by id: reminded of on or after the day of the deadline,
    or urged."""
    reminded = Reminder.objects.filter(step__in=PRESSING).values("case_id")
    pressed = Q(due_at__lt=now, pk__in=reminded) | Q(pk__in=Urging.objects.values("case_id"))
    cases = Case.objects.filter(running(), pressed, transfer_agency_id=None, pk__gt=after)
    return list(cases.order_by("pk")[:BATCH])


def steps_now(cases: Sequence[Case], now: datetime) -> list[Step]:
    """The next step of those whose time has come. Five statements, six with sealed cases."""
    ids = [case.pk for case in cases]
    acted = journal.latest_of([case.stream for case in cases], without=PASSIVE)
    pressed = _by_case(Reminder.objects.filter(case_id__in=ids, step__in=PRESSING).values_list("case_id", "at"))
    for case_id, moments in _by_case(Urging.objects.filter(case_id__in=ids).values_list("case_id", "at")).items():
        pressed.setdefault(case_id, []).extend(moments)
    told: dict[int, list[tuple[int, datetime]]] = {}
    for case_id, level, at in Escalation.objects.filter(case_id__in=ids).values_list("case_id", "level", "at"):
        told.setdefault(case_id, []).append((level, at))
    listed, on = listed_of(cases), people.local_date(now)
    waits = {
        Escalation.Level.HEAD: limit_of("casework.escalate_to_head_after", on),
        Escalation.Level.ABOVE: limit_of("casework.escalate_above_after", on),
    }
    charged = portfolios_on(on)
    found = []
    for case in cases:
        last = acted.get(case.stream, case.opened_at)
        since = min((at for at in pressed.get(case.pk, ()) if at > last), default=None)
        if since is None:
            continue
        before = [(level, at) for level, at in told.get(case.pk, ()) if at > last]
        step = _next_step(case, since, before, waits, listed.get(case.pk, set()), now, on, charged)
        if step is not None:
            found.append(step)
    return found


def _by_case(rows: Iterable[tuple[int, datetime]]) -> dict[int, list[datetime]]:
    found: dict[int, list[datetime]] = {}
    for case_id, at in rows:
        found.setdefault(case_id, []).append(at)
    return found


def _next_step(
    case: Case, since: datetime, before: list[tuple[int, datetime]], waits: dict[Escalation.Level, Limit],
    listed: set[int], now: datetime, on: date, charged: Sequence[Portfolio],
) -> Step | None:
    """The lowest level not told yet whose time has come; a level without anybody to tell is passed over at once."""
    calendar = org.calendar_of(case.holder_agency_id)
    done = {level for level, _at in before}
    from_at = max((at for _level, at in before), default=since)
    for level in Escalation.Level:
        if level in done:
            continue
        official_id = _whom(case, level, on, charged)
        told = _told_before(case, done, on, charged)
        if official_id is None or official_id == case.holder_official_id or official_id in told:
            continue
        if case.confidentiality == Confidentiality.SEALED and official_id not in listed:
            continue
        return Step(case, level, official_id, since) if add(calendar, from_at, waits[level]) <= now else None
    return None


def _whom(case: Case, level: int, on: date, charged: Sequence[Portfolio]) -> int | None:
    """The head of the unit; above it the leader in charge of that unit, else the head of the office that ordered."""
    if level == Escalation.Level.ABOVE:
        leader = leader_for(case.issuing_agency_id, on, unit_id=case.accountable_agency_id, known=charged)
        if leader is not None:
            return leader.official.pk
    agency_id = case.holder_agency_id if level == Escalation.Level.HEAD else case.issuing_agency_id
    head = people.head_id_of(agency_id, on)
    if head is None and level == Escalation.Level.HEAD:
        return people.head_id_of(case.accountable_agency_id, on)
    return head


def _told_before(case: Case, levels: set[int], on: date, charged: Sequence[Portfolio]) -> set[int | None]:
    return {_whom(case, level, on, charged) for level in levels}
