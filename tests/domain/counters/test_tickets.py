"""Numbers: taken at the kiosk, called in their order, never twice; waits measured."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound, StaleCase
from congvu.domain.counters.actions import opening, tickets, windows
from congvu.domain.counters.models import State, Ticket
from congvu.domain.counters.policy.waits import Taken, by_hour, nearest_rank, summed
from congvu.domain.counters.queries import queues
from congvu.domain.counters.queries.waits import waits_of
from tests.domain.counters.conftest import Counter, make_counter
from tests.kernel.casework.office import Office


def later(counter: Counter, minutes: int) -> datetime:
    return counter.now + timedelta(minutes=minutes)


def test_numbers_run_from_one_every_day_at_every_desk(counter: Counter) -> None:
    assert [counter.take().code, counter.take(counter.land_service).code, counter.take().code] == [
        "A001", "B002", "A003",
    ]  # fmt: skip
    tomorrow = counter.now.replace(day=25)
    assert counter.take(at=tomorrow).code == "A001"


def test_they_are_called_in_the_order_they_were_taken(counter: Counter) -> None:
    taken = [counter.take(), counter.take(counter.land_service), counter.take()]
    assert [counter.called().pk for _one in taken] == [one.pk for one in taken]
    assert counter.call() is None


def test_a_window_calls_only_what_it_serves(counter: Counter) -> None:
    counter.take()
    land = counter.take(counter.land_service)
    assert counter.called(counter.second).pk == land.pk
    assert counter.call(counter.second) is None
    assert counter.called(counter.first).code == "A001"


def test_priority_goes_first_but_not_without_end(counter: Counter) -> None:
    ordinary = counter.take()
    old = [counter.take(ground="elderly") for _number in range(4)]
    called = [counter.called().pk for _number in range(5)]
    assert called == [old[0].pk, old[1].pk, old[2].pk, ordinary.pk, old[3].pk]


def test_priority_may_always_go_first_where_the_desk_says_so(counter: Counter) -> None:
    windows.set_numbers(
        actor=counter.head, desk_id=counter.desk.pk, ordinary_after=0, always_open=True, now=counter.now
    )
    ordinary = counter.take()
    old = [counter.take(ground="veteran") for _number in range(4)]
    assert [counter.called().pk for _number in range(5)] == [*(one.pk for one in old), ordinary.pk]


def test_priority_is_given_only_on_the_desk_s_grounds(counter: Counter) -> None:
    windows.set_numbers(
        actor=counter.head, desk_id=counter.desk.pk, grounds=["elderly"], always_open=True, now=counter.now
    )
    with pytest.raises(Invalid):
        counter.take(ground="veteran")
    assert counter.take(ground="elderly").ground == "elderly"


def test_calling_the_next_ends_the_one_before_and_time_is_measured(counter: Counter) -> None:
    counter.take()
    counter.take(at=later(counter, 1))
    first = counter.called(at=later(counter, 5))
    counter.called(at=later(counter, 12))
    first.refresh_from_db()
    assert first.state == State.DONE
    assert first.served_seconds == 7 * 60
    whole, hours = waits_of(counter.desk.pk, counter.now.date(), counter.now.date())
    assert (whole.taken, whole.called, whole.median, whole.p90, whole.service) == (2, 2, 480, 660, 420)
    assert [one.hour for one in hours] == [8]


def test_called_again_passed_over_and_absent(counter: Counter) -> None:
    counter.take()
    act: dict[str, Any] = {"actor": counter.clerk, "ticket_id": counter.called().pk}
    again = tickets.call_again(**act, window_id=counter.first.pk, now=later(counter, 1))
    assert (again.calls, again.first_called_at) == (2, counter.now)
    tickets.pass_over(**act)
    with pytest.raises(StaleCase):
        tickets.finish(**act, now=later(counter, 2))
    back = tickets.call_again(**act, window_id=counter.second.pk, now=later(counter, 3))
    assert (back.state, back.window_id) == (State.CALLED, counter.second.pk)
    with pytest.raises(StaleCase):
        tickets.call_again(**act, window_id=counter.first.pk, now=later(counter, 3))
    gone = tickets.note_absent(**act, now=later(counter, 4))
    assert (gone.state, gone.served_seconds) == (State.NO_SHOW, 0)


def test_sent_on_it_is_the_next_at_the_other_window(counter: Counter) -> None:
    counter.take()
    counter.take(counter.land_service)
    moved = counter.called()
    with pytest.raises(Invalid):
        tickets.send_on(actor=counter.clerk, ticket_id=moved.pk, to_window_id=counter.first.pk, now=counter.now)
    tickets.send_on(actor=counter.clerk, ticket_id=moved.pk, to_window_id=counter.second.pk, now=later(counter, 2))
    assert counter.called(counter.first).code == "B002"  # not the one that was sent on
    there = counter.called(counter.second, later(counter, 3))
    assert there.pk == moved.pk
    done = tickets.finish(actor=counter.clerk, ticket_id=there.pk, reference=" H41.1-26 ", now=later(counter, 5))
    assert (done.served_seconds, done.reference) == (4 * 60, "H41.1-26")
    tickets.link_ticket(actor=counter.clerk, ticket_id=done.pk, reference="H41.2")
    assert Ticket.objects.get(pk=done.pk).reference == "H41.2"


def test_outside_opening_hours_no_numbers_are_given(counter: Counter) -> None:
    windows.set_numbers(actor=counter.head, desk_id=counter.desk.pk, now=counter.now)
    counter.shift((0, 1, 2, 3, 4), (time(8), time(11)))
    counter.shift((5,), (time(8), time(11)), counter.land)
    saturday = counter.now.replace(day=28, hour=9)
    with pytest.raises(MoveRefused) as refused:
        counter.take(at=saturday)
    assert "30/11/2026" in refused.value.hint
    assert counter.take(counter.land_service, at=saturday).code == "B001"
    opening.set_day(actor=counter.head, desk_id=counter.desk.pk, day=saturday.date(), reason="Nghỉ", now=counter.now)
    with pytest.raises(MoveRefused):
        counter.take(counter.land_service, at=saturday)


def test_strangers_call_nobody_and_wrong_keys_take_nothing(counter: Counter) -> None:
    counter.take()
    with pytest.raises(NotAllowed):
        tickets.call_next(actor=counter.stranger, window_id=counter.first.pk, now=counter.now)
    with pytest.raises(NotFound):
        tickets.take_ticket(kiosk_key="x", service_id=counter.any_service.pk, now=counter.now)
    with pytest.raises(NotFound):
        tickets.take_ticket(kiosk_key=counter.key, service_id=0, now=counter.now)
    with pytest.raises(NotFound):
        tickets.call_next(actor=counter.clerk, window_id=0, now=counter.now)
    with pytest.raises(NotFound):
        tickets.finish(actor=counter.clerk, ticket_id=0, now=counter.now)


def test_a_window_and_a_service_end_only_when_nobody_stands_there(counter: Counter) -> None:
    counter.take()
    give: dict[str, Any] = {"actor": counter.head, "now": counter.now}
    with pytest.raises(MoveRefused):
        windows.end_service(service_id=counter.any_service.pk, **give)
    moved = counter.called()
    with pytest.raises(MoveRefused):
        windows.end_window(window_id=counter.first.pk, **give)
    tickets.send_on(actor=counter.clerk, ticket_id=moved.pk, to_window_id=counter.second.pk, now=counter.now)
    windows.end_window(window_id=counter.second.pk, **give)
    assert counter.called().pk == moved.pk  # it waits for any window again
    windows.change_window(window_id=counter.first.pk, name="Một cửa", field_ids=[counter.papers.pk], **give)
    with pytest.raises(NotFound):
        windows.change_window(window_id=counter.second.pk, **give)
    wrong: dict[str, Any]
    for wrong in ({"number": 1}, {"number": 0}, {"number": 5, "field_ids": [0]}):
        with pytest.raises(Invalid):
            windows.add_window(desk_id=counter.desk.pk, **give, **wrong)
    for letter, name in (("a", "Khác"), ("!", "Khác"), ("Z", " ")):
        with pytest.raises(Invalid):
            windows.add_service(desk_id=counter.desk.pk, letter=letter, name=name, **give)


def test_a_new_key_makes_the_old_address_useless(counter: Counter) -> None:
    changed = windows.set_numbers(actor=counter.head, desk_id=counter.desk.pk, new_key=True, now=counter.now)
    assert changed.kiosk_key != counter.key
    with pytest.raises(NotFound):
        counter.take()


def test_the_screen_rings_for_calls_it_has_not_shown(counter: Counter) -> None:
    counter.take()
    seen = queues.board_of(counter.desk.pk, counter.now).stamp
    quiet = queues.board_of(counter.desk.pk, later(counter, 1), seen)
    assert not quiet.rings
    counter.called(at=later(counter, 2))
    ringing = queues.board_of(counter.desk.pk, later(counter, 2), quiet.stamp)
    assert ringing.rings
    assert [(one.code, one.window, one.is_new) for one in ringing.calls] == [("A001", 1, True)]
    assert not queues.board_of(counter.desk.pk, later(counter, 3), "junk").rings


def test_whoever_takes_a_number_hears_how_many_are_before_him(counter: Counter) -> None:
    taken = [counter.take(), counter.take(), counter.take(ground="elderly")]
    assert [queues.ahead_of(one) for one in taken] == [1, 2, 0]


@pytest.mark.django_db(transaction=True)
def test_clerks_who_call_at_the_same_moment_never_get_the_same_number(
    transactional_db: None, request: pytest.FixtureRequest
) -> None:
    office: Office = request.getfixturevalue("office")
    counter = make_counter(office)
    many = [windows.add_window(actor=counter.head, desk_id=counter.desk.pk, number=n, now=counter.now)
            for n in range(3, 7)]  # fmt: skip
    start = threading.Barrier(len(many))

    def take(_number: int) -> list[int]:
        try:
            return [counter.take().number for _turn in range(4)]
        finally:
            connections.close_all()

    def call(place: int) -> list[int]:
        start.wait()
        try:
            found = [counter.call(many[place]) for _turn in range(5)]
            return [one.number for one in found if one is not None]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(many)) as pool:
        taken = sorted(number for batch in pool.map(take, range(len(many))) for number in batch)
        called = sorted(number for batch in pool.map(call, range(len(many))) for number in batch)
    assert taken == list(range(1, 17))  # no gap, no double
    assert called == taken
    assert Ticket.objects.filter(state=State.WAITING).count() == 0


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=60))
def test_nine_of_ten_wait_no_longer_than_p90(values: list[int]) -> None:
    found = nearest_rank(values, 90)
    assert found is not None
    assert sum(one <= found for one in values) * 10 >= 9 * len(values)
    assert sum(one < found for one in values) * 10 < 9 * len(values)


@given(
    st.lists(
        st.builds(Taken, hour=st.integers(7, 17), waited=st.none() | st.integers(0, 9000), served=st.none(),
                  no_show=st.booleans())
    )
)  # fmt: skip
def test_the_hours_sum_to_the_day(rows: list[Taken]) -> None:
    whole, hours = summed(None, rows), by_hour(rows)
    assert sum(one.taken for one in hours) == whole.taken == len(rows)
    assert sum(one.called for one in hours) == whole.called
    assert sum(one.no_show for one in hours) == whole.no_show
