"""What is to be done, what failed, and when things come round again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils.functional import Promise

from congvu.core.refusals import NotFound
from congvu.kernel.jobs import policy
from congvu.kernel.jobs.models import PENDING, Job, Schedule, State
from congvu.kernel.jobs.queue import kinds, schedules
from congvu.kernel.ui.access import Visitor


@dataclass(frozen=True)
class ScheduleRow:
    """A schedule as the screen shows it."""

    name: str
    label: str | Promise
    every: str
    last_due_at: datetime | None
    next_due_at: datetime


def due(now: datetime) -> QuerySet[Job]:
    """Jobs a worker may begin now, the one that has waited longest first."""
    return Job.objects.filter(state__in=PENDING, run_at__lte=now).order_by("run_at", "id")


def abandoned(now: datetime) -> QuerySet[Job]:
    """Running jobs whose lease ran out: their worker died or hangs."""
    return Job.objects.filter(state=State.RUNNING, lease_until__lt=now).order_by("id")


def pending(name: str, key: str) -> Job | None:
    """The job of this name and key that is still to be run, if there is one."""
    return Job.objects.filter(name=name, key=key, state__in=PENDING).first()


def visible_to(actor: Visitor) -> QuerySet[Job]:
    """Jobs whose failures this person may see: all, or those of the kinds he answers for."""
    if policy.may_see_all(actor):
        return Job.objects.all()
    return Job.objects.filter(name__in=policy.owned_names(actor))


def troubled(actor: Visitor) -> QuerySet[Job]:
    """Jobs that were given up or will be tried again, worst and newest first."""
    return visible_to(actor).filter(state__in=[State.DEAD, State.FAILED]).order_by("state", "-id")


def get_for(actor: Visitor, pk: int) -> Job:
    """The job, or NotFound when there is none that this person may see."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such background job.")
    return found


def counts(actor: Visitor) -> dict[str, int]:
    """How many jobs are in each state; every state is named, absent ones with 0."""
    rows = visible_to(actor).order_by().values_list("state").annotate(number=Count("id"))
    return dict.fromkeys(State.values, 0) | dict(rows)


def schedule_rows(actor: Visitor, now: datetime) -> list[ScheduleRow]:
    """Everything that comes round again, with its last and next occasion; only for those who see all jobs."""
    if not policy.may_see_all(actor):
        return []
    last = dict(Schedule.objects.values_list("name", "last_due_at"))
    known = kinds()
    return [
        ScheduleRow(name, known[name].label, every.text, last.get(name), every.next_due(now))
        for name, every in sorted(schedules().items())
        if name in known
    ]
