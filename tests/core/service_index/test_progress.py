"""On time as the index counts: oracles reckoned by hand, and what must hold whatever the dates."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.service_index import Course, Request, Why, average_days, judged, on_time_by_law, share_on_time
from congvu.core.service_index.progress import counted_to, waited
from congvu.core.working_time import HANOI


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=HANOI)


END = at(30, 23, 59)


@pytest.mark.parametrize(
    ("course", "on_time", "why"),
    [
        (Course(received_at=at(2), due_at=at(5, 9), ended_at=at(5, 16)), True, Why.BY_DAY),  # late by law, not by day
        (Course(received_at=at(2), due_at=at(5, 9), ended_at=at(6, 0)), False, Why.BY_DAY),
        (Course(received_at=at(2), due_at=at(5, 9), ended_at=at(5, 23, 59)), True, Why.BY_DAY),
        # waited for two days: the 7th counts as the 5th
        (Course(received_at=at(2), due_at=at(5), ended_at=at(7), requests=(Request(at(3), at(5)),)), True, Why.BY_DAY),
        (Course(received_at=at(2), due_at=at(5), ended_at=at(8), requests=(Request(at(3), at(5)),)), False, Why.BY_DAY),
        # the appointment was moved for it already
        (Course(received_at=at(2), due_at=at(7), due_moved=True, ended_at=at(7), requests=(Request(at(3), at(5)),)),
         True, Why.BY_DAY),
        (Course(received_at=at(2), due_at=at(7), due_moved=True, ended_at=at(8), requests=(Request(at(3), at(5)),)),
         False, Why.BY_DAY),
        # two requests are overdue although everything was early
        (Course(received_at=at(2), due_at=at(20), ended_at=at(6),
                requests=(Request(at(3), at(4)), Request(at(4, 10), at(5)))), False, Why.ASKED_TWICE),
        # still waiting: the first request is the end
        (Course(received_at=at(2), due_at=at(5), requests=(Request(at(4)),)), True, Why.BY_DAY),
        (Course(received_at=at(2), due_at=at(5), requests=(Request(at(6)),)), False, Why.BY_DAY),
        # unfinished: the end of the period
        (Course(received_at=at(2), due_at=at(5)), False, Why.BY_DAY),
        (Course(received_at=at(28), due_at=at(30, 8)), True, Why.BY_DAY),
        # no appointment: time used against the limit
        (Course(received_at=at(2), ended_at=at(5), limit_seconds=3 * 86400), True, Why.BY_LIMIT),
        (Course(received_at=at(2), ended_at=at(5, 9, 1), limit_seconds=3 * 86400), False, Why.BY_LIMIT),
        (Course(received_at=at(2), ended_at=at(6), limit_seconds=3 * 86400, requests=(Request(at(3), at(4)),)),
         True, Why.BY_LIMIT),
        (Course(received_at=at(2), ended_at=at(6)), True, Why.NOTHING_TO_COMPARE),
    ],
)  # fmt: skip
def test_on_time_as_the_index_counts(course: Course, on_time: bool, why: Why) -> None:
    found = judged(course, END)
    assert (found.on_time, found.why) == (on_time, why)


def test_a_day_is_a_day_of_viet_nam() -> None:
    """23:30 UTC on the 4th is the morning of the 5th in Hanoi."""
    late_evening = datetime.fromisoformat("2026-11-04T23:30:00+00:00")
    assert not judged(Course(received_at=at(2), due_at=at(4, 17), ended_at=late_evening), END).on_time


def test_the_law_counts_by_the_moment() -> None:
    course = Course(received_at=at(2), due_at=at(5, 9), ended_at=at(5, 16))
    assert judged(course, END).on_time
    assert not on_time_by_law(course, END)
    assert on_time_by_law(Course(received_at=at(2)), END)


def test_shares_and_averages() -> None:
    early = Course(received_at=at(2), due_at=at(5), ended_at=at(4))
    late = Course(received_at=at(2), due_at=at(5), ended_at=at(9))
    assert share_on_time([early, early, late], END) == Decimal("66.67")
    assert average_days([early, late], END) == Decimal("4.50")
    assert share_on_time([], END) is None
    assert average_days([], END) is None


moments = st.integers(0, 40 * 24).map(lambda hours: at(1) + timedelta(hours=hours))


@st.composite
def courses(draw: st.DrawFn) -> Course:
    received = draw(moments)
    ended = draw(st.none() | st.integers(0, 900).map(lambda h: received + timedelta(hours=h)))
    asked = draw(st.lists(st.tuples(st.integers(0, 500), st.none() | st.integers(0, 200)), max_size=3))
    requests = tuple(
        Request(received + timedelta(hours=a), None if w is None else received + timedelta(hours=a + w))
        for a, w in asked
    )
    return Course(received_at=received, due_at=draw(st.none() | moments), ended_at=ended, requests=requests)


@given(courses())
def test_waiting_lies_within_the_course(course: Course) -> None:
    end = counted_to(course, END + timedelta(days=60))
    assert timedelta() <= waited(course, end) <= max(end - course.received_at, timedelta())


@given(courses(), st.integers(0, 500))
def test_a_later_appointment_never_makes_a_dossier_overdue(course: Course, hours: int) -> None:
    if course.due_at is None:
        return
    later = Course(received_at=course.received_at, due_at=course.due_at + timedelta(hours=hours),
                   ended_at=course.ended_at, requests=course.requests)  # fmt: skip
    assert judged(later, END).on_time >= judged(course, END).on_time


@given(courses())
def test_what_the_law_finds_kept_the_index_finds_kept_too(course: Course) -> None:
    """The day is wider than the moment: but for a second request, the index is never stricter than the law."""
    if course.ended_at is None or len(course.requests) > 1:
        return
    assert not on_time_by_law(course, END) or judged(course, END).on_time
