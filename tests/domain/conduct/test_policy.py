"""The principles as plain functions: ladders, aggravation, days, and the words of the rulebook."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid
from congvu.domain.conduct.policy.principles import deviation, gravest, ladder_for, majority, required_form
from congvu.domain.conduct.policy.times import days_used, marks_reached, months_after, years_after
from congvu.domain.conduct.policy.words import FORMS, codes_of, numbers_of

WHOLE = ("reprimand", "warning", "removal", "forced_resignation")
PLAIN = ladder_for(WHOLE, ("removal",), is_leader=False)


def test_removal_is_on_the_ladder_of_leaders_only() -> None:
    assert PLAIN == ("reprimand", "warning", "forced_resignation")
    assert ladder_for(WHOLE, ("removal",), is_leader=True) == WHOLE


@pytest.mark.parametrize(
    ("concluded", "running", "ladder", "wanted"),
    [
        (("reprimand", "warning"), "", PLAIN, "warning"),
        (("reprimand",), "reprimand", PLAIN, "warning"),
        (("reprimand",), "warning", PLAIN, "forced_resignation"),
        (("warning",), "reprimand", PLAIN, "forced_resignation"),
        (("warning",), "reprimand", WHOLE, "removal"),
        (("reprimand",), "warning", WHOLE, "removal"),
        (("reprimand",), "forced_resignation", PLAIN, "forced_resignation"),
        (("reprimand",), "removal", PLAIN, "forced_resignation"),
        (("reprimand",), "demotion", PLAIN, "reprimand"),
    ],
)
def test_required_form(concluded: tuple[str, ...], running: str, ladder: tuple[str, ...], wanted: str) -> None:
    assert required_form(concluded, running, ladder, WHOLE).form == wanted


@given(st.lists(st.sampled_from(PLAIN), min_size=1), st.sampled_from(("", *WHOLE)), st.integers(1, 3))
def test_a_running_sanction_never_makes_it_milder(concluded: list[str], running: str, steps: int) -> None:
    found = required_form(concluded, running, PLAIN, WHOLE, steps)
    assert found.form in PLAIN
    assert WHOLE.index(found.form) >= WHOLE.index(gravest(concluded, PLAIN))
    if running:
        top = len(WHOLE) - 1
        assert WHOLE.index(found.form) >= min(top, WHOLE.index(running) + 1)


def test_deviation_is_free_only_where_the_principles_leave_a_choice() -> None:
    one = required_form(("warning",), "", PLAIN, WHOLE)
    assert deviation("warning", one, 1, PLAIN) == ""
    assert deviation("reprimand", one, 1, PLAIN) == "lighter"
    assert deviation("reprimand", one, 2, PLAIN) == "forbidden"
    assert deviation("forced_resignation", one, 2, PLAIN) == "heavier"
    graver = required_form(("reprimand",), "reprimand", PLAIN, WHOLE)
    assert deviation("reprimand", graver, 1, PLAIN) == "forbidden"


@pytest.mark.parametrize(
    ("ballots", "wanted"), [([("warning", 3), ("", 2)], "warning"), ([("warning", 2), ("", 2)], None), ([("", 5)], "")]
)
def test_majority(ballots: list[tuple[str, int]], wanted: str | None) -> None:
    assert majority(ballots, sum(n for _form, n in ballots)) == wanted


def test_anniversaries_keep_to_the_calendar() -> None:
    assert years_after(date(2024, 2, 29), 5) == date(2029, 2, 28)
    assert years_after(date(2021, 7, 1), 10) == date(2031, 7, 1)
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 11, 24), 12) == date(2027, 11, 24)


def test_days_are_counted_without_those_the_clock_stood() -> None:
    begin, today = date(2026, 1, 1), date(2026, 3, 2)
    assert days_used(begin, today, []) == 60
    assert days_used(begin, today, [(date(2026, 1, 11), date(2026, 1, 21))]) == 50
    assert days_used(begin, today, [(date(2026, 1, 11), date(2026, 1, 21)), (date(2026, 1, 15), None)]) == 10
    assert marks_reached(60, (60, 75, 85), ()) == [60]
    assert marks_reached(90, (60, 75, 85), (60,)) == [75, 85]


def test_the_rulebook_is_read_in_the_words_of_the_office() -> None:
    assert codes_of("Khiển trách, CẢNH CÁO", FORMS) == ("reprimand", "warning")
    with pytest.raises(Invalid, match="phạt tiền"):
        codes_of("khiển trách, phạt tiền", FORMS)
    assert numbers_of("60, 75 và 85") == (60, 75, 85)
