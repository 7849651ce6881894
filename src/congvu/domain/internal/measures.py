"""Quy chế làm việc: whether the stations of internal routes were left in their time."""

from __future__ import annotations

from datetime import date, datetime

from congvu.domain.internal.models import Visit
from congvu.domain.internal.queries.visits import due_of, with_allotted
from congvu.insight.regulation import Check, Owed, bounds, late_minutes, register
from congvu.insight.regulation_checks import BEFORE
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.org import queries as org


def stations(actor: Actor, first: date, last: date, now: datetime) -> list[Owed]:
    """Stations whose time ran out in the period; one still held counts once its time has passed. One statement."""
    begin, end = bounds(first, last)
    rows = Visit.objects.filter(entered_at__range=(begin - BEFORE, end), work__case__in=visible_to(actor))
    found = []
    for row in with_allotted(rows.exclude(way=Visit.Way.WITHDRAWN)).select_related("work__case", "work__version"):
        due = due_of(row)
        if not begin <= due <= end or (row.left_at is None and due > now):
            continue
        case, late = row.work.case, late_minutes(org.calendar_of(row.unit_id), due, row.left_at, now)
        who = people.official_name(row.official_id)
        found.append(Owed(row.unit_id, who, case.code, case.title, due, row.left_at, late, since=row.entered_at,
                          source=row.work.version.basis))  # fmt: skip
    return found


register(
    Check(
        name="stations", rule="", label_vi="Xử lý ở từng bước của quy trình nội bộ",
        label_en="Leaving a station of an internal route", find=stations,
        note_vi="Thời gian của từng bước do quyết định ban hành quy trình quy định.",
        note_en="The time of each station is set by the decision that lays the route down.",
    )
)  # fmt: skip
