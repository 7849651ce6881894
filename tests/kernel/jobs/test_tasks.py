"""The worker: runs, fails, is killed in the middle, stops politely."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from congvu.kernel.jobs import actions, queue, tasks
from congvu.kernel.jobs.models import Job, State
from congvu.kernel.jobs.queue import enqueue
from congvu.kernel.jobs.tasks import Worker, drain
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def calls() -> Iterator[list[object]]:
    """Jobs that exist only here, and the calls made to them."""
    before, rounds, made = dict(queue._kinds), dict(queue._schedules), list[object]()
    queue._schedules.clear()

    def note(*, n: int) -> None:
        made.append(n)

    def moment(*, now: datetime) -> None:
        made.append(now)

    def fall(*, words: str) -> None:
        made.append("fell")
        raise ValueError(words)

    queue.job("tests.note", label="Note")(note)
    queue.job("tests.moment", label="Moment")(moment)
    queue.job("tests.fall", label="Fall", max_attempts=2)(fall)
    yield made
    queue._kinds.clear()
    queue._kinds.update(before)
    queue._schedules.update(rounds)


@pytest.mark.django_db
def test_drain_runs_everything_that_is_due(now: datetime, calls: list[object]) -> None:
    for number in range(3):
        enqueue("tests.note", {"n": number}, now=now)
    enqueue("tests.moment", {}, now=now)
    enqueue("tests.note", {"n": 99}, now=now, run_at=now + timedelta(seconds=1))
    assert drain(now=now) == 4
    assert calls == [0, 1, 2, now]
    assert sorted(Job.objects.values_list("state", flat=True)) == [State.DONE] * 4 + [State.WAITING]


@pytest.mark.django_db
def test_drain_raises_what_a_job_raises_and_records_it(now: datetime) -> None:
    enqueue("tests.fall", {"words": "personal words"}, now=now)
    with pytest.raises(ValueError, match="personal words"):
        drain(now=now)
    job = Job.objects.get()
    assert (job.state, job.attempts) == (State.FAILED, 1)


@pytest.mark.django_db
def test_worker_goes_on_after_a_failing_job(now: datetime, calls: list[object]) -> None:
    moments = [now]
    worker = Worker(clock=lambda: moments[0])
    enqueue("tests.fall", {"words": "x"}, now=now)
    enqueue("tests.note", {"n": 1}, now=now)
    assert worker.step()
    assert worker.step()
    moments[0] = now + timedelta(hours=2)
    assert worker.step()
    assert calls == ["fell", 1, "fell"]
    assert Job.objects.get(name="tests.fall").state == State.DEAD
    assert not worker.step()


@pytest.mark.django_db
def test_worker_records_a_job_nobody_knows_any_more(now: datetime) -> None:
    Job.objects.create(name="old.job", run_at=now, created_at=now, max_attempts=1)
    assert Worker(clock=lambda: now).step()
    job = Job.objects.get()
    assert job.state == State.DEAD
    assert job.last_error.startswith("UnknownJobError")


@pytest.mark.django_db
def test_worker_gives_an_interrupted_job_back(now: datetime) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    queue.job("tests.interrupt", label="x")(interrupt)
    enqueue("tests.interrupt", {}, now=now)
    with pytest.raises(KeyboardInterrupt):
        Worker(clock=lambda: now).step()
    job = Job.objects.get()
    assert (job.state, job.attempts) == (State.WAITING, 0)


def test_described_puts_the_message_on_a_line_of_its_own() -> None:
    try:
        queue.Every.parse("Nguyễn Văn A")
    except ValueError as error:
        first, *rest = tasks.described(error).split("\n")
    assert first.startswith("ValueError at jobs/queue.py:")
    assert "Nguyễn" not in first
    assert "Nguyễn" in rest[0]


@pytest.mark.django_db
def test_sweep_job_deletes_what_ended_long_ago(now: datetime) -> None:
    old = now - timedelta(hours=15 * 24)
    enqueue("tests.note", {"n": 1}, now=old)
    assert drain(now=old) == 1
    enqueue("jobs.sweep", {}, now=now)
    drain(now=now)
    assert list(Job.objects.values_list("name", flat=True)) == ["jobs.sweep"]


# The tests below use processes and threads of their own, hence a database that others can open.


@pytest.fixture
def installation(tmp_path: Path) -> dict[str, str]:
    """The environment of an empty installation in a folder of its own, with only this room's tables."""
    (tmp_path / "slow").mkdir()
    (tmp_path / "slow" / "__init__.py").write_text("urlpatterns = []\n", encoding="utf-8")
    (tmp_path / "slow" / "tasks.py").write_text(SLOW_TASKS, encoding="utf-8")
    (tmp_path / "room_settings.py").write_text(ROOM_SETTINGS, encoding="utf-8")
    env = {key: value for key, value in os.environ.items() if not key.startswith("CONGVU_")}
    env |= {
        "CONGVU_DATA": str(tmp_path / "data"),
        "DJANGO_SETTINGS_MODULE": "room_settings",
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT), str(ROOT / "src")]),
        "SLOW_FOLDER": str(tmp_path),
    }
    django(env, "migrate", "--verbosity", "0")
    return env


