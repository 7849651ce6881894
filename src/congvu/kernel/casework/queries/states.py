"""Trạng thái theo dõi. The words in which an office speaks of its work, as conditions over cases of every kind.

The states are those of QĐ 42/2014/QĐ-TTg and the provincial regulations modelled on it. `main_state` names the one a
list shows; the others (returned, extended …) stand beside it. Conditions and `main_state` agree, and a test says so.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.core.lifecycle import ClockMode
from congvu.core.working_time import WorkingDays, add
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case, ClockEvent, Request
from congvu.kernel.org import queries as org

WITHDRAWN = "withdrawn"
#: What `Case.asking` says while a leader's consent is waited for that the kind asks in its own way.
CONSENT = "consent"
#: How near a deadline counts as near: the same two working days as the mark on screen.
SOON = WorkingDays(days=2)

#: (label, tone) of every state one may filter by, in the order of the screens.
STATES: dict[str, tuple[str | Promise, str]] = {
    "not_started": (_("Not started"), "wait"),
    "in_time": (_("In progress, in time"), "info"),
    "due_soon": (_("In progress, due soon"), "soon"),
    "overdue": (_("Past due"), "late"),
    "waiting": (_("Reported, waiting for verification"), "wait"),
    "done_in_time": (_("Completed in time"), "ok"),
    "done_late": (_("Completed late"), "late"),
    "returned": (_("Returned"), "soon"),
    "asking_extension": (_("Extension asked for"), "wait"),
    "extended": (_("Extended"), "info"),
    "extension_refused": (_("Extension refused"), "soon"),
    "asking_reassignment": (_("Re-assignment proposed"), "wait"),
    "asking_consent": (_("Consent to a change asked for"), "wait"),
    "suspended": (_("Suspended"), "paused"),
    "withdrawn": (_("Withdrawn"), "neutral"),
}


def soon_until(now: datetime) -> datetime:
    """Until when a deadline counts as near, in the calendar of the province."""
    root = next(iter(org.organisation().units[None]), None)
    return add(org.calendar_of(root.pk), now, SOON) if root is not None else now


def _initial() -> Q:
    """Cases nobody has taken up: in the first phase of a kind whose cases are done by somebody."""
    found = Q(pk__in=[])
    for kind in kinds.all_kinds():
        if not kind.umbrella:
            found |= Q(kind=kind.code, phase=kind.lifecycle.initial)
    return found


def _suspended() -> Q:
    found = Q(pk__in=[])
    for kind in kinds.all_kinds():
        phases = [phase.code for phase in kind.lifecycle.phases if phase.clock is ClockMode.PAUSED]
        if phases:
            found |= Q(kind=kind.code, phase__in=phases)
    return found & Q(closed_at=None, stopped_at=None)


def running() -> Q:
    """Work somebody still has to do and whose clock runs: open, not reported, not suspended, no umbrella."""
    found = RUNNING & ~_suspended()
    umbrellas = [kind.code for kind in kinds.all_kinds() if kind.umbrella]
    return found & ~Q(kind__in=umbrellas) if umbrellas else found


OPEN = Q(closed_at=None)
#: Somebody still has to do the work.
RUNNING = OPEN & Q(stopped_at=None)
DONE = Q(closed_at__isnull=False) & ~Q(outcome=WITHDRAWN)
#: More time was granted. A date that moved because the clock stood, or because a day off was announced, is no
#: extension.
EXTENDED = Exists(ClockEvent.objects.filter(case=OuterRef("pk"), kind="extend"))
DONE_LATE = DONE & Q(due_at__isnull=False, stopped_at__gt=F("due_at"))


def overdue(now: datetime) -> Q:
    """The one definition of late for open work: the due moment has passed and nothing was reported, or it was
    reported after it and waits for verification. Suspended work is not late."""
    not_reported = RUNNING & ~_suspended() & Q(due_at__lt=now)
    reported_late = OPEN & Q(stopped_at__gt=F("due_at"))
    return not_reported | reported_late


def condition(state: str, now: datetime) -> Q:
    """The cases in a state of `STATES` at a moment. KeyError for another code."""
    running = RUNNING & ~_suspended()
    latest = Request.objects.filter(case=OuterRef("pk"), kind=Request.Kind.EXTENSION).order_by("-pk")
    conditions: dict[str, Callable[[], Q]] = {
        "not_started": lambda: running & _initial(),
        "in_time": lambda: running & ~_initial() & (Q(due_at=None) | Q(due_at__gt=soon_until(now))),
        "due_soon": lambda: running & ~_initial() & Q(due_at__gte=now, due_at__lte=soon_until(now)),
        "overdue": lambda: overdue(now),
        "waiting": lambda: OPEN & Q(stopped_at__isnull=False),
        "done_in_time": lambda: DONE & (Q(due_at=None) | Q(stopped_at=None) | Q(stopped_at__lte=F("due_at"))),
        "done_late": lambda: DONE_LATE,
        "returned": lambda: RUNNING & Q(times_returned__gt=0),
        "asking_extension": lambda: OPEN & Q(asking=Request.Kind.EXTENSION),
        "extended": lambda: Q(EXTENDED),
        "extension_refused": lambda: OPEN & Q(
            Exists(latest.filter(decision=Request.Decision.REFUSED))
        ),
        "asking_reassignment": lambda: OPEN & Q(asking=Request.Kind.REASSIGNMENT),
        "asking_consent": lambda: OPEN & Q(asking=CONSENT),
        "suspended": _suspended,
        "withdrawn": lambda: Q(closed_at__isnull=False, outcome=WITHDRAWN),
    }  # fmt: skip
    return conditions[state]()


def main_state(case: Case, now: datetime, soon: datetime) -> str:
    """The one state a list shows; `soon` is `soon_until(now)`. No statement."""
    if case.closed_at is not None:
        if case.outcome == WITHDRAWN:
            return "withdrawn"
        late = case.due_at is not None and case.stopped_at is not None and case.stopped_at > case.due_at
        return "done_late" if late else "done_in_time"
    if case.stopped_at is not None:
        return "waiting"
    lifecycle = kinds.get(case.kind).lifecycle
    if lifecycle.phase(case.phase).clock is ClockMode.PAUSED:
        return "suspended"
    if case.asking:
        return f"asking_{case.asking}"
    if case.due_at is not None and case.due_at < now:
        return "overdue"
    if case.phase == lifecycle.initial and not kinds.get(case.kind).umbrella:
        return "not_started"
    if case.times_returned:
        return "returned"
    return "due_soon" if case.due_at is not None and case.due_at <= soon else "in_time"


def phase_runs(case: Case) -> bool:
    """Whether the clock runs in the phase the case is in, as the kind's table has it."""
    return kinds.get(case.kind).lifecycle.phase(case.phase).clock is ClockMode.RUNNING


def clock_state(case: Case) -> str:
    """How the clock stands, in the words of the due mark: running, paused, stopped, none."""
    if case.due_at is None:
        return "none"
    if case.stopped_at is not None or case.closed_at is not None:
        return "stopped"
    mode = kinds.get(case.kind).lifecycle.phase(case.phase).clock
    return "paused" if mode is ClockMode.PAUSED else "running"
