"""The socket of background work: a room registers a function by name, anybody asks for it by name.

    @job("directives.remind", label=_("Remind about tasks due soon"), owner_permission="directives.task.oversee")
    def remind(*, task_id: int) -> None: ...

    enqueue("directives.remind", {"task_id": task.pk}, now=now)

`enqueue` writes a row in the transaction of the caller. A worker calls the function at least once, outside any
transaction; the function takes ids, fetches, and calls one action. Arguments are JSON. A function that has a
parameter `now` is given the moment at which the worker began it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from congvu.kernel import rows
from congvu.kernel.jobs.models import Job

Function = TypeVar("Function", bound=Callable[..., None])

#: Periods of schedules are counted on the clocks of Viet Nam (no summer time).
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_DAY = timedelta(hours=24)
_NAME = re.compile(r"[a-z_]+\.[a-z_]+")
_PERIOD = re.compile(r"([1-9]\d*) (minute|hour)s?")
_DAILY = re.compile(r"daily ([01]\d|2[0-3]):([0-5]\d)")


class UnknownJobError(LookupError):
    """A job was asked for by a name that no room has registered: a mistake in the program, not of a user."""


@dataclass(frozen=True)
class JobKind:
    """What is registered under a name."""

    name: str
    label: str | Promise
    owner_permission: str
    max_attempts: int
    function: Callable[..., None]
    wants_now: bool

    def call(self, args: Mapping[str, Any], *, now: datetime) -> None:
        """Make the call; whatever it raises comes through."""
        if self.wants_now:
            self.function(**args, now=now)
        else:
            self.function(**args)


@dataclass(frozen=True)
class Every:
    """How often a job comes round: a number of minutes, or once a day at a time of day."""

    text: str
    minutes: int = 0
    at: time | None = None

    @classmethod
    def parse(cls, text: str) -> Every:
        """Read `10 minutes`, `2 hours` or `daily 06:00`. Raises ValueError for anything else."""
        if found := _PERIOD.fullmatch(text):
            return cls(text, minutes=int(found[1]) * (60 if found[2] == "hour" else 1))
        if found := _DAILY.fullmatch(text):
            return cls(text, at=time(int(found[1]), int(found[2])))
        raise ValueError(f"not a period: {text!r}; write '10 minutes', '2 hours' or 'daily 06:00'")

    def last_due(self, now: datetime) -> datetime:
        """The latest occasion at or before `now`, in local time."""
        local = now.astimezone(LOCAL)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        if self.at is not None:
            due = datetime.combine(local.date(), self.at, tzinfo=LOCAL)
            return due if due <= local else due - _DAY
        step = timedelta(minutes=self.minutes)
        return midnight + (local - midnight) // step * step

    def next_due(self, now: datetime) -> datetime:
        """The first occasion after `now`. A period that does not divide a day starts anew at midnight."""
        last = self.last_due(now)
        if self.at is not None:
            return last + _DAY
        following = last + timedelta(minutes=self.minutes)
        midnight = last.replace(hour=0, minute=0) + _DAY
        return min(following, midnight)


_kinds: dict[str, JobKind] = {}
_schedules: dict[str, Every] = {}


def job(
    name: str, *, label: str | Promise, owner_permission: str = "jobs.job.retry", max_attempts: int = 5
) -> Callable[[Function], Function]:
    """Register a function as the job `name` (`room.verb`).

    `owner_permission` names who answers for its failures: the screen of failures shows them to its holders.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"a job is named room.verb, not {name!r}")

    def register(function: Function) -> Function:
        known = _kinds.get(name)
        if known is not None and known.function.__qualname__ != function.__qualname__:
            raise ValueError(f"two functions want to be the job {name!r}")
        wants_now = "now" in inspect.signature(function).parameters
        _kinds[name] = JobKind(name, label, owner_permission, max_attempts, function, wants_now)
        return function

    return register


def schedule(name: str, *, every: str) -> Callable[[Function], Function]:
    """Have the job `name` come round: `every` is `10 minutes`, `2 hours` or `daily 06:00` (time of Viet Nam).

    It goes above `@job`. An occasion missed because no worker ran is made up for once, not once for each time.
    """
    period = Every.parse(every)

    def register(function: Function) -> Function:
        _schedules[name] = period
        return function

    return register


def kind_of(name: str) -> JobKind:
    """What is registered as `name`. Raises UnknownJobError."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownJobError(f"no room has registered the job {name!r}") from None


def kinds() -> Mapping[str, JobKind]:
    """Every registered job by name."""
    return dict(_kinds)


def schedules() -> Mapping[str, Every]:
    """Every schedule by the name of its job."""
    return dict(_schedules)


def enqueue(
    name: str, args: dict[str, Any], *, now: datetime, run_at: datetime | None = None, key: str | None = None
) -> None:
    """Ask for the job `name` with `args` at `run_at` (default: at once). One INSERT in the caller's transaction.

    With a `key` nothing happens while a job of this name and key is still to be run: for work that looks at the
    present state anyway, such as "recompute case 17". A job that is already running does not count, because it
    may have read before the caller wrote.
    """
    if key is None:
        kind = kind_of(name)
        rows.insert(
            Job(name=name, args=args, key="", run_at=run_at or now, max_attempts=kind.max_attempts, created_at=now),
            wants_pk=False,
        )
        return
    enqueue_many(name, [args], now=now, run_at=run_at, keys=[key])


def enqueue_many(
    name: str,
    many_args: Iterable[dict[str, Any]],
    *,
    now: datetime,
    run_at: datetime | None = None,
    keys: Iterable[str] | None = None,
) -> None:
    """Ask for the same job with each of `many_args`; `keys`, when given, is as long. Few INSERTs for any number."""
    kind = kind_of(name)
    when = run_at or now
    arguments = list(many_args)
    names = [""] * len(arguments) if keys is None else list(keys)
    jobs = [
        Job(name=name, args=args, key=key, run_at=when, max_attempts=kind.max_attempts, created_at=now)
        for args, key in zip(arguments, names, strict=True)
    ]
    Job.objects.bulk_create(jobs, batch_size=500, ignore_conflicts=keys is not None)
