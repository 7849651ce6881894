"""Lịch làm việc: announcing days and shifts. What was known is never rewritten, only followed by what is known now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.core.working_time import read_shifts, shifts_text
from congvu.core.working_time.moments import seconds_of
from congvu.core.working_time.rows import Shift, ordered_shifts
from congvu.kernel.org.actions.agencies import locked
from congvu.kernel.org.actions.lines import ask_to_recompute, write_line
from congvu.kernel.org.models import Agency, Calendar, CalendarDay, CalendarShift, DayKind, ShiftUse, Standing
from congvu.kernel.org.policy import ActingPerson, require
from congvu.kernel.org.queries import calendar_id_of

PERMISSION = "org.calendar.edit"
_SHIFT_FIELDS = ("calendar", "use", "weekday", "starts", "ends", "valid_from", "source", "standing")


@dataclass(frozen=True, slots=True)
class NewShift:
    """One stretch of a weekday (0 = Monday … 6 = Sunday)."""

    weekday: int
    starts: time
    ends: time


@transaction.atomic
def announce_day(
    *,
    actor: ActingPerson,
    calendar: Calendar,
    day: date,
    kind: str,
    source: str,
    now: datetime,
    label: str = "",
    label_en: str = "",
    shifts: str = "",
    standing: str = Standing.LOCAL,
    behalf: str = "",
) -> CalendarDay:
    """Thông báo ngày nghỉ, ngày làm bù, giờ làm việc khác. From `now` on the day is known to be so.

    The row known so far is closed, not changed; journals `calendar.day_announced`; open cases are reckoned anew.
    `shifts` ("07:00-11:30,13:30-17:00") are needed for other hours, optional for a half day, refused otherwise.
    Legal basis: Bộ luật Lao động 2019, Điều 112 khoản 3 (the yearly days); swaps by the announcement named in `source`.
    """
    require_for_calendar(actor, PERMISSION, calendar)
    if kind not in DayKind.values:
        raise Invalid(_("Choose what the day is."), field="kind")
    if standing not in Standing.values:
        raise Invalid(_("Choose a standing."), field="standing")
    if not source.strip():
        raise Invalid(_("Name the text that says so."), field="source")
    shifts = _checked_hours(kind, shifts)
    calendar = _locked(calendar)
    known = CalendarDay.objects.filter(calendar=calendar, day=day, switch="", known_to=None).first()
    if known is not None and (known.kind, known.shifts, known.source, known.standing, known.label) == (
        kind, shifts, source.strip(), standing, label.strip(),
    ):  # fmt: skip
        raise Invalid(_("This is known already."), field="day")
    row = CalendarDay(
        calendar=calendar,
        day=day,
        kind=kind,
        shifts=shifts,
        label=label.strip(),
        label_en=label_en.strip(),
        source=source.strip(),
        standing=standing,
        known_from=now,
    )
    body = {**_day_body(row), "instead_of": _day_body(known) if known else None}
    write_line("calendar.day_announced", actor=actor, behalf=behalf, now=now, body=body)
    _supersede(known, now)
    row.save(force_insert=True)
    ask_to_recompute(calendar.pk, because=f"{row.source}: {day:%d/%m/%Y}", now=now)
    return row


@transaction.atomic
def retract_day(
    *, actor: ActingPerson, calendar: Calendar, day: date, source: str, now: datetime, behalf: str = ""
) -> None:
    """Bỏ thông báo về một ngày. From `now` on the day is an ordinary one; journals `calendar.day_retracted`."""
    require_for_calendar(actor, PERMISSION, calendar)
    if not source.strip():
        raise Invalid(_("Name the text that says so."), field="source")
    calendar = _locked(calendar)
    known = CalendarDay.objects.filter(calendar=calendar, day=day, switch="", known_to=None).first()
    if known is None:
        raise NotFound(_("Nothing is announced about that day."))
    body = {**_day_body(known), "source_of_retraction": source.strip()}
    write_line("calendar.day_retracted", actor=actor, behalf=behalf, now=now, body=body)
    _supersede(known, now)
    ask_to_recompute(calendar.pk, because=f"{source.strip()}: {day:%d/%m/%Y}", now=now)


@transaction.atomic
def adopt_proposal(
    *, actor: ActingPerson, calendar: Calendar, switch: str, source: str, now: datetime, behalf: str = ""
) -> list[CalendarDay]:
    """Áp dụng đề xuất hoán đổi. The days of a proposal become announced days by the decision named in `source`.

    Journals `calendar.proposal_adopted`. A day that something else is known about refuses the whole act.
    """
    require_for_calendar(actor, PERMISSION, calendar)
    if not source.strip():
        raise Invalid(_("Name the decision that adopts the proposal."), field="source")
    calendar = _locked(calendar)
    proposed = list(CalendarDay.objects.filter(calendar=calendar, switch=switch, known_to=None).order_by("day"))
    if not switch or not proposed:
        raise NotFound(_("There is no such proposal."))
    days = [row.day for row in proposed]
    if CalendarDay.objects.filter(calendar=calendar, day__in=days, switch="", known_to=None).exists():
        raise Invalid(_("Something else is announced about one of these days."), field="switch")
    adopted = [
        CalendarDay(
            calendar=calendar,
            day=row.day,
            kind=row.kind,
            shifts=row.shifts,
            label=row.label,
            label_en=row.label_en,
            source=source.strip(),
            standing=Standing.VERIFIED,
            known_from=now,
        )
        for row in proposed
    ]
    body = {"proposal": switch, "days": [_day_body(row) for row in adopted]}
    write_line("calendar.proposal_adopted", actor=actor, behalf=behalf, now=now, body=body)
    for row in proposed:
        _supersede(row, now)
    CalendarDay.objects.bulk_create(adopted)
    ask_to_recompute(calendar.pk, because=f"{source.strip()}: {switch}", now=now)
    return adopted


@transaction.atomic
def set_shifts(
    *,
    actor: ActingPerson,
    calendar: Calendar,
    use: str,
    shifts: Sequence[NewShift],
    valid_from: date,
    source: str,
    now: datetime,
    behalf: str = "",
) -> list[CalendarShift]:
    """Quy định giờ làm việc. From `valid_from` the week has these shifts; journals `calendar.hours_set`.

    What was known of the days before stays: rows in force are closed as known and known anew with their end.
    """
    require_for_calendar(actor, PERMISSION, calendar)
    if use not in ShiftUse.values:
        raise Invalid(_("Choose processing or reception hours."), field="use")
    if not source.strip():
        raise Invalid(_("Name the text that says so."), field="source")
    _refuse_bad_week(shifts)
    calendar = _locked(calendar)
    known = list(CalendarShift.objects.filter(calendar=calendar, use=use, known_to=None))
    body = {
        "calendar": calendar.code,
        "use": use,
        "valid_from": valid_from.isoformat(),
        "shifts": [[row.weekday, f"{row.starts:%H:%M}", f"{row.ends:%H:%M}"] for row in shifts],
        "source": source.strip(),
    }
    write_line("calendar.hours_set", actor=actor, behalf=behalf, now=now, body=body)
    rows = _kept_until(known, valid_from, now)
    rows += [
        CalendarShift(
            calendar=calendar,
            use=use,
            weekday=new.weekday,
            starts=new.starts,
            ends=new.ends,
            valid_from=valid_from,
            source=source.strip(),
            known_from=now,
        )
        for new in shifts
    ]
    made = CalendarShift.objects.bulk_create(rows)
    ask_to_recompute(calendar.pk, because=f"{source.strip()}: {valid_from:%d/%m/%Y}", now=now)
    return made


def _kept_until(known: list[CalendarShift], valid_from: date, now: datetime) -> list[CalendarShift]:
    """Close as known what reaches beyond `valid_from`; return it anew with its end there, not saved."""
    kept = []
    for row in known:
        if row.valid_to is not None and row.valid_to <= valid_from:
            continue
        _supersede(row, now)
        if row.valid_from < valid_from:
            values = {field: getattr(row, field) for field in _SHIFT_FIELDS}
            kept.append(CalendarShift(**values, valid_to=valid_from, known_from=now))
    return kept


@transaction.atomic
def give_own_calendar(
    *, actor: ActingPerson, agency: Agency, code: str, name: str, now: datetime, behalf: str = ""
) -> Calendar:
    """Lịch riêng. The agency gets a calendar of its own, so far equal to the one it works by; `calendar.given`.

    Nothing moves by it, now or in the past: what differs is announced in it afterwards, each with its own moment.
    """
    require(actor, PERMISSION, agency.pk)
    agency = locked(agency)
    if Calendar.objects.filter(code=code).exists():
        raise Invalid(_("The code “%(code)s” is taken.") % {"code": code}, field="code")
    if not code or not name.strip():
        raise Invalid(_("Give the calendar a code and a name."), field="name")
    calendar_id = calendar_id_of(agency.pk)
    below = None if calendar_id is None else Calendar.objects.get(pk=calendar_id)
    body = {"agency": agency.code, "calendar": code, "based_on": below.code if below else ""}
    write_line("calendar.given", actor=actor, behalf=behalf, now=now, body=body)
    calendar = Calendar.objects.create(code=code, name=name.strip(), based_on=below)
    agency.calendar = calendar
    agency.save(update_fields=["calendar"])
    return calendar


def require_for_calendar(actor: ActingPerson, permission: str, calendar: Calendar) -> None:
    """Refuse who may not act for every agency that has this calendar: it moves the dates of all of them."""
    require(actor, permission)
    for agency_id in Agency.objects.filter(calendar=calendar).order_by("pk").values_list("pk", flat=True):
        require(actor, permission, agency_id)


def _locked(calendar: Calendar) -> Calendar:
    found = Calendar.objects.select_for_update(no_key=True).filter(pk=calendar.pk).first()
    if found is None:
        raise NotFound(_("There is no such calendar."))
    return found


def _supersede(row: CalendarDay | CalendarShift | None, now: datetime) -> None:
    """Close a known row: it was known until `now`. Nothing else of it changes."""
    if row is None:
        return
    if now < row.known_from:
        raise Invalid(_("What is known was announced later than this moment."), field="now")
    row.known_to = now
    row.save(update_fields=["known_to"])


def _checked_hours(kind: str, shifts: str) -> str:
    hours = shifts_text(read_shifts(shifts)) if shifts.strip() else ""
    if kind == DayKind.SHIFTS and not hours:
        raise Invalid(_("Give the hours of that day."), field="shifts", hint="07:00-11:30,13:30-17:00")
    if hours and kind not in (DayKind.SHIFTS, DayKind.HALF):
        raise Invalid(_("Hours belong to a half day or a day with other hours."), field="shifts")
    return hours


def _refuse_bad_week(shifts: Sequence[NewShift]) -> None:
    if not shifts:
        raise Invalid(_("A week needs at least one shift."), field="shifts")
    for weekday in range(7):
        ordered_shifts([Shift(seconds_of(s.starts), seconds_of(s.ends)) for s in shifts if s.weekday == weekday])
    if any(not 0 <= shift.weekday <= 6 for shift in shifts):
        raise Invalid(_("A weekday is a number from 0 (Monday) to 6 (Sunday)."), field="shifts")


def _day_body(row: CalendarDay) -> dict[str, str]:
    return {
        "calendar": row.calendar.code,
        "day": row.day.isoformat(),
        "kind": row.kind,
        "shifts": row.shifts,
        "label": row.label,
        "source": row.source,
        "standing": row.standing,
    }
