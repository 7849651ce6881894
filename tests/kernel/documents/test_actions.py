"""Registering, correcting, attaching; storing uploads."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from congvu.core.refusals import Invalid, NotAllowed, NotFound
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.actions import (
    DuplicateFound,
    allocate_number,
    attach,
    correct_document,
    note_transfer,
    read_text,
    store_upload,
)
from congvu.kernel.documents.models import Document, ExtractedText, NumberSeries, StoredFile
from congvu.kernel.documents.models.content import name_of, read_content
from congvu.kernel.documents.queries import text_of
from congvu.kernel.jobs.models import Job
from congvu.kernel.journal.queries import of_stream
from tests.kernel.accounts.cast import Cast
from tests.kernel.documents import papers
from tests.kernel.documents.conftest import Register


def _kept_files() -> set[str]:
    folder = Path(settings.CONGVU_FILES)
    return {path.name for path in folder.rglob("*") if path.is_file()} if folder.exists() else set()


def test_an_incoming_document_takes_the_next_arrival_number(register: Register) -> None:
    first = register()
    second = register(code="13/CT-UBND")
    assert (first.serial, second.serial) == (1, 2)
    assert first.arrived_on == date(2026, 11, 24)
    assert (first.number, first.notation, first.year) == ("12", "CT-UBND", 2026)


def test_registering_writes_one_journal_line_with_the_whole_entry(register: Register) -> None:
    document = register()
    (line,) = of_stream(f"document/{document.pk}")
    assert line.verb == "document.registered"
    assert '"12/CT-UBND"' in (line.text or "")


def test_each_agency_and_year_has_numbers_of_its_own(register: Register, cast: Cast) -> None:
    system = Actor.system()
    here = register(actor=system)
    there = register(actor=system, agency_id=cast.other_agency.pk)
    last_year = register(
        actor=system, code="9/CT-UBND", issued_on=date(2025, 12, 30), arrived_on=date(2025, 12, 31)
    )
    assert [here.serial, there.serial, last_year.serial] == [1, 1, 1]


def test_an_outgoing_document_gets_number_and_notation(register: Register) -> None:
    document = register(direction="outgoing", kind="quyet_dinh", code="", issuer="", notation="QĐ-SXD")
    assert document.code == "01/QĐ-SXD"
    assert document.issued_on == date(2026, 11, 20)
    with pytest.raises(Invalid) as refused:
        register(direction="outgoing", kind="quyet_dinh", code="", subject="Khác", issued_on=date(2026, 11, 24))
    assert refused.value.field == "notation"
    assert NumberSeries.objects.get(series="outgoing").last == 1


def test_a_rolled_back_act_gives_its_number_back(register: Register) -> None:
    register()
    with pytest.raises(RuntimeError, match="power cut"), transaction.atomic():
        register(code="13/CT-UBND")
        raise RuntimeError("power cut")
    assert register(code="14/CT-UBND").serial == 2


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_a_mistake_of_the_program() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        allocate_number(1, 2026, "incoming")


@pytest.mark.parametrize(
    "again",
    [
        {},
        {"code": "Số: 012 / CT-UBND"},
        {"issuer": "UBND tỉnh Lam Giang", "subject": "Đề khác"},
    ],
)
def test_the_same_document_twice_is_a_warning_that_can_be_confirmed(register: Register, again: dict[str, str]) -> None:
    first = register()
    with pytest.raises(DuplicateFound) as warned:
        register(**again)
    assert warned.value.documents == [first]
    second = register(**again, confirm_duplicate=True)
    assert second.serial == 2
    (line,) = of_stream(f"document/{second.pk}")
    assert f'"confirmed_duplicate_of":[{first.pk}]' in (line.text or "")


@pytest.mark.parametrize(
    "other", [{"code": "13/CT-UBND"}, {"issuer": "UBND tỉnh Khác"}, {"issued_on": date(2025, 11, 20)}]
)
def test_another_document_is_no_duplicate(register: Register, other: dict[str, object]) -> None:
    register()
    assert register(**other).serial == 2


def test_the_same_file_under_another_number_is_a_warning(register: Register, cast: Cast, now: datetime) -> None:
    file = store_upload(actor=cast.actor("alice"), name="a.txt", content=b"Giao So Noi vu", now=now)
    register(files=[(file, "a.txt")])
    with pytest.raises(DuplicateFound):
        register(code="99/CT-UBND", files=[(file, "b.txt")])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "nothing"}, "kind"),
        ({"subject": "   "}, "subject"),
        ({"subject": "x" * 1001}, "subject"),
        ({"issuer": ""}, "issuer"),
        ({"urgency": "now"}, "urgency"),
        ({"confidentiality": "tuyet_mat"}, "file"),
        ({"issued_on": date(2027, 1, 1)}, "issued_on"),
        ({"issued_on": date(1802, 6, 1)}, "issued_on"),
        ({"arrived_on": date(2026, 11, 25)}, "arrived_on"),
        ({"arrived_on": date(2026, 11, 19)}, "arrived_on"),
        ({"due_on": date(2026, 11, 1)}, "due_on"),
        ({"direction": "sideways"}, "direction"),
        ({"code": "1" * 100}, "code"),
    ],
)
def test_impossible_entries_are_refused_and_nothing_is_written(
    register: Register, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        register(**wrong)
    assert refused.value.field == field
    assert not Document.objects.exists()
    assert not NumberSeries.objects.filter(last__gt=0).exists()


def test_registering_needs_the_permission_for_that_agency(register: Register, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        register(actor=cast.actor("bob"))
    with pytest.raises(NotAllowed):
        register(agency_id=cast.other_agency.pk)
    with pytest.raises(NotFound):
        register(actor=Actor.system(), agency_id=987654)


def test_correcting_keeps_old_and_new_in_the_journal(register: Register, cast: Cast, now: datetime) -> None:
    document = register()
    changed = correct_document(
        actor=cast.actor("alice"), document_id=document.pk, changes={"subject": "Về việc khác"}, now=now,
        reason="Gõ nhầm",
    )
    assert changed.subject == "Về việc khác"
    assert "khac" in changed.skey
    line = list(of_stream(f"document/{document.pk}"))[-1]
    assert line.verb == "document.corrected"
    assert "kỷ cương" in (line.text or "")


@pytest.mark.parametrize(
    ("changes", "reason", "field"),
    [
        ({"subject": "Mới"}, " ", "reason"),
        ({"serial": 7}, "x", "serial"),
        ({"subject": ""}, "x", "subject"),
        ({}, "x", ""),
    ],
)
def test_a_correction_without_reason_or_change_is_refused(
    register: Register, cast: Cast, changes: dict[str, object], reason: str, field: str
) -> None:
    document = register()
    now = document.registered_at
    with pytest.raises(Invalid) as refused:
        correct_document(
            actor=cast.actor("alice"), document_id=document.pk, changes=changes, reason=reason, now=now
        )
    assert refused.value.field == field


def test_a_number_given_by_the_register_cannot_be_corrected(register: Register, cast: Cast, now: datetime) -> None:
    document = register(direction="outgoing", code="", notation="BC-SXD", kind="bao_cao")
    with pytest.raises(Invalid) as refused:
        correct_document(
            actor=cast.actor("alice"), document_id=document.pk, changes={"code": "2/BC-SXD"}, reason="x", now=now
        )
    assert refused.value.field == "code"


def test_a_document_of_another_agency_cannot_be_corrected(register: Register, cast: Cast, now: datetime) -> None:
    document = register()
    with pytest.raises(NotFound):
        correct_document(
            actor=cast.actor("charlie"), document_id=document.pk, changes={"subject": "x"}, reason="x", now=now
        )


def test_the_transfer_fills_columns_seven_to_nine(register: Register, cast: Cast, now: datetime) -> None:
    document = register()
    alice = cast.actor("alice")
    with pytest.raises(Invalid):
        note_transfer(
            actor=alice, document_id=document.pk, unit="Phòng A", transferred_on=date(2026, 11, 1), receipt="", now=now
        )
    note_transfer(
        actor=alice, document_id=document.pk, unit="Phòng Quản lý xây dựng", transferred_on=date(2026, 11, 24),
        receipt="Trần Văn Bình", now=now,
    )
    document.refresh_from_db()
    assert document.transferred_to == "Phòng Quản lý xây dựng"


def test_an_upload_is_kept_by_its_content_with_its_text(cast: Cast, now: datetime) -> None:
    alice = cast.actor("alice")
    content = papers.pdf([papers.DIRECTIVE, ["Trang hai"]])
    file = store_upload(actor=alice, name="Chỉ thị.pdf", content=content, now=now)
    assert (file.kind, file.pages, file.size) == ("pdf", 2, len(content))
    assert read_content(file.sha256) == content
    text = ExtractedText.objects.get(file=file)
    assert "Giao Sở Nội vụ chủ trì" in text.text
    assert (text.method, text.recognised) == ("pdf-text", False)
    again = store_upload(actor=alice, name="khác.pdf", content=content, now=now)
    assert again == file
    assert StoredFile.objects.count() == 1


def test_the_text_of_a_document_is_that_of_its_original(register: Register, cast: Cast, now: datetime) -> None:
    alice = cast.actor("alice")
    annex = store_upload(actor=alice, name="pl.txt", content="Phụ lục I".encode(), now=now)
    original = store_upload(actor=alice, name="ct.docx", content=papers.docx(papers.DIRECTIVE), now=now)
    document = register(files=[(original, "ct.docx"), (annex, "pl.txt")])
    text = text_of(document.pk)
    assert text.method == "docx"
    assert text.text.splitlines() == papers.DIRECTIVE
    assert read_text(file=original, now=now).text == text.text
    attached = attach(
        actor=alice, document_id=document.pk, file=annex, name="../kết quả.txt", role="result", now=now
    )
    assert attached.name == "kết quả.txt"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("m.docx", papers.docx(["UBND TỈNH", "TỐI MẬT", "Số: 1/BC-UBND"]), "upload_secret"),
        ("m.pdf", papers.pdf([["MẬT", *papers.DIRECTIVE]]), "upload_secret"),
        ("m.txt", "TUYỆT MẬT\nBáo cáo".encode(), "upload_secret"),
        ("m.txt", "TUYỆT MẬT\nBáo cáo".encode("utf-16"), "upload_secret"),
        ("t.pdf", papers.pdf([papers.DIRECTIVE])[:300], "upload_broken"),
        ("e.docx", b"", "upload_empty"),
        ("b.docx", papers.bomb(), "upload_bomb"),
    ],
)
def test_a_refused_upload_leaves_nothing_behind(
    cast: Cast, now: datetime, name: str, content: bytes, code: str
) -> None:
    before = _kept_files()
    with pytest.raises(Invalid) as refused:
        store_upload(actor=cast.actor("alice"), name=name, content=content, now=now)
    assert refused.value.code == code
    assert _kept_files() == before
    assert not StoredFile.objects.exists()


def test_the_users_own_tick_refuses_a_secret(cast: Cast, now: datetime) -> None:
    with pytest.raises(Invalid) as refused:
        store_upload(actor=cast.actor("alice"), name="a.txt", content=b"nothing special", now=now, secret=True)
    assert refused.value.code == "upload_secret"
    assert not StoredFile.objects.exists()


def test_a_text_about_secrets_is_taken(cast: Cast, now: datetime) -> None:
    text = "CHỈ THỊ\nVề tăng cường bảo vệ bí mật nhà nước".encode()
    assert store_upload(actor=cast.actor("alice"), name="a.txt", content=text, now=now).pk


def _locked(password: str) -> bytes:
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(papers.pdf([papers.DIRECTIVE]))))
    writer.encrypt(password, owner_password="owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_with_a_password_is_refused_one_without_is_read(cast: Cast, now: datetime) -> None:
    alice = cast.actor("alice")
    with pytest.raises(Invalid) as refused:
        store_upload(actor=alice, name="a.pdf", content=_locked("mở"), now=now)
    assert refused.value.code == "upload_encrypted"
    file = store_upload(actor=alice, name="a.pdf", content=_locked(""), now=now)
    assert "owner_locked" in file.notes
    assert "Sở Nội vụ" in ExtractedText.objects.get(file=file).text


@pytest.mark.parametrize(
    ("content", "note"),
    [
        ("Giao Sở Nội vụ".encode("utf-16"), "encoding: utf-16"),
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam; giao c¸c c¬ quan, tæ chøc thùc hiÖn viÖc cña tØnh".encode("latin-1"),
         "legacy_font: TCVN3"),
    ],
)
def test_odd_encodings_become_readable_and_say_so(cast: Cast, now: datetime, content: bytes, note: str) -> None:
    file = store_upload(actor=cast.actor("alice"), name="a.txt", content=content, now=now)
    text = ExtractedText.objects.get(file=file)
    assert note in text.notes
    assert "giao" in text.text.lower()
    assert "cơ quan" in text.text or "Sở Nội vụ" in text.text


def test_a_scan_waits_for_recognition_and_a_signed_file_for_its_check(cast: Cast, now: datetime) -> None:
    alice = cast.actor("alice")
    store_upload(actor=alice, name="s.pdf", content=papers.scanned_pdf(8, 8, b"\xff" * 64), now=now)
    signed = papers.pdf([papers.DIRECTIVE]) + b"\n% /ByteRange\n"
    store_upload(actor=alice, name="k.pdf", content=signed, now=now)
    assert sorted(Job.objects.values_list("name", flat=True)) == [
        "documents.check_signatures", "documents.recognise",
    ]


def test_uploading_needs_a_permission(now: datetime) -> None:
    with pytest.raises(NotAllowed):
        store_upload(actor=Actor.nobody(), name="a.txt", content=b"x", now=now)


def test_lost_or_changed_content_is_noticed(cast: Cast, now: datetime) -> None:
    file = store_upload(actor=cast.actor("alice"), name="a.txt", content=b"abc def", now=now)
    place = Path(settings.CONGVU_FILES) / name_of(file.sha256)
    place.write_bytes(b"abc deg")
    with pytest.raises(NotFound):
        read_content(file.sha256)
    place.unlink()
    with pytest.raises(NotFound):
        read_content(file.sha256)
