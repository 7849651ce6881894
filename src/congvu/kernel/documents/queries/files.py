"""Tệp: the text of a document, a file for one reader, what its signatures say."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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


#: Notes of upload, reading and recognition that people should see.
REMARKS = {
    "active_content": gettext_lazy("The PDF contains scripts or start commands: open it with care."),
    "embedded_files": gettext_lazy("The PDF has other files packed inside; they are not read and not shown here."),
    "owner_locked": gettext_lazy("The PDF forbids changing or printing; reading it needs no password."),
    "legacy_font": gettext_lazy("The text was typed in an old font (%(value)s) and has been turned into Unicode."),
    "old_font_named": gettext_lazy("The file names an old font; check letters with marks against the original."),
    "tracked_changes": gettext_lazy("The file has tracked changes: the text shown has all of them accepted."),
    "stopped_at_page": gettext_lazy("The text was read up to page %(value)s only; the file takes very long to read."),
    "page_unreadable": gettext_lazy("Page %(value)s could not be read."),
    "text_cut": gettext_lazy("Only the beginning of the text is kept; the original is whole."),
    "rows_cut": gettext_lazy("Sheet “%(value)s” is longer than what is read."),
    "no_text": gettext_lazy("No text was found in the file; it is probably a scan."),
    "recognition_not_installed": gettext_lazy("Recognition of scans is not installed here (missing: %(value)s)."),
    "recognition_stopped_at_limit": gettext_lazy("Recognition stopped at the page limit; later pages are not read."),
}

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


def is_limited(file_id: int) -> bool:
    """Whether some document that holds the file is of limited circulation or sealed: looking is then recorded."""
    return Attachment.objects.filter(
        file_id=file_id, document__confidentiality__in=["restricted", "sealed"]
    ).exists()


@dataclass(frozen=True, slots=True)
class Paper:
    """One attachment as a page shows it: the file, its text, the newest check of its signatures."""

    attachment: Attachment
    text: Text
    signatures: SignatureCheck | None

    @property
    def is_secret(self) -> bool:
        return "secret_mark" in self.attachment.file.notes

    @property
    def remarks(self) -> list[str]:
        """What a reader of the file should know, in sentences; remarks only machines need are left out."""
        found = []
        for note in (*self.attachment.file.notes, *self.text.notes):
            code, _colon, value = str(note).partition(": ")
            sentence = REMARKS.get(code)
            if sentence and not (code == "no_text" and self.text.recognised):
                found.append(str(sentence) % {"value": value})
        return found


def papers_of(document_id: int) -> list[Paper]:
    """The attachments of a document in their order, with text and signature check. Three statements."""
    attachments = list(Attachment.objects.filter(document_id=document_id).select_related("file"))
    files = [attachment.file_id for attachment in attachments]
    texts = {text.file_id: text for text in ExtractedText.objects.filter(file_id__in=files)}
    checks: dict[int, SignatureCheck] = {}
    for check in SignatureCheck.objects.filter(file_id__in=files):
        checks.setdefault(check.file_id, check)
    papers = []
    for attachment in attachments:
        found = texts.get(attachment.file_id)
        text = EMPTY if found is None else Text(
            found.text, found.method, found.pages, found.recognised, tuple(found.notes)
        )
        papers.append(Paper(attachment, text, checks.get(attachment.file_id)))
    return papers


def file_by_id(file_id: int) -> StoredFile:
    """A stored file for a caller who has proved that the actor brought it himself; `NotFound` otherwise."""
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None:
        raise NotFound(_("There is no such file, or you may not see it."))
    return file
