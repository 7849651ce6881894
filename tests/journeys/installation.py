"""An installation of its own for the journeys: the demo loaded once, `congvu serve` on a free port of this machine."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from tests.config.ports import free_port
from tests.journeys.moving_clock import WHERE, Clock
from tests.kernel.jobs.test_tasks import until

ROOT = Path(__file__).parents[2]
PROGRAM = "import sys; from congvu.config.command import run; sys.exit(run(sys.argv[1:]))"
#: The same by a clock that can be put on.
FOLLOWING = f"from tests.journeys.moving_clock import follow; follow(); {PROGRAM}"
#: Seconds for one command; loading the whole demo takes under a minute on two cores that have nothing else to do.
LONG = 240


@dataclass(frozen=True)
class Installation:
    """Its data folder, the environment of its commands, and where it answers ("" while it is not served)."""

    data: Path
    env: dict[str, str]
    address: str = ""

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data / "congvu.sqlite3"

    def congvu(self, *argv: str) -> subprocess.CompletedProcess[str]:
        """Run a `congvu` command to its end."""
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, *argv],
            env=self.env,
            capture_output=True,
            text=True,
            timeout=LONG,
            check=False,
        )


def new_installation(data: Path) -> Installation:
    """A demo installation in an empty folder; nothing of the environment's own installation is seen by it."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("CONGVU_", "DJANGO_"))}
    data.mkdir(parents=True)
    return Installation(data, env | {"CONGVU_DATA": str(data), "CONGVU_DEMO": "1", "COLUMNS": "80"})


def copy_of(found: Installation, data: Path) -> Installation:
    """The installation as it stands at this moment, in a folder of its own; `found` may be served meanwhile."""
    database = found.database.name
    shutil.copytree(found.data, data, ignore=shutil.ignore_patterns(f"{database}*", "*.lock", "serve.log"))
    copied = Installation(data, found.env | {"CONGVU_DATA": str(data)})
    with closing(sqlite3.connect(found.database)) as here, closing(sqlite3.connect(copied.database)) as there:
        here.backup(there)
    return copied


def answers(address: str) -> bool:
    """Whether somebody answers there."""
    try:
        with build_opener(ProxyHandler({})).open(address, timeout=10) as answer:
            return bool(answer.status == 200)
    except (URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def served(
    found: Installation, *options: str, program: str = PROGRAM
) -> Iterator[tuple[Installation, subprocess.Popen[bytes]]]:
    """The installation while it is served; the process is ended by its id, whatever happens."""
    port = free_port()
    command = [sys.executable, "-c", program, "serve", "--port", str(port), *options]
    log = found.data / "serve.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, env=found.env, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        address = f"http://127.0.0.1:{port}"
        until(lambda: process.poll() is not None or answers(f"{address}/sign-in/"))
        assert process.poll() is None, log.read_text(encoding="utf-8")
        yield replace(found, address=address), process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(20)


@contextmanager
def served_by_a_clock(found: Installation, clock: Clock) -> Iterator[Installation]:
    """The installation served by a clock that was put before."""
    path = os.pathsep.join(one for one in (str(ROOT), found.env.get("PYTHONPATH", "")) if one)
    env = found.env | {WHERE: str(clock.file), "PYTHONPATH": path}
    with served(replace(found, env=env), program=FOLLOWING) as (site, _process):
        yield site
