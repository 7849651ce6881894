"""Search texts beside the cases: those of cases that are there already, and the indexes PostgreSQL finds words by.

The index by groups of three letters needs the extension pg_trgm, which the owner of a database may create himself
(PostgreSQL 13 and later). Where it may not be created, or its package is not installed, words are still found, only
more slowly; `find_by_letters` can be carried out by hand later.
"""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, transaction

FILL = """INSERT INTO casework_casewords (case_id, agency_id, text, brief)
  SELECT id, accountable_agency_id, skey, {bytes} <= 2400 FROM casework_case"""
OF_AGENCY = [
    """CREATE INDEX IF NOT EXISTS case_words_of_agency ON casework_casewords (agency_id) INCLUDE (case_id, text)
       WHERE brief""",
    "CREATE INDEX IF NOT EXISTS case_long_words_of_agency ON casework_casewords (agency_id) WHERE NOT brief",
]
LETTERS = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS case_words_by_letters ON casework_casewords USING gin (text gin_trgm_ops)",
]


def fill(apps: Any, schema_editor: Any) -> None:
    """Copy the search texts of all cases; on PostgreSQL index them."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(FILL.format(bytes="length(CAST(skey AS BLOB))"), params=None)
        return
    schema_editor.execute(FILL.format(bytes="octet_length(skey)"), params=None)
    for statement in OF_AGENCY:
        schema_editor.execute(statement, params=None)
    find_by_letters(schema_editor.connection)


def find_by_letters(connection: Any) -> bool:
    """Create the extension and its index on PostgreSQL; False, and nothing changed, where that is not allowed."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for statement in LETTERS:
                cursor.execute(statement)
    except DatabaseError:
        return False
    return True
