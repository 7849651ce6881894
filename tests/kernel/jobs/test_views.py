"""The screen of background work: who sees it, what it shows and hides, what its buttons do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from congvu.kernel.jobs import actions, queue
from congvu.kernel.jobs.models import Job, State
from congvu.kernel.jobs.queue import enqueue
from tests.kernel.accounts.cast import Cast, Queries

SECRET_WORDS = "Hồ sơ mật của ông Nguyễn Văn A"


@pytest.fixture(autouse=True)
def _known_jobs() -> Iterator[None]:
    before = dict(queue._kinds)
    queue.job("tests.send", label="Gửi phiếu thử", max_attempts=1)(lambda **_: None)
    yield
    queue._kinds.clear()
    queue._kinds.update(before)


@pytest.fixture
def dead(cast: Cast, now: datetime) -> Job:
    """A job that was given up."""
    enqueue("tests.send", {"case": SECRET_WORDS}, now=now)
    job = actions.claim(worker="w", now=now)
    assert job is not None
    actions.fail(worker="w", job=job, error=f"ValueError at mail/sms.py:7\n{SECRET_WORDS}", now=now)
    return Job.objects.get()


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_overview_shows_failures_schedules_and_no_secrets(cast: Cast, client: Client, dead: Job) -> None:
    cast.sign_in(client, "olga")
    answer = client.get("/jobs/")
    assert answer.status_code == 200
    page = words(answer)
    assert "Gửi phiếu thử" in page
    assert "ValueError at mail/sms.py:7" in page
    assert "Dọn danh sách việc chạy nền đã xong" in page, "the schedules stand below"
    assert "hằng ngày lúc 03:30" in page
    assert "Nguyễn Văn A" not in page, "what a job is about may be sealed"
    assert "Nguyễn Văn A" not in words(client.get(f"/jobs/{dead.pk}/"))


def test_overview_is_refused_to_somebody_without_a_part_in_it(cast: Cast, client: Client, dead: Job) -> None:
    cast.sign_in(client, "bob")
    for address in ("/jobs/", f"/jobs/{dead.pk}/"):
        assert client.get(address).status_code in (403, 404)
    assert client.post(f"/jobs/{dead.pk}/retry/").status_code in (403, 404)
    dead.refresh_from_db()
    assert dead.state == State.DEAD


def test_overview_sends_a_stranger_to_the_sign_in_page(client: Client, dead: Job) -> None:
    answer = client.get("/jobs/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_overview_is_empty_in_words_when_nothing_failed(cast: Cast, client: Client) -> None:
    cast.sign_in(client, "olga")
    assert "Không có việc chạy nền nào gặp trục trặc" in words(client.get("/jobs/"))


def test_overview_costs_the_same_with_one_and_with_three_rows(
    cast: Cast, client: Client, dead: Job, now: datetime, django_assert_num_queries: Queries
) -> None:
    cast.sign_in(client, "olga")
    client.get("/jobs/")
    with django_assert_num_queries(4):
        client.get("/jobs/")
    for _row in range(2):
        Job.objects.create(
            name="tests.send", state=State.DEAD, run_at=now, created_at=now, finished_at=now, attempts=1, max_attempts=1
        )
    with django_assert_num_queries(4):
        client.get("/jobs/")


def test_retry_button_runs_the_job_again(cast: Cast, client: Client, dead: Job) -> None:
    cast.sign_in(client, "olga")
    assert "Chạy lại" in words(client.get(f"/jobs/{dead.pk}/"))
    answer = client.post(f"/jobs/{dead.pk}/retry/", follow=True)
    assert "sẽ được chạy lại" in words(answer)
    dead.refresh_from_db()
    assert dead.state == State.WAITING
    assert client.post(f"/jobs/{dead.pk}/retry/").status_code == 409, "the second click is refused, not a crash"


def test_discard_button_asks_for_the_reason(cast: Cast, client: Client, dead: Job) -> None:
    cast.sign_in(client, "olga")
    assert client.post(f"/jobs/{dead.pk}/discard/", {"note": ""}).status_code == 422
    client.post(f"/jobs/{dead.pk}/discard/", {"note": "Đã gửi bằng tay"})
    dead.refresh_from_db()
    assert (dead.state, dead.note) == (State.DISCARDED, "Đã gửi bằng tay")
    assert f"/jobs/{dead.pk}/retry/" not in words(client.get(f"/jobs/{dead.pk}/"))


def test_pages_of_a_job_that_does_not_exist_say_so(cast: Cast, client: Client) -> None:
    cast.sign_in(client, "olga")
    assert client.get("/jobs/999/").status_code == 404
    assert client.post("/jobs/999/retry/").status_code == 404
