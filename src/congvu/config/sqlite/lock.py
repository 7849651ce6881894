"""A first-come-first-served lock over one SQLite file, for the threads of one process.

SQLite has one writer at a time and lets the others try again after pauses of growing length: whoever has waited
longest sleeps longest, and under load the unluckiest request waits for seconds. Here waiting writers stand in a
queue and the one who leaves hands over to the next, so nobody is overtaken. Writers of *other* processes still
meet at SQLite's own lock, where `busy_timeout` makes them wait.
"""

from __future__ import annotations

import os
import threading
import time
import weakref
from collections import deque

#: How long a waiter sleeps before it looks by itself whether the lock is free, in seconds. Handing over wakes it
#: at once; this is only for a holder that vanished (its connection collected while it held the lock).
LOOK_AGAIN = 1.0


class WriteLockTimeout(Exception):
    """The lock was not handed over in time. The message says who holds it and since when."""


class _Waiter:
    __slots__ = ("bell", "owner", "thread")

    def __init__(self, owner: object, thread: threading.Thread) -> None:
        self.owner = owner
        self.thread = thread
        self.bell = threading.Lock()
        self.bell.acquire()


class FairLock:
    """Hands itself to waiters in the order they came. An owner is any object; one owner holds it at most once.

    `acquire` by the present owner is a no-op and `release` by anybody else is one too, so every way out of a
    transaction may call `release` without knowing whether another way out has done so already.
    """

    def __init__(self) -> None:
        # Re-entrant because a collected connection may release from inside one of our own critical sections.
        self._mutex = threading.RLock()
        self._queue: deque[_Waiter] = deque()
        self._owner: object | None = None
        self._thread: weakref.ref[threading.Thread] | None = None
        self._since = 0.0

    def held(self) -> bool:
        """Whether somebody holds the lock now."""
        return self._owner is not None

    def waiting(self) -> int:
        """How many stand in the queue now."""
        return len(self._queue)

    def acquire(self, owner: object, timeout: float) -> None:
        """Wait for the lock for at most `timeout` seconds.

        Raises WriteLockTimeout when it was not handed over, and at once when the same thread holds it already
        through another owner: waiting for oneself never ends.
        """
        if self._owner is owner:
            return
        thread = threading.current_thread()
        waiter = _Waiter(owner, thread)
        with self._mutex:
            if self._owner is None and not self._queue:
                self._give_to(waiter)
                return
            if self._thread is not None and self._thread() is thread:
                raise WriteLockTimeout(
                    f"thread {thread.name!r} already holds the write lock through another connection; "
                    "one thread writes through one connection at a time"
                )
            self._queue.append(waiter)
        try:
            if self._wait(waiter, time.monotonic() + timeout):
                return
        except BaseException:
            self._step_back(waiter)
            raise
        raise WriteLockTimeout(f"waited {timeout:g} s for the write lock; {self._describe()}")

    def release(self, owner: object) -> None:
        """Hand the lock to the next in the queue; nothing happens when `owner` does not hold it."""
        with self._mutex:
            if self._owner is owner:
                self._hand_over()

    def _wait(self, waiter: _Waiter, deadline: float) -> bool:
        while True:
            left = deadline - time.monotonic()
            if waiter.bell.acquire(timeout=max(0.0, min(left, LOOK_AGAIN))):
                return True
            with self._mutex:
                if self._owner is None and self._queue:
                    self._hand_over()
                if self._owner is waiter.owner:
                    return True
                if left <= 0:
                    self._queue.remove(waiter)
                    return False

    def _step_back(self, waiter: _Waiter) -> None:
        """Leave the queue after an interruption, passing the lock on if it had just been handed to us."""
        with self._mutex:
            if self._owner is waiter.owner:
                self._hand_over()
            elif waiter in self._queue:
                self._queue.remove(waiter)

    def _hand_over(self) -> None:
        if self._queue:
            waiter = self._queue.popleft()
            self._give_to(waiter)
            waiter.bell.release()
        else:
            self._owner = None
            self._thread = None

    def _give_to(self, waiter: _Waiter) -> None:
        self._owner = waiter.owner
        self._thread = weakref.ref(waiter.thread)
        self._since = time.monotonic()

    def _describe(self) -> str:
        thread = self._thread() if self._thread is not None else None
        if thread is None:
            return "it is free now"
        return f"thread {thread.name!r} has held it for {time.monotonic() - self._since:.1f} s"


_locks: dict[str, FairLock] = {}
_locks_mutex = threading.Lock()


def lock_of(name: str) -> FairLock:
    """The one lock of this process over the database called `name` (a path or a shared in-memory name)."""
    key = name if name.startswith("file:") or name == ":memory:" else os.path.realpath(name)
    with _locks_mutex:
        return _locks.setdefault(key, FairLock())


def _forget_after_fork() -> None:
    """A child has only the forking thread: locks held by the others would never be released there."""
    global _locks_mutex  # noqa: PLW0603 - one registry a process, made anew in the child
    _locks_mutex = threading.Lock()
    _locks.clear()


os.register_at_fork(after_in_child=_forget_after_fork)
