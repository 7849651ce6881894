"""What issuing would make, and what it made."""

from __future__ import annotations

from pydantic import Field

from congvu.domain.directives.queries.planning import Plan, Planned, Unit
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.ui.wire import Moment, Said


class UnitRow(Said):
    """A unit that would get a case."""

    agency: str
    name: str
    due_at: Moment | None
    warning: str

    @classmethod
    def of(cls, unit: Unit) -> UnitRow:
        """The row of a unit."""
        return cls(agency=unit.agency.code, name=unit.agency.name, due_at=unit.due_at, warning=unit.warning)


class PlannedRow(Said):
    """One clause as it would be issued; problems forbid it, warnings ask for a second look."""

    clause: int
    mode: str
    cases: int
    leads: list[UnitRow]
    coordinators: list[UnitRow]
    problems: list[str]
    warnings: list[str]
    past_due: bool

    @classmethod
    def of(cls, item: Planned) -> PlannedRow:
        """The row of a planned clause."""
        return cls(
            clause=item.clause.pk, mode=item.clause.mode, cases=item.cases,
            leads=[UnitRow.of(unit) for unit in item.leads],
            coordinators=[UnitRow.of(unit) for unit in item.coordinators], problems=item.problems,
            warnings=item.warnings, past_due=item.past_due,
        )  # fmt: skip


class PlanPaper(Said):
    """What issuing the accepted clauses would make. Nothing is written."""

    cases: int
    problems: int
    past_due: int
    items: list[PlannedRow]

    @classmethod
    def of(cls, plan: Plan) -> PlanPaper:
        """The paper of a plan."""
        return cls(
            cases=plan.cases,
            problems=plan.problems,
            past_due=plan.past_due,
            items=[PlannedRow.of(item) for item in plan.items],
        )


class MadeCase(Said):
    """A case that was made."""

    code: str
    kind: str
    accountable: str = Field(description="Code of the unit.")
    unit: str
    due_at: Moment | None

    @classmethod
    def of(cls, case: Case, code: str) -> MadeCase:
        """The row of a case; `code` is its unit's."""
        unit = people.agency_name(case.accountable_agency_id)
        return cls(code=case.code, kind=case.kind, accountable=code, unit=unit, due_at=case.due_at)


class Issued(Said):
    """The cases made, parents before children."""

    cases: list[MadeCase]
