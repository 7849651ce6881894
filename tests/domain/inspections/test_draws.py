"""A draw from its publication to its end, and everything that is refused on the way."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

import congvu.core.lot
from congvu.core.lot import Envelope
from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, Refusal
from congvu.domain.inspections.actions import opening, rounds, sealing, teams
from congvu.domain.inspections.actions.opening import Door
from congvu.domain.inspections.models import Opening, Round, Slot, Snapshot, Visit
from congvu.domain.inspections.policy.sealed import SIZE
from congvu.domain.inspections.queries import draws
from congvu.kernel.casework.models import Case, CaseAccess
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.journal import queries as journal
from tests.domain.inspections.browser import Browser, Secrets, sealed, told_of
from tests.domain.inspections.stage import BEACON, Stage, stage

__all__ = ["stage"]
SCRIPT = Path(congvu.core.lot.__file__).parent / "standalone" / "verify_draw.py"


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def at_door(stage: Stage, one: Round, envelope: Envelope, **given: Any) -> Visit:
    """The head opens a slot at the door, as his browser would."""
    door = given.pop("door", Door(at=stage.visiting, place="Cổng chính, bộ phận Một cửa"))
    values: dict[str, Any] = {
        "actor": stage.actor("head"), "code": one.code, "number": envelope.slot, "secret": envelope.secret,
        "salt": envelope.salt, "told": told_of(envelope), "door": door, "now": stage.visiting,
    }  # fmt: skip
    return opening.open_slot(**{**values, **given})


def lines(one: Round, verb: str) -> list[dict[str, Any]]:
    """Bodies of the round's journal lines with a verb."""
    rows = journal.of_stream(f"inspection_round/{one.pk}").filter(verb=verb).order_by("seq")
    return [json.loads(row.text or "") for row in rows]


def verified(one: Round, folder: Path) -> subprocess.CompletedProcess[str]:
    """The stand-alone program on the public record."""
    record = folder / "record.json"
    record.write_text(draws.record_text(Round.objects.get(pk=one.pk)), encoding="utf-8")
    return subprocess.run([sys.executable, SCRIPT, record], capture_output=True, text=True, check=False)


# ---- the whole way ----------------------------------------------------------------------------------------------


def test_a_draw_from_commitments_to_its_end_is_reckoned_again_by_the_program(stage: Stage, tmp_path: Path) -> None:
    one, made, listing = stage.drawn_round()
    envelopes = stage.seal(one, made, {2: made.visit(listing, BEACON, 2, stage.visit_on, note="Đến trước 7 giờ 30")})
    read = stage.devices["head"].read(bytes(Slot.objects.get(round=one, number=2).envelope))
    assert read == envelopes[2]
    visit = at_door(stage, one, read)
    drawn = made.drawn(listing, BEACON, 2)
    assert (visit.unit.code, visit.slot_id is not None, visit.trigger) == (drawn.unit, True, "draw")
    assert verified(one, tmp_path).returncode == 0
    late = stage.now + timedelta(days=41)
    rest = {number: made.all[number - 1] for number in (1, 3, 4, 5)}
    rounds.close_round(actor=stage.actor("chair"), code=one.code, secrets=rest, now=late)
    checked = verified(one, tmp_path)
    assert checked.returncode == 0, checked.stdout
    assert "1 lượt chưa mở: 6" in checked.stdout
    assert [row.state for row in draws.slot_rows(Round.objects.get(pk=one.pk), late.date())] == [
        "unused", "used", "unused", "unused", "unused", "never",
    ]  # fmt: skip


def test_commit_journals_hashes_only(stage: Stage) -> None:
    one, made = stage.commit()
    (body,) = lines(one, "inspection.round_committed")
    assert body["listing_hash"] == one.listing_hash
    assert body["commitments"] == made.commitments
    assert not [secret for secret in made.all if secret in json.dumps(body)]


def test_weights_come_from_the_rulebook_and_nobody_is_below_the_floor(stage: Stage) -> None:
    one, _made = stage.commit()
    units = json.loads(one.listing)["units"]
    assert len(units) == 5
    assert {unit["weight"] for unit in units} == {10 + 24}  # never checked: the most months that count
    assert one.factors["counted"]["so-1"] == {"late": 0, "months": 24, "remedies": 0}


