"""Nhận văn bản điện tử: what arrives is kept once, answered, accepted into the register or refused in words."""

from __future__ import annotations

import zlib
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound, Refusal
from congvu.core.text import nfc, skey
from congvu.face.connectors.extract import BadMessage, DocumentMessage, StatusCode, StatusMessage, read_message
from congvu.face.connectors.models import Exchange, ExchangeFile, ExchangeStatus, Organ
from congvu.face.connectors.policy import may_move, state_after
from congvu.face.connectors.queries import kind_of, visible_to
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.documents.actions import Entry, register_document, store_upload
from congvu.kernel.documents.models import Document, StoredFile
from congvu.kernel.journal.actions import record

_URGENCY = {"0": "normal", "1": "urgent", "2": "very_urgent", "3": "express"}
State = Exchange.State


def receive(*, actor: Actor, raw: bytes, ref: str, now: datetime) -> list[Exchange]:
    """Nhận bản tin. Keep what the axis brought; returns the exchanges touched.

    A message delivered again changes nothing but is acknowledged again. One that cannot be read is kept as *failed*
    with its bytes and the reason. Journal: `exchange.received`, `exchange.unreadable`, `exchange.status_received`.
    """
    require(actor, "connectors.exchange.act")
    try:
        message = read_message(raw)
    except BadMessage as bad:
        return [_unreadable(raw, ref, str(bad), actor=actor, now=now)]
    if isinstance(message, StatusMessage):
        return _status(message, actor=actor, now=now)
    organs = list(
        Organ.objects.filter(organ_id__in=[one.organ_id.upper() for one in message.receivers], agency__isnull=False)
    )
    if not organs:
        words = _("None of the receivers is an organisation of ours: %(ids)s.") % {
            "ids": ", ".join(one.organ_id for one in message.receivers)[:200]
        }
        return [_unreadable(raw, ref, words, actor=actor, now=now, message=message)]
    return [_one(message, organ, ref, actor=actor, now=now) for organ in organs]


def _unreadable(
    raw: bytes, ref: str, words: str, *, actor: Actor, now: datetime, message: DocumentMessage | None = None
) -> Exchange:
    """Keep a message nobody can take; the same one brought again is counted, not kept twice."""
    packed = zlib.compress(raw)
    with transaction.atomic():
        known = Exchange.objects.filter(direction="in", state=State.FAILED, gateway_ref=ref).first() if ref else None
        if known is not None:
            known.repeats += 1
            known.save(update_fields=["repeats"])
            return known
        exchange = Exchange.objects.create(
            direction="in", state=State.FAILED, gateway_ref=ref, at=now, note=words[:500], raw=packed,
            partner_id=message.sender.organ_id if message else "", partner_name=message.sender.name if message else "",
            subject=message.subject if message else "", code=message.code if message else "",
        )  # fmt: skip
        record(
            stream=exchange.stream, verb="exchange.unreadable", at=now, actor=actor.signature,
            body={"ref": ref, "why": words, "bytes": len(raw)},
        )  # fmt: skip
    return exchange


def _one(message: DocumentMessage, organ: Organ, ref: str, *, actor: Actor, now: datetime) -> Exchange:
    """One receiver of ours: a new exchange, or the one that is there already."""
    sender = Organ.objects.filter(organ_id=message.sender.organ_id.upper()).first()
    same: dict[str, object] = {
        "direction": "in", "agency_id": organ.agency_id, "partner_id": message.sender.organ_id,
        "identifier": message.document_id, "business": message.business,
    }  # fmt: skip
    known = _repeated(same)
    if known is not None:
        return known
    kept = [_keep(parcel.name, parcel.content, actor=actor, now=now) for parcel in message.parcels]
    try:
        with transaction.atomic():
            exchange = Exchange.objects.create(
                **same, state=State.WAITING, gateway_ref=ref, at=now, code=message.code[:90],
                partner_name=(sender.name if sender else message.sender.name)[:200], kind=kind_of(message),
                subject=message.subject or message.content[:500] or message.code, promulgated_on=message.promulgated_on,
                skey=skey(f"{message.code} {message.subject} {message.sender.name}"), due_on=message.due_on,
                signer_name=message.signer_name, signer_position=message.signer_position, pages=message.pages,
                urgency=_URGENCY.get(message.priority, "normal"),
                answers=[{"organ_id": one.organ_id, "code": one.code} for one in message.answers],
            )  # fmt: skip
            ExchangeFile.objects.bulk_create(
                [ExchangeFile(exchange=exchange, name=name, file=file, refused=why) for name, file, why in kept]
            )
            record(
                stream=exchange.stream, verb="exchange.received", at=now, actor=actor.signature,
                body={
                    "from": message.sender.organ_id, "to": organ.organ_id, "document_id": message.document_id,
                    "code": message.code, "subject": message.subject, "ref": ref,
                    "files": [file.sha256 if file else {"name": name, "refused": why} for name, file, why in kept],
                },
            )  # fmt: skip
            tell(exchange, StatusCode.ARRIVED, actor=actor, now=now)
    except IntegrityError:
        # Another worker took the same message a moment ago.
        found = _repeated(same)
        if found is None:
            raise
        return found
    return exchange


