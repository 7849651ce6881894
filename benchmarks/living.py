"""A province that lives, written in bulk, beside COPY of the same rows into empty tables of the same shape.

CONGVU_BENCH_CASES, CONGVU_BENCH_DOSSIERS: how many cases of directives, how many dossiers (default 20,000 each, run
apart; a province-year has 1.3 million of either). The rate is that of the whole run: laying down the tables,
organisation, accounts, directives with their review or desks with everybody who comes, lives, loading, references
checked, seal.

CONGVU_BENCH_INSPECTIONS: how many checks of public duty a year (default 60; a province makes some 300), with what
follows them. They go through the acts people's checks go through; nothing is measured beside them.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks._cluster import cluster

CASES = int(os.environ.get("CONGVU_BENCH_CASES", "20000"))
DOSSIERS = int(os.environ.get("CONGVU_BENCH_DOSSIERS", "20000"))
INSPECTIONS = int(os.environ.get("CONGVU_BENCH_INSPECTIONS", "60"))
#: So many visits are to take at most so many seconds.
YEAR, REACH = 300, 300
TABLES = (
    "journal_line", "casework_case", "casework_casewords", "casework_custody", "casework_clockevent",
    "casework_casedocument", "casework_request", "directives_task", "onestop_applicant", "onestop_dossier",
    "onestop_givenpaper", "onestop_charge", "onestop_visit", "onestop_slip", "onestop_supplement",
    "onestop_reappointment", "onestop_papermove", "onestop_evaluation", "onestop_resultreturn",
)  # fmt: skip
PROGRAM = "import sys; from congvu.config.command import main; sys.exit(main())"


def live(
    env: dict[str, str], cases: int, dossiers: int = 0, seed: int = 7, inspections: int = 0
) -> tuple[float, float, float]:
    """Seconds, seconds of the processor (without the database's) and MB at most of one run of the generator.

    It lives lives in several processes; MB are those of the largest of them.
    """
    command = [sys.executable, "-c", PROGRAM, "manage", "demo", "--size", "province", "--seed", str(seed)]
    began = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    amounts = ["--cases", str(cases), "--dossiers", str(dossiers), "--inspections", str(inspections)]
    done = subprocess.run([*command, *amounts], env=env, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError(done.stderr[-1500:])
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return seconds, processor, used.ru_maxrss / 1024


def copy_again(address: str, folder: Path) -> tuple[float, int]:
    """Seconds to COPY the same rows into tables of the same columns, checks and indexes, and how many rows they are."""
    import psycopg

    rows, seconds = 0, 0.0
    with psycopg.connect(address) as connection:
        for table in TABLES:
            path = folder / table
            with path.open("wb") as file, connection.cursor().copy(f"COPY {table} TO STDOUT (FORMAT binary)") as out:
                for block in out:
                    file.write(block)
            connection.execute(f"CREATE TABLE again_{table} (LIKE {table} INCLUDING ALL)")
            connection.commit()
            began = time.perf_counter()
            cursor = connection.cursor()
            with path.open("rb") as file, cursor.copy(f"COPY again_{table} FROM STDIN (FORMAT binary)") as into:
                while block := file.read(1 << 20):
                    into.write(block)
            connection.commit()
            seconds += time.perf_counter() - began
            rows += cursor.rowcount
            path.unlink()
    return seconds, rows


def run() -> list[dict[str, Any]]:
    """Directives and their tasks, dossiers, and checks of public duty, each in a database of its own."""
    amounts = ((CASES, 0, "directives and tasks"), (0, DOSSIERS, "dossiers"))
    found = [_measured(*amount) for amount in amounts if amount[0] + amount[1]]
    return [*found, _checks(INSPECTIONS)] if INSPECTIONS else found


def _checks(inspections: int) -> dict[str, Any]:
    """Checks of public duty, with what a province without any takes taken off."""
    busy = os.getloadavg()[0]
    taken = []
    for amount in (1, inspections):
        with cluster() as address, tempfile.TemporaryDirectory() as data:
            env = {**os.environ, "CONGVU_DATABASE_URL": address, "CONGVU_DATA": data, "CONGVU_DEMO": "1"}
            seconds, processor, _memory = live(env, 0, 0, inspections=amount)
            import psycopg

            with psycopg.connect(address) as connection:
                row = connection.execute("SELECT count(*) FROM inspections_visit WHERE left_at IS NOT NULL").fetchone()
                visits = row[0] if row is not None else 0
            verify = [sys.executable, "-c", PROGRAM, "verify"]
            sound = subprocess.run(verify, env=env, capture_output=True, text=True, check=False)
        if sound.returncode:
            raise RuntimeError(f"what was generated is not sound: {sound.stdout[-800:]}")
        taken.append((visits, seconds, processor))
    (few, before, processor_before), (visits, seconds, processor) = taken
    each, each_here = (seconds - before) / (visits - few), (processor - processor_before) / (visits - few)
    return {
        "work": f"a province that lives, checks of public duty: {visits} visits and what follows, verified",
        "ours": f"{1000 * each:,.0f} ms a visit, of the program's processor {1000 * each_here:,.0f} ms"
        f" (load {busy:.1f} before)",
        "beside": f"{few} visits with the organisation and its accounts: {before:.0f} s",
        "ratio": round(YEAR * each / REACH, 3),
        "reach": f"<= 1: {YEAR} visits in {REACH // 60} minutes",
    }


def _measured(cases: int, dossiers: int, what: str) -> dict[str, Any]:
    busy = os.getloadavg()[0]
    with cluster() as address, tempfile.TemporaryDirectory() as data:
        env = {**os.environ, "CONGVU_DATABASE_URL": address, "CONGVU_DATA": data, "CONGVU_DEMO": "1"}
        seconds, processor, memory = live(env, cases, dossiers)
        import psycopg

        with psycopg.connect(address) as connection:
            counts = {
                table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # type: ignore[index]
                for table in TABLES
            }
        copied, rows = copy_again(address, Path(data))
        verify = [sys.executable, "-c", PROGRAM, "verify"]
        sound = subprocess.run(verify, env=env, capture_output=True, text=True, check=False)
    if sound.returncode:
        raise RuntimeError(f"what was generated is not sound: {sound.stdout[-800:]}")
    lines, cases = counts["journal_line"], counts["casework_case"]
    print(json.dumps(counts))
    return {
        "work": f"a province that lives, {what}: {cases:,} cases, {lines:,} journal lines, verified",
        "ours": f"{lines / seconds:,.0f} lines/s, {rows / seconds:,.0f} rows/s, at most {memory:.0f} MB a process;"
        f" of the program's processor {1e6 * processor / lines:,.0f} µs a line (load {busy:.1f} before)",
        "beside": f"COPY of the same {rows:,} rows {rows / copied:,.0f} rows/s",
        "ratio": round(copied / seconds, 3),
        "reach": ">= 0.1; >= 20,000 lines/s; <= 2,048 MB",
    }
