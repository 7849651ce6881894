"""Calendars: what is announced counts from the moment it is announced, and what was known stays known."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congvu.core.refusals import Invalid, NotAllowed, NotFound
from congvu.core.working_time import WorkCalendar, WorkingHours, add, national_calendar
from congvu.kernel.jobs.models import Job
from congvu.kernel.journal.models import Line
from congvu.kernel.org import actions, queries
from congvu.kernel.org.models import Calendar, CalendarDay
from tests.kernel.org.conftest import HANOI, NOON, Person, Small

MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 28)
LATER = NOON + timedelta(hours=1)
BEFORE = NOON - timedelta(hours=1)


def works(small: Small, day: date, known_at: datetime | None = None) -> bool:
    return queries.calendar_of(small.budget.pk, known_at).is_working_day(day)


def test_an_agency_works_by_the_calendar_of_the_nearest_above(small: Small, owner: Person) -> None:
    assert queries.calendar_of(small.budget.pk).code == "tinh"
    own = actions.give_own_calendar(actor=owner, agency=small.finance, code="stc", name="Lịch Sở", now=NOON)
    assert own.based_on == small.calendar
    assert queries.calendar_of(small.budget.pk).code == "stc"
    assert queries.calendar_of(small.planning.pk).code == "tinh"
    assert queries.agencies_on_calendar(small.calendar.pk) >= {small.root.pk, small.budget.pk}
    assert queries.agencies_on_calendar(own.pk) == {small.finance.pk, small.budget.pk}


def test_without_any_calendar_the_shipped_one_speaks(db: None) -> None:
    assert queries.calendar_of(None).version == national_calendar().version


def test_announce_day_never_changes_what_was_known(small: Small, owner: Person, jobs: None) -> None:
    assert works(small, MONDAY)
    version = queries.calendar_version(small.budget.pk)
    actions.announce_day(
        actor=owner, calendar=small.calendar, day=MONDAY, kind="off", source="CV 1", label="Hoán đổi", now=NOON
    )
    assert not works(small, MONDAY)
    assert not works(small, MONDAY, NOON)
    assert works(small, MONDAY, BEFORE)
    assert queries.calendar_version(small.budget.pk) != version
    actions.announce_day(
        actor=owner,
        calendar=small.calendar,
        day=MONDAY,
        kind="shifts",
        shifts="13:30 - 17:00",
        source="CV 2",
        now=LATER,
    )
    assert works(small, MONDAY)
    assert not works(small, MONDAY, NOON)
    assert works(small, MONDAY, BEFORE)
    actions.retract_day(actor=owner, calendar=small.calendar, day=MONDAY, source="CV 3", now=LATER + timedelta(hours=1))
    assert [str(s) for s in queries.calendar_of(small.budget.pk, LATER).shifts_on(MONDAY)] == ["13:30-17:00"]
    assert queries.calendar_of(small.budget.pk).row_on(MONDAY) is None
    assert list(Line.objects.filter(stream="org").values_list("verb", flat=True)) == [
        "calendar.day_announced", "calendar.day_announced", "calendar.day_retracted",
    ]  # fmt: skip
    job = Job.objects.filter(name="casework.recompute_deadlines").first()
    assert job is not None
    assert job.args == {"calendar_id": small.calendar.pk, "because": "CV 1: 23/11/2026"}


@given(
    steps=st.lists(
        st.tuples(
            st.integers(min_value=0, max_value=4), st.sampled_from(["off", "work", "half", "retract"]), st.booleans()
        ),
        min_size=1,
        max_size=8,
    )
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_earlier_knowledge_is_kept_whatever_is_announced(
    small: Small, owner: Person, jobs: None, steps: list[tuple[int, str, bool]]
) -> None:
    if not Calendar.objects.filter(code="rieng").exists():
        actions.give_own_calendar(actor=owner, agency=small.finance, code="rieng", name="R", now=NOON)
    CalendarDay.objects.all().delete()
    own = Calendar.objects.get(code="rieng")
    moment, known = NOON, []
    for number, (offset, kind, in_own) in enumerate(steps):
        day = date(2026, 12, 7 + offset)
        calendar = own if in_own else small.calendar
        moment += timedelta(minutes=10)
        try:
            if kind == "retract":
                actions.retract_day(actor=owner, calendar=calendar, day=day, source="x", now=moment)
            else:
                actions.announce_day(
                    actor=owner, calendar=calendar, day=day, kind=kind, source=f"CV {number}", now=moment
                )
        except NotFound:
            pass
        known.append((moment, _shape(queries.calendar_of(small.budget.pk))))
        for then, shape in known:
            assert _shape(queries.calendar_of(small.budget.pk, then)) == shape


def _shape(calendar: WorkCalendar) -> list[str]:
    return [",".join(map(str, calendar.shifts_on(date(2026, 12, 7 + n)))) for n in range(5)]


def test_a_variant_decides_for_itself(small: Small, owner: Person, jobs: None) -> None:
    own = actions.give_own_calendar(actor=owner, agency=small.ward, code="phuong", name="Lịch phường", now=NOON)
    actions.announce_day(actor=owner, calendar=small.calendar, day=MONDAY, kind="off", source="CV 1", now=NOON)
    assert not queries.calendar_of(small.ward.pk).is_working_day(MONDAY)
    actions.announce_day(actor=owner, calendar=own, day=MONDAY, kind="half", source="TB 2", now=LATER)
    assert [str(s) for s in queries.calendar_of(small.ward.pk).shifts_on(MONDAY)] == ["07:00-11:30"]
    assert not queries.calendar_of(small.budget.pk).is_working_day(MONDAY)


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "feast"},
        {"source": "  "},
        {"kind": "shifts"},
        {"kind": "shifts", "shifts": "25:00-26:00"},
        {"kind": "shifts", "shifts": "07:00-12:00,11:00-13:00"},
        {"kind": "off", "shifts": "07:00-11:30"},
        {"standing": "certain"},
    ],
)
def test_announce_day_refuses(small: Small, owner: Person, bad: dict[str, Any]) -> None:
    values: dict[str, Any] = {"kind": "off", "source": "CV 1", **bad}
    with pytest.raises(Invalid):
        actions.announce_day(actor=owner, calendar=small.calendar, day=MONDAY, now=NOON, **values)
    assert not CalendarDay.objects.exists()


def test_announce_day_refuses_what_is_known_and_who_may_not(
    small: Small, owner: Person, stranger: Person, jobs: None
) -> None:
    common: dict[str, Any] = {"calendar": small.calendar, "day": MONDAY, "kind": "off", "source": "CV 1", "now": NOON}
    actions.announce_day(actor=owner, **common)
    with pytest.raises(Invalid):
        actions.announce_day(actor=owner, **common)
    with pytest.raises(Invalid):
        actions.announce_day(actor=owner, **{**common, "kind": "work", "now": BEFORE})
    with pytest.raises(NotAllowed):
        actions.announce_day(actor=stranger, **{**common, "kind": "work"})
    with pytest.raises(NotFound):
        actions.retract_day(actor=owner, calendar=small.calendar, day=SATURDAY, source="x", now=NOON)


def test_a_calendar_is_changed_only_by_who_may_for_all_its_agencies(small: Small, owner: Person, jobs: None) -> None:
    ward_only = Person(
        grants={code: frozenset({small.ward.pk}) for code in ("org.calendar.edit", "org.outage.declare")}
    )
    with pytest.raises(NotAllowed):
        actions.announce_day(actor=ward_only, calendar=small.calendar, day=MONDAY, kind="off", source="CV 1", now=NOON)
    with pytest.raises(NotAllowed):
        actions.declare_outage(actor=ward_only, calendar=small.calendar, starts_at=NOON, reason="Bão", now=NOON)
    own = actions.give_own_calendar(actor=ward_only, agency=small.ward, code="phuong", name="Lịch phường", now=NOON)
    actions.announce_day(actor=ward_only, calendar=own, day=MONDAY, kind="off", source="TB 1", now=NOON)
    assert not queries.calendar_of(small.ward.pk).is_working_day(MONDAY)
    assert works(small, MONDAY)


def test_load_official_days_gives_the_official_years(small: Small, owner: Person, jobs: None) -> None:
    loaded = actions.load_official_days(actor=owner, calendar=small.calendar, now=NOON)
    calendar = queries.calendar_of(small.budget.pk)
    assert [calendar.working_days_in(year) for year in (2023, 2024, 2025, 2026)] == [249, 251, 250, 249]
    assert (calendar.standing_of(2026), calendar.standing_of(2027)) == ("verified", "unverified")
    long_ago = datetime(2024, 1, 2, tzinfo=HANOI)
    assert queries.calendar_of(small.budget.pk, long_ago).working_days_in(2026) == 249
    assert loaded == CalendarDay.objects.count()
    with pytest.raises(Invalid):
        actions.load_official_days(actor=owner, calendar=small.calendar, now=NOON)


def test_load_official_days_leaves_what_the_province_entered(small: Small, owner: Person, jobs: None) -> None:
    holiday = date(2026, 9, 2)
    actions.announce_day(actor=owner, calendar=small.calendar, day=holiday, kind="half", source="TB 1", now=BEFORE)
    actions.load_official_days(actor=owner, calendar=small.calendar, now=NOON)
    assert works(small, holiday)
    assert works(small, date(2026, 9, 1), BEFORE)
    assert not works(small, date(2026, 9, 1))


def test_adopt_proposal_makes_the_swap_of_november_2026(small: Small, owner: Person, jobs: None) -> None:
    actions.load_official_days(actor=owner, calendar=small.calendar, now=BEFORE)
    start = datetime(2026, 11, 23, 14, 0, tzinfo=HANOI)
    assert add(queries.calendar_of(small.budget.pk), start, WorkingHours(8 * 3600)) == datetime(
        2026, 11, 25, 14, 0, tzinfo=HANOI
    )
    adopted = actions.adopt_proposal(
        actor=owner, calendar=small.calendar, switch="swap-2026-11-23", source="CV 9/VPCP", now=NOON
    )
    assert [(row.day, row.kind, row.standing) for row in adopted] == [
        (MONDAY, "off", "verified"), (SATURDAY, "work", "verified"),
    ]  # fmt: skip
    assert (works(small, MONDAY), works(small, SATURDAY)) == (False, True)
    assert (works(small, MONDAY, BEFORE), works(small, SATURDAY, BEFORE)) == (True, False)
    for switch in ("swap-2026-11-23", "none", ""):
        with pytest.raises(NotFound):
            actions.adopt_proposal(actor=owner, calendar=small.calendar, switch=switch, source="x", now=LATER)


def test_set_shifts_changes_the_week_from_a_day_on(small: Small, owner: Person, jobs: None) -> None:
    def week(start: str, end: str) -> list[actions.NewShift]:
        first, last = time.fromisoformat(start), time.fromisoformat(end)
        return [actions.NewShift(day, first, last) for day in range(5)]

    common: dict[str, Any] = {"actor": owner, "calendar": small.calendar, "use": "processing", "source": "QĐ 1"}
    actions.set_shifts(**common, shifts=week("07:00", "15:00"), valid_from=date(2020, 1, 1), now=BEFORE)
    actions.set_shifts(**common, shifts=week("08:00", "16:00"), valid_from=date(2026, 12, 1), now=NOON)
    calendar = queries.calendar_of(small.budget.pk)
    assert [str(s) for s in calendar.shifts_on(date(2026, 11, 30))] == ["07:00-15:00"]
    assert [str(s) for s in calendar.shifts_on(date(2026, 12, 1))] == ["08:00-16:00"]
    then = queries.calendar_of(small.budget.pk, BEFORE)
    assert [str(s) for s in then.shifts_on(date(2026, 12, 1))] == ["07:00-15:00"]
    for bad in ([], week("16:00", "08:00"), [*week("07:00", "12:00"), *week("11:00", "13:00")]):
        with pytest.raises(Invalid):
            actions.set_shifts(**common, shifts=bad, valid_from=date(2027, 1, 1), now=LATER)


def test_reception_hours_do_not_become_working_hours(small: Small, owner: Person, jobs: None) -> None:
    shifts = [actions.NewShift(5, time(7, 30), time(11, 30))]
    actions.set_shifts(
        actor=owner,
        calendar=small.calendar,
        use="reception",
        shifts=shifts,
        valid_from=date(2020, 1, 1),
        source="TB 1",
        now=NOON,
    )
    calendar = queries.calendar_of(small.budget.pk)
    assert calendar.reception is not None
    assert calendar.reception.is_working_day(SATURDAY)
    assert not calendar.is_working_day(SATURDAY)


def test_an_outage_stops_the_clocks_of_its_agency_and_units(small: Small, owner: Person, jobs: None) -> None:
    start = datetime(2026, 11, 18, 9, 0, tzinfo=HANOI)
    hours = WorkingHours(4 * 3600)
    usual = add(queries.calendar_of(small.budget.pk), start, hours)
    outage = actions.declare_outage(actor=owner, agency=small.finance, starts_at=start, reason="Mất điện", now=BEFORE)
    assert add(queries.calendar_of(small.budget.pk), start, hours) == usual
    assert not Job.objects.exists()
    ended = actions.end_outage(actor=owner, outage=outage, ends_at=start + timedelta(hours=2), now=NOON)
    moved = add(queries.calendar_of(small.budget.pk), start, hours)
    assert moved > usual
    assert add(queries.calendar_of(small.planning.pk), start, hours) == usual
    assert add(queries.calendar_of(small.budget.pk, BEFORE), start, hours) == usual
    assert [job.args["because"] for job in Job.objects.all()] == ["Mất điện"]
    actions.withdraw_outage(actor=owner, outage=ended, reason="Nhập nhầm", now=LATER)
    assert add(queries.calendar_of(small.budget.pk), start, hours) == usual
    assert add(queries.calendar_of(small.budget.pk, NOON), start, hours) == moved


def test_declare_outage_refuses(small: Small, owner: Person, stranger: Person) -> None:
    good: dict[str, Any] = {"agency": small.ward, "starts_at": NOON, "reason": "Bão", "now": NOON}
    bad: dict[str, Any]
    for bad in (
        {"calendar": small.calendar},
        {"agency": None},
        {"reason": " "},
        {"ends_at": BEFORE},
    ):
        with pytest.raises(Invalid):
            actions.declare_outage(actor=owner, **{**good, **bad})
    with pytest.raises(NotAllowed):
        actions.declare_outage(actor=stranger, **good)


def test_give_own_calendar_moves_nothing(small: Small, owner: Person, jobs: None) -> None:
    actions.load_official_days(actor=owner, calendar=small.calendar, now=BEFORE)
    before = queries.calendar_of(small.ward.pk)
    actions.give_own_calendar(actor=owner, agency=small.ward, code="phuong", name="Lịch phường", now=NOON)
    for known_at in (None, BEFORE, LATER):
        after = queries.calendar_of(small.ward.pk, known_at)
        assert (after.weeks, after.days) == (before.weeks, before.days)
    with pytest.raises(Invalid):
        actions.give_own_calendar(actor=owner, agency=small.finance, code="phuong", name="X", now=NOON)
