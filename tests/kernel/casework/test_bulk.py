"""One act on many cases: what the preview shows is what happens; whole desks handed over and received."""

from __future__ import annotations

from datetime import timedelta

import pytest

from congvu.core.refusals import Invalid, NotAllowed, NotFound
from congvu.kernel.casework import actions
from congvu.kernel.casework.actions import notes
from congvu.kernel.casework.actions.bulk import carry_out, rehearse
from congvu.kernel.casework.actions.handing_desks import confirm_handover, hand_over_desk
from congvu.kernel.casework.models import Case, CaseAccess, Custody, HandedOver
from congvu.kernel.casework.queries.bulk import acts_for_many
from congvu.kernel.casework.queries.handovers import held_by_giver, items_of, shared_out, waiting_for
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.journal.models import Line
from congvu.kernel.journal.queries.verification import verify_journal
from tests.kernel.casework.office import Office

HOUR = timedelta(hours=1)


def sound() -> None:
    findings = verify_journal(None)
    verify_cases(findings)
    assert findings.sound, findings.problems


def test_a_preview_shows_who_gets_it_and_by_when_and_writes_nothing(office: Office) -> None:
    first, second = office.case(), office.case()
    actions.accept(actor=office.chief, case_id=second.pk, now=office.now)
    lines = Line.objects.count()
    rows = rehearse(actor=office.chief, code="accept", case_ids=[first.pk, second.pk], values={}, now=office.now)
    assert [row.done for row in rows] == [True, False]
    after = rows[0].after
    assert after is not None
    assert (after.holder_official_id, after.phase) == (office.chief.official_id, "in_progress")
    assert rows[1].reason
    assert Line.objects.count() == lines
    first.refresh_from_db()
    assert first.transfer_agency_id == office.snv.pk


def test_many_are_accepted_by_one_commit_and_the_chain_is_whole(office: Office) -> None:
    cases = [office.case() for _ in range(5)]
    seqs = {case.pk: case.seq for case in cases}
    rows = carry_out(actor=office.chief, code="accept", seqs=seqs, values={}, now=office.now + HOUR)
    assert all(row.done for row in rows)
    assert Case.objects.filter(holder_official_id=office.chief.official_id).count() == 5
    assert Custody.objects.filter(to_at=None).count() == 5
    sound()


def test_what_changed_since_the_preview_is_refused_and_the_others_go_on(office: Office) -> None:
    first, second = office.case(), office.case()
    seqs = {first.pk: first.seq, second.pk: second.seq}
    notes.note(actor=office.an, case_id=first.pk, words="Đang xem", now=office.now)
    rows = carry_out(actor=office.chief, code="accept", seqs=seqs, values={}, now=office.now + HOUR)
    said = {row.before.pk: row for row in rows}
    assert "an" in said[first.pk].reason
    assert said[second.pk].done
    sound()


def test_what_is_out_of_sight_is_passed_over_and_too_many_are_refused(office: Office) -> None:
    case = office.case()
    assert rehearse(actor=office.rival, code="accept", case_ids=[case.pk], values={}, now=office.now) == []
    with pytest.raises(Invalid):
        rehearse(actor=office.chief, code="accept", case_ids=[], values={}, now=office.now)
    with pytest.raises(Invalid):
        rehearse(actor=office.chief, code="accept", case_ids=list(range(500)), values={}, now=office.now)


def test_a_withdrawal_of_many_uses_the_act_of_the_kind(office: Office) -> None:
    cases = [office.case(), office.case()]
    found = {one.act.code: one.count for one in acts_for_many(office.desk, cases, office.now)}
    assert found["withdraw"] == 2
    assert "note" not in found
    values = {"ground": "withdrawal.no_longer_needed"}
    rows = carry_out(
        actor=office.desk, code="withdraw", seqs={case.pk: case.seq for case in cases}, values=values, now=office.now
    )
    assert [row.after.outcome for row in rows if row.after is not None] == ["withdrawn", "withdrawn"]
    sound()


# --- the desk of somebody who moves ---


def desk_of_an(office: Office, n: int = 3) -> list[Case]:
    cases = [office.case() for _ in range(n)]
    for case in cases:
        actions.accept(actor=office.chief, case_id=case.pk, official_id=office.an.official_id, now=office.now)
    return cases


