"""What is to be done, what failed, and when things come round again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congvu.core.refusals import NotFound
from congvu.kernel.jobs import policy
from congvu.kernel.jobs.models import PENDING, Job, Schedule, State
from congvu.kernel.jobs.queue import Every, kinds, schedules
from congvu.kernel.ui.access import Visitor


@dataclass(frozen=True)
class ScheduleRow:
    """A schedule as the screen shows it."""

    name: str
    label: str | Promise
    words: str
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
    """Jobs that were given up or will be tried again, newest first."""
    return visible_to(actor).filter(state__in=[State.DEAD, State.FAILED]).order_by("-id")


def get_for(actor: Visitor, pk: int) -> Job:
    """The job, or NotFound when there is none that this person may see."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such background job."))
    return found


def counts(actor: Visitor) -> dict[str, int]:
    """How many jobs are in each state; every state is named, absent ones with 0."""
    rows = visible_to(actor).order_by().values_list("state").annotate(number=Count("id"))
    return dict.fromkeys(State.values, 0) | dict(rows)


def count_rows(actor: Visitor) -> list[tuple[str, str]]:
    """The same as label and number, for the screen."""
    return [(str(State(state).label), str(number)) for state, number in counts(actor).items()]


def is_in_trouble(job: Job) -> bool:
    """Whether a person may have to decide about it."""
    return job.state in (State.DEAD, State.FAILED)


def is_to_be_tried_again(job: Job) -> bool:
    """Whether it failed and a worker will run it again at `run_at`."""
    return job.state == State.FAILED


def label_of(job: Job) -> str:
    """What the job is called on screen; its name when no room registers it any more."""
    kind = kinds().get(job.name)
    return str(kind.label) if kind else job.name


def owner_of(job: Job) -> str:
    """The permission whose holders answer for it."""
    kind = kinds().get(job.name)
    return kind.owner_permission if kind else "jobs.job.retry"


def place_of_error(job: Job) -> str:
    """Type and place of the last failure. Never its message: that may name a person or a sealed case."""
    return job.last_error.partition("\n")[0]


def in_words(every: Every) -> str:
    """A period as the screen says it."""
    if every.at is not None:
        return _("daily at %(time)s") % {"time": every.at.strftime("%H:%M")}
    return ngettext("every %(n)s minute", "every %(n)s minutes", every.minutes) % {"n": every.minutes}


def schedule_rows(actor: Visitor, now: datetime) -> list[ScheduleRow]:
    """Everything that comes round again, with its last and next occasion; only for those who see all jobs."""
    if not policy.may_see_all(actor):
        return []
    last = dict(Schedule.objects.values_list("name", "last_due_at"))
    known = kinds()
    return [
        ScheduleRow(name, known[name].label, in_words(every), last.get(name), every.next_due(now))
        for name, every in sorted(schedules().items())
        if name in known
    ]
