"""The worker: fires schedules, takes back lost jobs, and runs what is due, one job at a time."""

from __future__ import annotations

import logging
import os
import socket
import threading
import traceback
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from congvu.kernel.jobs import actions
from congvu.kernel.jobs.models import Job
from congvu.kernel.jobs.queue import job, kind_of, schedule

log = logging.getLogger(__name__)

#: How often a worker with nothing to do looks again, and how often it looks for lost jobs and due schedules.
POLL = timedelta(seconds=1)
ROUNDS = timedelta(seconds=10)
KEEP_DONE = timedelta(hours=14 * 24)


@schedule("jobs.sweep", every="daily 03:30")
@job("jobs.sweep", label=_("Clear the list of finished background work"))
def sweep(*, now: datetime) -> None:
    """Delete rows of jobs that ended more than two weeks ago."""
    actions.sweep(now=now, keep=KEEP_DONE)


class Heartbeat:
    """Prolongs the lease of one running job from a thread of its own, so that a long job is not run twice.

    Its writes stand in SQLite's write queue like anybody's; the reaper stands behind them, because a beat is asked
    for long before the lease ends.
    """

    def __init__(self, *, worker: str, job: Job, lease: timedelta, clock: Callable[[], datetime]) -> None:
        self._worker = worker
        self._job = job
        self._lease = lease
        self._clock = clock
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"heartbeat-{job.pk}", daemon=True)

    def __enter__(self) -> Heartbeat:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        try:
            while not self._over.wait(self._lease.total_seconds() / 4):
                try:
                    held = actions.extend_lease(
                        worker=self._worker, job=self._job, now=self._clock(), lease=self._lease
                    )
                except DatabaseError:
                    log.exception("the lease of job %s could not be prolonged; trying again", self._job.pk)
                    continue
                if not held:
                    log.error("job %s was taken from this worker while it ran", self._job.pk)
                    return
        finally:
            connections.close_all()


class Worker:
    """Runs jobs until told to stop. One instance belongs to one thread; run several for more throughput."""

    def __init__(self, *, lease: timedelta = actions.LEASE, clock: Callable[[], datetime] = timezone.now) -> None:
        self.name = f"{socket.gethostname()[:60]}/{os.getpid()}/{uuid.uuid4().hex[:8]}"
        self._lease = lease
        self._clock = clock
        self._next_round: datetime | None = None

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set; a job that is running then is finished first."""
        log.info("worker %s begins", self.name)
        while not stop.is_set():
            try:
                worked = self.step()
            except DatabaseError:
                log.exception("worker %s lost the database; trying again", self.name)
                worked = False
            finally:
                close_old_connections()
            if not worked:
                stop.wait(POLL.total_seconds())
        connections.close_all()
        log.info("worker %s ends", self.name)

    def step(self) -> bool:
        """Make the rounds when it is time for them, then run at most one job; True when one was run."""
        now = self._clock()
        if self._next_round is None or now >= self._next_round:
            actions.reap(now=now)
            actions.fire_schedules(now=now)
            self._next_round = now + min(ROUNDS, self._lease / 2)
        taken = actions.claim(worker=self.name, now=now, lease=self._lease)
        if taken is None:
            return False
        self._run(taken)
        return True

    def _run(self, taken: Job) -> None:
        try:
            with Heartbeat(worker=self.name, job=taken, lease=self._lease, clock=self._clock):
                kind_of(taken.name).call(taken.args, now=self._clock())
        except Exception as error:  # whatever a job raises is a fact about the job
            log.exception("job %s #%s failed (attempt %s)", taken.name, taken.pk, taken.attempts)
            actions.fail(worker=self.name, job=taken, error=described(error), now=self._clock())
        except BaseException:
            actions.release(worker=self.name, job=taken, now=self._clock())
            raise
        else:
            if not actions.finish(worker=self.name, job=taken, now=self._clock()):
                log.error("job %s #%s ended after its lease; it may be run again", taken.name, taken.pk)


def drain(*, now: datetime, limit: int = 10_000) -> int:
    """Run everything that is due at `now` in this thread, up to `limit` jobs; returns how many calls were made.

    For tests, the demo and commands that must see the consequences of what they did. A failing job raises here.
    """
    worker = Worker(clock=lambda: now)
    for done in range(limit):
        taken = actions.claim(worker=worker.name, now=now)
        if taken is None:
            return done
        try:
            kind_of(taken.name).call(taken.args, now=now)
        except BaseException as error:
            actions.fail(worker=worker.name, job=taken, error=described(error), now=now)
            raise
        actions.finish(worker=worker.name, job=taken, now=now)
    return limit


def described(error: BaseException) -> str:
    """First line: type and place in our code, for screens; then the message, for the operator's eyes only."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "congvu" in Path(frame.filename).parts] or frames
    place = ""
    if ours:
        path = Path(ours[-1].filename)
        place = f" at {path.parent.name}/{path.name}:{ours[-1].lineno}"
    return f"{type(error).__name__}{place}\n{error}"
