"""An installation of its own for the journeys: the demo loaded once, `congvu serve` on a free port of this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from tests.config.ports import free_port
from tests.kernel.jobs.test_tasks import until

PROGRAM = "import sys; from congvu.config.command import run; sys.exit(run(sys.argv[1:]))"
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


def answers(address: str) -> bool:
    """Whether somebody answers there."""
    try:
        with build_opener(ProxyHandler({})).open(address, timeout=10) as answer:
            return bool(answer.status == 200)
    except (URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def served(found: Installation, *options: str) -> Iterator[tuple[Installation, subprocess.Popen[bytes]]]:
    """The installation while it is served; the process is ended by its id, whatever happens."""
    port = free_port()
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", str(port), *options]
    log = found.data / "serve.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, env=found.env, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        address = f"http://127.0.0.1:{port}"
        until(lambda: process.poll() is not None or answers(f"{address}/sign-in/"))
        assert process.poll() is None, log.read_text(encoding="utf-8")
        yield Installation(found.data, found.env, address), process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(20)
