"""Spans that do not count: joining them, and moving an end by them."""

from __future__ import annotations

import pytest

from congvu.core.clock.spans import Anchor, Span, due_second, joined, shifted
from congvu.core.working_time import WorkingDays, WorkingHours, national_calendar, read_moment, to_axis

NATIONAL = national_calendar()


def at(text: str) -> int:
    return to_axis(read_moment(f"2026-03-{text}"))


def pairs(spans: list[Span]) -> list[tuple[int, int | None]]:
    return [(span.begin, span.end) for span in spans]


@pytest.mark.parametrize(
    ("spans", "merged"),
    [
        ([(5, 9), (1, 3)], [(1, 3), (5, 9)]),
        ([(1, 6), (5, 9)], [(1, 9)]),
        ([(1, 9), (2, 3)], [(1, 9)]),
        ([(1, 5), (5, 9)], [(1, 9)]),
        ([(4, None), (1, 3), (7, 9)], [(1, 3), (4, None)]),
        ([(1, 5), (3, None)], [(1, None)]),
        ([], []),
    ],
)
def test_spans_are_joined(spans: list[tuple[int, int | None]], merged: list[tuple[int, int | None]]) -> None:
    assert pairs(joined([Span(begin, end) for begin, end in spans])) == merged


@pytest.mark.parametrize(
    ("end", "begin", "until", "moved"),
    [
        ("05 10:00", "03 08:00", "03 09:00", "05 11:00"),
        ("05 17:00", "03 08:00", "04 08:00", "06 17:00"),
        ("05 07:00", "03 08:00", "04 08:00", "06 07:00"),
        ("05 07:00", "04 18:00", "05 06:00", "05 07:00"),
        ("06 16:00", "03 07:00", "03 09:00", "09 08:00"),
    ],
)
def test_an_end_moves_by_the_working_time_of_a_span(end: str, begin: str, until: str, moved: str) -> None:
    assert shifted(NATIONAL, at(end), at(begin), at(until)) == at(moved)


def test_an_anchor_is_moved_only_by_what_comes_after_it_began() -> None:
    anchor = Anchor(at("12 09:00"), working=True)
    spans = [Span(at("03 09:00"), at("04 09:00")), Span(at("10 09:00"), at("11 09:00"))]
    assert due_second(NATIONAL, at("05 09:00"), (anchor,), spans, pauses_move_due=True) == at("13 09:00")
    assert anchor.words("vi") == "đến 09:00 ngày 12/03/2026"
    assert anchor.words("en") == anchor.code.replace("T", " ").replace(":00+07:00", "") == "until 2026-03-12 09:00"


def test_a_span_reaches_into_the_next_part_only_with_its_rest() -> None:
    parts = (WorkingDays(1), WorkingHours.of(8))
    spans = [Span(at("03 08:00"), at("05 08:00"))]
    assert due_second(NATIONAL, at("02 09:00"), parts, spans, pauses_move_due=True) == at("06 09:00")


def test_an_open_span_after_the_end_changes_nothing() -> None:
    spans = [Span(at("09 09:00"), None)]
    assert due_second(NATIONAL, at("02 09:00"), (WorkingDays(1),), spans, pauses_move_due=True) == at("03 09:00")
    assert due_second(NATIONAL, at("02 09:00"), (WorkingDays(9),), spans, pauses_move_due=True) is None
