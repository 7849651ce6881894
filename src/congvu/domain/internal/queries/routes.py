"""Quy trình: which are known, which version holds on a day, two versions side by side, the work that walks them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.internal.models import Route, RouteVersion
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency

READ, EDIT, START = "internal.route.read", "internal.route.edit", "internal.work.start"


def in_force_on(on: date) -> Q:
    """Condition on RouteVersion."""
    return Q(from_on__lte=on) & (Q(to_on=None) | Q(to_on__gt=on))


def version_in_force(route_id: int, on: date) -> RouteVersion | None:
    """The version new work walks on the day."""
    rows = RouteVersion.objects.filter(in_force_on(on), route_id=route_id).select_related("route")
    return rows.order_by("-from_on").first()


def state_of(version: RouteVersion, on: date) -> str:
    """draft, planned, in_force or ended."""
    if version.from_on is None:
        return "draft"
    if on < version.from_on:
        return "planned"
    return "in_force" if version.to_on is None or on < version.to_on else "ended"


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A route as listed: what holds today, and how much work walks it."""

    pk: int
    name: str
    agency: str
    version: int | None
    hours: float | None
    stations: int | None
    draft: bool
    running: int


def routes_for(actor: Actor, on: date) -> list[RouteRow]:
    """Routes of the agencies the actor may read. Three statements."""
    scope = actor.scope_of(READ)
    routes = Route.objects.select_related("agency").order_by("name", "pk")
    if scope is not None:
        routes = routes.filter(agency_id__in=scope)
    counts = dict(
        visible_to(actor).filter(kind="internal_work", closed_at=None).order_by()
        .values_list("internal_work__version__route").annotate(n=Count("pk"))
    )  # fmt: skip
    versions: dict[int, list[RouteVersion]] = {}
    for version in RouteVersion.objects.annotate(n=Count("stations")):
        versions.setdefault(version.route_id, []).append(version)
    found = []
    for route in routes:
        own = versions.get(route.pk, [])
        now = next((one for one in own if state_of(one, on) == "in_force"), None)
        found.append(RouteRow(
            route.pk, route.name, route.agency.name, now.number if now else None,
            now.limit_minutes / 60 if now else None, getattr(now, "n", None) if now else None,
            any(one.from_on is None for one in own), counts.get(route.pk, 0),
        ))  # fmt: skip
    return found


def route_for(actor: Actor, route_id: int) -> Route:
    """One of them, or NotFound."""
    route = Route.objects.select_related("agency").filter(pk=route_id).first()
    scope = actor.scope_of(READ)
    if route is None or (scope is not None and route.agency_id not in scope):
        raise NotFound(_("There is no such route, or it is not open to you."))
    return route


def route_of_version(version_id: int) -> int:
    """The id of the route a version belongs to, or NotFound."""
    found = RouteVersion.objects.filter(pk=version_id).values_list("route_id", flat=True).first()
    if found is None:
        raise NotFound(_("There is no such version of a route."))
    return found


def versions_of(route: Route) -> list[RouteVersion]:
    """All versions with their stations, the newest first. Two statements."""
    return list(
        RouteVersion.objects.filter(route=route).order_by("-number")
        .prefetch_related("stations", "stations__unit", "stations__post")
    )  # fmt: skip


def works_on(actor: Actor, route: Route) -> QuerySet[Case]:
    """Cases that walk the route and are open to the actor."""
    return visible_to(actor).filter(kind="internal_work", internal_work__version__route=route)


def agencies_for(actor: Actor, permission: str, on: date) -> list[Agency]:
    """Agencies in which the actor may draft or start, his own first."""
    scope = actor.scope_of(permission)
    all_of = [one for one in org.agencies_on(on) if scope is None or one.pk in scope]
    return sorted(all_of, key=lambda one: one.pk not in actor.agency_ids)


def units_and_posts(agency_id: int, on: date) -> list[tuple[str, str]]:
    """Where a station may stand: each unit (its head) and each post, as "unit" or "unit:post" with its words."""
    inside = org.subtree_ids(agency_id)
    found = []
    for unit in org.agencies_on(on):
        if unit.pk not in inside:
            continue
        found.append((str(unit.pk), _("%(unit)s: the head of the unit") % {"unit": unit.name}))
        found += [(f"{unit.pk}:{post.pk}", f"{unit.name}: {post.title}") for post in org.posts_of(unit.pk, on)]
    return found
