"""Trang đầu: the latest draws and visits open to the actor.

A draw is published with its listing and commitments, so its name is open; a visit is a case and open to those who may
see it. Nothing here counts what is still sealed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from congvu.domain.inspections.models import Round, Visit
from congvu.domain.inspections.policy.language import shown_language
from congvu.domain.inspections.policy.visits import CANCELLED, KIND
from congvu.domain.inspections.queries.draws import state_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries import visible_to

READ = "inspections.plan.read"
#: How the phases of a visit are marked: tone and icon.
MARKS = {
    "noticed": ("info", "calendar-event"), "on_site": ("wait", "map-pin"), "minutes_signed": ("wait", "writing"),
    "reported": ("wait", "rubber-stamp"), "concluded": ("info", "checks"), "closed": ("ok", "check"),
    CANCELLED: ("neutral", "ban"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit as listed: its phase in words with a mark, its clock, and where its case is shown."""

    visit: Visit
    phase: str
    tone: str
    icon: str
    url: str
    now: datetime

    @property
    def pk(self) -> int:
        return int(self.visit.pk)

    @property
    def case(self) -> Case:
        return self.visit.case

    @property
    def visit_on(self) -> date:
        return self.visit.visit_on

    @property
    def unit_name(self) -> str:
        return self.visit.unit_name

    @property
    def is_late(self) -> bool:
        """Whether the time of the phase it is in has passed; for one that stands or has ended, whether it had then."""
        due, at = self.case.due_at, self.case.stopped_at or self.case.closed_at or self.now
        return due is not None and at > due


def draws_for(actor: Actor, now: datetime, most: int = 5) -> list[tuple[Round, str]]:
    """The latest draws, each with where it stands."""
    if not actor.may(READ):
        return []
    return [(one, state_of(one, now)) for one in Round.objects.select_related("agency")[:most]]


def _visits(actor: Actor) -> QuerySet[Visit]:
    rows = Visit.objects.filter(case__in=visible_to(actor)).select_related("case", "team")
    return rows.order_by("-visit_on", "-pk")


def visit_rows(actor: Actor, now: datetime, most: int | None = None) -> list[VisitRow]:
    """The visits the actor may see, the latest first."""
    lifecycle = kinds.get(KIND).lifecycle
    return [
        VisitRow(one, lifecycle.phase(one.case.phase).label(shown_language()), *MARKS[one.case.phase],
                 kinds.case_href(one.case.code), now)
        for one in _visits(actor)[:most]
    ]  # fmt: skip
