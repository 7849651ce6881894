"""Who sees which background work."""

from __future__ import annotations

from datetime import datetime

import pytest

from congvu.core.refusals import NotFound
from congvu.kernel.jobs import policy, queries
from congvu.kernel.jobs.models import Job, Schedule, State
from congvu.kernel.jobs.queue import enqueue

pytestmark = pytest.mark.django_db


class Person:
    """Somebody with exactly these permissions."""

    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions

    def may(self, permission: str, agency_id: int | None = None) -> bool:
        return permission in self.permissions


def test_visible_to_shows_nothing_to_somebody_without_a_part_in_it(now: datetime) -> None:
    enqueue("jobs.sweep", {}, now=now)
    stranger = Person()
    assert not queries.visible_to(stranger).exists()
    assert not policy.may_see_any(stranger)
    assert queries.counts(stranger)[State.WAITING] == 0
    assert queries.schedule_rows(stranger, now) == []
    with pytest.raises(NotFound):
        queries.get_for(stranger, Job.objects.get().pk)


def test_visible_to_shows_everything_to_the_operator(now: datetime) -> None:
    enqueue("jobs.sweep", {}, now=now)
    operator = Person("jobs.job.read")
    assert queries.visible_to(operator).count() == 1
    assert queries.counts(operator) == dict.fromkeys(State.values, 0) | {State.WAITING: 1}


def test_schedule_rows_tell_when_it_was_and_when_it_will_be(now: datetime) -> None:
    Schedule.objects.create(name="jobs.sweep", every="daily 03:30", last_due_at=now.replace(hour=3))
    row = next(row for row in queries.schedule_rows(Person("jobs.job.read"), now) if row.name == "jobs.sweep")
    assert row.last_due_at == now.replace(hour=3)
    assert row.next_due_at.strftime("%m-%d %H:%M") == "11-25 03:30"
