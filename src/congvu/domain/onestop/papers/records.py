"""Phiếu đã phát hành: a print as a record to be kept, and the same print from it again, so that a reprint is the same.

A record is plain JSON: the kind of print and what is not at its default, moments and days in ISO form.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.domain.onestop.papers import contents
from congvu.domain.onestop.papers.contents import Print

KINDS: dict[str, type[Print]] = {
    name: kind
    for name, kind in vars(contents).items()
    if isinstance(kind, type) and issubclass(kind, Print) and kind is not Print
}


def as_record(what: Print) -> dict[str, Any]:
    """The print as JSON can hold it, with its `kind`."""
    return {"kind": type(what).__name__} | cast("dict[str, Any]", _plain(what))


def read_record(record: Mapping[str, Any]) -> Print:
    """The print a record was made of. `Invalid` where the record is none, or of a field nobody knows."""
    kind = KINDS.get(str(record.get("kind", "")))
    if kind is None:
        raise _broken("kind")
    values = {name: value for name, value in record.items() if name != "kind"}
    return cast("Print", _read(kind, values, "kind"))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {
            field.name: _plain(held)
            for field in fields(value)
            if (held := getattr(value, field.name)) != field.default or field.default is MISSING
        }
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(wanted: Any, value: Any, where: str) -> Any:
    """The value as the type wanted; `where` names the field in a refusal."""
    if get_origin(wanted) in (Union, types.UnionType):
        return _one_of(get_args(wanted), value, where)
    if get_origin(wanted) is tuple:
        if not isinstance(value, list):
            raise _broken(where)
        return tuple(_read(get_args(wanted)[0], each, where) for each in value)
    if is_dataclass(wanted):
        return _whole(cast("type", wanted), value, where)
    try:
        if wanted is datetime:
            return _moment(value)
        if wanted is date:
            return date.fromisoformat(value)
        if issubclass(wanted, StrEnum):
            return wanted(value)
    except (TypeError, ValueError):
        raise _broken(where) from None
    if type(value) is not wanted:
        raise _broken(where)
    return value


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a moment without its zone")
    return at


def _one_of(wanted: tuple[Any, ...], value: Any, where: str) -> Any:
    """Nothing, or the first type that fits; a moment is told from a day by its hour."""
    if value is None and types.NoneType in wanted:
        return None
    given = [one for one in wanted if one is not types.NoneType]
    if {date, datetime} <= set(given):
        return _read(datetime if "T" in str(value) else date, value, where)
    return _read(given[0], value, where)


def _whole(kind: type, value: Any, where: str) -> Any:
    known = _types(kind)
    if not isinstance(value, dict) or not set(value) <= set(known):
        raise _broken(where)
    held = {name: _read(known[name], one, name) for name, one in value.items()}
    try:
        return kind(**held)
    except TypeError:
        raise _broken(where) from None


def _broken(where: str) -> Invalid:
    return Invalid(
        _("The record of this print is damaged."), field=where, code="bad_print_record",
        hint=_("Print it anew from the dossier, and tell the administrator."),
    )  # fmt: skip
