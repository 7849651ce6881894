"""Quy trình của một trường hợp, as the core reckons with it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from congvu.core.refusals import Invalid
from congvu.core.routes import Branch, Fault, Group, Route, Station, check
from congvu.core.working_time import Limit, WorkingHours, read_limit
from congvu.domain.procedures import models


def limit_of(variant: models.Variant) -> Limit | None:
    """The promised time; None while none is laid down, or it cannot be read."""
    if not variant.limit:
        return None
    try:
        return read_limit(variant.limit)
    except Invalid:
        return None


def _station(row: models.Station) -> Station:
    who = row.agency.name if row.agency else str(row.get_who_display())
    return Station(
        code=row.code, name=row.name, who=f"{who}: {row.post}" if row.post else who,
        allotted=WorkingHours(row.minutes * 60) if row.minutes else None, group=row.group, counted=row.counted,
        back_to=tuple(row.back_to),
    )  # fmt: skip


def route_of(stations: Sequence[models.Station], groups: Sequence[models.StationGroup] = ()) -> Route:
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
        found.append(Station(code=code, name=code, branches=tuple(branches)))
    return Route(
        tuple(found),
        tuple(Group(code=one.code, name=one.name, allotted=WorkingHours(one.minutes * 60)) for one in groups),
    )


def faults_of(variant: models.Variant) -> tuple[Fault, ...]:
    """What is wrong with a variant's route, its sum against the promised time included."""
    route = route_of(list(variant.stations.all()), list(variant.groups.all()))
    return check(route, limit_of(variant), variant.hours_a_day)
