"""What a clause that comes again means: its rule, and which of its periods are opened by a moment."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from congvu.core.recurrence import Period, Recurrence, Rhythm, due_moment, next_period, opening_moment
from congvu.core.refusals import Invalid
from congvu.domain.directives.models import Clause, Directive, Duty, DutyPeriod
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.casework.queries.clocks import limit_of
from congvu.kernel.org import queries as org

#: A rule that opens more periods at once than this is a mistake, not work.
MOST = 400


def recurrence_of(clause: Clause, now: datetime) -> Recurrence:
    """The rule of a clause that comes again, from the day it is given out; Invalid while the desk has not said all."""
    since = people.local_date(now)
    return checked(
        rhythm=clause.recurrence, day=clause.recur_day, month=clause.recur_month, following=clause.recur_following,
        exclusive=clause.due_exclusive, since=since, until=clause.recur_until, with_order=clause.recur_with_order,
        review_limit=clause.review_limit,
    )  # fmt: skip


def checked(
    *, rhythm: str, day: int | None, month: int | None, following: bool, exclusive: bool, since: date,
    until: date | None, with_order: bool, review_limit: str,
) -> Recurrence:  # fmt: skip
    """The rule, or Invalid in the words of the screen: no day, no end, no review, a month or day no period has."""
    kind = Rhythm(rhythm)
    if day is None:
        raise Invalid(_("A duty that comes again needs its day: on which day of each period is it due?"),
                      field="recur_day")
    if until is None and not with_order:
        raise Invalid(
            _("A duty that comes again needs an end."), field="recur_until",
            hint=_("Give its last day, or choose “until the directive ends” and say how often it is reviewed."),
        )
    if until is None and not review_limit:
        raise Invalid(_("A duty without a last day is reviewed at intervals: say how often."), field="review_limit")
    if until is not None and until < since:
        raise Invalid(_("The last day has passed already."), field="recur_until")
    if not 1 <= day <= (7 if kind is Rhythm.WEEKLY else 31):
        raise Invalid(_("No period has such a day."), field="recur_day")
    if not 1 <= (month or 1) <= max(1, kind.months):
        raise Invalid(_("No period has so many months."), field="recur_month")
    return Recurrence(
        rhythm=kind, day=day, month=month or 1, following=following, exclusive=exclusive, since=since, until=until,
        with_order=with_order,
    )


def duties_of(actor: Actor, directive: Directive) -> list[Duty]:
    """The duties of a directive the actor may see, each with its case, unit and the periods he may see."""
    seen = visible_to(actor)
    periods = DutyPeriod.objects.filter(case__in=seen).select_related("case").order_by("starts_on")
    rows = Duty.objects.filter(directive=directive, case__in=seen).select_related("case__accountable_agency")
    return list(rows.prefetch_related(Prefetch("periods", periods)).order_by("case__code"))


#: A period, when it is due, and when it is opened.
Coming = tuple[Period, datetime, datetime]


def coming(recurrence: Recurrence, agency_id: int, now: datetime, last: date | None) -> Coming | None:
    """The period after the one that began on `last`, when it is due and when it is opened; None when none is left."""
    period = next_period(recurrence, last)
    if period is None:
        return None
    calendar = org.calendar_of(agency_id)
    due = due_moment(calendar, recurrence, period)
    ahead = limit_of("directives.period_opens_before", people.local_date(now))
    return period, due, opening_moment(calendar, due, ahead)


def opening_by(recurrence: Recurrence, agency_id: int, now: datetime) -> tuple[int, datetime | None]:
    """How many periods are opened at once when the duty begins now, and when the first of all is due."""
    opened, first = 0, None
    found = coming(recurrence, agency_id, now, None)
    while found is not None and opened < MOST:
        first = first or found[1]
        if found[2] > now:
            break
        opened += 1
        found = coming(recurrence, agency_id, now, found[0].starts_on)
    return opened, first
