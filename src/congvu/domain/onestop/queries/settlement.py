"""Số liệu biểu 06. What was received, settled and open in a period, by one statement; and the dossiers behind a number.

A dossier is open at the end of the period when it was not settled before it. Whether it is late is told from the
promise as it stands now; a dossier that ended keeps the promise it ended with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate

from congvu.core.settlement_form import NOTHING, Tally
from congvu.core.text import sort_key
from congvu.core.working_time import HANOI
from congvu.domain.onestop.models import Channel, Dossier
from congvu.domain.procedures.models import OnlineLevel, SettledAt
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people

REPORT = "onestop.report.read"
#: By what the lines of a report are: the columns it is grouped by.
BY: dict[str, tuple[str, ...]] = {
    "field": ("variant__version__settled_at", "field_id"),
    "agency": ("variant__version__settled_at", "settling_id"),
    "desk": ("desk_id",),
    "procedure": ("variant__version__settled_at", "field_id", "procedure_id"),
}
LEVELS = (SettledAt.PROVINCE, SettledAt.BOTH, SettledAt.COMMUNE, SettledAt.CENTRE)


@dataclass(frozen=True, slots=True)
class Period:
    """Kỳ báo cáo: from the first moment of `first` until the last of `last`."""

    first: date
    last: date

    @property
    def begin(self) -> datetime:
        return datetime.combine(self.first, time(0), HANOI)

    @property
    def end(self) -> datetime:
        """The first moment that belongs to the period no more."""
        return datetime.combine(date.fromordinal(self.last.toordinal() + 1), time(0), HANOI)


@dataclass(frozen=True, slots=True)
class Line:
    """Một dòng của biểu: what it is grouped by (ids and codes in the order of BY) and its counts."""

    key: tuple[Any, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Report:
    """Biểu của một kỳ."""

    period: Period
    by: str
    lines: list[Line]
    whole: Tally

    def of_level(self, level: str) -> list[Line]:
        """The lines of a level, in their order."""
        return [line for line in self.lines if line.key[0] == level]

    def by_key(self) -> Mapping[str, Tally]:
        """Lines by their key, to be compared with another period's."""
        return {str(line.key): line.tally for line in self.lines}


@dataclass(frozen=True, slots=True)
class Scope:
    """Phạm vi của biểu: only these agencies settle, only this desk received; empty: all the reader may report on."""

    settling: frozenset[int] = frozenset()
    desk: int | None = None
    more: dict[str, Any] = field(default_factory=dict)


def settling_agencies(actor: Actor) -> list[tuple[int, str]]:
    """The agencies that have settled something the person may report on, by name."""
    ids = reported(actor).values_list("settling_id", flat=True).distinct()
    return sorted(((pk, people.agency_name(pk)) for pk in ids), key=lambda pair: sort_key(pair[1]))


def carried_from(period: Period) -> Period:
    """The period right before, of about the same length: what it left open is carried over."""
    last = period.first.toordinal() - 1
    days = period.last.toordinal() - period.first.toordinal()
    return Period(date.fromordinal(last - days), date.fromordinal(last))


def columns_known() -> frozenset[str]:
    """Every column a form may have."""
    return frozenset({*SUMS, *(part.name for part in fields(Tally))})


def reported(actor: Actor, scope: Scope | None = None) -> QuerySet[Dossier]:
    """The dossiers a person may report on: settled by, or received at, the agencies of his scope."""
    wanted = scope or Scope()
    rows = Dossier.objects.order_by()
    allowed = actor.scope_of(REPORT)
    if allowed is not None:
        rows = rows.filter(Q(settling_id__in=allowed) | Q(desk_id__in=allowed))
    if wanted.settling:
        rows = rows.filter(settling_id__in=wanted.settling)
    if wanted.desk is not None:
        rows = rows.filter(desk_id=wanted.desk)
    return rows.filter(**wanted.more) if wanted.more else rows


