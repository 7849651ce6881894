"""The page of lateness: who may come, that its numbers open the same cases, and that it costs the same for many."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from congvu.face.desk.queries.lateness import board, span_of
from congvu.kernel.accounts.policy import Actor
from tests.kernel.casework.office import Office

SignIn = Callable[[str], Client]


@pytest.fixture
def late_work(office: Office, now: datetime) -> None:
    """Ten tasks due in the last weeks, six of them late."""
    for number in range(10):
        due = now - timedelta(hours=24 * (number + 1) * 3)
        stopped = due - timedelta(hours=5) if number % 5 < 2 else None
        office.case(due=due, stopped_at=stopped, opened_at=due - timedelta(hours=240))


def test_every_number_opens_a_list_of_that_many(late_work: None, sign_in: SignIn) -> None:
    leader = sign_in("leader")
    page = leader.get(reverse("desk:lateness")).content.decode()
    row = re.search(r'<th scope="row">Sở Nội vụ.*?</tr>', page, re.S)
    assert row
    links = re.findall(r'<a href="([^"]+)">(\d+)</a>', row[0])
    assert [n for _url, n in links][:2] == ["10", "6"]
    for url, n in links[:2]:
        listed = leader.get(url.replace("&amp;", "&")).content.decode()
        assert len(set(re.findall(r"NV-2026-\d+", listed))) == int(n)


@pytest.mark.parametrize(
    "query", [{}, {"weeks": "52", "promise": "first"}, {"weeks": "x", "promise": "'"}, {"weeks": "7"}]
)
def test_whatever_is_asked_the_page_opens(late_work: None, sign_in: SignIn, query: dict[str, str]) -> None:
    assert sign_in("leader").get(reverse("desk:lateness"), query).status_code == 200


def test_it_is_empty_in_words_and_closed_to_others(office: Office, sign_in: SignIn) -> None:
    assert "Không có công việc đến hạn" in sign_in("leader").get(reverse("desk:lateness")).content.decode()
    assert sign_in("nobody").get(reverse("desk:lateness")).status_code == 403


def test_it_costs_the_same_for_many(
    late_work: None, office: Office, now: datetime, actor: Callable[[str], Actor],
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:  # fmt: skip
    leader = actor("leader")
    board(leader, now, weeks=12, promise="current")
    with django_assert_max_num_queries(6):
        found = board(leader, now, weeks=12, promise="current")
    assert found["totals"].due == 10
    assert found["totals"].late == 6


def test_the_running_week_is_the_last(now: datetime) -> None:
    span = span_of(now.date(), 12)
    assert len(span.mondays) == 12
    assert span.first.weekday() == 0
    assert span.first <= span.mondays[-1] <= now.date() <= span.last
