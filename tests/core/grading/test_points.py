"""Points off and points for praise: worked examples, then properties over random findings and scales."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.grading import Mark, Scale, points_of, reckon
from congvu.core.refusals import Invalid

D = Decimal
SCALE = Scale(
    points={0: D("0.5"), 1: D(2), 2: D(4), 3: D(10), 4: D(20)}, caps={0: D(3)}, repeat_factor=D(2), praise=D(1),
    praise_cap=D(5),
)  # fmt: skip
LEVELS = st.sampled_from((0, 1, 2, 3, 4))
MARKS = st.lists(st.builds(Mark, LEVELS, st.booleans(), st.booleans()), max_size=60)
POINTS = st.decimals(0, 30, places=2)
SCALES = st.builds(
    lambda points, cap, factor, praise, praise_cap: Scale(
        points=dict(enumerate(points)), caps={0: cap}, repeat_factor=factor, praise=praise, praise_cap=praise_cap
    ),
    st.lists(POINTS, min_size=5, max_size=5), POINTS, st.decimals(1, 4, places=1), POINTS, POINTS,
)  # fmt: skip


def test_a_year_of_mixed_findings_is_reckoned_by_hand() -> None:
    marks = [Mark(0)] * 8 + [Mark(1), Mark(1, repeated=True), Mark(3), Mark(2, praise=True), Mark(0, praise=True)]
    found = reckon(marks, SCALE)
    assert found.off == {0: D(3), 1: D(6), 3: D(10)}
    assert (found.taken, found.praise, found.score) == (D(19), D(2), D(83))


def test_a_year_without_findings_keeps_all_points() -> None:
    assert reckon([], SCALE).score == 100


def test_praise_alone_does_not_lift_a_unit_over_a_hundred() -> None:
    assert reckon([Mark(0, praise=True)] * 9, SCALE).score == 100


def test_repeats_are_not_sheltered_by_the_cap() -> None:
    assert reckon([Mark(0)] * 20 + [Mark(0, repeated=True)], SCALE).off == {0: D(4)}


def test_a_class_without_points_is_refused() -> None:
    with pytest.raises(Invalid):
        points_of(Mark(7), SCALE)


@pytest.mark.parametrize("wrong", [{"points": {}}, {"points": {0: D(-1)}}, {"repeat_factor": D("0.5")},
                                   {"praise": D("NaN")}])  # fmt: skip
def test_a_scale_with_impossible_numbers_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        Scale(**{"points": {0: D(1)}, "caps": {}, "repeat_factor": D(2), "praise": D(1), "praise_cap": D(5), **wrong})  # type: ignore[arg-type]  # wrong on purpose


@given(MARKS, SCALES)
def test_a_score_stays_between_nothing_and_a_hundred(marks: list[Mark], scale: Scale) -> None:
    assert 0 <= reckon(marks, scale).score <= 100


@given(MARKS, SCALES, st.randoms())
def test_the_order_of_findings_does_not_matter(marks: list[Mark], scale: Scale, chance: object) -> None:
    turned = list(marks)
    chance.shuffle(turned)  # type: ignore[attr-defined]  # a Random
    assert reckon(turned, scale) == reckon(marks, scale)


@given(MARKS, SCALES, LEVELS, st.booleans())
def test_one_more_finding_never_raises_a_score(marks: list[Mark], scale: Scale, level: int, repeated: bool) -> None:
    assert reckon([*marks, Mark(level, repeated)], scale).score <= reckon(marks, scale).score


@given(MARKS, SCALES)
def test_one_more_praise_never_lowers_a_score(marks: list[Mark], scale: Scale) -> None:
    assert reckon([*marks, Mark(0, praise=True)], scale).score >= reckon(marks, scale).score


@given(LEVELS, SCALES)
def test_a_repeat_takes_the_factor_times_the_points(level: int, scale: Scale) -> None:
    assert points_of(Mark(level, repeated=True), scale) == points_of(Mark(level), scale) * scale.repeat_factor


@given(MARKS, SCALES)
def test_first_findings_of_a_capped_class_never_take_more_than_its_cap(marks: list[Mark], scale: Scale) -> None:
    first = [mark for mark in marks if not mark.repeated]
    assert reckon(first, scale).off.get(0, D(0)) <= scale.caps[0]
