"""Tình trạng từng mục: derived from consents and custody as of a moment, never typed by anybody.

The month's state is the state at the end of the month: what was submitted by then, what was consented to by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.domain.programme.models import Consent, Item
from congvu.kernel.casework.models import Case, Custody
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import close_of
from congvu.kernel.org import queries as org

#: code → (label, tone, icon), in the order of the screens.
STATES: dict[str, tuple[str | Promise, str, str]] = {
    "registered": (_("Registered, not admitted yet"), "wait", "clipboard-list"),
    "running": (_("Under way"), "info", "progress"),
    "moved": (_("Moved, under way"), "soon", "calendar-time"),
    "late": (_("Not submitted, late"), "late", "alert-triangle"),
    "done": (_("Done on time"), "ok", "circle-check"),
    "done_late": (_("Done late"), "late", "circle-check"),
    "stopped": (_("Stopped"), "neutral", "player-stop"),
    "declined": (_("Not taken in"), "neutral", "ban"),
}
#: States of items that are, or were, in the programme.
ADMITTED = ("running", "moved", "late", "done", "done_late", "stopped")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one item stands at a moment. `moved` also tells of done items whose date was moved before."""

    state: str
    due_at: datetime | None = None
    baseline_at: datetime | None = None
    submitted_at: datetime | None = None
    moved: bool = False

    @property
    def due_on(self) -> date | None:
        return people.local_date(self.due_at) if self.due_at is not None else None

    @property
    def kept_baseline(self) -> bool:
        """Whether it was submitted by its baseline."""
        if self.submitted_at is None or self.baseline_at is None:
            return False
        return self.submitted_at <= self.baseline_at

    @property
    def label(self) -> str | Promise:
        return STATES[self.state][0]


def standings(items: Sequence[Item], at: datetime) -> dict[int, Standing]:
    """The standing of every item that was registered by then, by its id. Two statements."""
    known = [item for item in items if item.registered_at <= at]
    moves = _moves(known, at)
    handed = _handed_in([item.case for item in known], at)
    return {item.pk: _standing(item, moves.get(item.pk), handed.get(item.case_id), at) for item in known}


def _moves(items: Sequence[Item], at: datetime) -> dict[int, date]:
    """The last day consented to by then, for items that were moved."""
    found: dict[int, date] = {}
    rows = Consent.objects.filter(
        item__in=[item.pk for item in items], kind=Consent.Kind.MOVE, decision=Consent.Decision.GRANTED,
        decided_at__lte=at,
    ).order_by("decided_at", "pk").values_list("item_id", "new_on", "decided_at")  # fmt: skip
    for item_id, new_on, decided_at in rows:
        if new_on is not None and decided_at is not None:
            found[item_id] = max(new_on, people.local_date(decided_at))
    return found


def _handed_in(cases: Iterable[Case], at: datetime) -> dict[int, datetime]:
    """When each case that lay submitted (or was finished) at that moment had been handed in."""
    rows = Custody.objects.filter(
        case__in=[case.pk for case in cases], from_at__lte=at,
        state__in=[Custody.State.STOPPED, Custody.State.CLOSED],
    ).order_by("from_at", "line_seq").values_list("case_id", "state", "from_at", "to_at")  # fmt: skip
    since: dict[int, datetime] = {}
    ended: set[int] = set()
    for case_id, state, from_at, to_at in rows:
        if state == Custody.State.STOPPED:
            since[case_id] = from_at
        if to_at is None or to_at > at:
            ended.add(case_id)
    return {case_id: moment for case_id, moment in since.items() if case_id in ended}


def _standing(item: Item, moved_to: date | None, submitted_at: datetime | None, at: datetime) -> Standing:
    case = item.case
    admitted = item.admitted_at is not None and item.admitted_at <= at
    if case.closed_at is not None and case.closed_at <= at and case.outcome == "withdrawn":
        return Standing("stopped" if admitted else "declined", case.due_at, case.first_due_at, moved=bool(moved_to))
    if not admitted:
        return Standing("registered")
    due = case.first_due_at
    if moved_to is not None:
        due = close_of(org.calendar_of(case.accountable_agency_id), moved_to)
    assert due is not None
    moved = moved_to is not None
    if submitted_at is not None:
        state = "done" if submitted_at <= due else "done_late"
    elif at > due:
        state = "late"
    else:
        state = "moved" if moved else "running"
    return Standing(state, due, case.first_due_at, submitted_at, moved)
