"""Lịch mở cửa, quầy, thiết lập lấy số, thời gian chờ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.text import typed_numbers
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.domain.counters import forms
from congvu.domain.counters.actions import opening as opening_acts
from congvu.domain.counters.actions import windows as window_acts
from congvu.domain.counters.models import Ground
from congvu.domain.counters.policy.waits import Waits
from congvu.domain.counters.queries import opening, queues
from congvu.domain.counters.queries import waits as wait_queries
from congvu.domain.counters.tables import DESKS
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui import formats, tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import fill, posted


@requires("counters.desk.read")
@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """The desks as they stand now."""
    actor, now = acting(request), timezone.now()
    rows = queues.desks_for(actor, now)
    context = {"others": queues.desks_without(actor, timezone.localdate(now))[:200]}
    return tables.respond(request, DESKS, rows, template="counters/desks.html", now=now, context=context)


@requires("counters.desk.read")
@require_GET
def desk(request: HttpRequest, agency_id: int) -> HttpResponse:
    """One desk: opening times, windows, services, kiosk and display."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    found = queues.desk_for(agency_id, today)
    may_set = actor.may(queues.SET, found.pk)
    setting = queues.setting_of(found.pk)
    services = queues.services_of(found.pk)
    context = {
        "desk": found, "opening": opening.is_open(found.pk, now), "days": opening.coming_days(found.pk, today),
        "shifts": [(row, _days_words(row.weekdays)) for row in opening.week_of(found.pk, today)],
         "special": opening.special_days_of(found.pk, today),
        "windows": [(one, queues.served_at(one, services), queues.at_window(one.pk))
                    for one in queues.windows_of(found.pk)],
        "services": services, "setting": setting, "may_set": may_set, "may_serve": actor.may(queues.SERVE, found.pk),
        "grounds": [dict(Ground.choices)[code] for code in setting.grounds] if setting else [],
        "kiosk": request.build_absolute_uri(reverse("counters:kiosk", args=[setting.kiosk_key]))
        if setting is not None and may_set else "",
    }  # fmt: skip
    return render(request, "counters/desk.html", context)


def _days_words(days: tuple[int, ...]) -> str:
    """ "Thứ Hai – Thứ Sáu" for days in a row, else one after the other."""
    if len(days) > 2 and list(days) == list(range(days[0], days[-1] + 1)):
        return f"{WEEKDAYS[days[0]]} – {WEEKDAYS[days[-1]]}"
    return ", ".join(str(WEEKDAYS[one]) for one in days)


@requires("counters.desk.set")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, agency_id: int, what: str) -> HttpResponse:
    """Add hours of the week, a special day, a window or a service."""
    actor, now = acting(request), timezone.now()
    found = queues.desk_for(agency_id, timezone.localdate(now))
    kinds: dict[str, tuple[type[forms.WithFields], str, str]] = {
        "shift": (forms.ShiftForm, _("Opening hours of the week"), ""),
        "day": (forms.DayForm, _("Special day"), _("Without hours the desk is closed on that day.")),
        "window": (forms.WindowForm, _("Open another window"), ""),
        "service": (forms.ServiceForm, _("Add a service"), _("A button on the kiosk; its letter begins the number.")),
    }
    if what not in kinds:
        raise Http404
    form_class, title, note = kinds[what]
    initial = {"from_on": timezone.localdate(now), "number": len(queues.windows_of(found.pk)) + 1}
    form = form_class(posted(request), fields=queues.field_choices(), initial=initial)

    def act() -> str:
        given = {"actor": actor, "desk_id": found.pk, "now": now, **form.cleaned_data}
        if what in ("shift", "day"):
            given["field_id"] = given.pop("field")
        acts: dict[str, Callable[..., Any]] = {
            "shift": opening_acts.add_shifts, "day": opening_acts.set_day, "window": window_acts.add_window,
            "service": window_acts.add_service,
        }  # fmt: skip
        acts[what](**given)
        return back

    back = reverse("counters:desk", args=[found.pk])
    return fill(request, form, act, title=title, button=_("Keep"), back=back, done=_("It is kept."), note=note)


