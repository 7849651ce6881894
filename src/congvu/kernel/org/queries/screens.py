"""What the pages of this room show, put together from the organisation in memory."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.text import agency_key, skey
from congvu.core.working_time import DEFAULT_SHIFTS, WorkCalendar
from congvu.kernel.org.models import (
    Absence,
    Agency,
    AgencyKind,
    Appointment,
    Calendar,
    CalendarDay,
    Level,
    Official,
    Outage,
    Post,
    Succession,
)
from congvu.kernel.org.policy import exists_on
from congvu.kernel.org.queries.agencies import absence_of, appointments_of, head_of, holder_of, posts_of
from congvu.kernel.org.queries.calendars import calendars
from congvu.kernel.org.queries.snapshot import Organisation, organisation


@dataclass(slots=True)
class Branch:
    """An agency of the tree with its head and the units below it on the day."""

    agency: Agency
    head: Official | None
    units: list[Branch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Section:
    """Agencies of one sort directly below the top."""

    code: str
    label: str
    branches: list[Branch]


def tree_on(on: date) -> tuple[list[Branch], list[Section]]:
    """The organisation on a day: what stands at the top, and what is below it by sort."""
    known = organisation()
    tops = [_branch(known, top, on, deep=False) for top in known.units[None] if exists_on(top, on)]
    below = [_branch(known, unit, on) for top in tops for unit in known.units[top.agency.pk] if exists_on(unit, on)]
    found: dict[str, list[Branch]] = {}
    for branch in below:
        found.setdefault(_sort_of(branch.agency), []).append(branch)
    labels = {
        "special": _("Specialised agencies"),
        "district": _("Districts, cities and towns"),
        "commune": _("Communes and wards"),
        "other": _("Other agencies and units"),
    }
    return tops, [Section(code, label, found[code]) for code, label in labels.items() if code in found]


def _branch(known: Organisation, agency: Agency, on: date, *, deep: bool = True) -> Branch:
    units = [_branch(known, unit, on) for unit in known.units[agency.pk] if deep and exists_on(unit, on)]
    return Branch(agency, head_of(agency.pk, on), units)


def _sort_of(agency: Agency) -> str:
    if agency.level == Level.DISTRICT:
        return "district"
    if agency.level == Level.COMMUNE:
        return "commune"
    special = (AgencyKind.DEPARTMENT, AgencyKind.OFFICE, AgencyKind.INSPECTORATE, AgencyKind.BOARD)
    return "special" if agency.kind in special else "other"


@dataclass(frozen=True, slots=True)
class Seat:
    """A post of an agency on a day: who fills it, since when, and who acts while they are away."""

    post: Post
    official: Official | None
    appointment: Appointment | None
    absence: Absence | None


def seats_of(agency_id: int, on: date) -> list[Seat]:
    """The posts of an agency on a day with their holders, in their order."""
    known, found = organisation(), []
    for post in posts_of(agency_id, on):
        holder = holder_of(post.pk, on)
        serving = next(
            (row for row in known.holders[post.pk] if holder is not None and row.official_id == holder.pk), None
        )
        found.append(Seat(post, holder, serving, absence_of(holder.pk, on) if holder else None))
    return found


def agencies_matching(words: str, on: date) -> list[Agency]:
    """Agencies of a day, and those that have ended by it, in whose names or code every word begins some word.

    Those that bear the words as they stand come first, then those that exist on the day.
    """
    phrase = agency_key(words)
    rows = [(row, f" {row.skey} {row.code}") for row in organisation().agencies.values() if row.valid_from <= on]
    fitting = [(row, key) for row, key in rows if all(f" {word}" in key for word in phrase.split())]
    fitting.sort(key=lambda found: (f" {phrase}" not in found[1], not exists_on(found[0], on)))
    return [row for row, _key in fitting[:100]]


def officials_matching(words: str) -> list[Official]:
    """Officials whose name or code contains every word, accents and case aside; in the order of the alphabet."""
    wanted = skey(words).split()
    known = organisation().officials.values()
    return [official for official in known if all(word in official.skey for word in wanted)]


def official_by_code(code: str) -> Official:
    """The official. Raises NotFound."""
    for official in organisation().officials.values():
        if official.code == code:
            return official
    raise NotFound(_("There is no such official."))


@dataclass(frozen=True, slots=True)
class Person:
    """A line of the list of officials: the person and where they serve on the day."""

    official: Official
    appointments: list[Appointment]
    absence: Absence | None

    @property
    def pk(self) -> int:
        """The official's number, by which the list counts its pages."""
        return self.official.pk

    @property
    def sort_key(self) -> str:
        """The key of the alphabet."""
        return self.official.sort_key


