"""What a web process of `congvu serve` runs: the application, a watch on its parent, and one worker among them.

`congvu.config.wsgi` is imported by the server before it forks its web processes, so they share its memory; this module
is imported by each web process for itself, after the fork.
"""

from __future__ import annotations

import atexit
import os
import threading
import time
from multiprocessing.util import Finalize
from pathlib import Path

from congvu.config.wsgi import application

__all__ = ["application"]

#: How long a stopping server waits for the job that is running; a longer one is run again after its lease.
PATIENCE = 10.0


def _turn(path: Path, stop: threading.Event) -> int | None:
    """Wait until no other web process of this installation works off the jobs; the open file that says so.

    The system gives the lock back when a process ends, however it ends, and the next one takes over. None when
    `stop` came first.
    """
    import fcntl

    held = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    while not stop.is_set():
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            stop.wait(1)
        else:
            return held
    os.close(held)
    return None


def start_embedded_worker() -> threading.Event:
    """Start a worker thread in this process; returns what stops it. It is stopped when the process ends."""
    from django.conf import settings

    from congvu.kernel.jobs.tasks import Worker

    stop = threading.Event()

    def work() -> None:
        if _turn(Path(settings.DATA) / "worker.lock", stop) is not None:
            Worker().run(stop)

    thread = threading.Thread(target=work, name="embedded-worker", daemon=True)
    thread.start()

    def end() -> None:
        stop.set()
        thread.join(PATIENCE)

    # The server's own child processes end without running atexit; multiprocessing's finalizers run there.
    atexit.register(end)
    Finalize(None, end, exitpriority=10)
    return stop


def end_with_parent() -> None:
    """End this process when the one that started it is gone: a killed server must not keep its port through us."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        # Whatever was running is in the database's hands: a transaction rolls back, a job runs again.
        os._exit(1)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


end_with_parent()
if os.environ.get("CONGVU_EMBEDDED_WORKER") == "1":
    start_embedded_worker()
