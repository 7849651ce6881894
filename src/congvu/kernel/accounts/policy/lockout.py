"""Khóa tạm. How long to wait after wrong attempts. The same for a real account and for a name nobody has."""

from __future__ import annotations

from datetime import datetime, timedelta

from congvu.kernel.accounts.models.people import Lockable

#: Wrong attempts without any waiting; then the wait doubles with each further one, up to the longest.
FREE_ATTEMPTS = 5
#: The same for one network address. A whole office may stand behind it, so one attempt is forgiven every
#: `FORGIVE_EVERY`: only a flood has to wait.
FREE_ATTEMPTS_PER_ADDRESS = 60
FORGIVE_EVERY = timedelta(seconds=15)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
#: After this long without a wrong attempt the count starts anew.
FORGET_AFTER = timedelta(hours=24)


def wait_after(failures: int, free: int = FREE_ATTEMPTS) -> timedelta:
    """The wait after so many wrong attempts in a row: none, 1, 2, 4 … 60 minutes."""
    if failures < free:
        return timedelta(seconds=0)
    doublings = min(failures - free, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def is_locked(who: Lockable, now: datetime) -> bool:
    """True while nothing is tried, not even the right password."""
    return who.locked_until is not None and now < who.locked_until


def note_failure(
    who: Lockable, now: datetime, free: int = FREE_ATTEMPTS, forgive_every: timedelta | None = None
) -> bool:
    """Count one wrong attempt on the (locked, unsaved) row; True if it now has to wait.

    `forgive_every`: one earlier attempt is forgiven for each such span since the last.
    """
    if who.last_failed_at is not None:
        since = now - who.last_failed_at
        if since >= FORGET_AFTER:
            who.failed_attempts = 0
        elif forgive_every is not None:
            who.failed_attempts = max(0, who.failed_attempts - since // forgive_every)
    who.failed_attempts += 1
    who.last_failed_at = now
    wait = wait_after(who.failed_attempts, free)
    who.locked_until = now + wait if wait else None
    return bool(wait)


def forget(who: Lockable) -> None:
    """Start the count anew (signed in completely, or the system owner said so)."""
    who.failed_attempts = 0
    who.last_failed_at = None
    who.locked_until = None
