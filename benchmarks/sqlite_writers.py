"""SQLite with synchronous=FULL: four writer threads of one process beside a single writer.

One write is the step of a case as the kernel makes it: BEGIN IMMEDIATE, SELECT by code, UPDATE where the sequence is
as read, INSERT of a journal line, COMMIT. Closed loop without thinking time; each round measures both,
one after the other,
and the ratio is the median of the rounds' ratios, so that a disk that is busy for a while does not decide.
"""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.utils import ConnectionHandler

from congvu.config.sqlite.base import DatabaseWrapper

ROUNDS = 5
SECONDS = 1.5
CASES = 500


def connection_to(path: Path) -> DatabaseWrapper:
    """A connection of its own, usable from any thread."""
    settings = ConnectionHandler({"default": {"ENGINE": "congvu.config.sqlite", "NAME": path}}).settings
    wrapper = DatabaseWrapper(settings["default"], "default")
    wrapper.inc_thread_sharing()
    return wrapper


def prepare(path: Path) -> None:
    """Five hundred cases and an empty journal."""
    wrapper = connection_to(path)
    with wrapper.cursor() as cursor:
        cursor.execute("CREATE TABLE cases (code TEXT PRIMARY KEY, seq INTEGER NOT NULL, holder INTEGER NOT NULL)")
        cursor.execute(
            "CREATE TABLE journal (id INTEGER PRIMARY KEY, code TEXT, seq INTEGER, line TEXT, UNIQUE (code, seq))"
        )
        cursor.executemany("INSERT INTO cases VALUES (%s, 0, 1)", [(f"C{n:04d}",) for n in range(CASES)])
    wrapper.close()


def step(wrapper: DatabaseWrapper, code: str) -> None:
    """One step of one case in one transaction."""
    wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        with wrapper.cursor() as cursor:
            cursor.execute("SELECT seq, holder FROM cases WHERE code = %s", [code])
            seq, holder = cursor.fetchone()
            cursor.execute(
                "UPDATE cases SET seq = %s, holder = %s WHERE code = %s AND seq = %s",
                [seq + 1, holder % 9 + 1, code, seq],
            )
            assert cursor.rowcount == 1
            cursor.execute("INSERT INTO journal (code, seq, line) VALUES (%s, %s, %s)", [code, seq + 1, "x" * 300])
        wrapper.commit()
    except BaseException:
        wrapper.rollback()
        raise
    finally:
        wrapper.set_autocommit(True)


def round_of(path: Path, writers: int) -> tuple[float, float, int]:
    """Steps a second, the longest single wait in seconds, and how many failed, with that many writer threads."""
    done, longest, failed = [0] * writers, [0.0] * writers, [0] * writers
    gate = threading.Barrier(writers)

    def work(number: int) -> None:
        wrapper = connection_to(path)
        wrapper.ensure_connection()
        gate.wait()
        end = time.perf_counter() + SECONDS
        turn = number
        while (began := time.perf_counter()) < end:
            try:
                step(wrapper, f"C{turn % CASES:04d}")
                done[number] += 1
            except OperationalError:
                failed[number] += 1
            longest[number] = max(longest[number], time.perf_counter() - began)
            turn += writers
        wrapper.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / SECONDS, max(longest), sum(failed)


def run() -> list[dict[str, Any]]:
    """Rows of the table of figures: rate against one writer, and the longest wait against a second."""
    alone, together, waits, failures = [], [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "writers.sqlite3"
        prepare(path)
        round_of(path, 1)
        for _round in range(ROUNDS):
            alone.append(round_of(path, 1)[0])
            rate, wait, failed = round_of(path, 4)
            together.append(rate)
            waits.append(wait)
            failures += failed
    ours, beside, wait = statistics.median(together), statistics.median(alone), max(waits)
    ratio = statistics.median(four / one for four, one in zip(together, alone, strict=True))
    return [
        {
            "work": "SQLite FULL, 4 writer threads",
            "ours": f"{ours:,.0f} steps/s",
            "beside": f"1 writer: {beside:,.0f} steps/s",
            "ratio": round(ratio, 2),
            "reach": "≥ 0.6",
            "met": ratio >= 0.6,
        },
        {
            "work": "SQLite FULL, longest wait of a step",
            "ours": f"{wait * 1000:,.0f} ms, {failures} failed",
            "beside": "1,000 ms, 0 failed",
            "ratio": round(wait, 3),
            "reach": "≤ 1, none locked",
            "met": wait <= 1 and failures == 0,
        },
    ]


if __name__ == "__main__":
    import django

    django.setup()
    for row in run():
        print(row)
