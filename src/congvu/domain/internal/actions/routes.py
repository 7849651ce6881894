"""Lập, ban hành, rà soát quy trình: drafts are worked on, a version in force is never changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.text import one_line, skey
from congvu.domain.internal.models import Route, RouteStation, RouteVersion
from congvu.domain.internal.policy import total
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats

EDIT = "internal.route.edit"
MOST_STATIONS = 20
MOST_MINUTES = 8 * 60 * 250


def _line(route: Route, verb: str, actor: Actor, now: datetime, body: dict[str, Any]) -> None:
    record(stream=f"internal_route/{route.pk}", verb=verb, at=now, actor=actor.signature, body=body)


@transaction.atomic
def add_route(*, actor: Actor, agency_id: int, name: str, purpose: str = "", now: datetime) -> RouteVersion:
    """Lập quy trình. A route of the agency with an empty first version, a draft. Journal: `route.added`."""
    require(actor, EDIT, agency_id)
    title = one_line(name)[:300]
    if not title:
        raise Invalid(_("Name the route."), field="name")
    if not people.is_valid_on(agency_id, people.local_date(now)):
        raise Invalid(_("%(unit)s does not exist any more.") % {"unit": people.agency_name(agency_id)}, field="agency")
    if Route.objects.filter(agency_id=agency_id, name=title).exists():
        raise Invalid(_("The agency has a route of this name already."), field="name")
    route = Route.objects.create(agency_id=agency_id, name=title, purpose=one_line(purpose)[:1000])
    _line(route, "route.added", actor, now, {"name": title, "agency": people.agency_name(agency_id)})
    return RouteVersion.objects.create(route=route, number=1, made_at=now, made_by=actor.signature)


def _draft(actor: Actor, version_id: int) -> RouteVersion:
    """The draft, locked, if the actor may edit it."""
    version = RouteVersion.objects.select_for_update(no_key=True, of=("self",)).filter(pk=version_id).first()
    if version is None:
        raise NotFound(_("There is no such version of a route."))
    require(actor, EDIT, version.route.agency_id)
    if version.from_on is not None:
        raise MoveRefused(
            _("This version is in force; what people work by is not changed behind them."),
            hint=_("Begin a new version and change that."),
        )
    return version


@transaction.atomic
def add_station(
    *, actor: Actor, version_id: int, name: str, duty: str, unit_id: int, post_id: int | None = None, minutes: int,
    article: str = "", now: datetime,
) -> RouteStation:
    """Thêm bước, at the end of a draft. The post must belong to the unit; journal: `route.station_added`."""
    version = _draft(actor, version_id)
    stations = list(version.stations.all())
    title, what = one_line(name)[:200], one_line(duty)[:1000]
    if not title:
        raise Invalid(_("Name the station."), field="name")
    if not what:
        raise Invalid(_("Say what is done at this station."), field="duty")
    if not 0 < minutes <= MOST_MINUTES:
        raise Invalid(_("Give the station a working time above zero."), field="hours")
    if len(stations) >= MOST_STATIONS:
        raise Invalid(_("A route has at most %(n)d stations.") % {"n": MOST_STATIONS})
    if any(skey(station.name) == skey(title) for station in stations):
        raise Invalid(_("The route has a station of this name already."), field="name")
    if unit_id not in org.subtree_ids(version.route.agency_id):
        raise Invalid(_("An internal route stays inside its agency."), field="unit")
    if post_id is not None and org.post_by_id(post_id).agency_id != unit_id:
        raise Invalid(_("This post does not belong to the unit."), field="post")
    station = RouteStation.objects.create(
        version=version, position=len(stations) + 1, name=title, duty=what, unit_id=unit_id, post_id=post_id,
        minutes=minutes, article=one_line(article)[:200],
    )
    body = {"version": version.number, "station": title, "duty": what, "minutes": minutes}
    _line(version.route, "route.station_added", actor, now, body)
    return station


@transaction.atomic
def remove_station(*, actor: Actor, version_id: int, position: int, now: datetime) -> RouteVersion:
    """Bỏ bước of a draft; the ones behind it move up. Journal: `route.station_removed`."""
    version = _draft(actor, version_id)
    station = version.stations.filter(position=position).first()
    if station is None:
        raise NotFound(_("There is no such station."))
    station.delete()
    for later in version.stations.filter(position__gt=position).order_by("position"):
        later.position -= 1
        later.save(update_fields=["position"])
    _line(version.route, "route.station_removed", actor, now, {"version": version.number, "station": station.name})
    return version


@transaction.atomic
def move_station(*, actor: Actor, version_id: int, position: int, by: int, now: datetime) -> int:
    """Đổi thứ tự bước of a draft: one place up (-1) or down (1). Returns its new place; journal: `route.station_moved`.

    MoveRefused where there is no place to go to.
    """
    version = _draft(actor, version_id)
    by_place = {station.position: station for station in version.stations.all()}
    station, other = by_place.get(position), by_place.get(position + by)
    if station is None or by not in (-1, 1):
        raise NotFound(_("There is no such station."))
    if other is None:
        raise MoveRefused(
            _("This is the first station of the route.") if by < 0 else _("This is the last station of the route.")
        )
    # Place 0 is nobody's: while two change places neither stands where the other does.
    for moved, place in ((station, 0), (other, position), (station, position + by)):
        moved.position = place
        moved.save(update_fields=["position"])
    body = {"version": version.number, "station": station.name, "from": position, "to": position + by}
    _line(version.route, "route.station_moved", actor, now, body)
    return position + by


def _check_stations(stations: list[RouteStation], limit_minutes: int, from_on: date) -> None:
    """Whether the stations make a route: each with a duty, a time and somebody there is, and all within the limit."""
    if not stations:
        raise Invalid(_("A route needs at least one station."))
    for station in stations:
        gone = station.post is not None and station.post.valid_to is not None and station.post.valid_to <= from_on
        if gone or not people.is_valid_on(station.unit_id, from_on):
            raise Invalid(
                _("Station “%(name)s”: %(who)s does not exist any more on that day.")
                % {"name": station.name, "who": station.post.title if gone and station.post else station.unit.name},
                hint=_("Take the station out and add it with whom it falls to now."),
            )  # fmt: skip
    if total(stations) != limit_minutes:
        raise Invalid(
            _("The stations take %(sum)s hours together, the limit says %(limit)s.")
            % {"sum": hours(total(stations)), "limit": hours(limit_minutes)}, field="limit_hours",
            hint=_("Change a station or the limit until both agree."),
        )  # fmt: skip


@transaction.atomic
def put_in_force(
    *, actor: Actor, version_id: int, limit_minutes: int, from_on: date, basis: str, note: str = "", now: datetime
) -> RouteVersion:
    """Ban hành. From the day on new work walks this version; the one before ends. Journal: `route.in_force`.

    Invalid unless the stations' times sum to the limit: a promise nobody has the time for is not laid down.
    """
    version = _draft(actor, version_id)
    _check_stations(list(version.stations.select_related("post", "unit")), limit_minutes, from_on)
    if not basis.strip():
        raise Invalid(_("Name the decision that lays the route down."), field="basis")
    before = RouteVersion.objects.filter(route=version.route, from_on__isnull=False).order_by("-from_on").first()
    if before is not None:
        if before.from_on is not None and from_on <= before.from_on:
            raise Invalid(
                _("Version %(n)d is in force from %(day)s; the new one begins later.")
                % {"n": before.number, "day": formats.day(before.from_on)}, field="from_on",
            )  # fmt: skip
        if version.number > 1 and not one_line(note) and not version.note:
            raise Invalid(_("Say what the review found and what becomes simpler."), field="note")
        if before.to_on is None or before.to_on > from_on:
            before.to_on = from_on
            before.save(update_fields=["to_on"])
    version.limit_minutes, version.from_on, version.basis = limit_minutes, from_on, one_line(basis)[:300]
    version.note = one_line(note)[:2000] or version.note
    version.save(update_fields=["limit_minutes", "from_on", "basis", "note"])
    body = {
        "version": version.number, "from_on": from_on.isoformat(), "minutes": limit_minutes, "basis": version.basis,
        "note": version.note,
    }  # fmt: skip
    _line(version.route, "route.in_force", actor, now, body)
    return version


@transaction.atomic
def new_version(*, actor: Actor, route_id: int, note: str, now: datetime) -> RouteVersion:
    """Rà soát. A draft with the stations of the newest version, and what the review is about."""
    route = Route.objects.select_for_update(no_key=True, of=("self",)).filter(pk=route_id).first()
    if route is None:
        raise NotFound(_("There is no such route."))
    require(actor, EDIT, route.agency_id)
    if RouteVersion.objects.filter(route=route, from_on=None).exists():
        raise MoveRefused(_("A draft of this route is being worked on already."))
    newest = RouteVersion.objects.filter(route=route).order_by("-number").first()
    number = (RouteVersion.objects.filter(route=route).aggregate(n=Max("number"))["n"] or 0) + 1
    version = RouteVersion.objects.create(
        route=route, number=number, note=one_line(note)[:2000], made_at=now, made_by=actor.signature,
        limit_minutes=newest.limit_minutes if newest else 0,
    )
    for station in newest.stations.all() if newest else ():
        station.pk, station.version = None, version
        station.save(force_insert=True)
    _line(route, "route.review_begun", actor, now, {"version": number, "note": version.note})
    return version


@transaction.atomic
def end_version(*, actor: Actor, version_id: int, on: date, reason: str, now: datetime) -> RouteVersion:
    """Hết hiệu lực. From `on` no new work begins by it; work under way ends by it. Journal: `route.ended`."""
    version = RouteVersion.objects.select_for_update(no_key=True, of=("self",)).filter(pk=version_id).first()
    if version is None:
        raise NotFound(_("There is no such version of a route."))
    require(actor, EDIT, version.route.agency_id)
    if version.from_on is None or version.to_on is not None:
        raise MoveRefused(_("Only a version in force is ended."))
    if on <= version.from_on:
        raise Invalid(_("The last day lies before the first."), field="on")
    if not reason.strip():
        raise Invalid(_("Give the reason."), field="reason")
    version.to_on = on
    version.save(update_fields=["to_on"])
    body = {"version": version.number, "on": on.isoformat(), "reason": reason.strip()}
    _line(version.route, "route.ended", actor, now, body)
    return version


def hours(minutes: int) -> str:
    """Working minutes as hours in the language of the screen."""
    return formats.number(minutes / 60, 0 if minutes % 60 == 0 else 1)
