"""Khen thưởng: commendations the actor may see, forms and authorities, proposals from the figures of a month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.domain.conduct.models import Commendation, Discipline, EarlierSanction, Merit, Sanction, Thanks
from congvu.domain.conduct.policy import words
from congvu.domain.conduct.policy.codes import COMPLAINED, OPENED, POSTPONED, PROPOSED
from congvu.domain.conduct.policy.merits import Done, Standing, standings
from congvu.domain.conduct.policy.praise import (
    FOR_COLLECTIVES,
    FOR_PERSONS,
    FORMS_OF_PRAISE,
    OPEN,
    OWN,
    PROPOSE_PRAISE,
    READ_PRAISE,
    SORTS,
)
from congvu.domain.conduct.queries.heard import Heard, heard_of, moments_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, Custody
from congvu.kernel.casework.policy import people, visible
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

_CONSIDERED = (OPENED, PROPOSED, POSTPONED, COMPLAINED)


def visible_to(actor: Actor) -> QuerySet[Commendation]:
    """Commendations whose case exists for the actor, and those published where he may read."""
    scope = actor.scope_of(READ_PRAISE)
    if scope is None:
        found = Commendation.objects.all()
    else:
        mine = Q(official_id=actor.official_id) if actor.official_id is not None else Q(pk__in=[])
        found = Commendation.objects.filter(
            Q(case__in=Case.objects.filter(visible(actor))) | Q(agency_id__in=scope) | mine
        )
    return found.select_related("case", "official", "agency", "case__issuing_agency")


def public_on(on: date) -> QuerySet[Commendation]:
    """What anybody may read: decided, published, not cancelled."""
    return Commendation.objects.filter(published_on__lte=on, cancelled_on=None).select_related(
        "official", "agency", "case__issuing_agency"
    ).order_by("-published_on", "-pk")  # fmt: skip


def commendation_of(case: Case) -> Commendation:
    """The commendation behind a case; NotFound for a case that is none."""
    found = Commendation.objects.select_related("official", "agency", "case").filter(case=case).first()
    if found is None:
        raise NotFound(_("There is no such commendation, or it is not open to you."))
    return found


def thanks_for(actor: Actor) -> QuerySet[Thanks]:
    """Thanks entered where the actor may read commendations, and those to himself."""
    scope, rows = actor.scope_of(READ_PRAISE), Thanks.objects.select_related("agency", "official", "case")
    if scope is None:
        return rows
    mine = Q(official_id=actor.official_id) if actor.official_id is not None else Q(pk__in=[])
    return rows.filter(Q(agency_id__in=scope) | mine)


def _level(agency_id: int) -> str:
    """Whose powers the law gives this authority: province, commune or agency."""
    agency = org.agency_by_id(agency_id)
    if agency.kind == "peoples_committee":
        return "province" if agency.parent_id is None else "commune"
    return "agency"


def forms_rule(agency_id: int) -> str:
    """The rule that names the forms an authority gives."""
    return f"conduct.praise_forms.{_level(agency_id)}"


def forms_given_by(agency_id: int, on: date, *, to_person: bool) -> tuple[str, ...]:
    """The forms this authority may give on a day, to a person or to a collective."""
    given = words.codes_of(rules.rule(forms_rule(agency_id), on).value, FORMS_OF_PRAISE)
    return tuple(one for one in given if one not in (FOR_COLLECTIVES if to_person else FOR_PERSONS))


def form_words(code: str) -> str:
    """A form as the law calls it."""
    return words.word_for(code, FORMS_OF_PRAISE)


def sorts_on(on: date) -> tuple[str, ...]:
    """The kinds of commendation of a day."""
    return words.codes_of(rules.rule("conduct.praise_sorts", on).value, SORTS)


def sort_words(code: str) -> str:
    """A kind of commendation as the law calls it."""
    return words.word_for(code, SORTS)


def held_by_discipline(official_ids: Iterable[int], on: date) -> frozenset[int]:
    """Those of these people with a file under consideration or a sanction in effect. Three statements."""
    ids = list(official_ids)
    considered = Discipline.objects.filter(official_id__in=ids, case__phase__in=_CONSIDERED)
    lies = Q(effective_on__lte=on, effect_until__gte=on)
    given = Sanction.objects.filter(lies, discipline__official_id__in=ids, annulled_at=None, ended_on=None)
    earlier = EarlierSanction.objects.filter(lies, official_id__in=ids)
    return frozenset(considered.values_list("official_id", flat=True)).union(
        given.values_list("discipline__official_id", flat=True), earlier.values_list("official_id", flat=True)
    )


def praised_already(whom: str, keys: Iterable[str]) -> dict[str, str]:
    """Of these merits those that another commendation stands on: key → code of its case."""
    rows = Merit.objects.filter(whom=whom, key__in=list(keys), stands=True).select_related("commendation__case")
    return {row.key: row.commendation.case.code for row in rows}


def month_of(text: str, today: date) -> date:
    """The first day of a month written yyyy-mm; the last whole month for nothing. Invalid for another text."""
    if not text:
        return date_of_day(day_number(today.replace(day=1)) - 1).replace(day=1)
    try:
        year, month = (int(part) for part in text.split("-"))
        return date(year, month, 1)
    except ValueError as wrong:
        raise Invalid(_("Write the month as yyyy-mm."), field="month") from wrong


def end_of_month(first: date) -> date:
    """The last day of the month that begins on a day."""
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date_of_day(day_number(following) - 1)


def done_work(first: date, last: date, now: datetime) -> list[Done]:
    """Every piece of work of the province that fell due in these days, by who answered for it. One statement.

    Who answers is who did it, or who holds it while it is open; withdrawn work and work without a person counts for
    nobody.
    """
    since, until = moments_of(first, min(last, people.local_date(now)))
    rows = (
        Case.objects.filter(due_at__gte=since, due_at__lt=min(until, now), confidentiality__in=OPEN)
        .exclude(outcome="withdrawn").exclude(kind__startswith=OWN)
        .values_list("code", "kind", "doer_official_id", "holder_official_id", "holder_agency_id", "due_at",
                     "stopped_at", "closed_at", "accountable_agency_id")
    )  # fmt: skip
    found = []
    for code, kind, doer, holder, _where, due, stopped, closed, accountable in rows:
        official_id, done_at = doer or holder, stopped or closed
        if official_id is not None and due is not None:
            found.append(Done(official_id, accountable, kind, done_at is not None and done_at <= due, code))
    return found


@dataclass(frozen=True, slots=True)
class Taken:
    """Việc tồn đọng đã nhận. Stuck work somebody took over: its case, and for how many days another had held it."""

    case_id: int
    code: str
    days: int
    is_done: bool


def taken_over(first: date, last: date, now: datetime) -> dict[int, list[Taken]]:
    """By person: work taken over in these days that had lain with one person longer than the rulebook allows."""
    since, until = moments_of(first, last)
    least = int(rules.rule("conduct.praise_stuck_days", people.local_date(now)).value)
    begun = (
        Custody.objects.filter(from_at__gte=since, from_at__lt=until, official__isnull=False, state="holding")
        .filter(case__confidentiality__in=OPEN).exclude(case__kind__startswith=OWN)
        .values_list("case_id", "official_id", "from_at", "case__code", "case__doer_official_id", "case__stopped_at")
    )
    starts = list(begun)
    earlier: dict[int, list[tuple[int | None, datetime, datetime]]] = {}
    for case_id, pk, from_at, to_at in (
        Custody.objects.filter(case_id__in={row[0] for row in starts}, to_at__isnull=False, state="holding")
        .order_by("from_at").values_list("case_id", "official_id", "from_at", "to_at")
    ):  # fmt: skip
        if to_at is not None:
            earlier.setdefault(case_id, []).append((pk, from_at, to_at))
    found: dict[int, list[Taken]] = {}
    for case_id, official_id, at, code, doer, stopped in starts:
        before = [row for row in earlier.get(case_id, []) if row[2] <= at]
        days = _held_days(before)
        taker_first = all(row[0] != official_id for row in before)
        if days > least and taker_first and all(one.case_id != case_id for one in found.get(official_id, [])):
            done = doer == official_id and stopped is not None
            found.setdefault(official_id, []).append(Taken(case_id, code, days, done))
    return found


def _held_days(before: list[tuple[int | None, datetime, datetime]]) -> int:
    """For how many days the last holder before had it, his intervals in a row taken together."""
    if not before or before[-1][0] is None:
        return 0
    who, days = before[-1][0], 0
    for pk, from_at, to_at in reversed(before):
        if pk != who:
            break
        days += (to_at - from_at).days
    return days


@dataclass(slots=True)
class Candidate:
    """Người được đề xuất từ số liệu. Who, with what speaks for him; what was praised already is named."""

    official_id: int
    name: str
    unit_id: int
    unit: str
    standing: Standing | None = None
    taken: list[Taken] = field(default_factory=list)
    thanks: list[Thanks] = field(default_factory=list)
    heard: Heard | None = None
    codes: list[str] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)

    @property
    def is_clear(self) -> bool:
        """Whether the figures alone are a reason to propose."""
        return self.standing is not None and self.standing.is_clearly_above

    def figures(self) -> dict[str, Any]:
        """What is kept with the proposal, in plain values."""
        kept: dict[str, Any] = {"taken": [[one.code, one.days, one.is_done] for one in self.taken],
                                "thanks": len(self.thanks)}  # fmt: skip
        if self.heard is not None:
            kept |= {"best": len(self.heard.best), "evaluated": self.heard.n}
        if (one := self.standing) is not None:
            kept |= {"n": one.n, "hits": one.hits, "expected": round(one.expected, 4), "low": round(one.low, 4),
                     "high": round(one.high, 4), "load": round(one.load, 2)}  # fmt: skip
        return kept


def candidates(actor: Actor, first: date, now: datetime) -> list[Candidate]:
    """Đề xuất khen thưởng của tháng. People of the actor's agencies with a reason in the figures, the surest first.

    A reason is: clearly above what his mix of work lets expect with enough work, stuck work taken over and finished,
    thanks of citizens, enough best evaluations of applicants. Who has a discipline under way is left out without a
    word.
    """
    last, on = end_of_month(first), people.local_date(now)
    least, best_least = (int(rules.rule(f"conduct.{code}", on).value)
                         for code in ("praise_least", "praise_evaluations_least"))  # fmt: skip
    work = done_work(first, last, now)
    known = {one.official_id: one for one in standings(work)}
    taken, thanked, said = taken_over(first, last, now), _thanks_by_person(first, last), heard_of(first, last)
    scope = actor.scope_of(PROPOSE_PRAISE)
    found = []
    for pk in {*known, *taken, *thanked, *said}:
        serving = org.appointments_of(pk, on)
        if not serving or pk == actor.official_id:
            continue
        unit = serving[0].post.agency
        if scope is not None and unit.pk not in scope:
            continue
        one = Candidate(pk, people.official_name(pk), unit.pk, unit.name, thanks=thanked.get(pk, []),
                        taken=[row for row in taken.get(pk, []) if row.is_done])  # fmt: skip
        if (standing := known.get(pk)) is not None and standing.n >= least:
            one.standing = standing
        if pk in said and len(said[pk].best) >= best_least:
            one.heard = said[pk]
        if one.is_clear or one.taken or one.thanks or one.heard:
            one.codes = [row.code for row in work if row.official_id == pk and row.on_time] if one.is_clear else []
            one.codes += [row.code for row in one.taken if row.code not in one.codes]
            one.codes += [fact.case.code for fact in one.heard.best if fact.case.code not in one.codes] if one.heard \
                else []
            found.append(one)
    held = held_by_discipline([one.official_id for one in found], on)
    kept = [one for one in found if one.official_id not in held]
    for one in kept:
        one.used = praised_already(f"o{one.official_id}", [*one.codes, *(f"thanks/{row.pk}" for row in one.thanks)])
    return sorted(kept, key=lambda one: (not one.is_clear, -(_margin(one)), -len(one.taken),
                                       -(len(one.heard.best) if one.heard else 0), one.name))  # fmt: skip


def _margin(one: Candidate) -> float:
    return one.standing.low - one.standing.expected if one.standing is not None else -1.0


def _thanks_by_person(first: date, last: date) -> dict[int, list[Thanks]]:
    found: dict[int, list[Thanks]] = {}
    for row in Thanks.objects.filter(received_on__gte=first, received_on__lte=last, official__isnull=False):
        found.setdefault(row.official_id or 0, []).append(row)
    return found
