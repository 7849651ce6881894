"""Đầu việc của công chức: from cases, contested by himself, answered by the head; weights."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.conduct.actions import working
from congvu.domain.conduct.policy.praise import READ_WORK, WEIGH_WORK
from congvu.domain.conduct.queries import work_items
from congvu.kernel.casework.actions import Change, commit
from congvu.kernel.casework.models import Case
from congvu.kernel.journal import queries as journal
from tests.domain.conduct.conftest import may
from tests.kernel.casework.office import Office, open_case, pk_of


def held(office: Office, *, due_in: int = 5, **given: Any) -> Case:
    """A task An holds, due so many days from now."""
    return open_case(
        office, holder_agency_id=office.snv.pk, holder_official_id=pk_of(office.an), transfer_agency_id=None,
        transfer_at=None, transfer_due_at=None, due=office.now + timedelta(days=due_in), phase="in_progress", **given,
    )  # fmt: skip


def done(office: Office, case: Case, at_days: int = 0, **more: Any) -> None:
    at = office.now + timedelta(days=at_days)
    values = {"stopped_at": at, "doer_official_id": pk_of(office.an), "holder_official_id": None, **more}
    commit([Change(case, "case.noted", values)], actor=office.desk, now=office.now)


def month(office: Office) -> work_items.Period:
    return work_items.period_of("", office.now.date())


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [("2026-11", date(2026, 11, 1), date(2026, 11, 30)), ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
     ("2026-12", date(2026, 12, 1), date(2026, 12, 31)), ("2026-q1", date(2026, 1, 1), date(2026, 3, 31))],
)  # fmt: skip
def test_a_period_is_a_month_or_a_quarter(code: str, first: date, last: date) -> None:
    found = work_items.period_of(code, date(2026, 11, 22))
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("code", ["2026", "2026-13", "2026-Q5", "năm nay", "2026-0", "-11", "2026-²"])
def test_nonsense_is_no_period(code: str) -> None:
    with pytest.raises(Invalid):
        work_items.period_of(code, date(2026, 11, 22))


def test_work_counts_in_the_period_it_falls_due_in(office: Office) -> None:
    here, _later = held(office, due_in=1), held(office, due_in=70)
    rows = work_items.items_of(pk_of(office.an), month(office), office.now)
    assert [row.code for row in rows] == [here.code]
    assert work_items.items_of(pk_of(office.binh), month(office), office.now) == []


def test_late_work_loses_a_quarter_of_its_progress(office: Office) -> None:
    case = held(office, due_in=-2)
    done(office, case)
    (row,) = work_items.items_of(pk_of(office.an), month(office), office.now)
    assert (row.delays, row.returns, row.progress_points) == (1, 0, Decimal("0.75"))
    found = work_items.score_of([row], month(office))
    assert found is not None
    assert str(found.points) == "64.17"


def test_the_person_contests_and_the_head_confirms_an_objective_cause(office: Office) -> None:
    case = held(office, due_in=-2, times_returned=1)
    done(office, case)
    row = working.contest_item(actor=office.an, case_code=case.code, about="delay", words="Mất điện toàn trụ sở",
                               now=office.now)  # fmt: skip
    with pytest.raises(MoveRefused):
        working.contest_item(actor=office.an, case_code=case.code, about="delay", words="Lại", now=office.now)
    with pytest.raises(NotAllowed):
        working.answer_contest(actor=office.an, contest_id=row.pk, accept=True, words="Đúng", now=office.now)
    with pytest.raises(NotAllowed):
        working.answer_contest(actor=office.rival, contest_id=row.pk, accept=True, words="Đúng", now=office.now)
    working.answer_contest(actor=office.chief, contest_id=row.pk, accept=True, words="Đúng là mất điện", now=office.now)
    (item,) = work_items.items_of(pk_of(office.an), month(office), office.now)
    assert (item.progress_points, item.quality_points) == (Decimal("1.00"), Decimal("0.75"))
    verbs = [line.verb for line in journal.of_stream(f"conduct/items/{row.pk}")]
    assert verbs == ["work.contested", "work.answered"]
    with pytest.raises(MoveRefused):
        working.answer_contest(actor=office.chief, contest_id=row.pk, accept=False, words="Thôi", now=office.now)


def test_a_refused_contest_changes_nothing(office: Office) -> None:
    case = held(office, due_in=-2)
    done(office, case)
    row = working.contest_item(actor=office.an, case_code=case.code, about="delay", words="Bận", now=office.now)
    working.answer_contest(actor=office.chief, contest_id=row.pk, accept=False, words="Không khách quan",
                           now=office.now)  # fmt: skip
    (item,) = work_items.items_of(pk_of(office.an), month(office), office.now)
    assert item.progress_points == Decimal("0.75")


def test_nobody_contests_what_is_not_his_or_was_not_late(office: Office) -> None:
    case = held(office, due_in=3)
    with pytest.raises((NotAllowed, NotFound)):
        working.contest_item(actor=office.binh, case_code=case.code, about="delay", words="x", now=office.now)
    with pytest.raises(Invalid):
        working.contest_item(actor=office.an, case_code=case.code, about="delay", words="x", now=office.now)
    with pytest.raises(Invalid):
        working.contest_item(actor=office.an, case_code=case.code, about="quality", words="x", now=office.now)


def test_a_weight_counts_from_its_day_on(office: Office) -> None:
    case = held(office, due_in=1)
    lord = may(office.desk, WEIGH_WORK)
    given: dict[str, Any] = {"actor": lord, "kind": case.kind, "basis": "QĐ 5/QĐ-UBND", "now": office.now}
    working.set_weight(**given, weight=Decimal("2.5"), valid_from=month(office).first)
    working.set_weight(**given, weight=Decimal(9), valid_from=month(office).last)
    (row,) = work_items.items_of(pk_of(office.an), month(office), office.now)
    assert row.weight == Decimal("2.5")
    with pytest.raises(Invalid):
        working.set_weight(**given, weight=Decimal(0), valid_from=month(office).first)
    with pytest.raises(NotAllowed):
        working.set_weight(**given | {"actor": office.an}, weight=Decimal(1), valid_from=month(office).first)


def test_a_head_sees_the_people_of_his_agency_only(office: Office) -> None:
    held(office, due_in=1)
    chief = may(office.chief, READ_WORK)
    (one,) = work_items.people_in(chief, month(office), office.now)
    assert (one.pk, one.assigned) == (pk_of(office.an), 1)
    assert work_items.people_in(may(office.rival, READ_WORK), month(office), office.now) == []
    with pytest.raises(NotFound):
        work_items.require_open_to(may(office.rival, READ_WORK), pk_of(office.an), office.now.date())


@pytest.mark.parametrize("hidden", ["restricted", "sealed"])
def test_restricted_work_stands_in_no_list(office: Office, hidden: str) -> None:
    held(office, due_in=1, confidentiality=hidden)
    assert work_items.items_of(pk_of(office.an), month(office), office.now) == []
    assert work_items.people_in(may(office.chief, READ_WORK), month(office), office.now) == []


def test_files_of_this_room_are_no_work_items(office: Office) -> None:
    held(office, due_in=1, kind="conduct_commendation")
    assert work_items.items_of(pk_of(office.an), month(office), office.now) == []


def test_what_was_not_his_work_is_answered_in_time_by_the_head_and_after_it_by_the_head_above(office: Office) -> None:
    case = held(office, due_in=3)
    row = working.contest_item(actor=office.an, case_code=case.code, about="not_mine", words="Việc của Phòng CCHC",
                               now=office.now)  # fmt: skip
    above = replace(office.desk, head_of=frozenset({office.snv.parent_id or 0}))
    assert not work_items.may_answer(above, row, office.now)
    assert work_items.may_answer(office.chief, row, office.now)
    late = row.answer_by + timedelta(minutes=1)
    assert work_items.may_answer(above, row, late)
    assert not work_items.may_answer(office.an, row, late)
    working.answer_contest(actor=above, contest_id=row.pk, accept=True, words="Đúng, giao nhầm", now=late)
    assert work_items.items_of(pk_of(office.an), month(office), office.now) == []


def test_the_terms_of_leaders_stand_there_as_rules_that_are_not_verified(office: Office) -> None:
    on = office.now.date()
    assert work_items.leader_terms(pk_of(office.an), on) == []
    assert len(work_items.leader_terms(pk_of(office.chief), on)) == 3
    assert "335/2025" in work_items.leader_rule(on)
    assert "chưa kiểm chứng" in work_items.leader_rule(on)
