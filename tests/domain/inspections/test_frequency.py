"""When a planned check asks for a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.domain.inspections.policy.frequency import Spell, Trouble, warnings, within_months

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def spell(key: str, first: date, last: date | None = None, unit: int = 1, team: int | None = None,
          sort: str = "planned") -> Spell:  # fmt: skip
    return Spell(key, frozenset({unit}), sort, first, last or first, team, key)


@pytest.mark.parametrize(
    ("second", "within"),
    [(date(2026, 3, 10), True), (date(2027, 3, 9), True), (date(2027, 3, 10), False), (date(2027, 4, 1), False),
     (date(2026, 12, 31), True), (date(2025, 3, 11), True), (date(2025, 3, 10), False)],
)  # fmt: skip
def test_twelve_months_end_on_the_same_day_of_the_next_year(second: date, within: bool) -> None:
    assert within_months(date(2026, 3, 10), second, 12) is within


@given(DAYS, DAYS, st.integers(1, 36))
def test_the_order_of_two_days_does_not_matter_and_more_months_never_free(a: date, b: date, months: int) -> None:
    assert within_months(a, b, months) == within_months(b, a, months)
    assert not within_months(a, b, months) or within_months(a, b, months + 1)


def test_a_second_check_by_plan_within_the_months_is_told() -> None:
    one = spell("a", date(2026, 10, 5))
    (told,) = warnings(one, [one, spell("b", date(2026, 3, 2))], 12)
    assert (told.trouble, told.other) == (Trouble.TWICE, "b")
    assert warnings(one, [one, spell("b", date(2025, 10, 5))], 12) == []
    assert warnings(one, [one, spell("b", date(2026, 3, 2), unit=2)], 12) == []


def test_a_recheck_does_not_count_but_its_days_may_not_overlap() -> None:
    one = spell("a", date(2026, 10, 5), date(2026, 10, 7), sort="recheck")
    assert warnings(one, [spell("b", date(2026, 9, 2))], 12) == []
    (told,) = warnings(one, [spell("b", date(2026, 10, 4), date(2026, 10, 5))], 12)
    assert told.trouble is Trouble.OVERLAP


def test_one_team_is_not_at_two_units_at_once() -> None:
    one = spell("a", date(2026, 10, 5), date(2026, 10, 7), team=4)
    other = spell("b", date(2026, 10, 7), unit=2, team=4)
    assert [told.trouble for told in warnings(other, [one], 12)] == [Trouble.BUSY]
    assert warnings(spell("b", date(2026, 10, 7), unit=2, team=5), [one], 12) == []


def test_a_clash_within_a_plan_is_answered_once_by_the_later_check_but_what_is_fixed_always_asks() -> None:
    early, late = spell("a", date(2026, 3, 2)), spell("b", date(2026, 10, 5))
    assert [len(warnings(one, [early, late], 12)) for one in (early, late)] == [0, 1]
    issued = replace(late, fixed=True)
    assert [told.trouble for told in warnings(early, [issued], 12)] == [Trouble.TWICE]
    same = spell("c", date(2026, 3, 2))
    assert sorted(len(warnings(one, [early, same], 12)) for one in (early, same)) == [0, 1]


def test_days_outside_the_teams_decision_are_told() -> None:
    one = spell("a", date(2026, 10, 5), date(2026, 10, 7), team=4)
    for days, count in (((date(2026, 1, 1), None), 0), ((date(2026, 10, 6), None), 1),
                        ((date(2026, 1, 1), date(2026, 10, 6)), 1), ((date(2026, 1, 1), date(2026, 10, 7)), 0)):
        found = warnings(one, [], 12, days)
        assert [told.trouble for told in found] == [Trouble.LATE_TEAM] * count
