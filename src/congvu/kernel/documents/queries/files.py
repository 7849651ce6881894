"""Tệp: the text of a document, a file for one reader, what its signatures say."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from congvu.core.refusals import NotAllowed, NotFound
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.models import Attachment, ExtractedText, SignatureCheck, StoredFile
from congvu.kernel.documents.policy.readers import opened_files
from congvu.kernel.documents.queries.register import visible_to


@dataclass(frozen=True, slots=True)
class Text:
    """Nội dung. The text of a file and how it was won; `recognised` = a machine read it from an image."""

    text: str
    method: str
    pages: int
    recognised: bool
    notes: tuple[str, ...] = ()


EMPTY = Text("", "none", 0, False)


def text_of_file(file_id: int) -> Text:
    """The extracted text of a stored file; empty when nothing was (or could be) read."""
    found = ExtractedText.objects.filter(file_id=file_id).first()
    if found is None:
        return EMPTY
    return Text(found.text, found.method, found.pages, found.recognised, tuple(found.notes))


def text_of(document_id: int) -> Text:
    """The text of a document's original: its first file marked original that has text."""
    found = (
        ExtractedText.objects.filter(file__attachments__document_id=document_id,
                                     file__attachments__role="original")
        .order_by("file__attachments__pk")
        .first()
    )
    return EMPTY if found is None else text_of_file(found.file_id)


def latest_signatures(file_id: int) -> SignatureCheck | None:
    """The newest check of the file's signatures, or None when none was made."""
    return SignatureCheck.objects.filter(file_id=file_id).first()


def file_for(actor: Actor, file_id: int) -> tuple[StoredFile, str]:
    """A file the actor may have, with the name to send it under; `NotFound` otherwise.

    A file is open when a document that holds it is visible, or when a plug opens it. Files whose image turned out
    to bear a stamp of secrecy are given to nobody.
    """
    held = Q(attachments__document__in=visible_to(actor))
    file = StoredFile.objects.filter(Q(pk=file_id) & (held | opened_files(actor))).distinct().first()
    if file is None:
        raise NotFound(_("There is no such file, or you may not see it."))
    if "secret_mark" in file.notes:
        raise NotAllowed(_("This file bears a mark of state secrecy and is not given out."),
                         hint=_("Take it to the person in charge of secret documents."))
    named = Attachment.objects.filter(file=file, document__in=visible_to(actor)).first()
    return file, named.name if named else f"{file.sha256[:12]}.{file.kind}"
