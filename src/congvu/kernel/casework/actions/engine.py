"""One act = one transaction = one journal line, with the case row, its custody and its clock events.

Every act of every kind ends in `commit` (or `open_cases` for the first line), for one case as for several hundred.
Custody is never written by hand: an interval is what the case row says about its holder, so a new interval begins
exactly when those columns change, and intervals can neither overlap nor leave a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from congvu.core.lifecycle import ClockMode
from congvu.core.refusals import NotFound, StaleCase
from congvu.kernel import rows
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case, CaseWords, ClockEvent, Custody, Whose
from congvu.kernel.casework.policy import may_see
from congvu.kernel.casework.policy.lines import json_ready
from congvu.kernel.casework.queries.clocks import Event, by_case, reckoned_due
from congvu.kernel.jobs.queue import enqueue
from congvu.kernel.journal import queries as journal
from congvu.kernel.journal.actions import Entry, record_many, record_next
from congvu.kernel.journal.policy import ZERO

#: Columns of the case that say who holds it, and how.
HOLDING = (
    "holder_agency_id",
    "holder_official_id",
    "transfer_agency_id",
    "transfer_official_id",
    "station",
    "whose_clock",
)
#: Cases written by one statement; more are cut into several, in the same transaction.
BATCH = 500


@dataclass(slots=True)
class ClockDraft:
    """A clock event to be written with the act; see `ClockEvent`."""

    kind: str
    at: datetime
    whose: str = Whose.AGENCY
    limit: str = ""
    fixed_at: datetime | None = None
    rule: str = ""
    ground: str = ""
    words: str = ""


@dataclass(slots=True)
class Change:
    """What one act does to one case: new column values, clock events, and what the journal says besides."""

    case: Case
    verb: str
    set: dict[str, Any] = field(default_factory=dict)
    clock: tuple[ClockDraft, ...] = ()
    body: dict[str, Any] = field(default_factory=dict)


def state_of(case: Case) -> str:
    """The custody state the case row stands for."""
    if case.closed_at is not None:
        return Custody.State.CLOSED
    if case.transfer_agency_id is not None:
        return Custody.State.IN_TRANSFER
    return Custody.State.STOPPED if case.stopped_at is not None else Custody.State.HOLDING


_columns = attrgetter(*HOLDING)


def _holding(case: Case) -> tuple[Any, ...]:
    return (state_of(case), *_columns(case))


#: Columns of an interval of custody and of a clock event, in the order the two functions below give them.
CUSTODY = (
    "case_id", "line_seq", "agency_id", "official_id", "to_agency_id", "to_official_id", "station", "state",
    "whose_clock", "from_at", "to_at",
)  # fmt: skip
CLOCK = ("case_id", "line_seq", "i", "kind", "at", "whose", "limit", "fixed_at", "rule", "ground", "words")


def interval_values(case: Case, at: datetime) -> list[Any]:
    """The interval of custody that begins at a moment, as the case row says it (columns CUSTODY)."""
    state = state_of(case)
    whose = Whose.TRANSFER if state == Custody.State.IN_TRANSFER else case.whose_clock
    return [
        case.pk, case.seq, case.holder_agency_id, case.holder_official_id, case.transfer_agency_id,
        case.transfer_official_id, case.station, state, whose, at, None,
    ]  # fmt: skip


def _interval(case: Case, at: datetime) -> Custody:
    return Custody(**dict(zip(CUSTODY, interval_values(case, at), strict=True)))


def _clock_body(drafts: Sequence[ClockDraft]) -> list[dict[str, Any]]:
    return [
        {k: json_ready(v) for k, v in (
            ("kind", d.kind), ("at", d.at), ("whose", str(d.whose)), ("limit", d.limit), ("fixed_at", d.fixed_at),
            ("rule", d.rule), ("ground", d.ground), ("words", d.words),
        ) if v}
        for d in drafts
    ]  # fmt: skip


def clock_values(case: Case, drafts: Sequence[ClockDraft]) -> list[list[Any]]:
    """The clock events an act writes (columns CLOCK)."""
    return [
        [case.pk, case.seq, i, d.kind, d.at, d.whose, d.limit, d.fixed_at, d.rule, d.ground, d.words]
        for i, d in enumerate(drafts)
    ]


def _clock_rows(case: Case, drafts: Sequence[ClockDraft]) -> list[ClockEvent]:
    return [ClockEvent(**dict(zip(CLOCK, values, strict=True))) for values in clock_values(case, drafts)]


def locked(actor: Actor, case_id: int, expected_seq: int | None = None) -> Case:
    """The case, locked for this transaction and visible to the actor, or NotFound.

    `expected_seq` is the number of the line the actor's screen showed; when somebody was faster, StaleCase says who.
    """
    case = rows.lock(Case, case_id)
    if case is None or not may_see(actor, case):
        raise NotFound(_("There is no such case, or it is not open to you."))
    if expected_seq is not None and expected_seq != case.seq:
        last = journal.of_stream(case.stream).filter(seq=case.seq).values_list("actor", "verb").first()
        by, verb = last or ("", "")
        raise StaleCase(
            _("%(name)s was faster: this case has changed since you opened it.") % {"name": by},
            by=by,
            verb=verb,
            hint=_("Nothing of yours was written. Look at the case again and decide anew."),
        )
    return case


def locked_many(actor: Actor, case_ids: Sequence[int]) -> list[Case]:
    """Several cases, locked in the order of their ids; NotFound when one is missing or not open to the actor."""
    cases = list(Case.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=case_ids).order_by("pk"))
    if len(cases) != len(set(case_ids)) or not all(may_see(actor, case) for case in cases):
        raise NotFound(_("Some of these cases do not exist or are not open to you."))
    return cases


_noted: ContextVar[list[Change] | None] = ContextVar("noted", default=None)


@contextmanager
def as_one(*, actor: Actor, now: datetime, behalf: str = "") -> Iterator[None]:
    """Acts on several cases, written by one commit when the block ends: for acts that write nothing after their own.

    The caller holds the transaction. An act that is refused inside has noted nothing down.
    """
    noted: list[Change] = []
    token = _noted.set(noted)
    try:
        yield
    finally:
        _noted.reset(token)
    if noted:
        commit(noted, actor=actor, now=now, behalf=behalf)


def commit(changes: Sequence[Change], *, actor: Actor, now: datetime, behalf: str = "") -> None:
    """Write the acts: journal lines first, then case rows, custody, clock events and the job that tells people.

    The caller holds the locks and the transaction. Statements do not grow with the number of cases (up to BATCH).
    Inside `as_one` the changes are only noted down; they are written together when it ends.
    """
    noted = _noted.get()
    if noted is not None:
        noted.extend(changes)
        return
    for start in range(0, len(changes), BATCH):
        _commit(changes[start : start + BATCH], actor.signature, now, behalf)


def _commit(changes: Sequence[Change], by: str, now: datetime, behalf: str) -> None:
    _move_dues(changes)
    drafted = [drafted_act(change, by, now, behalf) for change in changes]
    entries = [entry for entry, _moved in drafted]
    if len(changes) == 1:
        _write_one(changes[0], entries[0], drafted[0][1], now)
    else:
        moved = [change.case for change, (_entry, moves) in zip(changes, drafted, strict=True) if moves]
        _write_many(changes, entries, moved, now)


def drafted_act(change: Change, by: str, now: datetime, behalf: str) -> tuple[Entry, bool]:
    """Do the act to the case in memory: the journal line it becomes, and whether custody begins a new interval."""
    case, before = change.case, _holding(change.case)
    for column, value in change.set.items():
        setattr(case, column, value)
    _next_event(change)
    body: dict[str, Any] = {**change.body, "set": {k: json_ready(v) for k, v in change.set.items()}}
    moves = _holding(case) != before
    if moves:
        body["custody"] = state_of(case)
    if change.clock:
        body["clock"] = _clock_body(change.clock)
    return Entry(case.stream, case.seq + 1, bytes(case.head), now, change.verb, by, behalf, body), moves


def _write_one(change: Change, entry: Entry, moved: bool, now: datetime) -> None:
    """The rows of one act: the way that everything waits for, five or six statements sent together."""
    case = change.case
    try:
        with rows.together():
            line = record_next(entry)
            case.seq, case.head = line.seq, line.leaf
            rows.update(Case, {**change.set, "seq": case.seq, "head": case.head}, {"id": case.pk})
            if moved:
                rows.update(Custody, {"to_at": now}, {"case_id": case.pk}, null=("to_at",))
                rows.insert(_interval(case, now), wants_pk=False)
            for event in _clock_rows(case, change.clock):
                rows.insert(event, wants_pk=False)
            if "accountable_agency_id" in change.set:
                rows.update(CaseWords, {"agency_id": case.accountable_agency_id}, {"case_id": case.pk})
            _tell([case], now)
    except IntegrityError as clash:
        if "custody_forward" not in str(clash):
            raise
        # Whoever waited for the lock had looked at the clock before the one who held it.
        raise StaleCase(
            _("Somebody acted on this case at the same moment."),
            hint=_("Nothing of yours was written. Look at the case again and decide anew."),
        ) from clash


def _write_many(changes: Sequence[Change], entries: Sequence[Entry], moved: Sequence[Case], now: datetime) -> None:
    """The rows of one act on many cases: as many statements as for one."""
    for change, line in zip(changes, record_many(entries), strict=True):
        change.case.seq, change.case.head = line.seq, line.leaf
    columns = sorted({"seq", "head", *(column for change in changes for column in change.set)})
    rows.update_many([change.case for change in changes], columns)
    if moved:
        Custody.objects.filter(case_id__in=[case.pk for case in moved], to_at=None).update(to_at=now)
        rows.insert_many([_interval(case, now) for case in moved])
    events = [row for change in changes for row in _clock_rows(change.case, change.clock)]
    rows.insert_many(events)
    answering = [change.case for change in changes if "accountable_agency_id" in change.set]
    rows.update_many([CaseWords.of(case) for case in answering], ["agency_id"])
    _tell([change.case for change in changes], now)


def _move_dues(changes: Sequence[Change]) -> None:
    """Where a pause or a closed time ends with the act, the due moment is what the events say from now on.

    One statement when there is such a change; a date that was named and never extended cannot move.
    """
    ending = [change for change in changes if ends_a_pause(change)]
    events = by_case(
        ClockEvent.objects.filter(case_id__in=[change.case.pk for change in ending]).order_by("line_seq", "i")
    ) if ending else {}  # fmt: skip
    for change in ending:
        move_due(change, events.get(change.case.pk, []))


def move_due(change: Change, events: Sequence[Event]) -> None:
    """Set the due moment the events so far and those of the act give, where it is another one."""
    case = change.case
    due = reckoned_due(case, [*events, *change.clock])
    if due is not None and due != case.due_at:
        if change.set.get("next_event_at") == case.due_at:
            change.set["next_event_at"] = due
        change.set["due_at"] = due


def ends_a_pause(change: Change) -> bool:
    """Whether the act ends a pause or a closed time that may have moved the due moment."""
    case = change.case
    if not change.clock:
        return False
    named = str(case.due_basis.get("limit", "")).startswith("until ") and case.due_at == case.first_due_at
    if case.due_at is None or named or "due_at" in change.set:
        return False
    paused = kinds.get(case.kind).lifecycle.phase(case.phase).clock is ClockMode.PAUSED
    return any(draft.kind in ("resume", "reopen") or (draft.kind == "stop" and paused) for draft in change.clock)


def _next_event(change: Change) -> None:
    """Give the case its next event unless the act names one: an answer to an offer, else the due date."""
    case = change.case
    if "next_event_at" in change.set:
        return
    if case.closed_at is not None:
        expected = None
    elif case.transfer_due_at is not None:
        expected = case.transfer_due_at
    else:
        expected = case.due_at or _looked_at_again(case) or case.next_event_at
    if expected != case.next_event_at:
        change.set["next_event_at"] = case.next_event_at = expected


def _looked_at_again(case: Case) -> datetime | None:
    """Work without a deadline may say in its basis (`review_at`) when it is looked at again."""
    said = case.due_basis.get("review_at")
    return datetime.fromisoformat(said) if said else None


def _tell(cases: Sequence[Case], now: datetime) -> None:
    """Ask the worker to tell those who should know; the row is part of the act's transaction."""
    enqueue("casework.announce", {"lines": [[case.pk, case.seq] for case in cases]}, now=now)


