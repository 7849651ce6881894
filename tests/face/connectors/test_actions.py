"""Receiving, accepting, refusing, sending, taking back: and nothing twice, whatever the axis does."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from congvu.core.refusals import Invalid, NotAllowed, NotFound
from congvu.face.connectors import actions
from congvu.face.connectors.extract import (
    AnswerTo,
    DocumentMessage,
    Organisation,
    StatusMessage,
    read_message,
    write_document,
    write_status,
)
from congvu.face.connectors.kinds import GatewayDown
from congvu.face.connectors.models import Exchange, ExchangeStatus
from congvu.face.connectors.queries import sendable
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.actions import recall_document, register_document, store_upload
from congvu.kernel.documents.actions.entries import DuplicateFound, Entry
from congvu.kernel.documents.models import Document
from tests.face.connectors.conftest import Axis
from tests.kernel.accounts.cast import Cast


def bring(axis: Axis, now: datetime, message: DocumentMessage | None = None, ref: str = "m1") -> list[Exchange]:
    raw = write_document(message or axis.message())
    return actions.receive(actor=Actor.system(), raw=raw, ref=ref, now=now)


def outgoing(cast: Cast, axis: Axis, now: datetime) -> Document:
    file = store_upload(actor=axis.clerk, name="bao-cao.txt", content=b"BAO CAO\n", now=now)
    entry = Entry(kind="bao_cao", subject="Báo cáo kết quả quý IV", issued_on=date(2026, 11, 23), issuer="Sở Xây dựng")
    return register_document(
        actor=axis.clerk, agency_id=cast.agency.pk, direction="outgoing", entry=entry, now=now, notation="BC-SXD",
        files=[(file, "bao-cao.txt")],
    )  # fmt: skip


def test_what_arrives_waits_and_the_sender_hears_that_it_arrived(axis: Axis, now: datetime) -> None:
    (found,) = bring(axis, now)
    assert (found.state, found.code, found.kind, found.urgency) == ("waiting", "512/BNV-CCHC", "cong_van", "urgent")
    assert [(one.code, one.ours, one.sent_at) for one in found.statuses.all()] == [("01", True, None)]
    assert found.files.get().file is not None


def test_the_same_message_ten_times_is_one_document(axis: Axis, now: datetime) -> None:
    for number in range(10):
        (found,) = bring(axis, now, ref=f"m{number}")
    assert Exchange.objects.count() == 1
    assert (found.repeats, found.files.count()) == (9, 1)


def test_accepting_registers_it_with_its_file_and_tells_the_sender(axis: Axis, cast: Cast, now: datetime) -> None:
    (found,) = bring(axis, now)
    document = actions.accept(actor=axis.clerk, exchange_id=found.pk, kind="cong_van", now=now)
    assert (document.direction, document.code, document.issuer) == ("incoming", "512/BNV-CCHC", "Bộ Nội vụ")
    assert document.due_on == date(2026, 12, 5)
    found.refresh_from_db()
    assert (found.state, found.document) == ("registered", document)
    assert "03" in found.statuses.values_list("code", flat=True)
    with pytest.raises(Invalid):
        actions.accept(actor=axis.clerk, exchange_id=found.pk, kind="cong_van", now=now)


def test_a_document_registered_from_paper_before_is_not_registered_twice(axis: Axis, cast: Cast, now: datetime) -> None:
    day = date(2026, 11, 20)
    entry = Entry(kind="cong_van", subject="V/v báo cáo", code="512/BNV-CCHC", issued_on=day, issuer="Bộ Nội vụ")
    register_document(actor=axis.clerk, agency_id=cast.agency.pk, direction="incoming", entry=entry, now=now)
    (found,) = bring(axis, now)
    with pytest.raises(DuplicateFound):
        actions.accept(actor=axis.clerk, exchange_id=found.pk, kind="cong_van", now=now)
    found.refresh_from_db()
    assert (found.state, Document.objects.count()) == ("waiting", 1)


def test_a_stranger_neither_sees_nor_accepts_it(axis: Axis, cast: Cast, now: datetime) -> None:
    (found,) = bring(axis, now)
    with pytest.raises(NotFound):
        actions.accept(actor=cast.actor("charlie"), exchange_id=found.pk, kind="cong_van", now=now)


def test_receiving_is_not_for_everybody(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        actions.receive(actor=cast.actor("bob"), raw=b"<x/>", ref="", now=now)


def test_refusing_needs_words_that_the_sender_reads(axis: Axis, now: datetime) -> None:
    (found,) = bring(axis, now)
    with pytest.raises(Invalid):
        actions.refuse(actor=axis.clerk, exchange_id=found.pk, words="  ", now=now)
    actions.refuse(actor=axis.clerk, exchange_id=found.pk, words="Gửi nhầm nơi nhận", now=now)
    said = found.statuses.get(code="02")
    assert said.description == "Gửi nhầm nơi nhận"


def test_a_message_that_cannot_be_read_is_kept_with_its_reason(axis: Axis, now: datetime) -> None:
    (found,) = actions.receive(actor=Actor.system(), raw=b"<edXML><cut", ref="m9", now=now)
    assert found.state == "failed"
    assert found.note
    assert found.raw
    (again,) = actions.receive(actor=Actor.system(), raw=b"<edXML><cut", ref="m9", now=now)
    assert (again.pk, again.repeats) == (found.pk, 1)


def test_a_message_for_somebody_else_is_not_ours(axis: Axis, now: datetime) -> None:
    (found,) = bring(axis, now, axis.message(receivers=(Organisation(organ_id="H01"),)))
    assert (found.state, found.agency_id) == ("failed", None)


def test_a_file_of_a_forbidden_type_does_not_keep_the_document_out(axis: Axis, now: datetime) -> None:
    from congvu.face.connectors.extract import Parcel

    parcels = (*axis.message().parcels, Parcel(name="chay.exe", content=b"MZ\x90\x00" * 50, content_id="a2"))
    (found,) = bring(axis, now, axis.message(parcels=parcels))
    kept, refused = found.files.order_by("id")
    assert kept.file is not None
    assert refused.file is None
    assert refused.refused


def test_a_recall_waits_for_the_clerk_and_leaves_the_register_as_it_is(axis: Axis, now: datetime) -> None:
    (found,) = bring(axis, now)
    document = actions.accept(actor=axis.clerk, exchange_id=found.pk, kind="cong_van", now=now)
    about = AnswerTo(organ_id="G09", code=found.code, document_id=found.identifier)
    sender = Organisation(organ_id="G09")
    asked = StatusMessage(about=about, sender=sender, status="13", description="Sai phụ lục", at=now)
    actions.receive(actor=Actor.system(), raw=write_status(asked), ref="s1", now=now)
    found.refresh_from_db()
    assert (found.state, found.recall_words) == ("registered", "Sai phụ lục")
    actions.decide_recall(actor=axis.clerk, exchange_id=found.pk, agree=True, words="", now=now)
    found.refresh_from_db()
    assert found.state == "recalled"
    assert Document.objects.filter(pk=document.pk).exists()
    assert "15" in found.statuses.values_list("code", flat=True)


def test_only_numbered_outgoing_documents_go_out_and_only_once(axis: Axis, cast: Cast, now: datetime) -> None:
    document = outgoing(cast, axis, now)
    (sent,) = actions.send(actor=axis.clerk, document_id=document.pk, organ_ids=[axis.theirs.pk], now=now)
    assert (sent.state, sent.partner_id) == ("queued", "G09")
    with pytest.raises(Invalid):
        actions.send(actor=axis.clerk, document_id=document.pk, organ_ids=[axis.theirs.pk], now=now)
    with pytest.raises(Invalid):
        actions.send(actor=axis.clerk, document_id=document.pk, organ_ids=[], now=now)
    (got,) = bring(axis, now)
    incoming = actions.accept(actor=axis.clerk, exchange_id=got.pk, kind="cong_van", now=now)
    with pytest.raises(Invalid):
        actions.send(actor=axis.clerk, document_id=incoming.pk, organ_ids=[axis.theirs.pk], now=now)


def test_asking_back_before_it_left_simply_keeps_it(axis: Axis, cast: Cast, now: datetime) -> None:
    document = outgoing(cast, axis, now)
    (sent,) = actions.send(actor=axis.clerk, document_id=document.pk, organ_ids=[axis.theirs.pk], now=now)
    actions.ask_recall(actor=axis.clerk, exchange_id=sent.pk, words="Sai số", now=now)
    sent.refresh_from_db()
    assert sent.state == "recalled"
    assert not ExchangeStatus.objects.filter(exchange=sent).exists()


class Stand:
    """A stand-in gateway: it delays, repeats, loses answers, and is down now and then. Nothing may come of it."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.sent: list[bytes] = []
        self.box: dict[str, bytes] = {}

    def _mood(self) -> None:
        if self.dice.random() < 0.25:
            raise GatewayDown("hệ thống bận")

    def send(self, raw: bytes, *, sender: str, receiver: str, status: bool = False) -> str:
        self._mood()
        self.sent.append(raw)
        if self.dice.random() < 0.2:
            raise GatewayDown("the answer was lost on the way back")
        return f"ref-{len(self.sent)}"

    def waiting(self) -> list[str]:
        found = [ref for ref in self.box if self.dice.random() > 0.4]
        return found + found[:1]

    def fetch(self, ref: str) -> bytes:
        if ref not in self.box:
            raise GatewayDown("404")
        return self.box[ref]

    def done(self, ref: str, *, accepted: bool, words: str = "") -> None:
        if self.dice.random() < 0.5:
            return
        self.box.pop(ref, None)


