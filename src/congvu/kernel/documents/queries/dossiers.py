"""Hồ sơ công việc: lists of a year, one dossier with its documents, what is due at the archive."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.text import skey
from congvu.kernel.accounts.policy import Actor, scope_of
from congvu.kernel.documents.models import Attachment, Document, Dossier, DossierList
from congvu.kernel.documents.policy.retention import warning_until
from congvu.kernel.documents.queries.register import visible_to


def visible_dossiers(actor: Actor) -> QuerySet[Dossier]:
    """Hồ sơ được xem. Dossiers of agencies whose documents the actor may read; limited ones with that permission."""
    reading = _where(scope_of(actor, "documents.document.read")) & ~Q(confidentiality="restricted")
    limited = _where(scope_of(actor, "documents.document.read_restricted")) & Q(confidentiality="restricted")
    return Dossier.objects.filter(reading | limited)


def _where(scope: frozenset[int] | None) -> Q:
    if scope is None:
        return Q(pk__isnull=False)
    return Q(agency_id__in=scope) if scope else Q(pk__in=[])


def dossier_for(actor: Actor, dossier_id: int) -> Dossier:
    """One dossier with its agency, or `NotFound`."""
    found = visible_dossiers(actor).select_related("agency").filter(pk=dossier_id).first()
    if found is None:
        raise NotFound(_("There is no such dossier, or you may not see it."))
    return found


def listed(actor: Actor, *, agency_id: int | None = None, year: int | None = None) -> QuerySet[Dossier]:
    """Lines of the lists with the number of documents in each (`document_count`)."""
    rows = visible_dossiers(actor).select_related("agency").annotate(document_count=Count("papers"))
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    return rows.filter(year=year) if year is not None else rows


def matching(rows: QuerySet[Dossier], words: str) -> QuerySet[Dossier]:
    """Rows in which every word occurs, marks or not."""
    for word in skey(words).split():
        rows = rows.filter(skey__contains=word)
    return rows


def approval_of(agency_id: int, year: int) -> DossierList | None:
    """The approval of a year's list, if it was noted."""
    return DossierList.objects.filter(agency_id=agency_id, year=year).first()


def papers_in(actor: Actor, dossier: Dossier) -> list[Document]:
    """The documents of a dossier that the actor may see, in the order of time, with number of pages and files."""
    rows = visible_to(actor).filter(in_dossiers__dossier=dossier)
    return list(
        rows.annotate(day=Coalesce("issued_on", "arrived_on")).order_by("day", "pk").prefetch_related(
            "attachments__file"
        )
    )


def hidden_in(actor: Actor, dossier: Dossier) -> bool:
    """Whether the dossier holds documents the actor may not see: then nothing is exported."""
    return dossier.papers.count() != visible_to(actor).filter(in_dossiers__dossier=dossier).count()


def bytes_of(dossier: Dossier) -> int:
    """How many bytes the files of a dossier hold together."""
    files = Attachment.objects.filter(document__in_dossiers__dossier=dossier)
    return int(files.aggregate(total=Sum("file__size"))["total"] or 0)


def due_at_archive(actor: Actor, today: date, agency_id: int | None = None) -> QuerySet[Dossier]:
    """Hồ sơ sắp đến hạn nộp lưu. Closed dossiers whose hand-over is due within the time of warning, or overdue."""
    rows = visible_dossiers(actor).filter(state="closed", handover_due_on__lte=warning_until(agency_id, today))
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    return rows.order_by("handover_due_on", "symbol")


def to_announce(today: date) -> list[int]:
    """Ids of closed dossiers whose coming hand-over has not been announced yet."""
    rows = Dossier.objects.filter(
        state="closed", warned_on__isnull=True, handover_due_on__lte=warning_until(None, today)
    )
    return list(rows.order_by("pk").values_list("pk", flat=True)[:1000])


def dossiers_of(actor: Actor, document_id: int) -> list[Dossier]:
    """The dossiers a document lies in, as far as the actor may see them."""
    return list(visible_dossiers(actor).filter(papers__document_id=document_id).order_by("year", "symbol"))


def open_dossiers(actor: Actor, agency_id: int) -> list[Dossier]:
    """Open dossiers of an agency, the newest first, to put a document in."""
    return list(visible_dossiers(actor).filter(agency_id=agency_id, state="open").order_by("-year", "symbol")[:300])
