"""Triggers that tie a case row to its journal, on both engines.

A case row may only say what its last journal line says: its `seq` must be the number and its `head` the leaf of the
newest line of the case's stream, which is written first in the same transaction; a row may come with its whole
journal (histories that are loaded). The first promise never changes.
PostgreSQL also refuses overlapping custody intervals.
"""

from __future__ import annotations

from typing import Any

SQLITE = [
    """CREATE TRIGGER IF NOT EXISTS casework_case_insert_guard BEFORE INSERT ON casework_case
       WHEN NOT EXISTS (SELECT 1 FROM journal_line l
            WHERE l.stream = 'case/' || NEW.code AND l.seq = NEW.seq AND l.leaf = NEW.head)
            OR EXISTS (SELECT 1 FROM journal_line l WHERE l.stream = 'case/' || NEW.code AND l.seq = NEW.seq + 1)
       BEGIN SELECT RAISE(ABORT, 'a case needs its journal line first'); END""",
    """CREATE TRIGGER IF NOT EXISTS casework_case_update_guard BEFORE UPDATE ON casework_case
       WHEN NEW.seq <= OLD.seq OR NEW.code <> OLD.code
            OR (OLD.first_due_at IS NOT NULL AND NEW.first_due_at IS NOT OLD.first_due_at)
            OR NOT EXISTS (SELECT 1 FROM journal_line l
               WHERE l.stream = 'case/' || NEW.code AND l.seq = NEW.seq AND l.leaf = NEW.head)
            OR EXISTS (SELECT 1 FROM journal_line l WHERE l.stream = 'case/' || NEW.code AND l.seq = NEW.seq + 1)
       BEGIN SELECT RAISE(ABORT, 'a case changes only with its journal line'); END""",
    """CREATE TRIGGER IF NOT EXISTS casework_case_no_delete BEFORE DELETE ON casework_case
       BEGIN SELECT RAISE(ABORT, 'cases are never deleted'); END""",
]

POSTGRES = [
    """CREATE OR REPLACE FUNCTION congvu_case_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE newest integer; leaf_ bytea;
    BEGIN
      IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'cases are never deleted'; END IF;
      SELECT l.seq, l.leaf INTO newest, leaf_ FROM journal_line l
        WHERE l.stream = 'case/' || NEW.code ORDER BY l.seq DESC LIMIT 1;
      IF newest IS DISTINCT FROM NEW.seq OR leaf_ IS DISTINCT FROM NEW.head THEN
        RAISE EXCEPTION 'a case changes only with its journal line';
      END IF;
      IF TG_OP = 'INSERT' THEN RETURN NEW; END IF;
      IF NEW.seq <= OLD.seq OR NEW.code <> OLD.code
         OR (OLD.first_due_at IS NOT NULL AND NEW.first_due_at IS DISTINCT FROM OLD.first_due_at) THEN
        RAISE EXCEPTION 'a case changes only with its journal line';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE OR REPLACE TRIGGER casework_case_guard BEFORE INSERT OR UPDATE OR DELETE ON casework_case
       FOR EACH ROW EXECUTE FUNCTION congvu_case_guard()""",
    """ALTER TABLE casework_custody ADD CONSTRAINT custody_never_overlaps EXCLUDE USING gist
       (int8range(case_id, case_id, '[]') WITH &&, tstzrange(from_at, to_at) WITH &&)""",
]


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers for the engine at hand."""
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES
    for statement in statements:
        schema_editor.execute(statement, params=None)
