"""Trường riêng của hành vi: what an act's function takes besides, as fields of its message, where a machine can say it.

Words, numbers, days, yes or no, and a decision or another paper that is made of these. An act that asks for the rows of
a screen (which breach, which invitation, the ballots of a council) is done on its page: it is not in the contract.
"""

from __future__ import annotations

import inspect
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, get_args, get_type_hints

from pydantic import Field, create_model

from congvu.kernel.casework.kinds import KindAct
from congvu.kernel.casework.queries.acts import further
from congvu.kernel.ui.wire import NeededWords, Sent, Words

_Field = tuple[Any, Any]
Count = Annotated[int, Field(ge=0, le=2**31 - 1)]
_PLAIN: dict[Any, Any] = {int: Count, bool: bool, date: date}


class Paper(Sent):
    """Base of a part made of several fields: a decision, minutes, a breach. `part` is what an act takes it as."""

    part: ClassVar[type[Any]]

    def made(self) -> Any:
        """What the act takes."""
        return self.part(**self.model_dump())


def fields_of(act: KindAct) -> dict[str, _Field] | None:
    """The further fields of an act's message; None where a machine cannot say them."""
    found: dict[str, _Field] = {}
    for name, parameter in further(act).items():
        field = None if name.endswith("_id") else _field(parameter.annotation, _default(parameter.default))
        if field is None and parameter.default is inspect.Parameter.empty:
            return None
        if field is not None:
            found[name] = field
    return found


def _default(value: Any) -> Any:
    return ... if value in (inspect.Parameter.empty, MISSING) else value


def _field(kind: Any, default: Any) -> _Field | None:
    if isinstance(kind, UnionType):
        inner = [one for one in get_args(kind) if one is not NoneType]
        plain = _field(inner[0], default) if len(inner) == 1 else None
        return (plain[0] | None, default) if plain is not None else None
    if kind is str:
        return (NeededWords, ...) if default is ... else (Words, default)
    if kind in _PLAIN:
        return _PLAIN[kind], default
    if isinstance(kind, type) and is_dataclass(kind) and default is ...:
        return _paper(kind)
    return None


def _paper(kind: type[Any]) -> _Field | None:
    types, found = get_type_hints(kind), {}
    for one in fields(kind):
        field = _field(types[one.name], _default(one.default))
        if field is None:
            return None
        found[one.name] = field

    make: Any = create_model  # its overloads do not take a mapping
    model: type[Paper] = make(kind.__name__, __base__=Paper, **found)
    model.part = kind
    return model, ...
