"""Khi nào được gửi thư: working days of the person's own calendar, outside quiet hours, nobody who is away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from congvu.core.working_time import HANOI, WorkCalendar
from congvu.kernel.casework.models import ReminderChoice
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

#: The longest closed time that is looked over for the next day of work.
LONGEST_REST = 40
_ONE_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Hours:
    """From when until when e-mails may be sent, and when the digest is."""

    start: time
    end: time
    digest: time


def province_hours(on: date) -> Hours:
    """The hours of the rulebook on a day."""
    codes = ("mail_from", "mail_until", "digest_at")
    return Hours(*(time.fromisoformat(rules.rule(f"casework.{code}", on).value) for code in codes))


def hours_of(choice: ReminderChoice | None, province: Hours) -> Hours:
    """The hours of a person; what was not chosen is the province's."""
    if choice is None:
        return province
    return Hours(
        choice.mail_from or province.start, choice.mail_until or province.end, choice.digest_at or province.digest
    )


def next_moment(agency_id: int, official_id: int, hours: Hours, now: datetime) -> datetime | None:
    """The first moment from `now` at which a mail may be sent; None when the person is away or no day of work is
    near. `now` itself when it is one."""
    calendar, local = org.calendar_of(agency_id), now.astimezone(HANOI)
    if local.timetz().replace(tzinfo=None) >= hours.end:
        local = datetime.combine(local.date() + _ONE_DAY, hours.start, HANOI)
    elif local.timetz().replace(tzinfo=None) < hours.start:
        local = datetime.combine(local.date(), hours.start, HANOI)
    for _day in range(LONGEST_REST):
        if works_on(calendar, official_id, local.date()):
            return now if local <= now else local
        local = datetime.combine(local.date() + _ONE_DAY, hours.start, HANOI)
    return None


def works_on(calendar: WorkCalendar, official_id: int, on: date) -> bool:
    """Whether it is a working day for the person: by the calendar, and not away."""
    return calendar.is_working_day(on) and org.absence_of(official_id, on) is None


def digest_is_due(agency_id: int, official_id: int, hours: Hours, now: datetime) -> bool:
    """Whether the digest of today may be sent now: from its hour until mails end."""
    local = now.astimezone(HANOI)
    clock = local.time()
    return hours.digest <= clock < hours.end and works_on(org.calendar_of(agency_id), official_id, local.date())
