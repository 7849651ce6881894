"""Hẹn trả. When the result is promised: from which moment the limit runs, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from congvu.core.working_time import (
    HANOI,
    Finish,
    ReceptionRule,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    add,
    read_limit,
)
from congvu.domain.onestop.policy.plans import Plan, Stop


@dataclass(frozen=True, slots=True)
class Promise:
    """Lời hẹn. `limit` is the limit code the clock starts with; `due` empty where a procedure has no limit."""

    limit: str
    due: datetime | None


def same_day_until(at: datetime, calendar: WorkCalendar, cut_off: time) -> str:
    """The limit code of a result promised for the day from which it counts: the same day, or the next working day
    after the cut-off and when nobody receives any more (a day with a morning only)."""
    due = add(calendar, at, WorkingDays(0, Finish.CLOSE), ReceptionRule(cutoff=cut_off))
    return f"until {due.astimezone(HANOI).date().isoformat()}"


def promise_of(plan: Plan, calendar: WorkCalendar, at: datetime, cut_off: time, stage: int = 1) -> Promise:
    """What is promised for a dossier whose papers are complete at `at`."""
    code = plan.limit_of_stage(stage)
    if plan.same_day and stage == 1:
        code = same_day_until(at, calendar, cut_off)
    if not code:
        return Promise("", None)
    return Promise(code, add(calendar, at, read_limit(code)))


def stop_due(
    plan: Plan, stop: Stop, calendar: WorkCalendar, at: datetime, group_due: datetime | None
) -> datetime | None:
    """When a stop's time runs out that is entered at `at`; a group keeps the due moment of its first stop."""
    if not stop.counted:
        return None
    if stop.group:
        return group_due or add(calendar, at, WorkingHours(plan.groups[stop.group] * 60))
    return add(calendar, at, WorkingHours(stop.minutes * 60)) if stop.minutes else None
