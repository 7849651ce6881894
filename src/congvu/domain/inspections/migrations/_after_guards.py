"""Triggers, on both engines: what is final stays, nothing is found after the conclusion, none is signed too early."""

from __future__ import annotations

from typing import Any

FINDING, CONCLUSION = "inspections_finding", "inspections_conclusion"
FINAL = "a final finding never changes"
LATE = "nothing is found after the conclusion"
EARLY = "a finding is neither final nor dropped"
SIGNED = "a signed conclusion never changes"

#: What of a conclusion stays once it is signed; its publication comes later.
KEPT = ("visit_id", "report_number", "reported_at", "number", "concluded_at", "concluded_by", "words", "points")
_CONCLUDED = f"SELECT 1 FROM {CONCLUSION} c WHERE c.visit_id = NEW.visit_id AND c.concluded_at IS NOT NULL"  # noqa: S608 -- names of this file alone
_OPEN = f"SELECT 1 FROM {FINDING} f WHERE f.visit_id = NEW.visit_id AND f.state NOT IN ('final', 'dropped')"  # noqa: S608 -- names of this file alone


def _sqlite() -> list[str]:
    moved = " OR ".join(f"NEW.{one} IS NOT OLD.{one}" for one in KEPT)
    return [
        f"""CREATE TRIGGER IF NOT EXISTS {FINDING}_final_guard BEFORE UPDATE ON {FINDING} WHEN OLD.final_at IS NOT NULL
            BEGIN SELECT RAISE(ABORT, '{FINAL}'); END""",
        f"""CREATE TRIGGER IF NOT EXISTS {FINDING}_delete_guard BEFORE DELETE ON {FINDING}
            WHEN OLD.final_at IS NOT NULL OR OLD.noticed_at IS NOT NULL
            BEGIN SELECT RAISE(ABORT, '{FINAL}'); END""",
        f"""CREATE TRIGGER IF NOT EXISTS {FINDING}_late_guard BEFORE INSERT ON {FINDING} WHEN EXISTS ({_CONCLUDED})
            BEGIN SELECT RAISE(ABORT, '{LATE}'); END""",
        *(
            f"""CREATE TRIGGER IF NOT EXISTS {CONCLUSION}_{act}_early_guard BEFORE {act.upper()} ON {CONCLUSION}
                WHEN NEW.concluded_at IS NOT NULL AND EXISTS ({_OPEN})
                BEGIN SELECT RAISE(ABORT, '{EARLY}'); END"""
            for act in ("insert", "update")
        ),
        f"""CREATE TRIGGER IF NOT EXISTS {CONCLUSION}_signed_guard BEFORE UPDATE ON {CONCLUSION}
            WHEN OLD.concluded_at IS NOT NULL AND ({moved})
            BEGIN SELECT RAISE(ABORT, '{SIGNED}'); END""",
        f"""CREATE TRIGGER IF NOT EXISTS {CONCLUSION}_delete_guard BEFORE DELETE ON {CONCLUSION}
            WHEN OLD.concluded_at IS NOT NULL BEGIN SELECT RAISE(ABORT, '{SIGNED}'); END""",
    ]


def _postgres() -> list[str]:
    moved = " OR ".join(f"NEW.{one} IS DISTINCT FROM OLD.{one}" for one in KEPT)
    return [
        f"""CREATE OR REPLACE FUNCTION congvu_{FINDING}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF TG_OP = 'INSERT' THEN
                IF EXISTS ({_CONCLUDED}) THEN RAISE EXCEPTION '{LATE}'; END IF;
                RETURN NEW;
              END IF;
              IF OLD.final_at IS NOT NULL THEN RAISE EXCEPTION '{FINAL}'; END IF;
              IF TG_OP = 'DELETE' THEN
                IF OLD.noticed_at IS NOT NULL THEN RAISE EXCEPTION '{FINAL}'; END IF;
                RETURN OLD;
              END IF;
              RETURN NEW;
            END $$""",
        f"""CREATE OR REPLACE TRIGGER {FINDING}_guard BEFORE INSERT OR UPDATE OR DELETE ON {FINDING}
            FOR EACH ROW EXECUTE FUNCTION congvu_{FINDING}_guard()""",
        f"""CREATE OR REPLACE FUNCTION congvu_{CONCLUSION}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF TG_OP <> 'INSERT' AND OLD.concluded_at IS NOT NULL THEN
                IF TG_OP = 'DELETE' THEN RAISE EXCEPTION '{SIGNED}'; END IF;
                IF {moved} THEN RAISE EXCEPTION '{SIGNED}'; END IF;
              END IF;
              IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
              IF NEW.concluded_at IS NOT NULL AND EXISTS ({_OPEN}) THEN RAISE EXCEPTION '{EARLY}'; END IF;
              RETURN NEW;
            END $$""",
        f"""CREATE OR REPLACE TRIGGER {CONCLUSION}_guard BEFORE INSERT OR UPDATE OR DELETE ON {CONCLUSION}
            FOR EACH ROW EXECUTE FUNCTION congvu_{CONCLUSION}_guard()""",
    ]


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers for the engine at hand."""
    for statement in _sqlite() if schema_editor.connection.vendor == "sqlite" else _postgres():
        schema_editor.execute(statement, params=None)
