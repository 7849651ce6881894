"""Thu hồi văn bản đã phát hành: the entry stays with its number and everything known of it, and is frozen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.text import nfc
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.documents.models import Document
from congvu.kernel.documents.queries.register import get_for
from congvu.kernel.journal.actions import record
from congvu.kernel.rules.queries import grounds


def recall_document(*, actor: Actor, document_id: int, ground: str, words: str = "", now: datetime) -> Document:
    """Thu hồi văn bản. Take an issued document back, on a coded ground; its number is never given again.

    From then on the entry, its files and its metadata are frozen: no correction, no further file, no sending. Who
    has it already is asked to give it back separately. Raises `Invalid`; `MoveRefused` for one recalled before;
    `NotAllowed`. Journal: `document.recalled`. Legal basis: NĐ 30/2020/NĐ-CP, Điều 18; Phụ lục VI.
    """
    seen = get_for(actor, document_id)
    require(actor, "documents.document.register", seen.agency_id)
    if seen.direction != "outgoing" or not seen.code:
        raise Invalid(_("Only an outgoing document that has its number is recalled."))
    if ground not in {one.code for one in grounds("recall", localdate(now))}:
        raise Invalid(_("Choose the ground the recall rests on."), field="ground")
    said = " ".join(nfc(words).split())
    if len(said) > 500:
        raise Invalid(_("At most %(limit)s characters.") % {"limit": 500}, field="words")
    with transaction.atomic():
        document = Document.objects.select_for_update(no_key=True).get(pk=document_id)
        require_not_recalled(document)
        document.recalled_at, document.recalled_by_name = now, actor.name
        document.recall_ground, document.recall_words = ground, said
        document.save(update_fields=["recalled_at", "recalled_by_name", "recall_ground", "recall_words"])
        record(
            stream=f"document/{document.pk}", verb="document.recalled", at=now, actor=actor.signature,
            body={"ground": ground, "words": said, "code": document.code},
        )
    return document


def require_not_recalled(document: Document) -> None:
    """MoveRefused for a document that was recalled: it is kept as it was, and nothing further rests on it."""
    if document.recalled_at is not None:
        raise MoveRefused(
            _("Document %(code)s was recalled; its entry and files are frozen.") % {"code": document.code},
            hint=_("Register the document that replaces it under a number of its own."),
        )
