"""`congvu serve`, really started: it answers, it works in the background, it stops when told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.config.ports import free_port
from tests.kernel.jobs.test_tasks import until
from tests.patience import PATIENCE

PROGRAM = "import sys; from congvu.config.command import run; sys.exit(run(sys.argv[1:]))"
ASK = """
from django.utils import timezone
from congvu.kernel.jobs.queue import enqueue
enqueue("jobs.sweep", {}, now=timezone.now(), key="asked by a test")
"""
ANSWER = """
from congvu.kernel.jobs.models import Job
print(Job.objects.get(key="asked by a test").state)
"""


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """An installation in a folder of its own, its database made."""
    found = {key: value for key, value in os.environ.items() if not key.startswith(("CONGVU_", "DJANGO_"))}
    found |= {"CONGVU_DATA": str(tmp_path / "data")}
    congvu(found, "migrate", "--verbosity", "0")
    return found


def congvu(env: dict[str, str], *argv: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *argv], env=env, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def page(address: str) -> str:
    with build_opener(ProxyHandler({})).open(address, timeout=10) as answer:
        return str(answer.read().decode())


def answers(address: str) -> bool:
    try:
        page(address)
    except OSError:
        return False
    return True


@contextmanager
def server(env: dict[str, str], *options: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port = free_port()
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", str(port), *options]
    log = Path(env["CONGVU_DATA"]) / "serve.log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(command, env=env, stdout=output, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}/sign-in/"
        until(lambda: process.poll() is not None or answers(address))
        assert process.poll() is None, log.read_text(encoding="utf-8")
        yield process, address
    finally:
        process.kill()
        process.wait(PATIENCE)


@pytest.mark.slow
def test_serve_answers_works_and_stops(env: dict[str, str], tmp_path: Path) -> None:
    with server(env) as (process, address):
        assert "Đăng nhập" in page(address)
        congvu(env, "manage", "shell", "-c", ASK)
        until(lambda: congvu(env, "manage", "shell", "-c", ANSWER).split()[-1] == "done")
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        assert not answers(address)
    key = next((tmp_path / "data").rglob("secret.key"))
    assert key.stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
def test_killed_server_leaves_nobody_on_its_port(env: dict[str, str]) -> None:
    with server(env) as (process, address):
        process.kill()
        until(lambda: not answers(address))


@pytest.mark.slow
def test_serve_refuses_a_database_that_is_not_up_to_date(tmp_path: Path) -> None:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("CONGVU_", "DJANGO_"))}
    env |= {"CONGVU_DATA": str(tmp_path / "data")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "serve", "--port", str(free_port())],
        env=env, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "congvu migrate" in done.stderr


@pytest.mark.slow
def test_sqlite_is_served_by_one_process(env: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "serve", "--workers", "2", "--port", str(free_port())],
        env=env, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "SQLite" in done.stderr
    assert "--threads" in done.stderr
