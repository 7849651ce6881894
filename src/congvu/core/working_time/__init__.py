"""Thời gian làm việc. Calendars, limits and the only place where a deadline is reckoned."""

from __future__ import annotations

from congvu.core.working_time.calendar import WorkCalendar
from congvu.core.working_time.limits import (
    CalendarDays,
    Finish,
    FixedDate,
    Limit,
    Months,
    Sum,
    WorkingDays,
    WorkingHours,
    duration_words,
    parts_of,
)
from congvu.core.working_time.moments import HANOI, from_axis, read_moment, to_axis
from congvu.core.working_time.official import (
    CALENDARS,
    FIRST_YEAR,
    LAST_YEAR,
    SWAP_NOVEMBER_2026,
    calendar_named,
    national_calendar,
    official_days,
    year_standings,
)
from congvu.core.working_time.reading import read_limit
from congvu.core.working_time.reception import AFTER_THREE, AS_GIVEN, PLAIN, ReceptionRule
from congvu.core.working_time.reckoning import Explained, add, add_paused, explain, measure, measure_days, subtract
from congvu.core.working_time.rows import (
    DEFAULT_SHIFTS,
    DayKind,
    DayRow,
    Outage,
    Shift,
    Shifts,
    Standing,
    WeekTable,
    read_shifts,
    shifts_text,
)
from congvu.core.working_time.table import BeyondCalendar
from congvu.core.working_time.trace import TraceLine
from congvu.core.working_time.wording import day_words, moment_words, render

__all__ = [
    "AFTER_THREE",
    "AS_GIVEN",
    "CALENDARS",
    "DEFAULT_SHIFTS",
    "FIRST_YEAR",
    "HANOI",
    "LAST_YEAR",
    "PLAIN",
    "SWAP_NOVEMBER_2026",
    "BeyondCalendar",
    "CalendarDays",
    "DayKind",
    "DayRow",
    "Explained",
    "Finish",
    "FixedDate",
    "Limit",
    "Months",
    "Outage",
    "ReceptionRule",
    "Shift",
    "Shifts",
    "Standing",
    "Sum",
    "TraceLine",
    "WeekTable",
    "WorkCalendar",
    "WorkingDays",
    "WorkingHours",
    "add",
    "add_paused",
    "calendar_named",
    "day_words",
    "duration_words",
    "explain",
    "from_axis",
    "measure",
    "measure_days",
    "moment_words",
    "national_calendar",
    "official_days",
    "parts_of",
    "read_limit",
    "read_moment",
    "read_shifts",
    "render",
    "shifts_text",
    "subtract",
    "to_axis",
    "year_standings",
]
