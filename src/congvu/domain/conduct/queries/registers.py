"""Sổ: measures by family, leavers and their yearly analysis, publications."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.conduct.models import Category, Leaver, Measure, Publication, Sanction
from congvu.domain.conduct.queries.files import READ
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.ui import formats

KEEP_LEAVERS, APPROVE = "conduct.leaver.keep", "conduct.publication.approve"
REMARKS = (Measure.Sort.REMINDER, Measure.Sort.LESSON, Measure.Sort.CRITICISM, Measure.Sort.CORRECTION)


def family_of(sort: str) -> str:
    """The family a measure belongs to; empty for none."""
    if sort not in Measure.Sort.values:
        return ""
    return Measure.Family.REMARK if sort in REMARKS else Measure.Family.PERSONNEL


def measures_for(actor: Actor) -> QuerySet[Measure]:
    """Measures kept where the actor may read discipline, and those about himself."""
    scope, rows = actor.scope_of(READ), Measure.objects.select_related("agency", "official", "cause", "keeper")
    if scope is None:
        return rows
    own = Q(official_id=actor.official_id) if actor.official_id is not None else Q(pk__in=[])
    return rows.filter(Q(keeper_id__in=scope) | own)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Thang biện pháp trong năm: the three families, never added up."""

    remarks: list[tuple[str, int]]
    personnel: list[tuple[str, int]]
    discipline: list[tuple[str, int]]


def ladder_of(actor: Actor, year: int) -> Ladder:
    """How many of each measure there were in a year, where the actor may read. Two statements."""
    counts = Counter(measures_for(actor).filter(issued_on__year=year).values_list("sort", flat=True))
    scope = actor.scope_of(READ)
    rows = Sanction.objects.filter(decided_on__year=year, annulled_at=None)
    if scope is not None:
        rows = rows.filter(discipline__case__accountable_agency_id__in=scope)
    forms = Counter(str(row.get_form_display()) for row in rows.only("form"))
    sorts = [(Measure.Sort(code), counts.get(code, 0)) for code in Measure.Sort.values]
    return Ladder(
        [(str(one.label), n) for one, n in sorts if one in REMARKS],
        [(str(one.label), n) for one, n in sorts if one not in REMARKS], sorted(forms.items()),
    )  # fmt: skip


def leavers_for(actor: Actor) -> QuerySet[Leaver]:
    """Leavers of the agencies whose register the actor keeps."""
    scope, rows = actor.scope_of(KEEP_LEAVERS), Leaver.objects.select_related("agency")
    return rows if scope is None else rows.filter(agency_id__in=scope)


@dataclass(frozen=True, slots=True)
class Share:
    """Một dòng phân tích: of how many leavers in all."""

    label: str
    count: int
    total: int

    @property
    def words(self) -> str:
        """The share with its denominator."""
        return f"{formats.percent(self.count, self.total)} ({self.count}/{self.total})"


@dataclass(frozen=True, slots=True)
class Analysis:
    """Phân tích người thôi việc trong năm. Those of a restructuring are shown apart, so that they hide nothing."""

    year: int
    total: int
    restructured: int
    before: int
    tables: list[tuple[str, list[Share]]]


AGES = ((0, 29), (30, 39), (40, 49), (50, 120))


def analysis(actor: Actor, year: int) -> Analysis:
    """Counts of a year by way, ground, category, post, age, field and agency. Two statements."""
    rows = list(leavers_for(actor).filter(left_on__year=year))
    total = len(rows)

    def table(name: str, key: Callable[[Leaver], str]) -> tuple[str, list[Share]]:
        counts = Counter(key(row) for row in rows)
        return name, [Share(label, n, total) for label, n in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]

    return Analysis(
        year, total, sum(row.way == Leaver.Way.RESTRUCTURED for row in rows),
        leavers_for(actor).filter(left_on__year=year - 1).count(),
        [
            table(_("Way of leaving"), lambda row: str(Leaver.Way(row.way).label)),
            table(_("Ground of leaving"), lambda row: str(Leaver.Ground(row.ground).label)),
            table(_("Category"), lambda row: str(Category(row.category).label)),
            table(_("Post"), lambda row: _("leaders and managers") if row.is_leader else _("without a leading post")),
            table(_("Age"), lambda row: _age(row.age)),
            table(_("Field of work"), lambda row: row.field),
            table(_("Agency"), lambda row: row.agency.name),
        ],
    )  # fmt: skip


def _age(years: int) -> str:
    low, high = next(one for one in AGES if one[0] <= years <= one[1])
    if low == 0:
        return _("under %(n)d") % {"n": high + 1}
    return _("%(n)d and older") % {"n": low} if high > 100 else f"{low}–{high}"


def years_of_leavers(actor: Actor, today: date) -> list[int]:
    """The years with leavers, this one among them, newest first."""
    found = {day.year for day in leavers_for(actor).dates("left_on", "year")} | {today.year}
    return sorted(found, reverse=True)


def publications_for(actor: Actor) -> QuerySet[Publication]:
    """Publications of the agencies where the actor reads discipline or publishes."""
    rows = Publication.objects.select_related("agency", "keeper")
    scopes = [actor.scope_of(READ), actor.scope_of(APPROVE)]
    if any(scope is None for scope in scopes):
        return rows
    return rows.filter(keeper_id__in=frozenset().union(*(scope for scope in scopes if scope is not None)))


def publication_for(actor: Actor, pk: int) -> Publication:
    """One of them, or NotFound."""
    found = publications_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such publication, or it is not open to you."))
    return found


def state_of(row: Publication, on: date) -> str:
    """draft, waiting (approved, its day has not come), public, expired, removed."""
    if row.removed_at is not None:
        return "removed"
    if row.approved_at is None:
        return "draft"
    if on < row.from_on:
        return "waiting"
    return "public" if on <= row.until_on else "expired"


def public_on(on: date) -> QuerySet[Publication, Any]:
    """What anybody may read on a day: approved, begun, not over, not taken down. Nothing else ever leaves."""
    return Publication.objects.filter(
        approved_at__isnull=False, removed_at=None, from_on__lte=on, until_on__gte=on
    ).select_related("keeper").order_by("-from_on", "-pk")  # fmt: skip
