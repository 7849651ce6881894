"""A duty of several units: the umbrella above it tells of each period how many of the units have done it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from congvu.domain.directives.actions import following, reviewing
from congvu.domain.directives.actions.checking import Chosen, Correction
from congvu.domain.directives.actions.duties import end_duty, open_all_periods
from congvu.domain.directives.actions.ending import end_directive
from congvu.domain.directives.actions.issuing import issue_directive
from congvu.domain.directives.actions.umbrellas import complete_umbrella
from congvu.domain.directives.models import Clause, Directive, Duty, Task
from congvu.domain.directives.queries.panels import task_panel
from congvu.domain.directives.queries.planning import plan_issue
from congvu.domain.directives.queries.tasks import tasks_of
from congvu.kernel.casework import actions
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.journal.queries.verification import verify_journal
from tests.domain.directives.test_reviewing import clause_with
from tests.kernel.casework.office import Office

DAY, HOUR = timedelta(hours=24), timedelta(hours=1)
BOTH = Correction(
    nature="task", mode="each_of", recurrence="monthly", recur_day=20, due_exclusive=True,
    recur_until=date(2027, 6, 30), leads=(Chosen(surface="Sở Nội vụ"), Chosen(surface="Sở Tài chính")),
)  # fmt: skip


@pytest.fixture
def clause(directive: Directive, office: Office) -> Clause:
    clause = clause_with(directive, "giải ngân")
    reviewing.edit_clause(
        actor=office.desk, directive_id=directive.pk, clause_id=clause.pk, now=office.now, correction=BOTH
    )
    clause.refresh_from_db()
    return clause


@pytest.fixture
def issued(directive: Directive, office: Office, clause: Clause) -> list[Case]:
    return issue_directive(actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], now=office.now)


def test_the_preview_counts_the_umbrella_that_issuing_makes(
    directive: Directive, office: Office, clause: Clause
) -> None:
    plan = plan_issue(directive, [clause], office.now)
    made = issue_directive(actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], now=office.now)
    assert plan.cases == len(made) == 3
    assert plan.items[0].has_umbrella
    assert [case.kind for case in made] == ["directive_umbrella", "directive_recurrence", "directive_recurrence"]
    assert {case.parent_id for case in made[1:]} == {made[0].pk}
    assert list(Task.objects.order_by("case_id").values_list("part", flat=True)) == ["umbrella", "duty", "duty"]


def test_of_each_period_it_says_how_many_units_have_done_it_and_how_many_late(
    office: Office, issued: list[Case]
) -> None:
    top, later = issued[0], office.now + 14 * DAY
    assert task_panel(office.desk, top)["shared_periods"] == []
    assert open_all_periods(now=later) == 2
    (row,) = task_panel(office.desk, top)["shared_periods"]
    assert (row["key"], row["done"], row["all"], row["late"]) == ("2026-12", 0, 2, 0)
    period = Case.objects.get(parent__parent=top, accountable_agency=office.stc)
    actions.accept(actor=office.rival, case_id=period.pk, now=later + HOUR)
    following.report_done(actor=office.rival, case_id=period.pk, words="Đã tổng hợp", now=later + 2 * HOUR)
    (row,) = task_panel(office.desk, top)["shared_periods"]
    assert (row["done"], row["all"], row["late"]) == (1, 2, 0)
    other = Case.objects.get(parent__parent=top, accountable_agency=office.snv)
    actions.accept(actor=office.chief, case_id=other.pk, now=later + HOUR)
    following.report_done(actor=office.chief, case_id=other.pk, words="Muộn", now=later + 30 * DAY)
    (row,) = task_panel(office.desk, top)["shared_periods"]
    assert (row["done"], row["late"]) == (2, 1)
    top.refresh_from_db()
    assert top.closed_at is None, "further periods are to come"


def test_the_page_of_the_directive_shows_one_line_with_its_units_below(
    directive: Directive, office: Office, issued: list[Case]
) -> None:
    open_all_periods(now=office.now + 14 * DAY)
    (row,) = tasks_of(office.desk, directive)
    assert row.case == issued[0]
    assert {case.pk for _task, case in row.parts} == {case.pk for case in issued[1:]}
    own = tasks_of(office.rival, directive)
    assert {one.case.accountable_agency_id for one in own} <= {office.stc.pk, office.vpubnd.pk}


def test_it_ends_with_the_last_of_its_duties(directive: Directive, office: Office, issued: list[Case]) -> None:
    top, first, second = issued
    end_duty(actor=office.desk, case_id=first.pk, ground="withdrawal.no_longer_needed", now=office.now + DAY)
    top.refresh_from_db()
    assert top.closed_at is None
    end_directive(actor=office.desk, directive_id=directive.pk, ground="withdrawal.no_longer_needed",
                  now=office.now + 2 * DAY)
    top.refresh_from_db()
    second.refresh_from_db()
    assert (top.outcome, second.outcome) == ("completed", "completed")
    findings = verify_journal(None)
    verify_cases(findings)
    assert findings.problems == []


def test_ended_by_hand_it_withdraws_its_duties_and_opens_no_further_period(office: Office, issued: list[Case]) -> None:
    complete_umbrella(actor=office.desk, case_id=issued[0].pk, ground="withdrawal.no_longer_needed", words="Thôi",
                      now=office.now + DAY)
    assert open_all_periods(now=office.now + 60 * DAY) == 0
    assert set(Case.objects.filter(parent=issued[0]).values_list("outcome", flat=True)) == {"withdrawn"}
    assert Duty.objects.filter(case__closed_at=None).count() == 0
