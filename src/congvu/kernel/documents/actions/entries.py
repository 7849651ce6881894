"""Đăng ký văn bản: entering documents in a register, correcting entries, adding files, noting the hand-over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound, Refusal
from congvu.core.text import nfc, skey
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.documents.actions.files import SECRET_NOTE, secret_refusal
from congvu.kernel.documents.actions.numbers import allocate_number
from congvu.kernel.documents.actions.recalling import require_not_recalled
from congvu.kernel.documents.models import Attachment, Document, StoredFile
from congvu.kernel.documents.models.catalogue import CONFIDENTIALITIES, DIRECTIONS, KINDS, ROLES, URGENCIES
from congvu.kernel.documents.policy.numbering import code_key, issuer_key, outgoing_code, split_code
from congvu.kernel.documents.policy.series import series_of
from congvu.kernel.documents.policy.uploads import clean_name
from congvu.kernel.documents.queries import duplicates_of, get_for
from congvu.kernel.documents.queries.numbering import council_for, plan_of
from congvu.kernel.journal.actions import record
from congvu.kernel.org.models import Agency

#: The oldest day a register entry may bear; an older one is a slip of the pen.
FIRST_DAY = date(1945, 9, 2)


class DuplicateFound(Refusal):
    """Trùng văn bản. The same number, issuer and date (or the same file) is registered already.

    `documents` are the entries the actor may see. Asked again with `confirm_duplicate=True` the act goes through.
    Legal basis: NĐ 30/2020/NĐ-CP, Phụ lục VI (a system warns of doubles).
    """

    code = "duplicate_document"
    status = 409

    def __init__(self, documents: list[Document]) -> None:
        shown = ", ".join(f"{found} ({found.issued_on:%d/%m/%Y})" if found.issued_on else str(found)
                          for found in documents[:3])
        super().__init__(
            _("This document seems to be registered already: %(shown)s.") % {"shown": shown},
            hint=_("Open the entry that is there, or confirm that this is another document."),
        )
        self.documents = documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a register entry says; the fields of `Document` that a person fills in."""

    kind: str
    subject: str
    code: str = ""
    issued_on: date | None = None
    issuer: str = ""
    issuer_agency_id: int | None = None
    urgency: str = "normal"
    confidentiality: str = "internal"
    signer_name: str = ""
    signer_position: str = ""
    pages: int | None = None
    recipients: str = ""
    copies: int | None = None
    due_on: date | None = None
    transferred_to: str = ""
    note: str = ""


def register_document(
    *,
    actor: Actor,
    agency_id: int,
    direction: str,
    entry: Entry,
    now: datetime,
    files: list[tuple[StoredFile, str]] | None = None,
    arrived_on: date | None = None,
    notation: str = "",
    series: str = "",
    council_id: int | None = None,
    answers_id: int | None = None,
    confirm_duplicate: bool = False,
) -> Document:
    """Đăng ký văn bản đến, đi, nội bộ. One entry, its number and its files, in one transaction.

    `files` are pairs of stored file and original name; the first is the original, the others annexes. Incoming
    documents take their arrival number from the agency's series. Outgoing and internal documents that bring no
    `entry.code` take the next number of `series` (default: what the agency's numbering plan says of the kind, or of the
    council) and `notation` ("QĐ-UBND"). `answers_id` is the incoming document an outgoing one answers.
    Raises `DuplicateFound` unless `confirm_duplicate`; `Invalid`; `NotAllowed`. Journal: `document.registered`.

    Legal basis: NĐ 30/2020/NĐ-CP, Điều 15, 21-22, Phụ lục IV and VI.
    """
    require(actor, "documents.document.register", agency_id)
    today = localdate(now)
    arrived = (arrived_on or today) if direction == "incoming" else None
    document = _new_document(entry, agency_id=agency_id, direction=direction, today=today)
    _check_days(document, arrived, today=today)
    document.arrived_on = arrived
    document.year = (arrived or document.issued_on or today).year
    document.series = series or _series(document, council_id)
    document.answers_id = _answered(actor, answers_id, direction)
    document.registered_at = now
    document.registered_by_id = actor.account_id
    document.registered_by_name = actor.name
    for file, _name in files or []:
        if SECRET_NOTE in file.notes:
            raise secret_refusal()
    with transaction.atomic():
        doubles = duplicates_of(
            actor, agency_id=agency_id, code=document.code, issuer=document.issuer, issued_on=document.issued_on,
            sha256s=[file.sha256 for file, _name in files or []],
        )
        if doubles and not confirm_duplicate:
            raise DuplicateFound(doubles)
        _give_number(document, notation)
        document.save()
        for position, (file, name) in enumerate(files or []):
            _attach(document, file, name=name, role="annex" if position else "original", actor=actor, now=now)
        record(
            stream=f"document/{document.pk}", verb="document.registered", at=now, actor=actor.signature,
            body=_snapshot(document) | {
                "files": [file.sha256 for file, _name in files or []],
                "confirmed_duplicate_of": [found.pk for found in doubles],
            },
        )
    return document


