"""What the case page shows of work on a route: its stations with their duties, the time each took, who held it."""

from __future__ import annotations

from typing import Any

from congvu.domain.internal.models import RouteStation, Visit, Work
from congvu.domain.internal.queries.visits import due_of, minutes_late, with_allotted
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import Station
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import may_see, people
from congvu.kernel.rules import queries as rules


def _work(case: Case) -> Work | None:
    return Work.objects.select_related("version", "version__route", "task").filter(case=case).first()


def route_of(case: Case) -> tuple[Station, ...]:
    """The stations of this very case for the step rail; nothing when it has none of its own."""
    work = _work(case)
    stations = work.version.stations.select_related("unit") if work is not None else ()
    return tuple(
        Station(code=f"s{one.position}", label_vi=one.name, label_en=one.name, detail=one.unit.name)
        for one in stations
    )


def work_panel(actor: Actor, case: Case) -> dict[str, Any]:
    """Template context: route, version, stations with their visits, late ones in minutes of working time."""
    work = _work(case)
    if work is None:
        return {"work": None}
    visits: dict[int, list[dict[str, Any]]] = {}
    for visit in with_allotted(Visit.objects.filter(work=work)).select_related("official"):
        visits.setdefault(visit.position, []).append(_visit(visit))
    stations = list(RouteStation.objects.filter(version=work.version).select_related("unit", "post"))
    return {
        "work": work, "route": work.version.route, "version": work.version,
        "task": work.task if work.task is not None and may_see(actor, work.task) else None,
        "stations": [
            {"station": one, "visits": visits.get(one.position, []), "is_here": case.closed_at is None
             and case.station == f"s{one.position}"}
            for one in stations
        ],
    }  # fmt: skip


def _visit(visit: Visit) -> dict[str, Any]:
    late = minutes_late(visit, visit.left_at) if visit.left_at is not None else 0
    known = rules.known_grounds().get(visit.ground) if visit.ground else None
    return {
        "visit": visit, "late": late, "due": due_of(visit), "holder": people.official_name(visit.official_id),
        "ground": known.vi if known else visit.ground,
    }
