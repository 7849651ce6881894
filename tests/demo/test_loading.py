"""The loaded demo: every state of work there is, a case of each kind, nothing that hangs, a journal that holds."""

from __future__ import annotations

import pytest
from django.conf import settings

from congvu.core.working_time import FixedDate, read_limit
from congvu.demo.accounts import LOGINS
from congvu.demo.loading import Loaded, is_loaded
from congvu.domain.directives.models import (
    Answering,
    Clause,
    Confirmation,
    Directive,
    Passage,
    PlanExpected,
    Task,
)
from congvu.domain.reporting.models import Contribution
from congvu.face.connectors.models import Exchange
from congvu.face.desk.queries.sentences import verb_words
from congvu.face.reports.models import Notice
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.permissions.roles import SHIPPED
from congvu.kernel.accounts.queries import demo_accounts
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case, ClockEvent, Custody, Request
from congvu.kernel.casework.queries.clocks import by_case, reckoned_due
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.casework.queries.states import STATES, condition
from congvu.kernel.jobs.models import Job
from congvu.kernel.journal.models import Line
from congvu.kernel.journal.queries.verification import verify_journal
from congvu.kernel.org.models import Delegation
from tests.demo.conftest import NOW

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_every_act_there_was_is_told_in_words() -> None:
    kind_of = dict(Case.objects.values_list("code", "kind"))
    done = Line.objects.filter(stream__startswith="case/").values_list("stream", "verb")
    acts = {(kind_of[stream.removeprefix("case/")], verb) for stream, verb in done}
    assert [(kind, verb) for kind, verb in acts if verb_words(verb, kind)[0] == verb] == []


@pytest.mark.parametrize("state", sorted(STATES))
def test_there_is_work_in_every_state(state: str) -> None:
    assert Case.objects.filter(condition(state, NOW)).exists()


@pytest.mark.parametrize(
    "verb",
    [
        "case.accepted", "case.deemed_received", "case.offered", "case.progressed", "case.explained", "task.reported",
        "task.verified", "task.returned", "task.suspended", "task.resumed", "task.withdrawn", "task.reopened",
        "extension.asked", "extension.granted", "extension.refused", "reassignment.asked", "reassignment.granted",
        "reassignment.refused", "case.consulted", "consultation.answered", "consultation.fell_silent",
        "umbrella.completed", "reading.read", "reading.confirmed", "clause.edited", "clause.accepted",
        "clause.rejected", "passage.marked",
    ],
)  # fmt: skip
def test_every_act_was_done(verb: str) -> None:
    assert Line.objects.filter(verb=verb).exists()


def test_every_kind_has_a_case() -> None:
    assert set(Case.objects.values_list("kind", flat=True)) == {kind.code for kind in kinds.all_kinds()}


def test_every_phase_of_every_kind_but_withdrawn_questions_has_a_case() -> None:
    found = set(Case.objects.values_list("kind", "phase"))
    wanted = {(kind.code, phase.code) for kind in kinds.all_kinds() for phase in kind.lifecycle.phases}
    rare = {
        ("consultation", "withdrawn"), ("directive_umbrella", "withdrawn"), ("directive_reading", "withdrawn"),
        ("directive_recurrence", "withdrawn"), ("directive_standing", "withdrawn"),
        ("report_contribution", "withdrawn"), ("internal_work", "withdrawn"), ("inspection_notice", "lapsed"),
    }  # fmt: skip
    assert wanted - rare <= found


def test_the_measure_of_the_province(demo: Loaded) -> None:
    assert demo.directives == Directive.objects.filter(meeting=None, answers=None).count() == 11
    assert 1500 <= demo.cases == Case.objects.count() <= 4000
    tasks = Task.objects.exclude(part__in=["umbrella", "duty"])
    units = tasks.values_list("case__accountable_agency_id", flat=True).distinct()
    assert len(units) >= 60 + 14
    assert {"one_lead", "each_of", "circulate"} == set(
        Clause.objects.filter(state="issued").values_list("mode", flat=True)
    )
    assert set(Task.objects.values_list("part", flat=True)) == set(Task.Part.values)


def test_imported_work_keeps_its_dates() -> None:
    imported = Case.objects.filter(task__batch__isnull=False)
    assert imported.count() == 48
    assert all(case.first_due_at is not None and case.opened_at < case.first_due_at for case in imported)
    assert imported.filter(due_at__gt=NOW).exists()
    assert imported.filter(due_at__lt=NOW).count() >= 20


