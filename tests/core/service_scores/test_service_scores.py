"""How the handling of procedures is scored: the nine indicators, their means, and the words for the totals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core import service_scores as scores
from congvu.core.service_scores import AgencyGrade, StaffShare


def test_four_dossiers_of_2_2_1_0_make_one_point_three() -> None:
    assert scores.mean([2, 2, 1, 0]) == Decimal("1.3")


def test_an_indicator_without_data_has_no_mean_and_stays_out_of_the_total() -> None:
    assert scores.mean([]) is None
    assert scores.staff_share({1: Decimal(2), 2: None, 3: Decimal(2), 4: None, 7: Decimal(1)}) == (
        Decimal(5), StaffShare.ALL,
    )  # fmt: skip
    assert scores.staff_share({5: Decimal(2)}) is None
    assert scores.agency_grade({}) is None


@pytest.mark.parametrize(("spent", "points"), [(1, 2), (3599, 2), (3600, 1), (3601, 0)])
def test_time_is_held_against_the_limit_to_the_second(spent: int, points: int) -> None:
    assert scores.time_against(spent, 3600) == points


def test_contacts_the_applicant_caused_do_not_cost_the_desk_everything() -> None:
    assert [scores.contacts(times) for times in (0, 1, 2)] == [2, 1, 0]
    assert scores.contacts(5, caused_by_applicant=True) == 1


def test_one_more_agency_is_allowed_where_law_asks_for_a_field_check() -> None:
    assert [scores.visited_agencies(count) for count in (0, 1, 2)] == [2, 1, 0]
    assert scores.visited_agencies(2, required_by_law=True) == 1
    assert scores.visited_agencies(3, required_by_law=True) == 0


@pytest.mark.parametrize(("received", "spot", "points"), [(10, 2, 2), (10, 1, 1), (9, 9, 0), (10, 0, 1)])
def test_reception_needs_every_eligible_procedure_at_the_desk(received: int, spot: int, points: int) -> None:
    assert scores.reception(eligible=10, received=received, decided_on_the_spot=spot) == points
    assert scores.reception(eligible=0, received=0, decided_on_the_spot=0) is None


def test_a_justified_complaint_takes_the_points_of_attitude() -> None:
    assert scores.attitude(time_points=2, justified_complaints=0) == 2
    assert scores.attitude(time_points=2, justified_complaints=1) == 0


@pytest.mark.parametrize(
    ("items", "on_time", "prolonged", "points"),
    [(0, 0, 0, 2), (10, 10, 0, 2), (10, 9, 0, 1), (100, 89, 0, 0), (10, 10, 1, 0)],
)
def test_feedback_counts_by_what_was_answered_in_time(items: int, on_time: int, prolonged: int, points: int) -> None:
    assert scores.feedback_handling(items=items, on_time=on_time, prolonged=prolonged) == points


@pytest.mark.parametrize(
    ("online", "sent", "late", "points"),
    [(20, 30, 0, 2), (19, 30, 0, 1), (20, 29, 0, 1), (1, 15, 0, 1), (20, 14, 0, 0), (0, 50, 0, 0), (50, 90, 1, 0)],
)
def test_online_service_is_worth_nothing_when_one_is_late(online: int, sent: int, late: int, points: int) -> None:
    assert scores.online_service(eligible=100, online=online, dossiers=100, online_dossiers=sent, late=late) == points


@pytest.mark.parametrize(
    ("total", "grade"),
    [("18", AgencyGrade.EXCELLENT), ("15", AgencyGrade.EXCELLENT), ("14.9", AgencyGrade.GOOD),
     ("9", AgencyGrade.FAIR), ("8.9", AgencyGrade.AVERAGE), ("5.9", AgencyGrade.WEAK), ("0", AgencyGrade.WEAK)],
)  # fmt: skip
def test_an_agency_s_total_has_its_word(total: str, grade: AgencyGrade) -> None:
    assert scores.agency_grade({1: Decimal(total)}) == (Decimal(total), grade)


@pytest.mark.parametrize(
    ("total", "word"),
    [("10", StaffShare.ALL), ("5", StaffShare.ALL), ("4.9", StaffShare.MOST), ("3.4", StaffShare.LITTLE)],
)
def test_a_person_s_total_has_its_word(total: str, word: StaffShare) -> None:
    assert scores.staff_share({1: Decimal(total), 9: Decimal(2)}) == (Decimal(total), word)


@given(st.lists(st.integers(0, 2), min_size=1, max_size=200))
def test_a_mean_lies_between_its_points_and_ignores_their_order(points: list[int]) -> None:
    found = scores.mean(points)
    assert found is not None
    assert min(points) <= found <= max(points)
    assert found == scores.mean(reversed(points))
    assert abs(found - Decimal(sum(points)) / len(points)) <= Decimal("0.05")
