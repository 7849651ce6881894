"""The made-up province's catalogue: every route of it sums to its limit, phase by phase, and can be drawn."""

from __future__ import annotations

import pytest

from congvu.core.bpmn import read, write
from congvu.core.routes import Branch, Group, Phase, Route, Station, StationKind, check, read_span
from congvu.core.working_time import read_limit
from congvu.demo.announced import Case, Step
from congvu.demo.procedures_of_lam_giang import PROCEDURES

CASES = [(one.code, case) for one in PROCEDURES for case in one.cases]


def station(step: Step, place: int, before: list[Step]) -> Station:
    allotted = read_span(step.time)
    aside = read_limit(step.aside) if step.aside else None
    return Station(
        code=f"s{place}", name=step.name, who=step.who, allotted=allotted or aside,
        group="g" if step.shared else "", counted=bool(allotted or step.shared), kind=StationKind(step.kind),
        phase=step.phase, silence_agrees=step.silence,
        back_to=tuple(f"s{number}" for number, one in enumerate(before) if one.name == step.back),
    )  # fmt: skip


def route_of(case: Case) -> Route:
    steps, found = case.read_steps(), []
    for place, step in enumerate(steps):
        made = station(step, place, steps[:place])
        if not step.branch:
            found.append(made)
            continue
        branch = Branch(code=step.branch, name=step.branch, stations=(made,))
        if place and steps[place - 1].branch:
            last = found.pop()
            found.append(Station(code=last.code, name="", branches=(*last.branches, branch), phase=last.phase))
        else:
            found.append(Station(code=f"p{place}", name="", branches=(branch,), phase=step.phase))
    shared = read_span(case.group[1]) if case.group else None
    groups = (Group(code="g", name="g", allotted=shared),) if shared else ()
    phases = tuple(
        Phase(code=str(number), name=name, limit=read_limit(limit))
        for number, (name, limit) in enumerate(case.phases, 1)
    )
    return Route(tuple(found), groups, phases)


@pytest.mark.parametrize(("code", "case"), CASES, ids=[f"{code} {case.name}" for code, case in CASES])
def test_the_stations_of_a_real_route_sum_to_its_limit_and_can_be_drawn(code: str, case: Case) -> None:
    route = route_of(case)
    assert check(route, read_limit(case.limit)) == ()
    assert read(write(route, code)).route == route


def test_no_procedure_is_announced_twice() -> None:
    assert len({one.code for one in PROCEDURES}) == len(PROCEDURES)


def test_the_catalogue_shows_everything_a_route_can_hold() -> None:
    steps = [step for _code, case in CASES for step in case.read_steps()]
    assert {step.kind for step in steps} == {kind.value for kind in StationKind}
    assert any(step.silence for step in steps)
    assert any(step.branch for step in steps)
    assert any(step.back for step in steps)
    assert {bool(case.phases) for _code, case in CASES} == {True, False}
    for held in ("same_day", "refusal", "extension", "supplement", "group"):
        assert any(getattr(case, held) for _code, case in CASES), held
    assert max(len(one.cases) for one in PROCEDURES) == 3
