"""Routes as decisions announce them: shared limits, work sent back, work side by side, and sums that must agree."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid
from congvu.core.routes import (
    Branch,
    FaultKind,
    Group,
    Phase,
    Route,
    Station,
    StationKind,
    Total,
    check,
    ends_by,
    read_span,
    total,
    total_of_limit,
)
from congvu.core.working_time import WorkingHours, read_limit


def station(code: str, hours: Fraction | int | str | None = None, **more: object) -> Station:
    allotted = None if hours is None else WorkingHours.of(hours)
    return Station(code=code, name=code, who="desk", allotted=allotted, **more)  # type: ignore[arg-type]


def route_of(days: list[str], **first: object) -> Route:
    return Route(tuple(station(f"s{place}", Fraction(one) * 8) for place, one in enumerate(days)))


@pytest.mark.parametrize(
    ("days", "limit"),
    [
        (["0.5", "0.5", "14", "3", "2", "1"], "21 working days"),
        (["0.25", "0.25", "1", "1", "0.25", "0.25"], "3 working days"),
        (["0.25", "0.25", "1.5", "0.5", "0.5", "0.25", "1.5", "0.25"], "5 working days"),
        (["0.5", "0.25", "0.5", "0.25", "0.5", "7", "2", "1", "1", "0.5", "3", "0.5"], "17 working days"),
    ],
)
def test_quarters_of_days_sum_to_the_limit_without_rounding(days: list[str], limit: str) -> None:
    assert check(route_of(days), read_limit(limit)) == ()


def test_a_wrong_sum_says_what_was_found_and_what_was_promised() -> None:
    (fault,) = check(route_of(["1", "2"]), read_limit("4 working days"))
    assert (fault.kind, fault.found, fault.wanted) == (
        FaultKind.WRONG_SUM, Total(working_seconds=24 * 3600), Total(working_seconds=32 * 3600),
    )  # fmt: skip


def test_a_group_counts_once_however_many_share_it() -> None:
    shared = tuple(station(f"g{place}", None, group="ubnd") for place in range(8))
    route = Route(
        (station("desk", 4), *shared, station("return", None, counted=False)),
        (Group(code="ubnd", name="UBND", allotted=WorkingHours.of(56)),),
    )
    assert check(route, read_limit("60 working hours")) == ()
    ends = ends_by(route)
    assert {ends[one.code] for one in shared} == {Total(working_seconds=60 * 3600)}
    assert ends["return"] == ends["g7"]


def test_side_by_side_the_longest_branch_counts_and_what_is_outside_the_count_does_not() -> None:
    consult = Station(
        code="consult", name="consult",
        branches=(
            Branch(code="tax", name="tax", stations=(station("tax1", 8), station("tax2", 8))),
            Branch(code="land", name="land", stations=(station("land1", 12),)),
        ),
    )  # fmt: skip
    posting = Station(code="post", name="post", who="desk", allotted=read_limit("15 calendar days"), counted=False)
    assert total(Route((station("desk", 4), consult, posting))) == Total(working_seconds=20 * 3600)


def test_calendar_days_and_working_days_are_never_one_figure() -> None:
    both = total_of_limit(read_limit("15 calendar days + 8 working days"))
    assert both == Total(working_seconds=64 * 3600, calendar_days=15)
    assert not both.at_most(Total(working_seconds=23 * 8 * 3600))


@pytest.mark.parametrize(
    ("route", "kind", "where"),
    [
        (Route(()), FaultKind.EMPTY, ""),
        (Route((station("a", 1), station("a", 1))), FaultKind.DOUBLE_CODE, "a"),
        (Route((Station(code="a", name="a", allotted=WorkingHours.of(1)),)), FaultKind.NOBODY, "a"),
        (Route((station("a"),)), FaultKind.NO_TIME, "a"),
        (Route((station("a", 0),)), FaultKind.NO_TIME, "a"),
        (Route((station("a", None, group="g"),)), FaultKind.UNKNOWN_GROUP, "a"),
        (Route((station("a", 1, back_to=("b",)), station("b", 1))), FaultKind.BACK_TO_NOWHERE, "a"),
        (Route((station("a", 1, back_to=("a",)),)), FaultKind.BACK_TO_NOWHERE, "a"),
        (
            Route((station("a", 1),), (Group(code="g", name="g", allotted=WorkingHours.of(1)),)),
            FaultKind.EMPTY_GROUP, "g",
        ),
        (
            Route(
                (station("a", None, group="g"), station("b", 1), station("c", None, group="g")),
                (Group(code="g", name="g", allotted=WorkingHours.of(1)),),
            ),
            FaultKind.SCATTERED_GROUP, "g",
        ),
        (
            Route((station("a", 2, group="g"),), (Group(code="g", name="g", allotted=WorkingHours.of(1)),)),
            FaultKind.TIME_TWICE, "a",
        ),
        (
            Route((Station(code="a", name="a", branches=(Branch(code="x", name="x", stations=(station("b", 1),)),)),)),
            FaultKind.LONE_BRANCH, "a",
        ),
        (
            Route((Station(code="a", name="a", branches=(
                Branch(code="x", name="x", stations=(station("b", 1),)), Branch(code="y", name="y", stations=()),
            )),)),
            FaultKind.EMPTY_BRANCH, "a",
        ),
    ],
)  # fmt: skip
def test_a_faulty_route_is_told_what_and_where(route: Route, kind: FaultKind, where: str) -> None:
    assert (kind, where) in {(fault.kind, fault.where) for fault in check(route)}


def phase(code: str, limit: str) -> Phase:
    return Phase(code=code, name=f"phase {code}", limit=read_limit(limit))


def test_land_stage_by_stage_with_the_payment_between_them_outside_the_count() -> None:
    stations = (
        station("desk", 4), station("registry", 20),
        station("tax", counted=False, kind=StationKind.PAYMENT),
        station("certificate", 16, phase="2"), station("return", counted=False, kind=StationKind.RETURN, phase="2"),
    )  # fmt: skip
    phases = (phase("1", "3 working days"), phase("2", "2 working days"))
    assert check(Route(stations, (), phases), read_limit("5 working days")) == ()
    longer = Route(stations, (), (phases[0], phase("2", "3 working days")))
    (first, second) = check(longer, read_limit("6 working days"))
    assert (first.where, second.where) == ("phase 2", "")


@pytest.mark.parametrize(
    ("route", "kind", "where"),
    [
        (Route((station("a", 8, phase="3"),), (), (phase("1", "1 working days"),)), FaultKind.UNKNOWN_PHASE, "a"),
        (Route((station("a", 8, phase="1"),)), FaultKind.UNKNOWN_PHASE, "a"),
        (
            Route((station("a", 8, phase="2"), station("b", 8)), (),
                  (phase("1", "1 working days"), phase("2", "1 working days"))),
            FaultKind.SCATTERED_PHASE, "b",
        ),
        (
            Route((station("a", 8),), (), (phase("1", "1 working days"), phase("2", "1 working days"))),
            FaultKind.EMPTY_PHASE, "phase 2",
        ),
        (
            Route((station("a", 8),), (), (phase("1", "1 working days"), phase("1", "1 working days"))),
            FaultKind.DOUBLE_PHASE, "1",
        ),
        (Route((station("a", 8, kind=StationKind.PAYMENT),)), FaultKind.COUNTED_ASIDE, "a"),
        (Route((station("a", 8, kind=StationKind.POSTING),)), FaultKind.COUNTED_ASIDE, "a"),
    ],
)  # fmt: skip
def test_a_faulty_phase_is_told_what_and_where(route: Route, kind: FaultKind, where: str) -> None:
    assert (kind, where) in {(fault.kind, fault.where) for fault in check(route)}


def test_a_conciliation_is_laid_down_in_parts_of_calendar_days() -> None:
    assert check(route_of(["0.5", "3", "25.5", "1"]), read_limit("30 calendar days")) == ()
    assert check(route_of(["0.5", "3", "25", "1"]), read_limit("30 calendar days")) != ()
    assert check(route_of(["22"]), read_limit("1 months")) != ()


def test_work_goes_on_to_the_next_and_back_only_where_the_route_allows() -> None:
    route = Route((station("a", 1), station("b", 1), station("c", 1, back_to=("a",))))
    assert route.after("a") == route.station("b")
    assert route.after("c") is None
    assert route.after("nowhere") is None
    assert [one.code for one in route.may_go_back("c")] == ["a"]
    assert route.may_go_back("b") == ()


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("0,25 ngày", 2), ("0.5", 4), ("2 giờ", 2), ("04h", 4), ("1/2 ngày", 4), ("30 phút", "0.5"),
        ("01 ngày làm việc", 8), ("16 giờ làm việc", 16), ("1/4", 2),
    ],
)  # fmt: skip
def test_a_station_s_time_is_read_as_tables_write_it(typed: str, hours: int | str) -> None:
    assert read_span(typed) == WorkingHours.of(hours)


@pytest.mark.parametrize("typed", ["", "-", "Không tính", "Không tính thời gian", "Giờ hành chính"])
def test_a_station_outside_the_count_has_no_time(typed: str) -> None:
    assert read_span(typed) is None


@pytest.mark.parametrize("typed", ["sớm", "-2 ngày", "1/0 ngày", "2 tuần trăng", "99999999 ngày", "1e5"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        read_span(typed)


quarters = st.integers(1, 80).map(lambda count: Fraction(count, 4))


@given(st.lists(quarters, min_size=1, max_size=12), st.data())
def test_any_route_sums_to_its_stations_and_lets_go_in_order(days: list[Fraction], data: st.DataObject) -> None:
    route = route_of([str(one) for one in days])
    whole = WorkingHours.of(sum(days) * 8)
    assert check(route, whole) == ()
    ends = [ends_by(route)[one.code].working_seconds for one in route.stations]
    assert ends == sorted(ends)
    assert ends[-1] == whole.seconds
    # Sharing a limit changes who has which time, never the promise.
    start = data.draw(st.integers(0, len(days) - 1))
    end = data.draw(st.integers(start + 1, len(days)))
    shared = Group(code="g", name="g", allotted=WorkingHours.of(sum(days[start:end]) * 8))
    stations = tuple(
        station(one.code, None, group="g") if start <= place < end else one for place, one in enumerate(route.stations)
    )
    assert check(Route(stations, (shared,)), whole) == ()
