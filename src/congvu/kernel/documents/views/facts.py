"""What the page of a document says of it, as labelled lines."""

from __future__ import annotations

from django.utils.translation import gettext as _

from congvu.kernel.documents.models import Document
from congvu.kernel.documents.models.catalogue import CONFIDENTIALITIES, DIRECTIONS, KINDS, URGENCIES, word
from congvu.kernel.documents.queries import signer_of
from congvu.kernel.ui import formats


def facts_of(document: Document) -> list[tuple[str, str]]:
    """Label and value, in the order of the register; empty values are shown as a dash by the component."""
    kind = KINDS.get(document.kind)
    facts = [
        (_("Register of"), f"{word(DIRECTIONS, document.direction)} – {document.agency.name}"),
        (_("Kind of document"), kind.label if kind else document.kind),
        (_("Number, symbol of the document"), document.code),
        (_("Date of the document"), formats.day(document.issued_on)),
        (_("Author"), document.issuer),
        (_("Signer"), signer_of(document)),
        (_("Urgency"), word(URGENCIES, document.urgency)),
        (_("Who may read it"), word(CONFIDENTIALITIES, document.confidentiality)),
        (_("Pages"), str(document.pages or "")),
        (_("Deadline named in the document"), formats.day(document.due_on)),
    ]
    if document.direction == "incoming":
        facts += [
            (_("Arrival number"), str(document.serial or "")),
            (_("Arrival date"), formats.day(document.arrived_on)),
            (_("Receiving unit or person"), document.transferred_to),
            (_("Transfer date"), formats.day(document.transferred_on)),
            (_("Receipt signature"), document.receipt),
        ]
    else:
        facts += [
            (_("Recipients"), document.recipients),
            (_("Number of copies"), str(document.copies or "")),
            (_("Date of dispatch"), formats.day(document.transferred_on)),
        ]
    facts += [
        (_("Note"), document.note),
        (_("Entered at"), f"{formats.moment(document.registered_at)} – {document.registered_by_name}"),
    ]
    return facts
