"""Triggers, on both engines: a version of a proposal, once sealed, is neither changed nor deleted."""

from __future__ import annotations

from typing import Any

TABLE, WORDS = "conduct_proposalversion", "a sealed version never changes"


def _sqlite() -> list[str]:
    return [
        f"""CREATE TRIGGER IF NOT EXISTS {TABLE}_{act}_guard BEFORE {act.upper()} ON {TABLE}
            BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"""
        for act in ("update", "delete")
    ]


def _postgres() -> list[str]:
    return [
        f"""CREATE OR REPLACE FUNCTION congvu_{TABLE}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{WORDS}'; END $$""",
        f"""CREATE OR REPLACE TRIGGER {TABLE}_guard BEFORE UPDATE OR DELETE ON {TABLE}
            FOR EACH ROW EXECUTE FUNCTION congvu_{TABLE}_guard()""",
    ]


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers for the engine at hand."""
    for statement in _sqlite() if schema_editor.connection.vendor == "sqlite" else _postgres():
        schema_editor.execute(statement, params=None)
