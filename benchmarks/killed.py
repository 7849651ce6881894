"""kill -9 of the web, of the worker and of the database, in turn, while people write: no acknowledged act may be lost.

CONGVU_BENCH_KILLS: how many kills (default 12; the mark is 100). Four typists write notes through the front door all
the time; an act counts as acknowledged when the answer said that it was taken. At the end the journal is verified,
every acknowledged note has to stand in it exactly once, and no job may have failed.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks._cluster import Cluster, free_port
from tests.journeys.installation import PROGRAM, answers
from tests.rough.typist import Typist

KILLS = int(os.environ.get("CONGVU_BENCH_KILLS", "12"))
#: Notes that have to be taken between two kills.
BETWEEN = int(os.environ.get("CONGVU_BENCH_BETWEEN", "8"))
LOGINS = ("theo-doi", "chanh-van-phong", "chu-tich", "gd-noi-vu")
LOAD = """
from django.utils import timezone
from congvu.demo.living.running import Wish, live
now = timezone.now()
live(wish=Wish("small", 7, 60, now), now=now, tell=lambda words, share: None)
from congvu.kernel.casework.models import Case
print(*Case.objects.filter(kind="directive_task").order_by("pk").values_list("code", flat=True)[:6])
"""
NOTES = """
import json
from congvu.kernel.journal.models import Line
from congvu.kernel.jobs.models import Job
lines = Line.objects.filter(stream__startswith="case/", verb="case.noted").values_list("stream", "text")
print(json.dumps({"lines": [[s[5:], t] for s, t in lines], "failed": Job.objects.filter(state="failed").count()}))
"""


class Office:
    """The parts that can be killed: web, worker, database."""

    def __init__(self, data: Path) -> None:
        self.cluster = Cluster()
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        outside = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO_")}
        self.env = {
            **outside, "CONGVU_DATABASE_URL": self.cluster.address, "CONGVU_DATA": str(data), "CONGVU_DEMO": "1",
            "CONGVU_EMBEDDED_WORKER": "0",
        }  # fmt: skip
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def congvu(self, *argv: str) -> str:
        """Run a command to its end; what it printed."""
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *argv], env=self.env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stdout[-1500:] + done.stderr[-1500:])
        return done.stdout

    def start(self, name: str) -> None:
        """Start the web or the worker; the web is waited for."""
        words = ("serve", "--port", str(self.port), "--no-worker") if name == "web" else ("worker",)
        self.processes[name] = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *words], env=self.env, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        while name == "web" and not answers(f"{self.address}/sign-in/"):
            time.sleep(0.1)

    def kill(self, name: str) -> None:
        """kill -9, and start the part again."""
        if name == "database":
            self.cluster.kill()
            self.cluster.start()
            return
        process = self.processes[name]
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)
        self.start(name)

    def end(self) -> None:
        """End everything that was started here."""
        for process in self.processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(30)
        self.cluster.remove()


def _type(typist: Typist, codes: list[str], stop: threading.Event, failed: list[int]) -> None:
    """Note after note until the end; what breaks off is not acknowledged and is written anew in other words."""
    number = 0
    while not stop.is_set():
        number += 1
        try:
            typist.note(codes[number % len(codes)], f"{typist.login} {number}")
        except (OSError, http.client.HTTPException, AssertionError):
            failed.append(number)
            stop.wait(0.2)


def drill(data: Path, kills: int = KILLS) -> dict[str, Any]:
    """So many kills; returns what was counted. Raises when an acknowledged act is missing or doubled."""
    office = Office(data)
    try:
        office.congvu("migrate", "--verbosity", "0")
        codes = office.congvu("manage", "shell", "-c", LOAD).strip().splitlines()[-1].split()
        for name in ("web", "worker"):
            office.start(name)
        typists = [Typist(office.address, login) for login in LOGINS]
        stop, failed = threading.Event(), list[int]()
        threads = [threading.Thread(target=_type, args=(one, codes, stop, failed)) for one in typists]
        for thread in threads:
            thread.start()
        try:
            for number in range(kills):
                before = sum(len(one.taken) for one in typists)
                until = time.monotonic() + 120
                while sum(len(one.taken) for one in typists) < before + BETWEEN:
                    if time.monotonic() > until:
                        raise RuntimeError(f"after kill {number} nobody could write any more")
                    time.sleep(0.05)
                office.kill(("web", "database", "worker")[number % 3])
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        office.congvu("verify", "--quiet")
        told = json.loads(office.congvu("manage", "shell", "-c", NOTES).strip().splitlines()[-1])
    finally:
        office.end()
    kept = [(code, json.loads(text).get("words", "")) for code, text in told["lines"]]
    taken = [pair for one in typists for pair in one.taken]
    wrong = [pair for pair in taken if kept.count(pair) != 1]
    if wrong or told["failed"]:
        raise RuntimeError(f"{len(wrong)} acknowledged acts lost or doubled, {told['failed']} jobs failed: {wrong[:3]}")
    return {"kills": kills, "acknowledged": len(taken), "broken_off": len(failed), "lines": len(kept)}


def run() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as data:
        found = drill(Path(data))
    return [
        {
            "work": f"kill -9 of web, database and worker in turn, {found['kills']} times under load",
            "ours": f"0 of {found['acknowledged']:,} acknowledged acts lost, journal verified",
            "beside": f"{found['broken_off']} acts broken off before they were acknowledged",
            "ratio": "",
            "reach": "0 lost",
        }
    ]
