"""The state of a deadline, in cases as the office tells them, and laws that must always hold."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.clock import (
    WAITING_FOR,
    ClockEvent,
    ClockRule,
    ClockState,
    EventKind,
    Ground,
    Owner,
    Status,
    certify,
    due_at,
    reckon,
)
from congvu.core.working_time import (
    AFTER_THREE,
    CalendarDays,
    DayKind,
    DayRow,
    Finish,
    FixedDate,
    Limit,
    Months,
    Outage,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    add,
    from_axis,
    measure,
    national_calendar,
    read_limit,
    read_moment,
    to_axis,
)

HOUR = 3600
NATIONAL = national_calendar()
STORMY = NATIONAL.with_rows(
    [DayRow(date(2026, 3, 11), DayKind.MORNING, "Họp toàn cơ quan")],
    [Outage(read_moment("2026-03-05 08:00"), read_moment("2026-03-06 10:00"), "Bão số 1")],
)
SUPPLEMENT = Ground("supplement", "Yêu cầu bổ sung hồ sơ", "Supplement asked", "NĐ 61/2018/NĐ-CP, Điều 19.4")


def on(day: int, clock: str = "09:00") -> datetime:
    return read_moment(f"2026-03-{day:02d} {clock}")


def start(day: int, clock: str = "09:00", **facts: object) -> ClockEvent:
    return event(EventKind.START, day, clock, **facts)


def event(kind: EventKind, day: int, clock: str = "09:00", **facts: object) -> ClockEvent:
    return ClockEvent(kind=kind, at=on(day, clock), **facts)  # type: ignore[arg-type]


def pause(day: int, clock: str = "09:00", owner: Owner = Owner.APPLICANT) -> ClockEvent:
    return event(EventKind.PAUSE, day, clock, owner=owner, ground=SUPPLEMENT)


def resume(day: int, clock: str = "09:00") -> ClockEvent:
    return event(EventKind.RESUME, day, clock)


def stop(day: int, clock: str = "09:00") -> ClockEvent:
    return event(EventKind.STOP, day, clock)


def state(
    limit: str,
    events: list[ClockEvent],
    as_of: datetime,
    calendar: WorkCalendar = NATIONAL,
    *,
    pauses_move_due: bool = True,
) -> ClockState:
    rule = ClockRule(code="r", limit=read_limit(limit), pauses_move_due=pauses_move_due)
    return reckon(rule, events, calendar, as_of)


# Tháng 3/2026: mồng 2, 9, 16, 23, 30 là thứ Hai.


@pytest.mark.parametrize(
    ("limit", "events", "due"),
    [
        ("24 giờ làm việc", [start(2)], "2026-03-05 09:00"),
        ("24 giờ làm việc", [start(2), pause(3), resume(4)], "2026-03-06 09:00"),
        ("24 giờ làm việc", [start(2), pause(3, "10:00"), resume(3, "11:30")], "2026-03-05 10:30"),
        ("24 giờ làm việc", [start(2), pause(6), resume(9)], "2026-03-05 09:00"),
        ("03 ngày làm việc", [start(2), pause(3), resume(4)], "2026-03-06 09:00"),
        ("03 ngày làm việc", [start(2), pause(3), resume(3, "11:00")], "2026-03-05 11:00"),
        ("03 ngày làm việc", [start(2), pause(7), resume(8)], "2026-03-05 09:00"),
        ("3 working days close of business", [start(2), pause(3), resume(4)], "2026-03-06 17:00"),
        ("3 working days close of business", [start(2), pause(3), resume(3, "16:00")], "2026-03-05 17:00"),
        ("15 ngày", [start(2), pause(3), resume(6)], "2026-03-20 09:00"),
        ("15 ngày", [start(2), pause(3), resume(7)], "2026-03-23 09:00"),
        ("01 tháng", [start(2), pause(3), resume(5)], "2026-04-06 09:00"),
        ("until 2026-03-20", [start(2), pause(3), resume(5)], "2026-03-20 17:00"),
        ("5 calendar days + 8 working hours", [start(2), pause(3), resume(4)], "2026-03-10 09:00"),
        ("5 calendar days + 8 working hours", [start(2), pause(9, "10:00"), resume(9, "11:00")], "2026-03-10 10:00"),
    ],
)
def test_pauses_move_the_due_time_as_the_limit_demands(limit: str, events: list[ClockEvent], due: str) -> None:
    found = state(limit, events, on(31))
    assert found.due == read_moment(due)
    assert found.first_promise == due_at(ClockRule(code="r", limit=read_limit(limit)), events[:1], NATIONAL)


@pytest.mark.parametrize("limit", ["15 ngày", "01 tháng", "10 working days close of business"])
def test_where_pauses_count_they_move_nothing(limit: str) -> None:
    events = [start(2), pause(3), resume(6)]
    fixed = state(limit, events, on(31), pauses_move_due=False)
    assert fixed.due == fixed.first_promise
    assert state(limit, events[:2], on(31), pauses_move_due=False).due == fixed.due


def test_working_time_moves_whatever_the_rule_says_of_pauses() -> None:
    assert state("24 giờ làm việc", [start(2), pause(3), resume(4)], on(31), pauses_move_due=False).due == on(6)


def test_while_it_waits_for_the_applicant_no_date_is_known() -> None:
    found = state("24 giờ làm việc", [start(2), pause(3)], on(10))
    assert found.status is Status.PAUSED
    assert found.due is None
    assert found.current_promise == found.first_promise == on(5)
    assert found.due_if_resumed == on(12)
    assert (found.spent, found.left, found.late_by) == (8 * HOUR, 16 * HOUR, 0)
    assert not found.is_late


def test_a_pause_after_the_due_time_keeps_the_case_late_but_not_later() -> None:
    found = state("8 giờ làm việc", [start(2), pause(4)], on(31))
    assert found.due == on(3)
    assert found.is_late
    assert found.late_by == 8 * HOUR
    assert found.left == 0


def test_the_full_limit_begins_anew_when_the_dossier_is_complete() -> None:
    found = state("24 giờ làm việc", [start(2), pause(4), event(EventKind.RESTART, 10)], on(11))
    assert found.due == on(13)
    assert found.first_promise == on(5)
    assert found.current_promise == on(13)
    assert found.spent == 8 * HOUR
    assert found.status is Status.RUNNING


def test_two_stages_have_a_promise_each_and_nobody_pays_for_the_time_between() -> None:
    tax = Ground("tax", "Chờ nộp nghĩa vụ tài chính", source="NĐ 61/2018/NĐ-CP")
    events = [
        start(2),
        event(EventKind.PAUSE, 4, owner=Owner.APPLICANT, ground=tax),
        event(EventKind.NEXT_PHASE, 16, limit=WorkingDays(2)),
        stop(19),
    ]
    found = state("24 giờ làm việc", events, on(31))
    assert found.phase == 2
    assert found.due == on(18)
    assert found.first_promise == on(5)
    assert found.late_by == 8 * HOUR
    first, second = found.phases
    assert (first.first_promise, first.ended, first.late) == (on(5), on(16), False)
    assert (second.first_promise, second.due, second.late) == (on(18), on(18), True)
    assert found.split[Owner.APPLICANT] == 64 * HOUR


def test_an_extension_is_added_to_the_due_time_and_leaves_the_first_promise_alone() -> None:
    found = state("24 giờ làm việc", [start(2), event(EventKind.EXTEND, 4, limit=WorkingDays(2))], on(6))
    assert found.due == on(9)
    assert found.first_promise == on(5)
    assert (found.extensions, found.is_late, found.is_late_on_first) == (1, False, True)
    assert found.late_on_first == 8 * HOUR
    assert found.spent == 32 * HOUR
    assert found.left == 8 * HOUR


@pytest.mark.parametrize(
    ("limit", "due"), [("24 giờ làm việc", on(13)), ("03 ngày", on(13)), ("until 2026-03-05", on(12))]
)
def test_an_extension_to_a_named_moment_is_moved_by_later_pauses_like_the_limit_before(
    limit: str, due: datetime
) -> None:
    events = [start(2), event(EventKind.EXTEND, 4, until=on(12)), pause(9), resume(10)]
    assert state(limit, events, on(31)).due == due
    assert state(limit, events[:2], on(31)).due == on(12)


def test_an_extension_during_a_pause_waits_for_its_end() -> None:
    events = [start(2), pause(3), event(EventKind.EXTEND, 4, limit=WorkingDays(1)), resume(5)]
    assert state("24 giờ làm việc", events[:3], on(4)).due is None
    assert state("24 giờ làm việc", events, on(31)).due == on(10)


def test_a_reopened_case_goes_on_with_what_was_left() -> None:
    events = [start(2), stop(4), event(EventKind.REOPEN, 16)]
    found = state("24 giờ làm việc", events, on(16, "10:00"))
    assert found.due == on(17)
    assert found.left == 7 * HOUR
    assert found.split[Owner.CLOSED] == 64 * HOUR
    assert state("15 ngày", events, on(31), pauses_move_due=False).due == on(30)


def test_lateness_resumes_when_a_late_case_is_reopened_and_never_restarts() -> None:
    events = [start(2), stop(4), event(EventKind.REOPEN, 16)]
    ended = state("8 giờ làm việc", events[:2], on(12))
    again = state("8 giờ làm việc", events, on(17))
    assert (ended.status, ended.late_by, ended.as_of) == (Status.STOPPED, 8 * HOUR, on(4))
    assert again.due == ended.due == on(3)
    assert again.late_by == 16 * HOUR
    assert again.late_on_first == 16 * HOUR
    assert again.late_split == {Owner.AGENCY: 16 * HOUR, Owner.CLOSED: 64 * HOUR}


def test_a_paused_case_that_was_closed_and_reopened_moves_by_the_closed_days_only_where_pauses_count() -> None:
    events = [start(2), pause(3), stop(5), event(EventKind.REOPEN, 9)]
    assert state("15 ngày", events, on(31), pauses_move_due=False).due == on(23)
    assert state("15 ngày", events, on(31)).due == on(23)
    assert state("12 ngày", events, on(31)).due == on(20)
    assert state("12 ngày", events, on(31), pauses_move_due=False).due == on(18)


def test_an_outage_of_the_case_does_not_count_and_is_shown_apart() -> None:
    events = [start(2), event(EventKind.OUTAGE, 3, "10:00", until=on(3, "15:00"))]
    found = state("24 giờ làm việc", events, on(4))
    assert found.due == on(5, "14:00")
    assert found.split == {Owner.AGENCY: 13 * HOUR, Owner.OUTAGE: 3 * HOUR}
    assert found.elapsed[Owner.OUTAGE] == 5 * HOUR


def test_a_declared_outage_of_the_calendar_does_not_count_and_is_shown_apart() -> None:
    found = state("40 giờ làm việc", [start(4)], on(9), STORMY)
    assert found.split == {Owner.AGENCY: 14 * HOUR, Owner.OUTAGE: 10 * HOUR}
    assert found.due == add(STORMY, on(4), WorkingHours.of(40))
    assert measure(NATIONAL, on(4), on(9)) == found.whole


def test_time_in_transfer_and_with_a_consulted_body_counts_but_is_told_apart() -> None:
    events = [
        start(2),
        event(EventKind.TURN, 2, "14:00", owner=Owner.TRANSFER),
        event(EventKind.TURN, 2, "15:00", owner=Owner.CONSULTED),
        event(EventKind.TURN, 3, "09:00"),
        stop(4),
    ]
    found = state("24 giờ làm việc", events, on(31))
    assert found.due == on(5)
    assert found.split == {Owner.AGENCY: 11 * HOUR, Owner.TRANSFER: HOUR, Owner.CONSULTED: 4 * HOUR}
    assert [interval.owner for interval in found.intervals] == [
        Owner.AGENCY,
        Owner.TRANSFER,
        Owner.CONSULTED,
        Owner.AGENCY,
    ]


def test_whose_time_it_is_may_change_during_a_pause() -> None:
    events = [start(2), pause(3), event(EventKind.TURN, 4, owner=Owner.HIGHER), resume(5)]
    found = state("24 giờ làm việc", events, on(5))
    assert found.split == dict.fromkeys((Owner.AGENCY, Owner.APPLICANT, Owner.HIGHER), 8 * HOUR)
    assert found.spent == 8 * HOUR


def test_what_came_after_three_counts_from_the_next_morning() -> None:
    rule = ClockRule(code="r", limit=WorkingHours.of(8), reception=AFTER_THREE)
    found = reckon(rule, [start(2, "15:30")], NATIONAL, on(3, "08:00"))
    assert found.counted_from == on(3, "07:00")
    assert found.due == on(3, "17:00")
    assert found.spent == HOUR
    assert found.whole == int(2.5 * HOUR)


def test_a_promise_once_recorded_is_never_reckoned_again() -> None:
    announced_late = NATIONAL.with_rows([DayRow(date(2026, 3, 4), DayKind.OFF, "Nghỉ đột xuất", standing="local")])
    events = [start(2, promise=on(5))]
    found = state("24 giờ làm việc", events, on(3), announced_late)
    assert found.first_promise == found.current_promise == on(5)
    assert found.due == on(6)
    assert state("24 giờ làm việc", [start(2)], on(3), announced_late).first_promise == on(6)


def test_done_after_closing_time_is_late_without_lost_working_time() -> None:
    found = state("until 2026-03-03", [start(2), stop(3, "18:00")], on(31))
    assert found.is_late
    assert found.late_by == 0


# --- laws ---------------------------------------------------------------------------------------------------------

LOW, HIGH = to_axis(read_moment("2026-02-01")), to_axis(read_moment("2026-05-30"))
calendars = st.sampled_from([NATIONAL, STORMY])
limits: st.SearchStrategy[Limit] = st.one_of(
    st.integers(1, 100 * HOUR).map(WorkingHours),
    st.builds(WorkingDays, st.integers(1, 30), st.sampled_from(Finish)),
    st.builds(CalendarDays, st.integers(1, 40), st.booleans(), st.sampled_from(Finish)),
    st.builds(Months, st.integers(1, 3)),
    st.just(FixedDate(date(2027, 3, 20))),
    st.just(CalendarDays(10) + WorkingHours.of(20)),
)
working_time = st.one_of(
    st.integers(1, 100 * HOUR).map(WorkingHours), st.builds(WorkingDays, st.integers(1, 30), st.just(Finish.SAME_CLOCK))
)
gaps = st.integers(0, 6 * 86_400)
rules = st.builds(ClockRule, code=st.just("r"), limit=limits, pauses_move_due=st.booleans())


@st.composite
def lives(draw: st.DrawFn) -> list[ClockEvent]:
    """A sequence of events that can happen, as a random office would write it."""
    at = draw(st.integers(LOW, HIGH))
    events = [ClockEvent(kind=EventKind.START, at=from_axis(at))]
    paused = stopped = False
    for _ in range(draw(st.integers(0, 8))):
        at += draw(gaps)
        moment = from_axis(at)
        if stopped:
            events.append(ClockEvent(kind=EventKind.REOPEN, at=moment))
            stopped = False
            continue
        kinds = [EventKind.TURN, EventKind.STOP, EventKind.RESTART, EventKind.NEXT_PHASE, EventKind.OUTAGE]
        kinds += [EventKind.RESUME] if paused else [EventKind.PAUSE, EventKind.PAUSE]
        kind = draw(st.sampled_from(kinds))
        owner = limit = until = ground = None
        if kind is EventKind.PAUSE:
            owner, ground = draw(st.sampled_from(WAITING_FOR)), SUPPLEMENT
        elif kind is EventKind.TURN:
            owner = draw(st.sampled_from(WAITING_FOR if paused else (*WAITING_FOR, Owner.AGENCY, Owner.TRANSFER)))
        elif kind is EventKind.NEXT_PHASE:
            limit = draw(st.integers(1, 50).map(WorkingHours.of))
        elif kind is EventKind.OUTAGE:
            until = from_axis(at + 1 + draw(gaps))
        paused = kind is EventKind.PAUSE or (paused and kind in (EventKind.TURN, EventKind.OUTAGE))
        stopped = kind is EventKind.STOP
        events.append(ClockEvent(kind=kind, at=moment, owner=owner, ground=ground, limit=limit, until=until))
    return events


@given(rules, lives(), calendars, gaps)
def test_the_parts_always_sum_to_the_whole(
    rule: ClockRule, events: list[ClockEvent], calendar: WorkCalendar, later: int
) -> None:
    as_of = from_axis(to_axis(events[-1].at) + later)
    found = reckon(rule, events, calendar, as_of)
    assert sum(found.split.values()) == found.whole
    assert sum(found.elapsed.values()) == found.whole_elapsed
    assert all(seconds > 0 for seconds in (*found.split.values(), *found.elapsed.values(), *found.late_split.values()))
    assert found.whole == measure(calendar.without_outages, found.started_at, found.as_of)
    cursor = found.started_at
    for interval in found.intervals:
        assert interval.start == cursor
        cursor = interval.end
    assert cursor == found.as_of
    assert sum(found.late_split.values()) == max(0, measure(calendar.without_outages, found.first_promise, found.as_of))


@given(rules, lives(), calendars)
def test_the_certificate_ends_in_the_same_number(
    rule: ClockRule, events: list[ClockEvent], calendar: WorkCalendar
) -> None:
    certificate = certify(rule, events, calendar)
    assert certificate.due == reckon(rule, events, calendar, events[-1].at).due == due_at(rule, events, calendar)
    assert certificate.text("vi")
    assert certificate.text("en")


@given(rules, lives(), calendars)
def test_the_first_promise_never_changes(rule: ClockRule, events: list[ClockEvent], calendar: WorkCalendar) -> None:
    promises = {
        reckon(rule, events[:count], calendar, events[count - 1].at).first_promise
        for count in range(1, len(events) + 1)
    }
    assert len(promises) == 1


@given(working_time, calendars, st.integers(LOW, HIGH), gaps, gaps)
def test_a_pause_of_k_working_hours_moves_working_time_by_exactly_k(
    limit: Limit, calendar: WorkCalendar, begun: int, wait: int, length: int
) -> None:
    rule = ClockRule(code="r", limit=limit)
    first = ClockEvent(kind=EventKind.START, at=from_axis(begun))
    paused_at, resumed_at = from_axis(begun + wait), from_axis(begun + wait + length)
    paused = [
        first,
        ClockEvent(kind=EventKind.PAUSE, at=paused_at, owner=Owner.APPLICANT, ground=SUPPLEMENT),
        ClockEvent(kind=EventKind.RESUME, at=resumed_at),
    ]
    before, after = due_at(rule, [first], calendar), due_at(rule, paused, calendar)
    assert before is not None
    assert after is not None
    lost = measure(calendar, max(paused_at, reckon(rule, [first], calendar, from_axis(begun)).counted_from), resumed_at)
    assert measure(calendar, before, after) == (max(0, lost) if paused_at < before else 0)


@given(rules, calendars, st.integers(LOW, HIGH), gaps, gaps)
def test_a_pause_never_brings_the_due_time_forward(
    rule: ClockRule, calendar: WorkCalendar, begun: int, wait: int, length: int
) -> None:
    first = ClockEvent(kind=EventKind.START, at=from_axis(begun))
    paused = [
        first,
        ClockEvent(kind=EventKind.PAUSE, at=from_axis(begun + wait), owner=Owner.APPLICANT, ground=SUPPLEMENT),
        ClockEvent(kind=EventKind.RESUME, at=from_axis(begun + wait + length)),
    ]
    before, after = due_at(rule, [first], calendar), due_at(rule, paused, calendar)
    assert before is not None
    assert after is not None
    assert after >= before


@given(st.integers(1, 100 * HOUR), lives(), calendars, gaps)
def test_hours_spent_reach_the_limit_exactly_when_it_is_due(
    amount: int, events: list[ClockEvent], calendar: WorkCalendar, later: int
) -> None:
    anew = [number for number, e in enumerate(events) if e.kind in (EventKind.NEXT_PHASE, EventKind.RESTART)]
    kept = events[: anew[0]] if anew else events
    found = reckon(
        ClockRule(code="r", limit=WorkingHours(amount)), kept, calendar, from_axis(to_axis(kept[-1].at) + later)
    )
    assert found.spent + found.left - found.late_by == amount
