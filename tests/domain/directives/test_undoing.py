"""Undoing the steps of a task: a report, a suspension; what has ended is reopened, not undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from congvu.core.refusals import MoveRefused
from congvu.domain.directives.actions import following, reviewing
from congvu.domain.directives.actions.issuing import issue_directive
from congvu.domain.directives.models import Directive, Task
from congvu.kernel.casework import actions
from congvu.kernel.casework.actions.undoing import undo_last
from congvu.kernel.casework.models import Case, ClockEvent
from congvu.kernel.casework.queries.clocks import certificate_of, events_of, reckoned_due
from congvu.kernel.rules import queries as rules
from tests.kernel.casework.office import Office

HOUR = timedelta(hours=1)


@pytest.fixture
def task(directive: Directive, office: Office) -> Case:
    """Five working days for Sở Tài chính, accepted by its head."""
    clauses = [clause for clause in directive.clauses.all() if "giải ngân" in clause.text]
    ids = [clause.pk for clause in clauses]
    reviewing.accept_clauses(actor=office.desk, directive_id=directive.pk, clause_ids=ids, now=office.now)
    (case,) = issue_directive(actor=office.desk, directive_id=directive.pk, clause_ids=ids, now=office.now)
    return actions.accept(actor=office.rival, case_id=case.pk, now=office.now + HOUR)


def test_a_report_undone_leaves_the_deadline_and_the_holder_as_they_were(task: Case, office: Office) -> None:
    at = office.now + timedelta(days=1)
    due = task.due_at
    following.report_done(actor=office.rival, case_id=task.pk, words="Xong", now=at)
    case = undo_last(actor=office.rival, case_id=task.pk, now=at + 2 * HOUR)
    assert (case.phase, case.station, case.stopped_at, case.due_at) == ("in_progress", "carry_out", None, due)
    assert (case.holder_agency_id, case.holder_official_id) == (office.stc.pk, office.rival.official_id)
    assert reckoned_due(case, events_of(case)) == due
    assert certificate_of(case, events_of(case)) is not None
    row = Task.objects.get(case=case)
    assert (row.reported_at, row.progress) == (None, 99)
    # Nothing was deleted: the pause stands among the events, and beside it what took it back.
    kinds = list(ClockEvent.objects.filter(case=case).order_by("line_seq", "i").values_list("kind", flat=True))
    assert kinds == ["start", "pause", "annul"]


def test_a_report_may_be_made_again_after_the_undo_and_returned(task: Case, office: Office) -> None:
    at = office.now + timedelta(days=1)
    due = task.due_at
    following.report_done(actor=office.rival, case_id=task.pk, words="Nhầm", now=at)
    undo_last(actor=office.rival, case_id=task.pk, now=at + HOUR)
    following.report_done(actor=office.rival, case_id=task.pk, words="Xong", now=at + 2 * HOUR)
    ground = rules.grounds("return", at.date())[0].code
    case = following.return_task(actor=office.desk, case_id=task.pk, ground=ground, words="", now=at + 3 * HOUR)
    assert case.due_at is not None
    assert due is not None
    assert case.due_at >= due


def test_suspending_and_resuming_can_be_undone(task: Case, office: Office) -> None:
    at = office.now + timedelta(days=1)
    due = task.due_at
    ground = rules.grounds("pause", at.date())[0].code
    following.suspend(actor=office.desk, case_id=task.pk, ground=ground, now=at)
    case = undo_last(actor=office.desk, case_id=task.pk, now=at + HOUR)
    assert (case.phase, case.whose_clock, case.due_at) == ("in_progress", "agency", due)
    following.suspend(actor=office.desk, case_id=task.pk, ground=ground, now=at + HOUR)
    following.resume(actor=office.desk, case_id=task.pk, now=at + 3 * HOUR)
    case = undo_last(actor=office.desk, case_id=task.pk, now=at + 4 * HOUR)
    assert (case.phase, case.due_at) == ("suspended", due)
    assert reckoned_due(case, events_of(case)) is None, "a clock that stands has no due moment of its own"


def test_what_was_verified_stands_and_says_how_to_go_on(task: Case, office: Office) -> None:
    at = office.now + timedelta(days=1)
    following.report_done(actor=office.rival, case_id=task.pk, words="Xong", now=at)
    following.verify(actor=office.desk, case_id=task.pk, now=at + HOUR)
    with pytest.raises(MoveRefused, match=r"mở lại|reopen"):
        undo_last(actor=office.desk, case_id=task.pk, now=at + HOUR)
    with pytest.raises(MoveRefused, match="desk"):
        undo_last(actor=office.rival, case_id=task.pk, now=at + HOUR)
