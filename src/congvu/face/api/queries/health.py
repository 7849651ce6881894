"""Whether the database answers."""

from __future__ import annotations

from django.db import DatabaseError, connection


def is_well() -> bool:
    """One statement that every engine knows."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() is not None
    except DatabaseError:
        return False
