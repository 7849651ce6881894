"""Ai được đọc: who may read papers besides the people whose register holds them.

A socket: a higher room brings a plug that says, as a subquery, which documents (or which bare files) it opens for an
actor: casework plugs "who may see the case may read its papers". Because it is a subquery, the object page, the list,
the count, the export and the download all ask the same question in one SQL statement.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from congvu.kernel.accounts.policy import Actor

#: Actor → a queryset of one column of ids (`values("document_id")`), or None for nothing at all.
Opens = Callable[[Actor], QuerySet[Any, Any] | None]


@dataclass(frozen=True, slots=True)
class Reader:
    """One plug: ids of documents and ids of stored files that it opens. Either may be left out."""

    documents: Opens | None = None
    files: Opens | None = None


_READERS: dict[str, Reader] = {}


def register(name: str, reader: Reader) -> None:
    """Bring a plug; a second one under the same name replaces the first."""
    _READERS[name] = reader


def unregister(name: str) -> None:
    """Take a plug away (tests)."""
    _READERS.pop(name, None)


def opened_documents(actor: Actor) -> Q:
    """Condition on Document: some plug opens it for the actor. False when there is no plug."""
    return _any("documents", actor)


def opened_files(actor: Actor) -> Q:
    """Condition on StoredFile: some plug opens it for the actor. False when there is no plug."""
    return _any("files", actor)


def _any(what: str, actor: Actor) -> Q:
    condition = Q(pk__in=[])
    for reader in _READERS.values():
        opens: Opens | None = getattr(reader, what)
        ids = opens(actor) if opens is not None else None
        if ids is not None:
            condition |= Q(pk__in=ids)
    return condition
