"""Mở cửa: whether a desk receives people at a moment, until when, and when it opens next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from congvu.core.working_time import BeyondCalendar, WorkCalendar, from_axis, to_axis
from congvu.core.working_time.moments import DAY, date_of_axis, date_of_day, day_number
from congvu.domain.counters.models import OpeningDay, OpeningShift
from congvu.domain.counters.policy.opening import DayHours, SpecialDay, WeekLine, hours_on
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats

LOOK_AHEAD = 45
"""Days in which the next opening is looked for; Tết is shorter."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Tình trạng mở cửa at a moment, with a sentence for people."""

    open: bool
    closes_at: datetime | None
    next_opens_at: datetime | None
    words: str


@dataclass(frozen=True, slots=True)
class Hours:
    """Everything that decides when a desk is open."""

    calendar: WorkCalendar
    week: tuple[WeekLine, ...]
    special: tuple[SpecialDay, ...]
    fields: tuple[tuple[int, str], ...]
    """The fields that have hours of their own."""

    def on(self, day: date, field_id: int | None = None) -> DayHours:
        """The hours of a day; none outside the years of the calendar."""
        try:
            return hours_on(day, field_id, self.week, self.special, self.calendar)
        except BeyondCalendar:
            return DayHours(())


def hours_of(agency_id: int) -> Hours:
    """The opening rows of a desk. Two statements."""
    return hours_of_all([agency_id])[agency_id]


def hours_of_all(agency_ids: Sequence[int]) -> dict[int, Hours]:
    """The opening rows of several desks. Two statements."""
    shifts: dict[int, list[OpeningShift]] = {}
    for shift in OpeningShift.objects.filter(desk__in=agency_ids).select_related("field"):
        shifts.setdefault(shift.desk_id, []).append(shift)
    days: dict[int, list[OpeningDay]] = {}
    for day in OpeningDay.objects.filter(desk__in=agency_ids).select_related("field"):
        days.setdefault(day.desk_id, []).append(day)
    return {pk: _hours(pk, shifts.get(pk, []), days.get(pk, [])) for pk in agency_ids}


def _hours(agency_id: int, shifts: Sequence[OpeningShift], days: Sequence[OpeningDay]) -> Hours:
    fields = {one.field.pk: one.field.name for one in shifts if one.field is not None}
    fields |= {one.field.pk: one.field.name for one in days if one.field is not None}
    calendar = org.calendar_of(agency_id)
    return Hours(
        calendar.reception or calendar,
        tuple(WeekLine(one.weekday, one.starts, one.ends, one.from_on, one.to_on, one.field_id) for one in shifts),
        tuple(SpecialDay(one.day, one.is_open, one.reason, one.starts, one.ends, one.field_id) for one in days),
        tuple(sorted(fields.items(), key=lambda one: one[1])),
    )


def is_open(agency_id: int, at: datetime, field_id: int | None = None) -> Opening:
    """Whether the desk receives people at a moment, for a matter of a field or (without one) for any matter."""
    return opening_at(hours_of(agency_id), at, field_id)


def opening_at(hours: Hours, at: datetime, field_id: int | None = None) -> Opening:
    """The same for hours read before."""
    axis, today = to_axis(at), date_of_axis(to_axis(at))
    second, found = axis % DAY, hours.on(today, field_id)
    for starts, ends in found.spans:
        if starts <= second < ends:
            closes = from_axis(axis - second + ends)
            return Opening(True, closes, None, _("Open until %(time)s.") % {"time": formats.clock(closes)})
    opens = _next(hours, today, second, field_id)
    return Opening(False, None, opens, " ".join(_closed_words(hours, found, today, second, opens, field_id)))


def _next(hours: Hours, today: date, second: int, field_id: int | None) -> datetime | None:
    first = day_number(today)
    for number in range(first, first + LOOK_AHEAD):
        for starts, _ends in hours.on(date_of_day(number), field_id).spans:
            if number > first or starts > second:
                return from_axis(number * DAY + starts)
    return None


def _closed_words(
    hours: Hours, found: DayHours, today: date, second: int, opens: datetime | None, field_id: int | None
) -> Sequence[str]:
    """Why it is closed, for whom it is open all the same, and when it opens."""
    said = [_("Closed now: %(reason)s.") % {"reason": found.reason} if found.reason and not found.spans
            else _("Closed now.")]  # fmt: skip
    if field_id is None and (names := fields_open(hours, today, second)):
        said = [_("Open only for: %(fields)s.") % {"fields": ", ".join(names)}]
    if opens is not None and opens.date() == today:
        said.append(_("Opens at %(time)s.") % {"time": formats.clock(opens)})
    elif opens is not None:
        day = date_format(opens.date(), "l")
        said.append(
            _("Opens on %(weekday)s %(day)s at %(time)s.")
            % {"weekday": day, "day": formats.day(opens.date()), "time": formats.clock(opens)}
        )
    return said


def fields_open(hours: Hours, on: date, second: int) -> list[str]:
    """The fields for which the desk is open at a second of a day by hours of their own."""
    return [
        name for pk, name in hours.fields
        if any(starts <= second < ends for starts, ends in hours.on(on, pk).spans)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day of the coming weeks as printed at the door."""

    day: date
    spans: tuple[str, ...]
    reason: str
    fields: tuple[tuple[str, tuple[str, ...]], ...]


def coming_days(agency_id: int, first: date, days: int = 14) -> list[DayLine]:
    """The opening hours of the coming days, with those of single fields where they differ."""
    hours = hours_of(agency_id)
    found = []
    for number in range(day_number(first), day_number(first) + days):
        on = date_of_day(number)
        general = hours.on(on)
        special = [(name, hours.on(on, pk).spans) for pk, name in hours.fields]
        found.append(
            DayLine(
                on, _written(general.spans), general.reason,
                tuple((name, _written(spans)) for name, spans in special if spans != general.spans),
            )
        )  # fmt: skip
    return found


def _written(spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(f"{_clock(starts)}–{_clock(ends)}" for starts, ends in spans)


def _clock(second: int) -> str:
    return f"{second // 3600:02d}:{second % 3600 // 60:02d}"


@dataclass(frozen=True, slots=True)
class WeekRow:
    """The same hours on several weekdays, as one line. `pks` are their rows."""

    pks: tuple[int, ...]
    weekdays: tuple[int, ...]
    hours: str
    field: str
    from_on: date
    to_on: date | None
    basis: str


def week_of(agency_id: int, on: date) -> list[WeekRow]:
    """The stretches of the week that hold or will hold, the same hours together."""
    found: dict[tuple[object, ...], list[OpeningShift]] = {}
    for one in OpeningShift.objects.filter(desk=agency_id).select_related("field"):
        if one.to_on is None or one.to_on > on:
            key = (one.from_on, one.field_id or 0, one.starts, one.ends, one.to_on or date.max, one.basis)
            found.setdefault(key, []).append(one)
    return [
        WeekRow(
            tuple(one.pk for one in rows), tuple(one.weekday for one in rows),
            f"{rows[0].starts:%H:%M}–{rows[0].ends:%H:%M}", rows[0].field.name if rows[0].field else "",
            rows[0].from_on, rows[0].to_on, rows[0].basis,
        )
        for _key, rows in sorted(found.items())
    ]  # fmt: skip


def special_days_of(agency_id: int, on: date) -> list[OpeningDay]:
    """The special days from today on."""
    return list(OpeningDay.objects.filter(desk=agency_id, day__gte=on).select_related("field"))
