"""Directives as an actor may see them: the register, one directive, and how much of its text has been looked at."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.text import skey
from congvu.domain.directives.models import Clause, Directive, Passage, Task
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import visible
from congvu.kernel.documents import queries as documents

READ = "directives.directive.read"


def visible_to(actor: Actor) -> QuerySet[Directive]:
    """Directives of the agencies whose register the actor reads, and those under which he sees a task."""
    if actor.is_system:
        return Directive.objects.all()
    scope = actor.scope_of(READ)
    if scope is None:
        return Directive.objects.all()
    cases = Case.objects.filter(visible(actor), task__directive_id=OuterRef("pk"))
    condition = Q(Exists(cases))
    if scope:
        condition |= Q(owner_agency_id__in=scope)
    return Directive.objects.filter(condition)


def get_for(actor: Actor, directive_id: int) -> Directive:
    """The directive, or NotFound when it does not exist for the actor."""
    found = visible_to(actor).select_related("document", "owner_agency").filter(pk=directive_id).first()
    if found is None:
        raise NotFound(_("There is no such directive, or it is not open to you."))
    return found


def may_open_document(actor: Actor, directive: Directive) -> bool:
    """Whether the actor may open the directive's entry in the register of documents."""
    return documents.visible_to(actor).filter(pk=directive.document_id).exists()


def register_of(actor: Actor, *, words: str = "", state: str = "") -> QuerySet[Directive]:
    """The register, newest first, with the number of clauses and of open and closed tasks."""
    rows = visible_to(actor).select_related("document", "owner_agency")
    for word in skey(words).split():
        rows = rows.filter(skey__contains=word)
    if state:
        rows = rows.filter(state=state)
    lead = Q(tasks__part__in=[Task.Part.LEAD, Task.Part.SHARE, Task.Part.READING])
    return rows.annotate(
        tasks_all=Count("tasks", filter=lead, distinct=True),
        tasks_closed=Count("tasks", filter=lead & Q(tasks__case__closed_at__isnull=False), distinct=True),
    ).order_by("-registered_at", "-id")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Độ phủ rà soát. Sentences of the body, how many have an answer, and how many clauses wait."""

    sentences: int
    seen: int
    clauses: int
    proposed: int
    accepted: int
    issued: int

    @property
    def unseen(self) -> int:
        return self.sentences - self.seen

    @property
    def percent(self) -> int:
        """Whole per cent of the sentences that have an answer; 100 only when all of them have."""
        return 100 if self.unseen == 0 else min(99, self.seen * 100 // self.sentences)


def coverage_of(directive_id: int) -> Coverage:
    """Every sentence of the body counts, whatever the reader found; headings and form do not."""
    body = Passage.objects.filter(directive_id=directive_id).exclude(mark=Passage.Mark.HEADING).aggregate(
        all=Count("id"), unseen=Count("id", filter=Q(mark=Passage.Mark.UNSEEN))
    )
    state = Clause.State
    clauses = Clause.objects.filter(directive_id=directive_id).aggregate(
        all=Count("id"), proposed=Count("id", filter=Q(state=state.PROPOSED)),
        accepted=Count("id", filter=Q(state=state.ACCEPTED)), issued=Count("id", filter=Q(state=state.ISSUED)),
    )
    return Coverage(
        body["all"], body["all"] - body["unseen"], clauses["all"], clauses["proposed"], clauses["accepted"],
        clauses["issued"],
    )
