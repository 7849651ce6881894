"""Lịch mở cửa: hours of the week and special days of a desk. A new week begins on a day; the old one is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.text import one_line
from congvu.domain.counters.actions.guards import line, settable
from congvu.domain.counters.models import OpeningDay, OpeningShift
from congvu.domain.procedures.models import Field
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people


def _field(field_id: int | None) -> Field | None:
    if field_id is None:
        return None
    found = Field.objects.filter(pk=field_id).first()
    if found is None:
        raise Invalid(_("There is no such field."), field="field")
    return found


@transaction.atomic
def add_shifts(
    *, actor: Actor, desk_id: int, weekdays: Sequence[int], starts: time, ends: time, from_on: date,
    field_id: int | None = None, basis: str = "", now: datetime,
) -> list[OpeningShift]:  # fmt: skip
    """Giờ tiếp nhận on these weekdays (0 = Monday), for everything or one field. Journal: `opening.shifts_added`."""
    desk = settable(actor, desk_id, now)
    if ends <= starts:
        raise Invalid(_("It must close after it opens."), field="ends")
    if not weekdays or not set(weekdays) <= set(range(7)):
        raise Invalid(_("Choose at least one day of the week."), field="weekdays")
    field = _field(field_id)
    there = OpeningShift.objects.filter(desk=desk, field=field, weekday__in=weekdays, starts__lt=ends, ends__gt=starts)
    if any(one.to_on is None or one.to_on > from_on for one in there):
        raise Invalid(_("These hours overlap with hours of the same day."), hint=_("End those first."))
    made = OpeningShift.objects.bulk_create(
        OpeningShift(desk=desk, field=field, weekday=day, starts=starts, ends=ends, from_on=from_on,
                     basis=one_line(basis)[:200], made_at=now, made_by=actor.signature)
        for day in sorted(set(weekdays))
    )  # fmt: skip
    body = {"weekdays": sorted(set(weekdays)), "hours": f"{starts:%H:%M}-{ends:%H:%M}", "from": from_on.isoformat()}
    line(desk, "opening.shifts_added", actor, now, {**body, "field": field.name if field else "", "basis": basis})
    return made


@transaction.atomic
def end_shifts(*, actor: Actor, shift_ids: Sequence[int], on: date, now: datetime) -> int:
    """From `on` the stretches hold no longer; one that has not begun is as if it never was. The key of their desk.

    Journal: `opening.shifts_ended`.
    """
    rows = list(
        OpeningShift.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=set(shift_ids)).order_by("pk")
    )
    if not rows or len(rows) != len(set(shift_ids)) or len({one.desk_id for one in rows}) != 1:
        raise NotFound(_("There are no such opening hours."))
    desk = settable(actor, rows[0].desk_id, now)
    if any(one.to_on is not None for one in rows):
        raise MoveRefused(_("These hours were ended already."))
    for one in rows:
        one.to_on = max(on, one.from_on)
    OpeningShift.objects.bulk_update(rows, ["to_on"])
    line(desk, "opening.shifts_ended", actor, now, {"shifts": [str(one) for one in rows], "from": on.isoformat()})
    return desk.pk


@transaction.atomic
def set_day(
    *, actor: Actor, desk_id: int, day: date, reason: str, starts: time | None = None, ends: time | None = None,
    field_id: int | None = None, now: datetime,
) -> OpeningDay:  # fmt: skip
    """Ngày mở, đóng cửa đặc biệt: closed all day, or open from `starts` to `ends`. Journal: `opening.day_set`."""
    desk = settable(actor, desk_id, now)
    words, field = one_line(reason)[:300], _field(field_id)
    if not words:
        raise Invalid(_("Say why this day is different."), field="reason")
    if (starts is None) != (ends is None) or (starts is not None and ends is not None and ends <= starts):
        raise Invalid(_("It must close after it opens."), field="ends")
    if day < people.local_date(now):
        raise Invalid(_("That day is over."), field="day")
    there = OpeningDay.objects.filter(desk=desk, day=day, field=field)
    if any(not one.is_open or starts is None for one in there):
        raise Invalid(_("Something else is set for that day."), hint=_("Take that out first."), field="day")
    row = OpeningDay.objects.create(
        desk=desk, day=day, field=field, is_open=starts is not None, starts=starts, ends=ends, reason=words,
        made_at=now, made_by=actor.signature,
    )  # fmt: skip
    hours = f"{starts:%H:%M}-{ends:%H:%M}" if starts and ends else ""
    body = {"day": day.isoformat(), "hours": hours, "reason": words, "field": field.name if field else ""}
    line(desk, "opening.day_set", actor, now, body)
    return row


@transaction.atomic
def clear_day(*, actor: Actor, day_id: int, now: datetime) -> int:
    """The day follows the week again; the key of its desk. Journal: `opening.day_cleared`."""
    row = OpeningDay.objects.filter(pk=day_id).first()
    if row is None:
        raise NotFound(_("There is no such special day."))
    desk = settable(actor, row.desk_id, now)
    if row.day < people.local_date(now):
        raise MoveRefused(_("That day is over."))
    row.delete()
    line(desk, "opening.day_cleared", actor, now, {"day": row.day.isoformat(), "reason": row.reason})
    return desk.pk
