"""Hand-over in two steps: a case always has one holder, and nobody is rid of work by sending it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import DatabaseError, connection, transaction

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound, StaleCase
from congvu.kernel.casework import actions
from congvu.kernel.casework.actions import requests
from congvu.kernel.casework.models import Case, Custody, Request
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.journal.models import Line
from congvu.kernel.journal.queries.verification import verify_journal
from tests.kernel.casework.office import Office

HOUR = timedelta(hours=1)


def intervals(case: Case) -> list[tuple[str, int, int | None]]:
    return [(row.state, row.agency_id, row.official_id) for row in Custody.objects.filter(case=case).order_by("pk")]


def test_an_issued_task_is_held_by_the_office_until_the_unit_accepts(office: Office) -> None:
    case = office.case()
    assert intervals(case) == [("in_transfer", office.vpubnd.pk, office.desk.official_id)]
    actions.accept(actor=office.an, case_id=case.pk, now=office.now + HOUR)
    case.refresh_from_db()
    assert (case.holder_agency_id, case.holder_official_id) == (office.snv.pk, office.an.official_id)
    assert case.phase == "in_progress"
    assert case.transfer_agency_id is None
    assert [row[0] for row in intervals(case)] == ["in_transfer", "holding"]


def test_custody_has_no_gap_and_no_overlap(office: Office) -> None:
    case = office.case()
    actions.accept(actor=office.chief, case_id=case.pk, official_id=office.an.official_id, now=office.now + HOUR)
    actions.offer(actor=office.an, case_id=case.pk, to_agency_id=office.division.pk, now=office.now + 2 * HOUR)
    actions.accept(actor=office.binh, case_id=case.pk, now=office.now + 3 * HOUR)
    rows = list(Custody.objects.filter(case=case).order_by("pk"))
    assert all(before.to_at == after.from_at for before, after in pairwise(rows))
    assert [row.to_at is None for row in rows] == [False] * (len(rows) - 1) + [True]


def test_a_hand_over_inside_the_unit_leaves_the_unit_accountable(office: Office) -> None:
    case = office.case()
    actions.accept(actor=office.chief, case_id=case.pk, now=office.now)
    actions.offer(actor=office.chief, case_id=case.pk, to_agency_id=office.division.pk, now=office.now)
    actions.accept(actor=office.binh, case_id=case.pk, now=office.now)
    case.refresh_from_db()
    assert (case.accountable_agency_id, case.holder_agency_id) == (office.snv.pk, office.division.pk)


def test_a_hand_over_to_another_unit_moves_accountability_only_when_accepted(office: Office) -> None:
    case = office.case()
    actions.accept(actor=office.chief, case_id=case.pk, now=office.now)
    actions.offer(actor=office.chief, case_id=case.pk, to_agency_id=office.stc.pk, now=office.now)
    case.refresh_from_db()
    assert (case.accountable_agency_id, case.holder_agency_id) == (office.snv.pk, office.snv.pk)
    actions.accept(actor=office.rival, case_id=case.pk, now=office.now)
    case.refresh_from_db()
    assert case.accountable_agency_id == office.stc.pk


def test_accept_refuses_somebody_it_was_not_offered_to(office: Office) -> None:
    case = office.case()
    with pytest.raises(NotFound):
        actions.accept(actor=office.rival, case_id=case.pk, now=office.now)
    with pytest.raises(NotFound):
        actions.accept(actor=office.stranger, case_id=case.pk, now=office.now)


def test_the_slower_of_two_is_told_who_was_faster_and_nothing_is_written(office: Office) -> None:
    case = office.case()
    seen = case.seq
    actions.accept(actor=office.an, case_id=case.pk, now=office.now, expected_seq=seen)
    lines = Line.objects.count()
    with pytest.raises(StaleCase) as refusal:
        actions.accept(actor=office.chief, case_id=case.pk, now=office.now, expected_seq=seen)
    assert "an" in refusal.value.by
    assert Line.objects.count() == lines


def test_a_proposal_of_reassignment_leaves_responsibility_until_the_office_decides(office: Office) -> None:
    case = office.case()
    requests.propose_reassignment(
        actor=office.chief,
        case_id=case.pk,
        ground="reassignment.not_our_function",
        to_agency_id=office.stc.pk,
        now=office.now,
    )
    case.refresh_from_db()
    assert (case.asking, case.accountable_agency_id) == ("reassignment", office.snv.pk)
    requests.decide_request(actor=office.desk, case_id=case.pk, grant=True, now=office.now + HOUR)
    case.refresh_from_db()
    assert (case.asking, case.transfer_agency_id, case.accountable_agency_id) == ("", office.stc.pk, office.stc.pk)
    assert Request.objects.get(case=case).decision == "granted"


def test_a_refused_proposal_puts_the_case_into_the_hands_of_the_receiving_head(office: Office) -> None:
    case = office.case()
    requests.propose_reassignment(
        actor=office.chief, case_id=case.pk, ground="reassignment.not_our_function", now=office.now
    )
    requests.decide_request(
        actor=office.desk, case_id=case.pk, grant=False, ground="reassignment_refusal.is_function", now=office.now
    )
    case.refresh_from_db()
    assert (case.holder_agency_id, case.holder_official_id) == (office.snv.pk, office.chief.official_id)


def test_a_refusal_must_cite_a_coded_ground(office: Office) -> None:
    case = office.case()
    with pytest.raises(Invalid):
        requests.propose_reassignment(
            actor=office.chief, case_id=case.pk, ground="", words="Không phải việc của Sở", now=office.now
        )
    requests.propose_reassignment(
        actor=office.chief, case_id=case.pk, ground="reassignment.not_our_function", now=office.now
    )
    with pytest.raises(Invalid):
        requests.decide_request(actor=office.desk, case_id=case.pk, grant=False, words="Không đồng ý", now=office.now)


def test_silence_becomes_deemed_received_by_the_head(office: Office) -> None:
    case = office.case()
    assert not actions.deem_received(case_id=case.pk, now=office.now)
    assert case.transfer_due_at is not None
    assert actions.deem_received(case_id=case.pk, now=case.transfer_due_at)
    case.refresh_from_db()
    assert (case.holder_agency_id, case.holder_official_id) == (office.snv.pk, office.chief.official_id)
    assert (
        Line.objects.filter(stream=case.stream).order_by("-seq").values_list("verb", flat=True).first()
        == "case.deemed_received"
    )


def test_an_extension_keeps_the_first_promise(office: Office) -> None:
    case = office.case()
    actions.accept(actor=office.an, case_id=case.pk, now=office.now)
    first = case.due_at
    assert first is not None
    later = first + timedelta(hours=24 * 7)
    requests.ask_extension(
        actor=office.an, case_id=case.pk, new_due_at=later, ground="extension.scope_grew", now=office.now
    )
    requests.decide_request(actor=office.desk, case_id=case.pk, grant=True, now=office.now)
    case.refresh_from_db()
    assert (case.first_due_at, case.due_at) == (first, later)


def test_an_extension_is_asked_for_before_the_deadline(office: Office) -> None:
    case = office.case()
    actions.accept(actor=office.an, case_id=case.pk, now=office.now)
    assert case.due_at is not None
    late = case.due_at + HOUR
    with pytest.raises(MoveRefused):
        requests.ask_extension(
            actor=office.an, case_id=case.pk, new_due_at=late + HOUR, ground="extension.scope_grew", now=late
        )


def test_who_asked_cannot_decide(office: Office) -> None:
    case = office.case(issuing_agency_id=office.snv.pk, holder_agency_id=office.snv.pk, transfer_agency_id=None,
                       transfer_at=None, transfer_due_at=None, holder_official_id=office.chief.official_id,
                       phase="in_progress")  # fmt: skip
    assert case.due_at is not None
    requests.ask_extension(
        actor=office.chief,
        case_id=case.pk,
        new_due_at=case.due_at + HOUR,
        ground="extension.scope_grew",
        now=office.now,
    )
    with pytest.raises(NotAllowed):
        requests.decide_request(actor=office.chief, case_id=case.pk, grant=True, now=office.now)


def test_a_case_row_cannot_change_without_its_journal_line(office: Office) -> None:
    case = office.case()
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(phase="completed")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_line")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE journal_line SET actor = 'somebody else'")


def test_the_journal_replays_to_the_rows(office: Office) -> None:
    case = office.case()
    actions.accept(actor=office.an, case_id=case.pk, now=office.now + HOUR)
    actions.offer(actor=office.an, case_id=case.pk, to_agency_id=office.division.pk, now=office.now + 2 * HOUR)
    findings = verify_journal(None)
    assert verify_cases(findings) == 1
    assert findings.problems == []


def test_verification_sees_a_custody_row_changed_behind_its_back(office: Office) -> None:
    case = office.case()
    Custody.objects.filter(case=case).update(from_at=office.now - HOUR)
    findings = verify_journal(None)
    verify_cases(findings)
    assert any(case.code in problem for problem in findings.problems)


def test_who_waited_but_looked_at_the_clock_first_is_told_to_look_again(office: Office) -> None:
    case = office.case()
    actions.accept(actor=office.an, case_id=case.pk, now=office.now + HOUR)
    with pytest.raises(StaleCase), transaction.atomic():
        actions.offer(actor=office.an, case_id=case.pk, to_agency_id=office.division.pk, now=office.now)
    case.refresh_from_db()
    assert case.transfer_agency_id is None
