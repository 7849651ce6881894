"""Kiểm tra thể thức: what departs from the decree is found; what follows it is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx.shared import Mm, Pt

from congvu.core.refusals import Invalid
from congvu.kernel.documents.models import Document
from congvu.kernel.documents.papers import Item, Paper, Para, Signer, check_layout, to_docx
from congvu.kernel.documents.papers.layout_words import word_findings
from congvu.kernel.org.models import Agency
from tests.kernel.accounts.cast import Cast

LONG = "Qua theo dõi việc thực hiện nhiệm vụ được giao, Ủy ban nhân dân tỉnh yêu cầu các đơn vị thực hiện ngay."
GOOD = Paper(
    number="5", symbol="UBND-TH", agency="Ủy ban nhân dân tỉnh", place="Huế", on=date(2026, 3, 4), subject="Đôn đốc",
    addressees=("Sở Nội vụ",), body=(Para(LONG), Item("a)", LONG, 2), Item("b)", LONG, 2)), recipients=("Như trên",),
    archive_line="VT, TH", signer=Signer("TM.", "Ủy ban nhân dân", "Chủ tịch", "Nguyễn Văn A"),
)


@pytest.mark.parametrize(
    "paper", [GOOD, replace(GOOD, kind="thong_bao", addressees=()), replace(GOOD, urgency="urgent")]
)
def test_what_this_house_writes_follows_the_decree(paper: Paper) -> None:
    assert check_layout(to_docx(paper)) == ()


def changed(change: Callable[[Any], None]) -> set[str]:
    document = docx.Document(BytesIO(to_docx(GOOD)))
    change(document)
    out = BytesIO()
    document.save(out)
    return {finding.code for finding in check_layout(out.getvalue())}


def _font(document: Any) -> None:
    next(paragraph for paragraph in document.paragraphs if paragraph.runs).runs[0].font.name = "Arial"


def _small(document: Any) -> None:
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("Qua theo dõi"):
            paragraph.runs[0].font.size = Pt(11)
            paragraph.alignment = 0


def _letter_paper(document: Any) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)


def _narrow(document: Any) -> None:
    document.sections[0].left_margin = Mm(20)


def _no_number(document: Any) -> None:
    document.sections[0].header.paragraphs[0]._p.clear_content()


def _shown(document: Any) -> None:
    document.sections[0].different_first_page_header_footer = False


def _thin(document: Any) -> None:
    cell = document.tables[0].rows[0].cells[1]
    cell.paragraphs[0].runs[0].bold = False


@pytest.mark.parametrize(
    ("change", "code"),
    [(_font, "font"), (_small, "size"), (_small, "justify"), (_letter_paper, "page_size"), (_narrow, "margin"),
     (_no_number, "page_number"), (_shown, "page_number"), (_thin, "weight")],
)
def test_departures_are_found(change: Callable[[Any], None], code: str) -> None:
    assert code in changed(change)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Số: 5/UBND-TH", "number_padding"), ("Số: 05 / UBND-TH", "number_blanks"), ("Số: 05/UBND–TH", "number_dash"),
        ("Số: 05/ubnd-th", "symbol_capitals"), ("Số 05", ""), ("Huế, ngày 4 tháng 3 năm 2026", "day_padding"),
        ("Huế, ngày 04 tháng 1 năm 2026", "month_padding"), ("Huế, ngày 04 tháng 03 năm 2026", "month_padding"),
        ("Huế, ngày 31 tháng 13 năm 2026", "no_such_day"), ("Huế, ngày 04 tháng 12 năm 2026", ""),
        ("Số: 05/QĐ-BNV", ""), ("Số: 12/TTr-SNV", ""),
    ],
)
def test_number_and_date(line: str, code: str) -> None:
    found = {finding[0] for finding in word_findings([line]) if not finding[0].startswith(("missing", "end"))}
    assert found == ({code} if code else set())


@pytest.mark.parametrize(
    ("points", "wrong"),
    [("abcdđegh", 0), ("abcde", 1), ("abd", 1), ("abcdđef", 1), ("hik", 1)],
)
def test_points_follow_the_vietnamese_alphabet(points: str, wrong: int) -> None:
    lines = ["1. Khoản", *(f"{letter}) điểm" for letter in points)]
    found = [finding for finding in word_findings(lines) if finding[0] == "points"]
    assert bool(found) == bool(wrong)


def test_points_begin_anew_in_each_clause() -> None:
    lines = ["1. Một", "a) x", "b) y", "2. Hai", "a) x", "b) y"]
    assert not [finding for finding in word_findings(lines) if finding[0] == "points"]


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(Invalid):
        check_layout(b"PK\x03\x04 broken")


def test_an_uploaded_paper_is_registered_after_its_layout_was_looked_at(cast: Cast, client: Client) -> None:
    Agency.objects.filter(pk=cast.agency.pk).update(symbol="SXD")
    alice = cast.sign_in(client, "alice")
    bad = to_docx(replace(GOOD, end_mark=False))
    form = {"agency": cast.agency.pk, "kind": "thong_bao", "subject": "Đôn đốc", "urgency": "normal",
            "confidentiality": "internal"}
    answer = alice.post("/documents/outgoing/new/", form | {"file": SimpleUploadedFile("a.docx", bad)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "./." in page
    assert not Document.objects.exists()
    token = page.split('name="stored" value="')[1].split('"')[0]
    answer = alice.post("/documents/outgoing/new/", form | {"stored": token, "confirm_layout": "on"})
    assert answer.status_code == 302
    document = Document.objects.get()
    assert (document.code, document.attachments.count()) == ("01/TB-SXD", 1)
    checked = alice.post("/documents/check/", {"file": SimpleUploadedFile("a.docx", bad)}).content.decode()
    assert "./." in checked
    assert alice.post("/documents/check/", {"file": SimpleUploadedFile("a.txt", b"x")}).status_code == 422
