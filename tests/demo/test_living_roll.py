"""Who comes to the counters of the living province: numbers without gaps, in the order of time, alike for each seed."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from congvu.core.working_time import HANOI, national_calendar
from congvu.demo.living.dossiers.ground import Ground
from congvu.demo.living.dossiers.roll import Roll, draw, last_numbers

FIRST, END, COUNT = date(2025, 7, 1), datetime(2026, 11, 24, 8, 30, tzinfo=HANOI), 6000


def ground() -> Ground:
    def sort(weight: float, *, local: bool, fees: bool, online: str = "full") -> Any:
        plan = SimpleNamespace(online=online, fees=(1,) if fees else ())
        return SimpleNamespace(weight=weight, local=local, companies=not local, plan=plan)

    codes = ("ttpvhcc", "phuong-mot-pvhcc", "xa-hai-pvhcc", "xa-ba-pvhcc")
    places = tuple(SimpleNamespace(code=code, desk=SimpleNamespace(agency_id=n)) for n, code in enumerate(codes, 40))
    sorts = (sort(5, local=True, fees=True), sort(2, local=True, fees=False), sort(1, local=False, fees=False),
             sort(1, local=True, fees=False, online="information"))  # fmt: skip
    return cast("Ground", SimpleNamespace(places=places, sorts=sorts))


@pytest.fixture(scope="module")
def roll() -> Roll:
    return draw(ground(), national_calendar(), COUNT, FIRST, END, 3, [])


def test_codes_registers_and_receipts_have_no_gaps_and_no_doubles(roll: Roll) -> None:
    entries = [roll.entry(n) for n in range(len(roll))]
    given: dict[tuple[Any, ...], list[int]] = {}
    for one in entries:
        given.setdefault((one.place, "HS", f"{one.submitted_at:%y%m%d}"), []).append(one.code)
        if one.register:
            given.setdefault((one.place, "SO", str(one.received_at.year)), []).append(one.register)
        if one.money:
            given.setdefault((one.place, "BL", str(one.submitted_at.year)), []).append(one.money)
    assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in given.values())
    lasts = last_numbers(roll, ground())
    assert {key: len(numbers) for key, numbers in given.items()} == {
        (desk - 40, series, period): last for (desk, series, period), last in lasts.items() if series != "TN"
    }


def test_numbers_follow_the_order_of_time(roll: Roll) -> None:
    entries = [roll.entry(n) for n in range(len(roll))]
    assert [one.submitted_at for one in entries] == sorted(one.submitted_at for one in entries)
    for place in range(4):
        here = [one for one in entries if one.place == place and one.register and one.received_at.year == 2026]
        by_time = sorted(here, key=lambda one: one.received_at)
        assert [one.register for one in by_time] == list(range(1, len(here) + 1))


def test_people_come_while_the_counter_is_open_and_more_of_them_on_mondays(roll: Roll) -> None:
    calendar, entries = national_calendar(), [roll.entry(n) for n in range(len(roll))]
    assert all(calendar.is_working_day(one.received_at.date()) for one in entries)
    assert not any(11.5 <= one.received_at.hour + one.received_at.minute / 60 < 13.5 for one in entries)
    days = [one.received_at.weekday() for one in entries]
    assert days.count(0) > days.count(4)
    assert all(one.submitted_at <= one.received_at for one in entries)
    assert any(one.submitted_at < one.received_at for one in entries if one.channel == "online")
    assert not any(one.channel == "online" for one in entries if one.sort == 3), "it cannot be filed online"


def test_the_same_seed_draws_the_same_and_another_one_others(roll: Roll) -> None:
    again = draw(ground(), national_calendar(), COUNT, FIRST, END, 3, [])
    other = draw(ground(), national_calendar(), COUNT, FIRST, END, 4, [])
    assert all(np.array_equal(again.columns[name], column) for name, column in roll.columns.items())
    assert not np.array_equal(other.columns["submitted"][:100], roll.columns["submitted"][:100])


def test_some_applicants_come_again(roll: Roll) -> None:
    people = roll.columns["applicant"]
    assert len(people) / 3 < len(set(people.tolist())) < len(people)
    assert (roll.last_seen[people] >= roll.columns["submitted"]).all()
