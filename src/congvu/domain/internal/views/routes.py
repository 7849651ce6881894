"""Quy trình nội bộ: the list, one with its versions, the draft, the comparison, the start of work."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import NotFound, Refusal
from congvu.domain.internal import forms
from congvu.domain.internal.actions import routes as actions
from congvu.domain.internal.actions.works import start_work
from congvu.domain.internal.models import Route, RouteVersion
from congvu.domain.internal.policy import compare as compared
from congvu.domain.internal.policy import summary, total
from congvu.domain.internal.queries import routes as queries
from congvu.domain.internal.tables import ROUTES
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import fill, posted
from congvu.kernel.ui.labels import refusal_words


@requires("internal.route.read")
@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Every route the actor may read."""
    actor, now = acting(request), timezone.now()
    rows = queries.routes_for(actor, timezone.localdate(now))
    context = {"may_edit": actor.may(queries.EDIT)}
    return tables.respond(request, ROUTES, rows, template="internal/routes.html", now=now, context=context)


@requires("internal.route.edit")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Lay down a route: its name first, then the stations of its first version."""
    actor, now = acting(request), timezone.now()
    agencies = queries.agencies_for(actor, queries.EDIT, timezone.localdate(now))
    form = forms.RouteForm(posted(request), agencies=[(str(one.pk), one.full_name) for one in agencies])

    def act() -> str:
        given = form.cleaned_data
        version = actions.add_route(
            actor=actor, agency_id=given["agency"], name=given["name"], purpose=given["purpose"], now=now
        )
        return reverse("internal:draft", args=[version.pk])

    return fill(request, form, act, title=_("Lay down a route"), button=_("Go on to the stations"),
                back=reverse("internal:routes"))


@requires("internal.route.read")
@require_GET
def route(request: HttpRequest, route_id: int) -> HttpResponse:
    """A route: the version in force with its stations, the others, the work that walks it."""
    actor, now = acting(request), timezone.now()
    found, on = queries.route_for(actor, route_id), timezone.localdate(now)
    versions = queries.versions_of(found)
    lines = [{"version": one, "state": queries.state_of(one, on), "hours": one.limit_minutes / 60,
              "stations": _stations(one)} for one in versions]
    current = next((line for line in lines if line["state"] == "in_force"), None)
    context = {
        "route": found, "lines": lines, "current": current,
        "works": [(case, case_href(case.code)) for case in queries.works_on(actor, found).order_by("-pk")[:20]],
        "may_edit": actor.may(queries.EDIT, found.agency_id), "may_start": current is not None
        and actor.may(queries.START, found.agency_id), "has_draft": any(line["state"] == "draft" for line in lines),
    }
    return render(request, "internal/route.html", context)


def _stations(version: RouteVersion) -> list[dict[str, Any]]:
    return [
        {"station": one, "hours": one.minutes / 60, "who": one.post.title if one.post else _("the head of the unit")}
        for one in version.stations.all()
    ]


def _version(actor: Actor, version_id: int) -> tuple[Route, RouteVersion]:
    route_id = queries.route_of_version(version_id)
    found = queries.route_for(actor, route_id)
    version = next((one for one in queries.versions_of(found) if one.pk == version_id), None)
    if version is None:
        raise NotFound(_("There is no such version of a route."))
    return found, version


@requires("internal.route.edit")
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, version_id: int) -> HttpResponse:
    """The stations of a draft, one more to add, and the way into force."""
    actor, now = acting(request), timezone.now()
    found, version = _version(actor, version_id)
    if version.from_on is not None:
        return redirect("internal:route", found.pk)
    places = queries.units_and_posts(found.agency_id, timezone.localdate(now))
    form = forms.StationForm(posted(request), places=places)

    def act() -> str:
        actions.add_station(actor=actor, version_id=version.pk, now=now, **form.act())
        return reverse("internal:draft", args=[version.pk])

    more = {
        "route": found, "version": version, "stations": _stations(version),
        "sum": total(list(version.stations.all())) / 60, "moved": request.GET.get("moved", ""),
        "way": request.GET.get("way", ""),
    }  # fmt: skip
    return fill(request, form, act, done=_("The station is added."), template="internal/draft.html", more=more)


@requires("internal.route.edit")
@require_http_methods(["GET", "POST"])
def force(request: HttpRequest, version_id: int) -> HttpResponse:
    """Put the draft in force."""
    actor, now = acting(request), timezone.now()
    found, version = _version(actor, version_id)
    form = forms.ForceForm(posted(request), initial={"note": version.note, "from_on": timezone.localdate(now),
                           "limit_hours": total(list(version.stations.all())) / 60})

    def act() -> str:
        actions.put_in_force(actor=actor, version_id=version.pk, now=now, **form.act())
        messages.success(request, _("The version is laid down."))
        return reverse("internal:route", args=[found.pk])

    return fill(request, form, act, title=_("Put in force: %(name)s") % {"name": found.name}, button=_("Put in force"),
                back=reverse("internal:draft", args=[version.pk]),
                note=_("The times of the stations must sum to the whole working time."))  # fmt: skip


@requires("internal.route.edit")
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, route_id: int) -> HttpResponse:
    """Begin a new version from the newest one."""
    actor, now = acting(request), timezone.now()
    found = queries.route_for(actor, route_id)
    form = forms.ReviewForm(posted(request))

    def act() -> str:
        version = actions.new_version(actor=actor, route_id=found.pk, note=form.cleaned_data["note"], now=now)
        return reverse("internal:draft", args=[version.pk])

    return fill(request, form, act, title=_("Review: %(name)s") % {"name": found.name},
                 button=_("Begin a new version"), back=reverse("internal:route", args=[found.pk]))


@requires("internal.route.edit")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, version_id: int) -> HttpResponse:
    """End the version in force."""
    actor, now = acting(request), timezone.now()
    found, version = _version(actor, version_id)
    form = forms.EndForm(posted(request))

    def act() -> str:
        actions.end_version(actor=actor, version_id=version.pk, now=now, **form.cleaned_data)
        messages.success(request, _("The version has ended."))
        return reverse("internal:route", args=[found.pk])

    return fill(request, form, act, title=_("End: %(name)s") % {"name": found.name}, button=_("End it"),
                back=reverse("internal:route", args=[found.pk]))


@requires("internal.route.edit")
@require_POST
def remove(request: HttpRequest, version_id: int, position: int) -> HttpResponse:
    """Take a station out of a draft."""
    try:
        actions.remove_station(
            actor=acting(request), version_id=version_id, position=position, now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
    return redirect("internal:draft", version_id)


@requires("internal.route.edit")
@require_POST
def move(request: HttpRequest, version_id: int, position: int, way: str) -> HttpResponse:
    """Move a station of a draft one place up or down; the page comes back with the keyboard where it was."""
    place = position
    try:
        place = actions.move_station(
            actor=acting(request), version_id=version_id, position=position, by=-1 if way == "up" else 1,
            now=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
    return redirect(reverse("internal:draft", args=[version_id]) + f"?moved={place}&way={way}#station-{place}")


@requires("internal.route.read")
@require_GET
def compare(request: HttpRequest, route_id: int) -> HttpResponse:
    """Two versions side by side (`a=`, `b=` numbers; by default the newest two)."""
    found = queries.route_for(acting(request), route_id)
    versions = sorted(queries.versions_of(found), key=lambda one: one.number)
    by_number = {str(one.number): one for one in versions}
    newer = by_number.get(request.GET.get("b", ""), versions[-1])
    older = by_number.get(request.GET.get("a", ""), versions[max(0, versions.index(newer) - 1)])
    lines = compared(list(older.stations.all()), list(newer.stations.all()))
    told = summary(lines)
    context = {
        "route": found, "older": older, "newer": newer, "versions": versions, "told": told,
        "hours_before": told.minutes_before / 60, "hours_after": told.minutes_after / 60,
        "saved": told.minutes_saved / 60, "cost": -told.minutes_saved / 60, "stations_cost": -told.stations_saved,
        "lines": [
            {"line": line, "before": line.before.minutes / 60 if line.before else None,
             "after": line.after.minutes / 60 if line.after else None}
            for line in lines
        ],
    }  # fmt: skip
    return render(request, "internal/compare.html", context)


@requires("internal.work.start")
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, route_id: int) -> HttpResponse:
    """Start work on the route, alone or for a running case."""
    actor, now = acting(request), timezone.now()
    found = queries.route_for(actor, route_id)
    form = forms.StartForm(posted(request), initial={"for_code": request.GET.get("for", "")})

    def act() -> str:
        case = start_work(actor=actor, route_id=found.pk, now=now, **form.cleaned_data)
        messages.success(request, _("%(code)s is under way.") % {"code": case.code})
        return case_href(case.code) or reverse("internal:route", args=[found.pk])

    return fill(request, form, act, title=_("Start: %(name)s") % {"name": found.name}, button=_("Start"),
                back=reverse("internal:route", args=[found.pk]))
