"""Whose time it is after a decision: nobody above is waited for; what follows has its own time and its own last day."""

from __future__ import annotations

from datetime import date

import pytest

from congvu.core.clock import Owner
from congvu.domain.conduct.actions import after, praising, reviewing
from congvu.domain.conduct.policy import praise
from congvu.domain.conduct.queries.proposals import current_version, proposal_of
from congvu.kernel.casework.models import Case, Custody, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from tests.domain.conduct.conftest import Room, fresh, may
from tests.domain.conduct.test_praising import grant, propose
from tests.domain.conduct.test_proposing import approved
from tests.domain.conduct.test_reviews import asked, conclude
from tests.kernel.casework.office import Office


def due_of(case: Case) -> date:
    """The last day of the time that runs, as the column has it; the events give the same moment."""
    row = fresh(case)
    assert row.due_at is not None
    assert clocks.reckoned_due(row, clocks.events_of(row)) == row.due_at
    return people.local_date(row.due_at)


def test_a_decision_is_carried_out_on_the_agencys_time_until_its_effect_ends(room: Room) -> None:
    case = room.decided()
    row = fresh(case)
    assert row.whose_clock == Whose.AGENCY
    assert row.next_event_at == row.due_at
    assert due_of(case) == case.discipline.sanctions.get().effect_until
    state = clocks.state_of(row, clocks.events_of(row), room.at(30))
    assert state is not None
    assert state.phase == 2
    assert Owner.HIGHER not in state.split
    assert not state.phases[0].late


def test_a_complaint_has_a_time_of_its_own_with_who_decided(room: Room) -> None:
    case = room.decided()
    decided_at = fresh(case).stopped_at
    after.complain(actor=room.an, case_id=case.pk, words="Tôi không đồng ý.", now=room.at(2))
    row = fresh(case)
    assert (row.stopped_at, row.holder_agency_id, row.whose_clock) == (None, case.issuing_agency_id, Whose.AGENCY)
    assert 30 <= (due_of(case) - room.day(2)).days <= 33
    after.settle_complaint(actor=room.chief, case_id=case.pk, move="uphold", number="50/QĐ-SNV", words="Đúng quy định",
                           now=room.at(20))  # fmt: skip
    row = fresh(case)
    assert row.stopped_at == decided_at
    assert due_of(case) == case.discipline.sanctions.get().effect_until


def test_a_complaint_settled_after_the_effect_ends_the_file_the_next_morning(room: Room) -> None:
    case = room.decided()
    after.complain(actor=room.an, case_id=case.pk, words="Tôi không đồng ý.", now=room.at(360))
    after.settle_complaint(actor=room.chief, case_id=case.pk, move="uphold", number="50/QĐ-SNV", words="Đúng quy định",
                           now=room.at(380))  # fmt: skip
    assert due_of(case) == room.day(380)
    assert after.end_effects(now=room.at(381, 7)) == 1
    assert fresh(case).phase == "ended"


@pytest.mark.parametrize("days", [(), (20, 45)])
def test_a_concluded_review_runs_until_its_last_follow_up(room: Room, days: tuple[int, ...]) -> None:
    case = asked(room)
    reviewing.explain(actor=room.office.binh, case_id=case.pk, words="Do thiếu người", now=room.at(1))
    conclude(room, case, 2, follow_ups=[(f"Việc {n}", room.day(n)) for n in days])
    row = fresh(case)
    assert row.whose_clock == Whose.AGENCY
    assert due_of(case) == room.day(max(days, default=2))
    assert row.next_event_at is not None
    assert people.local_date(row.next_event_at) == room.day(min(days, default=2))
    assert not Custody.objects.filter(case=case, whose_clock=Whose.HIGHER).exists()


def test_a_granted_commendation_has_a_time_to_be_published(office: Office) -> None:
    head = may(office.chief, praise.PROPOSE_PRAISE, praise.DECIDE_PRAISE)
    case = grant(office, head, propose(office, head))
    row = fresh(case)
    assert (row.phase, row.whose_clock, row.stopped_at) == ("granted", Whose.AGENCY, office.now)
    assert 5 <= (due_of(case) - office.now.date()).days <= 9
    praising.publish(actor=head, case_id=case.pk, now=office.now)
    assert fresh(case).due_at == row.due_at


def test_an_approved_proposal_runs_until_the_day_its_content_names(office: Office) -> None:
    case = approved(office, may(office.an, praise.SUBMIT), may(office.chief, praise.DECIDE_PROPOSAL))
    last = current_version(proposal_of(case))
    assert last is not None
    assert due_of(case) == last.until_on
    assert fresh(case).whose_clock == Whose.AGENCY
