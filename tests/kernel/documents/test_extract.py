"""Text of files: encodings, old fonts, Word lists and tables, pages, hostile markup."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest

from congvu.core.refusals import Invalid
from congvu.core.text import from_legacy_font
from congvu.kernel.documents.extract import decode, extract, kind_of
from tests.kernel.documents import papers

SENTENCE = "Giao Sở Nội vụ chủ trì, phối hợp với các cơ quan, tổ chức thực hiện những việc của tỉnh trong tháng 12."
TCVN3 = "Giao Së Néi vô chñ tr×, phèi hîp víi c¸c c¬ quan, tæ chøc thùc hiÖn nh÷ng viÖc cña tØnh trong th¸ng 12."
VNI = (
    "Giao Sôû Noäi vuï chuû trì, phoái hôïp vôùi caùc cô quan, toå chöùc thöïc hieän nhöõng "
    "vieäc cuûa tænh trong thaùng 12."
)


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (SENTENCE.encode(), ""),
        (SENTENCE.encode("utf-8-sig"), ""),
        (SENTENCE.encode("utf-16"), "encoding: utf-16"),
        (SENTENCE.encode("utf-16-le"), "encoding: utf-16-le"),
        (SENTENCE.encode("utf-16-be"), "encoding: utf-16-be"),
        (TCVN3.encode("latin-1"), "legacy_font: TCVN3"),
        (VNI.encode("latin-1"), "legacy_font: VNI"),
        (TCVN3.encode(), "legacy_font: TCVN3"),
    ],
)
def test_text_in_any_encoding_becomes_the_same_sentence(content: bytes, note: str) -> None:
    found = extract(content, "txt")
    assert found.text == SENTENCE
    assert note in ["", *found.notes]
    assert bool(found.notes) == bool(note)


def test_the_windows_page_for_vietnamese_is_read() -> None:
    marks = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    import unicodedata

    spread = "".join(
        char if char in marks else unicodedata.normalize("NFC", char)
        for letter in SENTENCE
        for char in _cp1258_letters(letter)
    )
    assert decode(spread.encode("cp1258")) == (SENTENCE, ["encoding: cp1258"])


def _cp1258_letters(letter: str) -> str:
    """A letter as that page writes it: vowel with its hat or horn, then the tone as a mark of its own."""
    import unicodedata

    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    parts = unicodedata.normalize("NFD", letter)
    body = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
    return body + "".join(part for part in parts if part in tones)


def test_the_old_font_sentences_are_what_they_say() -> None:
    assert from_legacy_font(TCVN3, "TCVN3") == from_legacy_font(VNI, "VNI") == SENTENCE


def test_word_lists_tables_and_letterhead_come_out_in_order() -> None:
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "UBND TỈNH LAM GIANG\nSố: 12/CT-UBND"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    document.add_paragraph("CHỈ THỊ")
    for text in ("Giao Sở Nội vụ", "Giao Sở Tài chính"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("rà soát", style="List Bullet")
    table = document.add_table(2, 3)
    for column, text in enumerate(("STT", "Nhiệm vụ", "Thời hạn")):
        table.cell(0, column).text = text
    table.cell(1, 0).text = "1"
    out = io.BytesIO()
    document.save(out)
    found = extract(out.getvalue(), "docx")
    assert found.text.splitlines() == [
        "UBND TỈNH LAM GIANG", "Số: 12/CT-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CHỈ THỊ",
        "1. Giao Sở Nội vụ", "2. Giao Sở Tài chính", "- rà soát", "| STT | Nhiệm vụ | Thời hạn |", "| 1 |  |  |",
    ]
    assert found.notes == ["list_numbers_restored"]


def test_deleted_words_are_not_read_and_changes_are_noted() -> None:
    runs = (
        "Giao </w:t></w:r><w:del><w:r><w:delText>Sở Y tế</w:delText></w:r></w:del><w:ins><w:r><w:t>Sở Nội vụ</w:t>"
        "</w:r></w:ins><w:r><w:tab/><w:t>chủ trì"
    )
    found = extract(papers.docx([runs]), "docx")
    assert found.text == "Giao Sở Nội vụ\tchủ trì"
    assert "tracked_changes" in found.notes


def test_a_pdf_is_read_page_by_page() -> None:
    found = extract(papers.pdf([papers.DIRECTIVE, ["Trang hai"], []]), "pdf")
    first, second, third = found.text.split("\n\f")
    assert first.splitlines() == papers.DIRECTIVE
    assert (second.strip(), third) == ("Trang hai", "")
    assert (found.pages, found.method, found.notes) == (3, "pdf-text", [])


def test_three_hundred_pages_are_read() -> None:
    found = extract(papers.pdf([[f"Nhiệm vụ số {number}"] for number in range(300)]), "pdf")
    assert found.pages == 300
    assert "Nhiệm vụ số 299" in found.text


def test_a_scan_has_no_text_and_says_so() -> None:
    found = extract(papers.scanned_pdf(4, 4, b"\x80" * 16), "pdf")
    assert found.text.strip() == ""
    assert found.notes == ["no_text"]


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
@pytest.mark.parametrize("content", [b"", b"garbage", b"%PDF-1.7", b"PK\x03\x04"])
def test_broken_files_are_refused(kind: str, content: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        extract(content, kind)
    assert refused.value.code == "unreadable"


def test_html_is_what_a_reader_sees() -> None:
    page = (
        "<!doctype html><head><title>x</title><style>p{}</style></head><body><h1>CHỈ&nbsp;THỊ</h1>"
        "<p>Giao <b>Sở\n Nội vụ</b> chủ trì<br>trước ngày 15/12</p><!-- no --><script>alert(1)</script>"
        "<ul><li>một</li><li>hai</li></ul><table><tr><td>a</td><td>b</td></tr></table>"
    )
    found = extract(page.encode(), "html")
    lines = [line for line in found.text.splitlines() if line]
    assert lines == ["CHỈ THỊ", "Giao Sở Nội vụ chủ trì", "trước ngày 15/12", "một", "hai", "| a | b |"]


def test_deeply_nested_html_does_not_break_the_reader() -> None:
    found = extract(b"<div>" * 20_000 + b"x" + b"</div>" * 20_000, "html")
    assert found.method == "html"


def test_outside_entities_in_html_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("bí mật")
    page = f'<!DOCTYPE html [<!ENTITY e SYSTEM "{secret.as_uri()}">]><p>&e;</p>'
    assert "bí mật" not in extract(page.encode(), "html").text


def test_sheets_are_lines_between_bars() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Nhiệm vụ"
    sheet.append(["STT", "Nội dung", None])
    sheet.append([None, None, None])
    sheet.append([1, "Báo cáo", "=1+1"])
    out = io.BytesIO()
    book.save(out)
    assert extract(out.getvalue(), "xlsx").text.splitlines() == ["Nhiệm vụ", "| STT | Nội dung |", "| 1 | Báo cáo |"]


def test_a_type_without_reader_is_refused() -> None:
    assert kind_of("Chỉ thị.DOCX") == "docx"
    with pytest.raises(Invalid):
        kind_of("a.exe")
    with pytest.raises(Invalid):
        extract(b"x", "png")


def test_real_texts_are_read_without_loss(shared: Path) -> None:
    files = sorted((shared / "seeds").glob("*.txt"))
    assert files
    for file in files:
        found = extract(file.read_bytes(), "txt")
        assert found.notes == []
        assert len(found.text) >= len(file.read_text(encoding="utf-8")) * 0.99
