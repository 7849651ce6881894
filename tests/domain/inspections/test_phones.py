"""What is still on phones: nothing is signed over it, a lost phone is given up, late records come as a supplement."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import translation

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.inspections.actions import concluding, minutes, on_site, phones, syncing
from congvu.domain.inspections.models import Minutes, PhoneLeft, Visit
from congvu.domain.inspections.queries import minutes as queries
from congvu.kernel.journal.models import Line
from tests.domain.inspections.site import Stage, parcel, stage, today

__all__ = ["stage", "today"]
DEVICE = uuid.UUID("11111111-1111-4111-8111-111111111111")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def made(stage: Stage, minute: int = 10) -> Minutes:
    if Visit.objects.get(pk=stage.visit.pk).left_at is None:
        on_site.leave(actor=stage.actor("head"), visit_id=stage.visit.pk, now=stage.now)
    return minutes.make_minutes(actor=stage.actor("head"), visit_id=stage.visit.pk,
                                now=stage.now + timedelta(minutes=minute))  # fmt: skip


def sign(stage: Stage, one: Minutes, minute: int = 20) -> Minutes:
    return minutes.refuse_to_sign(actor=stage.actor("head"), visit_id=stage.visit.pk, number=one.number,
                                  who="Trưởng phòng", witness="Ông A",
                                  now=stage.now + timedelta(minutes=minute))  # fmt: skip


def tell(stage: Stage, unsent: int, who: str = "member") -> PhoneLeft:
    return phones.tell_left(actor=stage.actor(who), visit_id=stage.visit.pk, device=DEVICE, unsent=unsent,
                            now=stage.now)  # fmt: skip


def send(stage: Stage, minute: int, note: str = "Quầy không có người trực.") -> syncing.Kept:
    one = parcel("answer", item="A01", value="breach", note=note, at=stage.now.isoformat())
    return syncing.receive_parcel(
        actor=stage.actor("member"), visit_id=stage.visit.pk, uid=uuid.UUID(one["uid"]), sort=one["sort"],
        sha256=one["sha256"], body=one["body"], now=stage.now + timedelta(minutes=minute),
    )  # fmt: skip


def test_minutes_are_not_signed_while_a_phone_has_records_left(stage: Stage) -> None:
    tell(stage, 3)
    one = made(stage)
    with pytest.raises(MoveRefused, match="3 on the phone of Đỗ Văn Viên"):
        sign(stage, one)
    tell(stage, 0)
    assert sign(stage, one).way == "refused"
    assert PhoneLeft.objects.count() == 1


def test_a_lost_phone_is_given_up_by_the_head_with_a_reason(stage: Stage) -> None:
    phone, one = tell(stage, 2), made(stage)
    given = {"visit_id": stage.visit.pk, "phone_id": phone.pk, "now": stage.now}
    with pytest.raises(NotAllowed):
        phones.give_up_phone(actor=stage.actor("member"), because="Hỏng", **given)
    with pytest.raises(Invalid):
        phones.give_up_phone(actor=stage.actor("head"), because=" ", **given)
    phones.give_up_phone(actor=stage.actor("head"), because="Máy hết pin, hỏng", **given)
    with pytest.raises(NotFound):
        phones.give_up_phone(actor=stage.actor("head"), because="Lại", **given)
    assert Line.objects.filter(stream=stage.visit.case.stream, verb="visit.phone_given_up").exists()
    assert sign(stage, one).way == "refused"
    assert queries.phones_waited_for(stage.visit) == []
    tell(stage, 1)  # it is found again
    assert len(queries.phones_waited_for(stage.visit)) == 1


def test_only_members_say_what_is_left(stage: Stage) -> None:
    for who in ("observer", "stranger", "chief"):
        with pytest.raises((NotAllowed, NotFound)):
            tell(stage, 1, who)
    assert tell(stage, -5).unsent == 0


def test_late_records_come_as_a_supplement_that_is_signed_like_the_minutes(stage: Stage) -> None:
    signed = sign(stage, made(stage))
    with pytest.raises(MoveRefused, match="minutes are signed"):
        send(stage, 30)
    given = {"visit_id": stage.visit.pk, "now": stage.now + timedelta(minutes=31)}
    with pytest.raises(NotAllowed):
        phones.open_supplement(actor=stage.actor("member"), because="Máy mất mạng", **given)
    with pytest.raises(Invalid):
        phones.open_supplement(actor=stage.actor("head"), because="", **given)
    phones.open_supplement(actor=stage.actor("head"), because="Máy mất mạng", **given)
    with pytest.raises(MoveRefused, match="open already"):
        phones.open_supplement(actor=stage.actor("head"), because="Máy mất mạng", **given)
    with pytest.raises(MoveRefused, match="Nothing has come"):
        made(stage, 32)
    with pytest.raises(MoveRefused, match="supplement"):
        concluding.report_result(actor=stage.actor("head"), visit_id=stage.visit.pk, number="1/BC", now=stage.now)
    send(stage, 33)
    late = made(stage, 34)
    assert late.content["supplement_to"] == signed.number
    assert [one["code"] for one in late.content["noted"]] == ["A01"]
    assert late.content["records"] == 1
    assert Minutes.objects.get(pk=signed.pk).content == signed.content
    sign(stage, late, 35)
    visit = Visit.objects.select_related("case").get(pk=stage.visit.pk)
    assert (visit.supplement_at, visit.case.phase) == (None, "minutes_signed")
    assert Line.objects.filter(stream=visit.case.stream, verb="visit.supplement_signed").count() == 1
    with pytest.raises(MoveRefused, match="signed already"):
        sign(stage, late, 36)
    with pytest.raises(MoveRefused):
        send(stage, 37, "Muộn nữa.")


def test_the_addresses_for_phone_and_head(today: Stage) -> None:
    member, head = today.signed_in("member"), today.signed_in("head")
    for broken in ("x", "[]", '{"device": "x", "unsent": 1}', json.dumps({"device": str(DEVICE), "unsent": "1"})):
        assert member.post(today.page("left/"), broken, content_type="application/json").status_code == 422
    told = member.post(today.page("left/"), {"device": str(DEVICE), "unsent": 2}, content_type="application/json")
    assert told.json() == {"unsent": 2}
    phone = PhoneLeft.objects.get()
    with translation.override("vi"):
        shown = head.get(f"/inspections/visits/{today.code}/site/").content.decode()
        assert "Đỗ Văn Viên" in shown
        assert f"/phones/{phone.pk}/" in shown
        answer = head.post(f"/inspections/visits/{today.code}/phones/{phone.pk}/", {"because": "Máy hỏng"})
    assert answer.status_code == 302
    assert PhoneLeft.objects.get().because == "Máy hỏng"
    assert head.post(f"/inspections/visits/{today.code}/supplement/", {"because": "x"}).status_code == 422