def attach(
    *, actor: Actor, document_id: int, file: StoredFile, name: str, role: str, now: datetime
) -> Attachment:
    """Đính kèm tệp. Add a file to a document the actor may see and register. Journal: `document.file_attached`."""
    document = get_for(actor, document_id)
    require(actor, "documents.document.register", document.agency_id)
    if role not in ROLES:
        raise Invalid(_("Choose what the file is."), field="role")
    if SECRET_NOTE in file.notes:
        raise secret_refusal()
    with transaction.atomic():
        require_not_recalled(Document.objects.select_for_update(no_key=True).get(pk=document_id))
        attachment = _attach(document, file, name=name, role=role, actor=actor, now=now)
        record(
            stream=f"document/{document.pk}", verb="document.file_attached", at=now, actor=actor.signature,
            body={"file": file.sha256, "name": attachment.name, "role": role},
        )
    return attachment


def correct_document(
    *, actor: Actor, document_id: int, changes: Mapping[str, Any], reason: str, now: datetime
) -> Document:
    """Sửa sổ đăng ký. Correct an entry with a reason; the numbers given by the register itself cannot be changed.

    `changes` maps fields of `Entry` to new values. The journal keeps old and new. Journal: `document.corrected`.
    """
    seen = get_for(actor, document_id)
    require(actor, "documents.document.register", seen.agency_id)
    if not reason.strip():
        raise Invalid(_("Say why the entry is corrected."), field="reason")
    unknown = set(changes) - set(Entry.__dataclass_fields__)
    if unknown:
        raise Invalid(_("These fields cannot be corrected."), field=sorted(unknown)[0])
    with transaction.atomic():
        document = Document.objects.select_for_update(no_key=True).get(pk=document_id)
        require_not_recalled(document)
        if document.direction != "incoming" and document.serial is not None and "code" in changes:
            raise Invalid(_("The number was given by the register and stays."), field="code")
        before = _snapshot(document)
        values = {name: getattr(document, name) for name in Entry.__dataclass_fields__} | dict(changes)
        _fill(document, Entry(**values))
        # The day of arrival was checked when it was entered and is not corrected here.
        _check_days(document, document.arrived_on, today=max(localdate(now), document.arrived_on or FIRST_DAY))
        document.save()
        after = _snapshot(document)
        moved = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
        if not moved:
            raise Invalid(_("Nothing was changed."))
        record(
            stream=f"document/{document.pk}", verb="document.corrected", at=now, actor=actor.signature,
            body={"changes": moved, "reason": reason.strip()},
        )
    return document


def note_transfer(
    *, actor: Actor, document_id: int, unit: str, transferred_on: date, receipt: str, now: datetime
) -> Document:
    """Chuyển văn bản đến. Columns 7 to 9 of the incoming register: to whom, when, who acknowledged.

    Journal: `document.transferred`. Legal basis: NĐ 30/2020/NĐ-CP, Điều 22-23, Phụ lục IV.
    """
    seen = get_for(actor, document_id)
    require(actor, "documents.document.register", seen.agency_id)
    if not unit.strip():
        raise Invalid(_("Name the unit or person the document goes to."), field="unit")
    with transaction.atomic():
        document = Document.objects.select_for_update(no_key=True).get(pk=document_id)
        require_not_recalled(document)
        if document.arrived_on and transferred_on < document.arrived_on:
            raise Invalid(_("The document cannot be passed on before it arrived."), field="transferred_on")
        document.transferred_to, document.transferred_on = nfc(unit).strip()[:300], transferred_on
        document.receipt = nfc(receipt).strip()[:200]
        document.save(update_fields=["transferred_to", "transferred_on", "receipt"])
        record(
            stream=f"document/{document.pk}", verb="document.transferred", at=now, actor=actor.signature,
            body={"to": document.transferred_to, "on": transferred_on.isoformat(), "receipt": document.receipt},
        )
    return document


def _series(document: Document, council_id: int | None) -> str:
    """The series the number comes from: the register's own, or what the agency's plan says."""
    if document.direction != "outgoing":
        return document.direction
    council = None
    if council_id is not None:
        council = council_for(document.agency_id, council_id, document.issued_on or FIRST_DAY)
        if council is None:
            raise Invalid(_("This council has no series of numbers on that day."), field="council")
    return series_of(plan_of(document.agency_id, document.year), document.kind, council)


