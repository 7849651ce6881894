"""What every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

# No test of this house asserts a time: a busy machine must not make a property fail.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")


@pytest.fixture
def now() -> datetime:
    """A Tuesday morning of work: 24 November 2026, 08:30 in Viet Nam."""
    return datetime(2026, 11, 24, 8, 30, tzinfo=HANOI)


@pytest.fixture
def shared() -> Path:
    """The folder of real texts named by CONGVU_SHARED; tests that read them are skipped where it is absent."""
    folder = os.environ.get("CONGVU_SHARED", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("CONGVU_SHARED names no folder of real texts")
    return Path(folder)


@pytest.fixture(autouse=True)
def _forget_between_tests() -> Iterator[None]:
    """No test sees what another one left in the memory of the process: caches, and "this thread has written".

    A test's transaction never ends by a commit, so without this a thread that once wrote a rule or an agency would
    read them from the database for the rest of the run, and every count of statements after it would be wrong.
    """
    from congvu.kernel.org.queries import forget as forget_organisation
    from congvu.kernel.rules.queries.local import forget as forget_rules

    forget_organisation()
    forget_rules()
    yield
    cache.clear()


@contextmanager
def guards_off() -> Iterator[None]:
    """Without the triggers that guard journal and cases: only to empty the tables between tests that commit.

    Nothing in the product does this; whoever has the database's own password could, and `congvu verify` shows it.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            try:
                yield
            finally:
                cursor.execute("SET session_replication_role = DEFAULT")
        return
    with connection.cursor() as cursor:
        triggers = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        try:
            yield
        finally:
            for _name, sql in triggers:
                cursor.execute(sql)


@pytest.fixture(autouse=True, scope="session")
def _tables_of_guarded_rooms_can_be_emptied() -> Iterator[None]:
    """Let Django flush the tables after tests that commit (`transaction=True`)."""
    teardown = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # Django's own hook

    def unguarded(self: TransactionTestCase) -> None:
        with guards_off():
            teardown(self)

    TransactionTestCase._fixture_teardown = unguarded  # type: ignore[attr-defined]
    yield
    TransactionTestCase._fixture_teardown = teardown  # type: ignore[attr-defined]