def test_the_head_is_not_drawn_and_the_opening_makes_a_restricted_case_with_frozen_data(stage: Stage) -> None:
    one, made, listing = stage.drawn_round()
    assert "head" not in {row["code"] for row in json.loads(one.listing)["inspectors"]}
    envelope = made.visit(listing, BEACON, 1, stage.visit_on)
    stage.seal(one, made, {1: envelope})
    assert not Case.objects.filter(kind="inspection_visit").exists()
    visit = at_door(stage, one, envelope)
    case = visit.case
    assert (case.phase, case.confidentiality, case.holder_official_id) == (
        "on_site", "restricted", stage.officials["head"].pk,
    )  # fmt: skip
    listed = set(CaseAccess.objects.filter(case=case).values_list("official__code", flat=True))
    assert listed == {"head", "chair", *envelope.team}
    snapshot = Snapshot.objects.get(visit=visit)
    assert snapshot.as_of == visit.as_of == stage.visiting
    assert len(snapshot.listing_hash) == 64
    assert not visible_to(stage.actor("target")).filter(pk=case.pk).exists()


def test_sealing_again_rewrites_every_envelope(stage: Stage) -> None:
    one, made, listing = stage.drawn_round()
    stage.seal(one, made, {1: made.visit(listing, BEACON, 1, stage.visit_on)})
    before = list(one.slots.values_list("envelope", "envelope_hash"))
    stage.seal(one, made, {1: made.visit(listing, BEACON, 1, stage.visit_on)})
    after = list(one.slots.values_list("envelope", "envelope_hash"))
    assert all(a[0] != b[0] and a[1] != b[1] for a, b in zip(before, after, strict=True))
    assert {len(body) for body, _hash in after} == {SIZE}
    assert [len(body["envelopes"]) for body in lines(one, "inspection.round_sealed")] == [6, 6]


def test_what_was_opened_keeps_its_hash_when_the_rest_is_sealed_again(stage: Stage, tmp_path: Path) -> None:
    one, made, listing = stage.drawn_round()
    envelopes = stage.seal(one, made, {1: made.visit(listing, BEACON, 1, stage.visit_on)})
    at_door(stage, one, envelopes[1])
    stage.seal(one, made, {2: made.visit(listing, BEACON, 2, stage.visit_on)}, at=stage.visiting)
    assert verified(one, tmp_path).returncode == 0


def test_the_own_copy_gives_the_secrets_back_to_who_ordered_alone(stage: Stage) -> None:
    one, made = stage.commit()
    body = bytes(one.own_copy)
    content = stage.devices["chair"].unseal(body, b"CVO1", 1)
    assert [content[place : place + 32].hex() for place in range(0, len(content), 32)] == made.all
    with pytest.raises(KeyError):
        stage.devices["head"].unseal(body, b"CVO1", 1)


def test_a_visit_by_order_says_that_it_did_not_follow_the_lot(stage: Stage, tmp_path: Path) -> None:
    one, made, listing = stage.drawn_round()
    other = next(unit.code for unit in stage.units if unit.code != made.drawn(listing, BEACON, 3).unit)
    envelope = made.visit(listing, BEACON, 3, stage.visit_on, unit=other, team=("mai", "nam"), sort="tip",
                          reason="Phản ánh gửi phiếu thu khống")  # fmt: skip
    stage.seal(one, made, {3: envelope})
    visit = at_door(stage, one, envelope)
    assert (visit.unit.code, visit.trigger, visit.reason) == (other, "tip", "Phản ánh gửi phiếu thu khống")
    assert Opening.objects.get(slot=visit.slot).followed is False
    checked = verified(one, tmp_path)
    assert checked.returncode == 0, checked.stdout
    assert "theo lệnh: Phản ánh" in checked.stdout


# ---- bad input --------------------------------------------------------------------------------------------------


def refused(kind: type[Refusal], words: str) -> Any:
    return pytest.raises(kind, match=words)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": " "}, "Name the draw"),
        ({"beacon_source": ""}, "which public value"),
        ({"slots": 0, "commitments": []}, "slots"),
        ({"team_size": 0}, "persons"),
        ({"unit_ids": []}, "units that can be drawn"),
        ({"commitments": ["0" * 64] * 6}, "came twice"),
        ({"commitments": ["0" * 64] * 5}, "5 commitments"),
        ({"commitments": ["x" * 64] * 6}, "no SHA-256"),
        ({"own_copy": b"short"}, "not whole"),
    ],
)
def test_commit_refuses(stage: Stage, given: dict[str, Any], words: str) -> None:
    with refused(Invalid, words):
        stage.commit(**given)
    assert not Round.objects.exists()


