"""The server killed in the middle of acts: what was said to be done is there, the rest is whole or not there at all.

On SQLite always; on PostgreSQL as well when CONGVU_DATABASE_URL names one.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.journeys.installation import Installation, new_installation, served
from tests.rough.typist import Typist

pytestmark = pytest.mark.slow
URL = os.environ.get("CONGVU_DATABASE_URL", "")
TYPISTS, ROUNDS, ENOUGH = 3, 2, 12

#: The province with one directive, issued to the units; loaded in a few seconds.
LOAD = """
from datetime import datetime
from django.utils import timezone
from congvu.demo.loading import load
from congvu.demo.papers_of_lam_giang import PAPERS
found = load(now=timezone.now(), tell=lambda *told: None, papers=[p for p in PAPERS if p.code == "viec-ton-dong"])
assert found.cases
"""
CODES = """
from congvu.kernel.casework.models import Case
print(*Case.objects.filter(kind="directive_task").order_by("pk").values_list("code", flat=True)[:6])
"""
NOTES = """
import json
from congvu.kernel.journal.models import Line
lines = Line.objects.filter(stream__startswith="case/", verb="case.noted").values_list("stream", "text")
print(json.dumps([[stream[5:], text] for stream, text in lines]))
"""


def engines() -> list[str]:
    """SQLite, and PostgreSQL where there is one."""
    return ["sqlite", *(["postgres"] if URL.startswith("postgres") else [])]


@pytest.fixture(params=engines())
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """An installation of its own with a few hundred cases."""
    found = new_installation(tmp_path / "data")
    if request.param == "sqlite":
        yield filled(found)
        return
    import psycopg

    parts = urlsplit(URL)
    name = f"killed_{os.getpid()}"
    admin = urlunsplit(parts._replace(scheme="postgresql", path="/postgres"))
    with psycopg.connect(admin, autocommit=True) as database:
        database.execute(f'CREATE DATABASE "{name}"')
    try:
        found.env["CONGVU_DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))
        yield filled(found)
    finally:
        with psycopg.connect(admin, autocommit=True) as database:
            database.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def filled(found: Installation) -> Installation:
    """Migrated and loaded."""
    for command in (("migrate", "--verbosity", "0"), ("manage", "shell", "-c", LOAD)):
        done = found.congvu(*command)
        assert done.returncode == 0, done.stderr
    return found


def told(found: Installation, question: str) -> str:
    """What a question in Python, put to the installation, prints last."""
    done = found.congvu("manage", "shell", "-c", question)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


def type_until_it_breaks(typist: Typist, codes: list[str], turn: str, enough: threading.Semaphore) -> None:
    """Note after note, each with words of its own, until the server goes away."""
    number = 0
    try:
        while True:
            number += 1
            if typist.note(codes[number % len(codes)], f"{typist.login} {turn} {number}") == 302:
                enough.release()
    except (OSError, http.client.HTTPException):
        return


def test_a_killed_server_loses_nothing_and_halves_nothing(office: Installation) -> None:
    """Killed with -9, all its processes, while three people write into the same cases; then again."""
    codes = told(office, CODES).split()
    typists: list[Typist] = []
    for turn in range(ROUNDS):
        with served(office) as (site, process), ThreadPoolExecutor(TYPISTS) as pool:
            if not typists:
                typists = [Typist(site.address, login) for login in ("theo-doi", "chanh-van-phong", "chu-tich")]
            for typist in typists:
                typist.move(site.address)
            enough = threading.Semaphore(0)
            work = [pool.submit(type_until_it_breaks, one, codes, str(turn), enough) for one in typists]
            for _taken in range(ENOUGH):
                assert enough.acquire(timeout=60)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)
            for one in work:
                one.result(60)
        checked = office.congvu("verify", "--quiet")
        assert checked.returncode == 0, checked.stdout + checked.stderr
    if office.database.exists():
        with closing(sqlite3.connect(office.database)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    lines: list[list[Any]] = json.loads(told(office, NOTES))
    kept = [(code, json.loads(text).get("words", "")) for code, text in lines]
    typed = [taken for typist in typists for taken in typist.taken]
    assert len(typed) >= ROUNDS * ENOUGH
    assert [taken for taken in typed if kept.count(taken) != 1] == []
    assert len(set(kept)) == len(kept)

