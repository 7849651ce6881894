"""A big office on one PostgreSQL: my desk, lists and search, a new holiday, the leader's board.

CONGVU_BENCH_OPEN open cases with ten journal lines each (default 50,000; the mark is 500,000), CONGVU_BENCH_ALL cases
in all (default four times as many), CONGVU_BENCH_HOLIDAY open cases that a holiday is announced over (default two
fifths of the open ones). CONGVU_BENCH_ADDRESS keeps a database that was filled before.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from typing import Any

from benchmarks._cluster import cluster


def stage(what: str, env: dict[str, str]) -> dict[str, Any]:
    """One part of `_scale`, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks._scale", what], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2500:])
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    print(f"    {what}: {json.dumps(found, ensure_ascii=False)}", flush=True)
    return found


def run() -> list[dict[str, Any]]:
    kept = os.environ.get("CONGVU_BENCH_ADDRESS", "")
    with nullcontext(kept) if kept else cluster() as address, tempfile.TemporaryDirectory() as data:
        env = {
            **os.environ, "CONGVU_DATABASE_URL": address, "CONGVU_DATA": data, "CONGVU_DEMO": "",
            "DJANGO_SETTINGS_MODULE": "benchmarks._settings",
        }  # fmt: skip
        filled = {} if kept else stage("fill", env)
        desk, lists, board = stage("desk", env), stage("list", env), stage("board", env)
        past = stage("past", env)
        holiday = stage("holiday", env)
    size = f"{filled['open']:,} open, {filled['all']:,} cases, {filled['lines']:,} lines" if filled else "kept database"
    return [
        {
            "work": f"my desk of a restricted user ({size})",
            "ours": f"of the processor: database {desk['db_cpu_ms']:.1f} ms (the first 200 he holds "
                    f"{desk['held_cpu_ms']:.1f} ms), page {desk['cpu_ms'] + desk['db_cpu_ms']:.0f} ms; by the clock: "
                    f"database {desk['db_ms']:.1f} ms (the first 200 {desk['held_ms']:.1f} ms), page p95 "
                    f"{desk['p95_ms']:.0f} ms; statements {desk['statements']}",
            "beside": f"the same question over history {desk['history_ms']:.0f} ms",
            "ratio": round(desk["history_ms"] / desk["held_ms"], 1),
            "reach": ">= 100; database <= 5 ms; page p95 <= 60 ms",
        },
        {
            "work": "lists with filters and search, restricted user, worst of nine",
            "ours": f"by the clock: p95 {lists['p95_ms']:.0f} ms ({lists['worst']}); of the processor: "
                    f"{lists['cpu_ms']:.0f} ms, page and database",
            "beside": f"the database, of the processor: {', '.join(map(str, lists['db_cpu'].values()))} ms; by the "
                      f"clock (median): {', '.join(map(str, lists['db_clock'].values()))} ms; statements "
                      f"{lists['statements']}",
            "ratio": "",
            "reach": "p95 <= 150 ms; constant",
        },
        {
            "work": f"a new holiday over {holiday['cases']:,} open cases, {holiday['moved']:,} moved, journalled",
            "ours": f"{holiday['seconds']:.1f} s (of the program's processor {holiday['cpu']:.1f} s)",
            "beside": "",
            "ratio": "",
            "reach": "<= 60 s for 200,000",
        },
        {
            "work": "the leader's board",
            "ours": f"{1000 * board['ours']:.0f} ms",
            "beside": f"one hand-written aggregate {1000 * board['hand']:.0f} ms",
            "ratio": round(board["ours"] / board["hand"], 2),
            "reach": "<= 3",
        },
        {
            "work": f"units as they stood nine days ago, {past['cases']:,} cases listed, counted and hashed",
            "ours": f"{past['ours']:.2f} s (of the processors, page and database: {past['cpu']:.2f} s)",
            "beside": f"counted only, one hand-written aggregate {past['hand']:.2f} s",
            "ratio": round(past["ours"] / past["hand"], 2),
            "reach": "<= 1 s for 100,000",
        },
    ]  # fmt: skip
