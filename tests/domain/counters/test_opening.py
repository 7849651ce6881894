"""When a desk is open: its week, special days, holidays, and hours for single fields."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.working_time import national_calendar
from congvu.domain.counters.actions import opening
from congvu.domain.counters.models import OpeningShift
from congvu.domain.counters.policy.opening import SpecialDay, WeekLine, hours_on, merged
from congvu.domain.counters.queries.opening import coming_days, is_open
from congvu.kernel.journal import queries as journal
from tests.conftest import HANOI
from tests.domain.counters.conftest import Counter

WEEKDAYS, SATURDAY = (0, 1, 2, 3, 4), (5,)
MORNING, AFTERNOON = (time(7, 30), time(11, 30)), (time(13, 30), time(17))


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=HANOI)


@pytest.fixture
def week(counter: Counter) -> Counter:
    """Monday to Friday, and Saturday mornings for land alone."""
    counter.shift(WEEKDAYS, MORNING)
    counter.shift(WEEKDAYS, AFTERNOON)
    counter.shift(SATURDAY, MORNING, counter.land)
    return counter


def test_open_until_noon_closed_at_lunch_open_again(week: Counter) -> None:
    morning = is_open(week.desk.pk, at(25, 9))
    assert morning.open
    assert morning.closes_at == at(25, 11, 30)
    assert "11:30" in morning.words
    lunch = is_open(week.desk.pk, at(25, 11, 30))  # the minute it closes it is closed
    assert not lunch.open
    assert lunch.next_opens_at == at(25, 13, 30)
    evening = is_open(week.desk.pk, at(25, 18))
    assert evening.next_opens_at == at(26, 7, 30)


def test_saturday_morning_is_for_the_named_field_alone(week: Counter) -> None:
    saturday = at(28, 9)
    assert is_open(week.desk.pk, saturday, week.land.pk).open
    assert not is_open(week.desk.pk, saturday, week.papers.pk).open
    general = is_open(week.desk.pk, saturday)
    assert not general.open
    assert "Đất đai" in general.words
    assert general.next_opens_at == at(30, 7, 30)


def test_a_desk_without_hours_of_its_own_is_open_in_office_hours(counter: Counter) -> None:
    assert is_open(counter.desk.pk, at(25, 9)).open
    assert not is_open(counter.desk.pk, at(28, 9)).open


def test_a_special_day_speaks_before_the_week(week: Counter) -> None:
    give: dict[str, Any] = {"actor": week.head, "desk_id": week.desk.pk, "now": week.now}
    closed = opening.set_day(day=date(2026, 11, 26), reason="Tập huấn", **give)
    assert not is_open(week.desk.pk, at(26, 9)).open
    assert "Tập huấn" in is_open(week.desk.pk, at(26, 9)).words
    opening.set_day(day=date(2026, 11, 29), reason="Cao điểm", starts=time(8), ends=time(10), **give)
    assert is_open(week.desk.pk, at(29, 9)).closes_at == at(29, 10)
    opening.set_day(
        day=date(2026, 11, 26), reason="Cấp sổ lưu động", starts=time(8), ends=time(9), field_id=week.land.pk, **give
    )
    assert is_open(week.desk.pk, at(26, 8, 30), week.land.pk).open
    assert not is_open(week.desk.pk, at(26, 8, 30), week.papers.pk).open
    opening.clear_day(actor=week.head, day_id=closed.pk, now=week.now)
    assert is_open(week.desk.pk, at(26, 9)).open


def test_a_new_week_begins_on_its_day_and_the_old_one_is_kept(week: Counter) -> None:
    monday = OpeningShift.objects.get(weekday=0, starts=time(7, 30))
    opening.end_shifts(actor=week.head, shift_ids=[monday.pk], on=date(2026, 12, 7), now=week.now)
    opening.add_shifts(
        actor=week.head, desk_id=week.desk.pk, weekdays=[0], starts=time(8), ends=time(11), from_on=date(2026, 12, 7),
        now=week.now,
    )  # fmt: skip
    assert is_open(week.desk.pk, at(30, 7, 45)).open
    assert not is_open(week.desk.pk, at(7, 7, 45, month=12)).open
    assert is_open(week.desk.pk, at(7, 8, month=12)).open
    with pytest.raises(MoveRefused):
        opening.end_shifts(actor=week.head, shift_ids=[monday.pk], on=date(2026, 12, 8), now=week.now)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"starts": time(12), "ends": time(11)}, "ends"), ({"weekdays": []}, "weekdays"),
        ({"weekdays": [7]}, "weekdays"),
        ({"field_id": 0}, "field"), ({"starts": time(11), "ends": time(12)}, ""),
    ],
)  # fmt: skip
def test_hours_that_cannot_be_are_refused(week: Counter, wrong: dict[str, Any], field: str) -> None:
    there = OpeningShift.objects.count()
    with pytest.raises(Invalid) as refused:
        opening.add_shifts(**{
            "actor": week.head, "desk_id": week.desk.pk, "weekdays": [0], "starts": time(18), "ends": time(19),
            "from_on": date(2026, 1, 1), "now": week.now, **wrong,
        })  # fmt: skip
    assert refused.value.field == field
    assert OpeningShift.objects.count() == there


def test_only_the_desk_s_head_sets_hours_and_the_journal_keeps_them(week: Counter) -> None:
    with pytest.raises(NotAllowed):
        opening.set_day(
            actor=week.clerk, desk_id=week.desk.pk, day=date(2026, 11, 26), reason="Nghỉ", now=week.now
        )
    verbs = [one.verb for one in journal.of_stream(f"counter/{week.desk.code}")]
    assert verbs.count("opening.shifts_added") == 3


def test_the_coming_days_stand_at_the_door(week: Counter) -> None:
    days = coming_days(week.desk.pk, date(2026, 11, 25), 7)
    assert [bool(one.spans) for one in days] == [True, True, True, False, False, True, True]
    assert days[3].fields == (("Đất đai", ("07:30–11:30",)),)


CALENDAR = national_calendar()
LINES = st.builds(
    WeekLine, weekday=st.integers(0, 6),
    starts=st.times(max_value=time(11, 59)).map(lambda t: t.replace(microsecond=0)),
    ends=st.times(min_value=time(12)).map(lambda t: t.replace(microsecond=0)), from_on=st.just(date(2026, 1, 1)),
    to_on=st.none(), field_id=st.sampled_from([None, 1, 2]),
)  # fmt: skip


@given(days=st.integers(0, 300), week=st.lists(LINES, max_size=8), field=st.sampled_from([None, 1, 2]))
def test_whoever_asks_for_a_field_finds_the_desk_open_at_least_as_long(
    days: int, week: list[WeekLine], field: int | None
) -> None:
    on = date.fromordinal(date(2026, 1, 5).toordinal() + days)
    general = hours_on(on, None, week, (), CALENDAR).spans
    own = hours_on(on, field, week, (), CALENDAR).spans
    assert all(starts < ends for starts, ends in own)
    assert all(one[1] < two[0] for one, two in pairwise(own))
    assert merged((*own, *general)) == own
    closed = SpecialDay(on, False, "Nghỉ")
    assert hours_on(on, field, week, (closed,), CALENDAR).spans == ()


@pytest.mark.parametrize("holiday", [date(2026, 2, 17), date(2026, 4, 30), date(2026, 9, 2), date(2026, 11, 24)])
def test_on_public_holidays_the_week_does_not_open(holiday: date) -> None:
    week = [WeekLine(day, time(7), time(17), date(2026, 1, 1)) for day in range(7)]
    assert hours_on(holiday, None, week, (), CALENDAR).spans == ()
    assert hours_on(date(2026, 8, 22), None, week[:5], (), CALENDAR).spans != ()  # a Saturday worked in exchange
