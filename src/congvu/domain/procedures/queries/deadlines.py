"""Công bố, công khai đúng hạn: each announced version with its two last days, and the sum of every agency."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.db.models import Prefetch

from congvu.core.refusals import NotFound
from congvu.core.text import skey
from congvu.core.working_time import Limit, WorkCalendar
from congvu.domain.procedures.models import Announcer, Change, Paper, Procedure, Variant, Version
from congvu.domain.procedures.policy import deadlines
from congvu.domain.procedures.policy.deadlines import Deed
from congvu.domain.procedures.policy.parts import Part, missing_parts
from congvu.domain.procedures.queries.catalogue import procedures_for, state_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency
from congvu.kernel.rules import queries as rules

#: By whose count a day is late: NĐ 63/2010 as the province has it, or the index of service (QĐ 766/QĐ-TTg).
LAW, INDEX = "law", "index"
#: By count and who decided: announced before effect, published after the decision.
_CODES = {
    (LAW, Announcer.PROVINCE): ("procedures.announce_before", "procedures.publish_within"),
    (LAW, Announcer.MINISTRY): ("procedures.ministry.announce_before", "procedures.ministry.publish_within"),
    (INDEX, Announcer.PROVINCE): ("procedures.index.announce_before", "procedures.index.publish_within"),
    (INDEX, Announcer.MINISTRY): (
        "procedures.index.ministry.announce_before", "procedures.index.ministry.publish_within",
    ),
}  # fmt: skip
#: Of instruments made by the shortened procedure: announced after enacting, published after the decision. The index
#: of service knows none, so it counts them as the others.
_FAST = ("procedures.fast.announce_within", "procedures.fast.publish_within")
_LATE = (Deed.LATE, Deed.OVERDUE)


@dataclass(frozen=True, slots=True)
class Announced:
    """An announced version: when it was decided and published, the last days for both, what it lacks."""

    pk: int
    procedure_id: int
    code: str
    name: str
    scope: str
    number: int
    change: str
    agency_id: int
    agency: str
    decision: str
    announced_on: date
    announcer: str
    fast_track: bool
    from_on: date
    announce_by: date | None
    announcement: Deed
    announced_over: int
    published_on: date | None
    publish_by: date | None
    publication: Deed
    published_over: int
    missing: tuple[Part, ...]
    state: str

    @property
    def published(self) -> bool:
        """Whether it can be read on the national database."""
        return self.published_on is not None


def codes_of(announcer: str, *, fast_track: bool, by: str = LAW) -> tuple[str, str]:
    """Which two rules a version is judged by."""
    if fast_track and by == LAW:
        return _FAST
    return _CODES[by, Announcer.MINISTRY if announcer == Announcer.MINISTRY else Announcer.PROVINCE]


def rules_on(
    on: date, by: str = LAW, *, announcer: str = Announcer.PROVINCE, fast_track: bool = False
) -> tuple[rules.InForce | None, rules.InForce | None]:
    """The two rules of a count as they hold on a day: decided before effect, published after the decision."""
    first, second = codes_of(announcer, fast_track=fast_track, by=by)
    return _rule(first, on), _rule(second, on)


def rules_behind(rows: Iterable[Announced], on: date, by: str = LAW) -> list[rules.InForce]:
    """The rules of the province, and those that some of the rows are judged by besides."""
    kinds = [codes_of(Announcer.PROVINCE, fast_track=False, by=by)]
    kinds += sorted({codes_of(row.announcer, fast_track=row.fast_track, by=by) for row in rows} - set(kinds))
    found = (_rule(code, on) for codes in kinds for code in codes)
    return [one for one in found if one is not None]


def _rule(code: str, on: date) -> rules.InForce | None:
    try:
        return rules.rule(code, on)
    except NotFound:
        return None


Days = Callable[[Version], tuple[date | None, date | None]]


def last_days(by: str = LAW) -> Days:
    """A function of an announced version → last days to announce and to publish.

    The rules are those of the day of the decision, of who made it and how; the calendar is the agency's; what was
    asked once is kept.
    """

    @cache
    def limit(code: str, on: date) -> Limit | None:
        found = _rule(code, on)
        return found.limit() if found else None

    @cache
    def calendar(agency_id: int) -> WorkCalendar:
        return org.calendar_of(agency_id)

    @cache
    def days(
        working: WorkCalendar, announced_on: date, from_on: date, announcer: str, enacted_on: date | None
    ) -> tuple[date | None, date | None]:
        first, second = (limit(code, announced_on)
                         for code in codes_of(announcer, fast_track=enacted_on is not None, by=by))  # fmt: skip
        if first is None:
            announce_by = None
        elif enacted_on is not None and by == LAW:
            announce_by = deadlines.last_day_after_enacting(working, enacted_on, first)
        else:
            announce_by = deadlines.last_day_to_announce(working, from_on, first)
        return announce_by, deadlines.last_day_to_publish(working, announced_on, second) if second else None

    def of(row: Version) -> tuple[date | None, date | None]:
        assert row.announced_on is not None
        assert row.from_on is not None
        enacted_on = row.enacted_on if row.fast_track else None
        return days(calendar(row.procedure.agency_id), row.announced_on, row.from_on, row.announcer, enacted_on)

    return of


def announced_for(actor: Actor, today: date, by: str = LAW) -> list[Announced]:
    """Every announced version open to the actor, the latest decision first. Four statements however many."""
    papers = Prefetch("papers", Paper.objects.only("pk", "variant_id"))
    short = Variant.objects.only("pk", "version_id", "position", "limit").prefetch_related(papers)
    rows = (
        Version.objects.filter(procedure__in=procedures_for(actor).order_by(), announced_on__isnull=False)
        .select_related("procedure__agency").defer("result", "requirements", "legal_basis")
        .prefetch_related(Prefetch("variants", short)).order_by("-announced_on", "-pk")
    )  # fmt: skip
    days = last_days(by)
    return [announced(row, today, days) for row in rows]


def announced(row: Version, today: date, days: Days) -> Announced:
    """One version judged by its days; `days` comes from `last_days`."""
    procedure = row.procedure
    assert row.announced_on is not None
    assert row.from_on is not None
    announce_by, publish_by = days(row)
    ended = row.change == Change.ABOLISHED
    return Announced(
        pk=row.pk, procedure_id=procedure.pk, code=procedure.code, name=row.name, scope=procedure.scope,
        number=row.number, change=row.change, agency_id=procedure.agency_id, agency=procedure.agency.name,
        decision=row.decision, announced_on=row.announced_on, from_on=row.from_on, announce_by=announce_by,
        announcer=row.announcer, fast_track=row.fast_track,
        announcement=deadlines.judged(row.announced_on, announce_by, today),
        announced_over=deadlines.days_over(row.announced_on, announce_by, today),
        published_on=row.published_on, publish_by=publish_by,
        publication=deadlines.judged(row.published_on, publish_by, today),
        published_over=deadlines.days_over(row.published_on, publish_by, today),
        missing=() if ended else missing_parts(row, list(row.variants.all())), state=state_of(row, today),
    )  # fmt: skip


def announced_version(row: Version, today: date, by: str = LAW) -> Announced:
    """One version alone, with everything in it, judged by its days."""
    return announced(row, today, last_days(by))


def agencies_with_procedures() -> list[tuple[str, str]]:
    """Agencies that answer for a procedure, as choices of a filter."""
    rows = Agency.objects.filter(pk__in=Procedure.objects.order_by().values("agency_id")).values_list("pk", "name")
    return [(str(pk), name) for pk, name in sorted(rows, key=lambda one: skey(one[1]))]


@dataclass(slots=True)
class Coverage:
    """Mức độ công khai of one agency: its public procedures in force, counted by what is right with them."""

    agency_id: int
    agency: str
    in_force: int = 0
    published: int = 0
    announced_late: int = 0
    published_late: int = 0
    complete: int = 0
    missing: list[Announced] = field(default_factory=list)
    """Chưa công khai."""
    incomplete: list[Announced] = field(default_factory=list)
    """Còn thiếu bộ phận bắt buộc."""

    @property
    def share(self) -> float | None:
        """Of 1; None where there is nothing to publish."""
        return self.published / self.in_force if self.in_force else None

    def count(self, row: Announced) -> None:
        """One more procedure in force."""
        self.in_force += 1
        self.published += row.published
        self.announced_late += row.announcement in _LATE
        self.published_late += row.publication in _LATE
        self.complete += not row.missing
        if not row.published:
            self.missing.append(row)
        if row.missing:
            self.incomplete.append(row)


def coverage_for(actor: Actor, on: date, by: str = LAW) -> list[Coverage]:
    """Publication by agency, the widest gap first; the directives want every one of them published."""
    return coverage_of(announced_for(actor, on, by))


def coverage_of(rows: Iterable[Announced]) -> list[Coverage]:
    """The same over rows already read: public procedures in force."""
    found: dict[int, Coverage] = {}
    for row in rows:
        if row.scope == "public" and row.state == "in_force":
            found.setdefault(row.agency_id, Coverage(row.agency_id, row.agency)).count(row)
    return sorted(found.values(), key=lambda one: (-len(one.missing), -len(one.incomplete), skey(one.agency)))


def sum_of(rows: Sequence[Coverage]) -> Coverage:
    """All agencies together; its lists stay empty."""
    return Coverage(
        0, "", *(sum(getattr(row, name) for row in rows)
                 for name in ("in_force", "published", "announced_late", "published_late", "complete"))
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rates:
    """Chỉ tiêu 1.1 đến 1.3 of the index of service: numerators over their denominators, in procedures."""

    announced: int
    announced_in_time: int
    published_in_time: int
    in_force: int
    complete: int


def rates_for(actor: Actor, first: date, last: date, today: date, by: str = INDEX) -> Rates:
    """The three rates of a period: of several decisions about a procedure in it one late one makes it late.

    Announced and published count procedures with a decision in the period; complete counts those in force on `last`.
    """
    rows = [row for row in announced_for(actor, today, by) if row.scope == "public"]
    decided: dict[int, list[Announced]] = {}
    for row in rows:
        if first <= row.announced_on <= last:
            decided.setdefault(row.procedure_id, []).append(row)
    whole = sum_of(coverage_of(rows))
    return Rates(
        announced=len(decided),
        announced_in_time=sum(all(one.announcement not in _LATE for one in same) for same in decided.values()),
        published_in_time=sum(all(one.publication not in _LATE for one in same) for same in decided.values()),
        in_force=whole.in_force, complete=whole.complete,
    )  # fmt: skip
