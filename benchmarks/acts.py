"""One act on a case beside the barest step Django can make, on one PostgreSQL in one run; bulk acts and lists.

Through HTTP: log-in, policy, clock, custody, journal with its hash, job row. Both sites run on the same server program
with four processes of four threads, one after the other in interleaved rounds; four clients on keep-alive connections
load them. With one thread for each process, one would have two clients and another none. Rate, 95th percentile and
memory are of the same processes.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from benchmarks._cluster import cluster, free_port

ROUNDS, SECONDS, WORKERS = 3, 4, 4
OURS = ["-c", "import sys; from congvu.config.command import main; sys.exit(main())", "serve", "--no-worker"]
OURS += ["--threads", "4"]  # as `congvu serve` does by itself
FLOOR = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--blocking-threads", "4", "--no-ws"]
FLOOR += ["--log-level", "error", "benchmarks.floor.wsgi:application"]


def stage(what: str, env: dict[str, str]) -> dict[str, Any]:
    """One part of `_stage`, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks._stage", what], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-1500:])
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


class Site:
    """A site served on loopback by four processes: ours by `congvu serve`, the floor by granian."""

    def __init__(self, words: list[str], env: dict[str, str]) -> None:
        self.port = free_port()
        command = [sys.executable, *words, "--port", str(self.port), "--workers", str(WORKERS)]
        self.process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _attempt in range(900):  # a busy machine takes its time
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=1)
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"{words} did not start")

    def memory_mb(self) -> float:
        """Proportional set size of the server and its workers, MB."""
        total = 0
        for pid in _family(self.process.pid):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        return total / 1024

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def _family(pid: int) -> list[int]:
    found = [pid]
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found += _family(int(child))
    return found


def load(
    site: Site, headers: list[dict[str, str]], requests: list[list[tuple[str, str]]], seqs: dict[str, int]
) -> dict[str, Any]:
    """Load the site once; `seqs` are the line numbers the clients' screens show, and are carried on."""
    job = {"port": site.port, "seconds": SECONDS, "headers": headers, "requests": requests, "seqs": seqs}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks._load"], input=json.dumps(job), capture_output=True, text=True, check=True
    )
    if done.stderr:
        print(done.stderr[:2000], file=sys.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    seqs.update(found["seqs"])
    return found


def _act_requests(made: dict[str, Any], unit: int, people: list[int], token: str) -> list[list[tuple[str, str]]]:
    """For each client its own cases, offered to a colleague and taken back, over and over."""
    clients = len(made["cookies"])
    share = len(made["codes"]) // clients
    sent = f"csrfmiddlewaretoken={token}&expected_seq=SEQ"
    found = []
    for number in range(clients):
        mine = made["codes"][number * share : number * share + share]
        colleague = people[(number + 1) % len(people)]
        found.append(
            [
                request
                for code in mine
                for request in (
                    (
                        f"/cases/{code}/acts/offer/",
                        f"{sent}&to_agency={unit}&to_official={colleague}",
                    ),
                    (f"/cases/{code}/acts/take_back/", sent),
                )
            ]
        )
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
        rows = _in_process(env)
        made["seqs"] = stage("seqs", env)
        rows += _over_http(env, made)
    return rows


def _in_process(env: dict[str, str]) -> list[dict[str, Any]]:
    steps, bulk, statements = stage("steps", env), stage("bulk", env), stage("statements", env)
    lists = [statements[f"list_{size}"] for size in (10, 100, 1000)]
    return [
        {
            "work": "one act in process",
            "ours": f"{1 / steps['act']:.0f}/s",
            "beside": f"plain ORM step {1 / steps['plain']:.0f}/s",
            "ratio": round(steps["plain"] / steps["act"], 2),
            "reach": ">= 0.6",
        },
        {
            "work": "bulk act on 100 cases",
            "ours": f"{100 / bulk['bulk']:.0f}/s",
            "beside": f"100 single transactions by the driver {100 / bulk['limit']:.0f}/s",
            "ratio": round(bulk["limit"] / bulk["bulk"], 2),
            "reach": ">= 1.5",
        },
        {
            "work": "SQL of one act through HTTP",
            "ours": statements["act"],
            "beside": "BEGIN and COMMIT counted",
            "ratio": "",
            "reach": "<= 10",
        },
        {
            "work": "SQL of a list of 10 / 100 / 1,000 cases",
            "ours": " / ".join(map(str, lists)),
            "beside": "",
            "ratio": "constant" if len(set(lists)) == 1 else "NOT constant",
            "reach": "<= 8, constant",
        },
    ]


def _over_http(env: dict[str, str], made: dict[str, Any]) -> list[dict[str, Any]]:
    token = "a" * 32
    headers = [{"Cookie": f"{cookie}; csrftoken={token}", "Referer": "http://127.0.0.1/"} for cookie in made["cookies"]]
    people, unit = made["people"], made["unit"]
    acts = _act_requests(made, unit, people, token)
    steps = [
        [(f"/step/{number * 40 + place + 1}/", "holder=7") for place in range(40)] for number in range(len(headers))
    ]
    plain = {**env, "DJANGO_SETTINGS_MODULE": "benchmarks.floor.settings"}
    ours, floor, p95, wrong, spread = [], [], [], 0, 0.0
    seqs: dict[str, int] = {str(code): int(seq) for code, seq in made["seqs"].items()}
    for _round in range(ROUNDS):
        site = Site(OURS, env)
        try:
            load(site, headers, acts, seqs)
            found = load(site, headers, acts, seqs)
            spread = max(spread, site.memory_mb())
        finally:
            site.stop()
        ours.append(found["rate"])
        p95.append(found["p95_ms"])
        wrong += found["wrong"]
        bare = Site(FLOOR, plain)
        try:
            load(bare, [{} for _header in headers], steps, {})
            floor.append(load(bare, [{} for _header in headers], steps, {})["rate"])
        finally:
            bare.stop()
    if wrong:
        raise RuntimeError(f"{wrong} acts were refused while measuring")
    act, base = statistics.median(ours), statistics.median(floor)
    return [
        {
            "work": "one act through HTTP, PostgreSQL, 4 clients",
            "ours": f"{act:.0f}/s, p95 {statistics.median(p95):.1f} ms",
            "beside": f"bare Django view {base:.0f}/s",
            "ratio": round(act / base, 2),
            "reach": ">= 0.35; p95 <= 25 ms",
        },
        {
            "work": "web tier under load, PSS of the same server and its 4 processes",
            "ours": f"{spread:.0f} MB",
            "beside": "",
            "ratio": "",
            "reach": "<= 320 MB",
        },
    ]
