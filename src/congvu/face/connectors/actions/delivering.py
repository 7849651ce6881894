"""Chuyển nhận qua trục: what waits is handed to the gateway, what lies there is fetched. Both may be repeated.

A message is handed over at least once and bears the same identifier each time, so that a receiver can tell a
repetition. What the gateway does not take is tried again, ever later, and is shown as failed after the last attempt.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from congvu.face.connectors.actions.receiving import receive
from congvu.face.connectors.extract import (
    AnswerTo,
    DocumentMessage,
    Organisation,
    Parcel,
    StatusMessage,
    TraceStep,
    write_document,
    write_status,
)
from congvu.face.connectors.kinds import Gateway, GatewayDown
from congvu.face.connectors.models import Exchange, ExchangeStatus, Organ
from congvu.face.connectors.queries import own_organ
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.documents.models.content import read_content
from congvu.kernel.documents.queries import papers_of
from congvu.kernel.journal.actions import record

State = Exchange.State
#: Minutes until the next attempt; after the last one the sending has failed and a person decides.
PAUSES = (1, 5, 15, 60, 180, 360, 720, 1440)
#: Minutes for which a worker keeps a message to itself while it hands it over.
LEASE = 10
BATCH = 100
_PRIORITY = {"normal": "0", "urgent": "1", "very_urgent": "2", "express": "3"}


def collect(*, gateway: Gateway, now: datetime) -> int:
    """Fetch what waits at the gateway; returns how many messages were dealt with.

    Acknowledged only after it was kept, so a crash in between brings the message again and it is known then. One that
    the gateway lists but does not give stays there for the next time.
    """
    dealt = 0
    for ref in gateway.waiting():
        try:
            raw = gateway.fetch(ref)
            touched = receive(actor=Actor.system(), raw=raw, ref=ref, now=now)
            failed = next((one for one in touched if one.state == State.FAILED), None)
            gateway.done(ref, accepted=failed is None, words=failed.note if failed else "")
        except GatewayDown:
            continue
        dealt += 1
    return dealt


def deliver(*, gateway: Gateway, now: datetime) -> int:
    """Hand over the documents and status messages that are due; returns how many the gateway took."""
    due = Exchange.objects.filter(direction="out", state=State.QUEUED, next_at__lte=now).order_by("next_at", "pk")
    sent = sum(_hand_over(gateway, pk, now) for pk in due.values_list("pk", flat=True)[:BATCH])
    words = ExchangeStatus.objects.filter(Q(next_at=None) | Q(next_at__lte=now), ours=True, sent_at=None).order_by("pk")
    return sent + sum(_tell(gateway, one, now) for one in words.select_related("exchange")[:BATCH])


def _hand_over(gateway: Gateway, exchange_id: int, now: datetime) -> int:
    """One attempt. The row is taken first (no other worker tries it meanwhile), the network waits in no transaction."""
    with transaction.atomic():
        taken = Exchange.objects.filter(pk=exchange_id, state=State.QUEUED, next_at__lte=now).update(
            attempts=F("attempts") + 1, next_at=now + timedelta(minutes=LEASE)
        )
    if not taken:
        return 0
    exchange = Exchange.objects.select_related("document", "agency").get(pk=exchange_id)
    try:
        organ = Organ.objects.filter(organ_id=exchange.partner_id).first()
        message = _message(exchange, now)
        raw = write_document(message, variant=organ.variant if organ else "layered")
        exchange.gateway_ref = gateway.send(raw, sender=message.sender.organ_id, receiver=exchange.partner_id)[:200]
        exchange.state, exchange.next_at, exchange.note = State.SENT, None, ""
    except GatewayDown as down:
        _later(exchange, str(down), now)
    with transaction.atomic():
        # A word of the receiver, or a recall, may have been faster than we are: it stands.
        written = Exchange.objects.filter(pk=exchange_id, state=State.QUEUED).update(
            gateway_ref=exchange.gateway_ref, state=exchange.state, next_at=exchange.next_at, note=exchange.note
        )
        if written and exchange.state != State.QUEUED:
            record(
                stream=exchange.stream, verb=f"exchange.{exchange.state}", at=now, actor=Actor.system().signature,
                body={"ref": exchange.gateway_ref, "attempts": exchange.attempts, "note": exchange.note},
            )  # fmt: skip
    return int(exchange.state == State.SENT)


def _later(exchange: Exchange, why: str, now: datetime) -> None:
    """The next attempt, or the end of them."""
    exchange.note = (_("The axis did not take it: %(why)s") % {"why": why})[:500]
    if exchange.attempts >= len(PAUSES):
        exchange.state, exchange.next_at = State.FAILED, None
    else:
        exchange.next_at = now + timedelta(minutes=PAUSES[exchange.attempts - 1])


def _message(exchange: Exchange, now: datetime) -> DocumentMessage:
    """The document as it goes over the axis, with all its files."""
    document, own = exchange.document, own_organ(exchange.agency_id or 0)
    if document is None or own is None:
        raise GatewayDown(_("the document or the identifier of the agency is missing"))
    kind = KINDS.get(document.kind)
    return DocumentMessage(
        sender=Organisation(organ_id=own.organ_id, name=own.name, email=own.email),
        receivers=(Organisation(organ_id=exchange.partner_id, name=exchange.partner_name),),
        document_id=exchange.identifier, number=document.number, notation=document.notation,
        promulgated_on=document.issued_on, kind_name=kind.vi if kind else "", subject=document.subject,
        signer_position=document.signer_position, signer_name=document.signer_name, due_on=exchange.due_on,
        to_places=tuple(line.strip() for line in document.recipients.splitlines() if line.strip()),
        priority=_PRIORITY.get(document.urgency, "0"), pages=document.pages, copies=document.copies,
        trace=(TraceStep(organ_id=own.organ_id, at=now),),
        parcels=tuple(
            Parcel(name=one.name, media_type=one.file.media_type, content=read_content(one.file.sha256))
            for one in (paper.attachment for paper in papers_of(document.pk))
        ),
    )  # fmt: skip


def _tell(gateway: Gateway, said: ExchangeStatus, now: datetime) -> int:
    """One status message, tried until it is taken; whoever has no identifier any more cannot be told and is left."""
    exchange = said.exchange
    own = own_organ(exchange.agency_id or 0)
    if own is None or not exchange.partner_id:
        return 0
    theirs = exchange.direction == Exchange.Direction.IN
    message = StatusMessage(
        about=AnswerTo(
            organ_id=exchange.partner_id if theirs else own.organ_id, code=exchange.code,
            promulgated_on=exchange.promulgated_on, document_id=exchange.identifier,
        ),
        sender=Organisation(organ_id=own.organ_id, name=own.name),
        receivers=(Organisation(organ_id=exchange.partner_id, name=exchange.partner_name),),
        status=said.code, description=said.description, at=said.at, department=said.department, staff=said.staff,
    )  # fmt: skip
    row = ExchangeStatus.objects.filter(pk=said.pk, sent_at=None)
    try:
        gateway.send(write_status(message), sender=own.organ_id, receiver=exchange.partner_id, status=True)
    except GatewayDown:
        pause = PAUSES[min(said.attempts, len(PAUSES) - 1)]
        row.update(attempts=F("attempts") + 1, next_at=now + timedelta(minutes=pause))
        return 0
    row.update(sent_at=now, attempts=F("attempts") + 1)
    return 1
