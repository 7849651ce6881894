"""Triggers, on both engines: an issued plan and a checklist in force never change, a recusal is never deleted."""

from __future__ import annotations

from typing import Any

PLAN, ITEM = "inspections_plan", "inspections_planitem"
LIST, LINE = "inspections_checklist", "inspections_checklistitem"
RECUSAL = "inspections_recusal"

#: Table of parts, its key to the whole, the whole, the column that fixes it, what is said.
PARTS = (
    (ITEM, "plan_id", PLAN, "issued_on", "an issued plan never changes"),
    (LINE, "checklist_id", LIST, "in_force_from", "a checklist in force never changes"),
)


def _sqlite() -> list[str]:
    made = [
        f"""CREATE TRIGGER IF NOT EXISTS {PLAN}_{act}_guard BEFORE {act.upper()} ON {PLAN} WHEN OLD.issued_on IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'an issued plan never changes'); END"""
        for act in ("update", "delete")
    ]
    made += [
        f"""CREATE TRIGGER IF NOT EXISTS {LIST}_delete_guard BEFORE DELETE ON {LIST} WHEN OLD.in_force_from IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'a checklist in force never changes'); END""",
        f"""CREATE TRIGGER IF NOT EXISTS {RECUSAL}_delete_guard BEFORE DELETE ON {RECUSAL}
            BEGIN SELECT RAISE(ABORT, 'a recusal is never deleted'); END""",
    ]
    for part, key, whole, fixed, words in PARTS:
        for act, row in (("insert", "NEW"), ("update", "OLD"), ("delete", "OLD")):
            made.append(
                f"""CREATE TRIGGER IF NOT EXISTS {part}_{act}_guard BEFORE {act.upper()} ON {part}
                    WHEN EXISTS (SELECT 1 FROM {whole} w WHERE w.id = {row}.{key} AND w.{fixed} IS NOT NULL)
                    BEGIN SELECT RAISE(ABORT, '{words}'); END"""  # noqa: S608 -- names of this file alone
            )
    return made


def _postgres() -> list[str]:
    made = []
    for name, body in (
        (PLAN, "IF OLD.issued_on IS NOT NULL THEN RAISE EXCEPTION 'an issued plan never changes'; END IF;"),
        (LIST, "IF OLD.in_force_from IS NOT NULL THEN RAISE EXCEPTION 'a checklist never changes'; END IF;"),
        (RECUSAL, "RAISE EXCEPTION 'a recusal is never deleted';"),
    ):  # fmt: skip
        made.append(
            f"""CREATE OR REPLACE FUNCTION congvu_{name}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN {body} IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"""
        )
        acts = "UPDATE OR DELETE" if name == PLAN else "DELETE"
        made.append(
            f"""CREATE OR REPLACE TRIGGER {name}_guard BEFORE {acts} ON {name}
                FOR EACH ROW EXECUTE FUNCTION congvu_{name}_guard()"""
        )
    for part, key, whole, fixed, words in PARTS:
        query = f"SELECT 1 FROM {whole} w WHERE w.id = part.{key} AND w.{fixed} IS NOT NULL"  # noqa: S608 -- own names
        made += [
            f"""CREATE OR REPLACE FUNCTION congvu_{part}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE part {part}%ROWTYPE;
                BEGIN
                  IF TG_OP = 'INSERT' THEN part := NEW; ELSE part := OLD; END IF;
                  IF EXISTS ({query}) THEN RAISE EXCEPTION '{words}'; END IF;
                  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                  RETURN NEW;
                END $$""",
            f"""CREATE OR REPLACE TRIGGER {part}_guard BEFORE INSERT OR UPDATE OR DELETE ON {part}
                FOR EACH ROW EXECUTE FUNCTION congvu_{part}_guard()""",
        ]
    return made


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers for the engine at hand."""
    for statement in _sqlite() if schema_editor.connection.vendor == "sqlite" else _postgres():
        schema_editor.execute(statement, params=None)
