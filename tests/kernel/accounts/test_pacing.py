"""How fast one may ask: so many a minute, a few at once, counted in the database for every web process alike."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from congvu.core.refusals import TooMany
from congvu.kernel.accounts.actions.pacing import keep_pace
from congvu.kernel.accounts.actions.presence import clear_out
from congvu.kernel.accounts.models import Stranger
from congvu.kernel.accounts.policy.pacing import Pace, pace_of

PACE = Pace(per_minute=60, at_once=5)
pytestmark = pytest.mark.django_db


def ask(now: datetime, name: str = "token:a", pace: Pace = PACE) -> bool:
    """Whether a request was let through."""
    try:
        keep_pace(name=name, pace=pace, now=now)
    except TooMany:
        return False
    return True


def test_a_few_at_once_are_let_through_and_then_one_waits(now: datetime) -> None:
    assert [ask(now) for _one in range(7)] == [True] * 5 + [False] * 2


def test_the_refusal_says_how_long_and_after_that_time_it_goes(now: datetime) -> None:
    for _one in range(5):
        keep_pace(name="token:a", pace=PACE, now=now)
    with pytest.raises(TooMany) as refused:
        keep_pace(name="token:a", pace=PACE, now=now)
    assert (refused.value.status, refused.value.code) == (429, "too_many_requests")
    wait = timedelta(seconds=refused.value.retry_after)
    assert wait == timedelta(seconds=1)
    assert not ask(now + wait / 2)
    assert ask(now + wait)


def test_what_was_refused_costs_nothing(now: datetime) -> None:
    assert [ask(now) for _one in range(50)].count(True) == 5
    assert ask(now + timedelta(seconds=1))


def test_on_the_long_run_no_more_than_the_limit_is_let_through(now: datetime) -> None:
    moments = [now + timedelta(milliseconds=250) * step for step in range(4 * 180)]
    let = sum(ask(moment) for moment in moments)
    assert 180 <= let <= 180 + PACE.at_once


def test_who_keeps_the_pace_never_waits(now: datetime) -> None:
    assert all(ask(now + timedelta(seconds=1) * step) for step in range(200))


def test_one_does_not_wait_for_another(now: datetime) -> None:
    assert [ask(now) for _one in range(6)][-1] is False
    assert ask(now, "token:b")


def test_no_limit_counts_nothing(now: datetime) -> None:
    assert all(ask(now, pace=pace_of(0)) for _one in range(100))
    assert not Stranger.objects.exists()


def test_the_name_is_not_kept_and_the_account_is_forgotten(now: datetime) -> None:
    ask(now)
    (row,) = Stranger.objects.all()
    assert "token" not in row.fingerprint
    clear_out(now=now + timedelta(days=60))
    assert not Stranger.objects.exists()


@pytest.mark.parametrize(("per_minute", "at_once"), [(600, 100), (60, 10), (3, 1)])
def test_a_sixth_of_a_minute_at_once_and_one_at_least(per_minute: int, at_once: int) -> None:
    assert pace_of(per_minute) == Pace(per_minute, at_once)