def people_on(on: date) -> list[Person]:
    """Every official with the appointments of the day, in the order of the alphabet."""
    return [
        Person(official, appointments_of(official.pk, on), absence_of(official.pk, on))
        for official in organisation().officials.values()
    ]


def post_by_id(post_id: int) -> Post:
    """The post. Raises NotFound."""
    try:
        return organisation().posts[post_id]
    except KeyError:
        raise NotFound(_("There is no such post.")) from None


def appointment_by_id(appointment_id: int) -> Appointment:
    """The appointment. Raises NotFound."""
    for rows in organisation().appointments.values():
        for row in rows:
            if row.pk == appointment_id:
                return row
    raise NotFound(_("There is no such appointment."))


def absence_by_id(absence_id: int) -> Absence:
    """The absence, unless it was withdrawn. Raises NotFound."""
    for rows in organisation().absences.values():
        for row in rows:
            if row.pk == absence_id:
                return row
    raise NotFound(_("There is no such absence."))


# --- what changed on a day ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """Agencies that ended on a day for the same heirs, with their shares."""

    ended: list[Agency]
    heirs: list[Succession]


def days_of_change() -> list[tuple[date, int]]:
    """Days on which agencies ended, latest first, with how many."""
    found: dict[date, int] = {}
    for agency in organisation().agencies.values():
        if agency.valid_to is not None:
            found[agency.valid_to] = found.get(agency.valid_to, 0) + 1
    return sorted(found.items(), reverse=True)


def changes_on(on: date) -> dict[str, list[Change]]:
    """What ended on that day, by level; agencies with the same heirs stand together."""
    known = organisation()
    found: dict[str, dict[tuple[tuple[int, str], ...], Change]] = {}
    for agency in known.agencies.values():
        if agency.valid_to != on:
            continue
        heirs = known.heirs[agency.pk]
        key = tuple((row.successor_id, str(row.share)) for row in heirs)
        change = found.setdefault(agency.level, {}).setdefault(key, Change([], heirs))
        change.ended.append(agency)
    return {level: list(found[level].values()) for level in Level.values if level in found}


def begun_on(on: date) -> list[Agency]:
    """Agencies, without their inner units, that began on that day."""
    inner = (AgencyKind.DIVISION, AgencyKind.SERVICE_CENTRE)
    return [
        agency
        for agency in organisation().agencies.values()
        if agency.valid_from == on and agency.kind not in inner and not _is_unit_of_new(agency, on)
    ]


def _is_unit_of_new(agency: Agency, on: date) -> bool:
    return agency.parent is not None and agency.parent.valid_from == on


