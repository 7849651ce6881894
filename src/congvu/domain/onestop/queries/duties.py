"""Phân công bước: which stations an agency takes in the procedures it settles, and who takes each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from congvu.domain.onestop.models import Dossier, Duty
from congvu.domain.onestop.policy.plans import DESK, NAMED, SETTLING, Plan, Stop
from congvu.domain.onestop.queries.holders import takers_at
from congvu.domain.onestop.queries.plans import plan_of
from congvu.domain.procedures.models import Variant, Version
from congvu.domain.procedures.queries.catalogue import in_force_on
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org

EDIT = "onestop.desk.edit"


@dataclass(frozen=True, slots=True)
class Line:
    """A case of a procedure an agency settles: how many of its own stations have somebody laid down."""

    variant_id: int
    code: str
    name: str
    stations: int
    laid_down: int
    open: int


def agencies_for(actor: Actor, on: date) -> list[tuple[int, str]]:
    """The agencies whose stations a person may lay down."""
    scope = actor.scope_of(EDIT)
    tops = {people.top_unit_of(pk) for pk in (org.organisation().agencies if scope is None else scope)}
    return sorted(((pk, people.agency_name(pk)) for pk in tops if people.is_valid_on(pk, on)), key=lambda one: one[1])


def own_stops(plan: Plan, agency_id: int) -> list[Stop]:
    """The stops of a route an agency takes itself when it settles, and those that name it."""
    return [
        stop for stop in plan.stops
        if stop.who == SETTLING or (stop.who == NAMED and stop.agency_id == agency_id)
    ]  # fmt: skip


def lines_of(agency_id: int, on: date) -> list[Line]:
    """The cases of procedures in force that an agency settles or has stations in. A few statements, however many."""
    named = Q(stations__who=NAMED, stations__agency_id=agency_id)
    settled = Q(pk__in=Dossier.objects.filter(settling_id=agency_id).values("variant_id").distinct())
    own = Q(version__procedure__agency_id=agency_id)
    commune = Q(version__settled_at__in=("commune", "both")) if _is_commune(agency_id) else Q(pk__in=[])
    in_force = Q(version__in=Version.objects.filter(in_force_on(on)))
    variants = (
        Variant.objects.filter(in_force).filter(named | settled | own | commune).distinct()
        .select_related("version__procedure").order_by("version__procedure__stem", "position")
    )  # fmt: skip
    counted = Count("pk")
    duties = dict(Duty.objects.filter(agency_id=agency_id).values_list("variant_id").annotate(n=counted))
    under_way = Dossier.objects.filter(settling_id=agency_id, case__closed_at=None)
    running = dict(under_way.values_list("variant_id").annotate(n=counted))
    found = []
    for row in variants:
        plan = plan_of(row.pk)
        stations = own_stops(plan, agency_id)
        if stations:
            name = f"{plan.name} ({plan.case_name})" if plan.case_name else plan.name
            found.append(Line(row.pk, plan.code, name, len(stations), duties.get(row.pk, 0), running.get(row.pk, 0)))
    return found


def _is_commune(agency_id: int) -> bool:
    return org.agency_by_id(agency_id).level == "commune"


def rows_of(
    agency_id: int, variant_id: int, on: date
) -> tuple[Plan, list[tuple[Stop, Duty | None]], list[tuple[int, str]]]:
    """The plan, its stations of the agency with the duty of each, and everybody who could take one."""
    plan = plan_of(variant_id)
    duties = {row.station: row for row in Duty.objects.filter(agency_id=agency_id, variant_id=variant_id)}
    stops = [(stop, duties.get(stop.code)) for stop in own_stops(plan, agency_id) if stop.who != DESK]
    return plan, stops, takers_at(agency_id, on)
