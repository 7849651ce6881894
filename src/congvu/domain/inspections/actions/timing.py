"""Thời hạn của cuộc kiểm tra: a due moment of its own for each step, so that being late shows wherever work is listed.

What is promised first is the day of the conclusion, reckoned from the day of the visit; then each step has its own
time: going there on the day, leaving, the report after the end on site, the conclusion after the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from congvu.core.working_time import HANOI, FixedDate, add
from congvu.kernel.casework.actions import ClockDraft
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

ANNOUNCED, UNANNOUNCED = "inspections.on_site_within", "inspections.on_site_unannounced_within"
REPORT, CONCLUDE = "inspections.report_within", "inspections.conclusion_within"


def begin_clock(case: Case, visit_on: date, *, at_door: bool, now: datetime) -> tuple[ClockDraft, ...]:
    """The clock of a visit that begins with this act: what is promised first, and the time of its first step.

    Fills the due columns of the case, which is not saved yet.
    """
    on_site = UNANNOUNCED if at_door else ANNOUNCED
    promised = _promised(case.accountable_agency_id, visit_on, on_site, people.local_date(now))
    calendar = org.calendar_of(case.accountable_agency_id)
    case.first_due_at = clocks.close_of(calendar, promised)
    rule = rules.rule(CONCLUDE, people.local_date(now))
    case.due_basis = {"limit": FixedDate(promised).code, "words": rule.label, "source": rule.source}
    start = ClockDraft("start", now, limit=FixedDate(promised).code, fixed_at=case.first_due_at, rule=CONCLUDE)
    if at_door:
        step = ClockDraft("next_phase", now, limit=rules.limit(UNANNOUNCED, people.local_date(now)).code,
                          rule=UNANNOUNCED)  # fmt: skip
    else:
        step = ClockDraft("next_phase", now, limit=FixedDate(visit_on).code, rule="inspections.visit_day")
    drafts = (start, step)
    case.due_at = case.next_event_at = clocks.reckoned_due(case, drafts)
    return drafts


def _promised(agency_id: int, visit_on: date, on_site: str, on: date) -> date:
    calendar = org.calendar_of(agency_id)
    at = datetime.combine(visit_on, time(0), HANOI)
    for code in (on_site, REPORT, CONCLUDE):
        at = add(calendar, at, rules.limit(code, on))
    return people.local_date(at)


def next_step(case: Case, rule: str, since: datetime) -> tuple[dict[str, Any], tuple[ClockDraft, ...]]:
    """The time of the next step by its rule, counted from a moment: values for the case, and the clock event.

    A visit that was opened without a clock keeps its next event alone.
    """
    if case.first_due_at is None:
        return {"next_event_at": clocks.due_after(case, rule, since, agency_id=case.issuing_agency_id)}, ()
    events = clocks.events_of(case)
    at = max([since, *(row.at for row in events)])
    limit = rules.limit(rule, people.local_date(at)).code
    return _due(case, events, ClockDraft("next_phase", at, limit=limit, rule=rule))


def another_day(case: Case, day: date, ground: str, now: datetime) -> tuple[dict[str, Any], tuple[ClockDraft, ...]]:
    """The time of a visit put off to a later day."""
    ends = clocks.close_of(clocks.calendar_for(case), day)
    if case.first_due_at is None:
        return {"next_event_at": ends, "due_basis": {**case.due_basis, "review_at": ends.isoformat()}}, ()
    return _due(case, clocks.events_of(case), ClockDraft("extend", now, fixed_at=ends, ground=ground))


def _due(case: Case, events: Sequence[Any], draft: ClockDraft) -> tuple[dict[str, Any], tuple[ClockDraft, ...]]:
    due = clocks.reckoned_due(case, [*events, draft])
    return {"due_at": due, "next_event_at": due}, (draft,)
