"""Gửi văn bản điện tử: an outgoing document of the register goes to organisations of the axis, each with its state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.core.text import nfc, skey
from congvu.face.connectors.actions.receiving import tell
from congvu.face.connectors.extract import StatusCode
from congvu.face.connectors.models import Exchange, Organ
from congvu.face.connectors.queries import own_organ, visible_to
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.documents.models import Document
from congvu.kernel.documents.queries import get_for as document_for
from congvu.kernel.journal.actions import record

State = Exchange.State
#: One order to send names at most so many organisations; more are sent in several.
MOST = 200


def send(
    *, actor: Actor, document_id: int, organ_ids: Sequence[int], now: datetime, due_on: date | None = None
) -> list[Exchange]:
    """Gửi văn bản. Order an outgoing document to be sent; the delivery job hands it to the axis.

    Organisations it went to before are left out, unless that failed. Raises `Invalid` when the document has no number,
    no receivers, or the agency no identifier. Journal: `exchange.ordered`. Legal basis: NĐ 30/2020/NĐ-CP, Điều 18.
    """
    document = document_for(actor, document_id)
    require(actor, "connectors.exchange.act", document.agency_id)
    own = _sender_of(document)
    chosen = list(Organ.objects.filter(pk__in=organ_ids, is_active=True).exclude(pk=own.pk)) if organ_ids else []
    if not chosen or len(chosen) > MOST:
        raise Invalid(_("Choose 1 to %(most)s organisations to send to.") % {"most": MOST}, field="organs")
    if due_on is not None and document.issued_on is not None and due_on < document.issued_on:
        raise Invalid(_("An answer cannot be due before the document was issued."), field="due_on")
    identifier = f"{own.organ_id},{document.issued_on:%Y/%m/%d},{document.code}"[:120]
    with transaction.atomic():
        there = {
            one.partner_id: one
            for one in Exchange.objects.select_for_update(no_key=True).filter(
                direction="out", agency_id=document.agency_id, identifier=identifier,
                partner_id__in=[organ.organ_id for organ in chosen],
            )
        }  # fmt: skip
        made = []
        for organ in chosen:
            before = there.get(organ.organ_id)
            if before is not None and before.state != State.FAILED:
                continue
            exchange = before or Exchange(direction="out", agency_id=document.agency_id, identifier=identifier, at=now)
            exchange.state, exchange.attempts, exchange.next_at, exchange.note = State.QUEUED, 0, now, ""
            exchange.partner_id, exchange.partner_name = organ.organ_id, organ.name
            exchange.code, exchange.kind, exchange.subject = document.code, document.kind, document.subject
            exchange.skey = skey(f"{document.code} {document.subject} {organ.name}")
            exchange.promulgated_on, exchange.due_on, exchange.document = document.issued_on, due_on, document
            exchange.urgency = document.urgency
            exchange.save()
            record(
                stream=exchange.stream, verb="exchange.ordered", at=now, actor=actor.signature,
                body={"document": document.pk, "code": document.code, "to": organ.organ_id},
            )  # fmt: skip
            made.append(exchange)
    if not made:
        raise Invalid(_("The document is on its way to all of these already."), field="organs")
    return made


def _sender_of(document: Document) -> Organ:
    """Our identifier for a document that may go out; `Invalid` for one that may not."""
    if document.direction != "outgoing" or not document.code or document.issued_on is None:
        raise Invalid(
            _("Only an outgoing document with number and date can be sent."), field="document",
            hint=_("Register it as outgoing first."),
        )  # fmt: skip
    if document.recalled_at is not None:
        raise Invalid(_("This document was recalled and is not sent any more."), field="document")
    if document.confidentiality in ("restricted", "sealed"):
        raise Invalid(_("A document of limited circulation is not sent over the axis."), field="document")
    own = own_organ(document.agency_id)
    if own is None:
        raise Invalid(
            _("Your agency has no identifier of the document axis yet."), field="document",
            hint=_("The system owner enters it in the directory of connected organisations."),
        )  # fmt: skip
    return own


def _own(actor: Actor, exchange_id: int) -> Exchange:
    exchange = (
        Exchange.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk__in=visible_to(actor).values("pk"), pk=exchange_id, direction="out").first()
    )  # fmt: skip
    if exchange is None:
        raise NotFound(_("There is no such document, or it is not open to you."))
    require(actor, "connectors.exchange.act", exchange.agency_id)
    return exchange


def retry(*, actor: Actor, exchange_id: int, now: datetime) -> Exchange:
    """Gửi lại. Put a failed sending on its way again. Journal: `exchange.retried`."""
    with transaction.atomic():
        exchange = _own(actor, exchange_id)
        if exchange.state != State.FAILED:
            raise Invalid(_("Only a sending that failed is tried again by hand."))
        exchange.state, exchange.attempts, exchange.next_at, exchange.note = State.QUEUED, 0, now, ""
        exchange.save(update_fields=["state", "attempts", "next_at", "note"])
        record(stream=exchange.stream, verb="exchange.retried", at=now, actor=actor.signature, body={})
    return exchange


def ask_recall(*, actor: Actor, exchange_id: int, words: str, now: datetime) -> Exchange:
    """Thu hồi văn bản. Ask the receiver to give a document back (13); one that has not left yet simply stays.

    Journal: `exchange.recall_asked`. Legal basis: NĐ 30/2020/NĐ-CP, Điều 18 and Phụ lục VI.
    """
    words = nfc(words).strip()
    if not words:
        raise Invalid(_("Say why the document is taken back: the receiver reads it."), field="words")
    with transaction.atomic():
        exchange = _own(actor, exchange_id)
        if exchange.state in (State.RECALLED, State.REFUSED) or exchange.recall_asked_at is not None:
            raise Invalid(_("This document was taken back, refused, or asked back already."))
        if exchange.state in (State.QUEUED, State.FAILED):
            exchange.state, exchange.note = State.RECALLED, words[:500]
        else:
            tell(exchange, StatusCode.RECALL_ASKED, actor=actor, now=now, words=words)
        exchange.recall_asked_at, exchange.recall_words = now, words[:500]
        exchange.save(update_fields=["state", "note", "recall_asked_at", "recall_words"])
        record(
            stream=exchange.stream, verb="exchange.recall_asked", at=now, actor=actor.signature,
            body={"words": words[:500], "state": exchange.state},
        )  # fmt: skip
    return exchange
