"""Sổ đăng ký: the registers as they are printed, one document for one reader, doubles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.text import skey
from congvu.kernel.accounts.policy import Actor, scope_of
from congvu.kernel.documents.models import Document
from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.documents.policy.numbering import code_key, issuer_key
from congvu.kernel.documents.policy.readers import opened_documents
from congvu.kernel.documents.queries.routing import routed_to
from congvu.kernel.org.models import Agency, AgencyKind
from congvu.kernel.org.queries import agencies_on

#: The ten columns of the incoming register, in the words of NĐ 30/2020/NĐ-CP, Phụ lục IV.
INCOMING_COLUMNS = (
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Đơn vị hoặc người nhận",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)
#: The ten columns of the outgoing register, same source.
OUTGOING_COLUMNS = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)
PAGE = 100
NOWHERE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of a register: the document's id and its ten cells as printed."""

    document_id: int
    cells: tuple[str, ...]
    columns: tuple[str, ...] = INCOMING_COLUMNS

    @property
    def labelled(self) -> list[tuple[str, str]]:
        """Column and cell, side by side: on a narrow screen a line is a card."""
        return list(zip(self.columns, self.cells, strict=True))


def visible_to(actor: Actor) -> QuerySet[Document]:
    """Văn bản được đọc. Documents the actor may see.

    Of a register one may read in its agency: public and internal entries; restricted ones with the permission for
    them; sealed ones never. What plugs open (papers of a case one may see) comes on top, sealed ones included.
    What was routed to one's agency or oneself opens like an entry of one's own register.
    The uploader and registrar of an entry keeps seeing it unless it is sealed.
    """
    mine = Q(registered_by_id=actor.account_id) if actor.account_id else Q(pk__in=[])
    open_words = ["public", "internal"]
    scope = scope_of(actor, "documents.document.read")
    reading = (_within(scope) | routed_to(actor, scope or NOWHERE)) & Q(confidentiality__in=open_words)
    narrow = scope_of(actor, "documents.document.read_restricted")
    limited = (_within(narrow) | routed_to(actor, narrow or NOWHERE)) & Q(confidentiality="restricted")
    not_sealed = ~Q(confidentiality="sealed")
    return Document.objects.filter((reading | limited | (mine & not_sealed)) | opened_documents(actor))


def _within(scope: frozenset[int] | None) -> Q:
    if scope is None:
        return Q(pk__isnull=False)
    return Q(agency_id__in=scope) if scope else Q(pk__in=[])


def get_for(actor: Actor, document_id: int) -> Document:
    """One document with its agency, or `NotFound` – also when it exists and the actor may not see it."""
    found = visible_to(actor).select_related("agency", "issuer_agency").filter(pk=document_id).first()
    if found is None:
        raise NotFound(_("There is no such document, or you may not see it."))
    return found


def duplicates_of(
    actor: Actor,
    *,
    agency_id: int,
    code: str,
    issuer: str,
    issued_on: date | None,
    sha256s: Sequence[str] = (),
    besides: int | None = None,
) -> list[Document]:
    """Văn bản trùng. Entries of the same register that look like this one and that the actor may see.

    Alike means: same number and notation and issuer, and the dates do not contradict each other; or the same
    original file. Spelling of the issuer ("UBND"), zeros in front, blanks and marks do not matter.
    Legal basis: NĐ 30/2020/NĐ-CP, Phụ lục VI.
    """
    alike = Q(pk__in=[])
    if key := code_key(code):
        same = Q(code_key=key, issuer_key=issuer_key(issuer))
        if issued_on is not None:
            same &= Q(issued_on=issued_on) | Q(issued_on__isnull=True)
        alike |= same
    if sha256s:
        alike |= Q(attachments__file__sha256__in=list(sha256s), attachments__role="original")
    found = visible_to(actor).filter(alike, agency_id=agency_id)
    if besides is not None:
        found = found.exclude(pk=besides)
    return list(found.distinct().order_by("pk")[:10])