def open_cases(
    changes: Sequence[Change], *, actor: Actor, now: datetime, behalf: str = "", at: datetime | None = None
) -> None:
    """Write new cases: their first journal lines, then the rows, the first custody interval, the clock's start.

    Each `change.case` is unsaved and complete; `change.clock` holds its start. `at` is when custody begins
    (default now; earlier for work that was already running when it was entered).
    """
    for start in range(0, len(changes), BATCH):
        _open(changes[start : start + BATCH], actor.signature, now, behalf, at or now)


#: Columns that the first line of a case records, so that the row can be told from its journal alone.
FIRST = (
    "kind",
    "title",
    "law_on",
    "confidentiality",
    "parent_id",
    "accountable_agency_id",
    "issuing_agency_id",
    "holder_agency_id",
    "holder_official_id",
    "transfer_agency_id",
    "transfer_official_id",
    "transfer_at",
    "transfer_due_at",
    "phase",
    "station",
    "whose_clock",
    "opened_at",
    "first_due_at",
    "due_at",
    "due_basis",
    "next_event_at",
)


def _open(changes: Sequence[Change], by: str, now: datetime, behalf: str, at: datetime) -> None:
    written = record_many([drafted_first(change, by, now, behalf, at) for change in changes])
    cases = [change.case for change in changes]
    for case, line in zip(cases, written, strict=True):
        case.seq, case.head = line.seq, line.leaf
    if len(cases) == 1:
        rows.insert(cases[0])
    else:
        Case.objects.bulk_create(cases)
    words, intervals = [CaseWords.of(case) for case in cases], [_interval(case, at) for case in cases]
    events = [row for change in changes for row in _clock_rows(change.case, change.clock)]
    rows.insert_all([*words, *intervals, *events])
    _tell(cases, now)


def drafted_first(change: Change, by: str, now: datetime, behalf: str, at: datetime) -> Entry:
    """The first journal line of a case; custody begins `at`."""
    case = change.case
    change.set = {}
    if case.next_event_at is None:
        case.next_event_at = case.transfer_due_at or case.due_at
    first = {column: json_ready(getattr(case, column)) for column in FIRST if getattr(case, column) is not None}
    body = {**change.body, "set": first, "custody": state_of(case), "custody_from": json_ready(at)}
    if change.clock:
        body["clock"] = _clock_body(change.clock)
    return Entry(case.stream, 1, ZERO, now, change.verb, by, behalf, body)
