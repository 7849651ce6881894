"""Issuing: accepted clauses become cases, several hundred in one act, each with one holder and one clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.text import skey
from congvu.core.working_time import FixedDate, add
from congvu.domain.directives.actions.reviewing import locked_directive
from congvu.domain.directives.models import Clause, Directive, Task
from congvu.domain.directives.queries.planning import Plan, Planned, Unit, due_for, plan_issue
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.kinds import CaseKind
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import limit_of
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org

Made = tuple[Change, Task]


class Writer(Protocol):
    """Who writes what an issuing makes."""

    def __call__(self, made: Sequence[Made], *, actor: Actor, now: datetime) -> None: ...


#: Codes of the kinds this act makes; the kinds themselves stand in `kind.py`, a layer above.
TASK, UMBRELLA, READING = "directive_task", "directive_umbrella", "directive_reading"


def write_made(made: Sequence[Made], *, actor: Actor, now: datetime) -> None:
    """Open the cases and write their tasks at once."""
    open_cases([change for change, _task in made], actor=actor, now=now)
    for change, task in made:
        task.case = change.case
    Task.objects.bulk_create([task for _change, task in made], batch_size=500)


@transaction.atomic
def issue_directive(
    *, actor: Actor, directive_id: int, clause_ids: Sequence[int], confirm_past: bool = False, now: datetime,
    write: Writer = write_made,
) -> list[Case]:
    """Giao nhiệm vụ. Make the cases of these accepted clauses; the same plan the preview showed, computed again.

    Invalid when a clause still has a problem, or when a deadline has passed and nobody confirmed it. All or nothing.
    `write` may keep the cases until their whole history is written (`casework.actions.bulk`).
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


def _begun(kind: CaseKind) -> str:
    """The phase of work that the office keeps: nobody has to accept it, so it is in progress from the first moment."""
    initial = kind.lifecycle.initial
    accepting = [move for move in kind.lifecycle.moves_from(initial) if move.code == "accept"]
    return accepting[0].target(initial) if accepting else initial


class _Issue:
    """One issuing: collects the cases of all clauses, then writes parents and children with a few statements."""

    def __init__(self, actor: Actor, directive: Directive, now: datetime, write: Writer) -> None:
        self.actor, self.directive, self.now, self.write = actor, directive, now, write
        self.today = people.local_date(now)
        self.law_on: date = directive.document.issued_on or self.today
        self._accept: dict[str, datetime] = {}

    def run(self, plan: Plan) -> list[Case]:
        """Write everything; returns the cases, parents before children."""
        first: list[Made] = []
        second: list[tuple[Change, Task, Case]] = []
        for item in plan.items:
            parents, children = self._of_clause(item)
            first += parents
            second += children
        self._number([change for change, _task in first])
        self._write(first)
        for change, _task, parent in second:
            change.case.parent = parent
        self._number([change for change, _task, _parent in second])
        self._write([(change, task) for change, task, _parent in second])
        return [change.case for change, _task in first] + [change.case for change, _task, _parent in second]

    def _of_clause(self, item: Planned) -> tuple[list[Made], list[tuple[Change, Task, Case]]]:
        if item.clause.mode == Clause.Mode.ONE_LEAD:
            lead = item.leads[0]
            made = self._made(item, TASK, Task.Part.LEAD, lead, issuing=self.directive.owner_agency_id)
            below = [
                (*self._made(item, TASK, Task.Part.COORDINATION, unit, issuing=lead.agency.pk), made[0].case)
                for unit in item.coordinators
            ]
            return [made], below
        due = due_for(item.clause, org.agency_by_id(self.directive.owner_agency_id), self.now)
        top = self._made(item, UMBRELLA, Task.Part.UMBRELLA, None, issuing=self.directive.owner_agency_id, due=due)
        kind, part = (
            (READING, Task.Part.READING) if item.clause.mode == Clause.Mode.CIRCULATE else (TASK, Task.Part.SHARE)
        )
        below = [
            (*self._made(item, kind, part, unit, issuing=self.directive.owner_agency_id), top[0].case)
            for unit in item.leads
        ]
        return [top], below

    def _made(
        self, item: Planned, kind_code: str, part: str, unit: Unit | None, *, issuing: int, due: datetime | None = None
    ) -> Made:
        kind, clause = kinds.get(kind_code), item.clause
        due = unit.due_at if unit is not None else due
        accountable = unit.agency.pk if unit is not None else issuing
        offered = unit is not None and unit.agency.pk != issuing
        title = " ".join(clause.text.split())[:500]
        case = Case(
            kind=kind.code, title=title, law_on=self.law_on, phase=kind.lifecycle.initial, station=kind.route[0].code,
            accountable_agency_id=accountable, issuing_agency_id=issuing, holder_agency_id=issuing,
            holder_official_id=self.actor.official_id if issuing == self.directive.owner_agency_id else None,
            opened_at=self.now, first_due_at=due, due_at=due, due_basis=self._basis(clause, due),
        )
        if offered:
            case.transfer_agency_id, case.transfer_at = accountable, self.now
            case.transfer_due_at = self._accept_by(accountable)
        else:
            case.phase = _begun(kind)
        case.next_event_at = case.transfer_due_at or due or self._review_by(issuing)
        start = ClockDraft(
            "start", self.now, limit=str(case.due_basis.get("limit", "")), fixed_at=due if clause.due_on else None,
            rule="directives.task.deadline",
        )
        body = {"directive": self.directive.document.code, "clause": clause.pk, "part": str(part),
                "unit": people.agency_name(accountable), "due_text": clause.due_text}
        task = Task(
            case=case, directive=self.directive, clause=clause, part=part, content=clause.text,
            report_to=clause.report_to,
        )
        return Change(case, "case.registered", clock=(start,), body=body), task

    def _basis(self, clause: Clause, due: datetime | None) -> dict[str, str]:
        if due is None:
            return {}
        limit = FixedDate(people.local_date(due)).code if clause.due_on else clause.due_limit
        return {"limit": limit, "words": clause.due_text, "exclusive": "yes" if clause.due_exclusive else ""}

    def _accept_by(self, agency_id: int) -> datetime:
        calendar = org.calendar_of(agency_id)
        if calendar.version not in self._accept:
            limit = limit_of("directives.accept_within", self.today)
            self._accept[calendar.version] = add(calendar, self.now, limit)
        return self._accept[calendar.version]

    def _review_by(self, agency_id: int) -> datetime:
        key = f"review/{agency_id}"
        if key not in self._accept:
            limit = limit_of("directives.review_undated", self.today)
            self._accept[key] = add(org.calendar_of(agency_id), self.now, limit)
        return self._accept[key]

    def _number(self, changes: Sequence[Change]) -> None:
        """Give codes, one statement per series, and the search text, which contains the code."""
        for kind_code in (TASK, UMBRELLA, READING):
            mine = [change.case for change in changes if change.case.kind == kind_code]
            series = kinds.get(kind_code).series
            for case, code in zip(mine, allocate_codes(series, self.today.year, len(mine)), strict=True):
                case.code = code
                unit = people.agency_name(case.accountable_agency_id)
                case.skey = skey(f"{code} {case.title} {unit} {self.directive.document.code}")

    def _write(self, made: Sequence[Made]) -> None:
        if made:
            self.write(made, actor=self.actor, now=self.now)
