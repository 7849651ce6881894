"""Cases as an actor may see them: the list, one case, its papers, requests, links and journal."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.text import skey
from congvu.kernel import rows
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import (
    Case,
    CaseAccess,
    CaseDocument,
    Custody,
    Link,
    Notice,
    Request,
    SavedView,
    Watch,
)
from congvu.kernel.casework.policy import may_see
from congvu.kernel.casework.policy.access import SIDES
from congvu.kernel.casework.queries.seen import Seen, holding
from congvu.kernel.journal import queries as journal

EXPORT = "casework.case.export"


def visible_to(actor: Actor) -> Seen:
    """Việc được xem. The cases that exist for the actor. Names of units and people come from memory, not from joins."""
    return Seen.by(actor)


def exportable_to(actor: Actor) -> QuerySet[Case]:
    """Of the visible cases those that lie where the actor may export lists."""
    scope = actor.scope_of(EXPORT)
    if scope is None:
        return visible_to(actor)
    where = Q(pk__in=[])
    for side in SIDES if scope else ():
        where |= Q(**{f"{side}__in": scope})
    return visible_to(actor).filter(where)


def get_for(actor: Actor, code: str) -> Case:
    """The case of this code, or NotFound when it does not exist for the actor."""
    case = rows.find(Case, "code", code)
    if case is None or not may_see(actor, case):
        raise NotFound(_("There is no such case, or it is not open to you."))
    return case


def ordered_by(cases: QuerySet[Case], key: str) -> QuerySet[Case]:
    """Of the cases those that a document of this number (its key) ordered."""
    sources = CaseDocument.objects.filter(role=CaseDocument.Role.SOURCE, document__code_key=key)
    return cases.filter(pk__in=sources.values("case_id"))


def with_words(cases: QuerySet[Case], words: str) -> QuerySet[Case]:
    """Cases in whose code, title, unit or document number every word occurs; marks and case do not matter."""
    wanted = words_of(words)
    return cases.holding(wanted) if isinstance(cases, Seen) else holding(cases, wanted)


def words_of(text: str) -> list[str]:
    """The words to search for, folded as search keys are."""
    return skey(text).split()


def documents_of(case: Case) -> list[CaseDocument]:
    """Papers and evidence of the case, oldest first, each with its file."""
    return list(CaseDocument.objects.filter(case=case).select_related("document", "file").order_by("added_at", "pk"))


def document_of(actor: Actor, code: str, document_id: int) -> CaseDocument:
    """One paper of a case the actor may see, or NotFound."""
    case = get_for(actor, code)
    found = CaseDocument.objects.filter(case=case, pk=document_id).select_related("file", "document").first()
    if found is None:
        raise NotFound(_("There is no such document in this case."))
    return found


def requests_of(case: Case) -> list[Request]:
    """What was asked of the ordering office, newest first."""
    return list(Request.objects.filter(case=case).order_by("-asked_at", "-pk"))


def custody_of(case: Case) -> list[Custody]:
    """The intervals of custody in their order."""
    return list(Custody.objects.filter(case=case).order_by("from_at", "line_seq"))


def links_of(actor: Actor, case: Case) -> list[tuple[Link, Case]]:
    """Links of the case, both directions, with the other case; only those the actor may see."""
    rows = Link.objects.filter(Q(case=case) | Q(other=case)).select_related("case", "other").order_by("pk")
    pairs = [(row, row.other if row.case_id == case.pk else row.case) for row in rows]
    return [(row, other) for row, other in pairs if may_see(actor, other)]


def linked_to(actor: Actor, case: Case) -> list[tuple[str, str, Case]]:
    """Cases beside this one that the actor may see: (kind of link in words, reason, case), both directions."""
    return [(row.get_kind_display(), row.reason, other) for row, other in links_of(actor, case)]


def parts_of(actor: Actor, case: Case) -> list[Case]:
    """Child cases the actor may see, in the order of the organisation."""
    return list(visible_to(actor).filter(parent=case).order_by("accountable_agency__position", "pk"))


def count_of_parts(case: Case) -> tuple[int, int]:
    """Child cases: how many have ended, and how many there are. Sealed ones are not counted."""
    found = (
        Case.objects.filter(parent=case)
        .exclude(confidentiality="sealed")
        .aggregate(ended=Count("pk", filter=Q(closed_at__isnull=False)), total=Count("pk"))
    )
    return int(found["ended"]), int(found["total"])


def parent_of(actor: Actor, case: Case) -> Case | None:
    """The case this one is part of, if the actor may see it."""
    if case.parent_id is None:
        return None
    parent = Case.objects.filter(pk=case.parent_id).first()
    return parent if parent is not None and may_see(actor, parent) else None


def is_watching(actor: Actor, case: Case) -> bool:
    """Whether the actor has asked to hear of every act on the case."""
    return actor.official_id is not None and Watch.objects.filter(case=case, official_id=actor.official_id).exists()


def listed_officials(case: Case) -> list[int]:
    """Ids of the officials on the access list."""
    return list(CaseAccess.objects.filter(case=case).order_by("pk").values_list("official_id", flat=True))


def lines_of(case: Case, *, before: int | None = None, size: int = 30) -> Sequence[journal.Line]:
    """One page of the case's journal, newest first; `before` is the number the page ends below. One more than `size`
    tells that there is an older page."""
    lines = journal.of_stream(case.stream).order_by("-seq")
    if before is not None:
        lines = lines.filter(seq__lt=before)
    return list(lines[: size + 1])


def notices_of(actor: Actor, *, size: int = 20) -> list[Notice]:
    """What the actor has not read yet, newest first, of cases he may still see."""
    if actor.official_id is None:
        return []
    rows = Notice.objects.filter(official_id=actor.official_id, read_at=None, case__in=visible_to(actor))
    return list(rows.select_related("case").order_by("-at", "-pk")[:size])


def saved_views(actor: Actor, page: str) -> list[SavedView]:
    """The actor's own saved filters of a page, by name."""
    if actor.account_id is None:
        return []
    return list(SavedView.objects.filter(account_id=actor.account_id, page=page).order_by("name"))
