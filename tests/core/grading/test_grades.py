"""Grades of scores and the caps of grave findings."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.grading import Ladder, Mark, at_least, grade
from congvu.core.refusals import Invalid

D = Decimal
LADDER = Ladder(floors=(("A", D(90)), ("B", D(80)), ("C", D(65)), ("D", D(0))), caps={3: "B", 4: "D"})
SCORES = st.decimals(0, 100, places=2)
MARKS = st.lists(st.builds(Mark, st.integers(0, 4), st.booleans(), st.booleans()), max_size=20)


@pytest.mark.parametrize(
    ("score", "name"),
    [("100", "A"), ("90", "A"), ("89.99", "B"), ("80", "B"), ("79.99", "C"), ("65", "C"), ("64.99", "D"), ("0", "D")],
)
def test_a_grade_begins_exactly_at_its_floor(score: str, name: str) -> None:
    assert grade(D(score), [], LADDER).name == name


def test_a_grave_finding_caps_at_b_and_says_so() -> None:
    found = grade(D(95), [Mark(3), Mark(1)], LADDER)
    assert (found.name, found.by_score, found.capped_by) == ("B", "A", 3)


def test_a_very_grave_finding_caps_at_d_whatever_else_there_is() -> None:
    found = grade(D(99), [Mark(3), Mark(4)], LADDER)
    assert (found.name, found.capped_by) == ("D", 4)


def test_a_cap_above_the_grade_of_the_score_is_not_named() -> None:
    assert grade(D(70), [Mark(3)], LADDER).capped_by is None


def test_praise_of_any_class_caps_nothing() -> None:
    assert grade(D(95), [Mark(4, praise=True)], LADDER).name == "A"


@pytest.mark.parametrize("floors", [(), (("A", D(90)),), (("A", D(80)), ("B", D(90)), ("C", D(0))),
                                    (("A", D(90)), ("B", D(90)), ("C", D(0)))])  # fmt: skip
def test_a_ladder_that_does_not_fall_to_zero_is_refused(floors: tuple[tuple[str, Decimal], ...]) -> None:
    with pytest.raises(Invalid):
        Ladder(floors=floors, caps={})


def test_a_cap_outside_the_ladder_is_refused() -> None:
    with pytest.raises(Invalid):
        Ladder(floors=(("A", D(0)),), caps={3: "B"})


@given(SCORES, SCORES, MARKS)
def test_a_better_score_never_gives_a_worse_grade(one: Decimal, other: Decimal, marks: list[Mark]) -> None:
    better, worse = max(one, other), min(one, other)
    assert at_least(grade(better, marks, LADDER).name, grade(worse, marks, LADDER).name, LADDER)


@given(SCORES, MARKS)
def test_no_cap_is_ever_passed(score: Decimal, marks: list[Mark]) -> None:
    found = grade(score, marks, LADDER)
    for mark in marks:
        if not mark.praise and mark.level in LADDER.caps:
            assert at_least(LADDER.caps[mark.level], found.name, LADDER)
