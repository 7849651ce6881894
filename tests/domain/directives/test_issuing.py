"""Issuing and following: accepted clauses become cases, and each comes to its verified end."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.directives.actions import following, reviewing
from congvu.domain.directives.actions import reading as reading_acts
from congvu.domain.directives.actions.checking import Chosen, Correction
from congvu.domain.directives.actions.issuing import issue_directive
from congvu.domain.directives.models import Clause, Directive, Task
from congvu.domain.directives.queries.planning import plan_issue
from congvu.domain.directives.queries.statistics import counts
from congvu.insight.measures import round_percent
from congvu.kernel.casework import actions
from congvu.kernel.casework.actions.consulting import consult
from congvu.kernel.casework.models import Case, CaseDocument, ClockEvent, Custody
from congvu.kernel.casework.queries.clocks import certificate_of, events_of, state_of
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.journal.queries.verification import verify_journal
from tests.domain.directives.test_reviewing import clause_with
from tests.kernel.casework.office import Office

HOUR = timedelta(hours=1)


def issue(directive: Directive, office: Office, *words: str) -> list[Case]:
    clauses = [clause_with(directive, one) for one in words]
    ids = [clause.pk for clause in clauses]
    reviewing.accept_clauses(actor=office.desk, directive_id=directive.pk, clause_ids=ids, now=office.now)
    return issue_directive(actor=office.desk, directive_id=directive.pk, clause_ids=ids, now=office.now)


def running(directive: Directive, office: Office) -> Case:
    """A task of Sở Tài chính that its head has accepted."""
    (case,) = issue(directive, office, "giải ngân")
    return actions.accept(actor=office.rival, case_id=case.pk, now=office.now + HOUR)


def test_one_lead_with_a_coordinator_makes_a_task_and_a_child(directive: Directive, office: Office) -> None:
    lead, child = issue(directive, office, "danh mục thủ tục hành chính nội bộ")
    assert (lead.accountable_agency_id, lead.transfer_agency_id) == (office.snv.pk, office.snv.pk)
    assert (child.parent_id, child.accountable_agency_id) == (lead.pk, office.stc.pk)
    assert child.issuing_agency_id == office.snv.pk
    assert {task.part for task in Task.objects.all()} == {"lead", "coordination"}


def test_every_case_has_the_paper_that_orders_it(directive: Directive, office: Office) -> None:
    made = issue(directive, office, "danh mục thủ tục hành chính nội bộ", "giải ngân")
    sources = CaseDocument.objects.filter(role=CaseDocument.Role.SOURCE)
    assert {row.case_id for row in sources} == {case.pk for case in made}
    assert {row.document_id for row in sources} == {directive.document_id}


def test_before_a_day_ends_with_the_last_working_moment_before_it(directive: Directive, office: Office) -> None:
    lead, _child = issue(directive, office, "danh mục thủ tục hành chính nội bộ")
    assert lead.due_at == datetime(2026, 12, 14, 17, 0, tzinfo=office.now.tzinfo)
    assert lead.first_due_at == lead.due_at


def test_five_working_days_run_in_the_calendar_of_the_unit(directive: Directive, office: Office) -> None:
    (case,) = issue(directive, office, "giải ngân")
    # Tuesday 24 November 2026 is a holiday: the count begins when the office opens on the 25th.
    assert case.due_at == datetime(2026, 12, 2, 7, 0, tzinfo=office.now.tzinfo)


def test_each_of_makes_an_umbrella_that_closes_with_its_last_share(directive: Directive, office: Office) -> None:
    top, *shares = issue(directive, office, "giờ làm việc")
    assert top.kind == "directive_umbrella"
    assert [case.parent_id for case in shares] == [top.pk, top.pk]
    for case in shares:
        who = office.chief if case.accountable_agency_id == office.snv.pk else office.rival
        actions.accept(actor=who, case_id=case.pk, now=office.now + HOUR)
        following.report_done(actor=who, case_id=case.pk, words="Đã thực hiện", now=office.now + 2 * HOUR)
        following.verify(actor=office.desk, case_id=case.pk, now=office.now + 3 * HOUR)
    top.refresh_from_db()
    assert (top.phase, top.outcome) == ("completed", "completed")


def test_a_circulated_clause_is_confirmed_by_each_unit(directive: Directive, office: Office) -> None:
    clause = clause_with(directive, "giờ làm việc")
    reviewing.edit_clause(
        actor=office.desk, directive_id=directive.pk, clause_id=clause.pk, now=office.now,
        correction=Correction(nature="standing", mode="circulate", leads=(Chosen(surface="Sở Nội vụ"),)),
    )  # fmt: skip
    top, reading = issue_directive(actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], now=office.now)
    reading_acts.confirm_read(actor=office.an, case_id=reading.pk, now=office.now)
    with pytest.raises(NotAllowed):
        reading_acts.confirm_reading(actor=office.an, case_id=reading.pk, now=office.now)
    reading_acts.confirm_reading(actor=office.chief, case_id=reading.pk, now=office.now + HOUR)
    top.refresh_from_db()
    assert top.outcome == "completed"


def test_two_leads_for_one_lead_are_refused_with_a_way_out(directive: Directive, office: Office) -> None:
    clause = clause_with(directive, "giờ làm việc")
    Clause.objects.filter(pk=clause.pk).update(mode="one_lead")
    with pytest.raises(Invalid) as refusal:
        issue(directive, office, "giờ làm việc")
    assert "2" in refusal.value.hint
    assert Case.objects.count() == 0


def test_a_deadline_that_has_passed_must_be_confirmed(directive: Directive, office: Office) -> None:
    clause = clause_with(directive, "danh mục thủ tục hành chính nội bộ")
    reviewing.accept_clauses(actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], now=office.now)
    later = office.now + timedelta(hours=24 * 60)
    with pytest.raises(Invalid):
        issue_directive(actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], now=later)
    assert issue_directive(
        actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], confirm_past=True, now=later
    )


def test_the_preview_and_the_act_agree(directive: Directive, office: Office) -> None:
    clause = clause_with(directive, "danh mục thủ tục hành chính nội bộ")
    reviewing.accept_clauses(actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], now=office.now)
    plan = plan_issue(directive, [Clause.objects.get(pk=clause.pk)], office.now)
    made = issue_directive(actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], now=office.now)
    assert plan.cases == len(made)
    assert plan.items[0].leads[0].due_at == made[0].due_at


def test_an_issued_clause_is_not_issued_twice(directive: Directive, office: Office) -> None:
    issue(directive, office, "giải ngân")
    clause = clause_with(directive, "giải ngân")
    with pytest.raises(MoveRefused):
        issue_directive(actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], now=office.now)


def test_nobody_verifies_his_own_work(directive: Directive, office: Office) -> None:
    case = running(directive, office)
    following.report_done(actor=office.rival, case_id=case.pk, words="Xong", now=office.now + 2 * HOUR)
    with pytest.raises(NotAllowed):
        following.verify(actor=office.rival, case_id=case.pk, now=office.now + 3 * HOUR)
    done = following.verify(actor=office.desk, case_id=case.pk, now=office.now + 3 * HOUR)
    assert done.outcome == "completed"


def test_a_returned_task_goes_back_and_its_clock_goes_on(directive: Directive, office: Office) -> None:
    case = running(directive, office)
    following.report_done(actor=office.rival, case_id=case.pk, words="Xong", now=office.now + 2 * HOUR)
    back = following.return_task(
        actor=office.desk, case_id=case.pk, ground="return.insufficient", words="Thiếu phụ lục",
        now=office.now + 26 * HOUR,
    )  # fmt: skip
    assert (back.phase, back.holder_agency_id, back.times_returned) == ("in_progress", office.stc.pk, 1)
    assert back.stopped_at is None
    figures = counts(Case.objects.all(), office.now + 27 * HOUR)
    assert (figures["completed"], figures["returned"]) == (0, 1)
    states = [row.state for row in Custody.objects.filter(case=case).order_by("pk")]
    assert states == ["in_transfer", "holding", "stopped", "holding"]


def test_done_late_is_judged_by_the_report_not_by_the_verification(directive: Directive, office: Office) -> None:
    case = running(directive, office)
    assert case.due_at is not None
    following.report_done(actor=office.rival, case_id=case.pk, words="Xong", now=case.due_at - HOUR)
    following.verify(actor=office.desk, case_id=case.pk, now=case.due_at + 48 * HOUR)
    figures = counts(Case.objects.all(), case.due_at + 50 * HOUR)
    assert (figures["on_time"], figures["late"]) == (1, 0)


def test_withdrawing_ends_the_parts_below(directive: Directive, office: Office) -> None:
    lead, child = issue(directive, office, "danh mục thủ tục hành chính nội bộ")
    following.withdraw(actor=office.desk, case_id=lead.pk, ground="withdrawal.no_longer_needed", now=office.now + HOUR)
    child.refresh_from_db()
    assert child.outcome == "withdrawn"


def test_withdrawing_takes_back_what_others_were_asked_about_it(directive: Directive, office: Office) -> None:
    case = running(directive, office)
    (question,) = consult(
        actor=office.rival, case_id=case.pk, agency_ids=[office.snv.pk], question="Có ý kiến gì không?",
        now=office.now + HOUR,
    )
    following.withdraw(actor=office.desk, case_id=case.pk, ground="withdrawal.no_longer_needed", now=office.now + HOUR)
    question.refresh_from_db()
    assert (question.phase, question.outcome, question.closed_at) == ("withdrawn", "withdrawn", office.now + HOUR)
    findings = verify_journal(None)
    verify_cases(findings)
    assert findings.problems == []


def test_reopening_resumes_and_counts_the_time_between_as_closed(directive: Directive, office: Office) -> None:
    case = running(directive, office)
    following.report_done(actor=office.rival, case_id=case.pk, words="Xong", now=office.now + 2 * HOUR)
    following.verify(actor=office.desk, case_id=case.pk, now=office.now + 3 * HOUR)
    following.reopen(
        actor=office.desk, case_id=case.pk, ground="reopening.result_wrong", now=office.now + 30 * HOUR
    )
    case.refresh_from_db()
    assert (case.phase, case.outcome) == ("in_progress", "")
    assert "closed" in [row.state for row in Custody.objects.filter(case=case)]


def test_the_certificate_ends_with_the_date_on_the_case(directive: Directive, office: Office) -> None:
    case = running(directive, office)
    rows = events_of(case)
    certificate = certificate_of(case, rows)
    state = state_of(case, rows, office.now + 2 * HOUR)
    assert certificate is not None
    assert state is not None
    assert certificate.due == case.due_at == state.due
    assert len(certificate.sha256) == 64


def test_the_whole_walk_replays_from_the_journal(directive: Directive, office: Office) -> None:
    case = running(directive, office)
    following.report_done(actor=office.rival, case_id=case.pk, words="Xong", now=office.now + 2 * HOUR)
    following.return_task(
        actor=office.desk, case_id=case.pk, ground="return.insufficient", words="Thiếu", now=office.now + 3 * HOUR
    )
    following.report_done(actor=office.rival, case_id=case.pk, words="Xong", now=office.now + 4 * HOUR)
    following.verify(actor=office.desk, case_id=case.pk, now=office.now + 5 * HOUR)
    findings = verify_journal(None)
    verify_cases(findings)
    assert findings.problems == []
    assert ClockEvent.objects.filter(case=case).count() == 5


def test_the_rates_of_the_governments_report_of_2017() -> None:
    completed, overdue = 16051, 223
    assert str(round_percent(completed, completed + overdue, "truncate_2")) == "98.62"
    assert str(round_percent(completed, completed + overdue, "half_up_2")) == "98.63"
    assert str(round_percent(overdue, completed + overdue, "truncate_2")) == "1.37"
