"""Tỉnh Lam Giang: three calendars. The civil service's, the Office's own hours, and one ward with a Saturday desk."""

from __future__ import annotations

from datetime import date, datetime, time

from congvu.core.working_time import HANOI, official_days, year_standings
from congvu.kernel.org.actions.official_days import OFFICIAL_HOURS, rows_of_official_days, rows_of_official_years
from congvu.kernel.org.models import Calendar, CalendarDay, CalendarShift, CalendarYear, ShiftUse, Standing

_BEGINS = date(2005, 1, 1)
_SINCE = datetime(2005, 1, 1, tzinfo=HANOI)
_ANNOUNCED = {
    "CV 2450/VPCP-KGVX": datetime(2024, 4, 12, 16, 0, tzinfo=HANOI),
    "CV 8726/VPCP-KGVX": datetime(2024, 12, 3, 9, 0, tzinfo=HANOI),
    "TB 9441/TB-BNV": datetime(2025, 10, 10, 9, 0, tzinfo=HANOI),
    "CV 12729/VPCP-KGVX": datetime(2025, 12, 25, 17, 0, tzinfo=HANOI),
    "NQ 28/2026/QH16": datetime(2026, 7, 1, 0, 0, tzinfo=HANOI),
    "Đề xuất": datetime(2026, 9, 6, 8, 0, tzinfo=HANOI),
}
"""When what a source says became known here; what has no line was always known."""


def _known_from(source: str) -> datetime:
    return next((moment for start, moment in _ANNOUNCED.items() if source.startswith(start)), _SINCE)


def build_calendars(now: datetime) -> dict[str, Calendar]:
    """Write the calendars; nothing in them was announced after `now`."""
    civil = Calendar(code="cong-chuc", name="Lịch công chức tỉnh Lam Giang")
    civil.save()
    office = Calendar(code="vpubnd", name="Lịch Văn phòng UBND tỉnh", based_on=civil)
    office.save()
    saturday = Calendar(code="sang-thu-bay", name="Lịch có tiếp nhận sáng thứ Bảy", based_on=civil)
    saturday.save()
    days = rows_of_official_days(civil, official_days(), known_from=_SINCE)
    for row in days:
        row.known_from = min(_known_from(row.source), now)
    CalendarDay.objects.bulk_create(days, batch_size=500)
    CalendarYear.objects.bulk_create(rows_of_official_years(civil, year_standings(), known_from=_SINCE))
    shifts = _hours(civil, ShiftUse.PROCESSING, OFFICIAL_HOURS, range(5), "Giờ làm việc mặc định của tỉnh")
    own = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 30)))
    shifts += _hours(office, ShiftUse.PROCESSING, own, range(5), "Quy chế làm việc của Văn phòng UBND tỉnh")
    notice = "Thông báo giờ tiếp nhận của UBND phường Lam Sơn"
    shifts += _hours(saturday, ShiftUse.RECEPTION, OFFICIAL_HOURS, range(5), notice)
    shifts += _hours(saturday, ShiftUse.RECEPTION, ((time(7, 30), time(11, 30)),), range(5, 6), notice)
    CalendarShift.objects.bulk_create(shifts)
    return {"cong-chuc": civil, "vpubnd": office, "sang-thu-bay": saturday}


def _hours(
    calendar: Calendar, use: str, stretches: tuple[tuple[time, time], ...], weekdays: range, source: str
) -> list[CalendarShift]:
    return [
        CalendarShift(
            calendar=calendar,
            use=use,
            weekday=weekday,
            starts=starts,
            ends=ends,
            valid_from=_BEGINS,
            source=source,
            standing=Standing.LOCAL,
            known_from=_SINCE,
        )
        for weekday in weekdays
        for starts, ends in stretches
    ]
