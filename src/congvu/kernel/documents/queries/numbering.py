"""Cách đánh số của một cơ quan: the plan of a year, its councils, what number comes next."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from congvu.kernel.accounts.policy import Actor, scope_of
from congvu.kernel.documents.models import CouncilSeries, Document, NumberingPlan, NumberSeries
from congvu.kernel.documents.policy.series import series_of
from congvu.kernel.documents.queries.register import own_first
from congvu.kernel.org.models import Agency
from congvu.kernel.org.queries import agencies_on


def plan_of(agency_id: int, year: int) -> NumberingPlan | None:
    """The plan that holds for an agency in a year; None: one series for all."""
    return NumberingPlan.objects.filter(agency_id=agency_id, from_year__lte=year).order_by("-from_year").first()


def plans_of(agency_id: int) -> list[NumberingPlan]:
    """Every plan of an agency, the newest first."""
    return list(NumberingPlan.objects.filter(agency_id=agency_id))


def councils_of(agency_id: int, on: date | None = None) -> list[CouncilSeries]:
    """The councils with a series of their own, on a day or ever."""
    found = CouncilSeries.objects.filter(agency_id=agency_id)
    if on is not None:
        found = found.filter(Q(to_on__isnull=True) | Q(to_on__gt=on), from_on__lte=on)
    return list(found)


def council_for(agency_id: int, council_id: int, on: date) -> CouncilSeries | None:
    """One council of the agency that exists on a day."""
    return next((council for council in councils_of(agency_id, on) if council.pk == council_id), None)


def next_number(agency_id: int, year: int, kind: str, council: CouncilSeries | None = None) -> int:
    """The number the next document of this kind would get; only a forecast, the act itself decides."""
    series = series_of(plan_of(agency_id, year), kind, council)
    last = NumberSeries.objects.filter(agency_id=agency_id, year=year, series=series).values_list("last", flat=True)
    return (last.first() or 0) + 1


def series_in(agency_id: int, year: int) -> list[NumberSeries]:
    """Every series of an agency in a year with its last number."""
    return list(NumberSeries.objects.filter(agency_id=agency_id, year=year).order_by("series"))


def numbered_in(agency_id: int, year: int) -> bool:
    """Whether an outgoing document of the agency has a number of this year already."""
    return Document.objects.filter(
        agency_id=agency_id, year=year, serial__isnull=False, direction__in=["outgoing", "internal"]
    ).exists()


def agencies_where(actor: Actor, permission: str, on: date) -> list[Agency]:
    """Where the actor holds a permission on a day, the agency he serves in first."""
    scope = scope_of(actor, permission)
    found = [agency for agency in agencies_on(on) if scope is None or agency.pk in scope]
    return own_first(actor, found)