@pytest.mark.parametrize("seed", range(6))
def test_an_axis_that_delays_repeats_and_loses_brings_each_document_once(
    axis: Axis, cast: Cast, now: datetime, seed: int
) -> None:
    gateway = Stand(seed)
    for number in range(12):
        message = axis.message(document_id=f"G09,2026/11/20,{number}/BNV-CCHC", number=str(number))
        gateway.box[f"in-{number}"] = write_document(message, variant="flat" if number % 2 else "layered")
    document = outgoing(cast, axis, now)
    actions.send(actor=axis.clerk, document_id=document.pk, organ_ids=[axis.theirs.pk], now=now)
    at = now
    for _round in range(60):
        actions.deliver(gateway=gateway, now=at)
        actions.collect(gateway=gateway, now=at)
        at += timedelta(minutes=30)
    gateway.box.clear()
    for _round in range(8):
        actions.deliver(gateway=gateway, now=at)
        at += timedelta(hours=24)
    assert Exchange.objects.filter(direction="in", state="waiting").count() == 12
    assert Exchange.objects.filter(direction="in").count() == 12
    assert Exchange.objects.get(direction="out").state == "sent"
    documents = [one for one in map(read_message, gateway.sent) if isinstance(one, DocumentMessage)]
    assert len({one.document_id for one in documents}) == 1, "a repetition bears the same identifier"
    assert not ExchangeStatus.objects.filter(ours=True, sent_at=None).exists()


