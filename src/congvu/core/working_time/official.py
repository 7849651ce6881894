"""Lịch nghỉ chính thức. The civil service's days off and worked Saturdays, with source and standing.

2023–2026 as announced; the other years come from `unofficial` and say so. Data only: what a province decides
for itself is added as rows of standing "local".
"""

from __future__ import annotations

from datetime import date
from functools import cache

from congvu.core.refusals import Invalid
from congvu.core.working_time.calendar import WorkCalendar
from congvu.core.working_time.rows import DayKind, DayRow, Standing, WeekTable
from congvu.core.working_time.unofficial import SOURCE as UNOFFICIAL_SOURCE
from congvu.core.working_time.unofficial import UNOFFICIAL

SWAP_NOVEMBER_2026 = "swap-2026-11-23"
"""Đề xuất hoán đổi 23/11/2026 (nghỉ) và 28/11/2026 (làm bù): reported on 6 September 2026, no approval found."""

FIRST_YEAR, LAST_YEAR = 2015, 2035
OFFICIAL_YEARS = (2023, 2024, 2025, 2026)

_CODE = "Bộ luật Lao động 2019, Điều 112"
_MAKE_UP = "Bộ luật Lao động 2019, Điều 111 khoản 3 (nghỉ bù)"
_TET_2023 = "Lịch nghỉ Tết và lễ năm 2023 theo công bố trên báo chí"
_TET_2024 = "Lịch nghỉ Tết năm 2024 theo công bố trên báo chí"
_CV_2450 = "CV 2450/VPCP-KGVX ngày 12/4/2024"
_FOR_2025 = "CV 8726/VPCP-KGVX (2024); TB 6150/TB-BLĐTBXH (2024)"
_FOR_2026 = "TB 9441/TB-BNV (2025)"
_CV_12729 = "CV 12729/VPCP-KGVX ngày 25/12/2025"
_CULTURE = "NQ 28/2026/QH16"
_PROPOSAL = "Đề xuất nêu trên báo chí ngày 06/9/2026, chưa thấy văn bản đồng ý"

_NEW_YEAR = ("Tết Dương lịch", "New Year's Day")
_TET = ("Tết Nguyên đán", "Lunar New Year")
_HUNG = ("Giỗ Tổ Hùng Vương", "Hùng Kings' Commemoration")
_VICTORY = ("Ngày Chiến thắng 30/4", "Victory Day")
_LABOUR = ("Ngày Quốc tế lao động 01/5", "Labour Day")
_NATIONAL = ("Quốc khánh", "National Day")
_CULTURE_DAY = ("Ngày Văn hóa Việt Nam", "Vietnam Culture Day")


def _made_up(name: tuple[str, str]) -> tuple[str, str]:
    return f"Nghỉ bù {name[0]}", f"{name[1]} (observed)"


# (tháng, ngày), tên, nguồn: month and day, names, source.
_OFF: dict[int, tuple[tuple[int, int, tuple[str, str], str], ...]] = {
    2023: (
        (1, 2, _made_up(_NEW_YEAR), _MAKE_UP),
        *((1, day, _TET, _TET_2023) for day in (20, 23, 24, 25, 26)),
        (5, 1, _LABOUR, _CODE),
        (5, 2, _made_up(_HUNG), _MAKE_UP),
        (5, 3, _made_up(_VICTORY), _MAKE_UP),
        (9, 1, _NATIONAL, _TET_2023),
        (9, 4, _made_up(_NATIONAL), _MAKE_UP),
    ),
    2024: (
        (1, 1, _NEW_YEAR, _CODE),
        *((2, day, _TET, _TET_2024) for day in (8, 9, 12, 13, 14)),
        (4, 18, _HUNG, _CODE),
        (4, 29, ("Hoán đổi với Thứ Bảy 04/5/2024", "Swapped with Saturday 2024-05-04"), _CV_2450),
        (4, 30, _VICTORY, _CODE),
        (5, 1, _LABOUR, _CODE),
        (9, 2, _NATIONAL, _CODE),
        (9, 3, _NATIONAL, _CODE),
    ),
    2025: (
        (1, 1, _NEW_YEAR, _CODE),
        *((1, day, _TET, _FOR_2025) for day in (27, 28, 29, 30, 31)),
        (4, 7, _HUNG, _CODE),
        (4, 30, _VICTORY, _CODE),
        (5, 1, _LABOUR, _CODE),
        (5, 2, ("Hoán đổi với Thứ Bảy 26/4/2025", "Swapped with Saturday 2025-04-26"), _FOR_2025),
        (9, 1, _NATIONAL, _FOR_2025),
        (9, 2, _NATIONAL, _FOR_2025),
    ),
    2026: (
        (1, 1, _NEW_YEAR, _CODE),
        (1, 2, ("Hoán đổi với Thứ Bảy 10/01/2026", "Swapped with Saturday 2026-01-10"), _CV_12729),
        *((2, day, _TET, _FOR_2026) for day in (16, 17, 18, 19, 20)),
        (4, 27, _made_up(_HUNG), _MAKE_UP),
        (4, 30, _VICTORY, _CODE),
        (5, 1, _LABOUR, _CODE),
        (8, 31, ("Hoán đổi với Thứ Bảy 22/8/2026", "Swapped with Saturday 2026-08-22"), _FOR_2026),
        (9, 1, _NATIONAL, _FOR_2026),
        (9, 2, _NATIONAL, _FOR_2026),
        (11, 24, _CULTURE_DAY, _CULTURE),
    ),
}

