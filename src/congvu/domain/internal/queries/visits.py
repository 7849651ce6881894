"""Lượt qua bước: when the time of a station runs out, reckoned from the calendar as it is known now.

`due_at` of a visit is what was told when it began. A day off announced since, or an outage, moves the time a unit
really had; lateness is measured against that.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from congvu.core.working_time import WorkingHours, add, measure
from congvu.domain.internal.models import RouteStation, Visit
from congvu.kernel.org import queries as org


def with_allotted(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """The visits, each with the working minutes its station allots as `allotted`."""
    station = RouteStation.objects.filter(version=OuterRef("work__version"), position=OuterRef("position"))
    return visits.annotate(allotted=Subquery(station.values("minutes")[:1]))


def due_of(visit: Visit) -> datetime:
    """When the station's time runs out by the unit's calendar; what was told where the station is unknown."""
    minutes = getattr(visit, "allotted", None)
    if minutes is None:
        return visit.due_at
    return add(org.calendar_of(visit.unit_id), visit.entered_at, WorkingHours(minutes * 60))


def minutes_late(visit: Visit, until: datetime) -> int:
    """Working minutes from the end of the station's time to `until`; 0 in time."""
    due = due_of(visit)
    return measure(org.calendar_of(visit.unit_id), due, until) // 60 if until > due else 0
