"""The engine of PostgreSQL: a kept connection is asked only where there is reason to doubt it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.postgresql import base

from tests.kernel.jobs.test_tasks import until

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="asks a real PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def kept() -> Iterator[base.DatabaseWrapper]:
    """A second connection of the same installation, as a web process keeps one between requests."""
    found = connection.copy()
    assert isinstance(found, base.DatabaseWrapper)
    try:
        found.ensure_connection()
        yield found
    finally:
        found.close()


def server_process(kept: base.DatabaseWrapper) -> int:
    with kept.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def terminate(process: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [process])


def test_a_live_connection_is_kept_without_asking_it(
    kept: base.DatabaseWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(_self: base.DatabaseWrapper) -> bool:
        raise AssertionError("a statement was sent")

    monkeypatch.setattr(base.DatabaseWrapper, "is_usable", asked)
    assert kept.is_usable()


def test_a_connection_whose_server_ended_is_found_out_and_opened_anew(kept: base.DatabaseWrapper) -> None:
    process = server_process(kept)
    terminate(process)
    until(lambda: not kept.is_usable())
    vars(kept).update(health_check_enabled=True, health_check_done=False)  # as at the beginning of a request
    assert server_process(kept) != process


def test_after_an_error_the_connection_is_asked(kept: base.DatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base.DatabaseWrapper, "is_usable", lambda _self: False)
    kept.errors_occurred = True
    assert not kept.is_usable()
