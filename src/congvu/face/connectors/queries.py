"""Reads of the exchange with other systems."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.text import fold, skey
from congvu.face.connectors.extract import DocumentMessage, StatusCode
from congvu.face.connectors.models import Exchange, ExchangeFile, ExchangeStatus, Organ
from congvu.kernel.accounts.policy import Actor, scope_of
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case, CaseDocument
from congvu.kernel.casework.queries import visible_to as visible_cases
from congvu.kernel.documents.models import Document, Opinion
from congvu.kernel.documents.models.catalogue import KINDS, kind_by_symbol
from congvu.kernel.documents.queries import visible_to as visible_documents
from congvu.kernel.documents.queries.routing import opinions_on
from congvu.kernel.org.models import Agency


def visible_to(actor: Actor) -> QuerySet[Exchange]:
    """Exchanges of the agencies for which the actor may see them; failed ones without agency to those who act."""
    scope = scope_of(actor, "connectors.exchange.read")
    if scope is None:
        return Exchange.objects.all()
    return Exchange.objects.filter(agency_id__in=scope)


def get_for(actor: Actor, exchange_id: int) -> Exchange:
    """One exchange with its files and statuses. NotFound when it is not open to the actor."""
    found = (
        visible_to(actor)
        .select_related("agency", "document")
        .prefetch_related(
            Prefetch("files", ExchangeFile.objects.select_related("file").order_by("id")),
            Prefetch("statuses", ExchangeStatus.objects.order_by("at", "id")),
        )
        .filter(pk=exchange_id)
        .first()
    )
    if found is None:
        raise NotFound(_("There is no such document, or it is not open to you."))
    return found


def narrowed(rows: QuerySet[Exchange], words: str) -> QuerySet[Exchange]:
    """Those whose number, subject or partner holds every word, without diacritics."""
    for word in skey(words).split():
        rows = rows.filter(skey__contains=word)
    return rows


def counts(actor: Actor) -> dict[str, int]:
    """How many wait, how many failed: the figures on the tabs. One statement."""
    return visible_to(actor).aggregate(
        waiting=Count("pk", filter=Q(direction="in", state="waiting")),
        failed=Count("pk", filter=Q(state="failed")),
        recalls=Count("pk", filter=Q(direction="in", recall_asked_at__isnull=False) & ~Q(state="recalled")),
    )


def agency_of_code(code: str) -> Agency | None:
    """The agency with this code, whenever it existed."""
    return Agency.objects.filter(code=code).first()


def organs(words: str = "") -> QuerySet[Organ]:
    """The directory, searched without diacritics."""
    found = Organ.objects.select_related("agency").order_by("-is_active", "name", "organ_id")
    for word in skey(words).split():
        found = found.filter(skey__contains=word)
    return found


def partners() -> QuerySet[Organ]:
    """Organisations a document can be sent to."""
    return Organ.objects.filter(is_active=True).order_by("name", "organ_id")


def own_organ(agency_id: int) -> Organ | None:
    """The identifier under which an agency of ours sends."""
    return Organ.objects.filter(agency_id=agency_id, is_active=True).first()


def sendable(actor: Actor, words: str = "") -> list[Document]:
    """The newest outgoing documents with a number that the actor may see; at most 30."""
    scope = scope_of(actor, "connectors.exchange.act")
    found = visible_documents(actor).filter(direction="outgoing", recalled_at=None).exclude(code="")
    if scope is not None:
        found = found.filter(agency_id__in=scope)
    for word in skey(words).split():
        found = found.filter(skey__contains=word)
    return list(found.order_by("-issued_on", "-pk")[:30])


def kind_of(message: DocumentMessage) -> str:
    """The kind of document by its symbol, else by the printed name of the kind; an official letter else."""
    symbol = message.notation.rpartition("/")[2].partition("-")[0]
    by_symbol = kind_by_symbol(symbol)
    if by_symbol is not None:
        return by_symbol.code
    name = fold(message.kind_name).strip()
    by_name = next((kind.code for kind in KINDS.values() if name and fold(kind.vi).startswith(name)), None)
    return by_name or "cong_van"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Đề xuất thông báo cho nơi gửi. What the sender may be told next; a person sends it or not."""

    code: str
    words: str


def proposal_for(actor: Actor, exchange: Exchange) -> Proposal | None:
    """How far an accepted document has come, by its routing slip, its answers and the cases made of it; None when
    the sender was told so already.

    Assigned once it is routed or has a case; in process once somebody took a case or wrote how far it is; finished
    once the handling ended, it was answered, or every case of it is closed. Cases the actor may not see do not count.
    """
    document = exchange.document
    if exchange.direction != "in" or exchange.state != Exchange.State.REGISTERED or document is None:
        return None
    found = _standing(actor, document)
    told = exchange.statuses.filter(ours=True).values_list("code", flat=True)
    if found is None or found.code <= max(told, default=""):
        return None
    return found


def _standing(actor: Actor, document: Document) -> Proposal | None:
    opinions = opinions_on(document.pk)
    papers = CaseDocument.objects.filter(document=document, role=CaseDocument.Role.SOURCE).values("case_id")
    cases = list(visible_cases(actor).filter(pk__in=papers))
    done = bool(cases) and all(case.closed_at is not None for case in cases)
    done = done and any(case.outcome != "withdrawn" for case in cases)
    answer = document.replies.filter(direction="outgoing", confidentiality__in=["public", "internal"]).first()
    with translation.override("vi"):
        if answer is not None:
            return Proposal(StatusCode.FINISHED, _("Answered with document %(code)s.") % {"code": answer.code})
        if document.handled_on is not None or done:
            return Proposal(StatusCode.FINISHED, "")
        if document.progress or any(one.stage == "handler" for one in opinions) or any(map(_is_taken, cases)):
            return Proposal(StatusCode.IN_PROCESS, "")
        named = _named(opinions)
        return Proposal(StatusCode.ASSIGNED, named) if named or cases else None


def _is_taken(case: Case) -> bool:
    return case.transfer_agency_id is None and case.phase != kinds.get(case.kind).lifecycle.initial


def _named(opinions: list[Opinion]) -> str:
    """The lead the newest comment of a leader names."""
    for opinion in reversed(opinions):
        for one in opinion.assignments.all():
            if opinion.stage == "leader" and one.part == "lead":
                return _("Assigned to %(name)s.") % {"name": one.name}
    return ""
