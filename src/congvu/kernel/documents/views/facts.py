"""What the page of a document says of it, as labelled lines."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congvu.kernel.documents.models import Document
from congvu.kernel.documents.models.catalogue import CONFIDENTIALITIES, DIRECTIONS, KINDS, URGENCIES, word
from congvu.kernel.documents.queries import signer_of
from congvu.kernel.rules.queries import known_grounds
from congvu.kernel.ui import formats


def ground_words(document: Document) -> str:
    """The ground of a recall in the words of the screen's language; the code of one that is no longer known."""
    found = known_grounds().get(document.recall_ground)
    if found is None:
        return document.recall_ground
    return found.vi if (get_language() or "vi").startswith("vi") else found.en


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
    if document.recalled_at is not None:
        said = " – ".join(filter(None, (ground_words(document), document.recall_words)))
        facts += [
            (_("Recalled at"), f"{formats.moment(document.recalled_at)} – {document.recalled_by_name}"),
            (_("Ground of the recall"), said),
        ]
    facts += [
        (_("Note"), document.note),
        (_("Entered at"), f"{formats.moment(document.registered_at)} – {document.registered_by_name}"),
    ]
    return facts
