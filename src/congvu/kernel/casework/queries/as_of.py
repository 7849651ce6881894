"""Số liệu tại thời điểm. The cases of units as they stood at a past moment: who held them, in which state, due when.

Custody says where each case stood; a due date that has moved since is reckoned again from the events known then. What
is sealed is not counted at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField, Value, When
from django.db.models import Case as Choice
from django.db.models.functions import Coalesce, Concat
from django.db.models.sql.compiler import SQLCompiler

from congvu.core.clock import EventKind
from congvu.kernel.casework.models import Case, ClockEvent, Confidentiality, Custody
from congvu.kernel.casework.queries import clocks
from congvu.kernel.org import queries as org

CHUNK = 5000
_CLOSED = str(Custody.State.CLOSED)
#: Events that leave a due date where it is.
_STILL = (EventKind.START, EventKind.TURN, EventKind.STOP)
_READ = (
    "case_id", "case__code", "case__kind", "agency_id", "official_id", "station", "state", "from_at",
    "case__opened_at", "case__due_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stood:
    """A case as it stood. `ended_at` is set for one that was closed then; `due_at` as it was promised then."""

    code: str
    kind: str
    agency_id: int
    official_id: int | None
    station: str
    state: str
    opened_at: datetime
    due_at: datetime | None
    ended_at: datetime | None


@dataclass(slots=True)
class Tally:
    """Counts of one kind: running then, of them late; closed since `since`, of them late."""

    running: int = 0
    late: int = 0
    closed: int = 0
    closed_late: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """Bức tranh tại thời điểm. `tallies` by kind; `sha256` binds every line of the listing in its order."""

    moment: datetime
    since: datetime
    tallies: dict[str, Tally]
    cases: int
    sha256: str


def stood(unit_ids: Collection[int], moment: datetime, since: datetime) -> Iterator[Stood]:
    """The cases that units held or answer for, as they stood at `moment`, in the order of their codes.

    Running ones, and those closed between `since` and `moment`. Three statements however many there are (one more for
    each 5,000 whose dates have moved since); rows are read in stretches. Accountable is who is so today: a case handed
    to another unit since counts for both.
    """
    moved = _dues_then(unit_ids, moment)
    rows = _rows(unit_ids, moment, since).order_by("case__code").values_list(*_READ)
    for case_id, code, kind, agency_id, official_id, station, state, from_at, opened_at, due_at in rows.iterator(CHUNK):
        yield Stood(
            code, kind, agency_id, official_id, station, state, opened_at, moved.get(case_id, due_at),
            from_at if state == _CLOSED else None,
        )  # fmt: skip


class _Utc(Func):
    """A moment as `2026-11-24T08:30:00.000000` in UTC, written by the database; empty where there is none."""

    output_field = TextField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: Any) -> tuple[str, Any]:
        template = "coalesce(to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), '')"
        return super().as_sql(compiler, connection, template=template)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: Any) -> tuple[str, Any]:  # noqa: ARG002 -- the name Django calls it by
        """SQLite keeps moments as texts in UTC, without a fraction where it is nought."""
        sql, values = compiler.compile(self.source_expressions[0])
        text = f"substr({sql}, 1, 10) || 'T' || substr({sql}, 12, 8) || '.' || substr({sql} || '.000000', 21, 6)"
        return f"coalesce({text}, '')", (*values, *values, *values)


def picture(unit_ids: Collection[int], moment: datetime, since: datetime) -> Picture:
    """The counts of units as of a moment, with the digest of the listing they were counted from.

    A line of the listing holds names and moments, never keys of this database: code, kind, station, state, opening and
    due date in UTC to the microsecond, parted by tabulators; lines stand in the order of their bytes. The database
    writes the lines and says which are late; only for due dates that have moved since, both are done here.
    """
    moved = _dues_then(unit_ids, moment)
    tallies: dict[str, Tally] = {}
    lines: list[str] = []
    for case_id, kind, state, late_now, line, due_now in _lines(unit_ids, moment, since).iterator(CHUNK):
        late, due = late_now, due_now
        if case_id in moved:
            due_at = moved[case_id]
            late, due = due_at is not None and due_at < moment, _moment(due_at)
        tally = tallies.get(kind)
        if tally is None:
            tally = tallies[kind] = Tally()
        if state == _CLOSED:
            tally.closed += 1
            tally.closed_late += late
        else:
            tally.running += 1
            tally.late += late
        lines.append(f"{line}{due}\n")
    lines.sort()
    return Picture(moment, since, tallies, len(lines), hashlib.sha256("".join(lines).encode()).hexdigest())


def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") if at is not None else ""


def _lines(unit_ids: Collection[int], moment: datetime, since: datetime) -> QuerySet[Custody, tuple[Any, ...]]:
    """Of every case: key, kind, state, whether it was late by its present due date, its line, that due date in UTC."""
    parts: list[Any] = []
    for one in ("case__code", "case__kind", "station", "state", _Utc("case__opened_at")):
        parts += [one, Value("\t")]
    at_end = When(state=_CLOSED, then=Coalesce(Q(case__due_at__lt=F("from_at")), False))
    late = Choice(at_end, default=Coalesce(Q(case__due_at__lt=moment), False), output_field=BooleanField())
    line = Concat(*parts, output_field=TextField())
    rows = _rows(unit_ids, moment, since).annotate(line=line, due=_Utc("case__due_at"), late=late)
    return rows.values_list("case_id", "case__kind", "state", "late", "line", "due")


def _theirs(unit_ids: Collection[int]) -> Q:
    return Q(case__accountable_agency_id__in=unit_ids) | Q(agency_id__in=unit_ids)


def _rows(unit_ids: Collection[int], moment: datetime, since: datetime) -> QuerySet[Custody]:
    standing = Custody.objects.filter(Q(to_at=None) | Q(to_at__gt=moment), from_at__lte=moment)
    wanted = ~Q(state=Custody.State.CLOSED) | Q(from_at__gte=since)
    return standing.filter(wanted, _theirs(unit_ids)).exclude(case__confidentiality=Confidentiality.SEALED)


def _dues_then(unit_ids: Collection[int], moment: datetime) -> dict[int, datetime | None]:
    """The due dates of cases that were running then and whose dates have moved since, by case: by an event of their
    own clock, or by a day announced in the calendar meanwhile."""
    theirs = Case.objects.filter(opened_at__lte=moment, accountable_agency_id__in=unit_ids)
    then_running = Q(closed_at=None) | Q(closed_at__gt=moment)
    if all(org.calendar_of(one).version == org.calendar_of(one, moment).version for one in unit_ids):
        later = ClockEvent.objects.filter(at__gt=moment).exclude(kind__in=_STILL)
        theirs = theirs.filter(pk__in=later.values("case_id"))
    cases = {case.pk: case for case in theirs.filter(then_running, due_at__isnull=False)}
    found: dict[int, datetime | None] = {}
    keys = list(cases)
    for start in range(0, len(keys), CHUNK):  # by key: a planner without statistics would loop over a subquery
        some = ClockEvent.objects.filter(case_id__in=keys[start : start + CHUNK], at__lte=moment)
        known = some.order_by("line_seq", "i")
        found |= {pk: _due_then(cases[pk], rows, moment) for pk, rows in clocks.by_case(known).items()}
    return found


def _due_then(case: Case, known: list[ClockEvent], moment: datetime) -> datetime | None:
    """The promise as it stood. While a clock stands still its promise stays where it was when it stopped."""
    while known and known[-1].kind in (EventKind.PAUSE, EventKind.STOP, EventKind.TURN):
        known = known[:-1]
    return clocks.reckoned_due(case, known, moment)
