"""An act asked for twice with the same key is done once."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from congvu.core.refusals import Invalid, MoveRefused
from congvu.face.api import actions
from congvu.face.api.actions.outcomes import KEPT_FOR
from congvu.face.api.models import KeptOutcome
from congvu.face.api.tasks import forget_outcomes
from congvu.kernel.accounts.models import Account
from congvu.kernel.jobs.queue import schedules
from tests.kernel.accounts.cast import make_account


@pytest.fixture
def account(db: None) -> Account:
    return make_account("may", full_name="Máy")


def ask(account: Account, now: datetime, done: list[int], key: str = "k", body: str = "b") -> actions.Outcome:
    def act() -> tuple[int, str]:
        done.append(1)
        return 201, f'{{"n": {len(done)}}}'

    return actions.once(account_id=account.pk, key=key, fingerprint=body, now=now, act=act)


def test_once_acts_once_within_a_day_and_again_after_it(account: Account, now: datetime) -> None:
    done: list[int] = []
    assert ask(account, now, done) == actions.Outcome(201, '{"n": 1}')
    assert ask(account, now + timedelta(hours=23), done) == actions.Outcome(201, '{"n": 1}', replayed=True)
    assert ask(account, now + timedelta(hours=25), done) == actions.Outcome(201, '{"n": 2}')
    assert KeptOutcome.objects.count() == 1


def test_once_refuses_a_key_for_another_request(account: Account, now: datetime) -> None:
    done: list[int] = []
    ask(account, now, done)
    with pytest.raises(Invalid) as refused:
        ask(account, now, done, body="another")
    assert refused.value.code == "idempotency_key_reused"
    assert len(done) == 1


@pytest.mark.parametrize("key", ["", "a b", "x" * 101, "kh\u00f3a"])
def test_once_refuses_a_key_that_is_none(account: Account, now: datetime, key: str) -> None:
    done: list[int] = []
    with pytest.raises(Invalid):
        ask(account, now, done, key=key)
    assert not done


def test_a_refusal_keeps_nothing(account: Account, now: datetime) -> None:
    def refuse() -> tuple[int, str]:
        raise MoveRefused("no")

    with pytest.raises(MoveRefused):
        actions.once(account_id=account.pk, key="k", fingerprint="b", now=now, act=refuse)
    assert not KeptOutcome.objects.exists()
    assert ask(account, now, []).replayed is False


def test_old_outcomes_are_forgotten_every_night(account: Account, now: datetime) -> None:
    for hours in (1, 30):
        KeptOutcome.objects.create(
            account=account,
            key=f"k{hours}",
            fingerprint="f",
            status=200,
            body="{}",
            made_at=now - timedelta(hours=hours),
        )
    forget_outcomes(now=now)
    assert [row.key for row in KeptOutcome.objects.all()] == ["k1"]
    assert "api.forget_outcomes" in schedules()
    assert timedelta(hours=24) == KEPT_FOR


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_act_once(now: datetime) -> None:
    account = make_account("hai", full_name="Hai máy")
    done: list[int] = []
    found: list[actions.Outcome] = []
    start = Barrier(2)

    def one() -> None:
        try:
            start.wait(timeout=20)
            found.append(ask(account, now, done))
        finally:
            connection.close()

    threads = [Thread(target=one) for _i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(done) == 1
    assert sorted(outcome.replayed for outcome in found) == [False, True]
    assert {outcome.body for outcome in found} == {'{"n": 1}'}
