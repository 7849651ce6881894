"""Đôn đốc: how often a case was urged, who hears of it, what a bulk urging would do, and the figures of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, IntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.core.text import typed_numbers
from congvu.core.working_time import add
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, CaseAccess, Confidentiality, Urging
from congvu.kernel.casework.policy import in_name_of, may_in_name, people
from congvu.kernel.casework.policy.urging import MOST, URGE, why_not
from congvu.kernel.casework.queries.cases import visible_to
from congvu.kernel.casework.queries.clocks import limit_of
from congvu.kernel.org import queries as org


@dataclass(frozen=True, slots=True)
class Tally:
    """Đã đôn đốc mấy lần, lần cuối khi nào."""

    n: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A case in a preview: who will be told, when it was last urged if that was just now, or why it is left out."""

    case: Case
    told: tuple[str, ...] = ()
    recent_at: datetime | None = None
    reason: str = ""


@dataclass(slots=True)
class Preview:
    """Xem trước. What an urging of these cases will do."""

    ready: list[Line] = field(default_factory=list)
    left_out: list[Line] = field(default_factory=list)

    @property
    def recent(self) -> list[Line]:
        """Those that were urged so short a time ago that it takes a reason to urge them again."""
        return [line for line in self.ready if line.recent_at is not None]

    @property
    def told(self) -> list[tuple[str, int]]:
        """Everybody who will be told, with the number of cases, most cases first."""
        counted: dict[str, int] = {}
        for line in self.ready:
            for name in line.told:
                counted[name] = counted.get(name, 0) + 1
        return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


@dataclass(frozen=True, slots=True)
class AgencyTally:
    """Urgings of the cases one agency is accountable for."""

    agency_id: int
    cases: int
    urgings: int
    last_at: datetime | None


def tally(case_ids: Iterable[int]) -> dict[int, Tally]:
    """Urgings of each of these cases; cases never urged are left out. One statement."""
    rows = Urging.objects.filter(case_id__in=list(case_ids)).values("case_id")
    found = rows.annotate(n=Count("pk"), last=Max("at")).order_by()
    return {row["case_id"]: Tally(row["n"], row["last"]) for row in found}


def with_urgings(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases, each with `times_urged` and `urged_at`, counted only for the rows that are read."""
    mine = Urging.objects.filter(case_id=OuterRef("pk")).order_by().values("case_id")
    return cases.annotate(
        times_urged=Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0),
        urged_at=Subquery(mine.annotate(last=Max("at")).values("last")),
    )


def urged(cases: QuerySet[Case], since: datetime | None = None) -> QuerySet[Case]:
    """Those that were urged at least once (since a moment)."""
    rows = Urging.objects.all() if since is None else Urging.objects.filter(at__gte=since)
    return cases.filter(pk__in=rows.values("case_id"))


def by_agency(actor: Actor, since: datetime, until: datetime) -> list[AgencyTally]:
    """Urgings of a period by the agency accountable, of the cases the actor may see; most urgings first."""
    rows = (
        Urging.objects.filter(case__in=visible_to(actor), at__gte=since, at__lt=until)
        .values("case__accountable_agency_id")
        .annotate(urgings=Count("pk"), cases=Count("case", distinct=True), last=Max("at"))
        .order_by()
    )
    found = [AgencyTally(r["case__accountable_agency_id"], r["cases"], r["urgings"], r["last"]) for r in rows]
    return sorted(found, key=lambda row: (-row.urgings, row.agency_id))


def chosen(actor: Actor, ids: Sequence[str | int]) -> list[Case]:
    """The cases of a selection that came from a screen, in the order of their codes.

    Invalid for none and for more than `MOST`; NotFound when one is no case the actor may see: nothing is half done.
    """
    wanted = list(dict.fromkeys(str(one) for one in ids))
    if not wanted:
        raise Invalid(_("Choose at least one case."), field="ids")
    if len(wanted) > MOST:
        raise Invalid(
            _("At most %(most)d cases at once; %(n)d were chosen.") % {"most": MOST, "n": len(wanted)}, field="ids",
            hint=_("Narrow the list with its filters and do it in parts."),
        )
    numbers = typed_numbers(wanted)
    found = list(visible_to(actor).filter(pk__in=numbers).order_by("code"))
    if len(found) != len(wanted):
        raise NotFound(_("Some of these cases do not exist or are not open to you."))
    return found


def preview(actor: Actor, cases: Sequence[Case], now: datetime) -> Preview:
    """What an urging by the actor would do. A fixed number of statements."""
    found = Preview()
    able = []
    for case in cases:
        reason = why_not(actor, case)
        if reason:
            found.left_out.append(Line(case, reason=reason))
        else:
            able.append(case)
    told, recent = who_hears(able, now), recently(able, now)
    found.ready = [
        Line(case, tuple(people.official_name(one) for one in told[case.pk]), recent.get(case.pk)) for case in able
    ]
    return found


def names_for(actor: Actor, cases: Sequence[Case], now: datetime) -> list[int | None]:
    """In whose name the actor can urge all of these cases: None for himself, else officials he stands in for whose
    authority, or assignment of a secretary, covers it."""
    on = people.local_date(now)
    found: list[int | None] = []
    if cases and not any(why_not(actor, case) for case in cases):
        found.append(None)
    for one in people.stands_in_for(actor.official_id, on) if actor.official_id is not None else ():
        if may_in_name(actor, one, "urge", on):
            who = in_name_of(actor, one, on)
            if who.may(URGE) and not any(why_not(who, case) for case in cases):
                found.append(one)
    return found


def recently(cases: Sequence[Case], now: datetime) -> dict[int, datetime]:
    """Cases urged so short a time ago that it needs a reason to do it again (rule casework.urge_again_after)."""
    limit = limit_of("casework.urge_again_after", people.local_date(now))
    found = {}
    tallies = tally(case.pk for case in cases)
    for case in cases:
        last = tallies.get(case.pk, Tally()).last_at
        if last is not None and add(org.calendar_of(case.holder_agency_id), last, limit) > now:
            found[case.pk] = last
    return found


def who_hears(cases: Sequence[Case], now: datetime) -> dict[int, tuple[int, ...]]:
    """Whom an urging is addressed to: who has the case or is offered it, else the head of that unit; of sealed cases
    only people on the list. One statement at most."""
    on = people.local_date(now)
    sealed = [case.pk for case in cases if case.confidentiality == Confidentiality.SEALED]
    listed: dict[int, set[int]] = {}
    if sealed:
        for case_id, official_id in CaseAccess.objects.filter(case_id__in=sealed).values_list("case_id", "official_id"):
            listed.setdefault(case_id, set()).add(official_id)
    found = {}
    for case in cases:
        official = addressee(case, on)
        hears: tuple[int, ...] = () if official is None else (official,)
        if case.confidentiality == Confidentiality.SEALED:
            hears = tuple(one for one in hears if one in listed.get(case.pk, ()))
        found[case.pk] = hears
    return found


def addressee(case: Case, on: date) -> int | None:
    """The one who has to act: the person it is offered to or who holds it, else the head of that unit."""
    if case.transfer_agency_id is not None:
        agency_id, official_id = case.transfer_agency_id, case.transfer_official_id
    else:
        agency_id, official_id = case.holder_agency_id, case.holder_official_id
    return official_id if official_id is not None else people.head_id_of(agency_id, on)
