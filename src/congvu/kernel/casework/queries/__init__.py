"""Every read of cases, beginning with what the actor may see."""

from __future__ import annotations

from congvu.kernel.casework.queries.acts import Act, act_open_to, acts_open_to
from congvu.kernel.casework.queries.cases import (
    EXPORT,
    count_of_parts,
    custody_of,
    document_of,
    documents_of,
    exportable_to,
    get_for,
    is_watching,
    lines_of,
    linked_to,
    links_of,
    listed_officials,
    notices_of,
    parent_of,
    parts_of,
    requests_of,
    saved_views,
    visible_to,
    with_words,
    words_of,
)

__all__ = [
    "EXPORT",
    "Act",
    "act_open_to",
    "acts_open_to",
    "count_of_parts",
    "custody_of",
    "document_of",
    "documents_of",
    "exportable_to",
    "get_for",
    "is_watching",
    "lines_of",
    "linked_to",
    "links_of",
    "listed_officials",
    "notices_of",
    "parent_of",
    "parts_of",
    "requests_of",
    "saved_views",
    "visible_to",
    "with_words",
    "words_of",
]
