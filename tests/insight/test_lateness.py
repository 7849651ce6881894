"""Grids of lateness agree with counting case by case, on both promises; each is one statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

import pytest

from congvu.core.working_time import HANOI
from congvu.insight import lateness
from congvu.kernel.casework.models import Case
from tests.kernel.casework.office import Office, office  # noqa: F401  # the fixture

FIRST, LAST = date(2026, 9, 7), date(2026, 12, 6)
Queries = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def cases(office: Office, now: datetime) -> list[Case]:  # noqa: F811
    """Thirty cases of two units: due on different days, reported early, late or not at all; one withdrawn."""
    found = []
    for number in range(30):
        due = now - timedelta(hours=24 * (number * 3 - 20))
        stopped = None if number % 4 == 0 else due + timedelta(hours=24 * (number % 5 - 2), minutes=5)
        unit = office.snv if number % 3 else office.stc
        first = due - timedelta(hours=48)
        found.append(office.case(due=due, first_due_at=first, stopped_at=stopped, accountable_agency_id=unit.pk))
    gone = {"closed_at": now, "outcome": "withdrawn", "phase": "withdrawn"}
    found.append(office.case(due=now - timedelta(hours=24), opened_at=now - timedelta(hours=100), **gone))
    return found


def by_hand(cases: list[Case], now: datetime, column: str) -> list[tuple[Case, datetime, bool]]:
    """(case, due, late) of those that fell due in the days of the test, counted one by one."""
    found = []
    for case in cases:
        due = getattr(case, column)
        if case.outcome == "withdrawn" or not FIRST <= due.astimezone(HANOI).date() <= LAST:
            continue
        late = case.stopped_at > due if case.stopped_at else case.closed_at is None and due < now
        found.append((case, due, late))
    return found


@pytest.mark.parametrize("promise", ["current", "first"])
def test_weeks_are_counted_as_one_would_by_hand(cases: list[Case], now: datetime, promise: str) -> None:
    due_n, late_n = Counter[tuple[int, date]](), Counter[tuple[int, date]]()
    for case, due, late in by_hand(cases, now, lateness.PROMISES[promise]):
        day = due.astimezone(HANOI).date()
        key = (case.accountable_agency_id, date.fromordinal(day.toordinal() - day.weekday()))
        due_n[key] += 1
        late_n[key] += late
    grid = lateness.by_week(Case.objects.all(), FIRST, LAST, now, promise=promise)
    found = {(unit, week): cell for unit, weeks in grid.items() for week, cell in weeks.items()}
    assert {key: cell.due for key, cell in found.items()} == dict(due_n)
    assert {key: cell.late for key, cell in found.items()} == {key: late_n[key] for key in due_n}


def test_a_column_sums_what_the_weeks_say(cases: list[Case], now: datetime) -> None:
    weeks = lateness.by_week(Case.objects.all(), FIRST, LAST, now)
    whole = lateness.by_column(Case.objects.all(), FIRST, LAST, now, by="accountable_agency_id")
    for unit, cell in whole.items():
        assert cell.due == sum(week.due for week in weeks[unit].values())
        assert cell.late == sum(week.late for week in weeks[unit].values())


def test_spreads_are_nearest_ranks_with_their_n(cases: list[Case], now: datetime) -> None:
    days: dict[int, list[float]] = {}
    for case, due, late in by_hand(cases, now, "due_at"):
        if late:
            end = case.stopped_at or now
            days.setdefault(case.accountable_agency_id, []).append((end - due).total_seconds() / 86400)
    found = lateness.spreads(Case.objects.all(), FIRST, LAST, now)
    assert found.keys() == days.keys()
    for unit, values in days.items():
        values.sort()
        n = len(values)
        assert found[unit].n == n
        assert found[unit].median == pytest.approx(values[(n + 1) // 2 - 1], abs=1e-6)
        assert found[unit].p90 == pytest.approx(values[-(-9 * n // 10) - 1], abs=1e-6)


def test_what_is_stuck_is_open_and_late(cases: list[Case], now: datetime) -> None:
    found = lateness.stuck(Case.objects.all(), now, by=("holder_agency_id",))
    assert sum(found.values()) == sum(
        case.closed_at is None and (case.stopped_at > case.due_at if case.stopped_at else case.due_at < now)
        for case in cases if case.due_at
    )  # fmt: skip


def test_each_grid_is_one_statement(cases: list[Case], now: datetime, django_assert_num_queries: Queries) -> None:
    rows = Case.objects.all()
    with django_assert_num_queries(4):
        lateness.by_week(rows, FIRST, LAST, now)
        lateness.by_column(rows, FIRST, LAST, now, by="holder_agency_id")
        lateness.spreads(rows, FIRST, LAST, now)
        lateness.stuck(rows, now, by=("holder_agency_id", "whose_clock"))
