"""Statements about one row, written once per table and kept: for the few acts that everything waits for.

Django's ORM composes its SQL anew at every call, which is most of what a short transaction costs. These functions
do the same with the same fields, converters and constraints, on both engines; everything else uses the ORM.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import AutoField, Field, JSONField, Model

Row = TypeVar("Row", bound=Model)
Converter = Callable[[Any, Any, Any], Any]


@contextmanager
def together() -> Iterator[None]:
    """Send the statements inside one after the other without waiting for each answer (PostgreSQL's pipeline mode).

    They are carried out in order, in the transaction at hand; the first that fails raises at the end of the block and
    the others are not carried out. Nothing inside may ask for an answer. On SQLite nothing changes.
    """
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


@lru_cache(maxsize=256)
def _fields(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    """Every column of the table, in the order of the model."""
    return tuple(model._meta.concrete_fields)


@lru_cache(maxsize=256)
def _insert_sql(model: type[Model], vendor: str, wants_pk: bool) -> tuple[str, tuple[Field[Any, Any], ...]]:
    del vendor  # names are quoted alike on both engines; the cache is kept apart all the same
    quote = connection.ops.quote_name
    fields = tuple(field for field in _fields(model) if not isinstance(field, AutoField))
    columns = ", ".join(quote(str(field.column)) for field in fields)
    values = ", ".join(["%s"] * len(fields))
    ending = f" RETURNING {quote(str(_pk(model).column))}" if wants_pk else ""
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({values}){ending}", fields  # noqa: S608


def _pk(model: type[Model]) -> Field[Any, Any]:
    pk = model._meta.pk
    assert pk is not None
    return pk


def insert(row: Model, *, wants_pk: bool = True) -> None:
    """INSERT the row and, when wanted, learn its key. No signals, no checks but those of the database."""
    conn = connections[DEFAULT_DB_ALIAS]
    sql, fields = _insert_sql(type(row), conn.vendor, wants_pk)
    values = [field.get_db_prep_save(getattr(row, field.attname), conn) for field in fields]
    with conn.cursor() as cursor:
        cursor.execute(sql, values)
        if wants_pk:
            row.pk = cursor.fetchone()[0]
    row._state.adding = False


def array_type(field: Field[Any, Any]) -> str:
    """The element type of an array of this column's values on PostgreSQL, without a length; jsonb travels as text."""
    kind = field.rel_db_type(connection) if field.is_relation else field.db_type(connection)
    return str(kind).split("(")[0].replace("jsonb", "text")


def array_value(value: Any) -> Any:
    """A value as it stands in such an array."""
    return json.dumps(value) if isinstance(value, dict | list) else value


def insert_many(many: Sequence[Model]) -> None:
    """INSERT rows of one table whose keys nobody needs: one statement on PostgreSQL, a prepared one on SQLite."""
    if not many:
        return
    conn = connections[DEFAULT_DB_ALIAS]
    model = type(many[0])
    sql, fields = _insert_sql(model, conn.vendor, False)
    with conn.cursor() as cursor:
        if conn.vendor != "postgresql":
            prepared = [[f.get_db_prep_save(getattr(row, f.attname), conn) for f in fields] for row in many]
            cursor.executemany(sql, prepared)
            return
        arrays = ", ".join(f"%s::{array_type(field)}[]" for field in fields)
        picked = ", ".join(
            f"c{place}::jsonb" if isinstance(field, JSONField) else f"c{place}" for place, field in enumerate(fields)
        )
        names = ", ".join(f"c{place}" for place in range(len(fields)))
        head = sql.partition(" VALUES ")[0]
        cursor.execute(
            f"{head} SELECT {picked} FROM unnest({arrays}) AS v({names})",  # noqa: S608 -- names of our own columns
            [[array_value(getattr(row, field.attname)) for row in many] for field in fields],
        )


@lru_cache(maxsize=1024)
def _update_sql(
    model: type[Model], vendor: str, columns: tuple[str, ...], where: tuple[str, ...], null: tuple[str, ...]
) -> tuple[str, tuple[Field[Any, Any], ...]]:
    del vendor
    quote = connection.ops.quote_name
    found = {field.attname: field for field in _fields(model)}
    assign = ", ".join(f"{quote(str(found[name].column))} = %s" for name in columns)
    tests = [f"{quote(str(found[name].column))} = %s" for name in where]
    tests += [f"{quote(str(found[name].column))} IS NULL" for name in null]
    sql = f"UPDATE {quote(model._meta.db_table)} SET {assign} WHERE {' AND '.join(tests)}"  # noqa: S608
    return sql, tuple(found[name] for name in (*columns, *where))


def update(
    model: type[Model], values: Mapping[str, Any], where: Mapping[str, Any], *, null: tuple[str, ...] = ()
) -> None:
    """UPDATE … SET values WHERE … (equal to `where`, `null` columns empty). Names are attribute names (`x_id`)."""
    conn = connections[DEFAULT_DB_ALIAS]
    sql, fields = _update_sql(model, conn.vendor, tuple(values), tuple(where), null)
    given = (*values.values(), *where.values())
    with conn.cursor() as cursor:
        cursor.execute(sql, [f.get_db_prep_save(v, conn) for f, v in zip(fields, given, strict=True)])


@lru_cache(maxsize=64)
def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in _fields(model)]


