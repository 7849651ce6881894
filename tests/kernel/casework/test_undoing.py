"""Undo: a compensating act, possible while nobody else has acted, and never a deletion."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congvu.core.refusals import MoveRefused, NotAllowed, Refusal
from congvu.kernel.casework import actions
from congvu.kernel.casework.actions import notes, requests
from congvu.kernel.casework.actions.custody import deem_received
from congvu.kernel.casework.actions.undoing import undo_last
from congvu.kernel.casework.models import Case, ClockEvent, Custody, Request
from congvu.kernel.casework.queries.clocks import events_of, reckoned_due
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.casework.queries.undoing import may_undo
from congvu.kernel.journal.models import Line
from congvu.kernel.journal.queries.verification import Findings, verify_journal
from tests.kernel.casework.office import Office

HOUR = timedelta(hours=1)
STANDS = (
    "phase", "station", "holder_agency_id", "holder_official_id", "accountable_agency_id", "transfer_agency_id",
    "transfer_official_id", "transfer_at", "transfer_due_at", "whose_clock", "due_at", "first_due_at", "stopped_at",
    "next_event_at", "asking", "doer_official_id", "closed_at", "outcome",
)  # fmt: skip


def standing(case: Case) -> dict[str, object]:
    row = Case.objects.get(pk=case.pk)
    return {column: getattr(row, column) for column in STANDS}


def sound(case: Case) -> None:
    rows = list(Custody.objects.filter(case=case).order_by("pk"))
    assert all(before.to_at == after.from_at for before, after in pairwise(rows))
    assert [row.to_at is None for row in rows] == [False] * (len(rows) - 1) + [True]
    findings = Findings()
    verify_cases(findings)
    assert findings.sound, findings.problems


def test_an_offer_undone_stands_as_before_and_both_lines_stay(office: Office) -> None:
    case = office.case()
    actions.accept(actor=office.chief, case_id=case.pk, now=office.now)
    before = standing(case)
    actions.offer(actor=office.chief, case_id=case.pk, to_agency_id=office.stc.pk, now=office.now + HOUR)
    undo_last(actor=office.chief, case_id=case.pk, now=office.now + 2 * HOUR, words="Nhầm đơn vị")
    assert standing(case) == before
    lines = list(Line.objects.filter(stream=case.stream).order_by("seq").values_list("verb", flat=True))
    assert lines == ["case.registered", "case.accepted", "case.offered", "case.undone"]
    states = list(Custody.objects.filter(case=case).order_by("pk").values_list("state", flat=True))
    assert states == ["in_transfer", "holding", "in_transfer", "holding"]
    sound(case)


def test_after_somebody_else_has_acted_he_is_named(office: Office) -> None:
    case = office.case()
    actions.accept(actor=office.chief, case_id=case.pk, now=office.now)
    actions.offer(actor=office.chief, case_id=case.pk, to_agency_id=office.division.pk, now=office.now)
    actions.accept(actor=office.binh, case_id=case.pk, now=office.now + HOUR)
    before = standing(case)
    with pytest.raises(MoveRefused, match="binh"):
        undo_last(actor=office.chief, case_id=case.pk, now=office.now + HOUR)
    assert standing(case) == before


def test_a_mere_note_of_a_colleague_is_an_act_too_and_nothing_is_written(office: Office) -> None:
    case = office.case()
    actions.accept(actor=office.chief, case_id=case.pk, now=office.now)
    notes.note(actor=office.desk, case_id=case.pk, words="Đã trao đổi qua điện thoại", now=office.now + HOUR)
    lines, before = Line.objects.count(), standing(case)
    with pytest.raises(MoveRefused, match="desk"):
        undo_last(actor=office.chief, case_id=case.pk, now=office.now + HOUR)
    assert (Line.objects.count(), standing(case)) == (lines, before)


def test_what_the_system_did_since_is_not_undone_by_hand(office: Office) -> None:
    case = office.case()
    actions.accept(actor=office.chief, case_id=case.pk, now=office.now)
    actions.offer(actor=office.chief, case_id=case.pk, to_agency_id=office.division.pk, now=office.now)
    late = office.now + timedelta(days=9)
    assert deem_received(case_id=case.pk, now=late)
    with pytest.raises(MoveRefused):
        undo_last(actor=office.chief, case_id=case.pk, now=late)


def test_the_line_of_the_undo_names_the_line_it_takes_back_and_why(office: Office) -> None:
    case = office.case()
    actions.accept(actor=office.chief, case_id=case.pk, now=office.now)
    accepted = Line.objects.get(stream=case.stream, verb="case.accepted")
    leaf = bytes(accepted.leaf)
    undo_last(actor=office.chief, case_id=case.pk, now=office.now + HOUR, words="Tiếp nhận nhầm")
    undone = Line.objects.get(stream=case.stream, verb="case.undone")
    said = json.loads(undone.text or "")
    assert (said["undone"], undone.actor) == (accepted.seq, office.chief.signature)
    assert "Tiếp nhận nhầm" in (undone.text or "")
    accepted.refresh_from_db()
    assert bytes(accepted.leaf) == leaf
    assert not verify_journal(None).problems
    sound(case)


def test_who_never_acted_undoes_nothing(office: Office) -> None:
    case = office.case()
    with pytest.raises(NotAllowed):
        undo_last(actor=office.chief, case_id=case.pk, now=office.now)


def test_the_time_to_undo_runs_in_working_hours(office: Office) -> None:
    case = office.case()
    # Tuesday 24 November 2026 is a holiday: the four hours begin to run on the 25th.
    actions.accept(actor=office.chief, case_id=case.pk, now=office.now)
    assert may_undo(office.chief, case, office.now + 2 * HOUR) is not None
    assert may_undo(office.chief, case, office.now + timedelta(days=2, hours=2)) is None
    with pytest.raises(MoveRefused):
        undo_last(actor=office.chief, case_id=case.pk, now=office.now + timedelta(days=2, hours=2))


def test_an_act_is_undone_once(office: Office) -> None:
    case = office.case()
    actions.accept(actor=office.chief, case_id=case.pk, now=office.now)
    undo_last(actor=office.chief, case_id=case.pk, now=office.now)
    with pytest.raises(MoveRefused):
        undo_last(actor=office.chief, case_id=case.pk, now=office.now)


def test_own_notes_do_not_stand_in_the_way(office: Office) -> None:
    case = office.case()
    before = standing(case)
    actions.accept(actor=office.chief, case_id=case.pk, now=office.now)
    notes.note(actor=office.chief, case_id=case.pk, words="Đã đọc", now=office.now)
    undo_last(actor=office.chief, case_id=case.pk, now=office.now + HOUR)
    assert standing(case) == before


def test_an_acceptance_that_settled_a_request_stays(office: Office) -> None:
    case = office.case()
    requests.propose_reassignment(
        actor=office.chief, case_id=case.pk, ground="reassignment.not_our_function", words="x", now=office.now
    )
    actions.accept(actor=office.chief, case_id=case.pk, now=office.now)
    with pytest.raises(MoveRefused):
        undo_last(actor=office.chief, case_id=case.pk, now=office.now)
    assert Request.objects.get(case=case).decision == "taken_back"


def test_registering_cannot_be_undone(office: Office) -> None:
    case = office.case()
    with pytest.raises(MoveRefused):
        undo_last(actor=office.desk, case_id=case.pk, now=office.now)


@given(seed=st.integers(0, 10_000), steps=st.integers(1, 6))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_undo_restores_holder_phase_and_due_and_leaves_the_chain_whole(
    office: Office, seed: int, steps: int
) -> None:
    """Whatever was done before: the last act undone, the case stands exactly as before it."""
    rng = Random(seed)
    with transaction.atomic():
        case = office.case()
        at: datetime = office.now
        undone = 0
        for _step in range(steps):
            at += timedelta(minutes=rng.randint(1, 90))
            who = rng.choice([office.desk, office.chief, office.an, office.binh, office.rival])
            act = rng.choice(["accept", "offer", "take_back"])
            before = standing(case)
            try:
                with transaction.atomic():
                    if act == "offer":
                        unit = rng.choice([office.snv, office.division, office.stc])
                        actions.offer(actor=who, case_id=case.pk, to_agency_id=unit.pk, now=at)
                    else:
                        getattr(actions, act)(actor=who, case_id=case.pk, now=at)
            except Refusal:
                continue
            if rng.random() < 0.6:
                try:
                    with transaction.atomic():
                        undo_last(actor=who, case_id=case.pk, now=at + timedelta(minutes=rng.randint(0, 60)))
                except Refusal:
                    # Whom the case is out of sight of after his own act cannot undo it.
                    continue
                undone += 1
                at += timedelta(minutes=61)
                assert standing(case) == before
                row = Case.objects.get(pk=case.pk)
                assert reckoned_due(row, events_of(row)) == row.due_at
        sound(case)
        lines = Line.objects.filter(stream=case.stream)
        assert lines.filter(verb="case.undone").count() == undone
        assert ClockEvent.objects.filter(case=case).count() == 1
        assert verify_journal(None).sound
        transaction.set_rollback(True)
