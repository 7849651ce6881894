"""Every write of the documents room."""

from congvu.kernel.documents.actions.dossiers import (
    Line,
    announce_hand_over,
    approve_list,
    close_dossier,
    hand_over,
    list_dossier,
    open_dossier,
    put_in,
    take_out,
)
from congvu.kernel.documents.actions.entries import (
    DuplicateFound,
    Entry,
    attach,
    correct_document,
    note_transfer,
    register_document,
)
from congvu.kernel.documents.actions.files import read_text, secret_refusal, store_own, store_upload
from congvu.kernel.documents.actions.numbering import add_council, end_council, set_numbering_plan
from congvu.kernel.documents.actions.numbers import allocate_number
from congvu.kernel.documents.actions.papers import issue_paper, number_paper
from congvu.kernel.documents.actions.recalling import recall_document, require_not_recalled
from congvu.kernel.documents.actions.recognition import recognise_pages
from congvu.kernel.documents.actions.routing import (
    Share,
    assign_handler,
    note_progress,
    propose_handling,
    route_document,
)
from congvu.kernel.documents.actions.signatures import check_signatures
from congvu.kernel.documents.actions.sweeping import sweep_files, unreferenced

__all__ = [
    "DuplicateFound",
    "Entry",
    "Line",
    "Share",
    "add_council",
    "allocate_number",
    "announce_hand_over",
    "approve_list",
    "assign_handler",
    "attach",
    "check_signatures",
    "close_dossier",
    "correct_document",
    "end_council",
    "hand_over",
    "issue_paper",
    "list_dossier",
    "note_progress",
    "note_transfer",
    "number_paper",
    "open_dossier",
    "propose_handling",
    "put_in",
    "read_text",
    "recall_document",
    "recognise_pages",
    "register_document",
    "require_not_recalled",
    "route_document",
    "secret_refusal",
    "set_numbering_plan",
    "store_own",
    "store_upload",
    "sweep_files",
    "take_out",
    "unreferenced",
]