def test_circulated_documents_are_confirmed_by_some_and_not_by_others() -> None:
    readings = Case.objects.filter(kind="directive_reading")
    assert readings.filter(phase="assigned").exists()
    assert readings.filter(phase="confirmed").exists()
    assert Confirmation.objects.filter(case__in=readings).count() > 50


def test_requests_stand_in_every_decision() -> None:
    found = set(Request.objects.values_list("kind", "decision"))
    assert {(kind, decision) for kind in Request.Kind.values for decision in ("waiting", "granted", "refused")} <= found


def test_one_directive_is_still_in_review() -> None:
    waiting = Directive.objects.get(state="in_review", answers=None)
    marks = set(Passage.objects.filter(directive=waiting).values_list("mark", flat=True))
    assert {"unseen", "clause"} <= marks
    others = Passage.objects.filter(directive__answers=None).exclude(directive=waiting)
    assert not others.filter(mark="unseen").exists()


def test_nothing_hangs_in_silence() -> None:
    assert not Case.objects.filter(closed_at=None, next_event_at=None).exists()
    assert not Case.objects.filter(closed_at__isnull=False).exclude(next_event_at=None).exists()
    assert not Job.objects.filter(name="casework.announce").exists()


def test_no_act_lies_in_the_future() -> None:
    assert not Line.objects.filter(at__gt=NOW).exists()
    assert not Custody.objects.filter(from_at__gt=NOW).exists()


def test_no_story_goes_back_in_time() -> None:
    back, last = [], ("", NOW)
    for stream, at, verb in Line.objects.order_by("stream", "seq").values_list("stream", "at", "verb"):
        if stream == last[0] and at < last[1]:
            back.append((stream, verb))
        last = (stream, at)
    assert back == []


def test_the_nightly_recheck_would_move_nothing() -> None:
    events = by_case(ClockEvent.objects.order_by("line_seq", "i"))
    moved = []
    for case in Case.objects.filter(closed_at=None, due_at__isnull=False):
        due = reckoned_due(case, events.get(case.pk, []))
        if due is not None and due != case.due_at:
            moved.append((case.code, case.due_at, due))
    assert moved == []


def test_deadlines_come_in_many_forms() -> None:
    limits = {str(basis.get("limit", "")) for basis in Case.objects.values_list("due_basis", flat=True)} - {""}
    shapes = {type(read_limit(limit)).__name__ for limit in limits}
    assert {"FixedDate", "WorkingDays", "CalendarDays", "Months"} <= shapes
    assert FixedDate.__name__ in shapes


def test_the_journal_holds_and_tells_the_same_as_the_rows() -> None:
    findings = verify_journal(settings.CONGVU_BILLS)
    replayed = verify_cases(findings)
    assert findings.problems == []
    assert (findings.bills, findings.sealed) == (1, findings.lines)
    assert replayed == Case.objects.count()


def test_there_is_one_log_in_for_every_shipped_role_and_none_has_a_password() -> None:
    assert is_loaded()
    rows = demo_accounts(NOW.date())
    assert {row.login for row in rows} == {login.login for login in LOGINS}
    held = {grant.role.code for row in rows for grant in getattr(row, "grants_now", [])}
    assert held == {role.code for role in SHIPPED}
    assert not [row.login for row in Account.objects.all() if row.has_usable_password()]


def test_every_log_in_that_works_on_tasks_finds_some() -> None:
    for login in ("gd-noi-vu", "cv-noi-vu", "gd-tai-chinh", "cv-tai-chinh", "cv-an-khanh", "theo-doi"):
        official = Account.objects.get(login=login).official
        assert Case.objects.filter(closed_at=None, holder_official=official).exists(), login
    for code in ("snv", "stc", "xa-an-khanh"):
        assert Case.objects.filter(closed_at=None, transfer_agency__code=code).exists(), code


def test_every_room_has_something_to_look_at() -> None:
    """Plans owed and one received, a report two of five have handed in, notices, documents between systems."""
    answering = Answering.objects.get()
    assert answering.links.count() == 3
    owed = PlanExpected.objects.filter(directive=answering.above)
    assert (owed.count(), owed.exclude(received=None).count()) == (4, 1)
    phases = Contribution.objects.values_list("case__phase", flat=True)
    assert sorted(phases) == ["accepted", "assigned", "assigned", "assigned", "submitted"]
    assert Notice.objects.filter(issued_at=None).count() == Notice.objects.exclude(issued_at=None).count() == 1
    states = list(Exchange.objects.order_by("direction", "state").values_list("direction", "state"))
    assert states == [("in", "waiting")] * 2 + [("out", "queued")] * 3
    assert Delegation.objects.exists()
