"""What may be taken back of an item and of a draft: a stage, a submission; never what others decided. And in bulk."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from congvu.core.refusals import MoveRefused
from congvu.domain.programme.actions import drafts, stages
from congvu.domain.programme.models import Round, Stage, Version
from congvu.kernel.casework.actions.undoing import undo_last
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.acts import acts_open_to
from congvu.kernel.casework.queries.bulk import acts_for_many
from congvu.kernel.casework.queries.clocks import events_of, reckoned_due
from congvu.kernel.rules import queries as rules
from tests.domain.programme.conftest import Staff

HOUR = timedelta(hours=1)


def done(staff: Staff, case: Case) -> list[str]:
    rows = Stage.objects.filter(item=staff.item(case), done_on__isnull=False).exclude(code="register")
    return list(rows.order_by("position").values_list("code", flat=True))


def test_a_stage_taken_back_is_open_again(staff: Staff) -> None:
    case = staff.admitted()
    stages.to_consultation(actor=staff.chief, case_id=case.pk, now=staff.at + HOUR)
    assert done(staff, case) == ["draft"]
    case = undo_last(actor=staff.chief, case_id=case.pk, now=staff.at + 2 * HOUR)
    assert (case.phase, case.station, done(staff, case)) == ("drafting", "draft", [])


def test_a_submission_taken_back_leaves_deadline_holder_and_earlier_stages(staff: Staff) -> None:
    case = staff.admitted()
    due, holder = case.due_at, case.holder_official_id
    stages.to_consultation(actor=staff.chief, case_id=case.pk, now=staff.at + HOUR)
    stages.submit(actor=staff.chief, case_id=case.pk, words="Tờ trình số 12", now=staff.at + 2 * HOUR)
    assert done(staff, case) == ["draft", "consult", "submit"]
    case = undo_last(actor=staff.chief, case_id=case.pk, now=staff.at + 3 * HOUR)
    assert (case.phase, case.stopped_at, case.due_at, case.holder_official_id) == ("consulting", None, due, holder)
    assert done(staff, case) == ["draft"]
    assert reckoned_due(case, events_of(case)) == due
    stages.submit(actor=staff.chief, case_id=case.pk, words="Tờ trình số 13", now=staff.at + 4 * HOUR)
    assert done(staff, case) == ["draft", "consult", "submit"]


def test_what_the_office_returned_or_issued_stands(staff: Staff) -> None:
    case = staff.admitted()
    stages.submit(actor=staff.chief, case_id=case.pk, words="Tờ trình", now=staff.at + HOUR)
    ground = rules.grounds("return", staff.at.date())[0].code
    stages.return_item(actor=staff.desk, case_id=case.pk, ground=ground, words="Thiếu phụ lục", now=staff.at + 2 * HOUR)
    with pytest.raises(MoveRefused, match=r"trình lại|submit again"):
        undo_last(actor=staff.desk, case_id=case.pk, now=staff.at + 3 * HOUR)
    with pytest.raises(MoveRefused):
        undo_last(actor=staff.chief, case_id=case.pk, now=staff.at + 3 * HOUR)
    stages.submit(actor=staff.chief, case_id=case.pk, words="Tờ trình", now=staff.at + 4 * HOUR)
    stages.publish(actor=staff.desk, case_id=case.pk, words="QĐ 15/QĐ-UBND", now=staff.at + 5 * HOUR)
    with pytest.raises(MoveRefused, match=r"ban hành|issued"):
        undo_last(actor=staff.desk, case_id=case.pk, now=staff.at + 6 * HOUR)


def test_a_draft_taken_back_runs_in_the_same_round_with_its_version(staff: Staff) -> None:
    case = staff.draft()
    due = case.due_at
    drafts.submit_draft(actor=staff.an, case_id=case.pk, file=staff.paper("Bản 1"), file_name="1.txt",
                        words="Trình", now=staff.at + HOUR)
    case = undo_last(actor=staff.an, case_id=case.pk, now=staff.at + 2 * HOUR)
    running = Round.objects.get(draft__case=case)
    assert (case.phase, case.due_at, case.holder_official_id) == ("drafting", due, staff.an.official_id)
    assert (running.submitted_at, running.submitted_by, running.due_at) == (None, "", None)
    assert Version.objects.filter(round=running).count() == 1
    again = drafts.submit_draft(actor=staff.an, case_id=case.pk, now=staff.at + 3 * HOUR)
    assert again.phase == "submitted"


def offered(staff: Staff, who: str, cases: list[Case], at: datetime) -> set[str]:
    return {one.act.code for one in acts_for_many(getattr(staff, who), cases, at)}


def test_acts_that_need_a_file_or_say_something_of_one_case_are_not_offered_for_many(staff: Staff) -> None:
    two = [staff.draft(), staff.draft(title="Báo cáo kiểm tra công vụ")]
    own = {act.code for act in acts_open_to(staff.an, two[0], staff.at)}
    assert {"submit", "add_version"} <= own
    many = offered(staff, "an", two, staff.at)
    assert "submit" in many, "a version uploaded before is enough"
    assert "add_version" not in many
    for case in two:
        drafts.submit_draft(actor=staff.an, case_id=case.pk, file=staff.paper(case.title), file_name="1.txt",
                            now=staff.at + HOUR)
        case.refresh_from_db()
    assert {"return", "finish"} <= {act.code for act in acts_open_to(staff.desk, two[0], staff.at + 2 * HOUR)}
    assert not {"return", "finish"} & offered(staff, "desk", two, staff.at + 2 * HOUR), "they have pages of their own"


def test_the_number_of_what_was_issued_is_written_for_one_item_at_a_time(staff: Staff) -> None:
    case = staff.admitted()
    stages.submit(actor=staff.chief, case_id=case.pk, words="Tờ trình", now=staff.at + HOUR)
    case.refresh_from_db()
    assert "publish" in {act.code for act in acts_open_to(staff.desk, case, staff.at + HOUR)}
    assert "publish" not in offered(staff, "desk", [case], staff.at + HOUR)
