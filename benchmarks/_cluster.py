"""A PostgreSQL of the bench's own: made, started on a free port of loopback, and removed again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class NoPostgres(RuntimeError):
    """PostgreSQL's server programs are not installed here."""


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise NoPostgres("install Debian's package postgresql to run this bench")
    return found[-1].parent


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as_server(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]


class Cluster:
    """One cluster with its default durability (fsync on); it can be killed and started again."""

    def __init__(self) -> None:
        self._programs, self.port = _programs(), free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="congvu-bench-"))
        self.data = self.folder / "data"
        self.data.mkdir()
        self.folder.chmod(0o755)
        if os.geteuid() == 0:
            shutil.chown(self.data, "postgres", "postgres")
        initdb = [str(self._programs / "initdb"), "-D", str(self.data), "-U", "congvu", "-A", "trust", "-E", "UTF8"]
        self._run([*initdb, "--locale=C.UTF-8"])
        self.start()
        place = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "congvu", "congvu"]
        subprocess.run(
            [str(self._programs / "createdb"), *place], check=True, cwd="/", stdout=subprocess.DEVNULL
        )
        self.address = f"postgres://congvu@127.0.0.1:{self.port}/congvu"

    def _run(self, command: list[str]) -> None:
        subprocess.run(_as_server(command), check=True, cwd="/", stdout=subprocess.DEVNULL)

    def _control(self, *words: str) -> list[str]:
        return [str(self._programs / "pg_ctl"), "-D", str(self.data), *words]

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.data}"
        self._run(self._control("-l", str(self.data / "log"), "-w", "-s", "-t", "120", "-o", options, "start"))

    def kill(self) -> None:
        """kill -9 of the server and of every process it has started."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(first, signal.SIGSTOP)  # so that it starts no more while its children are counted
        children = [int(pid) for pid in Path(f"/proc/{first}/task/{first}/children").read_text().split()]
        for pid in (*children, first):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        while any(_alive(pid) for pid in (first, *children)):
            time.sleep(0.05)
        # Nobody may reap the dead here, and a number that still stands in the table would pass for a living server.
        for name in ("postmaster.pid", f".s.PGSQL.{self.port}.lock", f".s.PGSQL.{self.port}"):
            (self.data / name).unlink(missing_ok=True)

    def remove(self) -> None:
        """Stop it and take its files away."""
        subprocess.run(_as_server(self._control("-m", "immediate", "-s", "stop")), check=False, cwd="/")
        shutil.rmtree(self.folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@contextmanager
def cluster() -> Iterator[str]:
    """The address of an empty database `congvu` on a cluster of the bench's own."""
    made = Cluster()
    try:
        yield made.address
    finally:
        made.remove()