def test_commit_refuses_a_value_that_can_be_known_already(stage: Stage) -> None:
    with refused(Invalid, "must lie in the future"):
        stage.commit(beacon_at=stage.now)


def test_commit_refuses_a_last_day_before_the_value(stage: Stage) -> None:
    with refused(Invalid, "after the day of the public value"):
        stage.commit(opens_until=stage.beacon_at.date())


def test_commit_refuses_who_may_not_order(stage: Stage) -> None:
    with pytest.raises(NotAllowed):
        stage.commit(actor=stage.actor("head"))


def test_commit_refuses_a_code_that_is_taken(stage: Stage) -> None:
    one, _made = stage.commit()
    with refused(Invalid, "with this code already"):
        stage.commit(code=one.code)


def test_a_member_of_the_unit_is_never_drawn_for_it_and_the_head_must_not_know_of_his_own(stage: Stage) -> None:
    from congvu.kernel.org.models import Agency
    from congvu.kernel.org.queries import freshness

    home = Agency.objects.get(code="vpubnd")
    freshness.forget()
    with refused(Invalid, "may not enter Văn phòng UBND tỉnh"):
        stage.commit(unit_ids=[home.pk, stage.units[0].pk])
    teams.declare_recusal(actor=stage.actor("mai"), official_id=stage.officials["mai"].pk,
                          unit_id=stage.units[0].pk, reason="Vợ công tác ở đó", now=stage.now)  # fmt: skip
    one, _made = stage.commit()
    assert json.loads(one.listing)["recused"] == [["mai", "so-1"]]


def test_the_value_is_entered_once_and_not_before_its_moment(stage: Stage) -> None:
    one, _made = stage.commit()
    with refused(MoveRefused, "not known before"):
        stage.beacon(one, at=stage.beacon_at - timedelta(seconds=1))
    stage.beacon(one)
    with refused(MoveRefused, "never changes"):
        stage.beacon(one)
    with pytest.raises(DatabaseError), transaction.atomic():
        Round.objects.filter(pk=one.pk).update(beacon="other")


def test_what_was_published_never_changes_in_the_database(stage: Stage) -> None:
    one, _made = stage.commit()
    with pytest.raises(DatabaseError), transaction.atomic():
        Round.objects.filter(pk=one.pk).update(listing="{}")
    with pytest.raises(DatabaseError), transaction.atomic():
        Slot.objects.filter(round=one, number=1).update(commitment="0" * 64)


def test_sealing_refuses_another_size_a_missing_one_and_foreign_keys(stage: Stage) -> None:
    one, made, _listing = stage.drawn_round()
    envelopes = {number: made.empty(number) for number in range(1, 7)}
    bodies, hashes = sealed(envelopes, stage.devices["chair"], stage.devices["head"])
    given: dict[str, Any] = {"actor": stage.actor("chair"), "code": one.code, "now": stage.visiting}
    with refused(Invalid, "instead of"):
        sealing.seal_round(**given, envelopes={**bodies, 3: bodies[3] + b" "}, hashes=hashes)
    with refused(Invalid, "sealed together; 5 came"):
        sealing.seal_round(**given, envelopes={n: b for n, b in bodies.items() if n != 2}, hashes=hashes)
    with refused(Invalid, "no sealed envelope"):
        sealing.seal_round(**given, envelopes={**bodies, 3: b"X" * SIZE}, hashes=hashes)
    foreign, _ = sealed(envelopes, stage.devices["chair"], Browser())
    with refused(Invalid, "newest keys"):
        sealing.seal_round(**given, envelopes=foreign, hashes=hashes)
    with refused(Invalid, "same hash"):
        sealing.seal_round(**given, envelopes=bodies, hashes=dict.fromkeys(hashes, "0" * 64))
    with pytest.raises(NotAllowed):
        sealing.seal_round(**{**given, "actor": stage.actor("head")}, envelopes=bodies, hashes=hashes)
    assert Round.objects.get(pk=one.pk).sealed_at is None


def test_a_lost_device_of_the_head_is_answered_by_sealing_to_his_new_key(stage: Stage) -> None:
    one, made, listing = stage.drawn_round()
    envelope = made.visit(listing, BEACON, 1, stage.visit_on)
    stage.seal(one, made, {1: envelope})
    new = Browser()
    (old,) = draws.keys_of(stage.officials["head"].pk)
    sealing.revoke_key(actor=stage.actor("head"), key_id=old.pk, now=stage.visiting)
    sealing.register_key(actor=stage.actor("head"), public=new.public, name="Máy mới", now=stage.visiting)
    with refused(Invalid, "newest keys"):
        stage.seal(one, made, {1: envelope}, at=stage.visiting)
    stage.devices["head"] = new
    stage.seal(one, made, {1: envelope}, at=stage.visiting)
    assert new.read(bytes(Slot.objects.get(round=one, number=1).envelope)) == envelope


