"""A sample of the unit's cases: drawn once, drawn the same again by anybody, and what it says about the whole."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.sampling import draw_cases, list_hash
from congvu.domain.inspections.actions import sampling as acts
from congvu.domain.inspections.actions.on_site import arrive
from congvu.domain.inspections.queries import sampling as queries
from congvu.kernel.casework.actions import Change, ClockDraft, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.models import Case
from congvu.kernel.journal.models import Line
from tests.domain.inspections.site import Stage, make_stage

TASK = "directive_task"


@pytest.fixture
def sampled(db: None, now: datetime) -> tuple[Stage, list[str]]:
    """A visit to a unit that held forty tasks when the door was opened; one came later."""
    stage = make_stage(now, at_door=False)
    codes = _tasks(stage, now - timedelta(days=10), 40)
    arrive(actor=stage.actor("head"), visit_id=stage.visit.pk, place="Trụ sở", now=now)
    stage.visit.refresh_from_db()
    _tasks(stage, now + timedelta(minutes=1), 1)
    return stage, codes


def _tasks(stage: Stage, at: datetime, count: int) -> list[str]:
    unit, head = stage.visit.unit_id, stage.actor("head")
    codes = allocate_codes("NV", at.year, count)
    cases = [
        Case(code=code, kind=TASK, title="Rà soát", skey=code.lower(), law_on=at.date(), phase="running",
             station="carry_out", accountable_agency_id=unit, issuing_agency_id=unit, holder_agency_id=unit,
             opened_at=at, due_basis={}) for code in codes
    ]  # fmt: skip
    start = (ClockDraft("start", at),)
    open_cases([Change(case, "case.registered", clock=start) for case in cases], actor=head, now=at)
    return [str(code) for code in codes]


def _draw(stage: Stage, **more: Any) -> list[Any]:
    given = {"purpose": TASK, "confidence": 0.95, "margin": 0.15, **more}
    return acts.draw_sample(actor=stage.actor("member"), visit_id=stage.visit.pk, now=stage.now, **given)


def test_anybody_with_list_and_seed_draws_the_same(sampled: tuple[Stage, list[str]]) -> None:
    stage, codes = sampled
    drawn = [one.case_code for one in _draw(stage)]
    body = json.loads(Line.objects.get(verb="visit.sample_drawn").text or "")
    assert (body["population"], body["list"]) == (40, list_hash(codes))
    assert drawn == list(draw_cases(codes, body["size"], bytes.fromhex(body["seed"]), TASK))
    with pytest.raises(MoveRefused):
        _draw(stage)


@pytest.mark.parametrize("purpose", ["nothing", "onestop_dossier"])
def test_a_sample_of_nothing_is_refused(sampled: tuple[Stage, list[str]], purpose: str) -> None:
    with pytest.raises(Invalid):
        _draw(sampled[0], purpose=purpose)


def test_results_give_a_rate_with_its_interval(sampled: tuple[Stage, list[str]]) -> None:
    stage, _codes = sampled
    rows = _draw(stage)
    given: dict[str, Any] = {"actor": stage.actor("member"), "visit_id": stage.visit.pk, "purpose": TASK,
                             "checked_at": stage.now, "now": stage.now}  # fmt: skip
    with pytest.raises(Invalid):
        acts.note_result(case_code=rows[0].case_code, result="differs", **given)
    with pytest.raises(Invalid):
        acts.note_result(case_code="NV-2026-999999", result="same", **given)
    assert queries.drawn_of(stage.visit)[TASK].interval is None
    for place, one in enumerate(rows):
        acts.note_result(case_code=one.case_code, result="differs" if place < 3 else "same", words="Ngày trả khác",
                         **given)  # fmt: skip
    found = queries.drawn_of(stage.visit)[TASK]
    assert found.interval is not None
    assert (found.checked, found.faults) == (len(rows), 3)
    assert found.interval.low <= 3 / len(rows) <= found.interval.high < 1


def test_what_the_system_says_of_a_case_of_the_unit_and_of_no_other(sampled: tuple[Stage, list[str]]) -> None:
    stage, codes = sampled
    known = queries.look_up(stage.visit, f"https://mot-cua.example/theo-doi/{codes[0]}?k=abc")
    assert (known.code, known.then_station != "") == (codes[0], True)
    for words in ("", "xin chào", stage.code, "NV-2026-999999"):
        with pytest.raises(NotFound):
            queries.look_up(stage.visit, words)
