"""A room hears of every act on its cases, whichever act it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions.notes import note
from congvu.kernel.casework.tasks import announce
from congvu.kernel.jobs import queue
from congvu.kernel.jobs.models import Job
from tests.kernel.casework.office import Office

FEED = "casework.heard_by_a_test"


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch, office: Office) -> Office:
    """An office whose kind of case has a feed."""

    def hear(*, case_ids: list[int], now: datetime) -> None: ...

    monkeypatch.setitem(queue._kinds, FEED, queue.JobKind(FEED, "", "jobs.job.retry", 5, hear, wants_now=True))
    kind = office.case().kind
    monkeypatch.setitem(kinds._kinds, kind, replace(kinds.get(kind), feed=FEED))
    return office


def test_every_act_is_passed_on_once_its_job_runs(heard: Office) -> None:
    case = heard.case()
    note(actor=heard.chief, case_id=case.pk, words="Đã nhận", now=heard.now)
    asked = Job.objects.filter(name="casework.announce").order_by("pk").last()
    assert asked is not None
    announce(**asked.args)
    assert [job.args for job in Job.objects.filter(name=FEED)] == [{"case_ids": [case.pk]}]


def test_a_kind_without_a_feed_leaves_no_job(office: Office) -> None:
    case = office.case()
    announce(lines=[[case.pk, 1]])
    assert not Job.objects.filter(name=FEED).exists()
