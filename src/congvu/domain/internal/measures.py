"""Quy chế làm việc: whether the stations of internal routes were left in their time."""

from __future__ import annotations

from datetime import date, datetime

from congvu.domain.internal.models import Visit
from congvu.insight.regulation import Check, Owed, bounds, late_minutes, register
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.org import queries as org


def stations(actor: Actor, first: date, last: date, now: datetime) -> list[Owed]:
    """Stations whose time ran out in the period; one still held counts once its time has passed. One statement."""
    rows = Visit.objects.filter(due_at__range=bounds(first, last), work__case__in=visible_to(actor))
    found = []
    for row in rows.exclude(way=Visit.Way.WITHDRAWN).select_related("work__case"):
        if row.left_at is None and row.due_at > now:
            continue
        case, late = row.work.case, late_minutes(org.calendar_of(row.unit_id), row.due_at, row.left_at, now)
        who = people.official_name(row.official_id)
        found.append(Owed(row.unit_id, who, case.code, case.title, row.due_at, row.left_at, late))
    return found


register(
    Check(
        name="stations", rule="", label_vi="Xử lý ở từng bước của quy trình nội bộ",
        label_en="Leaving a station of an internal route", find=stations,
    )
)
