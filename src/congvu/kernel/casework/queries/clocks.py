"""The clock of a case: limits from the rulebook, the agency's calendar, and the state computed from its events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Protocol

from congvu.core import clock as core
from congvu.core.working_time import (
    AS_GIVEN,
    HANOI,
    PLAIN,
    FixedDate,
    Limit,
    WorkCalendar,
    WorkingHours,
    add,
    measure,
    read_limit,
    subtract,
)
from congvu.kernel.casework.models import Case, ClockEvent
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules


class Event(Protocol):
    """A clock event, written already or about to be (a row, or the draft of an act)."""

    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def whose(self) -> str: ...
    @property
    def limit(self) -> str: ...
    @property
    def fixed_at(self) -> datetime | None: ...
    @property
    def rule(self) -> str: ...
    @property
    def ground(self) -> str: ...


def limit_of(code: str, on: date) -> Limit:
    """The time limit the rulebook gives on the day; NotFound for a code that is no rule then."""
    return rules.limit(code, on)


def due_after(case: Case, code: str, start: datetime, *, agency_id: int | None = None) -> datetime:
    """When the limit `code` runs out that starts at `start`, in the calendar of the unit (default: the holder)."""
    calendar = org.calendar_of(agency_id if agency_id is not None else case.holder_agency_id)
    return add(calendar, start, limit_of(code, people.local_date(start)))


def close_of(calendar: WorkCalendar, on: date, *, exclusive: bool = False) -> datetime:
    """The moment a named date runs out: close of business on it ("hết ngày"), or, for "trước ngày", the last working
    moment before it begins."""
    if not exclusive:
        # A named date may be a day off and stays there; counting begins on a working day well before it.
        long_before = date.fromordinal(on.toordinal() - 30)
        return add(calendar, datetime.combine(long_before, time(0), HANOI), FixedDate(on))
    return _last_working_moment(calendar, datetime.combine(on, time(0), HANOI))


def _last_working_moment(calendar: WorkCalendar, before: datetime) -> datetime:
    """The last moment of working time before `before`: close of business of the working day before it."""
    one = WorkingHours.of(1)
    return add(calendar, subtract(calendar, before, one), one)


def _event(row: Event, promise: datetime | None) -> core.ClockEvent:
    kind = core.EventKind(row.kind)
    owner = core.Owner(row.whose) if kind in (core.EventKind.PAUSE, core.EventKind.RESUME) else None
    ground = core.Ground(row.ground, _ground_words(row.ground)) if row.ground else None
    if kind is core.EventKind.PAUSE and ground is None:
        ground = core.Ground("reported", _REPORTED)
    limit = read_limit(row.limit) if row.limit else None
    until = row.fixed_at if kind is core.EventKind.EXTEND else None
    told = promise if kind is core.EventKind.START else None
    return core.ClockEvent(kind=kind, at=row.at, owner=owner, ground=ground, limit=limit, until=until, promise=told)


#: A clock event of this kind takes the events of an earlier line back; its `rule` names that line.
ANNUL = "annul"


def annulled_line(seq: int) -> str:
    """How an annulling event names the line whose events no longer count."""
    return f"line/{seq}"


def _standing(rows: Sequence[Event]) -> list[Event]:
    """The events that count: without those an undone act had written, and without the marks that say so."""
    gone = {row.rule for row in rows if row.kind == ANNUL}
    if not gone:
        return list(rows)
    return [row for row in rows if row.kind != ANNUL and annulled_line(getattr(row, "line_seq", 0)) not in gone]


def _events(case: Case, rows: Sequence[Event]) -> list[core.ClockEvent]:
    """The events as the clock knows them; the first promise is what was told then and is never reckoned again."""
    return [_event(row, case.first_due_at) for row in _standing(rows)]


_REPORTED = "đã báo cáo hoàn thành, chờ cơ quan giao việc xác nhận"


def _ground_words(code: str) -> str:
    found = rules.known_grounds().get(code)
    return found.vi if found is not None else code


def events_of(case: Case) -> list[ClockEvent]:
    """The clock events of a case in the order they happened. One statement."""
    return list(ClockEvent.objects.filter(case=case).order_by("line_seq", "i"))


def rule_of(rows: Sequence[Event], case: Case) -> core.ClockRule | None:
    """The clock rule of a case, from its start; None for work without a deadline.

    A limit that runs from an event on whatever day it fell says so in the basis (`counted`: "as_given").
    """
    if not rows or not rows[0].limit:
        return None
    words = str(case.due_basis.get("words") or "")
    source = str(case.due_basis.get("source") or words)
    reception = AS_GIVEN if case.due_basis.get("counted") == "as_given" else PLAIN
    return core.ClockRule(
        code=rows[0].rule, limit=read_limit(rows[0].limit), source=source, standing="verified", reception=reception
    )


def calendar_for(case: Case, known_at: datetime | None = None) -> WorkCalendar:
    """The calendar the case is timed by: that of the accountable unit, or of the one that made the promise where the
    basis says so (`promised_by`), whoever answers for it later. A closed case keeps what was known then."""
    agency_id = timed_by(case.due_basis.get("promised_by"), case.accountable_agency_id)
    return org.calendar_of(agency_id, known_at or case.closed_at)


def timed_by(promised_by: str | None, accountable_id: int) -> int:
    """The unit whose calendar times a case: the one that promised, by its code, else the accountable one."""
    return org.agency_by_code(promised_by).pk if promised_by else accountable_id


def state_of(case: Case, rows: Sequence[Event], as_of: datetime) -> core.ClockState | None:
    """The clock of the case at a moment, computed from its events; None without a deadline."""
    rule = rule_of(rows, case)
    if rule is None:
        return None
    known = [row for row in rows if row.at <= as_of]
    return core.reckon(rule, _events(case, known), calendar_for(case), as_of)


def certificate_of(case: Case, rows: Sequence[Event]) -> core.Certificate | None:
    """Giấy diễn giải thời hạn: line by line why the date is what it is; None without a deadline."""
    rule = rule_of(rows, case)
    if rule is None:
        return None
    return core.certify(rule, _events(case, _promised(case, rows)), calendar_for(case))


def _promised(case: Case, rows: Sequence[Event]) -> Sequence[Event]:
    """The events the promise rests on. Of a closed case whose promise stayed where it was (a result that waited to be
    fetched), without the last wait: the certificate ends with the promise that was kept or broken."""
    last = max((i for i, row in enumerate(rows) if row.kind == core.EventKind.PAUSE), default=-1)
    if case.closed_at is None or last < 0 or any(row.kind != core.EventKind.STOP for row in rows[last + 1 :]):
        return rows
    kept = [*rows[:last], *rows[last + 1 :]]
    return kept if reckoned_due(case, kept) == case.due_at != reckoned_due(case, rows) else rows


def working_minutes_left(case: Case, now: datetime) -> int | None:
    """Working minutes until the due moment, negative when it has passed; None without a deadline.

    For a case whose clock stands, as of the moment it stopped. Calendars come from memory.
    """
    if case.due_at is None:
        return None
    at = case.stopped_at or case.closed_at or now
    calendar = calendar_for(case)
    if at <= case.due_at:
        return measure(calendar, at, case.due_at) // 60
    return -(measure(calendar, case.due_at, at) // 60)


def reckoned_due(case: Case, rows: Sequence[Event], known_at: datetime | None = None) -> datetime | None:
    """The due moment as the events and the calendar (as known at a moment) give it; the nightly recheck compares it."""
    rule = rule_of(rows, case)
    if rule is None:
        return None
    return core.due_at(rule, _events(case, rows), calendar_for(case, known_at))


def by_case(rows: Iterable[ClockEvent]) -> dict[int, list[ClockEvent]]:
    """Events grouped by case, each group in its order."""
    found: dict[int, list[ClockEvent]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found
