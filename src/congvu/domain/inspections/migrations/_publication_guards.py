"""Triggers, on both engines: only what is public is taken back, after it was published, and once.

A trigger and no check: a check would copy the table, which its other triggers do not allow on SQLite.
"""

from __future__ import annotations

from typing import Any

CONCLUSION = "inspections_conclusion"
WRONG = "only what is public is taken back, and once"
_EARLY = "NEW.withdrawn_at IS NOT NULL AND (NEW.published_at IS NULL OR NEW.withdrawn_at < NEW.published_at)"


def _sqlite() -> list[str]:
    return [
        f"""CREATE TRIGGER IF NOT EXISTS {CONCLUSION}_withdrawn_guard BEFORE UPDATE ON {CONCLUSION}
            WHEN ({_EARLY}) OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NOT OLD.withdrawn_at)
            BEGIN SELECT RAISE(ABORT, '{WRONG}'); END"""
    ]


def _postgres() -> list[str]:
    moved = "OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at"
    return [
        f"""CREATE OR REPLACE FUNCTION congvu_{CONCLUSION}_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF ({_EARLY}) OR ({moved}) THEN RAISE EXCEPTION '{WRONG}' USING ERRCODE = 'integrity_constraint_violation';
              END IF;
              RETURN NEW;
            END $$""",
        f"""CREATE OR REPLACE TRIGGER {CONCLUSION}_withdrawn BEFORE UPDATE ON {CONCLUSION}
            FOR EACH ROW EXECUTE FUNCTION congvu_{CONCLUSION}_withdrawn()""",
    ]


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers for the engine at hand."""
    for statement in _sqlite() if schema_editor.connection.vendor == "sqlite" else _postgres():
        schema_editor.execute(statement, params=None)
