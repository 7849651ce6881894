"""Khoá ngoại. References that stand aside while an empty PostgreSQL is filled, and are checked all at once afterwards.

Row by row they cost more than the rows themselves. What was taken away is kept in the journal, so that a run that goes
on after a kill puts it back; the exclusion of overlapping custody, the guards and all other checks stay where they are.
"""

from __future__ import annotations

import json
from datetime import datetime

from django.db import connection, transaction

from congvu.kernel.casework.models import Case
from congvu.kernel.journal import queries as journal
from congvu.kernel.journal.actions import record

ASIDE = "demo.living.references_aside"
TABLES = (
    "casework_case", "casework_custody", "casework_clockevent", "casework_casedocument", "casework_casewords",
    "casework_request", "directives_task", "onestop_dossier", "onestop_givenpaper", "onestop_charge", "onestop_visit",
    "onestop_slip", "onestop_supplement", "onestop_reappointment", "onestop_evaluation", "onestop_resultreturn",
)  # fmt: skip
FOUND = """SELECT r.relname, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c
  JOIN pg_class r ON r.oid = c.conrelid WHERE c.contype = 'f' AND r.relname = ANY(%s)
  AND r.relnamespace = current_schema()::regnamespace ORDER BY 1, 2"""


def set_aside(stream: str, now: datetime) -> None:
    """Take the references of the tables that are about to be filled; only where no case is in the database yet."""
    if connection.vendor != "postgresql" or connection.in_atomic_block or Case.objects.exists():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FOUND, [list(TABLES)])
        found = cursor.fetchall()
        record(stream=stream, verb=ASIDE, at=now, actor="demo", body={"references": [list(row) for row in found]})
        for table, name, _words in found:
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')


def put_back(stream: str) -> None:
    """Put back what was taken, checking every row; IntegrityError when a row names something that does not exist."""
    taken = journal.of_stream(stream).filter(verb=ASIDE).values_list("text", flat=True)
    for text in taken:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(FOUND, [list(TABLES)])
            there = {(table, name) for table, name, _words in cursor.fetchall()}
            for table, name, words in json.loads(text or "{}")["references"]:
                if (table, name) not in there:
                    cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {words}')