# --- calendars ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the year view: how it is drawn and what is known about it. `day` None: outside the month."""

    day: date | None
    state: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks from Monday."""

    first: date
    weeks: list[list[DayCell]]


def calendar_by_code(code: str) -> Calendar:
    """The calendar. Raises NotFound."""
    for row in calendars().calendars.values():
        if row.code == code:
            return row
    raise NotFound(_("There is no such calendar."))


def all_calendars() -> list[tuple[Calendar, list[Agency]]]:
    """Every calendar with the agencies it was given to."""
    users: dict[int, list[Agency]] = {}
    for agency in organisation().agencies.values():
        if agency.calendar_id is not None:
            users.setdefault(agency.calendar_id, []).append(agency)
    return [(row, users.get(row.pk, [])) for row in calendars().calendars.values()]


def work_calendar(calendar: Calendar) -> WorkCalendar:
    """The working calendar of a register's calendar as known now, without any agency's own outages."""
    return calendars().work_calendar(calendar.pk, frozenset(), None)


def special_days(calendar: Calendar, year: int) -> list[CalendarDay]:
    """What is known now about days of that year that differ from their week, proposals included."""
    known = calendars().days_known(calendar.pk, None)
    return [row for (day, _switch), row in known.items() if day.year == year]


def proposals(calendar: Calendar) -> dict[str, list[CalendarDay]]:
    """Proposals of this calendar itself that nobody has adopted, by name."""
    found: dict[str, list[CalendarDay]] = {}
    for row in calendars().days.get(calendar.pk, ()):
        if row.switch and row.known_to is None:
            found.setdefault(row.switch, []).append(row)
    return found


def history_of_days(calendar: Calendar, year: int) -> list[CalendarDay]:
    """Rows of that year that are no longer what is known, latest first."""
    old = [row for row in calendars().days.get(calendar.pk, ()) if row.day.year == year and row.known_to is not None]
    return sorted(old, key=attrgetter("known_from"), reverse=True)


def outages_of(*, calendar_ids: Iterable[int] = (), agency_ids: Iterable[int] = ()) -> list[Outage]:
    """Outages declared and not withdrawn, latest first."""
    wanted, agencies = set(calendar_ids), set(agency_ids)
    rows = [
        row
        for row in calendars().outages
        if row.withdrawn_at is None and (row.calendar_id in wanted or row.agency_id in agencies)
    ]
    return sorted(rows, key=attrgetter("starts_at"), reverse=True)


def outage_by_id(outage_id: int) -> Outage:
    """The outage, unless it was withdrawn. Raises NotFound."""
    for row in calendars().outages:
        if row.pk == outage_id and row.withdrawn_at is None:
            return row
    raise NotFound(_("There is no such outage."))


def year_of(calendar: Calendar, year: int, today: date) -> list[Month]:
    """The months of a year, each day with its state: work, weekend, off, swapped, short, proposed; today marked."""
    work = work_calendar(calendar)
    known = calendars().days_known(calendar.pk, None)
    proposed = {day: row for (day, switch), row in known.items() if switch}
    plan = months.Calendar(firstweekday=0)
    return [
        Month(
            date(year, month, 1),
            [
                [_cell(day, work, known, proposed, today) if day.month == month else DayCell(None) for day in week]
                for week in plan.monthdatescalendar(year, month)
            ],
        )
        for month in range(1, 13)
    ]


def _cell(
    day: date,
    work: WorkCalendar,
    known: dict[tuple[date, str], CalendarDay],
    proposed: dict[date, CalendarDay],
    today: date,
) -> DayCell:
    row = known.get((day, ""))
    shifts = work.shifts_on(day)
    if row is not None:
        state = {"off": "off", "work": "swapped"}.get(row.kind, "short")
        title = f"{row.label or row.get_kind_display()} · {row.get_standing_display()}"
        if row.standing == "unverified":
            state += " unsure"
    elif day in proposed:
        state, title = "proposed", _("Proposed, not decided")
    else:
        state, title = ("work" if shifts else "weekend"), ""
    return DayCell(day, f"{state} today" if day == today else state, title)


def hours_of(calendar: WorkCalendar, on: date) -> list[tuple[int, str]]:
    """By weekday (0 = Monday): the shifts in force on a day as text; empty for a day of rest."""
    week = calendar.week_on(on) if calendar.weeks else None
    rows = week.shifts if week is not None else (DEFAULT_SHIFTS,) * 5
    return [(weekday, ", ".join(str(shift) for shift in shifts)) for weekday, shifts in enumerate(rows)]
