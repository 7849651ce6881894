"""Dossiers of a province on one PostgreSQL: form 06 beside a statement by hand, lists and search, export.

CONGVU_BENCH_DOSSIERS dossiers (default 200,000; the mark is 2,000,000), of which CONGVU_BENCH_YEAR in the last year
(default 13 of 20). CONGVU_BENCH_ADDRESS keeps a database that was filled before.
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
    """One part of `_dossiers`, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks._dossiers", what], env=env, capture_output=True, text=True, check=False
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
        form, lists, export = stage("form", env), stage("list", env), stage("export", env)
    size = f"{filled['all']:,} dossiers" if filled else "kept database"
    return [
        {
            "work": f"form 06 of a year, {form['dossiers']:,} dossiers ({size})",
            "ours": f"{1000 * form['ours']:.0f} ms", "beside": f"by hand {1000 * form['hand']:.0f} ms",
            "ratio": round(form["ours"] / form["hand"], 2), "reach": "<= 3",
        },
        {
            "work": "list and search of a restricted user, worst of eight",
            "ours": f"p95 {lists['p95_ms']:.0f} ms ({lists['worst']}); statements {lists['statements']}",
            "beside": f"each: {lists['each']}", "ratio": "", "reach": "p95 <= 150 ms; constant",
        },
        {
            "work": f"export of {export['rows']:,} dossiers as .csv",
            "ours": f"first byte {export['first_byte']:.2f} s, first row {export['first_row']:.2f} s, "
                    f"all {export['seconds']:.1f} s",
            "beside": f"peak MB of each 10,000 rows: {export['peak_mb']}",
            "ratio": f"{max(export['peak_mb']) / export['peak_mb'][0]:.2f} of the first 10,000",
            "reach": "first byte <= 1 s; peak does not grow with the rows",
        },
    ]  # fmt: skip
