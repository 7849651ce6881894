"""The socket of background work: registration, asking, periods."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from congvu.kernel.jobs import queue
from congvu.kernel.jobs.models import Job, State
from congvu.kernel.jobs.queue import LOCAL, Every, UnknownJobError, enqueue, enqueue_many

moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(LOCAL))
periods = st.one_of(
    st.integers(1, 2000).map(lambda n: f"{n} minutes"),
    st.integers(1, 30).map(lambda n: f"{n} hours"),
    st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda hm: f"daily {hm[0]:02d}:{hm[1]:02d}"),
)


@pytest.mark.parametrize("text", ["", "0 minutes", "daily 24:00", "daily 6:00", "10 days", "weekly", "-5 minutes"])
def test_every_refuses_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        Every.parse(text)


@pytest.mark.parametrize(
    ("text", "last", "following"),
    [
        ("daily 06:00", "2026-11-24 06:00", "2026-11-25 06:00"),
        ("daily 08:30", "2026-11-24 08:30", "2026-11-25 08:30"),
        ("daily 09:00", "2026-11-23 09:00", "2026-11-24 09:00"),
        ("10 minutes", "2026-11-24 08:30", "2026-11-24 08:40"),
        ("7 hours", "2026-11-24 07:00", "2026-11-24 14:00"),
        ("1 minute", "2026-11-24 08:30", "2026-11-24 08:31"),
    ],
)
def test_every_names_the_occasions_around_a_moment(now: datetime, text: str, last: str, following: str) -> None:
    every = Every.parse(text)
    assert every.last_due(now).strftime("%Y-%m-%d %H:%M") == last
    assert every.next_due(now).strftime("%Y-%m-%d %H:%M") == following


@given(moments, periods)
def test_every_occasion_is_its_own_last_and_the_next_one_follows(moment: datetime, text: str) -> None:
    every = Every.parse(text)
    last, following = every.last_due(moment), every.next_due(moment)
    assert last <= moment < following
    assert every.last_due(last) == last
    assert every.last_due(following) == following
    assert every.last_due(following - timedelta(seconds=1)) == last


def test_job_refuses_a_name_that_is_not_room_and_verb() -> None:
    with pytest.raises(ValueError, match=r"room\.verb"):
        queue.job("Remind", label="x")


def test_job_refuses_two_functions_under_one_name() -> None:
    def another() -> None: ...

    with pytest.raises(ValueError, match="two functions"):
        queue.job("jobs.sweep", label="x")(another)


@pytest.mark.django_db
def test_enqueue_refuses_a_name_nobody_registered(now: datetime) -> None:
    with pytest.raises(UnknownJobError):
        enqueue("nobody.knows", {}, now=now)
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_enqueue_writes_one_row_with_one_statement(now: datetime, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with transaction.atomic(), django_assert_num_queries(1):
        enqueue("jobs.sweep", {"a": [1, "đ"]}, now=now)
    row = Job.objects.get()
    assert (row.name, row.args, row.state, row.run_at, row.attempts) == (
        "jobs.sweep", {"a": [1, "đ"]}, State.WAITING, now, 0,
    )  # fmt: skip


@pytest.mark.django_db
def test_enqueue_shares_the_fate_of_the_act(now: datetime) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue("jobs.sweep", {}, now=now)
        raise RuntimeError
    assert not Job.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "expected"), [(State.WAITING, 1), (State.FAILED, 1), (State.RUNNING, 2), (State.DONE, 2), (State.DEAD, 2)]
)
def test_enqueue_with_a_key_waits_once(now: datetime, state: State, expected: int) -> None:
    enqueue("jobs.sweep", {"n": 1}, now=now, key="case/17")
    changes: dict[str, object] = {"state": state}
    if state == State.RUNNING:
        changes |= {"lease_until": now, "leased_by": "w"}
    if state in (State.DONE, State.DEAD):
        changes |= {"finished_at": now}
    Job.objects.update(**changes)
    enqueue("jobs.sweep", {"n": 2}, now=now, key="case/17")
    assert Job.objects.count() == expected
    enqueue("jobs.sweep", {"n": 3}, now=now, key="case/18")
    assert Job.objects.count() == expected + 1


@pytest.mark.django_db
def test_enqueue_without_key_queues_side_by_side(now: datetime) -> None:
    for number in range(2):
        enqueue("jobs.sweep", {"n": number}, now=now)
    assert Job.objects.count() == 2


@pytest.mark.django_db
def test_enqueue_many_writes_all_with_a_few_statements(now: datetime, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    with transaction.atomic(), django_assert_max_num_queries(10):
        enqueue_many("jobs.sweep", ({"n": n} for n in range(600)), now=now, keys=(f"k{n % 300}" for n in range(600)))
    assert Job.objects.count() == 300
