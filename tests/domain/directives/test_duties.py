"""Recurring duties open every period once, ahead of its date; standing ones are asked for their validity."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.directives.actions import following, reviewing
from congvu.domain.directives.actions.checking import Chosen, Correction
from congvu.domain.directives.actions.duties import (
    ask_all_reviews,
    ask_review,
    confirm_valid,
    end_duty,
    open_all_periods,
    open_periods,
)
from congvu.domain.directives.actions.ending import end_directive
from congvu.domain.directives.actions.issuing import issue_directive
from congvu.domain.directives.models import Directive, Duty, DutyPeriod, DutyReview, Task
from congvu.domain.directives.queries.planning import plan_issue
from congvu.domain.directives.tasks import open_periods as the_job
from congvu.kernel.casework import actions
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.clocks import certificate_of, events_of, reckoned_due
from congvu.kernel.casework.queries.inbox import without_next_event
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.journal.queries.verification import verify_journal
from tests.domain.directives.test_reviewing import clause_with
from tests.kernel.casework.office import Office

HOUR, DAY = timedelta(hours=1), timedelta(hours=24)
MONTHLY = Correction(
    nature="task", mode="one_lead", recurrence="monthly", recur_day=20, due_exclusive=True,
    recur_until=date(2027, 6, 30), leads=(Chosen(surface="Sở Tài chính"),),
)  # fmt: skip
STANDS = Correction(
    nature="standing", mode="each_of", review_limit="6 months",
    leads=(Chosen(surface="Sở Nội vụ"), Chosen(surface="Sở Tài chính")),
)  # fmt: skip


def given_out(directive: Directive, office: Office, correction: Correction) -> list[Case]:
    clause = clause_with(directive, "giải ngân")
    reviewing.edit_clause(
        actor=office.desk, directive_id=directive.pk, clause_id=clause.pk, now=office.now, correction=correction
    )
    return issue_directive(actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], now=office.now)


def dues(duty: Case) -> list[date]:
    cases = Case.objects.filter(parent=duty).order_by("due_at")
    return [case.due_at.astimezone(office_zone(duty)).date() for case in cases if case.due_at is not None]


def office_zone(case: Case) -> tzinfo | None:
    return case.opened_at.tzinfo


def test_a_recurring_duty_stands_with_the_office_and_names_its_next_period(
    directive: Directive, office: Office
) -> None:
    (case,) = given_out(directive, office, MONTHLY)
    assert (case.kind, case.phase, case.accountable_agency_id) == ("directive_recurrence", "open", office.stc.pk)
    duty = Duty.objects.get(case=case)
    # "Trước ngày 20/12/2026" (a Sunday) is Friday 18 December; ten working days before it.
    assert (duty.next_starts_on, duty.rhythm) == (date(2026, 12, 1), "monthly")
    case.refresh_from_db()
    assert case.next_event_at == duty.next_opens_at
    assert Task.objects.get(case=case).part == "duty"


def test_the_preview_and_the_act_agree_and_what_is_due_soon_is_opened_at_once(
    directive: Directive, office: Office
) -> None:
    clause = clause_with(directive, "giải ngân")
    soon = replace(MONTHLY, recur_day=27, coordinators=(Chosen(surface="Sở Nội vụ"),))
    reviewing.edit_clause(
        actor=office.desk, directive_id=directive.pk, clause_id=clause.pk, now=office.now, correction=soon
    )
    clause.refresh_from_db()
    plan = plan_issue(directive, [clause], office.now)
    duty, period, part = issue_directive(
        actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], now=office.now
    )
    assert plan.cases == 3
    assert plan.items[0].leads[0].due_at == period.due_at
    assert (period.parent_id, part.parent_id, part.accountable_agency_id) == (duty.pk, period.pk, office.snv.pk)
    assert "tháng 11/2026" in period.title
    assert period.transfer_agency_id == office.stc.pk


def test_the_job_run_twice_opens_a_period_once(directive: Directive, office: Office) -> None:
    (case,) = given_out(directive, office, MONTHLY)
    later = office.now + 14 * DAY
    assert open_all_periods(now=later) == 1
    assert open_all_periods(now=later) == 0
    the_job(now=later + HOUR)
    assert open_periods(duty_id=Duty.objects.get().pk, now=later + 2 * HOUR) == []
    assert [one.key for one in DutyPeriod.objects.all()] == ["2026-12"]
    assert dues(case) == [date(2026, 12, 18)]


def test_a_job_missed_for_three_months_opens_every_period_with_its_own_date(
    directive: Directive, office: Office
) -> None:
    (case,) = given_out(directive, office, MONTHLY)
    assert open_all_periods(now=office.now + 105 * DAY) == 4
    assert [one.key for one in DutyPeriod.objects.all()] == ["2026-12", "2027-01", "2027-02", "2027-03"]
    assert open_all_periods(now=office.now + 105 * DAY) == 0
    # 20 February 2027 is a Saturday; the last working day before it is Friday the 19th.
    assert dues(case) == [date(2026, 12, 18), date(2027, 1, 19), date(2027, 2, 19), date(2027, 3, 19)]
    findings = verify_journal(None)
    verify_cases(findings)
    assert findings.problems == []


def test_a_period_has_a_clock_of_its_own_that_explains_itself(directive: Directive, office: Office) -> None:
    given_out(directive, office, replace(MONTHLY, due_exclusive=False))
    open_all_periods(now=office.now + 14 * DAY)
    period = DutyPeriod.objects.get().case
    # "Ngày 20" is a Sunday and rolls over to Monday the 21st.
    assert period.due_at == datetime(2026, 12, 21, 17, 0, tzinfo=office.now.tzinfo)
    assert reckoned_due(period, events_of(period)) == period.due_at
    certificate = certificate_of(period, events_of(period))
    assert certificate is not None
    assert certificate.due == period.due_at


def test_a_duty_ends_after_its_last_period(directive: Directive, office: Office) -> None:
    (case,) = given_out(directive, office, replace(MONTHLY, recur_until=date(2026, 12, 31)))
    open_all_periods(now=office.now + 14 * DAY)
    duty, period = Duty.objects.get(), DutyPeriod.objects.get().case
    assert duty.next_opens_at is None
    late = office.now + 15 * DAY
    actions.accept(actor=office.rival, case_id=period.pk, now=late)
    following.report_done(actor=office.rival, case_id=period.pk, words="Đã báo cáo", now=late + HOUR)
    following.verify(actor=office.desk, case_id=period.pk, now=late + 2 * HOUR)
    case.refresh_from_db()
    assert (case.phase, case.outcome) == ("completed", "completed")


def test_a_verified_period_does_not_end_what_comes_again(directive: Directive, office: Office) -> None:
    (case,) = given_out(directive, office, MONTHLY)
    open_all_periods(now=office.now + 14 * DAY)
    period, late = DutyPeriod.objects.get().case, office.now + 15 * DAY
    actions.accept(actor=office.rival, case_id=period.pk, now=late)
    following.report_done(actor=office.rival, case_id=period.pk, words="Đã báo cáo", now=late + HOUR)
    following.verify(actor=office.desk, case_id=period.pk, now=late + 2 * HOUR)
    case.refresh_from_db()
    assert case.closed_at is None


def test_ending_it_opens_no_more_and_leaves_what_is_owed(directive: Directive, office: Office) -> None:
    (case,) = given_out(directive, office, MONTHLY)
    open_all_periods(now=office.now + 14 * DAY)
    at = office.now + 15 * DAY
    with pytest.raises(Invalid):
        end_duty(actor=office.desk, case_id=case.pk, ground="return.insufficient", now=at)
    with pytest.raises(NotAllowed):
        end_duty(actor=office.rival, case_id=case.pk, ground="withdrawal.order_replaced", now=at)
    end_duty(actor=office.desk, case_id=case.pk, ground="withdrawal.order_replaced", now=at)
    period = DutyPeriod.objects.get().case
    assert period.closed_at is None
    assert open_all_periods(now=at + 200 * DAY) == 0
    actions.accept(actor=office.rival, case_id=period.pk, now=at + HOUR)
    following.report_done(actor=office.rival, case_id=period.pk, words="Xong", now=at + 2 * HOUR)
    assert following.verify(actor=office.desk, case_id=period.pk, now=at + 3 * HOUR).outcome == "completed"


def test_withdrawing_it_withdraws_its_open_periods(directive: Directive, office: Office) -> None:
    (case,) = given_out(directive, office, MONTHLY)
    open_all_periods(now=office.now + 14 * DAY)
    at = office.now + 15 * DAY
    following.withdraw(actor=office.desk, case_id=case.pk, ground="withdrawal.issued_in_error", now=at)
    assert DutyPeriod.objects.get().case.outcome == "withdrawn"
    assert open_all_periods(now=at + 200 * DAY) == 0


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"recur_until": None}, "recur_until"),
        ({"recur_day": None}, "recur_day"),
        ({"recur_day": 45}, "recur_day"),
        ({"recur_month": 2}, "recur_month"),
        ({"recur_until": date(2026, 10, 1)}, "recur_until"),
        ({"recur_until": None, "recur_with_order": True}, "review_limit"),
        ({"due_on": date(2026, 12, 20)}, "due_on"),
        ({"recurrence": "fortnightly"}, "recurrence"),
    ],
)
def test_what_cannot_come_again_is_refused_with_a_sentence(
    directive: Directive, office: Office, missing: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        given_out(directive, office, replace(MONTHLY, **missing))  # type: ignore[arg-type]  # fields of its own
    assert refusal.value.field == field
    assert not Case.objects.exists()


def test_a_clause_accepted_as_read_without_an_end_is_not_issued(directive: Directive, office: Office) -> None:
    clause = clause_with(directive, "giải ngân")
    type(clause).objects.filter(pk=clause.pk).update(recurrence="monthly", recur_day=20, due_limit="")
    reviewing.accept_clauses(actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], now=office.now)
    with pytest.raises(Invalid):
        issue_directive(actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], now=office.now)


# --- standing duties ---


def test_a_standing_duty_is_with_the_head_of_the_unit_and_names_its_review(
    directive: Directive, office: Office
) -> None:
    top, first, second = given_out(directive, office, STANDS)
    assert {first.kind, second.kind} == {"directive_standing"}
    assert (top.kind, first.parent_id, second.parent_id) == ("directive_umbrella", top.pk, top.pk)
    assert (first.phase, first.due_at, first.holder_agency_id) == ("in_force", None, office.snv.pk)
    assert first.holder_official_id == office.chief.official_id
    assert first.next_event_at == Duty.objects.get(case=first).review_at
    assert not without_next_event(office.desk, office.now + 60 * DAY).exists()


def test_its_validity_is_asked_once_and_the_answer_is_kept(directive: Directive, office: Office) -> None:
    _top, first, second = given_out(directive, office, STANDS)
    at = office.now + 190 * DAY
    assert ask_all_reviews(now=at) == 2
    assert ask_all_reviews(now=at) == 0
    first.refresh_from_db()
    assert (first.phase, first.holder_agency_id, first.station) == ("in_review", office.vpubnd.pk, "review")
    with pytest.raises((NotAllowed, NotFound)):
        confirm_valid(actor=office.rival, case_id=first.pk, now=at + HOUR)
    confirm_valid(actor=office.desk, case_id=first.pk, words="Vẫn cần thực hiện", now=at + HOUR)
    first.refresh_from_db()
    assert (first.phase, first.holder_official_id) == ("in_force", office.chief.official_id)
    review = DutyReview.objects.get(duty__case=first)
    assert (review.still_valid, review.answered_by != "", review.words) == (True, True, "Vẫn cần thực hiện")
    duty = Duty.objects.get(case=first)
    assert duty.review_at is not None
    assert duty.review_at > at + 150 * DAY
    end_duty(actor=office.desk, case_id=second.pk, ground="withdrawal.no_longer_needed", now=at + HOUR)
    assert DutyReview.objects.get(duty__case=second).still_valid is False
    findings = verify_journal(None)
    verify_cases(findings)
    assert findings.problems == []


def test_handed_down_inside_the_unit_it_keeps_its_day_of_review(directive: Directive, office: Office) -> None:
    _top, first, _second = given_out(directive, office, STANDS)
    review_at = Duty.objects.get(case=first).review_at
    actions.offer(
        actor=office.chief, case_id=first.pk, to_agency_id=office.snv.pk, to_official_id=office.an.official_id,
        now=office.now + HOUR,
    )  # fmt: skip
    with pytest.raises(MoveRefused):
        ask_review(actor=office.desk, case_id=first.pk, now=office.now + 2 * HOUR)
    taken = actions.accept(actor=office.an, case_id=first.pk, now=office.now + 3 * HOUR)
    assert (taken.phase, taken.holder_official_id) == ("in_force", office.an.official_id)
    assert taken.next_event_at == review_at


# --- the end of the directive ---


def test_duties_end_with_their_directive_and_what_is_owed_stays(directive: Directive, office: Office) -> None:
    (case,) = given_out(directive, office, replace(MONTHLY, recur_until=None, recur_with_order=True,
                                                   review_limit="6 months"))
    open_all_periods(now=office.now + 14 * DAY)
    at = office.now + 15 * DAY
    with pytest.raises(Invalid):
        end_directive(
            actor=office.desk, directive_id=directive.pk, ground="withdrawal.order_replaced",
            replaced_by_id=directive.pk, now=at,
        )
    with pytest.raises(Invalid):
        end_directive(actor=office.desk, directive_id=directive.pk, ground="", now=at)
    end_directive(actor=office.desk, directive_id=directive.pk, ground="withdrawal.order_replaced", now=at)
    case.refresh_from_db()
    assert case.outcome == "completed"
    assert DutyPeriod.objects.get().case.closed_at is None
    assert open_all_periods(now=at + 200 * DAY) == 0
    with pytest.raises(MoveRefused):
        end_directive(actor=office.desk, directive_id=directive.pk, ground="withdrawal.order_replaced", now=at)
