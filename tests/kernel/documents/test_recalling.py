"""Thu hồi: an issued document is taken back; its number, entry and files stay as they were and are frozen."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.kernel.documents import actions
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.documents.models import Document
from congvu.kernel.documents.queries import register_rows
from congvu.kernel.journal.queries import of_stream
from tests.kernel.accounts.cast import Cast, give
from tests.kernel.documents.conftest import Register

GROUND = "recall.content_error"


@pytest.fixture
def issued(cast: Cast, now: datetime) -> Document:
    """Report number 1 of the construction department, in its register of outgoing documents."""
    give(cast.alice, "clerk_records", cast.agency)
    return actions.register_document(
        actor=cast.actor("alice"), agency_id=cast.agency.pk, direction="outgoing", notation="BC-SXD", now=now,
        entry=Entry(kind="bao_cao", subject="Báo cáo quý IV", issued_on=date(2026, 11, 23), issuer="Sở Xây dựng",
                    note="Bản lưu VT"),
    )  # fmt: skip


def recall(cast: Cast, document: Document, now: datetime, **more: str) -> Document:
    said = {"ground": GROUND, "words": "Sai số liệu, thay bằng 2/BC-SXD"} | more
    return actions.recall_document(actor=cast.actor("alice"), document_id=document.pk, now=now, **said)


def test_a_recalled_document_keeps_its_entry_and_says_so_in_the_register(
    cast: Cast, issued: Document, now: datetime
) -> None:
    before = {f.attname: getattr(issued, f.attname) for f in Document._meta.concrete_fields}
    found = recall(cast, issued, now)
    found.refresh_from_db()
    told = {f.attname: getattr(found, f.attname) for f in Document._meta.concrete_fields}
    assert {name for name in told if told[name] != before[name]} == {
        "recalled_at", "recalled_by_name", "recall_ground", "recall_words"}
    (row,) = register_rows([found], "outgoing")
    assert row.cells[0] == issued.code
    assert row.cells[-1] == "Đã thu hồi ngày 24/11/2026 (Sai số liệu, thay bằng 2/BC-SXD). Bản lưu VT"
    line = list(of_stream(f"document/{issued.pk}"))[-1]
    assert (line.verb, line.actor) == ("document.recalled", cast.actor("alice").signature)
    assert json.loads(line.text or "")["ground"] == GROUND


def test_the_entry_is_frozen_and_its_number_is_not_given_again(cast: Cast, issued: Document, now: datetime) -> None:
    recall(cast, issued, now)
    alice = cast.actor("alice")
    file = actions.store_upload(actor=alice, name="them.txt", content=b"them\n", now=now)
    with pytest.raises(MoveRefused):
        actions.correct_document(actor=alice, document_id=issued.pk, changes={"subject": "Khác"}, reason="Sai", now=now)
    with pytest.raises(MoveRefused):
        actions.attach(actor=alice, document_id=issued.pk, file=file, name="them.txt", role="annex", now=now)
    with pytest.raises(MoveRefused):
        actions.note_transfer(actor=alice, document_id=issued.pk, unit="Văn thư", transferred_on=now.date(),
                              receipt="", now=now)
    with pytest.raises(MoveRefused):
        recall(cast, issued, now)
    issued.refresh_from_db()
    assert (issued.subject, issued.attachments.count()) == ("Báo cáo quý IV", 0)
    replacing = actions.register_document(
        actor=alice, agency_id=cast.agency.pk, direction="outgoing", notation="BC-SXD", now=now,
        entry=Entry(kind="bao_cao", subject="Báo cáo quý IV (thay thế)", issued_on=now.date(), issuer="Sở Xây dựng"),
    )  # fmt: skip
    assert (issued.serial, replacing.serial) == (1, 2)


@pytest.mark.parametrize("which", ["ground", "incoming", "long"])
def test_what_cannot_be_recalled_is_refused_in_words(
    cast: Cast, issued: Document, register: Register, now: datetime, which: str
) -> None:
    document = register() if which == "incoming" else issued
    more = {"ground": {"ground": "urging.late"}, "long": {"words": "x" * 501}}.get(which, {})
    with pytest.raises(Invalid):
        recall(cast, document, now, **more)
    document.refresh_from_db()
    assert document.recalled_at is None


def test_only_the_registrar_of_that_agency_recalls(cast: Cast, issued: Document, now: datetime) -> None:
    for who in ("charlie", "bob"):
        with pytest.raises((NotAllowed, NotFound)):
            actions.recall_document(actor=cast.actor(who), document_id=issued.pk, ground=GROUND, now=now)


def test_half_a_recall_cannot_be_written(issued: Document, now: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=issued.pk).update(recalled_at=now)


def test_recalling_on_screen(cast: Cast, issued: Document, client: Client) -> None:
    alice = cast.sign_in(client, "alice")
    address = reverse("documents:recall", args=[issued.pk])
    assert alice.post(address, {"ground": "", "words": ""}).status_code == 422
    page = alice.post(address, {"ground": GROUND, "words": "Sai số liệu"}, follow=True).content.decode()
    assert "Văn bản này đã bị thu hồi" in page
    assert "Có sai sót về nội dung" in page
    assert address not in page
    again = alice.post(address, {"ground": GROUND, "words": ""})
    assert again.status_code < 500
    assert "Đã thu hồi" in alice.get(reverse("documents:outgoing")).content.decode()