def _repeated(same: dict[str, object]) -> Exchange | None:
    """The exchange that is there already: counted, and its last word told again in case it was lost."""
    with transaction.atomic():
        known = Exchange.objects.select_for_update(no_key=True).filter(**same).first()
        if known is None:
            return None
        known.repeats += 1
        known.save(update_fields=["repeats"])
        last = known.statuses.filter(ours=True).order_by("-id").first()
        if last is not None and last.sent_at is not None:
            last.sent_at, last.next_at, last.attempts = None, None, 0
            last.save(update_fields=["sent_at", "next_at", "attempts"])
    return known


def _keep(name: str, content: bytes, *, actor: Actor, now: datetime) -> tuple[str, StoredFile | None, str]:
    """(name, stored file, "") or (name, None, why not): a refused file does not keep the document out."""
    try:
        return name, store_upload(actor=actor, name=name, content=content, now=now), ""
    except Refusal as refusal:
        return name, None, str(refusal)[:300]


def _status(message: StatusMessage, *, actor: Actor, now: datetime) -> list[Exchange]:
    """A word of the receiver about a document of ours. Words that come late or twice never move the state back."""
    ours = Exchange.objects.filter(partner_id=message.sender.organ_id).exclude(state=State.FAILED)
    about = message.about
    found = ours.filter(identifier=about.document_id) if about.document_id else ours.none()
    if not found.exists():
        found = ours.filter(code=about.code)
    touched = []
    for pk in found.order_by("-at").values_list("pk", flat=True)[:5]:
        with transaction.atomic():
            exchange = Exchange.objects.select_for_update(no_key=True).get(pk=pk)
            if not may_move(exchange, message.status):
                continue
            said, created = ExchangeStatus.objects.get_or_create(
                exchange=exchange, ours=False, code=message.status, at=message.at or now,
                defaults={"description": message.description, "department": message.department,
                          "staff": message.staff, "sent_at": now},
            )  # fmt: skip
            if not created:
                touched.append(exchange)
                continue
            exchange.state = state_after(exchange, message.status)
            if message.status == StatusCode.REFUSED:
                exchange.note = message.description[:500]
            if message.status == StatusCode.RECALL_ASKED:
                exchange.recall_asked_at, exchange.recall_words = now, message.description[:500]
            exchange.save(update_fields=["state", "note", "recall_asked_at", "recall_words"])
            record(
                stream=exchange.stream, verb="exchange.status_received", at=now, actor=actor.signature,
                body={"code": said.code, "description": said.description, "at": said.at.isoformat(),
                      "from": message.sender.organ_id, "state": exchange.state},
            )  # fmt: skip
            touched.append(exchange)
    return touched


def tell(exchange: Exchange, code: str, *, actor: Actor, now: datetime, words: str = "") -> ExchangeStatus:
    """Put a status message on its way; the delivery job sends it."""
    return ExchangeStatus.objects.create(
        exchange=exchange, ours=True, code=code, description=words[:500], at=now,
        staff=actor.name[:100] if actor.account_id is not None else "",
    )  # fmt: skip


def _locked(actor: Actor, exchange_id: int) -> Exchange:
    """A received exchange the actor may decide on, locked. NotFound, or NotAllowed outside his agencies."""
    exchange = (
        Exchange.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk__in=visible_to(actor).values("pk"), pk=exchange_id).first()
    )  # fmt: skip
    if exchange is None:
        raise NotFound(_("There is no such document, or it is not open to you."))
    require(actor, "connectors.exchange.act", exchange.agency_id)
    return exchange


