"""Claiming, leases, retries, the reaper, schedules, and what people do by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.kernel.jobs import actions, queries, queue
from congvu.kernel.jobs.models import Job, Schedule, State
from congvu.kernel.jobs.queue import enqueue

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
DAY = timedelta(hours=24)


class Person:
    """Somebody with exactly these permissions."""

    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions

    def may(self, permission: str, agency_id: int | None = None) -> bool:
        return permission in self.permissions


OPERATOR = Person("jobs.job.read", "jobs.job.retry")


@pytest.fixture(autouse=True)
def _known_jobs() -> Iterator[None]:
    """Two job kinds that exist only here; one belongs to somebody."""
    before, rounds = dict(queue._kinds), dict(queue._schedules)
    queue.job("tests.plain", label="Plain", max_attempts=3)(lambda **_: None)
    queue.job("tests.owned", label="Owned", owner_permission="tests.thing.own", max_attempts=1)(lambda: None)
    yield
    queue._kinds.clear()
    queue._kinds.update(before)
    queue._schedules.clear()
    queue._schedules.update(rounds)


def _dead(now: datetime, name: str = "tests.owned") -> Job:
    enqueue(name, {}, now=now)
    job = Job.objects.latest("id")
    while job.state != State.DEAD:
        Job.objects.filter(pk=job.pk).update(run_at=now)
        taken = actions.claim(worker="w", now=now)
        assert taken is not None
        actions.fail(worker="w", job=taken, error="ValueError at x.py:1\nsecret", now=now)
        job.refresh_from_db()
    return job


def test_claim_takes_the_one_that_waited_longest_and_leases_it(now: datetime) -> None:
    enqueue("tests.plain", {"n": 2}, now=now, run_at=now - SECOND)
    enqueue("tests.plain", {"n": 1}, now=now, run_at=now - 2 * SECOND)
    enqueue("tests.plain", {"n": 3}, now=now, run_at=now + SECOND)
    order = []
    while (job := actions.claim(worker="w", now=now)) is not None:
        order.append(job.args["n"])
        assert (job.state, job.attempts, job.leased_by, job.lease_until) == (
            State.RUNNING, 1, "w", now + actions.LEASE,
        )  # fmt: skip
    assert order == [1, 2]


def test_claim_with_nothing_due_only_looks(now: datetime, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    enqueue("tests.plain", {}, now=now, run_at=now + SECOND)
    with django_assert_num_queries(1):
        assert actions.claim(worker="w", now=now) is None


def test_fail_tries_again_after_growing_pauses_and_then_gives_up(now: datetime) -> None:
    enqueue("tests.plain", {}, now=now)
    moment, pauses = now, []
    for _attempt in range(3):
        job = actions.claim(worker="w", now=moment)
        assert job is not None
        state = actions.fail(worker="w", job=job, error="ValueError", now=moment)
        job.refresh_from_db()
        pauses.append((job.run_at - moment).total_seconds())
        moment = job.run_at
    assert pauses[:2] == [30, 60]
    assert state == State.DEAD
    dead = Job.objects.get()
    assert (dead.state, dead.finished_at, dead.last_error) == (State.DEAD, moment, "ValueError")
    assert actions.claim(worker="w", now=now + DAY) is None


def test_pause_after_is_bounded() -> None:
    assert actions.pause_after(1000) == actions.LONGEST_PAUSE


def test_finish_refuses_a_worker_whose_lease_was_taken(now: datetime) -> None:
    enqueue("tests.plain", {}, now=now)
    slow = actions.claim(worker="slow", now=now)
    assert slow is not None
    later = now + actions.LEASE + SECOND
    assert actions.reap(now=later) == 1
    quick = actions.claim(worker="quick", now=later)
    assert quick is not None
    assert quick.attempts == 2
    assert not actions.finish(worker="slow", job=slow, now=later)
    assert not actions.extend_lease(worker="slow", job=slow, now=later)
    assert actions.fail(worker="slow", job=slow, error="late", now=later) is None
    assert actions.finish(worker="quick", job=quick, now=later)
    assert Job.objects.get().state == State.DONE


def test_extended_lease_keeps_the_reaper_away(now: datetime) -> None:
    enqueue("tests.plain", {}, now=now)
    job = actions.claim(worker="w", now=now)
    assert job is not None
    assert actions.extend_lease(worker="w", job=job, now=now + 50 * SECOND)
    assert actions.reap(now=now + 100 * SECOND) == 0
    assert actions.reap(now=now + 111 * SECOND) == 1


def test_reap_gives_up_a_job_that_kills_its_worker_each_time(now: datetime) -> None:
    enqueue("tests.plain", {}, now=now)
    moment = now
    for _attempt in range(3):
        assert actions.claim(worker="w", now=moment) is not None
        moment += actions.LEASE + SECOND
        assert actions.reap(now=moment) == 1
    job = Job.objects.get()
    assert job.state == State.DEAD
    assert job.last_error.startswith("WorkerLost")


def test_release_gives_the_attempt_back(now: datetime) -> None:
    enqueue("tests.plain", {}, now=now)
    job = actions.claim(worker="w", now=now)
    assert job is not None
    actions.release(worker="w", job=job, now=now)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.leased_by) == (State.WAITING, 0, "")


def test_fail_makes_way_for_a_newer_job_of_the_same_key(now: datetime) -> None:
    enqueue("tests.plain", {"n": 1}, now=now, key="k")
    old = actions.claim(worker="w", now=now)
    assert old is not None
    enqueue("tests.plain", {"n": 2}, now=now, key="k")
    assert actions.fail(worker="w", job=old, error="ValueError", now=now) == State.DISCARDED
    waiting = queries.pending("tests.plain", "k")
    assert waiting is not None
    assert waiting.args == {"n": 2}


def test_database_refuses_a_running_job_without_lease(now: datetime) -> None:
    enqueue("tests.plain", {}, now=now)
    with pytest.raises(IntegrityError):
        Job.objects.update(state=State.RUNNING)


def test_fire_schedules_begins_with_the_next_occasion_and_makes_up_once(now: datetime) -> None:
    queue._schedules.clear()
    queue._schedules["tests.plain"] = queue.Every.parse("daily 06:00")
    assert actions.fire_schedules(now=now) == []
    assert actions.fire_schedules(now=now + DAY / 2) == []
    assert actions.fire_schedules(now=now + DAY) == ["tests.plain"]
    assert actions.fire_schedules(now=now + DAY) == []
    assert actions.fire_schedules(now=now + 5 * DAY) == ["tests.plain"]
    assert Job.objects.count() == 1, "the one that still waits stands for the missed ones"
    assert Schedule.objects.get().last_due_at == (now + 5 * DAY).replace(hour=6, minute=0)


def test_retry_job_gives_all_attempts_back(now: datetime) -> None:
    job = actions.retry_job(actor=OPERATOR, job_id=_dead(now).pk, now=now)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.finished_at) == (State.WAITING, 0, None)
    assert actions.claim(worker="w", now=now) is not None


def test_retry_job_refuses_while_the_same_work_waits(now: datetime) -> None:
    dead = _dead(now)
    Job.objects.update(key="k")
    enqueue("tests.owned", {}, now=now, key="k")
    with pytest.raises(MoveRefused):
        actions.retry_job(actor=OPERATOR, job_id=dead.pk, now=now)
    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == (State.DEAD, 1)


def test_retry_job_refuses_a_job_that_is_not_in_trouble(now: datetime) -> None:
    enqueue("tests.plain", {}, now=now)
    with pytest.raises(MoveRefused):
        actions.retry_job(actor=OPERATOR, job_id=Job.objects.get().pk, now=now)


def test_retry_job_asks_for_the_operator_or_the_owner(now: datetime) -> None:
    owned, plain = _dead(now), _dead(now, "tests.plain")
    owner = Person("tests.thing.own")
    actions.retry_job(actor=owner, job_id=owned.pk, now=now)
    with pytest.raises(NotFound):
        actions.retry_job(actor=owner, job_id=plain.pk, now=now)
    with pytest.raises(NotAllowed):
        actions.retry_job(actor=Person("jobs.job.read"), job_id=plain.pk, now=now)


def test_discard_job_wants_a_note(now: datetime) -> None:
    dead = _dead(now)
    with pytest.raises(Invalid):
        actions.discard_job(actor=OPERATOR, job_id=dead.pk, note="  ", now=now)
    job = actions.discard_job(actor=OPERATOR, job_id=dead.pk, note="Sent by hand", now=now)
    job.refresh_from_db()
    assert (job.state, job.note) == (State.DISCARDED, "Sent by hand")


def test_sweep_keeps_failures_and_what_is_recent(now: datetime) -> None:
    _dead(now - 30 * DAY)
    for finished in (now - 15 * DAY, now - DAY):
        enqueue("tests.plain", {}, now=finished)
        job = actions.claim(worker="w", now=finished)
        assert job is not None
        actions.finish(worker="w", job=job, now=finished)
    assert actions.sweep(now=now, keep=14 * DAY) == 1
    assert sorted(Job.objects.values_list("state", flat=True)) == [State.DEAD, State.DONE]
