"""Văn bản cấp trên và văn bản triển khai: who passed on what when, side by side, and whose plan is still owed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from congvu.core.lineage import Finding, Order, compare
from congvu.domain.directives.models import (
    Answering,
    Assignee,
    Citation,
    Clause,
    ClauseLink,
    Directive,
    PlanExpected,
    Target,
)
from congvu.domain.directives.queries.directives import visible_to
from congvu.kernel.accounts.policy import Actor

#: How far up and down the graph of a directive is drawn.
DEPTH = 4
State = ClauseLink.State


def clauses_for(directive_id: int) -> list[Clause]:
    """The clauses that order something (rejected ones do not), with their leads and targets. Three statements."""
    return list(
        Clause.objects.filter(directive_id=directive_id)
        .exclude(state=Clause.State.REJECTED)
        .prefetch_related(
            Prefetch("assignees", Assignee.objects.filter(role=Assignee.Role.LEAD), to_attr="lead_rows"),
            Prefetch("targets", Target.objects.all(), to_attr="target_rows"),
        )
        .order_by("start", "id")
    )


def order_of(clause: Clause) -> Order:
    """A clause as the comparison sees it."""
    leads: list[Assignee] = getattr(clause, "lead_rows", [])
    targets: list[Target] = getattr(clause, "target_rows", [])
    return Order(
        key=clause.pk, text=clause.text, verb=clause.verb, due_on=clause.due_on,
        leads=tuple(lead.surface for lead in leads),
        targets=tuple((target.comparator, target.quantity, target.unit) for target in targets),
    )  # fmt: skip


@dataclass(slots=True)
class Line:
    """One order above with what answers it; `links` are the rows behind the pairs."""

    clause: Clause
    finding: Finding
    links: list[tuple[ClauseLink, Clause]] = field(default_factory=list)


@dataclass(slots=True)
class Comparison:
    """Đối chiếu. The lines of the document above, the clauses below that answer none, and the counts."""

    answering: Answering
    lines: list[Line]
    loose: list[Clause]
    losses: dict[str, int]
    covered: int
    proposed: int

    @property
    def total(self) -> int:
        """Orders above."""
        return len(self.lines)


def comparison_of(answering: Answering) -> Comparison:
    """Side by side. Proposed links count as long as nobody has rejected them; each is marked."""
    above, below = clauses_for(answering.above_id), clauses_for(answering.directive_id)
    rows = list(answering.links.exclude(state=State.REJECTED).order_by("-score", "id"))
    known = {clause.pk: clause for clause in below}
    findings = compare(
        [order_of(clause) for clause in above], [order_of(clause) for clause in below],
        [(row.above_id, row.below_id) for row in rows],
    )  # fmt: skip
    lines = [Line(clause, finding) for clause, finding in zip(above, findings, strict=True)]
    by_clause = {line.clause.pk: line for line in lines}
    for row in rows:
        if row.above_id in by_clause and row.below_id in known:
            by_clause[row.above_id].links.append((row, known[row.below_id]))
    used = {row.below_id for row in rows}
    losses: dict[str, int] = {}
    for line in lines:
        for loss in line.finding.losses:
            losses[loss.kind] = losses.get(loss.kind, 0) + 1
    return Comparison(
        answering, lines, [clause for clause in below if clause.pk not in used], losses,
        sum(line.finding.covered for line in lines), sum(row.state == State.PROPOSED for row in rows),
    )  # fmt: skip


def answering_for(actor: Actor, answering_id: int) -> Answering | None:
    """The pair, when the actor may see both documents."""
    seen = visible_to(actor).values("pk")
    return (
        Answering.objects.filter(pk=answering_id, directive__in=seen, above__in=seen)
        .select_related("directive__document", "directive__owner_agency", "above__document", "above__owner_agency")
        .first()
    )


def pairs_of(actor: Actor, directive: Directive) -> tuple[list[Answering], list[Answering]]:
    """(what it answers, what answers it), as far as the actor may see the other side. Two statements."""
    seen = visible_to(actor).values("pk")
    rows = Answering.objects.select_related("directive__document", "above__document")
    return (
        list(rows.filter(directive=directive, above__in=seen).order_by("above__document__issued_on", "pk")),
        list(rows.filter(above=directive, directive__in=seen).order_by("directive__document__issued_on", "pk")),
    )


def may_be_answered(actor: Actor, directive: Directive) -> list[Directive]:
    """Directives of ours that it cites and does not answer yet: offered first."""
    cited = Citation.objects.filter(directive=directive, document__isnull=False).values("document_id")
    return list(
        visible_to(actor).select_related("document")
        .filter(document_id__in=cited)
        .exclude(pk=directive.pk)
        .exclude(pk__in=Answering.objects.filter(directive=directive).values("above_id"))
        .order_by("-document__issued_on", "pk")[:20]
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """One document of the graph: `step` counts from the one the page is about (negative: above it)."""

    directive: Directive
    step: int
    lag: int | None
    via: int | None


def graph_of(actor: Actor, directive: Directive) -> list[Node]:
    """Who passed on what when: everything reachable up and down, with the days each step took.

    `lag` is the number of calendar days between the document it answers and it; one statement a step.
    """
    nodes = {directive.pk: Node(directive, 0, None, None)}
    for direction in (-1, 1):
        front = [directive.pk]
        for step in range(1, DEPTH + 1):
            found = _next(actor, front, direction)
            front = []
            for known_pk, other in found:
                if other.pk not in nodes:
                    known = nodes[known_pk].directive
                    first, second = (other, known) if direction < 0 else (known, other)
                    nodes[other.pk] = Node(other, direction * step, _days(first, second), known_pk)
                    front.append(other.pk)
            if not front:
                break
    return sorted(
        nodes.values(), key=lambda node: (node.step, node.directive.document.issued_on or date.max, node.directive.pk)
    )


def _next(actor: Actor, front: Sequence[int], direction: int) -> Iterable[tuple[int, Directive]]:
    """(known id, neighbour) for the neighbours above or below that the actor may see."""
    seen = visible_to(actor).values("pk")
    if direction < 0:
        rows = Answering.objects.filter(directive__in=front, above__in=seen).select_related("above__document")
        return [(row.directive_id, row.above) for row in rows]
    rows = Answering.objects.filter(above__in=front, directive__in=seen).select_related("directive__document")
    return [(row.above_id, row.directive) for row in rows]


def _days(first: Directive, second: Directive) -> int | None:
    before, after = first.document.issued_on, second.document.issued_on
    return (after - before).days if before and after else None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """Kế hoạch phải ban hành của một đơn vị, and how it stands on a day."""

    expected: PlanExpected
    state: str
    received_on: date | None
    late_days: int


def plans_of(actor: Actor, directive: Directive, today: date) -> list[PlanRow]:
    """The units that owe a plan: those without one first, longest overdue first. One statement.

    state: missing (overdue), waiting, late, on_time, waived. A plan is received on the day of its document.
    """
    rows = directive.plans_expected.select_related("agency", "received__directive__document")
    rows = rows.order_by("agency__sort_key")
    seen = set(visible_to(actor).filter(answers__above=directive).values_list("pk", flat=True))
    found = []
    for row in rows:
        received = row.received.directive if row.received and row.received.directive_id in seen else None
        on = received.document.issued_on if received else None
        if row.waived_words:
            found.append(PlanRow(row, "waived", None, 0))
        elif row.received_id is not None:
            late = (on - row.due_on).days if on else 0
            found.append(PlanRow(row, "late" if late > 0 else "on_time", on, max(late, 0)))
        else:
            late = (today - row.due_on).days
            found.append(PlanRow(row, "missing" if late > 0 else "waiting", None, max(late, 0)))
    order = {"missing": 0, "waiting": 1, "late": 2, "on_time": 3, "waived": 4}
    return sorted(found, key=lambda row: (order[row.state], -row.late_days))


def targets_of(directive: Directive) -> list[tuple[Target, list[Target], list[Any]]]:
    """Each target with what the answering documents set for it and the figures reported. Three statements."""
    targets = list(directive.targets.select_related("clause").prefetch_related("results__agency"))
    links = ClauseLink.objects.filter(
        Q(state=State.CONFIRMED) | Q(state=State.PROPOSED), above__in=[t.clause_id for t in targets if t.clause_id]
    ).values_list("above_id", "below_id")
    below: dict[int | None, list[Target]] = {}
    lower_ones = Target.objects.filter(clause__in=[lower for _upper, lower in links])
    for target in lower_ones.select_related("directive__document"):
        below.setdefault(target.clause_id, []).append(target)
    return [
        (
            target,
            [one for upper, lower in links if upper == target.clause_id for one in below.get(lower, [])
             if one.unit == target.unit],
            list(target.results.all()),
        )
        for target in targets
    ]  # fmt: skip
