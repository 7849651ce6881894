"""Bản tin sáng: what a person has to know when the day begins. The same for the screen and for the e-mail."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from congvu.core.working_time import HANOI, WorkingHours, subtract
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, Custody, Escalation, Reminder, Urging
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import inbox, states
from congvu.kernel.casework.queries.reminding import escalations_to, reminders_of
from congvu.kernel.org import queries as org


@dataclass(slots=True)
class Digest:
    """Bản tin. Lists of cases by when they are due; every case stands in one of late, today, soon, later, undated."""

    on: date
    late: list[Case] = field(default_factory=list)
    today: list[Case] = field(default_factory=list)
    soon: list[Case] = field(default_factory=list)
    later: list[Case] = field(default_factory=list)
    undated: list[Case] = field(default_factory=list)
    new: set[int] = field(default_factory=set)
    urged: dict[int, datetime] = field(default_factory=dict)
    offered: list[Case] = field(default_factory=list)
    verify: list[Case] = field(default_factory=list)
    decide: list[Case] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)
    escalated: list[Escalation] = field(default_factory=list)

    @property
    def held(self) -> int:
        """How many cases the person holds and still has to do."""
        return sum(len(part) for part in (self.late, self.today, self.soon, self.later, self.undated))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say: a mail that says nothing is not sent."""
        return not (self.held or self.offered or self.verify or self.decide or self.escalated)


def calendar_official(official_id: int | None, on: date) -> int | None:
    """The agency whose calendar a person works by: that of the first post; None for nobody in service."""
    if official_id is None:
        return None
    posts = org.appointments_of(official_id, on)
    return posts[0].post.agency_id if posts else None


def digest_of(actor: Actor, now: datetime) -> Digest:
    """The digest of a person as of a moment. As many statements for one case as for two hundred."""
    found = Digest(people.local_date(now))
    soon = states.soon_until(now)
    held = [case for case, _left in inbox.held_by(actor, now) if states.clock_state(case) in ("running", "none")]
    held = [case for case in held if case.stopped_at is None]
    for case in held:
        _part_of(found, case, now, soon).append(case)
    ids = [case.pk for case in held]
    since = _yesterday(actor, now)
    found.new = set(
        Custody.objects.filter(case_id__in=ids, to_at=None, from_at__gte=since).values_list("case_id", flat=True)
    )
    for case_id, at in Urging.objects.filter(case_id__in=ids).order_by("at").values_list("case_id", "at"):
        found.urged[case_id] = at
    found.offered, found.verify = inbox.offered_to(actor), inbox.to_verify(actor)
    found.decide = inbox.to_decide(actor)
    found.reminders, found.escalated = reminders_of(actor), escalations_to(actor)
    return found


def _part_of(found: Digest, case: Case, now: datetime, soon: datetime) -> list[Case]:
    if case.due_at is None:
        return found.undated
    if case.due_at < now:
        return found.late
    if people.local_date(case.due_at) == found.on:
        return found.today
    return found.soon if case.due_at <= soon else found.later


def _yesterday(actor: Actor, now: datetime) -> datetime:
    """The beginning of the last working day before today, in the person's calendar."""
    morning = datetime.combine(people.local_date(now), time(), HANOI)
    agency_id = calendar_official(actor.official_id, people.local_date(now))
    if agency_id is None:
        return morning
    last = subtract(org.calendar_of(agency_id), morning, WorkingHours(1))
    return datetime.combine(people.local_date(last), time(), HANOI)
