"""What machines read of a directive: register, text, clauses, duties."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import Field

from congvu.domain.directives.models import Assignee, Citation, Directive, Duty, DutyPeriod, Passage, Target
from congvu.domain.directives.queries.directives import Coverage
from congvu.domain.directives.queries.review import Card
from congvu.kernel.ui.wire import Moment, Said


class CoverageRow(Said):
    """How much of the text has been looked at: every sentence of the body counts."""

    sentences: int
    seen: int
    unseen: int
    percent: int
    clauses: int
    proposed: int
    accepted: int
    issued: int

    @classmethod
    def of(cls, found: Coverage) -> CoverageRow:
        """The row of a count."""
        return cls(
            sentences=found.sentences, seen=found.seen, unseen=found.unseen, percent=found.percent,
            clauses=found.clauses, proposed=found.proposed, accepted=found.accepted, issued=found.issued,
        )  # fmt: skip


class DirectiveRow(Said):
    """A directive as a line of the register."""

    id: int
    code: str
    kind: str
    issued_on: date | None
    issuer: str
    subject: str
    state: str
    owner: str = Field(description="Code of the unit whose register it is in.")
    serial: int | None = Field(description="Number of arrival.")
    arrived_on: date | None
    registered_at: Moment
    registered_by: str
    issued_at: Moment | None
    recalled_at: Moment | None = Field(description="When its document was recalled: frozen since then.")
    tasks: int | None = None
    tasks_closed: int | None = None

    @classmethod
    def of(cls, row: Directive) -> DirectiveRow:
        """The row of a directive read with document and owner."""
        return cls(
            id=row.pk, code=row.document.code, kind=row.document.kind, issued_on=row.document.issued_on,
            issuer=row.document.issuer, subject=row.document.subject, state=row.state, owner=row.owner_agency.code,
            serial=row.document.serial, arrived_on=row.document.arrived_on, registered_at=row.registered_at,
            registered_by=row.registered_by, issued_at=row.issued_at,
            recalled_at=row.document.recalled_at, tasks=getattr(row, "tasks_all", None),
            tasks_closed=getattr(row, "tasks_closed", None),
        )  # fmt: skip


class DirectivePage(Said):
    """The register, newest first."""

    items: list[DirectiveRow]
    next: str | None


class AssigneeRow(Said):
    """A name as the text has it, and the unit or group it was resolved to."""

    surface: str
    agency: str | None
    group: str | None
    warning: str
    confirmed: bool

    @classmethod
    def of(cls, row: Assignee) -> AssigneeRow:
        """The row of an assignee read with agency and group."""
        return cls(
            surface=row.surface,
            agency=row.agency.code if row.agency is not None else None,
            group=row.group.code if row.group is not None else None,
            warning=row.warning,
            confirmed=row.confirmed,
        )


class TargetRow(Said):
    """A quantified goal."""

    start: int
    end: int
    text: str
    comparator: str
    quantity: Decimal
    quantity_max: Decimal | None
    unit: str
    of: str
    due_on: date | None

    @classmethod
    def of_target(cls, row: Target) -> TargetRow:
        """The row of a target."""
        return cls(
            start=row.start,
            end=row.end,
            text=row.text,
            comparator=row.comparator,
            quantity=row.quantity,
            quantity_max=row.quantity_max,
            unit=row.unit,
            of=row.of,
            due_on=row.due_on,
        )


class ClauseRow(Said):
    """An operative clause: span in the text (code points), who, what, by when, and how sure the reader was."""

    id: int
    version: int
    start: int
    end: int
    text: str
    heading: str
    verb: str
    nature: str
    state: str
    mode: str
    leads: list[AssigneeRow]
    coordinators: list[AssigneeRow]
    due_on: date | None
    due_exclusive: bool
    due_limit: str
    due_text: str
    recurrence: str
    recur_day: int | None = Field(description="Day of each period it is due on; weekly: 1 is Monday.")
    recur_month: int | None = Field(description="Month of each period, where a period has several.")
    recur_following: bool = Field(description="The day lies in the period that follows the one it is about.")
    recur_until: date | None = Field(description="Its last day.")
    recur_with_order: bool = Field(description="It comes again until the directive ends.")
    review_limit: str = Field(description="After which time the office is asked whether it is still valid.")
    report_to: str
    confidence: float | None
    edited_by: str
    targets: list[TargetRow]

    @classmethod
    def of(cls, card: Card) -> ClauseRow:
        """The row of a clause with everything about it."""
        row = card.clause
        sure = row.confidence.get("clause")
        return cls(
            id=row.pk, version=row.version, start=row.start, end=row.end, text=row.text, heading=row.heading,
            verb=row.verb, nature=row.nature, state=row.state, mode=row.mode,
            leads=[AssigneeRow.of(one) for one in card.leads],
            coordinators=[AssigneeRow.of(one) for one in card.coordinators], due_on=row.due_on,
            due_exclusive=row.due_exclusive, due_limit=row.due_limit, due_text=row.due_text,
            recurrence=row.recurrence, recur_day=row.recur_day, recur_month=row.recur_month,
            recur_following=row.recur_following, recur_until=row.recur_until, recur_with_order=row.recur_with_order,
            review_limit=row.review_limit, report_to=row.report_to,
            confidence=float(sure) if isinstance(sure, int | float) else None, edited_by=row.edited_by,
            targets=[TargetRow.of_target(one) for one in card.targets],
        )  # fmt: skip


class CitationRow(Said):
    """A document that is cited; `document` is its id in our registers when it is known."""

    start: int
    end: int
    type: str
    number: str
    issued_on: date | None
    issuer: str
    document: int | None

    @classmethod
    def of(cls, row: Citation) -> CitationRow:
        """The row of a citation."""
        return cls(
            start=row.start,
            end=row.end,
            type=row.type,
            number=row.number,
            issued_on=row.issued_on,
            issuer=row.issuer,
            document=row.document_id,
        )


class PassageRow(Said):
    """A sentence or item of the text and what became of it."""

    id: int
    start: int
    end: int
    mark: str
    because: str

    @classmethod
    def of(cls, row: Passage) -> PassageRow:
        """The row of a passage."""
        return cls(id=row.pk, start=row.start, end=row.end, mark=row.mark, because=row.because)


class DirectivePaper(DirectiveRow):
    """One directive with everything that was read in it; spans are code-point offsets into `text`."""

    text: str
    text_is_recognised: bool
    retelling: bool
    addressees: list[str]
    notes: list[str]
    coverage: CoverageRow
    clauses: list[ClauseRow]
    passages: list[PassageRow]
    citations: list[CitationRow]
    targets: list[TargetRow] = Field(description="Targets that belong to no clause.")
    cases: list[str] = Field(description="Codes of the cases made of it that are open to you.")


class Marked(Said):
    """How many were changed, and how much of the text has been looked at now."""

    count: int
    coverage: CoverageRow


class Halves(Said):
    """The two clauses a clause was cut into."""

    first: ClauseRow
    second: ClauseRow


class PeriodRow(Said):
    """A period that was opened, and the case it is."""

    key: str
    case: str
    starts_on: date
    ends_on: date
    due_on: date

    @classmethod
    def of(cls, row: DutyPeriod) -> PeriodRow:
        """The row of a period read with its case."""
        return cls(
            key=row.key, case=row.case.code, starts_on=row.starts_on, ends_on=row.ends_on, due_on=row.due_on
        )


class DutyRow(Said):
    """A recurring or standing duty of one unit: its rule, what is opened next, when it is reviewed."""

    case: str = Field(description="Code of its case.")
    clause: int
    agency: str = Field(description="Code of the unit.")
    recurrence: str = Field(description="Empty for a standing duty without periods.")
    recur_day: int | None
    recur_month: int | None
    recur_following: bool
    recur_until: date | None
    recur_with_order: bool
    since: date
    next_starts_on: date | None = Field(description="First day of the period that is opened next.")
    next_opens_at: Moment | None
    review_limit: str
    review_at: Moment | None
    ended_on: date | None
    periods: list[PeriodRow]

    @classmethod
    def of(cls, duty: Duty) -> DutyRow:
        """The row of a duty read with its case, unit and periods."""
        again = bool(duty.rhythm)
        return cls(
            case=duty.case.code, clause=duty.clause_id, agency=duty.case.accountable_agency.code,
            recurrence=duty.rhythm, recur_day=duty.day, recur_month=duty.month if again else None,
            recur_following=duty.following, recur_until=duty.until, recur_with_order=duty.with_order, since=duty.since,
            next_starts_on=duty.next_starts_on, next_opens_at=duty.next_opens_at, review_limit=duty.review_limit,
            review_at=duty.review_at, ended_on=duty.ended_on,
            periods=[PeriodRow.of(one) for one in duty.periods.all()],
        )  # fmt: skip


class DutyList(Said):
    """The duties of a directive that are open to the actor."""

    items: list[DutyRow]
