"""Triggers, on both engines: a baseline that was fixed never changes."""

from __future__ import annotations

from typing import Any

TABLES = ("programme_item", "programme_stage")

SQLITE = [
    f"""CREATE TRIGGER IF NOT EXISTS {table}_baseline_guard BEFORE UPDATE ON {table}
        WHEN OLD.baseline_on IS NOT NULL AND NEW.baseline_on IS NOT OLD.baseline_on
        BEGIN SELECT RAISE(ABORT, 'a baseline never changes'); END"""
    for table in TABLES
]

POSTGRES = [
    """CREATE OR REPLACE FUNCTION congvu_baseline_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.baseline_on IS NOT NULL AND NEW.baseline_on IS DISTINCT FROM OLD.baseline_on THEN
        RAISE EXCEPTION 'a baseline never changes';
      END IF;
      RETURN NEW;
    END $$""",
    *(
        f"""CREATE OR REPLACE TRIGGER {table}_baseline_guard BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION congvu_baseline_guard()"""
        for table in TABLES
    ),
]


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers for the engine at hand."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement, params=None)
