"""What every act after a visit begins and ends with: the visit's case under lock, its journal line, who is let in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.refusals import MoveRefused, NotFound
from congvu.domain.inspections.models import Visit
from congvu.domain.inspections.policy.after import VISIT
from congvu.domain.inspections.policy.language import shown_language
from congvu.domain.inspections.queries.on_site import inspectors_of, require_head, require_member
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, commit, locked
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import in_name_of, people


@dataclass(slots=True)
class At:
    """An act under way: who acts (in whose name), the visit with its case under lock, the day."""

    actor: Actor
    who: Actor
    visit: Visit
    case: Case
    on: date
    now: datetime
    behalf: int | None = None

    def write(
        self, verb: str, values: dict[str, Any] | None = None, clock: tuple[ClockDraft, ...] = (), **body: Any
    ) -> None:
        """The journal line of the act on the visit's case."""
        change = Change(self.case, verb, dict(values or {}), clock=clock, body=body)
        commit([change], actor=self.actor, now=self.now, behalf=behalf_name(self.behalf))

    def member(self) -> None:
        """NotAllowed unless the actor inspects in this visit."""
        require_member(self.who, self.visit, self.on)

    def head(self) -> None:
        """NotAllowed unless the actor heads the team, is a deputy head or its secretary."""
        require_head(self.who, self.visit, self.on)


def start(
    actor: Actor, visit_id: int, now: datetime, phases: Iterable[str] = (), expected_seq: int | None = None,
    behalf: int | None = None,
) -> At:  # fmt: skip
    """The visit for an act of somebody who sees its case; MoveRefused outside the phases (none named: any)."""
    on = people.local_date(now)
    who = in_name_of(actor, behalf, on)
    case = locked(who, visit_id, expected_seq)
    visit = Visit.objects.select_related("case", "unit", "team", "checklist").filter(pk=case.pk).first()
    if visit is None:
        raise NotFound(_("There is no such visit, or it is not open to you."))
    visit.case = case
    allowed = tuple(phases)
    if allowed and case.phase not in allowed:
        shown = kinds.get(VISIT).lifecycle.phase(case.phase)
        raise MoveRefused(
            _("This is not possible while the visit is “%(phase)s”.") % {"phase": shown.label(shown_language())},
            hint=_("Look at the visit again: somebody may have acted on it."),
        )
    return At(actor, who, visit, case, on, now, behalf)


def team_ids(visit: Visit, on: date) -> list[int | None]:
    """The inspectors of the visit and who ordered it."""
    ordered = visit.team.ordered_by_id if visit.team is not None else None
    return [*(one.official_id for one in inspectors_of(visit, on)), ordered]