def conditions(period: Period) -> dict[str, Q]:
    """Which dossiers each basic count of a line counts: the one definition of numbers and of the lists they open."""
    begin, end = period.begin, period.end
    new = Q(received_at__gte=begin, received_at__lt=end)
    done = Q(settled_at__gte=begin, settled_at__lt=end)
    left = Q(received_at__lt=end) & (Q(settled_at=None) | Q(settled_at__gte=end))
    online, full = Q(channel=Channel.ONLINE), Q(variant__version__online=OnlineLevel.FULL)
    without = Q(case__due_at=None)
    late = Q(settled_at__gt=F("case__due_at"))
    gone = Q(case__phase__in=("withdrawn", "stopped"))
    told = Q(reappointment__signed_at__isnull=False, settled_at__gt=F("reappointment__old_due_at"))
    early = Q(settled_on__lt=F("due_on")) & ~gone
    open_told = Q(reappointment__signed_at__isnull=False, reappointment__old_due_at__lt=end)
    open_late = Q(case__due_at__lt=end)
    waiting = Q(submitted_at__lt=end, received_at=None, case__closed_at=None)
    return {
        "online_full": new & online & full, "online_partial": new & online & ~full,
        "counter": new & Q(channel=Channel.COUNTER), "post": new & Q(channel=Channel.POST),
        "carried": Q(received_at__lt=begin) & (Q(settled_at=None) | Q(settled_at__gte=begin)),
        "late_apology": done & told, "late_plain": done & late & ~told,
        "early": done & ~told & ~late & early & ~without, "on_day": done & ~told & (without | ~late & ~early),
        "open_late_apology": left & open_told & open_late, "open_late_plain": left & open_late & ~open_told,
        "open_in_time": left & ~open_late,
        "elsewhere": new & Q(desk__agency__level="commune") & ~Q(settling=F("desk__serves")),
        "stopped": done & Q(case__phase="stopped"), "withdrawn": done & Q(case__phase="withdrawn"),
        "waiting_in_time": waiting & Q(answer_by__gte=end), "waiting_late": waiting & Q(answer_by__lt=end),
        "declined": Q(case__phase="not_accepted", case__closed_at__gte=begin, case__closed_at__lt=end),
    }  # fmt: skip


def _dated(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return rows.annotate(
        settled_on=TruncDate("settled_at", tzinfo=HANOI), due_on=TruncDate("case__due_at", tzinfo=HANOI)
    )


def report(actor: Actor, period: Period, by: str = "field", scope: Scope | None = None) -> Report:
    """The form for a period: one statement, however many dossiers."""
    wanted = conditions(period)
    rows = _dated(reported(actor, scope)).filter(_touched(period))
    counted = {name: Count("pk", filter=condition) for name, condition in wanted.items()}
    found = rows.values(*BY[by]).annotate(**{f"n_{name}": one for name, one in counted.items()})
    lines = [
        Line(tuple(row[column] for column in BY[by]), Tally(**{name: row[f"n_{name}"] for name in wanted}))
        for row in found
    ]
    lines = [line for line in lines if not line.tally.is_nothing]
    return Report(period, by, lines, sum((line.tally for line in lines), NOTHING))


def _touched(period: Period) -> Q:
    """Dossiers that can stand in the form at all: the others are not looked at."""
    begin, end = period.begin, period.end
    return Q(submitted_at__lt=end) & (Q(settled_at=None) | Q(settled_at__gte=begin))


#: Columns that are sums of basic counts.
SUMS: dict[str, tuple[str, ...]] = {
    "online": ("online_full", "online_partial"), "direct": ("counter", "post"),
    "received": ("online_full", "online_partial", "counter", "post", "carried"),
    "on_time": ("on_day",), "late": ("late_apology", "late_plain"),
    "settled": ("early", "on_day", "late_apology", "late_plain"),
    "open_late": ("open_late_apology", "open_late_plain"),
    "open": ("open_in_time", "open_late_apology", "open_late_plain"),
}  # fmt: skip


def behind(
    actor: Actor, period: Period, column: str, by: str = "field", key: tuple[Any, ...] = (), scope: Scope | None = None
) -> QuerySet[Dossier]:
    """The dossiers a number counts: of one line (its `key`, perhaps only the first parts of it), or of the whole."""
    wanted = conditions(period)
    parts = SUMS.get(column, (column,))
    condition = reduce(or_, (wanted[part] for part in parts))
    rows = _dated(reported(actor, scope)).filter(_touched(period)).filter(condition)
    rows = rows.filter(**dict(zip(BY[by], key, strict=False)))
    return rows.select_related("case", "applicant").distinct()
