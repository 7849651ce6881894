"""The states a list filters by and the one it shows say the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from congvu.domain.directives.actions import following
from congvu.kernel.casework import actions
from congvu.kernel.casework.actions import requests
from congvu.kernel.casework.actions.engine import Change, commit
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries import overview, states
from tests.kernel.casework.office import Office
from tests.kernel.casework.test_desk_strips import with_task


def _accepted(office: Office, **given: object) -> Case:
    case = with_task(office.case(**given), office.now)
    actions.accept(actor=office.chief, case_id=case.pk, now=office.now)
    return case


@pytest.fixture
def cases(office: Office) -> dict[str, Case]:
    """A case in every state a list can show."""
    now, day = office.now, timedelta(days=1)
    found = {"not_started": with_task(office.case(), now), "in_time": _accepted(office)}
    found["due_soon"] = _accepted(office, due=now + day)
    found["overdue"] = _accepted(office, due=now + timedelta(minutes=1))
    for name in ("waiting", "done_in_time", "returned"):
        found[name] = _accepted(office)
        following.report_done(actor=office.chief, case_id=found[name].pk, words="xong", now=now)
    following.verify(actor=office.desk, case_id=found["done_in_time"].pk, now=now)
    following.return_task(
        actor=office.desk, case_id=found["returned"].pk, ground="return.insufficient", words="thiếu", now=now
    )
    found["done_late"] = _accepted(office, due=now - timedelta(hours=1))
    following.report_done(actor=office.chief, case_id=found["done_late"].pk, words="xong", now=now)
    following.verify(actor=office.desk, case_id=found["done_late"].pk, now=now)
    found["asking_extension"] = _accepted(office)
    requests.ask_extension(
        actor=office.chief, case_id=found["asking_extension"].pk, new_due_at=now + 60 * day,
        ground="extension.scope_grew", now=now,
    )  # fmt: skip
    found["asking_reassignment"] = with_task(office.case(), now)
    requests.propose_reassignment(
        actor=office.chief, case_id=found["asking_reassignment"].pk, ground="reassignment.not_our_function", now=now
    )
    found["withdrawn"] = with_task(office.case(), now)
    following.withdraw(
        actor=office.desk, case_id=found["withdrawn"].pk, ground="withdrawal.no_longer_needed", now=now
    )
    found["suspended"] = _accepted(office)
    following.suspend(actor=office.desk, case_id=found["suspended"].pk, ground="pause.higher_decision", now=now)
    found["asking_consent"] = Case.objects.get(pk=_accepted(office).pk)
    commit(
        [Change(found["asking_consent"], "case.noted", {"asking": states.CONSENT}, body={"words": "x"})],
        actor=office.chief, now=now,
    )  # fmt: skip
    return {name: Case.objects.get(pk=case.pk) for name, case in found.items()}


def test_every_case_is_found_under_the_state_it_shows(office: Office, cases: dict[str, Case]) -> None:
    as_of = office.now + timedelta(minutes=5)
    soon = states.soon_until(as_of)
    for name, case in cases.items():
        assert states.main_state(case, as_of, soon) == name
        assert Case.objects.filter(states.condition(name, as_of), pk=case.pk).exists(), name


def test_every_state_can_be_asked_for(office: Office, cases: dict[str, Case]) -> None:
    for state in states.STATES:
        assert Case.objects.filter(states.condition(state, office.now)).count() <= len(cases)
    assert set(cases) | {"extended", "extension_refused"} == set(states.STATES)


def test_the_overview_counts_what_the_lists_hold(office: Office, cases: dict[str, Case]) -> None:
    as_of = office.now + timedelta(minutes=5)
    found = overview.overview(office.desk, as_of)
    for name in ("overdue", "due_soon", "waiting"):
        assert found.totals[name] == Case.objects.filter(states.condition(name, as_of)).count(), name
    assert found.lateness.n == 2
    assert sum(found.by_whose.values()) == sum(overview.lateness(case, as_of) for case in cases.values())


@pytest.mark.parametrize(
    ("minutes", "median", "p90"), [([5], 5, 5), ([1, 2], 1, 2), ([3, 1, 2], 2, 3), (list(range(1, 11)), 5, 9)]
)
def test_median_and_p90_are_values_that_occurred(minutes: list[int], median: int, p90: int) -> None:
    found = overview.spread_of(minutes)
    assert (found.n, found.median, found.p90) == (len(minutes), median, p90)


def test_nothing_late_has_no_median() -> None:
    assert overview.spread_of([]).median is None
