"""Phiếu giải quyết văn bản đến: the leader's comment, the unit's choice of a person, the handler's proposal, progress.

Legal basis: NĐ 30/2020/NĐ-CP, Điều 23-24, Phụ lục IV. Opinions are added and never changed; each is a journal line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed
from congvu.core.text import nfc
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.documents.kinds import Named, Routed, router
from congvu.kernel.documents.models import Assignment, Document, Opinion
from congvu.kernel.documents.queries.register import get_for
from congvu.kernel.documents.queries.routing import is_named, leaders_of, writes_for
from congvu.kernel.journal.actions import record
from congvu.kernel.org.queries import agency_by_id, official_by_id

MAX_WORDS = 2000


@dataclass(frozen=True, slots=True)
class Share:
    """Who gets a part of the work: an agency (or unit), or a person; with a deadline of its own or none."""

    agency_id: int | None = None
    official_id: int | None = None
    due_on: date | None = None


def route_document(
    *, actor: Actor, document_id: int, words: str, lead: Share, coordinating: tuple[Share, ...] = (),
    leader_id: int | None = None, turn_into: str = "", now: datetime,
) -> Opinion:
    """Bút phê. The leader's comment routes an incoming document to one lead and any coordinating units.

    `leader_id` names the leader for whom the actor writes it down (secretary): somebody who fills a post of head or
    deputy in the agency that day. `turn_into` is the code of a router that makes cases of it. The register's column 7
    and 8 follow. Journal: `document.routed`.
    """
    document = _incoming(actor, document_id)
    behalf = _leader(actor, document, leader_id, now)
    text = _text(words)
    named = (_named(lead), *(_named(share) for share in coordinating))
    _check_shares(document, named)
    chosen = router(turn_into) if turn_into else None
    if turn_into and chosen is None:
        raise Invalid(_("Choose one of the values of the list."), field="turn_into")
    if chosen is not None:
        require(actor, chosen.permission)
    with transaction.atomic():
        locked = Document.objects.select_for_update(no_key=True).get(pk=document_id)
        opinion = _add(locked, "leader", text, named, actor=actor, now=now, leader=(leader_id, behalf))
        if chosen is not None:
            routed = Routed(locked.pk, opinion.pk, locked.agency_id, text, named[0], named[1:], behalf)
            opinion.references = chosen.turn(actor=actor, routed=routed, now=now)
            opinion.turned_into = chosen.code
            opinion.save(update_fields=["references", "turned_into"])
        locked.transferred_to, locked.transferred_on = named[0].name[:300], localdate(now)
        if named[0].due_on is not None:
            locked.due_on = named[0].due_on
        locked.save(update_fields=["transferred_to", "transferred_on", "due_on"])
        _journal(opinion, named, "document.routed", actor=actor, now=now, behalf=behalf)
    return opinion


def assign_handler(
    *, actor: Actor, document_id: int, official_id: int, words: str = "", due_on: date | None = None, now: datetime
) -> Opinion:
    """Ý kiến của lãnh đạo đơn vị. The head of the unit names who handles it. Journal: `document.assigned`."""
    document = _incoming(actor, document_id)
    if not _may_assign(actor, document):
        raise NotAllowed(_("Only the head of a unit the document was routed to names who handles it."))
    named = (_named(Share(official_id=official_id, due_on=due_on)),)
    _check_shares(document, named)
    with transaction.atomic():
        locked = Document.objects.select_for_update(no_key=True).get(pk=document_id)
        opinion = _add(locked, "unit", _text(words, needed=False), named, actor=actor, now=now)
        _journal(opinion, named, "document.assigned", actor=actor, now=now)
    return opinion


def propose_handling(*, actor: Actor, document_id: int, words: str, now: datetime) -> Opinion:
    """Ý kiến đề xuất của người giải quyết; is also the progress in the register. Journal: `document.proposed`."""
    document = _incoming(actor, document_id)
    if not (is_named(actor, document.pk) or actor.may("documents.document.register", document.agency_id)):
        raise NotAllowed(_("Only those the document was routed to write here."))
    text = _text(words)
    with transaction.atomic():
        locked = Document.objects.select_for_update(no_key=True).get(pk=document_id)
        opinion = _add(locked, "handler", text, (), actor=actor, now=now)
        locked.progress = text[:300]
        locked.save(update_fields=["progress"])
        _journal(opinion, (), "document.proposed", actor=actor, now=now)
    return opinion


def note_progress(
    *, actor: Actor, document_id: int, progress: str, handled_on: date | None = None, now: datetime
) -> Document:
    """Theo dõi giải quyết. The progress, and the day the handling ended. Journal: `document.progress_noted`."""
    document = _incoming(actor, document_id)
    if not (is_named(actor, document.pk) or actor.may("documents.document.register", document.agency_id)):
        raise NotAllowed(_("Only those the document was routed to write here."))
    text = " ".join(nfc(progress).split())[:300]
    if not text and handled_on is None:
        raise Invalid(_("Write how far the handling has come."), field="progress")
    arrived = document.arrived_on
    if handled_on is not None and (handled_on > localdate(now) or (arrived is not None and handled_on < arrived)):
        raise Invalid(_("This day cannot be right: it lies in the future or before the arrival."), field="handled_on")
    with transaction.atomic():
        locked = Document.objects.select_for_update(no_key=True).get(pk=document_id)
        locked.progress = text or locked.progress
        locked.handled_on = handled_on or locked.handled_on
        locked.save(update_fields=["progress", "handled_on"])
        record(
            stream=f"document/{locked.pk}", verb="document.progress_noted", at=now, actor=actor.signature,
            body={"progress": locked.progress, "handled_on": handled_on.isoformat() if handled_on else None},
        )
    return locked


def _incoming(actor: Actor, document_id: int) -> Document:
    document = get_for(actor, document_id)
    if document.direction != "incoming":
        raise Invalid(_("Only incoming documents are routed."))
    return document


def _leader(actor: Actor, document: Document, leader_id: int | None, now: datetime) -> str:
    """The name of the leader the actor writes for; "" when he writes his own comment."""
    if leader_id is None or leader_id == actor.official_id:
        require(actor, "documents.document.route", document.agency_id)
        return ""
    if not writes_for(actor, leader_id, localdate(now)):
        require(actor, "documents.document.route_for", document.agency_id)
    if leader_id not in {leader.pk for leader, _title in leaders_of(document.agency_id, localdate(now))}:
        raise Invalid(_("Choose a head or deputy of the agency."), field="leader")
    return official_by_id(leader_id).full_name


def _may_assign(actor: Actor, document: Document) -> bool:
    if actor.may("documents.document.route", document.agency_id):
        return True
    leads = Assignment.objects.filter(opinion__document=document, agency__isnull=False)
    return leads.filter(agency_id__in=actor.head_of).exists()


def _text(words: str, *, needed: bool = True) -> str:
    text = nfc(words).strip()
    if needed and not text:
        raise Invalid(_("Write the opinion."), field="words")
    if len(text) > MAX_WORDS:
        raise Invalid(_("At most %(limit)s characters.") % {"limit": MAX_WORDS}, field="words")
    return text


def _named(share: Share) -> Named:
    if share.official_id is not None:
        return Named(None, share.official_id, official_by_id(share.official_id).full_name, share.due_on)
    if share.agency_id is None:
        raise Invalid(_("Name the lead unit."), field="lead")
    return Named(share.agency_id, None, agency_by_id(share.agency_id).full_name, share.due_on)


def _check_shares(document: Document, named: tuple[Named, ...]) -> None:
    seen: set[tuple[int | None, int | None]] = set()
    for one in named:
        who = (one.agency_id, one.official_id)
        if who in seen:
            raise Invalid(_("The same unit is named twice."), field="coordinating")
        seen.add(who)
        if one.due_on and document.arrived_on and one.due_on < document.arrived_on:
            raise Invalid(_("The deadline lies before the day of arrival."), field="due_on")


def _add(
    document: Document, stage: str, text: str, named: tuple[Named, ...], *, actor: Actor, now: datetime,
    leader: tuple[int | None, str] = (None, ""),
) -> Opinion:
    opinion = Opinion.objects.create(
        document=document, stage=stage, words=text, given_at=now, given_by_id=actor.account_id,
        given_by_name=actor.name, leader_id=leader[0] if leader[1] else None, leader_name=leader[1],
    )
    Assignment.objects.bulk_create([
        Assignment(opinion=opinion, part="coordinate" if place else "lead", agency_id=one.agency_id,
                   official_id=one.official_id, name=one.name[:200], due_on=one.due_on)
        for place, one in enumerate(named)
    ])
    return opinion


def _journal(
    opinion: Opinion, named: tuple[Named, ...], verb: str, *, actor: Actor, now: datetime, behalf: str = ""
) -> None:
    body: dict[str, Any] = {
        "words": opinion.words,
        "named": [{"who": one.name, "part": "coordinate" if place else "lead",
                   "due_on": one.due_on.isoformat() if one.due_on else None} for place, one in enumerate(named)],
    }
    if opinion.turned_into:
        body |= {"turned_into": opinion.turned_into, "references": opinion.references}
    record(stream=f"document/{opinion.document_id}", verb=verb, at=now, actor=actor.signature, behalf=behalf, body=body)
