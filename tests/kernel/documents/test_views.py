"""Screens of documents: registers, entering, the page, downloads; who may come."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from congvu.kernel.accounts.models import AccessLog
from congvu.kernel.documents.actions import check_signatures, store_upload
from congvu.kernel.documents.models import Document, SignatureCheck, StoredFile
from congvu.kernel.documents.queries import INCOMING_COLUMNS, OUTGOING_COLUMNS
from congvu.kernel.documents.tables import INCOMING, OUTGOING
from tests.kernel.accounts.cast import Cast
from tests.kernel.documents import papers
from tests.kernel.documents.conftest import Register


def words(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def alice(cast: Cast, client: Client) -> Client:
    """A browser in which Alice is signed in."""
    return cast.sign_in(client, "alice")


def _form(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "agency": cast.agency.pk, "kind": "chi_thi", "code": "12/CT-UBND", "issued_on": "20/11/2025",
        "arrived_on": "2025-11-21", "issuer": "UBND tỉnh", "subject": "Chấn chỉnh kỷ cương", "urgency": "normal",
        "confidentiality": "internal", **changes,
    }


def test_the_columns_are_those_of_the_decree_word_for_word() -> None:
    with translation.override("vi"):
        assert tuple(str(column.label) for column in INCOMING.columns) == INCOMING_COLUMNS
        assert tuple(str(column.label) for column in OUTGOING.columns) == OUTGOING_COLUMNS


def test_the_register_is_shown_printed_and_exported_with_ten_columns(alice: Client, register: Register) -> None:
    register()
    assert "Chỉ thị: Về việc chấn chỉnh kỷ luật" in words(alice.get("/documents/"))
    printed = words(alice.get("/documents/print/incoming/?from=2026-11-01"))
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN" in printed
    assert all(column in printed for column in INCOMING_COLUMNS)
    assert "12/CT-UBND" in printed
    lines = list(csv.reader(io.StringIO(_streamed(alice.get("/documents/?export=csv")).decode("utf-8-sig"))))
    assert lines[0] == list(INCOMING_COLUMNS)
    assert lines[1][1:4] == ["1", "Ủy ban nhân dân tỉnh Lam Giang", "12/CT-UBND"]
    sheet = openpyxl.load_workbook(io.BytesIO(_streamed(alice.get("/documents/?export=xlsx")))).active
    assert sheet is not None
    assert len(next(sheet.iter_rows(values_only=True))) == 10


def _streamed(answer: Any) -> bytes:
    """The whole answer; its file is closed, while the test keeps its database connection."""
    content = b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)
    for close in answer._resource_closers:
        close()
    return content


@pytest.mark.parametrize(
    ("query", "found"),
    [("", True), ("q=ky+cuong", True), ("q=khac", False), ("from=2026-11-24&to=24/11/2026", True),
     ("from=2026-11-25", False), ("kind=cong_van", False), ("agency=999999", True), ("from=nonsense", True)],
)
def test_the_register_is_filtered(alice: Client, register: Register, query: str, found: bool) -> None:
    register()
    answer = alice.get(f"/documents/?{query}")
    assert answer.status_code == 200
    assert ("kỷ cương hành chính" in words(answer)) == found


def test_the_outgoing_register_has_its_own_page(alice: Client, register: Register) -> None:
    register(direction="outgoing", kind="bao_cao", code="", notation="BC-SXD")
    page = words(alice.get("/documents/outgoing/"))
    assert "01/BC-SXD" in page
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in words(alice.get("/documents/print/outgoing/"))
    assert alice.get("/documents/print/sideways/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_costs_the_same_for_one_row_and_for_three(
    alice: Client, register: Register, rows: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(rows):
        register(code=f"{number + 20}/CT-UBND")
    alice.get("/documents/")
    with django_assert_max_num_queries(6):
        alice.get("/documents/")


def test_a_document_is_entered_with_its_file(alice: Client, cast: Cast) -> None:
    assert "Đăng ký văn bản đến" in words(alice.get("/documents/new/"))
    upload = SimpleUploadedFile("chỉ thị.pdf", papers.pdf([papers.DIRECTIVE]))
    answer = alice.post("/documents/new/", _form(cast, file=upload), follow=True)
    page = words(answer)
    assert answer.status_code == 200
    document = Document.objects.get()
    assert document.serial == 1
    assert document.arrived_on == date(2025, 11, 21)
    assert "chỉ thị.pdf" in page
    assert "Giao Sở Nội vụ chủ trì" in page


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("m.txt", "TỐI MẬT\nBáo cáo".encode(), "bí mật nhà nước"),
        ("a.pdf", b"MZ" + b"\x00" * 99, "chương trình chạy được"),
        ("a.docx", papers.bomb(), "bom nén"),
        ("a.docm", papers.docx(["x"]), "macro"),
        ("a.pdf", papers.pdf([["x"]])[:250], "bị hỏng"),
        ("a.pdf", papers.docx(["x"]), "nội dung là loại khác"),
    ],
)
def test_a_refused_upload_says_why_in_vietnamese_and_keeps_nothing(
    alice: Client, cast: Cast, name: str, content: bytes, sentence: str
) -> None:
    answer = alice.post("/documents/new/", _form(cast, file=SimpleUploadedFile(name, content)))
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert "Chấn chỉnh kỷ cương" in words(answer), "what was typed is still there"
    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_tick_for_secrets_refuses(alice: Client, cast: Cast) -> None:
    for extra in ({}, {"file": SimpleUploadedFile("a.txt", b"abc")}):
        answer = alice.post("/documents/new/", _form(cast, secret="on", **extra))
        assert answer.status_code == 422
        assert "bí mật nhà nước" in words(answer)
    assert not StoredFile.objects.exists()


def test_an_upload_is_not_lost_when_the_form_comes_back(alice: Client, cast: Cast) -> None:
    upload = SimpleUploadedFile("a.txt", "Giao Sở Nội vụ".encode())
    answer = alice.post("/documents/new/", _form(cast, file=upload, subject=""))
    assert answer.status_code == 422
    token = _token(answer)
    assert alice.post("/documents/new/", _form(cast, stored=token)).status_code == 302
    assert Document.objects.get().attachments.get().name == "a.txt"


def _token(answer: Any) -> str:
    found = re.search(r'name="stored" value="([^"]+)"', words(answer))
    assert found
    return found[1]


def test_the_token_of_somebody_else_or_a_forged_one_is_refused(alice: Client, cast: Cast) -> None:
    token = _token(alice.post("/documents/new/", _form(cast, file=SimpleUploadedFile("a.txt", b"abc"), subject="")))
    for wrong in (token[:-2] + "xx", "1:2:3", ""):
        answer = alice.post("/documents/new/", _form(cast, stored=wrong, subject="ok"))
        assert answer.status_code == (302 if not wrong else 422)
    from tests.kernel.accounts.cast import give

    give(cast.charlie, "clerk_records", cast.other_agency)
    charlie = cast.sign_in(Client(), "charlie")
    answer = charlie.post("/documents/new/", _form(cast, agency=cast.other_agency.pk, stored=token))
    assert answer.status_code == 422


def test_a_double_is_asked_about_and_may_be_confirmed(alice: Client, cast: Cast) -> None:
    upload = SimpleUploadedFile("a.txt", b"abc")
    alice.post("/documents/new/", _form(cast))
    again = alice.post("/documents/new/", _form(cast, file=upload))
    assert again.status_code == 409
    assert "dường như đã được đăng ký" in words(again)
    assert 'name="confirm_duplicate"' in words(again)
    assert Document.objects.count() == 1
    confirmed = alice.post("/documents/new/", _form(cast, confirm_duplicate="on", stored=_token(again)))
    assert confirmed.status_code == 302
    assert Document.objects.count() == 2


def test_the_page_of_a_document(alice: Client, register: Register, cast: Cast, now: datetime) -> None:
    file = store_upload(actor=cast.actor("alice"), name="a.pdf", content=papers.pdf([papers.DIRECTIVE]), now=now)
    document = register(files=[(file, "a.pdf")], urgency="express", note="<script>alert(1)</script>")
    page = words(alice.get(f"/documents/{document.pk}/"))
    assert "Hỏa tốc" in page
    assert "<script>alert(1)" not in page
    assert "văn bản nhận dạng" not in page
    text = file.extracted
    text.recognised = True
    text.save()
    page = words(alice.get(f"/documents/{document.pk}/"))
    assert "văn bản nhận dạng" in page


def _result(**changes: Any) -> dict[str, Any]:
    return {
        "field": "ChuKy", "intact": True, "problem": "", "signer": "Nguyễn Thị An", "organisation": "Sở Xây dựng",
        "issuer": "CA", "serial": "1267", "claimed_at": "2026-11-20T08:00:00+07:00", "stamped_at": "",
        "within_validity": True, "covers_whole_file": True, "changed_after": False, "known_issuer": False, **changes,
    }


@pytest.mark.parametrize(
    ("result", "said", "unsaid"),
    [
        (_result(), "chưa chứng minh được ai ký", "có trong danh sách của tỉnh."),
        (_result(known_issuer=True), "có trong danh sách của tỉnh", "chưa chứng minh được ai ký"),
        (_result(intact=False), "đã bị thay đổi sau khi ký", "toàn vẹn"),
        (_result(changed_after=True), "nhưng tệp bị thay đổi sau khi ký", "toàn vẹn"),
        (_result(problem="ValueError"), "không chứng minh được gì", "toàn vẹn"),
        (_result(stamped_at="2026-11-20T08:00:00+07:00"), "dấu thời gian", "máy của người ký"),
    ],
)
def test_signatures_are_told_without_claiming_more_than_is_proved(
    alice: Client, register: Register, cast: Cast, now: datetime, result: dict[str, Any], said: str, unsaid: str
) -> None:
    file = store_upload(actor=cast.actor("alice"), name="a.txt", content=b"abc", now=now)
    document = register(files=[(file, "a.txt")])
    SignatureCheck.objects.create(file=file, results=[result], checked_at=now)
    page = words(alice.get(f"/documents/{document.pk}/")).replace("không có trong danh sách của tỉnh: ", "")
    assert said in page
    assert unsaid not in page


def test_a_file_that_could_not_be_checked_says_so(
    alice: Client, register: Register, cast: Cast, now: datetime
) -> None:
    file = store_upload(actor=cast.actor("alice"), name="a.pdf", content=papers.pdf([["x" * 60]]), now=now)
    document = register(files=[(file, "a.pdf")])
    check_signatures(file_id=file.pk, now=now)
    assert "không có chữ ký số" in words(alice.get(f"/documents/{document.pk}/"))
    SignatureCheck.objects.update(problem="failed: time")
    assert "Không kiểm tra được chữ ký số" in words(alice.get(f"/documents/{document.pk}/"))


def test_correcting_passing_on_and_attaching(alice: Client, register: Register) -> None:
    document = register()
    assert alice.get(f"/documents/{document.pk}/correct/").status_code == 200
    form = {
        "kind": "cong_dien", "code": "12/CĐ-UBND", "issued_on": "2026-11-20", "issuer": document.issuer,
        "subject": "Mới", "urgency": "urgent", "confidentiality": "internal", "reason": "Nhầm loại",
    }
    refused = alice.post(f"/documents/{document.pk}/correct/", form | {"reason": ""})
    assert refused.status_code == 422
    assert alice.post(f"/documents/{document.pk}/correct/", form | {"issued_on": "2031-01-01"}).status_code == 422
    assert alice.post(f"/documents/{document.pk}/correct/", form).status_code == 302
    document.refresh_from_db()
    assert (document.kind, document.subject) == ("cong_dien", "Mới")
    transfer = {"unit": "Phòng A", "transferred_on": "2026-11-24", "receipt": "Bình"}
    assert alice.post(f"/documents/{document.pk}/transfer/", transfer | {"unit": ""}).status_code == 422
    too_early = transfer | {"transferred_on": "2020-01-01"}
    assert alice.post(f"/documents/{document.pk}/transfer/", too_early).status_code == 422
    assert alice.post(f"/documents/{document.pk}/transfer/", transfer).status_code == 302
    upload = {"file": SimpleUploadedFile("kq.txt", b"ket qua"), "role": "result"}
    assert alice.post(f"/documents/{document.pk}/attach/", upload).status_code == 302
    hostile = {"file": SimpleUploadedFile("kq.txt", b"MZ" + b"\x00" * 90), "role": "result"}
    assert alice.post(f"/documents/{document.pk}/attach/", hostile).status_code == 422
    assert document.attachments.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("Chỉ thị số 12.pdf", papers.pdf([papers.DIRECTIVE]), "application/pdf"),
        ("trang.html", b"<html><script>alert(1)</script>", "application/octet-stream"),
    ],
)
def test_a_download_can_do_nothing_on_this_site(
    alice: Client, register: Register, cast: Cast, now: datetime, name: str, content: bytes, media_type: str
) -> None:
    file = store_upload(actor=cast.actor("alice"), name=name, content=content, now=now)
    register(files=[(file, name)])
    answer = alice.get(f"/documents/files/{file.pk}/")
    assert _streamed(answer) == content
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == media_type
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert alice.post(f"/documents/files/{file.pk}/").status_code == 405


def test_strangers_get_no_page_no_file_no_act(register: Register, cast: Cast, now: datetime) -> None:
    file = store_upload(actor=cast.actor("alice"), name="a.txt", content=b"abc", now=now)
    document = register(files=[(file, "a.txt")])
    charlie = cast.sign_in(Client(), "charlie")
    assert "kỷ cương" not in words(charlie.get("/documents/"))
    assert "kỷ cương" not in words(charlie.get(f"/documents/?agency={cast.agency.pk}"))
    assert "kỷ cương" not in words(charlie.get(f"/documents/print/incoming/?agency={cast.agency.pk}&from=2020-01-01"))
    assert charlie.get(f"/documents/{document.pk}/").status_code == 404
    assert charlie.get(f"/documents/files/{file.pk}/").status_code == 404
    assert charlie.post(f"/documents/{document.pk}/transfer/", {}).status_code in (403, 404)
    assert charlie.get("/documents/new/").status_code == 403
    bob = cast.sign_in(Client(), "bob")
    assert bob.get(f"/documents/{document.pk}/").status_code == 200
    assert bob.get(f"/documents/{document.pk}/correct/").status_code == 403
    for address in ("/documents/", f"/documents/{document.pk}/", f"/documents/files/{file.pk}/"):
        assert Client().get(address).status_code == 302


def test_entering_for_another_agency_is_refused(alice: Client, cast: Cast) -> None:
    answer = alice.post("/documents/new/", _form(cast, agency=cast.other_agency.pk))
    assert answer.status_code == 422
    assert not Document.objects.exists()


def test_looking_at_limited_documents_is_recorded(
    alice: Client, register: Register, cast: Cast, now: datetime
) -> None:
    file = store_upload(actor=cast.actor("alice"), name="a.txt", content=b"abc", now=now)
    open_one = register()
    alice.get(f"/documents/{open_one.pk}/")
    assert not AccessLog.objects.exists()
    limited = register(code="13/CT-UBND", confidentiality="restricted", files=[(file, "a.txt")])
    alice.get(f"/documents/{limited.pk}/")
    assert _streamed(alice.get(f"/documents/files/{file.pk}/")) == b"abc"
    assert set(AccessLog.objects.values_list("login", "subject")) == {
        ("alice", f"document/{limited.pk}"), ("alice", f"file/{file.pk}"),
    }
