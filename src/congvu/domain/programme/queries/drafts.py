"""Dự thảo văn bản as an actor may see them: the list, one draft, its versions and what its consultations came to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.working_time import measure
from congvu.domain.programme.models import Draft, Round, RoundError, Version
from congvu.domain.programme.policy.comparing import Comparison, compare
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, Link
from congvu.kernel.casework.queries import get_for, visible_to
from congvu.kernel.documents.queries import text_of_file
from congvu.kernel.org import queries as org

KIND = "document_draft"


def drafts_for(actor: Actor) -> QuerySet[Draft]:
    """Drafts the actor may see, newest first, with `rounds_n` (times submitted) and `errors_n`."""
    submitted = Round.objects.filter(draft=OuterRef("pk"), submitted_at__isnull=False).order_by()
    errors = RoundError.objects.filter(round__draft=OuterRef("pk")).order_by()
    return (
        Draft.objects.filter(case__in=visible_to(actor)).select_related("case", "drafter")
        .annotate(
            rounds_n=Coalesce(Subquery(submitted.values("draft").annotate(n=Count("pk")).values("n")), 0),
            errors_n=Coalesce(Subquery(errors.values("round__draft").annotate(n=Sum("count")).values("n")), 0),
        )
        .order_by("-case__opened_at", "-pk")
    )


def draft_for(actor: Actor, code: str) -> Draft:
    """The draft of a case the actor may see, or NotFound."""
    case = get_for(actor, code)
    found = Draft.objects.filter(case=case).select_related("drafter", "final_document").first()
    if found is None:
        raise NotFound(_("There is no such draft, or it is not open to you."))
    found.case = case
    return found


def rounds_of(draft: Draft) -> list[Round]:
    """The rounds in order, each with its errors and versions."""
    return list(draft.rounds.prefetch_related("errors", "versions").order_by("number"))


def versions_of(draft: Draft) -> list[Version]:
    """The versions in order."""
    return list(Version.objects.filter(draft=draft).select_related("round", "file").order_by("number"))


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of a draft and how their texts differ; `unread` names versions whose text could not be read."""

    older: Version
    newer: Version
    result: Comparison
    unread: tuple[Version, ...]


def compared(draft: Draft, older: int, newer: int) -> Compared:
    """Compare two versions by their numbers. NotFound when there is no such pair of different versions."""
    known = {version.number: version for version in versions_of(draft)}
    if older not in known or newer not in known or older == newer:
        raise NotFound(_("This draft has no such two versions to compare."))
    first, second = known[min(older, newer)], known[max(older, newer)]
    texts = [text_of_file(version.file_id).text for version in (first, second)]
    unread = tuple(version for version, text in zip((first, second), texts, strict=True) if not text.strip())
    return Compared(first, second, compare(*texts), unread)


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of the consultations of a draft: sent, answered (of these late), silent, still waiting."""

    sent: int = 0
    answered: int = 0
    late: int = 0
    silent: int = 0
    waiting: int = 0


def asked_of(consultations: Iterable[Case], now: datetime | None = None) -> Asked:
    """Count consultations. Late: answered after the window, or (with `now`) still open although it has passed."""
    sent = answered = late = silent = waiting = 0
    for case in consultations:
        if case.phase == "withdrawn":
            continue
        sent += 1
        end = case.closed_at or now
        is_late = case.due_at is not None and end is not None and end > case.due_at
        answered += case.phase == "answered"
        silent += case.phase == "silent"
        waiting += case.closed_at is None
        late += is_late and case.phase != "silent"
    return Asked(sent, answered, late, silent, waiting)


def consultations_of(actor: Actor, draft: Draft) -> list[Case]:
    """The questions asked for this draft that the actor may see."""
    return list(visible_to(actor).filter(parent_id=draft.case_id, kind="consultation").order_by("opened_at", "pk"))


def drafts_for_case(actor: Actor, case: Case) -> list[Draft]:
    """The drafts made for a task or an item, as far as the actor may see them."""
    linked = Link.objects.filter(other=case, case__kind=KIND).values("case_id")
    return list(drafts_for(actor).filter(case_id__in=linked))


def late_minutes(case: Case, submitted_at: datetime, due_at: datetime | None) -> int:
    """Working minutes from the due moment to the submission; 0 in time."""
    due = due_at or case.due_at
    if due is None or submitted_at <= due:
        return 0
    return measure(org.calendar_of(case.accountable_agency_id), due, submitted_at) // 60
