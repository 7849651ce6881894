"""Calendars: the list, a year with its days off, and announcing days and outages."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import NotFound
from congvu.kernel.org import actions, queries
from congvu.kernel.org.forms import AdoptForm, DayForm, EndOutageForm, OutageForm, RetractForm, WithdrawOutageForm
from congvu.kernel.org.models import Calendar, Outage, Standing
from congvu.kernel.org.views.days import person_of
from congvu.kernel.org.views.filling import fill_in
from congvu.kernel.ui.access import requires


@requires("org.agency.read")
@require_GET
def calendars(request: HttpRequest) -> HttpResponse:
    """Every calendar, with the agencies that work by it."""
    year = timezone.localdate().year
    rows = [
        {
            "calendar": row,
            "agencies": agencies,
            "working_days": queries.work_calendar(row).working_days_in(year),
            "below": queries.calendars().calendars.get(row.based_on_id) if row.based_on_id else None,
        }
        for row, agencies in queries.all_calendars()
    ]
    return render(request, "org/calendars.html", {"rows": rows, "year": year})


@requires("org.agency.read")
@require_GET
def calendar(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """One year of a calendar."""
    row = queries.calendar_by_code(code)
    work, today = queries.work_calendar(row), timezone.localdate()
    if not work.first_year <= year <= work.last_year:
        raise NotFound(_("The calendar knows the years from %(first)d to %(last)d.") % {
            "first": work.first_year, "last": work.last_year,
        })  # fmt: skip
    chain = queries.calendars().chain(row.pk)
    standing = Standing(work.standing_of(year))
    context = {
        "calendar": row,
        "below": queries.calendars().calendars.get(row.based_on_id) if row.based_on_id else None,
        "year": year,
        "previous": year - 1 if year > work.first_year else None,
        "next": year + 1 if year < work.last_year else None,
        "months": queries.year_of(row, year, today),
        "days": queries.special_days(row, year),
        "history": queries.history_of_days(row, year),
        "proposals": _adoptable(row),
        "working_days": work.working_days_in(year),
        "standing": standing,
        "unsure": standing == Standing.UNVERIFIED,
        "hours": queries.hours_of(work, max(today, today.replace(year=year, month=1, day=1))),
        "desk_hours": queries.hours_of(work.reception, today) if work.reception else [],
        "uneven": work.uneven_days(),
        "outages": queries.outages_of(calendar_ids=chain),
        "may_edit": person_of(request).may("org.calendar.edit"),
        "may_declare": person_of(request).may("org.outage.declare"),
    }
    return render(request, "org/calendar.html", context)


def _adoptable(row: Calendar) -> list[dict[str, object]]:
    """Proposals of the calendar, each with the form that adopts it."""
    return [
        {"days": days, "form": AdoptForm(initial={"switch": switch}, auto_id=f"adopt_{switch}_%s")}
        for switch, days in queries.proposals(row).items()
    ]


def _page(row: Calendar) -> str:
    return reverse("org:calendar", args=[row.code, timezone.localdate().year])


@requires("org.calendar.edit")
@require_http_methods(["GET", "POST"])
def announce_day(request: HttpRequest, code: str) -> HttpResponse:
    """Announce what a day is."""
    row = queries.calendar_by_code(code)
    act = partial(actions.announce_day, actor=person_of(request), calendar=row, now=timezone.now())
    note = _("Open work on this calendar is reckoned anew; what is closed keeps the calendar of its time.")
    title = _("Announce a day in “%(calendar)s”") % {"calendar": row.name}
    done = _("The day has been announced. Deadlines are being reckoned anew.")
    return fill_in(request, DayForm, act, title=title, button=_("Announce"), done=done, back=_page(row), note=note)


@requires("org.calendar.edit")
@require_http_methods(["GET", "POST"])
def retract_day(request: HttpRequest, code: str) -> HttpResponse:
    """Take an announcement back."""
    row = queries.calendar_by_code(code)
    act = partial(actions.retract_day, actor=person_of(request), calendar=row, now=timezone.now())
    title = _("Take back an announcement in “%(calendar)s”") % {"calendar": row.name}
    done = _("The announcement has been taken back. Deadlines are being reckoned anew.")
    return fill_in(request, RetractForm, act, title=title, button=_("Take back"), done=done, back=_page(row))


@requires("org.calendar.edit")
@require_POST
def adopt_proposal(request: HttpRequest, code: str) -> HttpResponse:
    """Make the days of a proposal announced ones."""
    row = queries.calendar_by_code(code)
    act = partial(actions.adopt_proposal, actor=person_of(request), calendar=row, now=timezone.now())
    done = _("The proposal is now in force. Deadlines are being reckoned anew.")
    title = _("Adopt a proposal in “%(calendar)s”") % {"calendar": row.name}
    return fill_in(request, AdoptForm, act, title=title, button=_("Adopt"), done=done, back=_page(row))


@requires("org.calendar.edit")
@require_POST
def load_official_days(request: HttpRequest, code: str) -> HttpResponse:
    """Take over the shipped list of days."""
    row = queries.calendar_by_code(code)
    loaded = actions.load_official_days(actor=person_of(request), calendar=row, now=timezone.now())
    messages.success(request, _("%(count)d days have been taken over.") % {"count": loaded})
    return redirect(_page(row))


@requires("org.outage.declare")
@require_http_methods(["GET", "POST"])
def declare_outage_of_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """Declare an outage of everybody on a calendar."""
    row = queries.calendar_by_code(code)
    act = partial(actions.declare_outage, actor=person_of(request), calendar=row, now=timezone.now())
    title = _("Declare an outage: %(whose)s") % {"whose": row.name}
    done = _("The outage has been declared.")
    return fill_in(request, OutageForm, act, title=title, button=_("Declare"), done=done, back=_page(row))


@requires("org.outage.declare")
@require_http_methods(["GET", "POST"])
def declare_outage_of_agency(request: HttpRequest, code: str) -> HttpResponse:
    """Declare an outage of one agency and its units."""
    row = queries.agency_by_code(code)
    act = partial(actions.declare_outage, actor=person_of(request), agency=row, now=timezone.now())
    title = _("Declare an outage: %(whose)s") % {"whose": row.name}
    done = _("The outage has been declared.")
    back = reverse("org:agency", args=[code])
    return fill_in(request, OutageForm, act, title=title, button=_("Declare"), done=done, back=back)


@requires("org.outage.declare")
@require_http_methods(["GET", "POST"])
def end_outage(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare the end of an outage."""
    row = queries.outage_by_id(pk)
    act = partial(actions.end_outage, actor=person_of(request), outage=row, now=timezone.now())
    done = _("The end has been declared. Deadlines are being reckoned anew.")
    title = _("End of the outage: %(reason)s") % {"reason": row.reason}
    return fill_in(request, EndOutageForm, act, title=title, button=_("Declare the end"), done=done, back=_place(row))


@requires("org.outage.declare")
@require_http_methods(["GET", "POST"])
def withdraw_outage(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an outage back."""
    row = queries.outage_by_id(pk)
    act = partial(actions.withdraw_outage, actor=person_of(request), outage=row, now=timezone.now())
    done = _("The outage has been withdrawn. Deadlines are being reckoned anew.")
    title = _("Withdraw the outage: %(reason)s") % {"reason": row.reason}
    return fill_in(request, WithdrawOutageForm, act, title=title, button=_("Withdraw"), done=done, back=_place(row))


def _place(row: Outage) -> str:
    """The page on which the outage stands."""
    if row.agency_id is not None:
        return reverse("org:agency", args=[queries.agency_by_id(row.agency_id).code])
    assert row.calendar_id is not None
    return _page(queries.calendars().calendars[row.calendar_id])