@requires("counters.desk.set")
@require_POST
def end(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    """End hours, a special day, a window or a service today."""
    actor, now = acting(request), timezone.now()
    if what == "shift":
        also = typed_numbers(request.POST.getlist("also"))
        today = timezone.localdate(now)
        desk_id = opening_acts.end_shifts(actor=actor, shift_ids=[pk, *also], on=today, now=now)
    elif what == "day":
        desk_id = opening_acts.clear_day(actor=actor, day_id=pk, now=now)
    elif what == "window":
        desk_id = window_acts.end_window(actor=actor, window_id=pk, now=now).desk_id
    elif what == "service":
        desk_id = window_acts.end_service(actor=actor, service_id=pk, now=now).desk_id
    else:
        raise Http404
    messages.success(request, _("It is ended."))
    return redirect("counters:desk", desk_id)


@requires("counters.desk.set")
@require_http_methods(["GET", "POST"])
def change_window(request: HttpRequest, window_id: int) -> HttpResponse:
    """What a window is called and serves."""
    actor, now = acting(request), timezone.now()
    found = queues.window_to_set(actor, window_id)
    back = reverse("counters:desk", args=[found.desk_id])
    initial = {"number": found.number, "name": found.name, "field_ids": [one.pk for one in found.fields.all()]}
    form = forms.WindowForm(posted(request), fields=queues.field_choices(), initial=initial)
    form.fields["number"].disabled = True

    def act() -> str:
        given = form.cleaned_data
        window_acts.change_window(
            actor=actor, window_id=found.pk, name=given["name"], field_ids=given["field_ids"], now=now
        )
        return back

    title = _("Window %(n)d") % {"n": found.number}
    return fill(request, form, act, title=title, button=_("Keep"), back=back, done=_("It is kept."))


@requires("counters.desk.set")
@require_http_methods(["GET", "POST"])
def numbers(request: HttpRequest, agency_id: int) -> HttpResponse:
    """How numbers are given, and the kiosk's address."""
    actor, now = acting(request), timezone.now()
    found = queues.desk_for(agency_id, timezone.localdate(now))
    form = forms.SettingForm(posted(request), initial=forms.SettingForm.initial_of(queues.setting_of(found.pk)))

    def act() -> str:
        window_acts.set_numbers(actor=actor, desk_id=found.pk, now=now, **form.cleaned_data)
        return back

    back = reverse("counters:desk", args=[found.pk])
    return fill(request, form, act, title=_("Giving numbers"), button=_("Keep"), back=back, done=_("It is kept."))


@requires("counters.desk.read")
@require_GET
def waits(request: HttpRequest, agency_id: int) -> HttpResponse:
    """Waits by hour over a period (`first`, `last`; by default the last thirty days)."""
    today = timezone.localdate()
    found = queues.desk_for(agency_id, today)
    month_ago = date_of_day(day_number(today) - 30)
    form = forms.PeriodForm(request.GET if "first" in request.GET else None,
                            initial={"first": month_ago, "last": today})  # fmt: skip
    given = form.cleaned_data if form.is_bound and form.is_valid() else {"first": month_ago, "last": today}
    whole, hours = wait_queries.waits_of(found.pk, given["first"], given["last"])
    lines = [{**asdict(one), **_minutes(one)} for one in (*hours, whole)]
    context = {"desk": found, "form": form, "whole": whole, "lines": lines}
    return render(request, "counters/waits.html", context)


def _minutes(one: Waits) -> dict[str, str]:
    """The times of a line in minutes, a dash where there is none."""
    found = {"median_minutes": one.median, "p90_minutes": one.p90, "service_minutes": one.service}
    return {name: "—" if value is None else formats.number(round(value / 60, 1), 1) for name, value in found.items()}
