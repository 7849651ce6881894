"""Triggers that make the journal append-only, on both engines. Names are stable so that they can be checked."""

from __future__ import annotations

from typing import Any

FROZEN = ("journal_sealed", "journal_bill")
SAME = ("id", "stream", "seq", "at", "verb", "actor", "behalf", "prev", "commitment", "leaf")

SQLITE = [
    """CREATE TRIGGER IF NOT EXISTS journal_line_no_delete BEFORE DELETE ON journal_line
       BEGIN SELECT RAISE(ABORT, 'journal lines are never deleted'); END""",
    f"""CREATE TRIGGER IF NOT EXISTS journal_line_only_erase BEFORE UPDATE ON journal_line
       WHEN NEW.text IS NOT NULL OR NEW.salt IS NOT NULL OR OLD.text IS NULL OR
            {" OR ".join(f'NEW."{c}" IS NOT OLD."{c}"' for c in SAME)}
       BEGIN SELECT RAISE(ABORT, 'journal lines are never changed'); END""",
    *(
        f"""CREATE TRIGGER IF NOT EXISTS {table}_no_{act.lower()} BEFORE {act} ON {table}
       BEGIN SELECT RAISE(ABORT, 'the seal is never changed'); END"""
        for table in FROZEN
        for act in ("UPDATE", "DELETE")
    ),
]

POSTGRES = [
    f"""CREATE OR REPLACE FUNCTION congvu_journal_line_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND NEW.text IS NULL AND NEW.salt IS NULL AND OLD.text IS NOT NULL
         AND ({", ".join(f'NEW."{c}"' for c in SAME)}) IS NOT DISTINCT FROM ({", ".join(f'OLD."{c}"' for c in SAME)})
      THEN RETURN NEW; END IF;
      RAISE EXCEPTION 'journal lines are never changed or deleted';
    END $$""",
    """CREATE OR REPLACE TRIGGER journal_line_guard BEFORE UPDATE OR DELETE ON journal_line
       FOR EACH ROW EXECUTE FUNCTION congvu_journal_line_guard()""",
    """CREATE OR REPLACE FUNCTION congvu_journal_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the journal is never changed or deleted'; END $$""",
    """CREATE OR REPLACE TRIGGER journal_line_no_truncate BEFORE TRUNCATE ON journal_line
       FOR EACH STATEMENT EXECUTE FUNCTION congvu_journal_frozen()""",
    *(
        f"""CREATE OR REPLACE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
       FOR EACH STATEMENT EXECUTE FUNCTION congvu_journal_frozen()"""
        for table in FROZEN
    ),
]


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers for the engine at hand."""
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES
    for statement in statements:
        schema_editor.execute(statement, params=None)
