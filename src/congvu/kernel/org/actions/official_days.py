"""Lịch nghỉ chính thức: taking the shipped list of days off and swapped days into a calendar of the register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.working_time import DayKind as CoreDayKind
from congvu.core.working_time import DayRow, official_days, shifts_text, year_standings
from congvu.core.working_time import Standing as CoreStanding
from congvu.core.working_time.moments import HANOI
from congvu.kernel.org.actions.calendars import require_for_calendar
from congvu.kernel.org.actions.lines import ask_to_recompute, write_line
from congvu.kernel.org.models import Calendar, CalendarDay, CalendarYear, DayKind
from congvu.kernel.org.policy import ActingPerson

OFFICIAL_HOURS = ((time(7, 0), time(11, 30)), (time(13, 30), time(17, 0)))
"""Giờ làm việc mặc định: eight hours a day."""

EVER = datetime(2005, 1, 1, tzinfo=HANOI)
"""What comes with a new register counts as known long ago: there is no earlier knowledge it could contradict."""

_KINDS = {
    CoreDayKind.OFF: DayKind.OFF,
    CoreDayKind.WORKED: DayKind.WORK,
    CoreDayKind.MORNING: DayKind.HALF,
    CoreDayKind.AFTERNOON: DayKind.SHIFTS,
    CoreDayKind.SHIFTS: DayKind.SHIFTS,
}


@transaction.atomic
def load_official_days(*, actor: ActingPerson, calendar: Calendar, now: datetime, behalf: str = "") -> int:
    """Nạp lịch nghỉ chính thức. Takes over the shipped days about which the calendar knows nothing; returns how many.

    A calendar without any days takes them as known for ever, a later load as known from `now`. Days the province
    entered itself stay as they are. Journals `calendar.official_days_loaded`.
    """
    require_for_calendar(actor, "org.calendar.edit", calendar)
    calendar = Calendar.objects.select_for_update(no_key=True).get(pk=calendar.pk)
    fresh = not CalendarDay.objects.filter(calendar=calendar).exists()
    known_from = min(EVER, now) if fresh else now
    known = set(CalendarDay.objects.filter(calendar=calendar, known_to=None).values_list("day", "switch"))
    years = set(CalendarYear.objects.filter(calendar=calendar, known_to=None).values_list("year", flat=True))
    rows = [
        row
        for row in rows_of_official_days(calendar, official_days(), known_from=known_from)
        if (row.day, row.switch) not in known and (row.day, "") not in known
    ]
    if not rows:
        raise Invalid(_("The calendar has all the shipped days already."))
    body = {"calendar": calendar.code, "days": len(rows), "first": rows[0].day.isoformat()}
    write_line("calendar.official_days_loaded", actor=actor, behalf=behalf, now=now, body=body)
    CalendarDay.objects.bulk_create(rows, batch_size=500)
    CalendarYear.objects.bulk_create(
        row
        for row in rows_of_official_years(calendar, year_standings(), known_from=known_from)
        if row.year not in years
    )
    ask_to_recompute(calendar.pk, because=f"{calendar.name}: {len(rows)} ngày", now=now)
    return len(rows)


def rows_of_official_days(calendar: Calendar, days: Iterable[DayRow], *, known_from: datetime) -> list[CalendarDay]:
    """Rows for the shipped days, not saved."""
    return [
        CalendarDay(
            calendar=calendar,
            day=day.on,
            kind=_KINDS[day.kind],
            shifts=shifts_text(day.shifts),
            label=day.name_vi,
            label_en=day.name_en,
            switch=day.switch,
            source=day.source,
            standing=day.standing,
            known_from=known_from,
        )
        for day in days
    ]


def rows_of_official_years(
    calendar: Calendar, standings: Iterable[tuple[int, CoreStanding]], *, known_from: datetime
) -> list[CalendarYear]:
    """Rows that say how far the shipped list of each year can be trusted, not saved."""
    return [
        CalendarYear(calendar=calendar, year=year, standing=standing, known_from=known_from)
        for year, standing in standings
    ]