def registers_of(actor: Actor, on: date) -> list[Agency]:
    """Whose registers the actor may read on a day, his own agencies first, then in the order of the organisation."""
    scope = scope_of(actor, "documents.document.read")
    readable = [agency for agency in agencies_on(on) if scope is None or agency.pk in scope]
    return own_first(actor, readable)


def own_first(actor: Actor, agencies: Sequence[Agency]) -> list[Agency]:
    """The agencies with the actor's own in front; an agency keeps registers, so it stands before its divisions."""
    homes = set()
    for agency in agencies:
        if agency.pk in actor.agency_ids:
            homes.add(agency.parent_id if agency.kind == AgencyKind.DIVISION and agency.parent_id else agency.pk)
    return sorted(agencies, key=lambda agency: (agency.pk not in homes, agency.pk not in actor.agency_ids))


def register_page(
    actor: Actor, *, agency_id: int, direction: str, year: int | None = None, from_on: date | None = None,
    to_on: date | None = None, words: str = "", kind: str = "",
) -> QuerySet[Document]:
    """Entries of one register that the actor may see, newest number first; every word must occur (no marks)."""
    rows = visible_to(actor).filter(agency_id=agency_id, direction=direction)
    if year is not None:
        rows = rows.filter(year=year)
    if kind:
        rows = rows.filter(kind=kind)
    rows = narrowed(rows, words=words, from_on=from_on, to_on=to_on)
    return rows.order_by("-year", "-serial", "-pk")


def narrowed(
    rows: QuerySet[Document], *, words: str = "", from_on: date | None = None, to_on: date | None = None
) -> QuerySet[Document]:
    """Rows in which every word occurs and whose day (of arrival, else of the document) lies between two days."""
    if from_on:
        rows = rows.filter(Q(arrived_on__gte=from_on) | Q(arrived_on__isnull=True, issued_on__gte=from_on))
    if to_on:
        rows = rows.filter(Q(arrived_on__lte=to_on) | Q(arrived_on__isnull=True, issued_on__lte=to_on))
    for word in skey(words).split():
        rows = rows.filter(skey__contains=word)
    return rows


def register_rows(documents: QuerySet[Document] | Sequence[Document], direction: str) -> Iterator[RegisterRow]:
    """The entries as printed lines, in ten columns; a queryset is streamed."""
    source = documents.iterator(chunk_size=500) if isinstance(documents, QuerySet) else iter(documents)
    incoming = direction == "incoming"
    for document in source:
        if incoming:
            yield RegisterRow(document.pk, _incoming_cells(document))
        else:
            yield RegisterRow(document.pk, _outgoing_cells(document), OUTGOING_COLUMNS)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def kind_and_subject(document: Document) -> str:
    """The column "kind and subject": "Chỉ thị: Về việc …"."""
    kind = KINDS.get(document.kind)
    name = kind.vi.partition(" (")[0] if kind and kind.family != "other" else ""
    return f"{name}: {document.subject}" if name else document.subject


def signer_of(document: Document) -> str:
    """The column "signer": position and name."""
    return " ".join(part for part in (document.signer_position, document.signer_name) if part)


def _incoming_cells(document: Document) -> tuple[str, ...]:
    return (
        _day(document.arrived_on), str(document.serial or ""), document.issuer, document.code,
        _day(document.issued_on), kind_and_subject(document), document.transferred_to,
        _day(document.transferred_on), document.receipt, document.note,
    )


def _outgoing_cells(document: Document) -> tuple[str, ...]:
    return (
        document.code, _day(document.issued_on), kind_and_subject(document), signer_of(document), document.recipients,
        document.transferred_to, str(document.copies or ""), _day(document.transferred_on), document.receipt,
        noted(document),
    )


def noted(document: Document) -> str:
    """The column "note": that it was recalled, on which day and why, then what was noted before."""
    if document.recalled_at is None:
        return document.note
    why = f" ({document.recall_words})" if document.recall_words else ""
    return f"Đã thu hồi ngày {_day(localdate(document.recalled_at))}{why}. {document.note}".strip()
