"""A consent asked of the leader stands on his desk among what waits for his decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from congvu.domain.programme.actions import changes
from congvu.face.desk.queries.desk import my_desk
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.requests import ask_extension
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries import inbox
from congvu.kernel.casework.queries.digest import digest_of
from tests.domain.programme.conftest import Staff
from tests.domain.programme.test_changes import GROUND, LATER
from tests.kernel.accounts.cast import make_account
from tests.kernel.casework.test_urging import taken


def asked(staff: Staff, title: str = "Đề án số hóa hồ sơ") -> Case:
    case = staff.admitted(title=title)
    changes.ask_move(actor=staff.chief, case_id=case.pk, new_due_on=LATER, ground=GROUND, now=staff.at)
    case.refresh_from_db()
    return case


@pytest.fixture
def leader(staff: Staff) -> Actor:
    """The competent leader with an account, so that there is a desk of his."""
    return replace(staff.leader, account_id=make_account("lanh-dao", full_name="Lãnh đạo").pk)


def test_the_leader_finds_the_consent_on_his_desk_with_what_is_asked_and_by_whom(staff: Staff, leader: Actor) -> None:
    case = asked(staff)
    (one,) = inbox.asked_of(staff.leader)
    assert (one.case, one.by) == (case, staff.chief.signature)
    assert f"{LATER:%d/%m/%Y}" in one.words
    desk = my_desk(leader, staff.at)
    assert desk["decide_all"] == 1
    (row,) = desk["asked"]
    assert [act.code for act in row["row"]["steps"]] == ["grant_consent", "refuse_consent"]
    assert digest_of(staff.leader, staff.at).decide == [case]


@pytest.mark.parametrize("act", ["granted", "refused", "taken back"])
def test_it_leaves_the_desk_when_it_is_decided_or_taken_back(staff: Staff, leader: Actor, act: str) -> None:
    case = asked(staff)
    if act == "granted":
        changes.grant_consent(actor=staff.leader, case_id=case.pk, now=staff.at)
    elif act == "refused":
        changes.refuse_consent(
            actor=staff.leader, case_id=case.pk, ground="programme_refusal.no_reason", now=staff.at
        )
    else:
        changes.take_consent_back(actor=staff.chief, case_id=case.pk, now=staff.at)
    assert inbox.asked_of(staff.leader) == []
    assert my_desk(leader, staff.at)["decide_all"] == 0


def test_who_may_not_consent_or_asked_himself_does_not_find_it(staff: Staff) -> None:
    case = staff.admitted()
    changes.ask_move(actor=staff.desk, case_id=case.pk, new_due_on=LATER, ground=GROUND, now=staff.at)
    for nobody in (staff.rival, staff.an, staff.desk):
        assert inbox.asked_of(nobody) == []
    assert len(inbox.asked_of(staff.leader)) == 1


def test_consents_and_requests_stand_in_one_list_by_when_they_were_asked(staff: Staff) -> None:
    (task,) = taken(staff.office)
    item = asked(staff)
    assert task.due_at is not None
    ask_extension(
        actor=staff.office.chief, case_id=task.pk, new_due_at=task.due_at + timedelta(days=5),
        ground="extension.scope_grew", now=staff.office.now,
    )  # fmt: skip
    assert inbox.to_decide(staff.leader) == [item, task]
