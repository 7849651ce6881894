"""The strip of a case: whatever happens to it, the parts sum to the whole."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congvu.core.refusals import Refusal
from congvu.core.working_time import measure
from congvu.domain.directives.actions import following
from congvu.domain.directives.models import ImportedBatch, Task
from congvu.kernel.casework import actions, queries
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries import clocks, strips
from congvu.kernel.documents.models import StoredFile
from tests.kernel.casework.office import Office

STEPS = ("offer", "take_back", "accept", "report", "return", "verify", "reopen", "suspend", "resume")


def with_task(case: Case, now: datetime) -> Case:
    """The part of a task the directives room keeps, so that its acts work."""
    file, _new = StoredFile.objects.get_or_create(
        sha256="0" * 64, defaults={"size": 1, "media_type": "text/csv", "kind": "csv", "stored_at": now}
    )
    batch, _new = ImportedBatch.objects.get_or_create(
        name="batch", defaults={"file": file, "imported_at": now, "imported_by": "desk", "count": 1}
    )
    Task.objects.create(case=case, batch=batch, part=Task.Part.LEAD, content=case.title)
    return case


def take(office: Office, case: Case, step: str, at: datetime) -> None:
    """One step, whether it is possible or not; a refusal changes nothing."""
    basis: dict[str, Any] = {"case_id": case.pk, "now": at}
    doers = {
        "offer": lambda: actions.offer(actor=office.desk, to_agency_id=office.stc.pk, **basis),
        "take_back": lambda: actions.take_back(actor=office.desk, **basis),
        "accept": lambda: actions.accept(actor=office.chief, **basis),
        "report": lambda: following.report_done(actor=office.chief, words="xong", **basis),
        "return": lambda: following.return_task(
            actor=office.desk, ground="return.insufficient", words="thiếu", **basis
        ),
        "verify": lambda: following.verify(actor=office.desk, **basis),
        "reopen": lambda: following.reopen(actor=office.desk, ground="reopening.higher_order", **basis),
        "suspend": lambda: following.suspend(actor=office.desk, ground="pause.higher_decision", **basis),
        "resume": lambda: following.resume(actor=office.desk, **basis),
    }  # fmt: skip
    try:
        doers[step]()
    except Refusal:
        return


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    walk=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(1, 4000)), max_size=12), after=st.integers(1, 90_000)
)
def test_the_parts_of_a_strip_sum_to_the_whole(office: Office, walk: list[tuple[str, int]], after: int) -> None:
    case = with_task(office.case(due=office.now + timedelta(hours=60)), office.now)
    at = office.now
    for step, minutes in (("accept", 5), *walk):
        at += timedelta(minutes=minutes)
        take(office, case, step, at)
    end = at + timedelta(minutes=after)
    case = Case.objects.get(pk=case.pk)
    rows = queries.custody_of(case)
    shown = strips.strip_of(case, rows, end)
    until = end if case.closed_at is None else case.closed_at
    whole = measure(clocks.calendar_for(case), office.now, until) // 60
    assert shown.used == whole == sum(share.total for share in shown.shares) == sum(lane.used for lane in shown.lanes)
    assert sum(row.seconds for row in shown.rows) == int((until - office.now).total_seconds())
    assert shown.late == sum(share.late for share in shown.shares)
    assert 0 <= shown.late <= whole


def test_work_reported_in_time_is_not_late_while_the_office_takes_its_time(office: Office) -> None:
    due = office.now + timedelta(days=2)
    case = with_task(office.case(due=due), office.now)
    actions.accept(actor=office.chief, case_id=case.pk, now=office.now + timedelta(hours=1))
    following.report_done(actor=office.chief, case_id=case.pk, words="xong", now=office.now + timedelta(days=1))
    later = office.now + timedelta(days=8)
    case = Case.objects.get(pk=case.pk)
    assert strips.strip_of(case, queries.custody_of(case), later).late == 0
    following.return_task(actor=office.desk, case_id=case.pk, ground="return.insufficient", words="thiếu", now=later)
    case = Case.objects.get(pk=case.pk)
    shown = strips.strip_of(case, queries.custody_of(case), later + timedelta(days=1))
    late = {share.whose: share.late for share in shown.shares}
    assert late["higher"] > late["agency"] > 0
