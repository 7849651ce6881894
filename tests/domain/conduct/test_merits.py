"""Thành tích từ số liệu, điểm công việc, niêm phong: the plain functions behind recognition."""

from __future__ import annotations

from fractions import Fraction

import pytest

from congvu.domain.conduct.policy.merits import Done, standings
from congvu.domain.conduct.policy.praise import FIELDS, seal_of
from congvu.domain.conduct.policy.work_scores import Item, score


def work(official_id: int, kind: str, on_time: int, late: int, unit_id: int = 1) -> list[Done]:
    return [Done(official_id, unit_id, kind, n < on_time) for n in range(on_time + late)]


def test_somebody_with_hard_work_is_compared_with_the_mix_he_had() -> None:
    """Hard cases are on time in half, easy ones nearly always: 80 % of hard ones is better than 90 % of easy ones."""
    hard, easy = 1, 2
    rows = work(hard, "hard", 32, 8) + work(easy, "easy", 36, 4)
    rows += work(3, "hard", 20, 20) + work(4, "easy", 95, 5)
    found = {one.official_id: one for one in standings(rows)}
    assert found[hard].expected == pytest.approx(0.5)
    assert found[hard].is_clearly_above
    assert found[easy].expected == pytest.approx(0.95)
    assert not found[easy].is_clearly_above


def test_somebody_with_few_cases_is_not_clearly_above_anything() -> None:
    rows = work(1, "hard", 3, 0) + work(2, "hard", 20, 20)
    one = standings(rows)[0]
    assert (one.n, one.hits) == (3, 3)
    assert not one.is_clearly_above


def test_the_rate_of_a_kind_leaves_the_person_himself_out() -> None:
    rows = work(1, "a", 10, 0) + work(2, "a", 5, 5)
    found = {one.official_id: one for one in standings(rows)}
    assert found[1].expected == pytest.approx(0.5)
    assert found[2].expected == pytest.approx(1.0)


def test_load_is_told_against_the_median_of_the_unit() -> None:
    rows = work(1, "a", 30, 0) + work(2, "a", 10, 0) + work(3, "a", 10, 0) + work(4, "a", 90, 0, unit_id=2)
    assert [round(one.load, 2) for one in standings(rows)] == [3.0, 1.0, 1.0, 1.0]


def test_nobody_else_with_the_kind_leaves_the_rate_of_all_other_work() -> None:
    rows = work(1, "only his", 4, 0) + work(2, "a", 6, 4)
    assert standings(rows)[0].expected == pytest.approx(0.6)


ONE = Fraction(1)


def test_the_task_score_is_the_mean_of_quantity_quality_and_progress() -> None:
    """Four pieces: one late, one returned twice, one not done, one faultless.

    Quantity 3/4; quality (1 + 0,5 + 1)/4 = 2,5/4; progress (0,75 + 1 + 1)/4 = 2,75/4; mean 8,25/12 of 70 = 48,125.
    """
    items = [Item(ONE, True, delays=1), Item(ONE, True, returns=2), Item(ONE, False, delays=1), Item(ONE, True)]
    found = score(items, most=70, penalty=25)
    assert found is not None
    assert found.quantity.share == Fraction(3, 4)
    assert found.quality.share == Fraction(5, 8)
    assert found.progress.share == Fraction(11, 16)
    assert str(found.points) == "48.13"


def test_an_objective_cause_takes_nothing_off() -> None:
    late = Item(ONE, True, delays=1, returns=1, delay_excused=True, quality_excused=True)
    found = score([late], most=70, penalty=25)
    assert found is not None
    assert str(found.points) == "70.00"


def test_five_returns_leave_nothing_and_never_less() -> None:
    found = score([Item(ONE, True, returns=5), Item(Fraction(3), True)], most=70, penalty=25)
    assert found is not None
    assert found.quality.share == Fraction(3, 4)


def test_without_work_there_is_no_score() -> None:
    assert score([], most=70, penalty=25) is None


def test_a_seal_changes_with_every_part_and_with_the_version_before() -> None:
    values = dict.fromkeys(FIELDS, "Nội dung")
    seal = seal_of("DX-2026-000001", 1, values)
    assert len(seal) == 64
    for name in FIELDS:
        assert seal_of("DX-2026-000001", 1, values | {name: "khác"}) != seal
    assert seal_of("DX-2026-000001", 2, values) != seal
    assert seal_of("DX-2026-000001", 1, values, before=seal) != seal
    moved = values | {"need": "Nội dung\ntasks 3\nabc", "tasks": ""}
    assert seal_of("DX-2026-000001", 1, moved) != seal_of("DX-2026-000001", 1, values | {"tasks": "abc"})