_WORKED: tuple[tuple[date, date, str], ...] = (
    (date(2024, 5, 4), date(2024, 4, 29), _CV_2450),
    (date(2025, 4, 26), date(2025, 5, 2), _FOR_2025),
    (date(2026, 1, 10), date(2026, 1, 2), _CV_12729),
    (date(2026, 8, 22), date(2026, 8, 31), _FOR_2026),
)
"""Ngày làm bù: the worked Saturday, the day off it is worked for, the source."""


def _worked_for(day: date) -> tuple[str, str]:
    return f"làm bù cho ngày {day:%d/%m/%Y}", f"worked for {day.isoformat()}"


@cache
def official_days() -> tuple[DayRow, ...]:
    """All shipped rows: official years, the November 2026 proposal behind its switch, and the unofficial years."""
    verified: Standing = "verified"
    rows = [
        DayRow(date(year, month, day), DayKind.OFF, *name, source=source, standing=verified)
        for year, days in _OFF.items()
        for month, day, name, source in days
    ]
    rows += [
        DayRow(worked, DayKind.WORKED, *_worked_for(off), source=source, standing=verified)
        for worked, off, source in _WORKED
    ]
    off, worked = date(2026, 11, 23), date(2026, 11, 28)
    swapped = ("Hoán đổi với Thứ Bảy 28/11/2026", "Swapped with Saturday 2026-11-28")
    rows.append(DayRow(off, DayKind.OFF, *swapped, source=_PROPOSAL, standing="unverified", switch=SWAP_NOVEMBER_2026))
    rows.append(
        DayRow(
            worked,
            DayKind.WORKED,
            *_worked_for(off),
            source=_PROPOSAL,
            standing="unverified",
            switch=SWAP_NOVEMBER_2026,
        )
    )
    rows += [
        DayRow(
            date.fromisoformat(on),
            DayKind.WORKED if worked_instead else DayKind.OFF,
            name_vi,
            name_en,
            source=UNOFFICIAL_SOURCE,
            standing="unverified",
        )
        for on, worked_instead, name_vi, name_en in UNOFFICIAL
    ]
    return tuple(rows)


def year_standings() -> tuple[tuple[int, Standing], ...]:
    """The standing of each shipped year."""
    return tuple(
        (year, "verified" if year in OFFICIAL_YEARS else "unverified") for year in range(FIRST_YEAR, LAST_YEAR + 1)
    )


@cache
def national_calendar(*switches: str) -> WorkCalendar:
    """Lịch công chức. The civil-service calendar, Monday to Friday 07:00–11:30 and 13:30–17:00."""
    calendar = WorkCalendar(
        code="vn-civil-service",
        name="Lịch làm việc công chức",
        weeks=(WeekTable.five_days(),),
        days=official_days(),
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
        year_standing=year_standings(),
    )
    return calendar.with_switches(*switches) if switches else calendar


CALENDARS: dict[str, tuple[str, ...]] = {
    "vn-civil-service": (),
    f"vn-civil-service+{SWAP_NOVEMBER_2026}": (SWAP_NOVEMBER_2026,),
}
"""Names of the shipped calendars and the switches they stand for."""


def calendar_named(name: str) -> WorkCalendar:
    """A shipped calendar by name; Invalid with the known names otherwise."""
    if name not in CALENDARS:
        known = ", ".join(CALENDARS)
        raise Invalid(
            f"There is no calendar “{name}”.", field="calendar", hint=f"Known: {known}.", code="unknown_calendar"
        )
    return national_calendar(*CALENDARS[name])
