"""The SQLite engine under real threads: fair turns, no lost lock, no "database is locked"."""

from __future__ import annotations

import gc
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, IntegrityError, OperationalError, connections
from django.db.transaction import Atomic
from django.db.utils import ConnectionHandler
from pytest_django.plugin import DjangoDbBlocker

from congvu.config.sqlite.base import DatabaseWrapper
from congvu.config.sqlite.lock import FairLock, lock_of
from tests.config.sqlite.test_lock import PATIENCE, until


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.sqlite3"


def connection_to(path: Path) -> DatabaseWrapper:
    """A connection that belongs to no thread and to no handler."""
    settings = ConnectionHandler({"default": {"ENGINE": "congvu.config.sqlite", "NAME": path}}).settings
    wrapper = DatabaseWrapper(settings[DEFAULT_DB_ALIAS], "default")
    wrapper.inc_thread_sharing()
    return wrapper


@pytest.fixture
def opened(path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Callable[[], DatabaseWrapper]]:
    """Makes connections of their own to one file; they are closed at the end."""
    made: list[DatabaseWrapper] = []

    def connect() -> DatabaseWrapper:
        wrapper = connection_to(path)
        made.append(wrapper)
        return wrapper

    with django_db_blocker.unblock():
        with connect().cursor() as cursor:
            cursor.execute("CREATE TABLE counter (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)")
            cursor.execute("INSERT INTO counter VALUES (1, 0)")
        yield connect
        for wrapper in made:
            wrapper.close()


@pytest.fixture
def lock(path: Path) -> FairLock:
    return lock_of(str(path))


class atomic(Atomic):  # noqa: N801 - reads as Django's
    """`transaction.atomic` over a connection that is not in the handler."""

    def __init__(self, wrapper: DatabaseWrapper) -> None:
        super().__init__(using="default", savepoint=True, durable=False)
        self.wrapper = wrapper

    def __enter__(self) -> None:
        self._before = connections["default"]
        connections["default"] = self.wrapper
        super().__enter__()

    def __exit__(self, *error: Any) -> None:
        try:
            super().__exit__(*error)
        finally:
            connections["default"] = self._before


def value(wrapper: DatabaseWrapper) -> int:
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT n FROM counter WHERE id = 1")
        return int(cursor.fetchone()[0])


def write(wrapper: DatabaseWrapper, number: int = 1) -> None:
    with wrapper.cursor() as cursor:
        cursor.execute("UPDATE counter SET n = n + %s WHERE id = 1", [number])


def test_connection_keeps_the_promises_of_a_register(opened: Callable[[], DatabaseWrapper]) -> None:
    wrapper, found = opened(), {}
    with wrapper.cursor() as cursor:
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            found[pragma] = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20000}
    assert wrapper.transaction_mode == "IMMEDIATE"


def test_transaction_holds_the_turn_until_commit(opened: Callable[[], DatabaseWrapper], lock: FairLock) -> None:
    wrapper = opened()
    with atomic(wrapper):
        assert lock.held()
        write(wrapper)
    assert not lock.held()
    assert value(wrapper) == 1


def test_reading_outside_a_transaction_takes_no_turn(opened: Callable[[], DatabaseWrapper], lock: FairLock) -> None:
    writer, reader = opened(), opened()
    with atomic(writer):
        write(writer)
        assert value(reader) == 0, "a reader sees the last commit and does not wait"
    assert value(reader) == 1


def test_rollback_gives_the_turn_back(opened: Callable[[], DatabaseWrapper], lock: FairLock) -> None:
    wrapper = opened()
    with pytest.raises(RuntimeError), atomic(wrapper):
        write(wrapper)
        raise RuntimeError
    assert not lock.held()
    assert value(wrapper) == 0


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit])
def test_interruption_gives_the_turn_back(
    opened: Callable[[], DatabaseWrapper], lock: FairLock, interruption: type[BaseException]
) -> None:
    wrapper = opened()
    with pytest.raises(interruption), atomic(wrapper):
        write(wrapper)
        raise interruption
    assert not lock.held()
    assert value(wrapper) == 0