def test_a_whole_desk_goes_to_one_and_he_confirms(office: Office) -> None:
    desk_of_an(office)
    assert office.an.official_id
    assert office.binh.official_id
    shares = shared_out(held_by_giver(office.chief, office.an.official_id), [office.binh.official_id])
    handover = hand_over_desk(
        actor=office.chief, giver_id=office.an.official_id, shares=shares, basis="QĐ 15/QĐ-SNV", now=office.now + HOUR
    )
    assert Case.objects.filter(holder_official_id=office.an.official_id).count() == 3, "still his until confirmed"
    assert [one.pk for one in waiting_for(office.binh)] == [handover.pk]
    assert confirm_handover(actor=office.binh, handover_id=handover.pk, now=office.now + 2 * HOUR) == 3
    assert Case.objects.filter(holder_official_id=office.binh.official_id).count() == 3
    assert {item.state for item in items_of(office.chief, handover)} == {"confirmed"}
    verbs = Line.objects.filter(stream="handover").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["desk.handed_over", "desk.received"]
    sound()


def test_a_desk_is_shared_out_in_turn(office: Office) -> None:
    cases = desk_of_an(office, 4)
    assert office.chief.official_id
    assert office.binh.official_id
    shares = shared_out(cases, [office.chief.official_id, office.binh.official_id])
    assert sorted(shares.values()).count(office.binh.official_id) == 2


def test_what_waits_for_verification_stays_with_the_reason(office: Office) -> None:
    cases = desk_of_an(office, 2)
    actions.offer(actor=office.an, case_id=cases[0].pk, to_agency_id=office.division.pk, now=office.now)
    assert office.an.official_id
    assert office.binh.official_id
    shares = dict.fromkeys([case.pk for case in cases], office.binh.official_id)
    handover = hand_over_desk(
        actor=office.chief, giver_id=office.an.official_id, shares=shares, basis="Chuyển công tác", now=office.now
    )
    states = {item.case_id: (item.state, bool(item.why_not)) for item in items_of(office.chief, handover)}
    assert states == {cases[0].pk: ("stayed", True), cases[1].pk: ("offered", False)}


def test_a_desk_is_not_handed_over_by_strangers_to_himself_or_without_a_basis(office: Office) -> None:
    cases = desk_of_an(office, 1)
    assert office.an.official_id
    assert office.binh.official_id
    shares = {cases[0].pk: office.binh.official_id}
    giver = office.an.official_id
    with pytest.raises(NotAllowed):
        hand_over_desk(actor=office.rival, giver_id=giver, shares=shares, basis="x", now=office.now)
    with pytest.raises(Invalid):
        hand_over_desk(actor=office.chief, giver_id=giver, shares=shares, basis=" ", now=office.now)
    with pytest.raises(Invalid):
        hand_over_desk(actor=office.chief, giver_id=giver, shares={cases[0].pk: giver}, basis="x", now=office.now)
    with pytest.raises(Invalid):
        hand_over_desk(actor=office.chief, giver_id=giver, shares={}, basis="x", now=office.now)
    assert not HandedOver.objects.exists()


def test_only_the_receiver_confirms_and_once(office: Office) -> None:
    cases = desk_of_an(office, 1)
    assert office.an.official_id
    assert office.binh.official_id
    handover = hand_over_desk(
        actor=office.an, giver_id=office.an.official_id, shares={cases[0].pk: office.binh.official_id}, basis="x",
        now=office.now,
    )  # fmt: skip
    with pytest.raises(NotFound):
        confirm_handover(actor=office.rival, handover_id=handover.pk, now=office.now)
    confirm_handover(actor=office.binh, handover_id=handover.pk, now=office.now)
    with pytest.raises(NotFound):
        confirm_handover(actor=office.binh, handover_id=handover.pk, now=office.now)


def test_a_sealed_case_on_the_desk_is_not_betrayed_to_the_head(office: Office) -> None:
    (case,) = desk_of_an(office, 1)
    notes.restrict(
        actor=office.desk, case_id=case.pk, confidentiality="sealed", official_ids=(office.an.official_id or 0,),
        reason="x", now=office.now,
    )  # fmt: skip
    assert CaseAccess.objects.filter(case=case, official_id=office.an.official_id or 0).exists()
    assert held_by_giver(office.chief, office.an.official_id or 0) == []
    assert len(held_by_giver(office.an, office.an.official_id or 0)) == 1
