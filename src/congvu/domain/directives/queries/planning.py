"""What issuing would make: the cases, their units and dates, and what still stands in the way. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from congvu.core.working_time import add, read_limit
from congvu.domain.directives.models import Assignee, Clause, Directive
from congvu.domain.directives.policy import resolving
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import close_of
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency


@dataclass(slots=True)
class Unit:
    """A unit that would get a case, with its due moment and what is worth knowing about it."""

    agency: Agency
    due_at: datetime | None
    warning: str = ""


@dataclass(slots=True)
class Planned:
    """One clause as it would be issued. `problems` forbid it; `warnings` ask for a second look."""

    clause: Clause
    leads: list[Unit] = field(default_factory=list)
    coordinators: list[Unit] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    past_due: bool = False

    @property
    def cases(self) -> int:
        """How many cases this clause makes, umbrella and coordinators included."""
        if self.has_umbrella:
            return 1 + len(self.leads)
        return len(self.leads) + len(self.coordinators)

    @property
    def has_umbrella(self) -> bool:
        """Whether a common case stands above those of the units."""
        return self.clause.mode != Clause.Mode.ONE_LEAD

    @property
    def remarks(self) -> bool:
        """Whether there is anything to note about one of the units."""
        return any(unit.warning for unit in (*self.leads, *self.coordinators))


@dataclass(slots=True)
class Plan:
    """Bản xem trước. Everything that issuing would do."""

    directive: Directive
    items: list[Planned]

    @property
    def cases(self) -> int:
        return sum(item.cases for item in self.items if not item.problems)

    @property
    def problems(self) -> int:
        return sum(1 for item in self.items if item.problems)

    @property
    def past_due(self) -> int:
        return sum(1 for item in self.items if item.past_due and not item.problems)


def plan_issue(directive: Directive, clauses: Sequence[Clause], now: datetime) -> Plan:
    """The plan for these clauses as of now. Reads assignees with one statement; units and calendars from memory."""
    rows: dict[int, list[Assignee]] = {}
    for row in Assignee.objects.filter(clause__in=clauses).select_related("agency", "group"):
        rows.setdefault(row.clause_id, []).append(row)
    return Plan(directive, [_plan(directive, clause, rows.get(clause.pk, []), now) for clause in clauses])


def _plan(directive: Directive, clause: Clause, rows: list[Assignee], now: datetime) -> Planned:
    plan = Planned(clause)
    today = people.local_date(now)
    on = directive.document.issued_on or today
    for row in rows:
        if not row.confirmed:
            plan.problems.append(
                _("“%(name)s” is not confirmed yet: %(why)s") % {"name": row.surface, "why": row.warning}
            )
            continue
        if row.agency_id is None and row.group_id is None:
            plan.warnings.append(_("“%(name)s” is a body of the centre and gets no case here.") % {"name": row.surface})
            continue
        units = resolving.units_of(row.agency, row.group.code if row.group else None, on, today)
        if not units:
            plan.problems.append(_("“%(name)s” means no unit that exists today.") % {"name": row.surface})
        found = plan.leads if row.role == Assignee.Role.LEAD else plan.coordinators
        have = {unit.agency.pk for unit in (*plan.leads, *plan.coordinators)}
        for agency, warning in units:
            if agency.pk not in have:
                found.append(Unit(agency, due_for(clause, agency, now), warning))
                have.add(agency.pk)
    _judge(plan, clause, now)
    return plan


def _judge(plan: Planned, clause: Clause, now: datetime) -> None:
    if not any(unit for unit in plan.leads) and not plan.problems:
        plan.problems.append(_("Nobody is named to do it: choose the lead."))
    if clause.mode == Clause.Mode.ONE_LEAD and len(plan.leads) > 1:
        plan.problems.append(
            _("%(n)d units would lead. A task has one lead: choose one, or issue it to each of them.")
            % {"n": len(plan.leads)}
        )
    if clause.mode != Clause.Mode.ONE_LEAD and plan.coordinators:
        plan.warnings.append(_("Coordinators get no case of their own when each unit answers for itself."))
        plan.coordinators = []
    plan.past_due = any(unit.due_at is not None and unit.due_at <= now for unit in plan.leads)
    if plan.past_due:
        plan.warnings.append(_("The deadline has passed already; the task would begin overdue."))
    if clause.due_on is None and not clause.due_limit and clause.nature == Clause.Nature.TASK:
        plan.warnings.append(_("No deadline: it is reviewed at intervals until it is closed."))


def due_for(clause: Clause, agency: Agency, now: datetime) -> datetime | None:
    """Due moment of the clause in the calendar of the unit that gets it."""
    calendar = org.calendar_of(agency.pk)
    if clause.due_on is not None:
        return close_of(calendar, clause.due_on, exclusive=clause.due_exclusive)
    if clause.due_limit:
        return add(calendar, now, read_limit(clause.due_limit))
    return None
