"""Triggers that renew the stamp of a body of facts whenever one of its rows is written, on either engine."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

BODIES = {
    "organisation": (
        "org_agency",
        "org_succession",
        "org_agencygroup",
        "org_official",
        "org_post",
        "org_appointment",
        "org_absence",
        "org_delegation",
    ),
    "calendars": ("org_calendar", "org_calendarday", "org_calendaryear", "org_calendarshift", "org_outage"),
}
EVENTS = ("INSERT", "UPDATE", "DELETE")


def install(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers (and, on PostgreSQL, their function)."""
    if editor.connection.vendor == "postgresql":
        _install_postgresql(editor)
    elif editor.connection.vendor == "sqlite":
        _install_sqlite(editor)
    else:
        raise NotImplementedError("The organisation knows SQLite and PostgreSQL only.")


def remove(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop what `install` made."""
    on_table = editor.connection.vendor == "postgresql"
    for body, tables in BODIES.items():
        for table in tables:
            for event in EVENTS:
                place = f" ON {table}" if on_table else ""
                editor.execute(f"DROP TRIGGER IF EXISTS {_name(body, table, event)}{place}")
    if on_table:
        editor.execute("DROP FUNCTION IF EXISTS org_renew_stamp()")


def _name(body: str, table: str, event: str) -> str:
    return f"{table}_{event.lower()}_renews_{body}"


def _install_postgresql(editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute(
        """
        CREATE OR REPLACE FUNCTION org_renew_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO org_stamp (name, stamp)
            VALUES (TG_ARGV[0], md5(random()::text || clock_timestamp()::text || txid_current()::text))
            ON CONFLICT (name) DO UPDATE SET stamp = EXCLUDED.stamp;
            RETURN NULL;
        END $$
        """,
        params=None,
    )
    for body, tables in BODIES.items():
        for table in tables:
            for event in EVENTS:
                editor.execute(
                    f"CREATE TRIGGER {_name(body, table, event)} AFTER {event} ON {table} "
                    f"FOR EACH STATEMENT EXECUTE FUNCTION org_renew_stamp('{body}')",
                    params=None,
                )


def _install_sqlite(editor: BaseDatabaseSchemaEditor) -> None:
    for body, tables in BODIES.items():
        for table in tables:
            for event in EVENTS:
                editor.execute(
                    f"CREATE TRIGGER {_name(body, table, event)} AFTER {event} ON {table} BEGIN "  # noqa: S608 - own names
                    # Not INSERT OR REPLACE: an outer INSERT OR IGNORE would turn it into OR IGNORE.
                    f"DELETE FROM org_stamp WHERE name = '{body}'; "
                    f"INSERT INTO org_stamp (name, stamp) VALUES ('{body}', lower(hex(randomblob(16)))); END",
                    params=None,
                )
