"""Run in a process of its own by `verify`: write a journal of a million lines, verify it, and hash the same bytes."""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import django

LINES = int(os.environ.get("CONGVU_BENCH_LINES", "1000000"))
PER_STREAM = 5
ROUNDS = 3


def _rows(now: datetime) -> Iterator[tuple[Any, ...]]:
    from congvu.kernel.journal.policy import ZERO, canonical, commitment_of, entry_bytes, leaf_of, moment

    for stream in range(LINES // PER_STREAM):
        name, prev = f"case/NV-2026-{stream:06d}", ZERO
        for seq in range(1, PER_STREAM + 1):
            at = now + timedelta(seconds=stream + seq)
            salt = sha256(f"{stream}/{seq}".encode()).digest()[:16]
            body = {
                "set": {"holder_agency_id": seq, "holder_official_id": stream, "phase": "in_progress"},
                "custody": "holding",
            }
            text = canonical(
                {**body, "words": "Chuyển Phòng Cải cách hành chính thực hiện theo thẩm quyền, báo cáo kết quả"}
            )
            commitment = commitment_of(salt, text)
            actor = "Chuyên viên 03 – Sở Nội vụ (snv.cv03)"
            leaf = leaf_of(entry_bytes(name, seq, moment(at), "case.accepted", actor, "", prev, commitment))
            yield (name, seq, at, "case.accepted", actor, "", prev, commitment, leaf, salt, text)
            prev = leaf


def _write() -> None:
    from django.db import connection, transaction

    now = datetime(2026, 1, 5, 1, tzinfo=UTC)
    columns = "stream, seq, at, verb, actor, behalf, prev, commitment, leaf, salt, text"
    sql = f"INSERT INTO journal_line ({columns}) VALUES ({', '.join(['%s'] * 11)})"
    batch: list[tuple[Any, ...]] = []
    with transaction.atomic(), connection.cursor() as cursor:
        for row in _rows(now):
            batch.append((*row[:2], row[2].replace(tzinfo=None), *row[3:]))
            if len(batch) == 5000:
                cursor.executemany(sql, batch)
                batch = []
        cursor.executemany(sql, batch)


def _hash_the_same_bytes() -> None:
    """What any check has to do at least: read every line and hash its bytes once."""
    from congvu.kernel.journal.queries.lines import iterate

    for _pk, stream, seq, at, verb, actor, behalf, prev, commitment, _leaf, salt, text in iterate():
        entry = f"{stream}\n{seq}\n{at}\n{verb}\n{actor}\n{behalf}\n{bytes(prev).hex()}\n{bytes(commitment).hex()}"
        sha256(entry.encode() + bytes(salt) + text.encode()).digest()


def main() -> None:
    """Print the medians as JSON on the last line."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "congvu.config.settings"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from congvu.kernel.journal.actions import seal
    from congvu.kernel.journal.queries.verification import verify_journal

    call_command("migrate", verbosity=0)
    _write()
    now = datetime(2026, 12, 31, 16, tzinfo=UTC)
    seal(day=now.date(), keys=settings.CONGVU_KEYS, bills=settings.CONGVU_BILLS, now=now)
    ours, theirs = [], []
    for _round in range(ROUNDS):
        began = time.process_time()
        _hash_the_same_bytes()
        theirs.append(time.process_time() - began)
        began = time.process_time()
        findings = verify_journal(settings.CONGVU_BILLS)
        ours.append(time.process_time() - began)
        if not findings.sound or findings.lines != LINES // PER_STREAM * PER_STREAM:
            raise RuntimeError(f"the journal of the bench is not sound: {findings.problems[:3]}")
    print(json.dumps({"verify": statistics.median(ours), "hash": statistics.median(theirs), "lines": findings.lines}))


if __name__ == "__main__":
    main()
