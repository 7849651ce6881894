"""Reading limits: the grammar of the command line and the words of the law."""

from __future__ import annotations

import unicodedata
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid
from congvu.core.working_time import (
    CalendarDays,
    Finish,
    FixedDate,
    Limit,
    Months,
    WorkingDays,
    WorkingHours,
    read_limit,
)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("4 working hours", WorkingHours.of(4)),
        ("1 working hour", WorkingHours.of(1)),
        ("0.5 working hours", WorkingHours.of(0, 30)),
        ("5 working days", WorkingDays(5)),
        ("5 WORKING  days close of business".replace("  ", " "), WorkingDays(5, Finish.CLOSE)),
        ("15 calendar days", CalendarDays(15)),
        ("3 months", Months(3)),
        ("15 calendar days + 8 working days", CalendarDays(15) + WorkingDays(8)),
        ("15 calendar days+8 working days+4 working hours", CalendarDays(15) + WorkingDays(8) + WorkingHours.of(4)),
        ("until 2026-11-30", FixedDate(date(2026, 11, 30))),
        ("until 2026-11-30 15:00 with roll-over", FixedDate(date(2026, 11, 30), time(15), roll=True)),
        ("05 ngày làm việc", WorkingDays(5)),
        ("05 (năm) ngày làm việc", WorkingDays(5)),
        ("không quá 05 ngày làm việc", WorkingDays(5)),
        ("trong thời hạn 15 ngày", CalendarDays(15)),
        ("Trong thời hạn không quá 03 tháng", Months(3)),
        ("24 giờ làm việc", WorkingHours.of(24)),
        ("03 tháng", Months(3)),
        ("01 năm", Months(12)),
        ("15 ngày + 08 ngày làm việc", CalendarDays(15) + WorkingDays(8)),
        ("15 ngày và 08 ngày làm việc", CalendarDays(15) + WorkingDays(8)),
        ("15 ngày cộng 08 ngày làm việc.", CalendarDays(15) + WorkingDays(8)),
        ("03 ngày làm việc (hết giờ làm việc)", WorkingDays(3, Finish.CLOSE)),
        ("0,25 ngày làm việc", WorkingHours.of(2)),
        ("1.5 working days", WorkingDays(1) + WorkingHours.of(4)),
    ],
)
def test_limits_are_read(text: str, limit: Limit) -> None:
    assert read_limit(text) == limit


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "5",
        "5 days",
        "4 hours",
        "24 giờ",
        "working days",
        "-3 working days",
        "5 working days close",
        "4 working hours close of business",
        "1.5 calendar days",
        "1.5 working days close of business",
        "2,5 tháng",
        "1/0 working hours",
        "5 working days + ",
        "+",
        "15 ngày kể từ ngày ký",
        "until 2026-02-30",
        "9999999 working days",
        "5 working days without roll-over",
        "30 phút",
        "45 minutes",
        "làm việc",
        "of working time",
        "7 phút 5 giờ làm việc",
    ],
)
def test_what_says_no_limit_is_refused_and_never_guessed(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_limit(text)
    assert caught.value.code == "bad_limit"


def test_letters_typed_with_combining_marks_are_read_alike() -> None:
    assert read_limit(unicodedata.normalize("NFD", "05 ngày làm việc")) == WorkingDays(5)


finishes = st.sampled_from(Finish)
simple = st.one_of(
    st.builds(WorkingHours, st.integers(0, 3_600_000)),
    st.builds(WorkingDays, st.integers(0, 999), finishes),
    st.builds(CalendarDays, st.integers(0, 999), st.booleans(), finishes),
    st.builds(Months, st.integers(0, 99), st.booleans(), finishes),
    st.builds(FixedDate, st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.none(), st.booleans()),
)


@given(st.lists(simple, min_size=1, max_size=4))
def test_a_canonical_text_reads_back_to_the_same_limit(parts: list[Limit]) -> None:
    limit = parts[0]
    for part in parts[1:]:
        limit = limit + part
    assert read_limit(limit.code) == limit


written = st.one_of(
    st.builds(WorkingHours, st.integers(0, 3_600_000)),
    st.builds(WorkingDays, st.integers(0, 999), finishes),
    st.builds(CalendarDays, st.integers(0, 999), st.just(True), finishes),
    st.builds(Months, st.integers(0, 99), st.just(True), finishes),
)


@given(st.lists(written, min_size=1, max_size=4), st.sampled_from(["vi", "en"]))
def test_what_the_office_writes_for_a_limit_is_read_back(parts: list[Limit], language: str) -> None:
    limit = parts[0]
    for part in parts[1:]:
        limit = limit + part
    assert read_limit(limit.words(language)) == limit
