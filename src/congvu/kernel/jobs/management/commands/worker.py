"""`congvu worker`: run background work until told to stop."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from congvu.kernel.jobs.actions import LEASE
from congvu.kernel.jobs.tasks import Worker


class Command(BaseCommand):
    """A worker process. SIGTERM and Ctrl-C let the job that is running end, then stop."""

    help = "Run background work until told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--lease",
            type=int,
            default=int(LEASE.total_seconds()),
            metavar="SECONDS",
            help="after how many seconds of silence another worker takes a job over",
        )

    def handle(self, *args: Any, lease: int, **options: Any) -> None:
        stop = threading.Event()

        def _stop(_number: int, _frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, _stop)
        signal.signal(signal.SIGINT, _stop)
        worker = Worker(lease=LEASE / LEASE.total_seconds() * lease)
        self.stdout.write(_("Worker %(name)s is running; Ctrl-C stops it.") % {"name": worker.name})
        self.stdout.flush()
        worker.run(stop)
        self.stdout.write(_("Worker stopped."))
