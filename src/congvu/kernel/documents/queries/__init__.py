"""Every read of the documents room, beginning with what the actor may see."""

from congvu.kernel.documents.queries.files import (
    Paper,
    file_by_id,
    file_for,
    is_limited,
    latest_signatures,
    papers_of,
    text_of,
    text_of_file,
)
from congvu.kernel.documents.queries.register import (
    INCOMING_COLUMNS,
    OUTGOING_COLUMNS,
    RegisterRow,
    duplicates_of,
    get_for,
    kind_and_subject,
    narrowed,
    register_page,
    register_rows,
    registers_of,
    signer_of,
    visible_to,
)

__all__ = [
    "INCOMING_COLUMNS",
    "OUTGOING_COLUMNS",
    "Paper",
    "RegisterRow",
    "duplicates_of",
    "file_by_id",
    "file_for",
    "get_for",
    "is_limited",
    "kind_and_subject",
    "latest_signatures",
    "narrowed",
    "papers_of",
    "register_page",
    "register_rows",
    "registers_of",
    "signer_of",
    "text_of",
    "text_of_file",
    "visible_to",
]