def _answered(actor: Actor, answers_id: int | None, direction: str) -> int | None:
    """The incoming document that is answered, if the actor may see it."""
    if answers_id is None:
        return None
    if direction != "outgoing" or get_for(actor, answers_id).direction != "incoming":
        raise Invalid(_("Only an outgoing document answers an incoming one."), field="answers")
    return answers_id


def _new_document(entry: Entry, *, agency_id: int, direction: str, today: date) -> Document:
    if direction not in DIRECTIONS:
        raise Invalid(_("Choose incoming, outgoing or internal."), field="direction")
    if not Agency.objects.filter(pk=agency_id).exists():
        raise NotFound(_("There is no such agency."))
    document = Document(agency_id=agency_id, direction=direction)
    _fill(document, entry)
    if direction == "incoming":
        if not document.issuer:
            raise Invalid(_("Name the agency that issued the document."), field="issuer")
    elif document.issued_on is None:
        document.issued_on = today
    return document


def _fill(document: Document, entry: Entry) -> None:
    """Check and copy what a person wrote; longer texts than the column are refused, not cut."""
    for name, table in (("kind", KINDS), ("urgency", URGENCIES), ("confidentiality", CONFIDENTIALITIES)):
        value = getattr(entry, name)
        if name == "confidentiality" and value in ("secret", "mat", "toi_mat", "tuyet_mat"):
            raise secret_refusal()
        if value not in table:
            raise Invalid(_("Choose one of the values of the list."), field=name)
    for name in Entry.__dataclass_fields__:
        value = getattr(entry, name)
        setattr(document, name, " ".join(nfc(value).split()) if isinstance(value, str) else value)
    if not document.subject:
        raise Invalid(_("Write what the document is about (trích yếu)."), field="subject")
    code = split_code(document.code)
    document.code, document.number, document.notation = code.text, code.number, code.notation[:60]
    for field in Document._meta.concrete_fields:
        limit = getattr(field, "max_length", None)
        value = getattr(document, field.attname, None)
        if limit and isinstance(value, str) and len(value) > limit:
            raise Invalid(_("At most %(limit)s characters.") % {"limit": limit}, field=field.name)
    document.code_key = code_key(document.code)
    document.issuer_key = issuer_key(document.issuer)
    document.skey = skey(f"{document.code} {document.code_key} {document.subject} {document.issuer} "
                         f"{document.signer_name} {KINDS[document.kind].vi}")


def _check_days(document: Document, arrived: date | None, *, today: date) -> None:
    issued = document.issued_on
    if issued and not FIRST_DAY <= issued <= today:
        raise Invalid(_("The date of the document cannot be right: it lies in the future or before 1945."),
                      field="issued_on")
    if arrived and arrived > today:
        raise Invalid(_("The day of arrival lies in the future."), field="arrived_on")
    if arrived and issued and arrived < issued:
        raise Invalid(_("The document cannot arrive before its own date."), field="arrived_on")
    if document.due_on and issued and document.due_on < issued:
        raise Invalid(_("The deadline lies before the date of the document."), field="due_on")


def _give_number(document: Document, notation: str) -> None:
    """The arrival number, or the outgoing number with its notation; last, so that the lock is short."""
    if document.direction == "incoming":
        document.serial = allocate_number(document.agency_id, document.year, document.series)
        return
    if document.code:
        return
    if not notation.strip():
        raise Invalid(_("Give the notation of the document, for example QĐ-UBND."), field="notation")
    # Whoever changes the plan of numbering locks the agency's row: see `actions.numbering`.
    Agency.objects.select_for_update(no_key=True).get(pk=document.agency_id)
    document.serial = allocate_number(document.agency_id, document.year, document.series)
    code = split_code(outgoing_code(document.serial, nfc(notation)))
    document.code, document.number, document.notation = code.text, code.number, code.notation[:60]
    document.code_key = code_key(document.code)
    document.skey = f"{document.skey} {skey(document.code)}"
    same = Document.objects.filter(agency_id=document.agency_id, year=document.year, code_key=document.code_key)
    if same.exclude(direction="incoming").exists():
        raise Invalid(
            _("Number and symbol %(code)s have been given this year already.") % {"code": document.code},
            field="notation", hint=_("Choose another symbol, or correct the order of numbering."),
        )


def _attach(
    document: Document, file: StoredFile, *, name: str, role: str, actor: Actor, now: datetime
) -> Attachment:
    attachment, _created = Attachment.objects.get_or_create(
        document=document, file=file, role=role,
        defaults={
            "name": clean_name(name), "added_at": now, "added_by_id": actor.account_id,
            "added_by_name": actor.name,
        },
    )
    return attachment


def _snapshot(document: Document) -> dict[str, Any]:
    """The entry as JSON for the journal."""
    names = (*Entry.__dataclass_fields__, "agency_id", "direction", "serial", "series", "year", "arrived_on")
    values = {name: getattr(document, name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
