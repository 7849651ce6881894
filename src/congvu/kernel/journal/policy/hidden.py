"""Chuỗi không được lộ: streams whose very existence may not be betrayed, e.g. those of sealed cases.

A socket: the room that owns the streams says, as a subquery of stream names, which of them a reader of the whole
journal must not meet. Verification still covers every line; it prints numbers, no names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

#: Reader → a queryset of one column of stream names that do not exist for him.
Hides = Callable[[Any], QuerySet[Any, Any]]

_plugs: dict[str, Hides] = {}


def register(name: str, plug: Hides) -> None:
    """Bring a plug; a second one under the same name replaces the first."""
    _plugs[name] = plug


def hidden_from(reader: object) -> Q:
    """Condition on Line: its stream does not exist for the reader."""
    condition = Q(pk__in=[])
    for plug in _plugs.values():
        condition |= Q(stream__in=plug(reader))
    return condition
