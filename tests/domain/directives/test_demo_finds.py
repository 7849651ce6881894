"""What a whole made-up history brought to light: work the Office keeps, and work ordered after its own date."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from congvu.domain.directives.actions import following, reviewing
from congvu.domain.directives.actions.checking import Chosen, Correction
from congvu.domain.directives.actions.issuing import issue_directive
from congvu.domain.directives.models import Directive
from congvu.kernel.casework.actions.sweeps import recompute_deadlines
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.clocks import certificate_of, events_of, state_of
from tests.domain.directives.test_reviewing import clause_with
from tests.kernel.casework.office import Office

HOUR = timedelta(hours=1)


def _issued(directive: Directive, office: Office, lead: int, due_on: date, now: datetime) -> Case:
    clause = clause_with(directive, "giải ngân")
    reviewing.edit_clause(
        actor=office.desk, directive_id=directive.pk, clause_id=clause.pk, now=now,
        correction=Correction(
            nature="task", mode="one_lead", due_on=due_on, leads=(Chosen(surface="x", agency_id=lead),)
        ),
    )
    (case,) = issue_directive(
        actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], confirm_past=True, now=now
    )
    return case


def test_what_the_office_keeps_is_in_progress_and_can_be_reported(directive: Directive, office: Office) -> None:
    case = _issued(directive, office, office.vpubnd.pk, date(2026, 12, 18), office.now)
    assert (case.phase, case.transfer_agency_id) == ("in_progress", None)
    following.report_done(actor=office.desk, case_id=case.pk, words="Đã cập nhật.", now=office.now + HOUR)
    following.verify(actor=office.second_desk, case_id=case.pk, now=office.now + 2 * HOUR)
    case.refresh_from_db()
    assert case.outcome == "completed"


def test_work_ordered_after_its_own_date_is_late_from_the_start_and_explains_itself(
    directive: Directive, office: Office
) -> None:
    case = _issued(directive, office, office.snv.pk, date(2026, 11, 6), office.now)
    state = state_of(case, events_of(case), office.now)
    assert state is not None
    assert state.due == case.due_at == datetime(2026, 11, 6, 17, 0, tzinfo=office.now.tzinfo)
    assert certificate_of(case, events_of(case)) is not None
    assert recompute_deadlines(agency_ids=None, because="test", now=office.now + HOUR) == 0
