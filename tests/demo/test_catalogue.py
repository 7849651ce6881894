"""The made-up province's catalogue: every published route of it sums to its limit, and one version waits."""

from __future__ import annotations

import pytest

from congvu.core.routes import check, read_span
from congvu.core.working_time import read_limit
from congvu.demo.procedures_of_lam_giang import PROCEDURES, Announced


@pytest.mark.parametrize("one", PROCEDURES, ids=lambda one: one.code)
def test_the_stations_of_a_real_route_sum_to_its_limit(one: Announced) -> None:
    from congvu.core.routes import Group, Route, Station

    stations = []
    for place, line in enumerate(one.steps.splitlines()):
        name, _who, post, *time = (part.strip() for part in line.split(";"))
        allotted = read_span(time[0]) if time else None
        group = "g" if name.startswith("~") else ""
        stations.append(Station(
            code=f"s{place}", name=name, who=post, allotted=allotted, group=group, counted=bool(allotted or group)
        ))  # fmt: skip
    shared = read_span(one.group[1]) if one.group else None
    groups = (Group(code="g", name="g", allotted=shared),) if shared else ()
    assert check(Route(tuple(stations), groups), read_limit(one.limit)) == ()
