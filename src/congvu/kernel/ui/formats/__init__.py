"""Cách viết ngày, giờ, số: dates, times and numbers as a Vietnamese office writes them.

Dates are always dd/mm/yyyy, in English too: one office, one way. Numbers follow the language on screen
(vi ``1.234,5``, en ``1,234.5``).
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

MINUTES_OF_A_WORKING_DAY = 480


def local(moment: datetime) -> datetime:
    """The moment in the time zone of the office; a naive moment is taken as it is."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def day(value: date | datetime | None) -> str:
    """``22/11/2026``; empty for None."""
    if value is None:
        return ""
    shown = local(value) if isinstance(value, datetime) else value
    return f"{shown.day:02d}/{shown.month:02d}/{shown.year:04d}"


def short_day(value: date | datetime) -> str:
    """``22/11``: where the year is plain from the place."""
    shown = local(value) if isinstance(value, datetime) else value
    return f"{shown.day:02d}/{shown.month:02d}"


def clock(value: datetime | None) -> str:
    """``16:30``; empty for None."""
    if value is None:
        return ""
    shown = local(value)
    return f"{shown.hour:02d}:{shown.minute:02d}"


def moment(value: datetime | None) -> str:
    """``22/11/2026 16:30``; empty for None."""
    return "" if value is None else f"{day(value)} {clock(value)}"


def number(value: int | float | Decimal | None, places: int | None = None) -> str:
    """``1.234,5``: grouped by thousands, rounded half up to *places*, without empty places when none are asked for.

    Empty for None.
    """
    if value is None:
        return ""
    exact = Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    elif exact.is_finite():
        exact = exact.to_integral_value() if exact == exact.to_integral_value() else exact.normalize()
    text = f"{exact:,f}"
    if (get_language() or "vi").startswith("vi"):
        text = text.translate(str.maketrans(",.", ".,"))
    return text.replace("-", "−")


def percent(part: int, whole: int, places: int = 1) -> str:
    """``98,6 %``; an em dash where there is no denominator."""
    if whole == 0:
        return "—"
    return f"{number(Decimal(part) * 100 / Decimal(whole), places)} %"


def size(bytes_: int) -> str:
    """``1,2 MB``: sizes of files."""
    if bytes_ < 1024:
        return f"{number(bytes_)} B"
    amount = Decimal(bytes_)
    for unit in ("KB", "MB", "GB"):
        amount /= 1024
        if amount < 1024 or unit == "GB":
            break
    return f"{number(amount, 1)} {unit}"


def working_span(minutes: int, day_minutes: int = MINUTES_OF_A_WORKING_DAY) -> str:
    """Working time in words, the two largest units: ``2 ngày 3 giờ``, ``45 phút``.

    *minutes* is working time; its sign is dropped. A working day has *day_minutes*.
    """
    days, rest = divmod(abs(minutes), day_minutes)
    hours, mins = divmod(rest, 60)
    parts: list[str] = []
    if days:
        parts.append(ngettext("%d day", "%d days", days) % days)
    if hours:
        parts.append(ngettext("%d hour", "%d hours", hours) % hours)
    if mins and not days:
        parts.append(ngettext("%d minute", "%d minutes", mins) % mins)
    return " ".join(parts) if parts else _("0 minutes")
