"""Every write of the documents room."""

from congvu.kernel.documents.actions.entries import (
    DuplicateFound,
    Entry,
    attach,
    correct_document,
    note_transfer,
    register_document,
)
from congvu.kernel.documents.actions.files import read_text, secret_refusal, store_upload
from congvu.kernel.documents.actions.numbers import allocate_number
from congvu.kernel.documents.actions.recognition import recognise_pages
from congvu.kernel.documents.actions.signatures import check_signatures

__all__ = [
    "DuplicateFound",
    "Entry",
    "allocate_number",
    "attach",
    "check_signatures",
    "correct_document",
    "note_transfer",
    "read_text",
    "recognise_pages",
    "register_document",
    "secret_refusal",
    "store_upload",
]
