"""What a whole made-up history brought to light: offers of readings, pauses of working time, what an extension is."""

from __future__ import annotations

from datetime import datetime

import pytest

from congvu.core.working_time import WorkingDays, add
from congvu.domain.directives.actions import following
from congvu.domain.directives.models import Task
from congvu.domain.directives.models.task import ImportedBatch
from congvu.kernel.casework.actions import accept
from congvu.kernel.casework.actions.requests import ask_extension, decide_request
from congvu.kernel.casework.actions.sweeps import deem_all_received, recompute_deadlines
from congvu.kernel.casework.models import Case, ClockEvent
from congvu.kernel.casework.queries.states import condition
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.org import queries as org
from tests.kernel.casework.office import Office, open_case


def _later(office: Office, days: int) -> datetime:
    return add(org.calendar_of(office.snv.pk), office.now, WorkingDays(days))


def _task(case: Case, office: Office) -> Case:
    """The row of the directives room that following a task needs."""
    file = StoredFile.objects.create(
        sha256="0" * 64, size=1, media_type="text/plain", kind="txt", stored_at=office.now, pages=1
    )
    batch = ImportedBatch.objects.create(name="x", file=file, imported_at=office.now, imported_by="x", count=1)
    Task.objects.create(case=case, batch=batch, part="lead", content=case.title)
    return case


def test_a_reading_nobody_answered_is_deemed_received_and_stops_no_other_offer(office: Office) -> None:
    reading = open_case(office, kind="directive_reading")
    task = office.case()
    assert deem_all_received(now=_later(office, 3)) == 2
    reading.refresh_from_db()
    task.refresh_from_db()
    assert (reading.holder_agency_id, reading.phase) == (office.snv.pk, "assigned")
    assert (task.holder_agency_id, task.phase) == (office.snv.pk, "in_progress")


@pytest.fixture
def ten_days(office: Office) -> Case:
    """A task of ten working days, accepted by the head of Sở Nội vụ."""
    due = _later(office, 10)
    limit = WorkingDays(10).code
    case = open_case(office, due=due, due_basis={"limit": limit})
    ClockEvent.objects.filter(case=case).update(limit=limit)
    return accept(actor=office.chief, case_id=_task(case, office).pk, now=_later(office, 0))


def test_the_time_the_office_held_a_report_moves_a_due_time_of_working_days_at_once(
    office: Office, ten_days: Case
) -> None:
    following.report_done(actor=office.chief, case_id=ten_days.pk, words="Xong", now=_later(office, 4))
    following.return_task(
        actor=office.desk, case_id=ten_days.pk, ground="return.no_document", words="", now=_later(office, 6)
    )
    ten_days.refresh_from_db()
    assert ten_days.due_at == ten_days.next_event_at == _later(office, 12)
    assert ten_days.first_due_at == _later(office, 10)
    assert recompute_deadlines(agency_ids=None, because="test", now=_later(office, 7)) == 0


def test_a_named_date_stays_what_it_is_while_the_office_holds_a_report(office: Office) -> None:
    case = _task(office.case(), office)
    accept(actor=office.chief, case_id=case.pk, now=office.now)
    following.report_done(actor=office.chief, case_id=case.pk, words="Xong", now=_later(office, 1))
    following.return_task(
        actor=office.desk, case_id=case.pk, ground="return.no_document", words="", now=_later(office, 3)
    )
    case.refresh_from_db()
    assert case.due_at == case.first_due_at


def test_only_what_was_granted_is_an_extension(office: Office, ten_days: Case) -> None:
    following.report_done(actor=office.chief, case_id=ten_days.pk, words="Xong", now=_later(office, 4))
    following.verify(actor=office.desk, case_id=ten_days.pk, now=_later(office, 6))
    ten_days.refresh_from_db()
    assert ten_days.first_due_at is not None
    assert ten_days.due_at is not None
    assert ten_days.due_at > ten_days.first_due_at
    assert not Case.objects.filter(condition("extended", _later(office, 7))).exists()
    other = office.case()
    accept(actor=office.chief, case_id=other.pk, now=office.now)
    ask_extension(
        actor=office.chief,
        case_id=other.pk,
        new_due_at=_later(office, 30),
        ground="extension.scope_grew",
        now=office.now,
    )
    decide_request(actor=office.desk, case_id=other.pk, grant=True, now=_later(office, 1))
    assert [case.pk for case in Case.objects.filter(condition("extended", _later(office, 2)))] == [other.pk]
