"""An organisation without code: from an empty register to a reform, through the pages."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.tasks import check, take_in
from congvu.kernel.casework.tasks import reform as carry_out
from congvu.kernel.jobs.models import Job
from congvu.kernel.org import queries as org
from congvu.kernel.org.extract import INTAKE, REFORM, read_sheets, write_xlsx
from congvu.kernel.org.models import Agency, Intake, Reform
from congvu.kernel.org.queries.outline import outline
from tests.kernel.accounts.cast import Cast


@pytest.fixture
def olga(cast: Cast, client: Client) -> Client:
    cast.sign_in(client, "olga")
    return client


def sheet(tables: dict[str, list[dict[str, str]]], sheets: Any = INTAKE) -> SimpleUploadedFile:
    content = write_xlsx([(sheets[code], rows) for code, rows in tables.items()])
    return SimpleUploadedFile("to-chuc.xlsx", content)


AGENCY = {"code": "snv", "name": "Sở Nội vụ", "kind": "Sở", "level": "Cấp tỉnh", "valid_from": "01/07/2025"}
PEOPLE: dict[str, list[dict[str, str]]] = {
    "agencies": [AGENCY],
    "officials": [{"code": "an", "full_name": "Nguyễn Văn An"}],
    "posts": [{"agency": "snv", "code": "gd", "title": "Giám đốc", "seat": "Đứng đầu", "valid_from": "01/07/2025"}],
    "appointments": [{"official": "an", "agency": "snv", "post": "gd", "from_on": "01/07/2025"}],
    "accounts": [{"login": "an", "official": "an", "role": "Thủ trưởng cơ quan, đơn vị", "agency": "snv"}],
}


def test_a_sheet_is_checked_taken_in_and_its_passwords_printed_once(olga: Client) -> None:
    answer = olga.post(reverse("setup:bring"), {"file": sheet(PEOPLE)}, follow=True)
    intake = Intake.objects.get()
    assert "Nguyễn Văn An" in answer.content.decode()
    assert not Agency.objects.filter(code="snv").exists()
    olga.post(reverse("setup:start", args=[intake.pk]))
    take_in(**Job.objects.get(name="accounts.take_in").args)
    assert Agency.objects.filter(code="snv").exists()
    page = olga.get(reverse("setup:intake", args=[intake.pk])).content.decode()
    assert reverse("setup:passwords", args=[intake.pk]) in page
    printed = olga.post(reverse("setup:passwords", args=[intake.pk]))
    assert "data-print" in printed.content.decode()
    assert "data-whole" in printed.content.decode(), "every password is in sight, on a phone too"
    assert printed.headers["Cache-Control"].startswith("max-age=0")
    assert Account.objects.get(login="an").must_change_password
    assert olga.post(reverse("setup:passwords", args=[intake.pk])).status_code == 409
    again = olga.post(reverse("setup:bring"), {"file": sheet(PEOPLE)}, follow=True)
    assert again.context["anything"] is False


def test_five_thousand_bad_rows_give_a_first_page_and_a_file(olga: Client) -> None:
    rows = [{**AGENCY, "code": f"x-{n}", "name": f"X {n}", "valid_from": "hôm qua"} for n in range(5000)]
    answer = olga.post(reverse("setup:bring"), {"file": sheet({"agencies": rows})}, follow=True)
    assert "hx-trigger" in answer.content.decode()
    check(**Job.objects.get(name="accounts.check_intake").args)
    intake = Intake.objects.get()
    page = olga.get(reverse("setup:intake", args=[intake.pk]))
    assert len(page.context["problems"]) == 100
    file = olga.get(reverse("setup:errors", args=[intake.pk])).content
    with zipfile.ZipFile(io.BytesIO(file)) as book:
        assert book.read("xl/worksheets/sheet1.xml").count(b"<row ") == 5001
    assert olga.post(reverse("setup:start", args=[intake.pk])).status_code == 422
    assert not Agency.objects.filter(code__startswith="x-").exists()


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "spreadsheetml.sheet.main+xml")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (40 * 1024 * 1024))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xlsx", b"MZ\x90\x00"), ("a.xlsx", b"%PDF-1.7"), ("a.csv", b"PK\x03\x04"), ("a.exe", b"x"), ("a.docx", b"x"),
     ("a.xlsx", bomb()), ("a.csv", b"Ten,Tuoi\nAn,5\n"), ("a.html", b"<html><body>x</body></html>")],
)  # fmt: skip
def test_what_is_no_sheet_is_refused_with_a_sentence(olga: Client, name: str, content: bytes) -> None:
    for url in (reverse("setup:bring"), reverse("setup:draft")):
        sent = {"file": SimpleUploadedFile(name, content), "name": "A", "decision": "B", "on": "01/07/2026"}
        answer = olga.post(url, sent)
        assert answer.status_code == 422
        assert answer.context["form"].errors["file"]
    assert not Intake.objects.exists()


def test_export_and_samples_are_files_that_can_be_read_again(olga: Client) -> None:
    everything = olga.get(reverse("setup:export", args=["all"]))
    rows = read_sheets(everything.content, "xlsx", INTAKE)
    assert [row["code"] for row in rows["agencies"]] == [row["code"] for row in outline()["agencies"]]
    for code in INTAKE:
        assert olga.get(reverse("setup:export", args=[code])).content.startswith(b"\xef\xbb\xbf")
        assert olga.get(reverse("setup:sample", args=[code])).status_code == 200
    assert read_sheets(olga.get(reverse("setup:sample", args=["all"])).content, "xlsx", INTAKE).keys() == INTAKE.keys()
    assert read_sheets(olga.get(reverse("setup:reform_sample")).content, "xlsx", REFORM).keys() == REFORM.keys()
    assert olga.get(reverse("setup:export", args=["khong-co"])).status_code == 404


def test_a_reform_is_drafted_previewed_carried_out_and_taken_back(olga: Client, cast: Cast) -> None:
    tables = {
        "lines": [{"agency": "so-xay-dung", "act": "Sáp nhập, hợp nhất", "heir": "so-moi"},
                  {"agency": "so-y-te", "act": "Sáp nhập, hợp nhất", "heir": "so-moi"}],
        "founded": [{"code": "so-moi", "name": "Sở Mới", "kind": "Sở", "level": "Cấp tỉnh"}],
    }  # fmt: skip
    sent = {"name": "Sắp xếp", "decision": "NQ 1", "on": "01/10/2026", "file": sheet(tables, REFORM)}
    preview = olga.post(reverse("setup:draft"), sent, follow=True)
    row = Reform.objects.get()
    assert preview.context["problems"] == []
    assert len(preview.context["unplaced"]) == 3
    assert olga.get(reverse("setup:reform_cases", args=[row.pk])).status_code == 200
    olga.post(reverse("setup:start_reform", args=[row.pk]))
    running = olga.get(reverse("setup:reform", args=[row.pk])).content.decode()
    assert "hx-trigger" in running
    carry_out(**Job.objects.get(name="casework.carry_out_reform").args)
    row.refresh_from_db()
    assert row.is_applied, row.fault
    assert "so-moi" in {agency.code for agency in org.agencies_on(date(2026, 10, 1))}
    assert olga.post(reverse("setup:undo_reform", args=[row.pk]), {"reason": ""}, follow=True).status_code == 200
    olga.post(reverse("setup:undo_reform", args=[row.pk]), {"reason": "Nhập nhầm"})
    assert not Agency.objects.filter(code="so-moi").exists()
    assert olga.get(reverse("setup:reform", args=[row.pk])).status_code == 200
    assert olga.get(reverse("setup:reforms")).status_code == 200


def test_a_typed_line_is_added_to_the_draft_and_mistakes_are_listed(olga: Client) -> None:
    sent = {"name": "A", "decision": "NQ 1", "on": "01/10/2026", "agency": "so-xay-dung", "act": "merge",
            "heirs": "so-xay-dung"}  # fmt: skip
    answer = olga.post(reverse("setup:draft"), sent, follow=True)
    row = Reform.objects.get()
    assert answer.context["problems"]
    assert olga.post(reverse("setup:start_reform", args=[row.pk])).status_code == 422
    changed = {**sent, "agency": "so-y-te", "heirs": "so-moi 0,5; so-khac 0,5", "act": "split", "rule": "by_share"}
    olga.post(reverse("setup:change", args=[row.pk]), changed)
    row.refresh_from_db()
    assert [(line["agency"], line["heir"], line["share"]) for line in row.lines] == [
        ("so-xay-dung", "so-xay-dung", ""), ("so-y-te", "so-moi", "0.5"), ("so-y-te", "so-khac", "0.5"),
    ]  # fmt: skip
    olga.post(reverse("setup:drop_reform", args=[row.pk]))
    assert not Reform.objects.exists()


def test_who_may_not_does_not_come_in(cast: Cast, client: Client) -> None:
    cast.sign_in(client, "alice")
    for name in ("setup:overview", "setup:bring", "setup:reforms", "setup:draft", "setup:reform_sample"):
        assert client.get(reverse(name)).status_code == 403
    assert client.get(reverse("setup:export", args=["all"])).status_code == 403


def test_the_guided_page_counts_what_is_there(olga: Client) -> None:
    page = olga.get(reverse("setup:overview"))
    assert [step.count > 0 for step in page.context["steps"]][:4] == [True, True, True, True]
