"""Days of the made-up directives, written as distances."""

from __future__ import annotations

from datetime import date

import pytest

from congvu.demo.dates import due_of, office_day, render

ISSUED = date(2025, 12, 25)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ngày {{day+0}}", "ngày 25/12/2025"),
        ("ngày {{long+14}}", "ngày 08 tháng 01 năm 2026"),
        ("ngày {{day+70}}", "ngày 05/3/2026"),
        ("trong {{month+1}}", "trong tháng 01/2026"),
        ("trong {{month-9}}", "trong tháng 3/2025"),
        ("trong {{quarter+0}}", "trong quý IV/2025"),
        ("trong {{quarter+1}}", "trong quý I/2026"),
        ("năm {{year+1}}", "năm 2026"),
        ("Chỉ thị ngày {{of:other}}", "Chỉ thị ngày 02/02/2026"),
        ("không có gì", "không có gì"),
    ],
)
def test_places_in_a_text_become_days(text: str, written: str) -> None:
    assert render(text, ISSUED, {"other": date(2026, 2, 2)}) == written


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("day+1", date(2025, 12, 26)),
        ("day+2", date(2025, 12, 26)),
        ("day+4", date(2025, 12, 29)),
        ("month+2", date(2026, 2, 28)),
        ("quarter+0", date(2025, 12, 31)),
        ("quarter+1", date(2026, 3, 31)),
        ("year+0", date(2025, 12, 31)),
        ("of:soon", date(2026, 2, 2)),
    ],
)
def test_distances_become_deadlines(words: str, due: date) -> None:
    assert due_of(words, ISSUED, {"soon": date(2026, 2, 2)}) == due


def test_what_is_no_distance_is_refused() -> None:
    with pytest.raises(ValueError, match="soonish"):
        due_of("soonish", ISSUED, {})
    with pytest.raises(KeyError):
        render("{{of:nothing}}", ISSUED, {})


def test_weekends_become_the_friday_before() -> None:
    assert [office_day(date(2026, 11, day)) for day in (20, 21, 22, 23)] == [
        date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 23),
    ]  # fmt: skip
