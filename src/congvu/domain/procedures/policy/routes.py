"""Quy trình của một trường hợp, as the core reckons with it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from congvu.core.refusals import Invalid
from congvu.core.routes import Branch, Fault, Group, Phase, Route, Station, StationKind, check
from congvu.core.working_time import Limit, WorkingHours, read_limit
from congvu.domain.procedures import models


def _read(code: str) -> Limit | None:
    if not code:
        return None
    try:
        return read_limit(code)
    except Invalid:
        return None


def limit_of(variant: models.Variant) -> Limit | None:
    """The promised time; None while none is laid down, or it cannot be read."""
    return _read(variant.limit)


def phases_of(variant: models.Variant) -> tuple[Phase, ...]:
    """The phases of a case in their order; none where its limit is one whole."""
    return tuple(Phase(code=one["code"], name=one["name"], limit=read_limit(one["limit"])) for one in variant.phases)


def _allotted(row: models.Station) -> Limit | None:
    return WorkingHours(row.minutes * 60) if row.minutes else _read(row.aside_limit)


def _station(row: models.Station) -> Station:
    return Station(
        code=row.code, name=row.name, post=row.post, product=row.product,
        who=row.agency.full_name if row.agency else str(row.get_who_display()),
        allotted=_allotted(row), group=row.group, counted=row.counted, back_to=tuple(row.back_to), phase=row.phase,
        kind=StationKind(row.kind), silence_agrees=row.silence_agrees,
    )  # fmt: skip


def route_of(
    stations: Sequence[models.Station], groups: Sequence[models.StationGroup] = (), phases: Sequence[Phase] = ()
) -> Route:
    """The route of a variant's rows, in their order; consecutive rows of branches hang on one waiting station."""
    found: list[Station] = []
    for side, rows in groupby(stations, key=lambda row: bool(row.branch)):
        if not side:
            found += [_station(row) for row in rows]
            continue
        branches = [
            Branch(code=code, name=code, stations=tuple(_station(row) for row in stops))
            for code, stops in groupby(rows, key=lambda row: row.branch)
        ]
        code = "+".join(branch.code for branch in branches)
        phase = branches[0].stations[0].phase
        found.append(Station(code=code, name="", branches=tuple(branches), phase=phase))
    return Route(
        tuple(found),
        tuple(Group(code=one.code, name=one.name, allotted=WorkingHours(one.minutes * 60)) for one in groups),
        tuple(phases),
    )


def faults_of(variant: models.Variant) -> tuple[Fault, ...]:
    """What is wrong with a variant's route, its sums against the promised time and that of each phase included."""
    route = route_of(list(variant.stations.all()), list(variant.groups.all()), phases_of(variant))
    return check(route, limit_of(variant), variant.hours_a_day)
