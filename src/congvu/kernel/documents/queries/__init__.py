"""Every read of the documents room, beginning with what the actor may see."""

from congvu.kernel.documents.queries.files import file_for, latest_signatures, text_of, text_of_file
from congvu.kernel.documents.queries.register import (
    INCOMING_COLUMNS,
    OUTGOING_COLUMNS,
    RegisterRow,
    duplicates_of,
    get_for,
    register_page,
    register_rows,
    visible_to,
)

__all__ = [
    "INCOMING_COLUMNS",
    "OUTGOING_COLUMNS",
    "RegisterRow",
    "duplicates_of",
    "file_for",
    "get_for",
    "latest_signatures",
    "register_page",
    "register_rows",
    "text_of",
    "text_of_file",
    "visible_to",
]
