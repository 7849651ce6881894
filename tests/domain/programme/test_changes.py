"""Moving, stopping and adding items: asked, consented to or refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.programme.actions import changes
from congvu.domain.programme.actions.stages import submit
from congvu.domain.programme.models import Consent, Stage
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries import acts_open_to, clocks
from congvu.kernel.journal import queries as journal
from tests.domain.programme.conftest import Staff

LATER, EARLIER = date(2027, 9, 17), date(2027, 5, 14)
GROUND = "programme_change.law_awaited"


def ask(staff: Staff, case: Case, on: date | None = LATER, ground: str = GROUND) -> Consent:
    return changes.ask_move(actor=staff.chief, case_id=case.pk, new_due_on=on, ground=ground, now=staff.at)


def grant(staff: Staff, case: Case) -> Case:
    return changes.grant_consent(actor=staff.leader, case_id=case.pk, now=staff.at)


def test_a_date_moves_only_with_consent_and_the_baseline_stays(staff: Staff) -> None:
    case = staff.admitted()
    first = case.due_at
    ask(staff, case)
    case.refresh_from_db()
    assert (case.due_at, case.asking) == (first, "consent")
    case = grant(staff, case)
    assert case.due_at is not None
    assert case.due_at.astimezone(staff.at.tzinfo).date() == LATER
    assert case.first_due_at == first
    item = staff.item(case)
    assert item.baseline_on == date(2027, 6, 19)
    submission = Stage.objects.get(item=item, code="submit")
    assert (submission.planned_on, submission.baseline_on) == (LATER, date(2027, 6, 19))
    verbs = list(journal.of_stream(case.stream).order_by("seq").values_list("verb", flat=True))
    assert verbs[-2:] == ["programme_item.move_asked", "programme_item.moved"]


@pytest.mark.parametrize("on", [LATER, EARLIER])
def test_the_clock_reckons_the_moved_date_from_its_events(staff: Staff, on: date) -> None:
    case = staff.admitted()
    ask(staff, case, on)
    case = grant(staff, case)
    assert clocks.reckoned_due(case, clocks.events_of(case)) == case.due_at
    state = clocks.state_of(case, clocks.events_of(case), staff.at)
    assert state is not None


@pytest.mark.parametrize("on", [None, date(2027, 6, 19), date(2026, 9, 1), date(2029, 1, 1)])
def test_a_day_that_makes_no_sense_is_refused(staff: Staff, on: date | None) -> None:
    case = staff.admitted()
    with pytest.raises(Invalid) as refused:
        ask(staff, case, on)
    assert refused.value.field == "new_due_on"
    with pytest.raises(Invalid):
        ask(staff, case, ground="return.insufficient")


def test_a_request_after_the_day_says_so(staff: Staff) -> None:
    case = staff.admitted()
    staff.at = staff.at.replace(year=2027, month=7, day=5)
    consent = ask(staff, case)
    assert consent.after_date
    assert consent.asked_by == staff.chief.signature


def test_neither_the_unit_nor_the_keeper_consents(staff: Staff) -> None:
    case = staff.admitted()
    ask(staff, case)
    with pytest.raises(NotAllowed):
        changes.grant_consent(actor=staff.chief, case_id=case.pk, now=staff.at)
    with pytest.raises(NotAllowed):
        changes.grant_consent(actor=staff.desk, case_id=case.pk, now=staff.at)


def test_the_leader_does_not_consent_to_his_own_request(staff: Staff) -> None:
    case = staff.admitted()
    changes.ask_move(actor=staff.leader, case_id=case.pk, new_due_on=LATER, ground=GROUND, now=staff.at)
    with pytest.raises(NotAllowed):
        grant(staff, case)


def test_a_refusal_cites_a_ground_and_leaves_everything(staff: Staff) -> None:
    case = staff.admitted()
    ask(staff, case)
    with pytest.raises(Invalid):
        changes.refuse_consent(actor=staff.leader, case_id=case.pk, ground="", now=staff.at)
    before = case.due_at
    case = changes.refuse_consent(
        actor=staff.leader, case_id=case.pk, ground="programme_refusal.must_issue", now=staff.at
    )
    assert (case.due_at, case.asking, case.phase) == (before, "", "drafting")
    consent = Consent.objects.get()
    assert (consent.decision, consent.decided_by) == ("refused", staff.leader.signature)


def test_one_request_at_a_time_and_it_can_be_taken_back(staff: Staff) -> None:
    case = staff.admitted()
    ask(staff, case)
    with pytest.raises(MoveRefused):
        ask(staff, case)
    changes.take_consent_back(actor=staff.chief, case_id=case.pk, now=staff.at)
    ask(staff, case)
    assert Consent.objects.filter(decision="taken_back").count() == 1


def test_stopping_ends_the_case_and_frees_the_name(staff: Staff) -> None:
    case = staff.admitted()
    changes.ask_stop(
        actor=staff.chief, case_id=case.pk, ground="programme_change.no_longer_needed", words="Đã có quy định khác.",
        now=staff.at,
    )
    case = grant(staff, case)
    assert (case.phase, case.outcome, case.closed_at) == ("withdrawn", "withdrawn", staff.at)
    again = staff.register(ground="programme_change.new_need")
    assert again.code != case.code


def test_an_addition_is_admitted_by_consent_or_left_out(staff: Staff) -> None:
    staff.admitted()
    yes = staff.register(title="Đề án thứ hai", ground="programme_change.new_need")
    no = staff.register(title="Đề án thứ ba", ground="programme_change.new_need")
    yes = grant(staff, yes)
    assert (yes.phase, staff.item(yes).baseline_on) == ("drafting", date(2027, 6, 19))
    no = changes.refuse_consent(
        actor=staff.leader, case_id=no.pk, ground="programme_refusal.duplicate", now=staff.at
    )
    assert (no.phase, staff.item(no).baseline_on) == ("withdrawn", None)


def test_the_leader_leaves_a_registered_item_out(staff: Staff) -> None:
    case = staff.register()
    with pytest.raises(NotAllowed):
        changes.decline(actor=staff.chief, case_id=case.pk, ground="programme_refusal.no_reason", now=staff.at)
    case = changes.decline(
        actor=staff.leader, case_id=case.pk, ground="programme_refusal.not_matter_of_level", now=staff.at
    )
    assert case.outcome == "withdrawn"


def test_the_ways_of_other_work_are_not_offered(staff: Staff) -> None:
    case = staff.admitted()
    codes = {act.code for act in acts_open_to(staff.chief, case, staff.at)}
    assert {"ask_move", "ask_stop", "submit"} <= codes
    assert not codes & {"ask_extension", "propose_reassignment"}
    ask(staff, case)
    case.refresh_from_db()
    assert {"grant_consent", "refuse_consent"} <= {act.code for act in acts_open_to(staff.leader, case, staff.at)}
    assert "decide_request" not in {act.code for act in acts_open_to(staff.leader, case, staff.at)}


def test_what_is_submitted_while_a_request_waits_is_refused(staff: Staff) -> None:
    case = staff.admitted()
    ask(staff, case)
    with pytest.raises(MoveRefused):
        submit(actor=staff.chief, case_id=case.pk, words="Trình đề án", now=staff.at + timedelta(hours=1))