def test_keys_are_ones_own_and_real(stage: Stage) -> None:
    with refused(Invalid, "no public key"):
        sealing.register_key(actor=stage.actor("head"), public="AAAA", name="", now=stage.now)
    with refused(Invalid, "registered already"):
        sealing.register_key(actor=stage.actor("mai"), public=stage.devices["head"].public, name="", now=stage.now)
    with pytest.raises(NotAllowed):
        sealing.register_key(actor=stage.actor("target"), public=Browser().public, name="", now=stage.now)
    (key,) = draws.keys_of(stage.officials["head"].pk)
    with refused(Refusal, "no such key of yours"):
        sealing.revoke_key(actor=stage.actor("mai"), key_id=key.pk, now=stage.now)


def wrong_secret(envelope: Envelope) -> dict[str, Any]:
    return {"secret": "0" * 64, "told": {**told_of(envelope), "secret": "0" * 64}}


def test_opening_refuses_saying_what_does_not_agree(stage: Stage) -> None:
    one, made, listing = stage.drawn_round()
    envelope = made.visit(listing, BEACON, 1, stage.visit_on)
    lied = replace(made.visit(listing, BEACON, 2, stage.visit_on), secret="0" * 64)
    stage.seal(one, made, {1: envelope, 2: lied})
    with refused(Invalid, "does not agree with the hash sealed"):
        at_door(stage, one, envelope, told={**told_of(envelope), "unit_name": "Sở khác"})
    with refused(Invalid, "does not agree with the hash sealed"):
        at_door(stage, one, envelope, salt="0" * 64)
    with refused(Invalid, "secret is not the one in the envelope"):
        at_door(stage, one, envelope, secret="1" * 64)
    with refused(Invalid, "slot 2 does not agree with its published commitment"):
        at_door(stage, one, lied)
    with refused(Invalid, "not whole"):
        at_door(stage, one, envelope, told={})
    with refused(Invalid, "Say where you stand"):
        at_door(stage, one, envelope, door=Door(at=stage.visiting, place=""))
    with refused(MoveRefused, "today is"):
        at_door(stage, one, envelope, now=stage.visiting + timedelta(days=1))
    with pytest.raises(NotAllowed):
        at_door(stage, one, envelope, actor=stage.actor("mai"))
    with pytest.raises(NotAllowed):
        at_door(stage, one, envelope, actor=stage.actor("target"))
    assert not Opening.objects.exists()
    assert not Visit.objects.exists()


def test_an_empty_envelope_cannot_be_opened_as_a_visit(stage: Stage) -> None:
    one, made, _listing = stage.drawn_round()
    envelopes = stage.seal(one, made, {})
    with refused(Invalid, "no visit was sealed"):
        at_door(stage, one, envelopes[4], secret=made.all[3])


def test_another_unit_than_the_drawn_one_needs_an_order_and_a_reason(stage: Stage) -> None:
    one, made, listing = stage.drawn_round()
    other = next(unit.code for unit in stage.units if unit.code != made.drawn(listing, BEACON, 1).unit)
    first = made.visit(listing, BEACON, 1, stage.visit_on, unit=other, team=("mai", "nam"))
    second = made.visit(listing, BEACON, 2, stage.visit_on, unit=other, team=("mai", "nam"), sort="order")
    stage.seal(one, made, {1: first, 2: second})
    with refused(Invalid, "The lot fell on"):
        at_door(stage, one, first)
    if made.drawn(listing, BEACON, 2).unit != other:
        with refused(Invalid, "gives its reason"):
            at_door(stage, one, second)


def test_a_slot_is_opened_once_and_an_opening_stays(stage: Stage) -> None:
    one, made, listing = stage.drawn_round()
    envelope = made.visit(listing, BEACON, 1, stage.visit_on)
    stage.seal(one, made, {1: envelope})
    at_door(stage, one, envelope)
    with refused(MoveRefused, "opened already"):
        at_door(stage, one, envelope)
    with pytest.raises(DatabaseError), transaction.atomic():
        Opening.objects.all().update(place="nơi khác")
    with pytest.raises(DatabaseError), transaction.atomic():
        Opening.objects.all().delete()


