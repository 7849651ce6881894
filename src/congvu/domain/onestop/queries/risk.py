"""Nguy cơ trễ hạn. When a dossier is at risk or late, on whose clock, and how many of each there are.

One condition each, for the board, for the lists behind its numbers and for the measures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.core.working_time import add
from congvu.domain.onestop.models import Reappointment
from congvu.kernel.casework.models import Case, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.org import queries as org

RULE = "onestop.at_risk"
#: Accepted, and without a result yet.
BEING_SETTLED = Q(closed_at=None, phase__in=["received", "processing", "supplement", "payment"])
#: The agencies' own time is running.
RUNNING = Q(closed_at=None, phase__in=["received", "processing"])


def soon(now: datetime) -> datetime:
    """Until when an appointment counts as at risk, by the rule of the day in the calendar of the province."""
    root = next(iter(org.organisation().units[None]), None)
    limit = clocks.limit_of(RULE, people.local_date(now))
    return add(org.calendar_of(root.pk if root is not None else None), now, limit)


def at_risk(now: datetime) -> Q:
    """The clock runs and little time is left."""
    return RUNNING & Q(due_at__gte=now, due_at__lte=soon(now))


def late(now: datetime) -> Q:
    """Without a result although the appointment has passed, or had passed when the clock stopped."""
    passed = Q(stopped_at=None, due_at__lt=now) | Q(stopped_at__isnull=False, stopped_at__gt=F("due_at"))
    return BEING_SETTLED & passed


def signed() -> Exists:
    """Whether an apology was signed: the appointment was moved once."""
    return Exists(Reappointment.objects.filter(dossier_id=OuterRef("pk"), signed_at__isnull=False))


def without_apology(now: datetime) -> Q:
    """Late, and nobody ever apologised (NĐ 61/2018 art. 19.9): a figure of its own."""
    return late(now) & ~Q(signed())


def asked_twice() -> Q:
    """Asked for papers more than once: overdue in the national index whatever the clock says."""
    return Q(dossier__supplements__gt=1)


def settled_late() -> Q:
    """There is a result, and it came after the appointment."""
    return Q(dossier__settled_at__isnull=False, due_at__isnull=False, dossier__settled_at__gt=F("due_at"))


def waiting() -> Q:
    """Submitted online and not answered yet."""
    return Q(closed_at=None, phase="submitted")


#: (label, condition at a moment) of every state a list may be narrowed to.
STATES: dict[str, tuple[str | Promise, Callable[[datetime], Q]]] = {
    "open": (_("Being settled"), lambda _now: BEING_SETTLED),
    "at_risk": (_("At risk of being late"), at_risk),
    "late": (_("Late, no result yet"), late),
    "no_apology": (_("Late without an apology"), without_apology),
    "waiting": (_("Submitted online, not answered"), lambda _now: waiting()),
    "overdue_answer": (_("Submitted online, answer overdue"), lambda now: waiting() & Q(dossier__answer_by__lt=now)),
    "ready": (_("Result ready, not collected"), lambda _now: Q(closed_at=None, phase="settled")),
    "settled_late": (_("Settled late"), lambda _now: settled_late()),
    "ended": (_("Ended"), lambda _now: Q(closed_at__isnull=False)),
}

#: Whose clock, in the words of the lists; "transfer" is on its way between two agencies.
WHOSE: dict[str, str | Promise] = {
    Whose.AGENCY: _("Agency"), Whose.APPLICANT: _("Applicant"), Whose.CONSULTED: _("Consulted body"),
    Whose.TRANSFER: _("In transfer"), Whose.HIGHER: _("Higher level"), Whose.OUTAGE: _("System outage"),
}  # fmt: skip
#: The station of a case while others are asked about it (`casework.actions.consulting`).
CONSULTING = "consulting"


def on_clock_of(whose: str) -> Q:
    """Open dossiers on the clock of the agency, the applicant, those consulted, or in transfer."""
    moving, asking = Q(transfer_agency__isnull=False), Q(whose_clock=Whose.AGENCY, station=CONSULTING)
    if whose == Whose.TRANSFER:
        return Q(closed_at=None) & moving
    own = asking if whose == Whose.CONSULTED else Q(whose_clock=whose) & ~asking
    return Q(closed_at=None) & ~moving & own


def whose_of(case: Case) -> str:
    """On whose clock a dossier runs now. No statement."""
    if case.transfer_agency_id is not None:
        return Whose.TRANSFER
    if case.whose_clock == Whose.AGENCY and case.station == CONSULTING:
        return Whose.CONSULTED
    return case.whose_clock


@dataclass(frozen=True, slots=True)
class Counts:
    """Số hồ sơ theo tình trạng."""

    open: int = 0
    at_risk: int = 0
    late: int = 0
    no_apology: int = 0
    asked_twice: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the board: an agency or a procedure, with its numbers."""

    key: str
    name: str
    counts: Counts


def _counted(cases: QuerySet[Case], by: str, now: datetime) -> list[dict[str, int]]:
    open_ones = cases.filter(BEING_SETTLED).order_by()
    rows = open_ones.annotate(signed=signed()).values(by).annotate(
        open=Count("pk"), at_risk=Count("pk", filter=at_risk(now)), late=Count("pk", filter=late(now)),
        no_apology=Count("pk", filter=late(now) & Q(signed=False)), asked_twice=Count("pk", filter=asked_twice()),
    )  # fmt: skip
    return list(rows)


def _sum(rows: Iterable[dict[str, int]], by: str, key: Callable[[int], int]) -> dict[int, Counts]:
    found: dict[int, Counts] = {}
    for row in rows:
        counts = Counts(*(row[one.name] for one in fields(Counts)))
        found[key(row[by])] = found.get(key(row[by]), Counts()) + counts
    return found


def by_agency(cases: QuerySet[Case], now: datetime) -> list[Row]:
    """The board by the agency that settles, divisions counted with it; the latest first. One statement."""
    found = _sum(_counted(cases, "accountable_agency_id", now), "accountable_agency_id", people.top_unit_of)
    rows = [Row(str(pk), people.agency_name(pk), counts) for pk, counts in found.items()]
    return sorted(rows, key=_worst_first)


def by_procedure(cases: QuerySet[Case], names: Callable[[Iterable[int]], dict[int, str]], now: datetime) -> list[Row]:
    """The board by procedure; `names` tells what they are called. One statement besides."""
    found = _sum(_counted(cases, "dossier__procedure_id", now), "dossier__procedure_id", lambda pk: pk)
    known = names(found)
    return sorted((Row(str(pk), known.get(pk, str(pk)), counts) for pk, counts in found.items()), key=_worst_first)


def _worst_first(row: Row) -> tuple[int, int, int, str]:
    return (-row.counts.no_apology, -row.counts.late, -row.counts.at_risk, row.name)


def whole_of(rows: Iterable[Row]) -> Counts:
    """The sum of the lines."""
    total = Counts()
    for row in rows:
        total += row.counts
    return total
