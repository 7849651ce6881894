"""What every act on a file or a review begins and ends with: who may, the case under lock, the line that is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed
from congvu.core.working_time import Limit
from congvu.domain.conduct.models import Discipline
from congvu.domain.conduct.policy.codes import DISCIPLINE
from congvu.domain.conduct.queries import files
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions import Change, ClockDraft, commit
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.steps import begin
from congvu.kernel.casework.models import Case, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks, get_for


@dataclass(slots=True)
class At:
    """An act under way: who acts (in whose name), the case under lock, its file, the day."""

    actor: Actor
    who: Actor
    case: Case
    file: Discipline
    on: date
    now: datetime
    behalf: int | None

    def write(
        self, verb: str, values: dict[str, Any] | None = None, clock: tuple[ClockDraft, ...] = (), **body: Any
    ) -> Case:
        """The one journal line of the act, with what it changes."""
        change = Change(self.case, verb, dict(values or {}), clock=clock, body=body)
        commit([change], actor=self.actor, now=self.now, behalf=behalf_name(self.behalf))
        return self.case


def start(
    actor: Actor, case_id: int, now: datetime, expected_seq: int | None = None, behalf: int | None = None, *,
    move: str = "", act: str = "", permission: str = files.HANDLE,
) -> At:
    """The file under lock for somebody who handles or decides it; never the person it is about.

    Handling is asked for in the agency that handles, deciding in the one that decides.
    """
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=DISCIPLINE, move=move, act=act)
    file = files.file_of(case)
    if file.official_id in (who.official_id, actor.official_id):
        raise NotAllowed(_("Nobody handles or decides his own file."))
    where = case.issuing_agency_id if permission == files.DECIDE else case.accountable_agency_id
    require(who, permission, where)
    return At(actor, who, case, file, people.local_date(now), now, behalf)


def start_own(
    actor: Actor, case_id: int, now: datetime, expected_seq: int | None = None, *, move: str = "", act: str = ""
) -> At:
    """The file under lock for the person it is about."""
    who, case = begin(actor, case_id, now, expected_seq, None, kind=DISCIPLINE, move=move, act=act)
    file = files.file_of(case)
    if who.official_id is None or file.official_id != who.official_id:
        raise NotAllowed(_("Only the person this file is about may do this."))
    return At(actor, who, case, file, people.local_date(now), now, None)


def next_limit(case: Case, limit: Limit, rule: str, now: datetime) -> tuple[dict[str, Any], tuple[ClockDraft, ...]]:
    """The clock goes on to its next time, on the agency's own account: what the case says then, and the event."""
    draft = ClockDraft("next_phase", now, limit=limit.code, rule=rule)
    due = clocks.reckoned_due(case, [*clocks.events_of(case), draft])
    return {"due_at": due, "next_event_at": due, "whose_clock": Whose.AGENCY}, (draft,)


def not_in_the_future(on: date, today: date, field: str) -> None:
    """Invalid for a day that has not come."""
    if on > today:
        raise Invalid(_("This day has not come yet."), field=field)


def cause_of(actor: Actor, code: str) -> Case | None:
    """The case of this code that the actor may see; None for none."""
    return get_for(actor, code.strip().upper()) if code.strip() else None