def test_nothing_is_opened_after_the_end(stage: Stage) -> None:
    one, made, listing = stage.drawn_round()
    late = stage.now + timedelta(days=41)
    envelope = made.visit(listing, BEACON, 1, late.date())
    stage.seal(one, made, {1: envelope})
    with refused(MoveRefused, "could be opened until"):
        at_door(stage, one, envelope, now=late)
    with refused(MoveRefused, "nothing is sealed any more"):
        stage.seal(one, made, {}, at=late)


def recuse(stage: Stage, name: str, unit: str) -> None:
    unit_id = next(one.pk for one in stage.units if one.code == unit)
    teams.declare_recusal(actor=stage.actor(name), official_id=stage.officials[name].pk, unit_id=unit_id,
                          reason="Người thân mới về đó", now=stage.visiting)  # fmt: skip


def test_who_is_recused_after_the_draw_is_refused_at_the_door_and_replaced_with_a_note(
    stage: Stage, tmp_path: Path
) -> None:
    one, made, listing = stage.drawn_round()
    envelope = made.visit(listing, BEACON, 1, stage.visit_on)
    stage.seal(one, made, {1: envelope})
    drawn = made.drawn(listing, BEACON, 1)
    out = drawn.team[0]
    recuse(stage, out, drawn.unit)
    with refused(Invalid, "may not enter this unit"):
        at_door(stage, one, envelope)
    gone = Door(at=stage.visiting, place="Cổng", absent=(out,))
    with refused(Invalid, "Say why"):
        at_door(stage, one, envelope, door=gone)
    with refused(Invalid, "Only somebody of the sealed team"):
        at_door(stage, one, envelope, door=replace(gone, absent=(out, "head"), note="ốm"))
    visit = at_door(stage, one, envelope, door=replace(gone, note="Khai báo từ chối sau khi bốc"))
    listed = set(CaseAccess.objects.filter(case=visit.case_id).values_list("official__code", flat=True))
    assert out not in listed
    assert drawn.order[2] in listed
    assert Opening.objects.get().followed is True
    assert verified(one, tmp_path).returncode == 0


def test_sealed_again_after_a_recusal_the_next_in_order_stands_in_the_envelope(stage: Stage, tmp_path: Path) -> None:
    one, made, listing = stage.drawn_round()
    drawn = made.drawn(listing, BEACON, 1)
    recuse(stage, drawn.team[0], drawn.unit)
    envelope = made.visit(listing, BEACON, 1, stage.visit_on, unit=drawn.unit, team=drawn.order[1:3])
    stage.seal(one, made, {1: envelope})
    at_door(stage, one, envelope)
    opened = Opening.objects.get()
    assert (opened.followed, opened.withdrawn) == (True, [drawn.team[0]])
    assert verified(one, tmp_path).returncode == 0


def test_the_end_takes_only_true_secrets_and_names_what_was_withheld(stage: Stage) -> None:
    one, made, _listing = stage.drawn_round()
    late = stage.now + timedelta(days=41)
    given: dict[str, Any] = {"actor": stage.actor("chair"), "code": one.code, "now": late}
    with refused(MoveRefused, "may be opened until"):
        rounds.close_round(**{**given, "now": stage.visiting}, secrets={})
    with pytest.raises(NotAllowed):
        rounds.close_round(**{**given, "actor": stage.actor("head")}, secrets={})
    with refused(Invalid, "slot 2 does not agree"):
        rounds.close_round(**given, secrets={1: made.all[0], 2: made.all[2]})
    rounds.close_round(**given, secrets={1: made.all[0]})
    (body,) = lines(one, "inspection.round_closed")
    assert body["withheld"] == [2, 3, 4, 5, 6]
    rounds.close_round(**given, secrets={2: made.all[1]})
    assert Opening.objects.filter(used=False).count() == 2
    with refused(Invalid, "revealed already"):
        rounds.close_round(**given, secrets={2: made.all[1]})


def test_without_its_public_value_a_draw_neither_opens_nor_ends(stage: Stage) -> None:
    one, made = stage.commit()
    with refused(MoveRefused, "Enter the public value first"):
        rounds.close_round(actor=stage.actor("chair"), code=one.code, secrets={}, now=stage.now + timedelta(days=41))
    envelope = Envelope(slot=1, salt=Secrets.make("x", 1).all[0])
    stage.seal(one, made, {})
    with refused(MoveRefused, "has not been entered"):
        at_door(stage, one, envelope, secret=made.all[0])
