"""Hồ sơ công việc: from the yearly list to the archive."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from congvu.core.refusals import Invalid, NotAllowed, NotFound
from congvu.kernel.documents.actions import (
    Line,
    announce_hand_over,
    approve_list,
    close_dossier,
    hand_over,
    list_dossier,
    open_dossier,
    put_in,
    store_upload,
    take_out,
)
from congvu.kernel.documents.models import Document, Dossier, StoredFile
from congvu.kernel.documents.queries.dossier_export import export_dossier
from congvu.kernel.documents.queries.dossiers import due_at_archive, listed, papers_in, to_announce
from congvu.kernel.documents.queries.printing import contents_sheet, dossier_list_sheet, hand_over_sheet
from congvu.kernel.journal.queries import of_stream
from tests.kernel.accounts.cast import Cast
from tests.kernel.documents.conftest import Register

DAY = date(2026, 11, 24)


@pytest.fixture
def dossier(cast: Cast, now: datetime) -> Dossier:
    """A dossier Bob opened."""
    made = list_dossier(
        actor=cast.actor("alice"), agency_id=cast.agency.pk, year=2026, now=now,
        line=Line(symbol="01.TCCB", title="Hồ sơ chấn chỉnh kỷ cương năm 2026", heading="I. Tổ chức",
                  retention_years=20),
    )
    return open_dossier(actor=cast.actor("bob"), dossier_id=made.pk, opened_on=date(2026, 11, 20), now=now)


def test_the_way_of_a_dossier(cast: Cast, dossier: Dossier, register: Register, now: datetime) -> None:
    bob, first, second = cast.actor("bob"), register(), register(code="13/CT-UBND", issued_on=date(2026, 11, 2))
    put_in(actor=bob, dossier_id=dossier.pk, document_ids=[first.pk, second.pk, first.pk], now=now)
    assert [paper.pk for paper in papers_in(bob, dossier)] == [second.pk, first.pk]
    closed = close_dossier(actor=bob, dossier_id=dossier.pk, closed_on=DAY, now=now)
    assert closed.handover_due_on == date(2027, 11, 25)  # the 24th is a holiday
    gone = hand_over(actor=cast.actor("alice"), agency_id=cast.agency.pk, dossier_ids=[dossier.pk], to="Lưu trữ Sở",
                     handed_on=DAY, now=now)
    assert gone[0].state == "handed_over"
    verbs = [line.verb for line in list(of_stream(f"dossier/{dossier.pk}"))]
    assert verbs == ["dossier.listed", "dossier.opened", "dossier.filled", "dossier.closed", "dossier.handed_over"]


def test_a_document_lies_in_two_dossiers_without_a_copy(
    cast: Cast, dossier: Dossier, register: Register, now: datetime
) -> None:
    bob = cast.actor("bob")
    other = list_dossier(actor=bob, agency_id=cast.agency.pk, year=2026, line=Line(symbol="02.TCCB", title="Khác"),
                         now=now)
    open_dossier(actor=bob, dossier_id=other.pk, opened_on=DAY, now=now)
    document = register()
    for one in (dossier, other):
        put_in(actor=bob, dossier_id=one.pk, document_ids=[document.pk], now=now)
    assert Document.objects.count() == 1
    assert document.in_dossiers.count() == 2
    with pytest.raises(Invalid):
        put_in(actor=bob, dossier_id=other.pk, document_ids=[document.pk], now=now)
    take_out(actor=bob, dossier_id=other.pk, document_id=document.pk, reason="để nhầm", now=now)
    assert Document.objects.count() == document.in_dossiers.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"symbol": ""}, "symbol"), ({"symbol": "01.TCCB"}, "symbol"), ({"title": " "}, "title"),
     ({"retention_years": 0}, "retention_years"), ({"confidentiality": "sealed"}, "confidentiality")],
)
def test_bad_lines_of_the_list(
    cast: Cast, dossier: Dossier, now: datetime, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        list_dossier(actor=cast.actor("alice"), agency_id=cast.agency.pk, year=2026, now=now,
                     line=Line(**({"symbol": "09.X", "title": "T"} | changes)))
    assert refused.value.field == field


def test_what_a_dossier_refuses(cast: Cast, dossier: Dossier, register: Register, now: datetime) -> None:
    bob, alice = cast.actor("bob"), cast.actor("alice")
    with pytest.raises(Invalid, match=r"(?i)tài liệu|văn bản|documents"):
        close_dossier(actor=bob, dossier_id=dossier.pk, closed_on=DAY, now=now)
    with pytest.raises(Invalid):
        put_in(actor=bob, dossier_id=dossier.pk, document_ids=[999_999], now=now)
    limited = register(code="14/CT-UBND", confidentiality="restricted")
    with pytest.raises(Invalid):
        put_in(actor=alice, dossier_id=dossier.pk, document_ids=[limited.pk], now=now)
    with pytest.raises(NotFound):
        put_in(actor=cast.actor("charlie"), dossier_id=dossier.pk, document_ids=[register().pk], now=now)
    with pytest.raises(NotAllowed):
        hand_over(actor=bob, agency_id=cast.agency.pk, dossier_ids=[dossier.pk], to="x", handed_on=DAY, now=now)
    with pytest.raises(Invalid):
        hand_over(actor=alice, agency_id=cast.agency.pk, dossier_ids=[dossier.pk], to="x", handed_on=DAY, now=now)
    with pytest.raises(Invalid):
        take_out(actor=bob, dossier_id=dossier.pk, document_id=1, reason="", now=now)


def test_short_lived_dossiers_need_not_go_to_the_archive(cast: Cast, register: Register, now: datetime) -> None:
    bob = cast.actor("bob")
    made = list_dossier(actor=bob, agency_id=cast.agency.pk, year=2026, now=now,
                        line=Line(symbol="03.VP", title="Giấy mời", retention_years=2))
    open_dossier(actor=bob, dossier_id=made.pk, opened_on=DAY, now=now)
    put_in(actor=bob, dossier_id=made.pk, document_ids=[register().pk], now=now)
    assert close_dossier(actor=bob, dossier_id=made.pk, closed_on=DAY, now=now).handover_due_on is None


def test_the_coming_hand_over_is_announced_thirty_days_before_and_once(
    cast: Cast, dossier: Dossier, register: Register, now: datetime
) -> None:
    bob = cast.actor("bob")
    put_in(actor=bob, dossier_id=dossier.pk, document_ids=[register().pk], now=now)
    close_dossier(actor=bob, dossier_id=dossier.pk, closed_on=DAY, now=now)
    assert to_announce(date(2027, 10, 22)) == []
    assert to_announce(date(2027, 10, 25)) == [dossier.pk]
    assert due_at_archive(bob, date(2027, 10, 25)).count() == 1
    assert announce_hand_over(dossier_id=dossier.pk, now=now)
    assert not announce_hand_over(dossier_id=dossier.pk, now=now)
    assert to_announce(date(2027, 10, 25)) == []


def test_lists_on_paper(cast: Cast, dossier: Dossier, register: Register, now: datetime) -> None:
    alice = cast.actor("alice")
    approval = approve_list(actor=alice, agency_id=cast.agency.pk, year=2026, approved_by="Nguyễn Thị An",
                            approved_on=DAY, now=now)
    put_in(actor=alice, dossier_id=dossier.pk, document_ids=[register().pk], now=now)
    rows = list(listed(alice, agency_id=cast.agency.pk, year=2026))
    sheet = dossier_list_sheet(rows, agency=cast.agency, year=2026, approval=approval, on=DAY)
    assert sheet.rows == (("", "I. TỔ CHỨC", "", "", ""),
                          ("01.TCCB", "Hồ sơ chấn chỉnh kỷ cương năm 2026", "20 năm", "Nguyễn Thị An", ""))
    assert contents_sheet(dossier, papers_in(alice, dossier), on=DAY).rows[0][1] == "12/CT-UBND"
    assert hand_over_sheet(rows, agency=cast.agency, on=DAY).rows[0][5] == "1"


def test_a_dossier_leaves_as_one_archive_in_the_order_of_time(
    cast: Cast, dossier: Dossier, register: Register, now: datetime
) -> None:
    bob = cast.actor("bob")
    file = store_upload(actor=bob, name="Chỉ thị.txt", content="Nội dung chỉ thị".encode(), now=now)
    later = register(files=[(file, "Chỉ thị.txt")])
    earlier = register(code="11/CT-UBND", issued_on=date(2026, 11, 2))
    put_in(actor=bob, dossier_id=dossier.pk, document_ids=[later.pk, earlier.pk], now=now)
    with export_dossier(bob, dossier, on=DAY) as stream:
        content = stream.read()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["002_01_2026-11-20_12-ct-ubnd-chi-thi.txt", "ho-so.xml"]
        root = ElementTree.fromstring(archive.read("ho-so.xml"))  # noqa: S314  # written by us above
        assert archive.read(archive.namelist()[0]).decode() == "Nội dung chỉ thị"
    assert root.findtext("FileCode/FileNotation") == "01.TCCB"
    assert [one.findtext("CodeNumber") for one in root.findall("Document")] == ["11", "12"]
    named = root.find("Document/File")
    assert named is not None
    assert named.get("size") == str(file.size)
    StoredFile.objects.filter(pk=file.pk).update(size=file.size + 1)
    with pytest.raises(Invalid):
        export_dossier(bob, dossier, on=DAY)


def test_the_screens_of_dossiers(cast: Cast, client: Client, dossier: Dossier, register: Register) -> None:
    document = register()
    bob = cast.sign_in(client, "bob")
    assert "01.TCCB" in bob.get("/documents/dossiers/?year=2026").content.decode()
    found = bob.get(f"/documents/dossiers/{dossier.pk}/?q=ky+cuong").content.decode()
    assert f'value="{document.pk}"' in found
    assert bob.post(f"/documents/dossiers/{dossier.pk}/fill/", {"documents": [document.pk]}).status_code == 302
    assert "12/CT-UBND" in bob.get(f"/documents/dossiers/{dossier.pk}/").content.decode()
    assert bob.get(f"/documents/dossiers/{dossier.pk}/contents/?format=docx").content.startswith(b"PK")
    answer = bob.get(f"/documents/dossiers/{dossier.pk}/export/")
    assert b"".join(answer.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    form = {"year": 2026, "symbol": "05.A", "title": "Mới", "confidentiality": "internal"}
    assert bob.post(f"/documents/dossiers/new/{cast.agency.pk}/", form).status_code == 302
    assert bob.post(f"/documents/dossiers/new/{cast.agency.pk}/", form).status_code == 422
    charlie = cast.sign_in(client, "charlie")
    assert charlie.get(f"/documents/dossiers/{dossier.pk}/").status_code == 404
