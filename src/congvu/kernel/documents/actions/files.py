"""Nhận tệp: an upload is looked at, read in a process of its own, checked for secrets, and only then kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from django.db import connection, transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.documents.extract import extract
from congvu.kernel.documents.models import ExtractedText, StoredFile
from congvu.kernel.documents.models.content import hash_of, keep, read_content
from congvu.kernel.documents.policy.child import ChildFailed, ask
from congvu.kernel.documents.policy.secrecy import secret_mark
from congvu.kernel.documents.policy.uploads import MAX_PAGES, MEDIA_TYPES, SOUNDS, Upload, look_at, max_bytes, refusal
from congvu.kernel.jobs.queue import enqueue

#: Kinds whose text is read; images go through recognition.
READABLE = ("pdf", "docx", "xlsx", "html", "txt", "csv")
IMAGES = ("png", "jpg", "tif")
MAX_TEXT = 20_000_000
#: Mark of a file whose image turned out, after recognition, to bear a stamp of secrecy: it is no longer given out.
SECRET_NOTE = "secret_mark"  # noqa: S105  # a mark of secrecy, not a password


@dataclass(frozen=True, slots=True)
class Examined:
    """What the child process saw in a file."""

    text: str
    method: str
    pages: int | None
    recognised: bool
    notes: list[str]
    file_notes: list[str]


def secret_refusal() -> Invalid:
    """The refusal of a document with a mark of secrecy; nothing of it is kept."""
    return Invalid(
        _("This document is marked as a state secret (mật). It has not been kept: this system must not hold secrets."),
        field="file", code="upload_secret",
        hint=_("Handle it through the register of secret documents, on paper, as the law on state secrets says."),
    )


def store_upload(
    *, actor: Actor, name: str, content: bytes | BinaryIO, now: datetime, secret: bool = False, sound: bool = False
) -> StoredFile:
    """Nhận tệp. Check an upload and keep it once by its content; returns the stored file (perhaps an older one).

    In order: size and name, real type against the promised one, archives within a budget, PDFs and text in a
    process of their own, marks of secrecy; then content to the store, then the rows. A refusal keeps nothing.
    `secret` is the uploader's own tick, `sound` says that a recording is awaited. Raises `Invalid` (field "file") with
    a sentence; `NotAllowed`.

    Legal basis: NĐ 30/2020/NĐ-CP, Phụ lục VI; Luật Bảo vệ bí mật nhà nước (secrets are refused).
    """
    require(actor, "documents.document.read")
    if secret:
        raise secret_refusal()
    raw = _whole(content)
    upload = look_at(name, raw, sound=sound)
    known = StoredFile.objects.filter(sha256=hash_of(raw), kind=upload.kind).first()
    if known is not None:
        if SECRET_NOTE in known.notes:
            raise secret_refusal()
        # Brought again: the sweep of unreferenced files leaves it. No row any more: the sweep was faster, it is new.
        if StoredFile.objects.filter(pk=known.pk).update(brought_at=now):
            keep(raw)
            return known
    examined = _examine(upload, raw)
    if secret_mark(examined.text):
        raise secret_refusal()
    digest = keep(raw)
    with transaction.atomic():
        return _write_rows(upload, digest, examined, actor=actor, now=now)


def read_text(*, file: StoredFile, now: datetime) -> ExtractedText:
    """Trích xuất nội dung. The text of a stored file; reads it again only when no text is there yet."""
    found = ExtractedText.objects.filter(file=file).first()
    if found is not None:
        return found
    upload = Upload("", file.kind, file.media_type, file.size)
    examined = _examine(upload, read_content(file.sha256))
    return _write_text(file, examined, now=now)


def _whole(content: bytes | BinaryIO) -> bytes:
    """The bytes of an upload; reads at most one byte more than allowed, so that a refusal costs no memory."""
    if isinstance(content, bytes):
        return content
    if hasattr(content, "seek"):
        content.seek(0)
    return content.read(max_bytes() + 1)


def _examine(upload: Upload, content: bytes) -> Examined:
    if upload.kind in IMAGES:
        return Examined("", "image", 1, False, [], [])
    if upload.kind in SOUNDS:
        return Examined("", "none", None, False, [], [])
    try:
        answer: dict[str, Any] = ask("examine", content, kind=upload.kind, argument=str(MAX_PAGES))
    except ChildFailed as failed:
        raise refusal(failed.reason) from failed
    if "refused" in answer:
        raise refusal(answer["refused"])
    read = answer["extracted"]
    return Examined(
        text=str(read["text"])[:MAX_TEXT].replace("\x00", ""),
        method=str(read["method"]),
        pages=answer["pages"] or read["pages"] or None,
        recognised=bool(read["recognised"]),
        notes=[str(note) for note in read["notes"]],
        file_notes=list(answer["notes"]),
    )


def _write_rows(upload: Upload, digest: str, examined: Examined, *, actor: Actor, now: datetime) -> StoredFile:
    """The rows of a new file; when somebody stored the same content this moment, theirs."""
    file, created = StoredFile.objects.get_or_create(
        sha256=digest,
        defaults={
            "size": upload.size, "media_type": upload.media_type, "kind": upload.kind, "pages": examined.pages,
            "notes": examined.file_notes, "stored_at": now, "stored_by_id": actor.account_id,
        },
    )
    if not created:
        return file
    _write_text(file, examined, now=now)
    if upload.kind in IMAGES or needs_recognition(examined.text, examined.pages, upload.kind):
        enqueue("documents.recognise", {"file_id": file.pk}, now=now, key=f"file-{file.pk}")
    if "signed" in examined.file_notes:
        enqueue("documents.check_signatures", {"file_id": file.pk}, now=now, key=f"file-{file.pk}")
    return file


def _write_text(file: StoredFile, examined: Examined, *, now: datetime) -> ExtractedText:
    text, _created = ExtractedText.objects.update_or_create(
        file=file,
        defaults={
            "text": examined.text, "method": examined.method, "pages": examined.pages or 0,
            "recognised": examined.recognised, "notes": examined.notes, "extracted_at": now,
        },
    )
    return text


def needs_recognition(text: str, pages: int | None, kind: str) -> bool:
    """Whether a PDF is (nearly) only images: fewer than 40 letters a page come out of its text layer."""
    return kind == "pdf" and sum(char.isalpha() for char in text) < 40 * max(pages or 1, 1)


def store_own(*, actor: Actor, content: bytes, kind: str, now: datetime) -> StoredFile:
    """Keep a paper this system has just rendered (.docx or .pdf); its text is read here, nobody else wrote it.

    Inside the transaction of the act that made it: what is rolled back leaves no row, only content for nobody.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a rendered paper is kept only inside the transaction of its act")
    digest = keep(content)
    file, created = StoredFile.objects.get_or_create(
        sha256=digest,
        defaults={
            "size": len(content), "media_type": MEDIA_TYPES[kind], "kind": kind, "notes": [], "stored_at": now,
            "stored_by_id": actor.account_id,
        },
    )
    if created:
        found = extract(content, kind)
        read = Examined(found.text[:MAX_TEXT], found.method, found.pages or None, False, found.notes, [])
        _write_text(file, read, now=now)
    return file
