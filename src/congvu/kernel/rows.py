"""Statements about one row, written once per table and kept: for the few acts that everything waits for.

Django's ORM composes its SQL anew at every call, which is most of what a short transaction costs. These functions
do the same with the same fields, converters and constraints, on both engines; everything else uses the ORM.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    the others are not carried out. Whoever asks for an answer inside waits for it, and for all that went before.
    On SQLite nothing changes.
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


@lru_cache(maxsize=256)
def _upsert_sql(
    model: type[Model], vendor: str, unique: tuple[str, ...], columns: tuple[str, ...]
) -> tuple[str, tuple[Field[Any, Any], ...]]:
    sql, fields = _insert_sql(model, vendor, True)
    quote = connection.ops.quote_name
    known = {field.attname: quote(str(field.column)) for field in fields}
    found = ", ".join(known[name] for name in unique)
    assign = ", ".join(f"{known[name]} = excluded.{known[name]}" for name in columns)
    before, ending = sql.split(" RETURNING ")
    return f"{before} ON CONFLICT ({found}) DO UPDATE SET {assign} RETURNING {ending}", fields


def upsert(row: Model, unique: tuple[str, ...], columns: tuple[str, ...]) -> None:
    """INSERT the row, or bring `columns` of the one with the same `unique` columns up to date, and learn its key."""
    sql, fields = _upsert_sql(type(row), connection.vendor, unique, columns)
    with connection.cursor() as cursor:
        cursor.execute(sql, _prepared(row, fields))
        row.pk = cursor.fetchone()[0]
    row._state.adding = False


def _array_type(field: Field[Any, Any]) -> str:
    """The element type of an array of this column's values on PostgreSQL, without a length; jsonb travels as text."""
    kind = field.rel_db_type(connection) if field.is_relation else field.db_type(connection)
    return str(kind).split("(")[0].replace("jsonb", "text")


def _array_value(value: Any) -> Any:
    """A value as it stands in such an array, or in a line of COPY."""
    return json.dumps(value) if isinstance(value, dict | list) else value


def _unnested(many: Sequence[Model], fields: Sequence[Field[Any, Any]]) -> tuple[list[str], str, list[list[Any]]]:
    """Rows as a table of PostgreSQL: the expression of each column, what stands after FROM, and its parameters."""
    picked, table = _table_of(tuple(fields))
    values = [[_array_value(getattr(row, field.attname)) for row in many] for field in fields]
    return picked, table, values


@lru_cache(maxsize=1024)
def _table_of(fields: tuple[Field[Any, Any], ...]) -> tuple[list[str], str]:
    """The same without the parameters: what Django would look up anew for every column of every act."""
    picked = [f"v.c{i}::jsonb" if isinstance(field, JSONField) else f"v.c{i}" for i, field in enumerate(fields)]
    arrays = ", ".join(f"%s::{_array_type(field)}[]" for field in fields)
    names = ", ".join(f"c{i}" for i in range(len(fields)))
    return picked, f"unnest({arrays}) AS v({names})"


def _prepared(row: Model, fields: Iterable[Field[Any, Any]]) -> list[Any]:
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]


def insert_many(many: Sequence[Model]) -> None:
    """INSERT rows of one table whose keys nobody needs: one statement on PostgreSQL, a prepared one on SQLite."""
    if not many:
        return
    sql, fields = _insert_sql(type(many[0]), connection.vendor, False)
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.executemany(sql, [_prepared(row, fields) for row in many])
            return
        cursor.execute(*_insert_of(many))


def _insert_of(many: Sequence[Model]) -> tuple[str, list[Any]]:
    """The INSERT of rows of one table on PostgreSQL, and its parameters."""
    sql, fields = _insert_sql(type(many[0]), connection.vendor, False)
    if len(many) == 1:
        return sql, _prepared(many[0], fields)
    picked, table, values = _unnested(many, fields)
    return f"{sql.partition(' VALUES ')[0]} SELECT {', '.join(picked)} FROM {table}", values  # noqa: S608 -- ours


def insert_all(many: Sequence[Model]) -> None:
    """INSERT rows of several tables that belong together and whose keys are known or needed by nobody.

    One statement on PostgreSQL, however many tables; they may refer to each other, since keys are checked at the end
    of the transaction. On SQLite one prepared statement a table, in the order in which the tables first appear.
    """
    tables: dict[type[Model], list[Model]] = {}
    for row in many:
        tables.setdefault(type(row), []).append(row)
    if connection.vendor != "postgresql" or len(tables) < 2:
        for rows in tables.values():
            insert_many(rows)
        return
    inserts = [_insert_of(rows) for rows in tables.values()]
    before = ", ".join(f"i{place} AS ({sql})" for place, (sql, _values) in enumerate(inserts[:-1]))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {before} {inserts[-1][0]}", [one for _sql, values in inserts for one in values])


def update_many(many: Sequence[Model], columns: Sequence[str]) -> None:
    """UPDATE these columns (attribute names) of rows of one table to what the rows say, as `insert_many` inserts."""
    if not many or not columns:
        return
    model = type(many[0])
    quote = connection.ops.quote_name
    known = {field.attname: field for field in _fields(model)}
    fields = [known[name] for name in columns]
    table, key = quote(model._meta.db_table), _pk(model)
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            assign = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
            sql = f"UPDATE {table} SET {assign} WHERE {quote(str(key.column))} = %s"  # noqa: S608 -- our own columns
            cursor.executemany(sql, [_prepared(row, (*fields, key)) for row in many])
            return
        picked, source, values = _unnested(many, (key, *fields))
        assign = ", ".join(f"{quote(str(f.column))} = {p}" for f, p in zip(fields, picked[1:], strict=True))
        where = f"t.{quote(str(key.column))} = {picked[0]}"
        cursor.execute(f"UPDATE {table} AS t SET {assign} FROM {source} WHERE {where}", values)  # noqa: S608


def copy_in(model: type[Model], names: Sequence[str], many: Iterable[Sequence[Any]]) -> None:
    """Load rows given as plain values in the order of `names` (attribute names): COPY on PostgreSQL, a prepared
    INSERT on SQLite. Constraints and triggers of the table hold; JSON is given as it is in Python."""
    quote = connection.ops.quote_name
    known = {field.attname: field for field in _fields(model)}
    fields = [known[name] for name in names]
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(str(field.column)) for field in fields)
    json_at = [place for place, field in enumerate(fields) if isinstance(field, JSONField)]
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            marks = ", ".join(["%s"] * len(fields))
            prepare = [field.get_db_prep_save for field in fields]
            cursor.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 -- our own columns
                [[each(v, connection) for each, v in zip(prepare, row, strict=True)] for row in many],
            )
            return
        with connection.wrap_database_errors, cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            write = copy.write_row
            for row in many:
                if json_at:
                    row = list(row)  # noqa: PLW2901 -- a copy with the JSON as text
                    for place in json_at:
                        row[place] = _array_value(row[place])
                write(row)


def reserve_ids(model: type[Model], count: int) -> list[int]:
    """`count` keys nobody else will be given, for rows that name each other before they are written.

    On SQLite the transaction at hand holds the write lock, and the rows have to be written in it.
    """
    table, column = model._meta.db_table, str(_pk(model).column)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(s) FROM (SELECT pg_get_serial_sequence(%s, %s)::regclass AS s) AS q,"
                " generate_series(1, %s)",
                [f'"{table}"', column, count],
            )
            return [int(row[0]) for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        first = (int(found[0]) if found else 0) + 1
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first + count - 1])
        return list(range(first, first + count))


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
