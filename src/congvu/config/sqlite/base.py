"""Django's SQLite backend for a register that many threads write at once.

Differences from Django's own, each for a reason:

* transactions begin IMMEDIATE: a deferred one that reads first and writes later fails at once with "database is
  locked" when somebody wrote in between, however long the timeout;
* a process-wide fair lock is taken before BEGIN IMMEDIATE and given back at commit, rollback or close, and around
  a single write in autocommit mode; reading in autocommit mode never takes it;
* WAL with synchronous=FULL: readers do not wait for writers, and a committed act survives a power cut;
* busy_timeout of at least 20 seconds against writers of other processes.

`OPTIONS` may hold what Django's backend takes; `timeout` (seconds) bounds both waits.
"""

from __future__ import annotations

import re
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from congvu.config.sqlite.lock import FairLock, WriteLockTimeout, lock_of

SHORTEST_TIMEOUT = 20.0

#: First words of statements that need the write lock when they come outside a transaction.
_WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|VACUUM|REINDEX|ANALYZE)\b", re.IGNORECASE)

_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -8192",
    "PRAGMA mmap_size = 134217728",
    "PRAGMA temp_store = MEMORY",
)


class _Owner:
    """What holds the lock on behalf of one connection; it outlives the connection, so the lock can be given back."""

    __slots__ = ("__weakref__",)


class Cursor(base.SQLiteCursorWrapper):
    """A cursor that queues up for a write outside a transaction."""

    wrapper: DatabaseWrapper

    def execute(self, query: str, params: Any = None) -> Any:
        if self.wrapper.autocommit and _WRITES.match(query):
            with self.wrapper.write_turn():
                return super().execute(query, params)
        return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        if self.wrapper.autocommit and _WRITES.match(query):
            with self.wrapper.write_turn():
                return super().executemany(query, param_list)
        return super().executemany(query, param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite with IMMEDIATE transactions behind a fair write lock."""

    # The stubs of Django leave out the private methods of a backend; `misc` below is that.
    transaction_mode: str | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._owner = _Owner()
        self._lock: FairLock | None = None
        self._write_timeout = SHORTEST_TIMEOUT

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        params["timeout"] = max(float(params.get("timeout", SHORTEST_TIMEOUT)), SHORTEST_TIMEOUT)
        self._write_timeout = params["timeout"]
        self.transaction_mode = self.transaction_mode or "IMMEDIATE"
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        lock = lock_of(str(conn_params["database"]))
        if lock is not self._lock:
            self._lock = lock
            # The wrapper of a finished thread is collected, not closed: its turn must end with it.
            weakref.finalize(self, lock.release, self._owner).atexit = False
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        if not self.is_in_memory_db():
            connection.execute("PRAGMA journal_mode = WAL")
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return connection

    def create_cursor(self, name: str | None = None) -> Cursor:  # noqa: ARG002 - Django's signature
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        cursor.wrapper = self
        return cursor

    def _take_turn(self) -> None:
        assert self._lock is not None, "a turn is taken on an open connection"
        try:
            self._lock.acquire(self._owner, self._write_timeout)
        except WriteLockTimeout as error:
            raise OperationalError(f"database is busy: {error}") from error

    def _end_turn(self) -> None:
        if self._lock is not None:
            self._lock.release(self._owner)

    @contextmanager
    def write_turn(self) -> Iterator[None]:
        """Hold the write lock for one statement outside a transaction."""
        self._take_turn()
        try:
            yield
        finally:
            self._end_turn()

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _release_if_over(self) -> None:
        """Give the lock back unless SQLite says that our transaction is still open."""
        if self.connection is None or not self.connection.in_transaction:
            self._end_turn()

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._release_if_over()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if autocommit:
            self._release_if_over()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()
