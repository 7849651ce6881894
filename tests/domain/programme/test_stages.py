"""The stages of an item, from drafting to issue."""

from __future__ import annotations

from datetime import timedelta

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.programme.actions import stages
from congvu.domain.programme.models import Stage
from congvu.domain.programme.queries.states import standings
from congvu.kernel.casework.models import Case, CaseDocument, Custody
from tests.domain.programme.conftest import Staff


def done(case: Case) -> dict[str, bool]:
    return {stage.code: stage.done_on is not None for stage in Stage.objects.filter(item__case=case)}


def submitted(staff: Staff, case: Case) -> Case:
    return stages.submit(actor=staff.chief, case_id=case.pk, words="Tờ trình kèm đề án", now=staff.at)


def test_every_stage_is_dated_by_the_act_that_ends_it(staff: Staff) -> None:
    case = staff.admitted()
    stages.to_consultation(actor=staff.chief, case_id=case.pk, now=staff.at + timedelta(hours=1))
    assert done(case) == {"register": True, "draft": True, "consult": False, "appraise": False, "submit": False,
                          "issue": False}  # fmt: skip
    stages.to_appraisal(actor=staff.chief, case_id=case.pk, now=staff.at + timedelta(hours=2))
    staff.at += timedelta(hours=3)
    case = submitted(staff, case)
    assert (case.phase, case.holder_agency_id, case.stopped_at) == ("submitted", staff.office.vpubnd.pk, staff.at)
    case = stages.publish(
        actor=staff.desk, case_id=case.pk, words="Quyết định 12/QĐ-UBND", file=staff.paper("Quyết định"),
        file_name="12.txt", now=staff.at + timedelta(hours=1),
    )
    assert (case.outcome, all(done(case).values())) == ("issued", True)
    assert CaseDocument.objects.get(case=case).role == "result"
    rows = list(Custody.objects.filter(case=case).order_by("from_at", "line_seq"))
    assert [row.to_at for row in rows[:-1]] == [row.from_at for row in rows[1:]]


def test_a_returned_item_goes_back_to_who_submitted_it(staff: Staff) -> None:
    case = submitted(staff, staff.admitted())
    with pytest.raises(Invalid):
        stages.return_item(actor=staff.desk, case_id=case.pk, ground="x", words="thiếu", now=staff.at)
    case = stages.return_item(
        actor=staff.desk, case_id=case.pk, ground="return.insufficient", words="Thiếu báo cáo tiếp thu",
        now=staff.at + timedelta(hours=1),
    )
    assert (case.phase, case.holder_official_id, case.times_returned) == ("drafting", staff.chief.official_id, 1)
    assert not done(case)["submit"]


def test_nobody_checks_what_he_submitted(staff: Staff) -> None:
    case = submitted(staff, staff.admitted())
    with pytest.raises(NotAllowed):
        stages.publish(actor=staff.chief, case_id=case.pk, words="12/QĐ-UBND", now=staff.at)


def test_only_the_holder_moves_it_and_only_forward(staff: Staff) -> None:
    case = staff.admitted()
    with pytest.raises(NotAllowed):
        stages.to_consultation(actor=staff.desk, case_id=case.pk, now=staff.at)
    stages.to_appraisal(actor=staff.chief, case_id=case.pk, now=staff.at)
    with pytest.raises(MoveRefused):
        stages.to_consultation(actor=staff.chief, case_id=case.pk, now=staff.at)
    with pytest.raises(Invalid):
        stages.submit(actor=staff.chief, case_id=case.pk, words=" ", now=staff.at)


def test_the_state_of_a_month_is_what_was_true_at_its_end(staff: Staff) -> None:
    case = staff.admitted()
    start = staff.at
    staff.at = start.replace(year=2027, month=7, day=5)
    case = submitted(staff, case)
    stages.return_item(
        actor=staff.desk, case_id=case.pk, ground="return.insufficient", words="Thiếu",
        now=staff.at.replace(month=8, day=3),
    )
    item = staff.item(case)
    told = {month: standings([item], start.replace(year=2027, month=month, day=28))[item.pk].state
            for month in (5, 6, 7, 8)}  # fmt: skip
    assert told == {5: "running", 6: "late", 7: "done_late", 8: "late"}
    assert standings([item], start - timedelta(days=1)) == {}
