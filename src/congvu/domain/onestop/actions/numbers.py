"""Cấp số. Codes of dossiers, numbers of slips and receipts: without gaps or doubles, by one statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from congvu.core.codes import dossier_code
from congvu.domain.onestop.models import Counter, Desk
from congvu.kernel.casework.policy import people

#: Series of a desk: dossiers by day, all else by year.
DOSSIER, RECEIPT, REGISTER, MONEY = "HS", "TN", "SO", "BL"


def take_numbers(desk_id: int, series: Sequence[tuple[str, str]], count: int = 1) -> list[int]:
    """The last of `count` fresh numbers in each (series, period) of a desk; the rows stay locked until the end.

    Series are taken in one order everywhere, so that two clerks never wait for each other in a ring.
    """
    table = connection.ops.quote_name(Counter._meta.db_table)
    ordered = sorted(range(len(series)), key=lambda i: series[i])
    values = ", ".join(["(%s, %s, %s, %s)"] * len(series))
    sql = (
        f"INSERT INTO {table} (agency_id, series, period, last) VALUES {values} "  # noqa: S608
        f"ON CONFLICT (agency_id, series, period) DO UPDATE SET last = {table}.last + excluded.last "
        "RETURNING series, last"
    )
    params = [value for i in ordered for value in (desk_id, *series[i], count)]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        given = dict(cursor.fetchall())
    return [given[name] for name, _period in series]


def day_of(now: datetime) -> str:
    """The period of numbers that begin anew every day."""
    return f"{people.local_date(now):%y%m%d}"


def year_of(now: datetime) -> str:
    """The period of numbers that begin anew every year."""
    return str(people.local_date(now).year)


def code_for(desk: Desk, now: datetime, number: int) -> str:
    """The code of the `number`-th dossier of a desk and day."""
    return dossier_code(desk.identifier, people.local_date(now), number)
