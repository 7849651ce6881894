"""Rows get other ids the second time, on both engines: what a load does must not hang on them."""

from __future__ import annotations

from django.apps import apps
from django.db import connection
from django.db.models import AutoField

#: No multiple of anything a table of hashes is sized by.
STEP = 1237


def give_other_ids() -> None:
    """From now on every table of this database counts from elsewhere; undone with the transaction on SQLite.

    PostgreSQL never gives the ids of what was rolled back out again, so that nothing is to be done there.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s", [STEP])
        cursor.execute("SELECT name FROM sqlite_sequence")
        known = {name for (name,) in cursor.fetchall()}
        counted = {model._meta.db_table for model in apps.get_models() if isinstance(model._meta.pk, AutoField)}
        for number, table in enumerate(sorted(counted - known)):
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, STEP + 7 * number])
