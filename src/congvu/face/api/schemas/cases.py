"""Công việc as machines see it: the row of a list and the whole of one case."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.utils.translation import get_language
from pydantic import Field

from congvu.core import clock as core
from congvu.core.refusals import Refusal
from congvu.face.api.schemas.organisation import AgencyRef, OfficialRef
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case, CaseDocument, ClockEvent, Custody, Request
from congvu.kernel.casework.queries import clocks, states
from congvu.kernel.journal.queries import Line
from congvu.kernel.journal.queries.proofs import Place
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui.wire import Moment, Said

State = Literal[
    "not_started", "in_time", "due_soon", "overdue", "waiting", "done_in_time", "done_late", "returned",
    "asking_extension", "extended", "extension_refused", "asking_reassignment", "asking_consent", "suspended",
    "withdrawn",
]  # fmt: skip


def language() -> str:
    """ "vi" or "en": the language labels are given in."""
    return "vi" if (get_language() or "vi").startswith("vi") else "en"


class Offered(Said):
    """To whom a case is on its way; the giver stays accountable until they answer."""

    agency: AgencyRef
    official: OfficialRef | None
    since: Moment | None
    answer_by: Moment | None


class CaseRow(Said):
    """A case as a line of a list."""

    code: str
    kind: str
    kind_label: str
    title: str
    phase: str
    phase_label: str
    state: str = Field(description="The state in which offices count their work; see the filter of this name.")
    state_label: str
    station: str
    confidentiality: str
    accountable: AgencyRef
    ordered_by: AgencyRef
    holder: AgencyRef
    holder_official: OfficialRef | None
    offered_to: Offered | None
    opened_at: Moment
    first_due_at: Moment | None = Field(description="The first promise; it never changes.")
    due_at: Moment | None
    working_minutes_left: int | None = Field(description="Negative when the deadline has passed.")
    is_overdue: bool
    stopped_at: Moment | None
    closed_at: Moment | None
    outcome: str
    asking: str = Field(description="extension, reassignment or consent while a request waits; else empty.")
    times_returned: int
    seq: int = Field(description="Number of the last line of its journal: send it as expected_seq.")

    @classmethod
    def of(cls, case: Case, now: datetime, soon: datetime) -> CaseRow:
        """The row of a case; no statement."""
        return cls(**_row(case, now, soon))


def _row(case: Case, now: datetime, soon: datetime) -> dict[str, Any]:
    kind = kinds.get(case.kind)
    state = states.main_state(case, now, soon)
    offered = None
    if case.transfer_agency_id is not None:
        offered = Offered(
            agency=AgencyRef.of(case.transfer_agency_id),
            official=OfficialRef.maybe(case.transfer_official_id),
            since=case.transfer_at,
            answer_by=case.transfer_due_at,
        )
    return {
        "code": case.code, "kind": case.kind, "kind_label": kind.label(language()), "title": case.title,
        "phase": case.phase, "phase_label": kind.lifecycle.phase(case.phase).label(language()), "state": state,
        "state_label": str(states.STATES[state][0]), "station": case.station, "confidentiality": case.confidentiality,
        "accountable": AgencyRef.of(case.accountable_agency_id), "ordered_by": AgencyRef.of(case.issuing_agency_id),
        "holder": AgencyRef.of(case.holder_agency_id), "holder_official": OfficialRef.maybe(case.holder_official_id),
        "offered_to": offered, "opened_at": case.opened_at, "first_due_at": case.first_due_at, "due_at": case.due_at,
        "working_minutes_left": clocks.working_minutes_left(case, now), "is_overdue": _is_overdue(case, now, state),
        "stopped_at": case.stopped_at, "closed_at": case.closed_at, "outcome": case.outcome, "asking": case.asking,
        "times_returned": case.times_returned, "seq": case.seq,
    }  # fmt: skip


def _is_overdue(case: Case, now: datetime, state: str) -> bool:
    """The same as `states.overdue` for a case in hand."""
    if case.closed_at is not None or case.due_at is None:
        return False
    if case.stopped_at is not None:
        return case.stopped_at > case.due_at
    return state != "suspended" and case.due_at < now


class CasePage(Said):
    """A page of cases; `next` is the cursor of the next one, null at the end."""

    items: list[CaseRow]
    next: str | None


class Share(Said):
    """Working minutes of one side of the clock."""

    whose: str
    minutes: int


class EventRow(Said):
    """An event of the clock, from which the due date is computed."""

    kind: str
    at: Moment
    whose: str
    limit: str
    until: Moment | None
    rule: str
    ground: str
    line: int


class CertificateText(Said):
    """Why the date is what it is, line by line; the hash is that of the Vietnamese text."""

    due_at: Moment | None
    lines: list[str]
    sha256: str


class Clock(Said):
    """The clock of a case, computed from its events; `trouble` says why it could not be."""

    status: str
    first_due_at: Moment | None
    due_at: Moment | None
    working_minutes_left: int | None
    spent_minutes: int | None
    late_minutes: int | None
    split: list[Share]
    events: list[EventRow]
    certificate: CertificateText | None
    trouble: str

    @classmethod
    def of(cls, case: Case, rows: list[ClockEvent], now: datetime) -> Clock:
        """The clock now; no statement."""
        trouble, state, certificate = "", None, None
        try:
            state = clocks.state_of(case, rows, now)
            found = clocks.certificate_of(case, rows)
        except Refusal as refusal:
            trouble, found = str(refusal), None
        if found is not None:
            lines = [core.render(line, language()) for line in found.lines]
            certificate = CertificateText(due_at=found.due, lines=lines, sha256=found.sha256)
        return cls(
            status=states.clock_state(case), first_due_at=case.first_due_at, due_at=case.due_at,
            working_minutes_left=clocks.working_minutes_left(case, now),
            spent_minutes=state.spent // 60 if state is not None else None,
            late_minutes=state.late_by // 60 if state is not None else None,
            split=[Share(whose=str(who), minutes=n // 60) for who, n in state.split.items()] if state else [],
            events=[_event(row) for row in rows], certificate=certificate, trouble=trouble,
        )  # fmt: skip


def _event(row: ClockEvent) -> EventRow:
    return EventRow(
        kind=row.kind,
        at=row.at,
        whose=row.whose,
        limit=row.limit,
        until=row.fixed_at,
        rule=row.rule,
        ground=row.ground,
        line=row.line_seq,
    )


class CustodyRow(Said):
    """Who held the case from when until when; intervals have no gap and do not overlap."""

    from_at: Moment
    to_at: Moment | None
    state: str
    whose_clock: str
    station: str
    agency: AgencyRef
    official: OfficialRef | None
    to_agency: AgencyRef | None
    to_official: OfficialRef | None
    line: int

    @classmethod
    def of(cls, row: Custody) -> CustodyRow:
        """The row of an interval."""
        return cls(
            from_at=row.from_at, to_at=row.to_at, state=row.state, whose_clock=row.whose_clock, station=row.station,
            agency=AgencyRef.of(row.agency_id), official=OfficialRef.maybe(row.official_id),
            to_agency=AgencyRef.maybe(row.to_agency_id), to_official=OfficialRef.maybe(row.to_official_id),
            line=row.line_seq,
        )  # fmt: skip


class RequestRow(Said):
    """What was asked of the ordering office, and what it decided."""

    kind: str
    ground: str
    ground_label: str
    words: str
    new_due_at: Moment | None
    to_agency: AgencyRef | None
    from_agency: AgencyRef
    asked_at: Moment
    asked_by: str
    decision: str
    decided_at: Moment | None
    decided_by: str
    decision_words: str

    @classmethod
    def of(cls, row: Request) -> RequestRow:
        """The row of a request."""
        ground = rules.known_grounds().get(row.ground)
        label = row.ground if ground is None else (ground.vi if language() == "vi" else ground.en)
        return cls(
            kind=row.kind, ground=row.ground, ground_label=label, words=row.words, new_due_at=row.new_due_at,
            to_agency=AgencyRef.maybe(row.to_agency_id), from_agency=AgencyRef.of(row.from_agency_id),
            asked_at=row.asked_at, asked_by=row.asked_by, decision=row.decision, decided_at=row.decided_at,
            decided_by=row.decided_by, decision_words=row.decision_words,
        )  # fmt: skip


class LinkRow(Said):
    """A case beside this one that the actor may see too; `is_ours`: this case names the other, not the other way."""

    kind: str
    reason: str
    is_ours: bool
    case: CaseRow


class DocumentRow(Said):
    """A document or evidence file of the case."""

    name: str
    role: str
    added_at: Moment
    added_by: str
    sha256: str
    size: int | None

    @classmethod
    def of(cls, row: CaseDocument) -> DocumentRow:
        """The row of a paper."""
        return cls(
            name=row.name, role=row.role, added_at=row.added_at, added_by=row.added_by,
            sha256=row.file.sha256 if row.file is not None else "",
            size=row.file.size if row.file is not None else None,
        )  # fmt: skip


class Parts(Said):
    """Child cases: how many there are, how many have ended, and those the actor may see."""

    total: int
    ended: int
    items: list[CaseRow]


class SealedPlace(Said):
    """Where the line stands in the tree, and the day of the bill that sealed it."""

    position: int
    day: str


class JournalRow(Said):
    """One line as it was hashed: leaf = SHA-256(0x00 ‖ entry), commitment = SHA-256(salt ‖ text). Hashes are hex."""

    seq: int
    at: Moment
    verb: str
    verb_label: str
    actor: str
    behalf: str
    text: str | None = Field(description="The exact text; null when erased or withheld.")
    is_erased: bool
    is_withheld: bool = Field(description="The text speaks of a case that is not open to you.")
    salt: str | None
    commitment: str
    prev: str
    leaf: str
    sealed: SealedPlace | None = Field(description="Null until the daily bill; then a proof can be fetched.")

    @classmethod
    def of(cls, line: Line, kind: str, place: Place | None, *, hidden: bool) -> JournalRow:
        """The row of a line."""
        erased = line.text is None
        return cls(
            seq=line.seq, at=line.at, verb=line.verb, verb_label=kinds.get(kind).verb_label(line.verb, language()),
            actor=line.actor, behalf=line.behalf, text=None if hidden else line.text, is_erased=erased,
            is_withheld=hidden, salt=bytes(line.salt).hex() if line.salt is not None and not hidden else None,
            commitment=bytes(line.commitment).hex(), prev=bytes(line.prev).hex(), leaf=bytes(line.leaf).hex(),
            sealed=SealedPlace(position=place.position, day=place.day.isoformat()) if place is not None else None,
        )  # fmt: skip


class JournalPage(Said):
    """Newest first; `older` is the number to send as `before` for the next page, null at the beginning."""

    stream: str
    items: list[JournalRow]
    older: int | None


class ProofPaper(Said):
    """Inclusion proof of a line under a daily bill (RFC 9162, 2.1.3): path from the leaf up, hashes in hex."""

    stream: str
    seq: int
    leaf: str
    position: int
    tree_size: int
    root: str
    path: list[str]
    day: str


class CasePaper(CaseRow):
    """The whole of one case."""

    law_on: str
    parent: CaseRow | None
    clock: Clock
    custody: list[CustodyRow]
    requests: list[RequestRow]
    links: list[LinkRow]
    parts: Parts
    documents: list[DocumentRow]
    journal: JournalPage