@lru_cache(maxsize=64)
def _select_sql(
    models: tuple[type[Model], ...], tail: str, extra: tuple[str, ...], vendor: str
) -> tuple[str, list[tuple[int, Any, list[Converter]]]]:
    del vendor
    quote = connection.ops.quote_name
    columns: list[str] = []
    converters: list[tuple[int, Any, list[Converter]]] = []
    for model in models:
        table = model._meta.db_table
        for field in _fields(model):
            column = field.get_col(table)
            found = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
            if found:
                converters.append((len(columns), column, found))
            columns.append(f"{quote(table)}.{quote(str(field.column))}")
    return f"SELECT {', '.join((*columns, *extra))} FROM {tail}", converters  # noqa: S608


def read(
    models: tuple[type[Model], ...], tail: str, params: Sequence[Any], *, extra: tuple[str, ...] = ()
) -> tuple[list[Model | None], list[Any]] | None:
    """One row of a join: an instance of each model (None where its key is NULL) and the `extra` expressions.

    `tail` is what stands after FROM; each model's table goes under its own name. None when no row answers.
    """
    conn = connections[DEFAULT_DB_ALIAS]
    sql, converters = _select_sql(models, tail, extra, conn.vendor)
    with conn.cursor() as cursor:
        cursor.execute(sql, params)
        found = cursor.fetchone()
    if found is None:
        return None
    values = list(found)
    for place, column, each in converters:
        for convert in each:
            values[place] = convert(values[place], column, conn)
    made: list[Model | None] = []
    start = 0
    for model in models:
        names = _names(model)
        part = values[start : start + len(names)]
        start += len(names)
        key = part[names.index(_pk(model).attname)]
        made.append(None if key is None else model.from_db(conn.alias, names, part))
    return made, values[start:]


@lru_cache(maxsize=64)
def _tail(model: type[Model], name: str, locked: bool) -> str:
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    column = next(field.column for field in _fields(model) if field.attname == name)
    return f"{table} WHERE {table}.{quote(str(column))} = %s" + (" FOR NO KEY UPDATE" if locked else "")


def find(model: type[Row], name: str, value: Any) -> Row | None:
    """The row whose unique column `name` is `value`; None when there is none."""
    found = read((model,), _tail(model, name, False), [value])
    return cast("Row | None", found[0][0]) if found is not None else None


def lock(model: type[Row], pk: int) -> Row | None:
    """The row, locked for this transaction (SQLite has locked the whole file at BEGIN); None when there is none."""
    locked = connection.vendor == "postgresql"
    found = read((model,), _tail(model, _pk(model).attname, locked), [pk])
    return cast("Row | None", found[0][0]) if found is not None else None
