"""Triggers, on both engines: what was published of a draw never changes, what was opened stays opened."""

from __future__ import annotations

from typing import Any

ROUND, SLOT, OPENING = "inspections_round", "inspections_slot", "inspections_opening"
FIXED = ("code", "listing", "listing_hash", "team_size", "beacon_source", "beacon_at", "ordered_by_id", "committed_at")
_WORDS = "what was published of a draw never changes"


def _changed() -> str:
    fixed = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in FIXED)
    return f"{fixed} OR (OLD.beacon <> '' AND NEW.beacon <> OLD.beacon)"


_SLOT_CHANGED = "NEW.commitment <> OLD.commitment OR NEW.number <> OLD.number OR NEW.round_id <> OLD.round_id"


def _sqlite() -> list[str]:
    made = [
        f"""CREATE TRIGGER IF NOT EXISTS {table}_update_guard BEFORE UPDATE ON {table} WHEN {changed}
            BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"""
        for table, changed in ((ROUND, _changed()), (SLOT, _SLOT_CHANGED), (OPENING, "1"))
    ]
    return made + [
        f"""CREATE TRIGGER IF NOT EXISTS {table}_delete_guard BEFORE DELETE ON {table}
            BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"""
        for table in (ROUND, SLOT, OPENING)
    ]


def _postgres() -> list[str]:
    made = []
    for table, changed in ((ROUND, _changed()), (SLOT, _SLOT_CHANGED), (OPENING, "TRUE")):
        made += [
            f"""CREATE OR REPLACE FUNCTION congvu_{table}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION '{_WORDS}'; END IF;
                  IF {changed} THEN RAISE EXCEPTION '{_WORDS}'; END IF;
                  RETURN NEW;
                END $$""",
            f"""CREATE OR REPLACE TRIGGER {table}_guard BEFORE UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION congvu_{table}_guard()""",
        ]
    return made


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers for the engine at hand."""
    for statement in _sqlite() if schema_editor.connection.vendor == "sqlite" else _postgres():
        schema_editor.execute(statement, params=None)
