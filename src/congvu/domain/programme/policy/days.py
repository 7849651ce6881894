"""Mốc thời gian của chương trình: until when units register, by which day an item is submitted, when stages are done.

All numbers come from the rulebook as of a day; here is only how they are put together.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.working_time import HANOI
from congvu.kernel.rules import queries as rules

_DAY_MONTH = re.compile(r"(\d{1,2})[/.-](\d{1,2})")
FIRST_YEAR, LAST_YEAR = 2004, 2100
QUARTERS = (1, 2, 3, 4)


def shifted(on: date, days: int) -> date:
    """The day so many days after `on` (before it, for a negative number)."""
    return date.fromordinal(on.toordinal() + days)


def end_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def quarter_of(on: date) -> int:
    """The quarter a day lies in."""
    return (on.month - 1) // 3 + 1


def bounds(year: int, quarter: int | None = None, month: int | None = None) -> tuple[date, date]:
    """First and last day of a month, a quarter, or the year."""
    if month is not None:
        return date(year, month, 1), end_of_month(year, month)
    if quarter is not None:
        return date(year, 3 * quarter - 2, 1), end_of_month(year, 3 * quarter)
    return date(year, 1, 1), date(year, 12, 31)


def week_of(on: date) -> tuple[date, date]:
    """Monday and Sunday of the week of a day."""
    monday = shifted(on, -on.weekday())
    return monday, shifted(monday, 6)


def register_before(year: int, quarter: int | None, on: date) -> date:
    """The day before which units register items: rule `programme.register_by` (a year), or so many days before the
    quarter begins (`programme.register_quarter_before`). Invalid when the province wrote something that is no day."""
    if quarter is not None:
        days = int(rules.rule("programme.register_quarter_before", on).value)
        return shifted(bounds(year, quarter)[0], -days)
    text = rules.rule("programme.register_by", on).value
    found = _DAY_MONTH.fullmatch(text.strip())
    try:
        return date(year - 1, int(found[2]), int(found[1])) if found else _no_day(text)
    except ValueError:
        return _no_day(text)


def _no_day(text: str) -> date:
    raise Invalid(
        _("The rule for registering (“%(text)s”) is no day of a year.") % {"text": text},
        hint=_("Write it as day/month, for example 15/11, in the rulebook (programme.register_by)."),
    )


def submit_day(year: int, month: int, on: date) -> date:
    """The last day for submitting an item programmed for a month: the day before rule `programme.dossier_day`."""
    day = int(rules.rule("programme.dossier_day", on).value)
    return shifted(date(year, month, min(max(day, 2), monthrange(year, month)[1])), -1)


def stage_days(registered_on: date, begin: date, submit_on: date, on: date) -> list[tuple[str, date]]:
    """The planned day of every stage: shares of the time from `begin` to the submission, then the end of its month."""
    shares = _shares(on)
    begin = min(max(begin, registered_on), submit_on)
    length = submit_on.toordinal() - begin.toordinal()
    middle = [shifted(begin, round(length * share)) for share in shares[:3]]
    issue = max(submit_on, end_of_month(submit_on.year, submit_on.month))
    return [
        ("register", registered_on), ("draft", middle[0]), ("consult", middle[1]), ("appraise", middle[2]),
        ("submit", submit_on), ("issue", issue),
    ]  # fmt: skip


def _shares(on: date) -> Sequence[float]:
    shares = [float(part.replace(",", ".")) for part in rules.rule("programme.stage_shares", on).value.split()]
    return [*shares, *[1.0] * 3][:3]


def moment_of(on: date, *, end: bool = False) -> datetime:
    """The first moment of a day in Viet Nam, or its last second."""
    return datetime.combine(on, time(23, 59, 59) if end else time(0), HANOI)
