"""Dải lưu giữ: the custody rows of a case as the strip the screen draws, measured in the calendar it is timed by.

Minutes are differences of one running count of working time since the case began, so that the parts of a strip sum
to the whole whatever is rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from congvu.core.working_time import HANOI, WorkCalendar, measure
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case, Custody, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import calendar_for
from congvu.kernel.ui import formats, strip

#: Longest strip whose days off are shaded, in days: beyond it they are too narrow to see.
SHADED_DAYS = 100
_KINDS: dict[str, strip.Kind] = {
    Custody.State.HOLDING: "held",
    Custody.State.IN_TRANSFER: "transfer",
    Custody.State.STOPPED: "paused",
    Custody.State.CLOSED: "closed",
}
_WHOSE: dict[str, strip.Whose] = {
    Whose.AGENCY: "agency",
    Whose.APPLICANT: "applicant",
    Whose.CONSULTED: "consulted",
    Whose.HIGHER: "higher",
    Whose.OUTAGE: "outage",
    Whose.TRANSFER: "agency",
}


def strip_of(case: Case, rows: Sequence[Custody], now: datetime) -> strip.Strip:
    """The strip of a case from its custody rows, oldest first. No statement but those of the kind's own times."""
    calendar = calendar_for(case)
    shown = [row for row in rows if row.state != Custody.State.CLOSED or row.to_at is not None]
    own = kinds.get(case.kind).allotted
    segments = segments_of(case, shown, now, calendar, own(case) if own is not None else None)
    markers = _markers(case, now)
    closed = _days_off(calendar, segments[0].start, segments[-1].end) if segments else []
    return strip.layout(segments, due_at=case.due_at, markers=markers, closed=closed)


def segments_of(
    case: Case, rows: Sequence[Custody], now: datetime, calendar: WorkCalendar,
    by_unit: Mapping[int, int] | None = None,
) -> list[strip.Segment]:
    """One segment per interval that lasted, in order; an open one ends now.

    Late is working time after the due moment while the work was owed: on the account of whoever held it, also while
    a report lay with the ordering office, if that report was returned. Nothing is late after the last report.
    """
    if not rows:
        return []
    start = rows[0].from_at

    def minutes(at: datetime) -> int:
        return measure(calendar, start, at) // 60 if at > start else 0

    last_owed = max((i for i, row in enumerate(rows) if _is_owed(row)), default=-1)
    found = []
    for i, row in enumerate(rows):
        end = row.to_at or now
        if end > row.from_at:
            found.append(_segment(case, row, end, minutes, by_unit, owed=i <= last_owed))
    return found


def _is_owed(row: Custody) -> bool:
    return row.state in (Custody.State.HOLDING, Custody.State.IN_TRANSFER)


def _segment(
    case: Case, row: Custody, end: datetime, minutes: Callable[[datetime], int], by_unit: Mapping[int, int] | None, *,
    owed: bool,
) -> strip.Segment:
    kind = _KINDS[row.state]
    if row.state == Custody.State.HOLDING and row.whose_clock not in (Whose.AGENCY, Whose.TRANSFER):
        kind = "paused"
    counts = owed and row.state != Custody.State.CLOSED and case.due_at is not None and end > case.due_at
    late = minutes(end) - minutes(max(row.from_at, case.due_at)) if counts and case.due_at is not None else 0
    allotted, until = _allotted(case, row, minutes) if by_unit is None else (_own(row, by_unit), None)
    return strip.Segment(
        lane=f"org:{row.agency_id}", holder=people.agency_name(row.agency_id), person=_person(row), start=row.from_at,
        end=end, whose=_WHOSE[row.whose_clock], kind=kind, used=minutes(end) - minutes(row.from_at), late=late,
        allotted=allotted, allotted_until=until,
    )


def _person(row: Custody) -> str:
    if row.state == Custody.State.IN_TRANSFER:
        receiver = people.official_name(row.to_official_id) or people.agency_name(row.to_agency_id)
        return _("to %(unit)s") % {"unit": receiver}
    return people.official_name(row.official_id)


def _own(row: Custody, by_unit: Mapping[int, int]) -> int | None:
    """What the stations of the case's own route gave the unit that holds it."""
    return by_unit.get(row.agency_id) if row.state == Custody.State.HOLDING else None


def _allotted(case: Case, row: Custody, minutes: Callable[[datetime], int]) -> tuple[int | None, datetime | None]:
    """What the one who owes the work was given: from the beginning of the case to its due moment."""
    if row.state != Custody.State.HOLDING or row.agency_id != case.accountable_agency_id or case.due_at is None:
        return None, None
    return minutes(case.due_at), case.due_at


def _markers(case: Case, now: datetime) -> list[strip.Marker]:
    found = []
    if case.due_at is not None:
        found.append(strip.Marker("due", case.due_at, _("Due %(at)s") % {"at": formats.short_day(case.due_at)}))
    if case.first_due_at is not None and case.first_due_at != case.due_at:
        words = _("First promise %(at)s") % {"at": formats.short_day(case.first_due_at)}
        found.append(strip.Marker("first_promise", case.first_due_at, words))
    if case.closed_at is None:
        found.append(strip.Marker("now", now, _("Now")))
    return found


def _days_off(calendar: WorkCalendar, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """Stretches of whole days on which the office is closed."""
    first, last = people.local_date(start).toordinal(), people.local_date(end).toordinal()
    if last - first > SHADED_DAYS:
        return []
    found: list[tuple[datetime, datetime]] = []
    for day in map(date.fromordinal, range(first, last + 1)):
        if calendar.is_working_day(day):
            continue
        begin = datetime.combine(day, time(), HANOI)
        after = datetime.combine(date.fromordinal(day.toordinal() + 1), time(), HANOI)
        if found and found[-1][1] == begin:
            found[-1] = (found[-1][0], after)
        else:
            found.append((begin, after))
    return found