#: A settings module with this room only, so that these tests say nothing about the other rooms.
ROOM_SETTINGS = """
from congvu.config.settings import *
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "congvu.kernel.jobs", "slow"]
AUTH_USER_MODEL = "auth.User"
ROOT_URLCONF = "slow"
MIDDLEWARE = []
SILENCED_SYSTEM_CHECKS = ["urls.W001"]
"""

#: A job that says when it began and ends when the file `go` is there.
SLOW_TASKS = """
import os, pathlib, time
from congvu.kernel.jobs.queue import job
folder = pathlib.Path(os.environ["SLOW_FOLDER"])

@job("slow.begin", label="Slow")
def begin(*, n):
    with (folder / "begun").open("a") as file:
        file.write(f"{os.getpid()}\\n")
    while not (folder / "go").exists():
        time.sleep(0.01)
    with (folder / "ended").open("a") as file:
        file.write(f"{os.getpid()}\\n")
"""


def django(env: dict[str, str], *argv: str) -> str:
    """Run a management command in the installation; returns what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "django", *argv], env=env, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition, for a bounded time."""
    limit = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < limit, "the condition did not come true"
        time.sleep(0.02)


def lines(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


def worker_process(env: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "django", "worker", "--lease", "2"], env=env, stdout=subprocess.PIPE, text=True
    )


def ask_for_slow(env: dict[str, str]) -> None:
    django(
        env,
        "shell",
        "-c",
        "from django.utils import timezone; from congvu.kernel.jobs.queue import enqueue; "
        "enqueue('slow.begin', {'n': 1}, now=timezone.now())",
    )


def state_of(env: dict[str, str]) -> str:
    return django(
        env,
        "shell",
        "-c",
        "from congvu.kernel.jobs.models import Job; j = Job.objects.get(name='slow.begin'); print(j.state, j.attempts)",
    ).splitlines()[-1]


@pytest.mark.slow
def test_job_of_a_killed_worker_is_run_again_by_another(tmp_path: Path, installation: dict[str, str]) -> None:
    ask_for_slow(installation)
    first = worker_process(installation)
    second = None
    try:
        until(lambda: len(lines(tmp_path / "begun")) == 1)
        first.kill()
        first.wait(PATIENCE)
        assert state_of(installation) == "running 1", "a killed worker cannot say that it stopped"
        second = worker_process(installation)
        until(lambda: len(lines(tmp_path / "begun")) == 2)
        (tmp_path / "go").touch()
        until(lambda: lines(tmp_path / "ended") == [str(second.pid)])
        second.send_signal(signal.SIGTERM)
        assert second.wait(PATIENCE) == 0
        assert state_of(installation) == "done 2"
    finally:
        for process in (first, second):
            if process is not None:
                process.kill()
                process.communicate()


@pytest.mark.slow
def test_worker_told_to_stop_ends_its_job_first(tmp_path: Path, installation: dict[str, str]) -> None:
    ask_for_slow(installation)
    process = worker_process(installation)
    try:
        until(lambda: len(lines(tmp_path / "begun")) == 1)
        process.send_signal(signal.SIGTERM)
        (tmp_path / "go").touch()
        assert process.wait(PATIENCE) == 0
        assert state_of(installation) == "done 1"
    finally:
        process.kill()
        process.communicate()


@pytest.mark.django_db(transaction=True)
def test_heartbeat_keeps_the_lease_of_a_long_job() -> None:
    """A job that runs for longer than its lease keeps it, and no reaper takes it."""
    began, go, seen = threading.Event(), threading.Event(), []

    def long(*, n: int) -> None:
        began.set()
        go.wait(PATIENCE)

    queue.job("tests.long", label="Long")(long)
    enqueue("tests.long", {"n": 1}, now=datetime.now(UTC))
    lease = timedelta(seconds=1)
    stop = threading.Event()
    worker = threading.Thread(target=Worker(lease=lease).run, args=(stop,))
    worker.start()
    try:
        assert began.wait(PATIENCE)
        first = Job.objects.get(name="tests.long").lease_until
        assert first is not None
        until(lambda: (Job.objects.get(name="tests.long").lease_until or first) > first + 2 * lease)
        seen.append(actions.reap(now=timezone.now()))
    finally:
        go.set()
        stop.set()
        worker.join(PATIENCE)
    assert seen == [0]
    assert Job.objects.get(name="tests.long").state == State.DONE