def accept(
    *, actor: Actor, exchange_id: int, kind: str, now: datetime, confirm_duplicate: bool = False
) -> Document:
    """Tiếp nhận. Register a received document as incoming, with its files, and tell the sender (03).

    Raises `DuplicateFound` unless confirmed. Journal: `document.registered`, `exchange.accepted`.
    Legal basis: NĐ 30/2020/NĐ-CP, Điều 21-22.
    """
    with transaction.atomic():
        exchange = _locked(actor, exchange_id)
        if exchange.direction != "in" or exchange.state != State.WAITING or exchange.agency_id is None:
            raise Invalid(_("This document is not waiting to be accepted any more."))
        document = register_document(
            actor=actor, agency_id=exchange.agency_id, direction="incoming", now=now,
            files=[(one.file, one.name) for one in exchange.files.select_related("file") if one.file is not None],
            arrived_on=localdate(exchange.at), confirm_duplicate=confirm_duplicate,
            entry=Entry(
                kind=kind, subject=exchange.subject, code=exchange.code, issued_on=exchange.promulgated_on,
                issuer=exchange.partner_name or exchange.partner_id, urgency=exchange.urgency,
                signer_name=exchange.signer_name, signer_position=exchange.signer_position, pages=exchange.pages,
                due_on=exchange.due_on,
            ),
        )  # fmt: skip
        exchange.state, exchange.document, exchange.decided_at = State.REGISTERED, document, now
        exchange.save(update_fields=["state", "document", "decided_at"])
        record(
            stream=exchange.stream, verb="exchange.accepted", at=now, actor=actor.signature,
            body={"document": document.pk, "serial": document.serial},
        )  # fmt: skip
        tell(exchange, StatusCode.ACCEPTED, actor=actor, now=now)
    return document


def refuse(*, actor: Actor, exchange_id: int, words: str, now: datetime) -> Exchange:
    """Từ chối tiếp nhận. Send a document back with the reason (02): wrong receiver, damaged, not authentic.

    Journal: `exchange.refused`. Legal basis: NĐ 30/2020/NĐ-CP, Điều 21 (a damaged or misdirected document is returned).
    """
    words = nfc(words).strip()
    if not words:
        raise Invalid(_("Say why the document is refused: the sender reads it."), field="words")
    with transaction.atomic():
        exchange = _locked(actor, exchange_id)
        if exchange.direction != "in" or exchange.state != State.WAITING:
            raise Invalid(_("This document is not waiting to be accepted any more."))
        exchange.state, exchange.note, exchange.decided_at = State.REFUSED, words[:500], now
        exchange.save(update_fields=["state", "note", "decided_at"])
        record(
            stream=exchange.stream, verb="exchange.refused", at=now, actor=actor.signature, body={"words": words[:500]}
        )
        tell(exchange, StatusCode.REFUSED, actor=actor, now=now, words=words)
    return exchange


def report(*, actor: Actor, exchange_id: int, code: str, words: str, now: datetime) -> Exchange:
    """Thông báo tình trạng xử lý. Tell the sender: assigned (04), in process (05), finished (06).

    Journal: `exchange.reported`.
    """
    if code not in (StatusCode.ASSIGNED, StatusCode.IN_PROCESS, StatusCode.FINISHED):
        raise Invalid(_("Choose what to tell the sender."), field="code")
    with transaction.atomic():
        exchange = _locked(actor, exchange_id)
        if exchange.direction != "in" or exchange.state != State.REGISTERED:
            raise Invalid(_("Only a document that was accepted has a state of processing."))
        tell(exchange, code, actor=actor, now=now, words=nfc(words).strip())
        record(
            stream=exchange.stream, verb="exchange.reported", at=now, actor=actor.signature,
            body={"code": str(code), "words": words.strip()[:500]},
        )  # fmt: skip
    return exchange


def decide_recall(*, actor: Actor, exchange_id: int, agree: bool, words: str, now: datetime) -> Exchange:
    """Trả lời đề nghị thu hồi. Agree (15) that the sender takes a document back, or refuse (16) with the reason.

    A registered document stays in the register and bears a note. Journal: `exchange.recall_decided`.
    Legal basis: NĐ 30/2020/NĐ-CP, Điều 18.
    """
    words = nfc(words).strip()
    if not agree and not words:
        raise Invalid(_("Say why the document is not given back."), field="words")
    with transaction.atomic():
        exchange = _locked(actor, exchange_id)
        if exchange.direction != "in" or exchange.recall_asked_at is None or exchange.state == State.RECALLED:
            raise Invalid(_("The sender has not asked for this document back, or it was answered already."))
        exchange.state = State.RECALLED if agree else exchange.state
        exchange.note = words[:500] or exchange.recall_words
        asked, exchange.recall_asked_at = exchange.recall_asked_at, exchange.recall_asked_at if agree else None
        exchange.save(update_fields=["state", "note", "recall_asked_at"])
        record(
            stream=exchange.stream, verb="exchange.recall_decided", at=now, actor=actor.signature,
            body={"agreed": agree, "words": words[:500], "asked_at": asked.isoformat()},
        )  # fmt: skip
        answer = StatusCode.RECALL_AGREED if agree else StatusCode.RECALL_REFUSED
        tell(exchange, answer, actor=actor, now=now, words=words)
    return exchange