def test_inner_block_and_savepoint_keep_the_turn(opened: Callable[[], DatabaseWrapper], lock: FairLock) -> None:
    wrapper = opened()
    with atomic(wrapper):
        with pytest.raises(IntegrityError), atomic(wrapper), wrapper.cursor() as cursor:
            cursor.execute("INSERT INTO counter VALUES (1, 5)")
        assert lock.held()
        write(wrapper)
    assert not lock.held()
    assert value(wrapper) == 1


def test_closing_in_the_middle_gives_the_turn_back(opened: Callable[[], DatabaseWrapper], lock: FairLock) -> None:
    wrapper = opened()
    with pytest.raises(Exception, match="closed"), atomic(wrapper):
        write(wrapper)
        wrapper.close()
        assert not lock.held()
        write(wrapper)
    assert not lock.held()
    assert value(opened()) == 0


def test_failed_begin_gives_the_turn_back(
    opened: Callable[[], DatabaseWrapper], lock: FairLock, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapper = opened()
    wrapper.ensure_connection()
    wrapper.transaction_mode = "NONSENSE"
    with pytest.raises(OperationalError), atomic(wrapper):
        pass
    assert not lock.held()


def test_failed_commit_gives_the_turn_back(opened: Callable[[], DatabaseWrapper], lock: FairLock) -> None:
    wrapper = opened()
    with wrapper.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE child (of INTEGER REFERENCES counter(id) DEFERRABLE INITIALLY DEFERRED)"
        )
    with pytest.raises(IntegrityError), atomic(wrapper), wrapper.cursor() as cursor:
        cursor.execute("INSERT INTO child VALUES (99)")
    assert not lock.held()
    with atomic(wrapper):
        write(wrapper)
    assert value(wrapper) == 1


@pytest.mark.usefixtures("opened")
@pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning")  # not closing it is what this is about
def test_connection_collected_in_a_transaction_gives_the_turn_back(path: Path, lock: FairLock) -> None:
    def vanish() -> None:
        wrapper = connection_to(path)
        wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        assert lock.held()

    thread = threading.Thread(target=vanish)
    thread.start()
    thread.join(PATIENCE)
    gc.collect()
    assert not lock.held()


def test_single_write_waits_for_its_turn_and_gives_it_back(
    opened: Callable[[], DatabaseWrapper], lock: FairLock
) -> None:
    holder, other = opened(), opened()
    with atomic(holder):
        thread = threading.Thread(target=write, args=(other,))
        thread.start()
        until(lambda: lock.waiting() == 1)
        write(holder, 10)
    thread.join(PATIENCE)
    assert not lock.held()
    assert value(holder) == 11


def test_single_write_that_fails_gives_the_turn_back(opened: Callable[[], DatabaseWrapper], lock: FairLock) -> None:
    wrapper = opened()
    with pytest.raises(IntegrityError), wrapper.cursor() as cursor:
        cursor.execute("INSERT INTO counter VALUES (1, 5)")
    assert not lock.held()


def test_writers_in_threads_lose_nothing(opened: Callable[[], DatabaseWrapper], lock: FairLock) -> None:
    rounds, errors = 60, []

    def work(wrapper: DatabaseWrapper) -> None:
        try:
            for _ in range(rounds):
                wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
                before = value(wrapper)
                with wrapper.cursor() as cursor:
                    cursor.execute("UPDATE counter SET n = %s WHERE id = 1", [before + 1])
                wrapper.commit()
                wrapper.set_autocommit(True)
        except Exception as error:  # noqa: BLE001 - shown by the assert below
            errors.append(error)

    threads = [threading.Thread(target=work, args=(opened(),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert errors == []
    assert value(opened()) == 4 * rounds
    assert not lock.held()


def test_writer_of_another_process_is_waited_for(
    opened: Callable[[], DatabaseWrapper], path: Path, lock: FairLock
) -> None:
    """Another process does not know our lock: SQLite's own makes us wait, and the turn is not lost meanwhile."""
    wrapper = opened()
    outside = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    outside.execute("BEGIN IMMEDIATE")
    thread = threading.Thread(target=write, args=(wrapper,))
    thread.start()
    until(lock.held)
    outside.execute("UPDATE counter SET n = n + 100")
    outside.execute("COMMIT")
    outside.close()
    thread.join(PATIENCE)
    assert value(wrapper) == 101