def test_a_gateway_that_never_answers_ends_as_failed_and_may_be_tried_again(
    axis: Axis, cast: Cast, now: datetime
) -> None:
    class Dead(Stand):
        def _mood(self) -> None:
            raise GatewayDown("không trả lời")

    document = outgoing(cast, axis, now)
    (sent,) = actions.send(actor=axis.clerk, document_id=document.pk, organ_ids=[axis.theirs.pk], now=now)
    at = now
    for _round in range(12):
        actions.deliver(gateway=Dead(0), now=at)
        at += timedelta(hours=25)
    sent.refresh_from_db()
    assert (sent.state, sent.next_at) == ("failed", None)
    assert "không trả lời" in sent.note
    actions.retry(actor=axis.clerk, exchange_id=sent.pk, now=at)
    sent.refresh_from_db()
    assert sent.state == "queued"


def test_words_of_the_receiver_that_come_late_or_out_of_order_never_go_back(
    axis: Axis, cast: Cast, now: datetime
) -> None:
    document = outgoing(cast, axis, now)
    (sent,) = actions.send(actor=axis.clerk, document_id=document.pk, organ_ids=[axis.theirs.pk], now=now)
    Exchange.objects.filter(pk=sent.pk).update(state="sent")
    for minute, code in enumerate(("03", "06", "01", "05", "06")):
        said = StatusMessage(
            about=AnswerTo(organ_id="H99.07", code=sent.code, document_id=sent.identifier),
            sender=Organisation(organ_id="G09"), status=code, at=now + timedelta(minutes=minute),
        )  # fmt: skip
        actions.receive(actor=Actor.system(), raw=write_status(said), ref=f"s{minute}", now=now)
    sent.refresh_from_db()
    assert sent.state == "finished"


def test_an_identifier_is_entered_once_and_in_its_form(axis: Axis, now: datetime) -> None:
    for organ_id in ("", "H 99", "H99..1", "<b>", "H99.07"):
        with pytest.raises(Invalid):
            actions.save_organ(actor=Actor.system(), now=now, organ_id=organ_id, name="Sở Y tế")


def test_a_recalled_document_goes_nowhere_and_the_sending_says_to_ask_for_it_back(
    axis: Axis, cast: Cast, now: datetime, client: Client
) -> None:
    document = outgoing(cast, axis, now)
    (sent,) = actions.send(actor=axis.clerk, document_id=document.pk, organ_ids=[axis.theirs.pk], now=now)
    recall_document(actor=axis.clerk, document_id=document.pk, ground="recall.wrong_recipient", now=now)
    page = cast.sign_in(client, "alice").get(reverse("connectors:exchange", args=[sent.pk])).content.decode()
    assert "Văn bản đã bị thu hồi tại sổ đăng ký" in page
    assert reverse("connectors:act", args=[sent.pk, "ask_recall"]) in page
    Exchange.objects.filter(pk=sent.pk).delete()
    with pytest.raises(Invalid):
        actions.send(actor=axis.clerk, document_id=document.pk, organ_ids=[axis.theirs.pk], now=now)
    assert document not in sendable(axis.clerk)
