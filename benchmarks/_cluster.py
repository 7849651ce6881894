"""A PostgreSQL of the bench's own: made, started on a free port of loopback, and removed again."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def cluster() -> Iterator[str]:
    """The address of an empty database `congvu` on a cluster with its default durability (fsync on)."""
    programs, folder, port = _programs(), Path(tempfile.mkdtemp(prefix="congvu-bench-")), free_port()
    data = folder / "data"
    data.mkdir()
    folder.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(data, "postgres", "postgres")
    subprocess.run(
        _as_server(
            [str(programs / "initdb"), "-D", str(data), "-U", "congvu", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        ),
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
    )
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data}"
    control = [str(programs / "pg_ctl"), "-D", str(data)]
    subprocess.run(
        _as_server([*control, "-l", str(data / "log"), "-w", "-s", "-o", options, "start"]),
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
    )
    try:
        subprocess.run(
            [str(programs / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "congvu", "congvu"],
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
        )
        yield f"postgres://congvu@127.0.0.1:{port}/congvu"
    finally:
        subprocess.run(_as_server([*control, "-m", "immediate", "-s", "stop"]), check=False, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)
