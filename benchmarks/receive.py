"""A dossier received through HTTP beside the barest step Django can make, on one PostgreSQL in one run.

The counter's own form: log-in, policy, plan, applicant, code, case with clock, custody and journal, papers, fee with
its receipt, first station, slip, job. Four clerks on keep-alive connections, at four desks and at one and the same (who
share its numbers, so that they wait for each other); the sites are served alike, in interleaved rounds. The load the
machine had before is said, since the figures of a busy one say little.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from typing import Any

from benchmarks._cluster import cluster
from benchmarks._reception import ITEMS, form
from benchmarks.acts import FLOOR, OURS, Site, load

ROUNDS, MOST = 3, 3000


def stage(what: str, env: dict[str, str]) -> dict[str, Any]:
    """One part of `_reception`, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks._reception", what], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-1500:])
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


class Clerks:
    """Four clients that send one dossier after the other, never the same twice."""

    def __init__(self, cookies: list[str], variant: int, first_client: int) -> None:
        token = "a" * 32
        self.headers = [
            {"Cookie": f"{cookie}; csrftoken={token}", "Referer": "http://127.0.0.1/", "X-CSRFToken": token}
            for cookie in cookies
        ]
        self._path, self._first, self._sent = f"/onestop/receive/?case={variant}", first_client, 0

    def send(self, site: Site) -> dict[str, Any]:
        """Load the site for a while."""
        start, self._sent = self._sent, self._sent + MOST
        requests = [
            [(self._path, form(self._first + client, start + number)) for number in range(MOST)]
            for client in range(len(self.headers))
        ]
        found = load(site, self.headers, requests, {})
        if found["n"] >= MOST * len(self.headers):
            raise RuntimeError("so fast that dossiers were sent twice: raise MOST")
        return found


def run() -> list[dict[str, Any]]:
    with cluster() as address, tempfile.TemporaryDirectory() as data:
        env = {
            **os.environ,
            "CONGVU_DATABASE_URL": address,
            "CONGVU_DATA": data,
            "DJANGO_SETTINGS_MODULE": "benchmarks._settings",
        }
        env.pop("CONGVU_DEMO", None)
        tables = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "--verbosity", "0"]
        subprocess.run(tables, env=env, check=True)
        made = stage("prepare", env)
        counted = stage("statements", env)
        for sql, times in counted["sql"].items():
            print(f"    {times} × {sql}")
        return [_sql_row(counted), *_rates(env, made)]


def _sql_row(counted: dict[str, Any]) -> dict[str, Any]:
    return {
        "work": "SQL of one reception through HTTP",
        "ours": counted["statements"],
        "beside": f"{counted['with_transaction']} with BEGIN and COMMIT",
        "ratio": "",
        "reach": "<= 15",
    }


def _rates(env: dict[str, str], made: dict[str, Any]) -> list[dict[str, Any]]:
    variant = made["variant"]
    clerks = {"four desks": Clerks(made["four"], variant, 1), "one desk": Clerks(made["same"], variant, 5)}
    steps = [[(f"/step/{n * (ITEMS // 4) + place + 1}/", "holder=7") for place in range(40)] for n in range(4)]
    plain = {**env, "DJANGO_SETTINGS_MODULE": "benchmarks.floor.settings"}
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in clerks}
    floor, spread, busy = [], 0.0, os.getloadavg()[0]
    for _round in range(ROUNDS):
        site = Site(OURS, env)
        try:
            clerks["four desks"].send(site)
            for name, four in clerks.items():
                found[name].append(four.send(site))
            spread = max(spread, site.memory_mb())
        finally:
            site.stop()
        bare = Site(FLOOR, plain)
        try:
            load(bare, [{}] * 4, steps, {})
            floor.append(load(bare, [{}] * 4, steps, {})["rate"])
        finally:
            bare.stop()
    if wrong := sum(one["wrong"] for many in found.values() for one in many):
        raise RuntimeError(f"{wrong} receptions were refused while measuring")
    base = statistics.median(floor)
    return [*(_row(name, many, base, busy) for name, many in found.items()), {
        "work": "web tier while receiving, PSS of the server and its 4 processes",
        "ours": f"{spread:.0f} MB",
        "beside": "",
        "ratio": "",
        "reach": "<= 320 MB",
    }]  # fmt: skip


def _row(name: str, many: list[dict[str, Any]], base: float, busy: float) -> dict[str, Any]:
    rate, p95 = (statistics.median(one[figure] for one in many) for figure in ("rate", "p95_ms"))
    return {
        "work": f"receive a dossier through HTTP, PostgreSQL, 4 clerks at {name}",
        "ours": f"{rate:.0f}/s, p95 {p95:.1f} ms (load {busy:.1f} before)",
        "beside": f"bare Django view {base:.0f}/s",
        "ratio": round(rate / base, 2),
        "reach": ">= 0.2; p95 <= 40 ms" if name == "four desks" else "",
    }
