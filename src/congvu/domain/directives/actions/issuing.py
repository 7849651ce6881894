"""Issuing: accepted clauses become cases, several hundred in one act, each with one holder and one clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.domain.directives.actions.duties import begin_duty, open_periods, review_moment
from congvu.domain.directives.actions.making import (
    READING,
    RECURRENCE,
    STANDING,
    TASK,
    UMBRELLA,
    Made,
    Maker,
    Wanted,
    Writer,
    basis_of,
    write_made,
)
from congvu.domain.directives.actions.reviewing import locked_directive
from congvu.domain.directives.models import Clause, Directive, Task
from congvu.domain.directives.queries.planning import Plan, Planned, Unit, due_for, plan_issue
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions import Change
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org


@transaction.atomic
def issue_directive(
    *, actor: Actor, directive_id: int, clause_ids: Sequence[int], confirm_past: bool = False, now: datetime,
    write: Writer = write_made,
) -> list[Case]:
    """Giao nhiệm vụ. Make the cases of these accepted clauses; the same plan the preview showed, computed again.

    Invalid when a clause still has a problem, or when a deadline has passed and nobody confirmed it. All or nothing.
    `write` may keep the cases until their whole history is written (`casework.actions.histories`).
    """
    directive = locked_directive(actor, directive_id)
    require(actor, "directives.directive.issue", directive.owner_agency_id)
    clauses = list(
        Clause.objects.select_for_update(of=("self",))
        .filter(directive=directive, pk__in=clause_ids, state=Clause.State.ACCEPTED)
        .order_by("start", "pk")
    )
    if not clauses or len(clauses) != len(set(clause_ids)):
        raise MoveRefused(
            _("Only accepted clauses that are not issued yet can be issued."),
            hint=_("Somebody may have changed them meanwhile: look at the preview again."),
        )
    plan = plan_issue(directive, clauses, now)
    _require_sound(plan, confirm_past)
    cases = _Issue(actor, directive, now, write).run(plan)
    Clause.objects.filter(pk__in=[clause.pk for clause in clauses]).update(state=Clause.State.ISSUED)
    if directive.issued_at is None:
        directive.state, directive.issued_at, directive.issued_by = Directive.State.ISSUED, now, actor.signature
        directive.save(update_fields=["state", "issued_at", "issued_by"])
    record(
        stream=directive.stream, verb="directive.issued", at=now, actor=actor.signature,
        body={"clauses": [clause.pk for clause in clauses], "cases": [case.code for case in cases]},
    )
    return cases


def _require_sound(plan: Plan, confirm_past: bool) -> None:
    for item in plan.items:
        if item.problems:
            raise Invalid(
                _("“%(clause)s” cannot be issued yet.") % {"clause": item.clause.text[:80]}, field="clauses",
                hint=" ".join(item.problems),
            )
    if plan.past_due and not confirm_past:
        raise Invalid(
            _("%(n)d clauses have a deadline that has passed already.") % {"n": plan.past_due}, field="confirm_past",
            hint=_("Confirm that they are to be issued with their original dates, or correct the dates."),
        )


class _Issue:
    """One issuing: collects the cases of all clauses, then writes parents and children with a few statements."""

    def __init__(self, actor: Actor, directive: Directive, now: datetime, write: Writer) -> None:
        self.directive, self.now = directive, now
        self.maker = Maker(actor, directive, now, write)

    def run(self, plan: Plan) -> list[Case]:
        """Write everything; returns the cases, parents before children, periods of duties last."""
        first: list[Made] = []
        second: list[tuple[Change, Task, Case]] = []
        duties: list[tuple[Made, Clause]] = []
        shared: list[tuple[Made, Clause, Case]] = []
        for item in plan.items:
            if item.is_duty:
                own = [(self._duty(item, unit), item.clause) for unit in item.leads]
                if item.has_umbrella:
                    top = self._umbrella(item)
                    first.append(top)
                    shared += [(made, clause, top[0].case) for made, clause in own]
                else:
                    duties += own
                continue
            parents, children = self._of_clause(item)
            first += parents
            second += children
        self.maker.write([*first, *(made for made, _clause in duties)])
        for change, _task, parent in second:
            change.case.parent = parent
        for (change, _task), _clause, parent in shared:
            change.case.parent = parent
        self.maker.write([*((change, task) for change, task, _parent in second), *(made for made, _c, _p in shared)])
        duties += [(made, clause) for made, clause, _parent in shared]
        begun = [begin_duty(change.case, clause, self.directive, self.now) for (change, _task), clause in duties]
        cases = [change.case for change, _task in first] + [change.case for change, _task, _parent in second]
        cases += [change.case for (change, _task), _clause in duties]
        return cases + [case for duty in begun for case in open_periods(duty_id=duty.pk, now=self.now)]

    def _of_clause(self, item: Planned) -> tuple[list[Made], list[tuple[Change, Task, Case]]]:
        owner = self.directive.owner_agency_id
        if item.clause.mode == Clause.Mode.ONE_LEAD:
            lead = item.leads[0]
            made = self._made(item, TASK, Task.Part.LEAD, lead, issuing=owner)
            below = [
                (*self._made(item, TASK, Task.Part.COORDINATION, unit, issuing=lead.agency.pk), made[0].case)
                for unit in item.coordinators
            ]
            return [made], below
        top = self._umbrella(item)
        kind, part = (
            (READING, Task.Part.READING) if item.clause.mode == Clause.Mode.CIRCULATE else (TASK, Task.Part.SHARE)
        )
        below = [(*self._made(item, kind, part, unit, issuing=owner), top[0].case) for unit in item.leads]
        return [top], below

    def _umbrella(self, item: Planned) -> Made:
        """The common case above those of many units; the periods of a recurring duty have dates of their own."""
        owner = self.directive.owner_agency_id
        due = None if item.is_duty else due_for(item.clause, org.agency_by_id(owner), self.now)
        return self._made(item, UMBRELLA, Task.Part.UMBRELLA, None, issuing=owner, due=due)

    def _made(
        self, item: Planned, kind: str, part: str, unit: Unit | None, *, issuing: int, due: datetime | None = None
    ) -> Made:
        due = unit.due_at if unit is not None else due
        return self.maker.made(Wanted(
            clause=item.clause, kind=kind, part=part, issuing=issuing, due=due, fixed=bool(item.clause.due_on),
            accountable=unit.agency.pk if unit is not None else issuing,
            basis=basis_of(item.clause, due, self.maker.today),
        ))  # fmt: skip

    def _duty(self, item: Planned, unit: Unit) -> Made:
        """The case above the periods stays with who orders; a standing duty is with the head of the unit at once."""
        recurs = item.clause.comes_again
        return self.maker.made(Wanted(
            clause=item.clause, kind=RECURRENCE if recurs else STANDING, part=Task.Part.DUTY,
            accountable=unit.agency.pk, issuing=self.directive.owner_agency_id, offered=False,
            official_id=None if recurs else people.head_id_of(unit.agency.pk, self.maker.today),
            holder_agency_id=None if recurs else unit.agency.pk,
            review_at=review_moment(item.clause, self.directive.owner_agency_id, self.now),
        ))  # fmt: skip
