"""Periods never skip and never double; the due moment respects the calendar; an order that comes again must end."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.recurrence import (
    Period,
    Recurrence,
    Rhythm,
    due_moment,
    first_period,
    next_period,
    opening_moment,
    period_around,
    periods,
)
from congvu.core.recurrence.timing import limit_of
from congvu.core.refusals import Invalid
from congvu.core.working_time import HANOI, WorkingDays, national_calendar, to_axis

CALENDAR = national_calendar()
days = st.dates(date(2023, 2, 1), date(2026, 6, 30))


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    rhythm = draw(st.sampled_from(Rhythm))
    since = draw(days)
    return Recurrence(
        rhythm=rhythm, day=draw(st.integers(1, 7 if rhythm is Rhythm.WEEKLY else 31)),
        month=draw(st.integers(1, max(1, rhythm.months))), following=draw(st.booleans()),
        exclusive=draw(st.booleans()), since=since, with_order=True,
    )  # fmt: skip


def monthly(**given: object) -> Recurrence:
    values: dict[str, object] = {"rhythm": Rhythm.MONTHLY, "day": 20, "since": date(2026, 11, 2), "with_order": True}
    return Recurrence(**(values | given))  # type: ignore[arg-type]  # values of its own fields


@given(recurrences())
def test_periods_follow_each_other_without_gap_and_without_double(recurrence: Recurrence) -> None:
    found = list(islice(periods(recurrence, date(2030, 1, 1)), 15))
    assert found
    assert len({period.key for period in found}) == len(found)
    for before, after in pairwise(found):
        assert after.starts_on.toordinal() == before.ends_on.toordinal() + 1
        assert before.due_on < after.due_on
        assert next_period(recurrence, before.starts_on) == after


@given(recurrences())
def test_the_first_period_is_the_first_that_can_still_be_done(recurrence: Recurrence) -> None:
    first = first_period(recurrence)
    assert first is not None
    assert first.due_on >= recurrence.since
    before = period_around(recurrence, date.fromordinal(first.starts_on.toordinal() - 1))
    earlier_is_over = before.due_on < recurrence.since or (recurrence.exclusive and before.due_on == recurrence.since)
    assert earlier_is_over or before.ends_on < recurrence.since


@given(recurrences(), st.integers(0, 400))
def test_an_end_only_cuts_the_tail(recurrence: Recurrence, lasting: int) -> None:
    until = date.fromordinal(recurrence.since.toordinal() + lasting)
    ending = Recurrence(
        rhythm=recurrence.rhythm, day=recurrence.day, month=recurrence.month, following=recurrence.following,
        exclusive=recurrence.exclusive, since=recurrence.since, until=until,
    )  # fmt: skip
    far = date(2030, 1, 1)
    found = list(periods(ending, far))
    endless = list(islice(periods(recurrence, far), len(found) + 1))
    assert found == endless[: len(found)]
    assert all((one.ends_on if ending.following else one.due_on) <= until for one in found)
    assert (endless[-1].ends_on if ending.following else endless[-1].due_on) > until


@given(recurrences())
def test_a_due_moment_is_the_close_of_a_working_day_and_rolls_the_right_way(recurrence: Recurrence) -> None:
    period = first_period(recurrence)
    assert period is not None
    due = due_moment(CALENDAR, recurrence, period)
    on = due.date()
    assert CALENDAR.is_working_day(on)
    assert not CALENDAR.is_open(to_axis(due)), "the office closes at that moment"
    named = datetime.combine(period.due_on, time(0), HANOI)
    if recurrence.exclusive:
        assert due <= named
        between = range(on.toordinal() + 1, period.due_on.toordinal())
    else:
        assert on >= period.due_on
        between = range(period.due_on.toordinal(), on.toordinal())
    assert not any(CALENDAR.is_working_day(date.fromordinal(day)) for day in between)
    assert limit_of(recurrence, period, due).on == (on if recurrence.exclusive else period.due_on)


@given(recurrences(), st.integers(1, 15))
def test_a_period_is_opened_ahead_of_its_due_moment(recurrence: Recurrence, ahead: int) -> None:
    period = first_period(recurrence)
    assert period is not None
    due = due_moment(CALENDAR, recurrence, period)
    assert opening_moment(CALENDAR, due, WorkingDays(ahead)) < due


@given(recurrences(), days)
def test_every_day_lies_in_its_period(recurrence: Recurrence, on: date) -> None:
    found = period_around(recurrence, on)
    assert found.starts_on <= on <= found.ends_on


@pytest.mark.parametrize(
    ("since", "first_due"),
    [("2026-11-02", "2026-11-20"), ("2026-11-20", "2026-12-20"), ("2026-11-21", "2026-12-20")],
)
def test_every_month_before_the_twentieth(since: str, first_due: str) -> None:
    recurrence = monthly(since=date.fromisoformat(since), exclusive=True)
    period = first_period(recurrence)
    assert period is not None
    assert period.due_on == date.fromisoformat(first_due)


def test_before_the_twentieth_of_december_is_friday_the_eighteenth() -> None:
    period = period_around(monthly(exclusive=True), date(2026, 12, 1))
    assert due_moment(CALENDAR, monthly(exclusive=True), period) == datetime(2026, 12, 18, 17, 0, tzinfo=HANOI)


def test_by_the_twentieth_of_december_rolls_over_to_monday() -> None:
    period = period_around(monthly(), date(2026, 12, 1))
    assert due_moment(CALENDAR, monthly(), period) == datetime(2026, 12, 21, 17, 0, tzinfo=HANOI)


def test_the_last_day_of_every_month_is_the_last_day_it_has() -> None:
    found = list(islice(periods(monthly(day=31, since=date(2024, 1, 1)), date(2025, 1, 1)), 4))
    assert [one.due_on.day for one in found] == [31, 29, 31, 30]


def test_the_fifth_of_the_quarter_that_follows() -> None:
    recurrence = monthly(rhythm=Rhythm.QUARTERLY, day=5, following=True, since=date(2026, 11, 2))
    period = first_period(recurrence)
    assert period is not None
    assert (period.key, period.due_on) == ("2026-Q4", date(2027, 1, 5))


@pytest.mark.parametrize(
    ("rhythm", "key", "vi", "en"),
    [
        (Rhythm.WEEKLY, "2026-W47", "tuần 16/11 – 22/11/2026", "week 16/11 – 22/11/2026"),
        (Rhythm.MONTHLY, "2026-11", "tháng 11/2026", "11/2026"),
        (Rhythm.QUARTERLY, "2026-Q4", "quý IV/2026", "quarter IV/2026"),
        (Rhythm.HALF_YEARLY, "2026-H2", "6 tháng cuối năm 2026", "second half of 2026"),
        (Rhythm.YEARLY, "2026", "năm 2026", "year 2026"),
    ],
)
def test_a_period_has_a_name(rhythm: Rhythm, key: str, vi: str, en: str) -> None:
    period: Period = period_around(monthly(rhythm=rhythm, day=1), date(2026, 11, 22))
    assert (period.key, period.words("vi"), period.words("en")) == (key, vi, en)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"with_order": False}, "recurrence_endless"),
        ({"until": date(2026, 11, 1)}, "recurrence_backwards"),
        ({"day": 0}, "recurrence_day"),
        ({"day": 32}, "recurrence_day"),
        ({"rhythm": Rhythm.WEEKLY, "day": 8}, "recurrence_day"),
        ({"month": 2}, "recurrence_month"),
        ({"rhythm": Rhythm.QUARTERLY, "month": 4}, "recurrence_month"),
    ],
)
def test_what_no_order_can_mean_is_refused(wrong: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        monthly(**wrong)
    assert refusal.value.code == code
