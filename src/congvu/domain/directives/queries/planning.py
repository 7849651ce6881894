"""What issuing would make: the cases, their units and dates, and what still stands in the way. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from congvu.core.refusals import Refusal
from congvu.core.working_time import add, read_limit
from congvu.domain.directives.models import Assignee, Clause, Directive
from congvu.domain.directives.policy import resolving
from congvu.domain.directives.queries.recurring import opening_by, recurrence_of
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
    opens_now: int = 0


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
        """How many cases this clause makes, umbrella, coordinators and periods that are opened at once included."""
        if self.is_duty:
            own = sum(1 + unit.opens_now * (1 + len(self.coordinators)) for unit in self.leads)
            return own + (1 if self.has_umbrella else 0)
        if self.has_umbrella:
            return 1 + len(self.leads)
        return len(self.leads) + len(self.coordinators)

    @property
    def has_umbrella(self) -> bool:
        """Whether a common case stands above those of the units."""
        if self.is_duty:
            return len(self.leads) > 1
        return self.clause.mode != Clause.Mode.ONE_LEAD

    @property
    def is_duty(self) -> bool:
        """Whether each unit gets a duty that comes again or stands, instead of one task."""
        return self.clause.comes_again or self.clause.stands

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
                found.append(_unit(plan, agency, warning, now))
                have.add(agency.pk)
    _judge(plan, clause, now)
    return plan


def _unit(plan: Planned, agency: Agency, warning: str, now: datetime) -> Unit:
    if not plan.clause.comes_again:
        return Unit(agency, due_for(plan.clause, agency, now), warning)
    try:
        opened, due = opening_by(recurrence_of(plan.clause, now), agency.pk, now)
    except Refusal as refusal:
        plan.problems.append(str(refusal))
        return Unit(agency, None, warning)
    return Unit(agency, due, warning, opened)


def _judge(plan: Planned, clause: Clause, now: datetime) -> None:
    plan.problems = list(dict.fromkeys(plan.problems))
    if not any(unit for unit in plan.leads) and not plan.problems:
        plan.problems.append(_("Nobody is named to do it: choose the lead."))
    if clause.mode == Clause.Mode.ONE_LEAD and len(plan.leads) > 1:
        plan.problems.append(
            _("%(n)d units would lead. A task has one lead: choose one, or issue it to each of them.")
            % {"n": len(plan.leads)}
        )
    _judge_parts(plan, clause)
    plan.past_due = any(unit.due_at is not None and unit.due_at <= now for unit in plan.leads)
    if plan.past_due:
        plan.warnings.append(_("The deadline has passed already; the task would begin overdue."))
    if clause.due_on is None and not clause.due_limit and clause.nature == Clause.Nature.TASK and not plan.is_duty:
        plan.warnings.append(_("No deadline: it is reviewed at intervals until it is closed."))


def _judge_parts(plan: Planned, clause: Clause) -> None:
    """Who gets no part of his own, and why."""
    if clause.stands and plan.coordinators:
        plan.warnings.append(_("Coordinators get no case of their own in a standing duty."))
        plan.coordinators = []
    if clause.mode != Clause.Mode.ONE_LEAD and plan.coordinators:
        plan.warnings.append(_("Coordinators get no case of their own when each unit answers for itself."))
        plan.coordinators = []


def due_for(clause: Clause, agency: Agency, now: datetime) -> datetime | None:
    """Due moment of the clause in the calendar of the unit that gets it."""
    calendar = org.calendar_of(agency.pk)
    if clause.due_on is not None:
        return close_of(calendar, clause.due_on, exclusive=clause.due_exclusive)
    if clause.due_limit:
        return add(calendar, now, read_limit(clause.due_limit))
    return None


def coordinators_of(clause: Clause, lead_id: int, on: date, today: date) -> list[int]:
    """Ids of the units that coordinate a clause today, without its lead."""
    if clause.mode != Clause.Mode.ONE_LEAD:
        return []
    rows = Assignee.objects.filter(clause=clause, role=Assignee.Role.COORDINATOR).select_related("agency", "group")
    units = [unit for row in rows for unit in resolving.units_of(
        row.agency, row.group.code if row.group else None, on, today
    )]  # fmt: skip
    return list(dict.fromkeys(agency.pk for agency, _warning in units if agency.pk != lead_id))
