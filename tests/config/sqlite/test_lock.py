"""The fair lock: order, time-outs, abandonment."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from congvu.config.sqlite.lock import FairLock, WriteLockTimeout, lock_of

PATIENCE = 20.0


def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition, for a bounded time."""
    limit = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < limit, "the condition did not come true"
        time.sleep(0.001)


def test_acquire_serves_in_the_order_of_coming() -> None:
    lock, first, served = FairLock(), object(), []
    lock.acquire(first, PATIENCE)

    def come(number: int) -> None:
        owner = object()
        lock.acquire(owner, PATIENCE)
        served.append(number)
        lock.release(owner)

    threads = []
    for number in range(8):
        thread = threading.Thread(target=come, args=(number,))
        thread.start()
        threads.append(thread)
        until(lambda n=number: lock.waiting() == n + 1)  # type: ignore[misc]  # the default binds the number
    lock.release(first)
    for thread in threads:
        thread.join(PATIENCE)
    assert served == list(range(8))
    assert not lock.held()


def test_lock_lets_one_in_at_a_time() -> None:
    lock, inside, most = FairLock(), 0, 0

    def work() -> None:
        nonlocal inside, most
        for _turn in range(200):
            owner = object()
            lock.acquire(owner, PATIENCE)
            inside += 1
            most = max(most, inside)
            inside -= 1
            lock.release(owner)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert most == 1
    assert not lock.held()
    assert lock.waiting() == 0


def test_acquire_by_the_holder_is_a_no_op_and_one_release_frees() -> None:
    lock, owner = FairLock(), object()
    lock.acquire(owner, 1)
    lock.acquire(owner, 1)
    lock.release(owner)
    assert not lock.held()
    lock.release(owner)


def test_release_by_somebody_else_changes_nothing() -> None:
    lock, owner = FairLock(), object()
    lock.acquire(owner, 1)
    lock.release(object())
    assert lock.held()


def test_acquire_tells_who_holds_the_lock_when_time_is_up() -> None:
    lock, errors, done = FairLock(), [], threading.Event()

    def hold() -> None:
        owner = object()
        lock.acquire(owner, 1)
        done.wait(PATIENCE)
        lock.release(owner)

    holder = threading.Thread(target=hold, name="the-holder")
    holder.start()
    until(lock.held)
    try:
        lock.acquire(object(), 0.05)
    except WriteLockTimeout as error:
        errors.append(str(error))
    assert lock.waiting() == 0, "whoever gave up has left the queue"
    done.set()
    holder.join(PATIENCE)
    assert len(errors) == 1
    assert "the-holder" in errors[0]
    assert "0.05 s" in errors[0]


def test_acquire_through_a_second_owner_in_one_thread_fails_at_once() -> None:
    lock = FairLock()
    lock.acquire(object(), 1)
    with pytest.raises(WriteLockTimeout, match="another connection"):
        lock.acquire(object(), PATIENCE)


def test_waiter_notices_a_holder_that_vanished_without_handing_over() -> None:
    lock, owner, got = FairLock(), object(), []
    lock.acquire(owner, 1)

    def wait() -> None:
        mine = object()
        lock.acquire(mine, PATIENCE)
        got.append(True)
        lock.release(mine)

    waiter = threading.Thread(target=wait)
    waiter.start()
    until(lambda: lock.waiting() == 1)
    # As if the holder had been freed in the instant between looking and queueing.
    lock._owner = None
    waiter.join(PATIENCE)
    assert got == [True]


def test_lock_of_gives_one_lock_for_one_file(tmp_path: object) -> None:
    assert lock_of(f"{tmp_path}/a") is lock_of(f"{tmp_path}/./a")
    assert lock_of(f"{tmp_path}/a") is not lock_of(f"{tmp_path}/b")
