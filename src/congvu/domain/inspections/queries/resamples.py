"""Tái kiểm tra hiệu quả: which samples are due, what can be drawn, how often a fault came back."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.sampling import Interval, in_list, wilson
from congvu.domain.inspections.models import Resample
from congvu.domain.inspections.policy.after import CONDUCT, EXPLANATION, READ, REMEDY, VISIT
from congvu.domain.inspections.queries.findings import answering_unit
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.kinds import Fact
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.as_of import stood
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats


def visible_to(actor: Actor) -> QuerySet[Resample]:
    """Samples of conclusions of the agencies whose visits the actor may read."""
    rows = Resample.objects.select_related("finding__item", "finding__unit", "finding__visit__case",
                                           "finding__visit__conclusion", "finding__visit__team")  # fmt: skip
    scope = actor.scope_of(READ)
    return rows if scope is None else rows.filter(finding__visit__case__issuing_agency_id__in=scope)


def resample_for(actor: Actor, resample_id: int) -> Resample:
    """One of them, or NotFound."""
    found = visible_to(actor).filter(pk=resample_id).first()
    if found is None:
        raise NotFound(_("There is no such sample, or it is not open to you."))
    return found


def may_do(actor: Actor, resample: Resample) -> bool:
    """Whether the actor draws and looks: an inspector of the agency that inspected, not of the unit itself."""
    inside = not actor.agency_ids.isdisjoint(org.subtree_ids(resample.finding.unit_id))
    return actor.may(CONDUCT, resample.finding.visit.case.issuing_agency_id) and not inside


def listed(resample: Resample, now: datetime) -> dict[str, list[str]]:
    """Codes of the unit's cases since the conclusion, by kind; those of inspections themselves left out."""
    unit_id = answering_unit(resample.finding.unit_id, now.date())
    since = resample.finding.visit.conclusion.concluded_at or now
    found: dict[str, list[str]] = defaultdict(list)
    for one in stood(org.subtree_ids(unit_id), now, since):
        if one.kind not in (VISIT, EXPLANATION, REMEDY) and one.opened_at >= since:
            found[one.kind].append(one.code)
    return dict(found)


def resamples_said(since: datetime, until: datetime) -> list[Fact]:
    """Every sample taken again in this time, of the unit that had to put it right; a clean one speaks for it."""
    rows = Resample.objects.filter(done_at__gte=since, done_at__lt=until).order_by("done_at", "pk")
    return [
        Fact(
            case=row.finding.visit.case, agency_id=row.finding.unit_id, official_id=None,
            on=people.local_date(row.done_at),
            words=_("Sampled again: %(n)d looked at, %(faults)d at fault") % {"n": row.size, "faults": row.faults},
            source=_("Sample of %(day)s after the conclusion %(number)s, finding %(n)d")
            % {"day": formats.day(people.local_date(row.done_at)), "number": row.finding.visit.conclusion.number,
               "n": row.finding.number},
            is_praise=row.came_back is False,
        )
        for row in rows.select_related("finding__visit__case", "finding__visit__conclusion") if row.done_at is not None
    ]  # fmt: skip


def kinds_to_draw(resample: Resample, now: datetime) -> list[tuple[str, str]]:
    """Kinds that can be drawn from, with how many cases there are."""
    there = listed(resample, now)
    return [(one.code, f"{one.plural_vi} ({len(there[one.code])})") for one in kinds.all_kinds() if one.code in there]


def interval_of(resample: Resample) -> Interval | None:
    """Between which rates the true one lies; None while nothing was looked at."""
    if resample.done_at is None or not resample.size:
        return None
    if resample.population:
        return in_list(resample.population, resample.faults, resample.size)
    return wilson(resample.faults, resample.size)


@dataclass(frozen=True, slots=True)
class CameBack:
    """Tái diễn theo nội dung: of how many findings that were sampled again the fault had come back."""

    code: str
    name: str
    n: int
    back: int
    interval: Interval


def came_back() -> list[CameBack]:
    """The rate of every item sampled again, the worst first by the lower end of its interval."""
    n: Counter[tuple[str, str]] = Counter()
    back: Counter[tuple[str, str]] = Counter()
    rows = Resample.objects.filter(done_at__isnull=False).values_list(
        "finding__item__code", "finding__item__name", "came_back"
    )
    for code, name, again in rows:
        n[code, name] += 1
        back[code, name] += bool(again)
    found = [CameBack(code, name, n[code, name], back[code, name], wilson(back[code, name], n[code, name]))
             for code, name in n]  # fmt: skip
    return sorted(found, key=lambda one: (-one.interval.low, one.code))


def is_due(resample: Resample, on: date) -> bool:
    """Whether its day has come and nobody has done it."""
    return resample.done_at is None and resample.due_on <= on
