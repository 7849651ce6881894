"""Every write to the rows of background work: by the worker, and by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.kernel.jobs import policy, queries
from congvu.kernel.jobs.models import Job, Schedule, State
from congvu.kernel.jobs.queue import enqueue, schedules
from congvu.kernel.ui.access import Visitor

#: How long a worker may be silent before another one takes its job over.
LEASE = timedelta(seconds=60)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
LONGEST_ERROR = 4000


def pause_after(attempts: int) -> timedelta:
    """How long to wait after that many failed attempts: 30 s, doubled each time, an hour at most."""
    doubled: int = 2 ** min(attempts - 1, 20)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


def claim(*, worker: str, now: datetime, lease: timedelta = LEASE) -> Job | None:
    """Take the job that has waited longest and lease it to `worker`; None when nothing is due.

    Looks without a lock first, so an idle worker never takes the write lock of SQLite. On PostgreSQL rows that
    another worker is just taking are skipped; on SQLite the transaction excludes other workers.
    """
    if not queries.due(now).exists():
        return None
    with transaction.atomic():
        job = queries.due(now).select_for_update(skip_locked=True, no_key=True).first()
        if job is None:
            return None
        job.state = State.RUNNING
        job.attempts += 1
        job.leased_by = worker
        job.lease_until = now + lease
        job.save(update_fields=["state", "attempts", "leased_by", "lease_until"])
    return job


def extend_lease(*, worker: str, job: Job, now: datetime, lease: timedelta = LEASE) -> bool:
    """Say that `worker` is still alive; False when the job has been taken from it meanwhile."""
    return _held(worker, job).update(lease_until=now + lease) == 1


def finish(*, worker: str, job: Job, now: datetime) -> bool:
    """Note that the call returned; False when the lease had run out and the job was given to somebody else."""
    over = {"state": State.DONE, "finished_at": now, "lease_until": None, "leased_by": "", "last_error": ""}
    return _held(worker, job).update(**over) == 1


def fail(*, worker: str, job: Job, error: str, now: datetime) -> State | None:
    """Note that the call raised: tried again after a pause, or given up after the last attempt.

    Returns the new state, None when the job was no longer ours.
    """
    with transaction.atomic():
        held = _held(worker, job).select_for_update(no_key=True).first()
        return None if held is None else _after_failure(held, error, now, now + pause_after(held.attempts))


def release(*, worker: str, job: Job, now: datetime) -> None:
    """Put a job back that was interrupted by an orderly stop; the attempt does not count."""
    with transaction.atomic():
        held = _held(worker, job).select_for_update(no_key=True).first()
        if held is not None:
            held.attempts -= 1
            _put_back(held, State.WAITING, now)


def reap(*, now: datetime) -> int:
    """Take back jobs whose lease ran out; returns how many. The lost attempt counts, so a job that kills its
    worker each time is given up in the end."""
    if not queries.abandoned(now).exists():
        return 0
    with transaction.atomic():
        lost = list(queries.abandoned(now).select_for_update(skip_locked=True, no_key=True)[:100])
        for job in lost:
            _after_failure(job, f"WorkerLost: {job.leased_by} did not finish within its lease", now, now)
    return len(lost)


def fire_schedules(*, now: datetime) -> list[str]:
    """Queue every scheduled job whose occasion has come since it was last queued; returns their names.

    A schedule seen for the first time begins with its next occasion. Missed occasions are made up for once.
    """
    known = dict(Schedule.objects.values_list("name", "last_due_at"))
    fired = []
    for name, every in schedules().items():
        occasion = every.last_due(now)
        if name not in known:
            row = Schedule(name=name, every=every.text, last_due_at=occasion)
            Schedule.objects.bulk_create([row], ignore_conflicts=True)
            continue
        last = known[name]
        if last is not None and last >= occasion:
            continue
        with transaction.atomic():
            rows = Schedule.objects.filter(name=name).exclude(last_due_at__gte=occasion)
            if rows.update(last_due_at=occasion, every=every.text):
                enqueue(name, {}, now=now, key="schedule")
                fired.append(name)
    return fired


def retry_job(*, actor: Visitor, job_id: int, now: datetime) -> Job:
    """Run a failed job again by hand: all its attempts are given back.

    Raises NotAllowed, NotFound, and MoveRefused when it is not in trouble or the same work already waits.
    """
    with transaction.atomic():
        job = _in_trouble(actor, job_id)
        job.attempts = 0
        try:
            with transaction.atomic():
                _put_back(job, State.WAITING, now)
        except IntegrityError:
            raise MoveRefused(
                _("The same work is already waiting to be run."), hint=_("You may discard this failed job.")
            ) from None
    return job


def discard_job(*, actor: Visitor, job_id: int, note: str, now: datetime) -> Job:
    """Give a failed job up by hand, with a note saying why. Raises as `retry_job` does, and Invalid without a note."""
    if not note.strip():
        raise Invalid(_("Say why this work need not be done."), field="note")
    with transaction.atomic():
        job = _in_trouble(actor, job_id)
        _close(job, State.DISCARDED, now, note=note)
    return job


def sweep(*, now: datetime, keep: timedelta) -> int:
    """Delete jobs that were done or discarded longer than `keep` ago; failures stay until a person decides."""
    over = Job.objects.filter(state__in=[State.DONE, State.DISCARDED], finished_at__lt=now - keep)
    deleted, _by_model = over.delete()
    return deleted


def _held(worker: str, job: Job) -> QuerySet[Job]:
    """The row, if it is still leased to this worker for this attempt."""
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, leased_by=worker, attempts=job.attempts)


def _in_trouble(actor: Visitor, job_id: int) -> Job:
    job = queries.get_for(actor, job_id)
    if not policy.may_retry(actor, job.name):
        raise NotAllowed(_("You may not steer this background work."))
    locked = Job.objects.select_for_update(no_key=True).get(pk=job.pk)
    if locked.state not in (State.DEAD, State.FAILED):
        raise MoveRefused(
            _("This background job is “%(state)s” now; nothing needs to be done.")
            % {"state": locked.get_state_display()}
        )
    return locked


def _after_failure(job: Job, error: str, now: datetime, again_at: datetime) -> State:
    job.last_error = error[:LONGEST_ERROR]
    if job.attempts >= job.max_attempts:
        return _close(job, State.DEAD, now)
    try:
        with transaction.atomic():
            return _put_back(job, State.FAILED, again_at)
    except IntegrityError:
        return _close(job, State.DISCARDED, now, note="A newer job with the same key is waiting.")


def _put_back(job: Job, state: State, run_at: datetime) -> State:
    job.state = state
    job.run_at = run_at
    job.lease_until, job.leased_by, job.finished_at = None, "", None
    job.save(update_fields=["state", "run_at", "attempts", "lease_until", "leased_by", "finished_at", "last_error"])
    return state


def _close(job: Job, state: State, now: datetime, note: str = "") -> State:
    job.state = state
    job.note = note[:300]
    job.lease_until, job.leased_by, job.finished_at = None, "", now
    job.save(update_fields=["state", "note", "lease_until", "leased_by", "finished_at", "last_error"])
    return state
