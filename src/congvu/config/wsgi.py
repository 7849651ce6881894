"""The web application, and in an embedded installation the worker thread beside it."""

from __future__ import annotations

import atexit
import os
import threading
import time
from multiprocessing.util import Finalize

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvu.config.settings")

#: How long a stopping server waits for the job that is running; a longer one is run again after its lease.
PATIENCE = 10.0

application: WSGIHandler = get_wsgi_application()
# Every room is loaded now: a room that cannot be loaded stops the start, and the first visitor does not wait for it.
get_resolver().url_patterns  # noqa: B018 - a property that loads


def start_embedded_worker() -> threading.Event:
    """Start a worker thread in this process; returns what stops it. It is stopped when the process ends."""
    from congvu.kernel.jobs.tasks import Worker

    stop = threading.Event()
    thread = threading.Thread(target=Worker().run, args=(stop,), name="embedded-worker", daemon=True)
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


if os.environ.get("CONGVU_SERVED") == "1":
    end_with_parent()
if os.environ.get("CONGVU_EMBEDDED_WORKER") == "1":
    start_embedded_worker()
