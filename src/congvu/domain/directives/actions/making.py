"""Making cases of clauses: one row per unit with its holder, its clock and its first journal line, some at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from congvu.core.text import skey
from congvu.core.working_time import FixedDate, add
from congvu.domain.directives.models import Clause, Directive, Task
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.kinds import CaseKind
from congvu.kernel.casework.models import Case, CaseDocument
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import limit_of
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

Made = tuple[Change, Task]


class Writer(Protocol):
    """Who puts down numbered cases with their first lines and tasks."""

    def __call__(self, made: Sequence[Made], *, actor: Actor, now: datetime) -> None: ...


def write_made(made: Sequence[Made], *, actor: Actor, now: datetime, behalf: str = "") -> None:
    """Write them at once; a few statements for any number. `behalf` names for whom the actor acts."""
    open_cases([change for change, _task in made], actor=actor, now=now, behalf=behalf)
    for change, task in made:
        task.case = change.case
    Task.objects.bulk_create([task for _change, task in made], batch_size=500)
    CaseDocument.objects.bulk_create(sources_of(made, actor=actor, now=now), batch_size=500)


def sources_of(made: Sequence[Made], *, actor: Actor, now: datetime) -> list[CaseDocument]:
    """The paper behind each new case, unsaved: whoever has the task may read what orders it."""
    return [
        CaseDocument(
            case=task.case, document_id=task.directive.document_id, name=_name_of(task.directive),
            role=CaseDocument.Role.SOURCE, added_at=now, added_by=actor.signature,
        )
        for _change, task in made if task.directive is not None
    ]  # fmt: skip


def _name_of(directive: Directive) -> str:
    return f"{directive.document.code} {directive.document.subject}".strip()[:300]


#: Codes of the kinds this room makes; the kinds themselves stand in `kind.py`, a layer above.
TASK, UMBRELLA, READING = "directive_task", "directive_umbrella", "directive_reading"
RECURRENCE, STANDING = "directive_recurrence", "directive_standing"
KINDS = (TASK, UMBRELLA, READING, RECURRENCE, STANDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to become a case. `offered`: the unit has to accept it; else `holder_agency_id` has it from
    the first moment (None: who orders keeps it), with `official_id` where a person is named."""

    clause: Clause
    kind: str
    part: str
    accountable: int
    issuing: int
    due: datetime | None = None
    basis: dict[str, str] = field(default_factory=dict)
    fixed: bool = False
    offered: bool = True
    holder_agency_id: int | None = None
    official_id: int | None = None
    review_at: datetime | None = None
    title: str = ""
    said: dict[str, Any] = field(default_factory=dict)


def basis_of(clause: Clause, due: datetime | None, on: date) -> dict[str, str]:
    """What a due moment rests on: its limit, the words of the text, and the rule a proposed period was taken from."""
    if due is None:
        return {}
    limit = FixedDate(people.local_date(due)).code if clause.due_on else clause.due_limit
    basis = {"limit": limit, "words": clause.due_text, "exclusive": "yes" if clause.due_exclusive else ""}
    if clause.due_rule and not clause.due_on:
        basis["source"] = rules.rule(clause.due_rule, on).source
    return basis


def begun(kind: CaseKind) -> str:
    """The phase of work that nobody has to accept: it is in progress from the first moment."""
    initial = kind.lifecycle.initial
    accepting = [move for move in kind.lifecycle.moves_from(initial) if move.code == "accept"]
    return accepting[0].target(initial) if accepting else initial


class Maker:
    """Makes the cases of one directive at one moment; times to answer are reckoned once per calendar."""

    def __init__(self, actor: Actor, directive: Directive, now: datetime, put: Writer = write_made) -> None:
        self.actor, self.directive, self.now, self._put = actor, directive, now, put
        self.today = people.local_date(now)
        self.law_on: date = directive.document.issued_on or self.today
        self._times: dict[str, datetime] = {}

    def made(self, wanted: Wanted) -> Made:
        """The unsaved case with its first line, and its task."""
        kind, clause = kinds.get(wanted.kind), wanted.clause
        case = Case(
            kind=kind.code, title=(wanted.title or " ".join(clause.text.split()))[:500], law_on=self.law_on,
            phase=kind.lifecycle.initial, station=kind.route[0].code, accountable_agency_id=wanted.accountable,
            issuing_agency_id=wanted.issuing, holder_agency_id=wanted.issuing,
            holder_official_id=self.actor.official_id if wanted.issuing == self.directive.owner_agency_id else None,
            opened_at=self.now, first_due_at=wanted.due, due_at=wanted.due, due_basis=dict(wanted.basis),
        )  # fmt: skip
        self._give(case, wanted, kind)
        looked_at = wanted.review_at or (None if wanted.due else self.review_by(wanted.issuing))
        if looked_at is not None:
            case.due_basis["review_at"] = looked_at.isoformat()
        case.next_event_at = case.transfer_due_at or wanted.due or looked_at
        start = ClockDraft(
            "start", self.now, limit=str(case.due_basis.get("limit", "")), rule="directives.task.deadline",
            fixed_at=wanted.due if wanted.fixed else None,
        )
        body = {"directive": self.directive.document.code, "clause": clause.pk, "part": str(wanted.part),
                "unit": people.agency_name(wanted.accountable), "due_text": clause.due_text, **wanted.said}
        task = Task(
            case=case, directive=self.directive, clause=clause, part=wanted.part, content=wanted.title or clause.text,
            report_to=clause.report_to,
        )
        return Change(case, "case.registered", clock=(start,), body=body), task

    def _give(self, case: Case, wanted: Wanted, kind: CaseKind) -> None:
        """Offered to its unit, or with it from the first moment, or kept by who orders."""
        if wanted.offered and wanted.accountable != wanted.issuing:
            case.transfer_agency_id, case.transfer_at = wanted.accountable, self.now
            case.transfer_due_at = self.accept_by(wanted.accountable)
            return
        case.phase = begun(kind)
        if wanted.holder_agency_id is not None:
            case.holder_agency_id, case.holder_official_id = wanted.holder_agency_id, wanted.official_id

    def accept_by(self, agency_id: int) -> datetime:
        """Until when the unit answers the offer."""
        calendar = org.calendar_of(agency_id)
        if calendar.version not in self._times:
            self._times[calendar.version] = add(calendar, self.now, limit_of("directives.accept_within", self.today))
        return self._times[calendar.version]

    def review_by(self, agency_id: int) -> datetime:
        """When work without a deadline is looked at again."""
        key = f"review/{agency_id}"
        if key not in self._times:
            limit = limit_of("directives.review_undated", self.today)
            self._times[key] = add(org.calendar_of(agency_id), self.now, limit)
        return self._times[key]

    def number(self, changes: Sequence[Change]) -> None:
        """Give codes, one statement per series, and the search text, which contains the code."""
        for kind_code in KINDS:
            mine = [change.case for change in changes if change.case.kind == kind_code]
            if not mine:
                continue
            codes = allocate_codes(kinds.get(kind_code).series, self.today.year, len(mine))
            for case, code in zip(mine, codes, strict=True):
                case.code = code
                unit = people.agency_name(case.accountable_agency_id)
                case.skey = skey(f"{code} {case.title} {unit} {self.directive.document.code}")

    def write(self, made: Sequence[Made]) -> None:
        """Number the cases and write them with their first lines and tasks; a few statements for any number."""
        if not made:
            return
        self.number([change for change, _task in made])
        self._put(made, actor=self.actor, now=self.now)
