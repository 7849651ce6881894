"""Tài liệu: the content of a file that belongs to a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import queries
from congvu.kernel.documents import queries as documents
from congvu.kernel.documents.models.content import open_content


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it is sent: the name it bears in the case, and its content."""

    name: str
    stream: BinaryIO


def content_of(actor: Actor, code: str, document_id: int) -> Paper:
    """The file behind a line of the case's documents; NotFound when there is none, or not for this actor."""
    row = queries.document_of(actor, code, document_id)
    if row.file_id is None:
        raise NotFound(_("This document has no file of its own."))
    stored, _name = documents.file_for(actor, row.file_id)
    ending = f".{stored.kind}"
    name = row.name if row.name.lower().endswith(ending) or "." in row.name[-6:] else f"{row.name}{ending}"
    return Paper(name, open_content(stored.sha256))
