"""The working regulation in the rooms of drafting: presenting, answering slips, summaries of long submissions.

Submitted on Thursday 1 October 2026 at 8:30: five and three working days have passed on Tuesday the 13th at 8:30, and
so have two, three and three; three alone on Tuesday the 6th at 8:30.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from congvu.domain.programme.actions import changes, stages
from congvu.domain.programme.actions.drafts import submit_draft
from congvu.domain.programme.actions.judging import Found, finish_draft, return_draft, withdraw_draft
from congvu.domain.programme.actions.programmes import approve_programme
from congvu.domain.programme.queries.judged import judged_drafts
from congvu.domain.programme.queries.regulated import CHECKS
from congvu.insight.regulation import Find, Owed
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.notes import attach
from congvu.kernel.casework.models import Case
from congvu.kernel.documents.actions import store_upload
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.org.actions import declare_outage
from tests.domain.programme.conftest import HANOI, Staff, may
from tests.kernel.documents.papers import pdf
from tests.kernel.org.test_standing_in import ME

WHOLE = (date(2026, 1, 1), date(2026, 12, 31))
CHECKED, ANSWERED, PRESENTED = (datetime(2026, 10, day, 8, 30, tzinfo=HANOI) for day in (5, 6, 13))
LATER = datetime(2026, 12, 20, 9, tzinfo=HANOI)
EARLY = datetime(2026, 5, 18, 8, 30, tzinfo=HANOI)
MINUTE = timedelta(minutes=1)
_FIND: dict[str, Find] = {check.name: check.find for check in CHECKS}


def found(name: str, actor: Actor, now: datetime = LATER) -> dict[str, Owed]:
    return {one.code: one for one in _FIND[name](actor, *WHOLE, now)}


def handed_in(staff: Staff, kind: str, at: datetime | None = None, file: StoredFile | None = None, **more: Any) -> Case:
    at = at or staff.at
    case = staff.draft(document_kind=kind, now=at, requested_on=at.date(), due_on=None, **more)
    paper = file or staff.paper(f"Dự thảo {case.code}")
    return submit_draft(actor=staff.an, case_id=case.pk, file=paper, file_name=f"{case.code}.pdf", now=at)


def accepted(staff: Staff, case: Case, at: datetime) -> None:
    finish_draft(actor=staff.desk, case_id=case.pk, words="12/KH-UBND", now=at)


def test_ordinary_papers_are_presented_and_answered_in_both_times_together(staff: Staff) -> None:
    late, exact, old = handed_in(staff, "ke_hoach"), handed_in(staff, "ke_hoach"), handed_in(staff, "ke_hoach", EARLY)
    project = handed_in(staff, "de_an")
    accepted(staff, late, PRESENTED + MINUTE)
    accepted(staff, exact, PRESENTED)
    accepted(staff, old, PRESENTED)
    told = found("presented", staff.desk)
    assert (told[late.code].minutes_late, told[late.code].unit_id) == (1, staff.office.vpubnd.pk)
    assert (told[late.code].who, told[late.code].since) == (staff.desk.signature, staff.at)
    assert told[exact.code].minutes_late == 0
    assert {old.code, project.code}.isdisjoint(told)


def test_what_nobody_answered_is_late_from_the_minute_its_time_is_over(staff: Staff) -> None:
    case = handed_in(staff, "ke_hoach")
    assert case.code not in found("presented", staff.desk, PRESENTED - MINUTE)
    assert found("presented", staff.desk, PRESENTED + timedelta(hours=2))[case.code].minutes_late == 120
    withdraw_draft(actor=staff.desk, case_id=case.pk, ground="withdrawal.no_longer_needed", now=LATER)
    assert case.code not in found("presented", staff.desk)


def test_projects_have_the_time_of_the_check_before_theirs(staff: Staff) -> None:
    late, exact, dossier = handed_in(staff, "de_an"), handed_in(staff, "bao_cao"), staff.admitted()
    plan = handed_in(staff, "ke_hoach")
    stages.submit(actor=staff.chief, case_id=dossier.pk, words="Trình đề án", now=staff.at)
    accepted(staff, late, PRESENTED + MINUTE)
    accepted(staff, exact, PRESENTED)
    stages.publish(actor=staff.desk, case_id=dossier.pk, words="12/QĐ-UBND", now=PRESENTED + timedelta(minutes=5))
    told = found("presented_projects", staff.desk)
    minutes = {code: one.minutes_late for code, one in told.items()}
    assert minutes == {late.code: 1, exact.code: 0, dossier.code: 5}
    assert plan.code not in told


def test_no_day_counts_on_which_the_office_stood_still(staff: Staff) -> None:
    case = handed_in(staff, "ke_hoach")
    begin = datetime(2026, 10, 7, 7, tzinfo=HANOI)
    declare_outage(actor=ME, starts_at=begin, ends_at=begin.replace(hour=17), reason="Mất điện",
                   agency=staff.office.vpubnd, now=begin.replace(hour=18))  # fmt: skip
    accepted(staff, case, PRESENTED + timedelta(hours=5))
    assert found("presented", staff.desk)[case.code].minutes_late == 0


def test_a_draft_is_judged_in_two_days(staff: Staff) -> None:
    late, exact = handed_in(staff, "ke_hoach"), handed_in(staff, "ke_hoach")
    gone = handed_in(staff, "ke_hoach")
    errors = [Found("draft_error.form.layout")]
    return_draft(actor=staff.desk, case_id=exact.pk, errors=errors, now=CHECKED)
    return_draft(actor=staff.desk, case_id=late.pk, errors=errors, now=CHECKED + MINUTE)
    told = {one.code: one.minutes_late for one in judged_drafts(staff.desk, *WHOLE, CHECKED + timedelta(hours=1))}
    assert told == {late.code: 1, exact.code: 0, gone.code: 60}


def test_leaders_answer_a_slip_in_three_days(staff: Staff) -> None:
    late, exact, gone = (staff.register(title=f"Đề án số {n}") for n in range(3))
    approve_programme(actor=staff.leader, programme_id=staff.programme.pk, now=staff.at)
    for case in (late, exact, gone):
        changes.ask_move(actor=staff.chief, case_id=case.pk, new_due_on=date(2027, 9, 17),
                         ground="programme_change.law_awaited", now=staff.at)  # fmt: skip
    changes.grant_consent(actor=staff.leader, case_id=exact.pk, now=ANSWERED)
    changes.grant_consent(actor=staff.leader, case_id=late.pk, now=ANSWERED + MINUTE)
    changes.take_consent_back(actor=staff.chief, case_id=gone.pk, now=PRESENTED)
    told = found("slips", staff.desk)
    assert {code: one.minutes_late for code, one in told.items()} == {late.code: 1, exact.code: 0}
    assert told[late.code].who == staff.leader.signature


# --- summaries ---


def pages(staff: Staff, number: int, words: str) -> StoredFile:
    content = pdf([[f"{words} {page}"] for page in range(number)])
    return store_upload(actor=staff.desk, name="to-trinh.pdf", content=content, now=staff.at)


def with_summary(staff: Staff, length: int, summary: int | None, at: datetime | None = None) -> Case:
    """A submission of so many pages with a summary of so many beside it."""
    at, words = at or staff.at, f"{length}-{summary}-{at}"
    case = staff.draft(document_kind="to_trinh", now=at, requested_on=at.date(), due_on=None)
    if summary is not None:
        attach(actor=staff.an, case_id=case.pk, file=pages(staff, summary, f"Tóm tắt {words}"), now=at,
               name="Bản tóm tắt tờ trình.pdf", role="evidence")  # fmt: skip
    file = pages(staff, length, f"Tờ trình {words}")
    return submit_draft(actor=staff.an, case_id=case.pk, file=file, file_name="to-trinh.pdf", now=at)


def test_a_submission_longer_than_ten_pages_has_a_summary(staff: Staff) -> None:
    bare, exact, with_it = (with_summary(staff, 12, None), with_summary(staff, 10, None), with_summary(staff, 11, 6))
    old = with_summary(staff, 12, None, EARLY)
    told = found("summary", staff.desk)
    assert (told[bare.code].pages_over, told[bare.code].is_broken) == (2, True)
    assert told[bare.code].unit_id == staff.office.snv.pk
    assert not told[with_it.code].is_broken
    assert {exact.code, old.code}.isdisjoint(told)


def test_a_summary_brought_afterwards_was_not_there_when_it_was_needed(staff: Staff) -> None:
    case = with_summary(staff, 12, None)
    keeper = may(staff.desk, "casework.case.act", everywhere=True)
    attach(actor=keeper, case_id=case.pk, file=pages(staff, 3, "Muộn"), name="Tóm tắt.pdf", role="evidence",
           now=staff.at + timedelta(days=1))  # fmt: skip
    one = found("summary", staff.desk)[case.code]
    assert one.is_broken
    assert one.done == staff.at + timedelta(days=1)


def test_a_summary_has_six_pages_at_most(staff: Staff) -> None:
    long, exact, unneeded = with_summary(staff, 12, 9), with_summary(staff, 12, 6), with_summary(staff, 9, 8)
    told = found("summary_length", staff.desk)
    assert (told[long.code].pages_over, told[exact.code].pages_over) == (3, 0)
    assert unneeded.code not in told


def test_others_find_nothing_of_what_they_may_not_see(staff: Staff) -> None:
    with_summary(staff, 12, 9)
    accepted(staff, handed_in(staff, "ke_hoach"), LATER)
    for name in _FIND:
        assert found(name, staff.rival) == {}
