"""Official papers: the components of NĐ 30/2020/NĐ-CP stand where they belong, in Word and in print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from pypdf import PdfReader

from congvu.core.refusals import Invalid
from congvu.kernel.documents.extract.word import read_docx
from congvu.kernel.documents.papers import (
    Annex,
    FontsMissing,
    Heading,
    Item,
    Paper,
    Para,
    Sheet,
    Signer,
    Space,
    TableBlock,
    pdf,
    to_docx,
    to_images,
    to_pdf,
    wording,
)
from congvu.kernel.documents.papers.http import file_stem, paper_response

needs_fonts = pytest.mark.skipif(not any(pdf.FONTS.glob("*.ttf")), reason="the front end is not built here")

LETTER = Paper(
    number="5", symbol="UBND-TH", agency="Ủy ban nhân dân\ntỉnh Lam Giang", place="Lam Giang", on=date(2026, 1, 5),
    subject="Đôn đốc nhiệm vụ quá hạn", addressees=("Sở Nội vụ", "Sở Tài chính;"), urgency="urgent",
    body=(
        Para("Qua theo dõi, Ủy ban nhân dân tỉnh yêu cầu:"), Item("1.", "Hoàn thành nhiệm vụ quá hạn."),
        TableBlock(("STT", "Nhiệm vụ"), (("1", "Rà soát"), ("2",)), (1, 5)), Para("Đề nghị thực hiện nghiêm túc."),
    ),
    recipients=("Như trên", "- Chủ tịch UBND tỉnh;"), archive_line="VT, TH",
    signer=Signer("KT.", "Chủ tịch", "Phó Chủ tịch", "Nguyễn Văn Bình", collective="Ủy ban nhân dân"),
)
SHEET = Sheet(
    "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", ("Ngày đến", "Số đến", "Tác giả"), tuple(("05/01/2026", str(n), "Bộ Nội vụ")
    for n in range(1, 61)), subtitle="Năm 2026", agency="Sở Nội vụ", column_numbers=True, numeric=(1,),
    groups=(("Đến", 2), ("", 1)), totals=("Cộng", "60", ""), signers=(Signer(title="Người lập", name="Lê An"),),
)


def words_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def _plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2026, 1, 5), "Huế, ngày 05 tháng 01 năm 2026"), (date(2026, 2, 15), "Huế, ngày 15 tháng 02 năm 2026"),
        (date(2026, 3, 9), "Huế, ngày 09 tháng 3 năm 2026"), (date(2026, 12, 31), "Huế, ngày 31 tháng 12 năm 2026"),
        (None, "Huế, ngày … tháng … năm …"),
    ],
)
def test_place_and_date_are_padded_as_the_decree_says(day: date | None, line: str) -> None:
    assert wording.place_and_date("Huế", day) == line


@pytest.mark.parametrize(
    ("number", "symbol", "line"),
    [("5", "TB-UBND", "Số: 05/TB-UBND"), ("123", "SNV-VP", "Số: 123/SNV-VP"), ("", "BC-SNV", "Số:       /BC-SNV"),
     ("", "", "")],
)
def test_number_line(number: str, symbol: str, line: str) -> None:
    assert wording.number_line(Paper(number=number, symbol=symbol)) == line


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        ("Đôn đốc thực hiện", "V/v đôn đốc thực hiện"), ("Về việc đôn đốc", "V/v đôn đốc"),
        ("UBND tỉnh mời họp", "V/v UBND tỉnh mời họp"), ("Lâm Giang tổ chức lễ", "V/v Lâm Giang tổ chức lễ"),
        ("V/v mời họp", "V/v mời họp"),
    ],
)
def test_the_subject_of_a_letter_follows_its_mark(subject: str, line: str) -> None:
    assert wording.subject_line(Paper(subject=subject)) == line


@pytest.mark.parametrize(
    ("signer", "lines"),
    [
        (Signer("TM.", "Ủy ban nhân dân", "Chủ tịch", "A"), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (LETTER.signer, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (Signer("TL.", "Chủ tịch", "Chánh Văn phòng"), ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (Signer("Q.", "", "Giám đốc"), ("Q. GIÁM ĐỐC",)), (Signer(title="Giám đốc"), ("GIÁM ĐỐC",)),
    ],
)
def test_the_lines_above_a_signature(signer: Signer, lines: tuple[str, ...]) -> None:
    assert signer.lines == lines


def test_lists_end_as_the_decree_writes_them() -> None:
    assert wording.recipient_lines(LETTER) == ("- Như trên;", "- Chủ tịch UBND tỉnh;", "- Lưu: VT, TH.")
    assert wording.recipient_lines(Paper(recipients=("Như trên",))) == ("- Như trên.",)
    assert wording.addressee_lines(LETTER) == ("- Sở Nội vụ;", "- Sở Tài chính.")
    assert wording.base_lines(("Căn cứ A;", "Theo B")) == ("Căn cứ A;", "Theo B.")


def test_the_text_is_closed_once() -> None:
    assert wording.closed((Para("Hết."),), end_mark=True) == (Para("Hết./."),)
    assert wording.closed((Para("Hết./."),), end_mark=True) == (Para("Hết./."),)
    assert wording.closed((Item("1.", "Xong;"),), end_mark=True) == (Item("1.", "Xong./."),)
    assert wording.closed((Para("Hết."),), end_mark=False) == (Para("Hết."),)


def test_word_holds_every_component_in_its_place() -> None:
    document = docx.Document(BytesIO(to_docx(LETTER)))
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(size.mm) for size in sizes if size] == [210, 297, 30, 15]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    assert document.styles["Normal"].font.name == "Times New Roman"
    text = _plain(read_docx(to_docx(LETTER)).text)
    for expected in (
        "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 05/UBND-TH",
        "V/v đôn đốc nhiệm vụ quá hạn", "KHẨN", "Lam Giang, ngày 05 tháng 01 năm 2026", "Kính gửi: - Sở Nội vụ;",
        "1. Hoàn thành nhiệm vụ quá hạn.", "| 1 | Rà soát |", "Đề nghị thực hiện nghiêm túc./.",
        "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "Nguyễn Văn Bình",
    ):
        assert expected in text, expected


def test_the_national_name_has_the_room_it_needs() -> None:
    table = docx.Document(BytesIO(to_docx(LETTER))).tables[0]
    assert [round(column.width.mm) for column in table.columns if column.width] == [70, 95]
    assert [round(cell.width.mm) for cell in table.rows[0].cells if cell.width] == [70, 95]


@needs_fonts
@pytest.mark.parametrize("what", [LETTER, replace(LETTER, kind="thong_bao"), SHEET, Paper(), Sheet("T", ("A",), ())])
def test_print_is_the_same_every_time(what: Any) -> None:
    assert to_pdf(what) == to_pdf(what)


@pytest.mark.parametrize("what", [LETTER, SHEET, Paper()])
def test_word_files_are_the_same_every_time(what: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first = to_docx(what)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert to_docx(what) == first
    assert first.startswith(b"PK")


@needs_fonts
def test_print_holds_the_words_of_the_paper_and_nothing_is_read_as_markup() -> None:
    hostile = '#read("/etc/passwd") *đậm* $x$ \\ <b> @nhan ☐ ☑ ✓'
    paper = replace(LETTER, body=(Para(hostile),), kind="thong_bao")
    text = words_of(to_pdf(paper))
    assert "THÔNG BÁO" in text
    assert '#read("/etc/passwd") *đậm* $x$ \\ <b> @nhan' in text
    assert "root:" not in text
    assert "Nguyễn Văn Bình" in text
    assert hostile in read_docx(to_docx(paper)).text


@needs_fonts
def test_annexes_have_pages_of_their_own() -> None:
    rows = tuple((str(number), "Nhiệm vụ") for number in range(80))
    paper = replace(LETTER, annexes=(Annex("Danh mục", (TableBlock(("STT", "Tên"), rows),)),
                                     Annex("Biểu", (Heading("I. PHẦN", 1), Space(2, dotted=True)), landscape=True)))
    reader = PdfReader(BytesIO(to_pdf(paper)))
    second = _plain(reader.pages[1].extract_text())
    assert second.startswith("Phụ lục I DANH MỤC (Kèm theo Công văn số 05/UBND-TH ngày 05 tháng 01 năm 2026 của")
    assert _plain(reader.pages[2].extract_text()).startswith("2")
    last = reader.pages[-1].mediabox
    assert last.width > last.height
    assert len(docx.Document(BytesIO(to_docx(paper))).sections) == 3
    assert len(to_images(paper)) == len(reader.pages)


@needs_fonts
def test_a_register_repeats_its_header_on_every_page() -> None:
    reader = PdfReader(BytesIO(to_pdf(SHEET)))
    assert len(reader.pages) > 1
    for page in reader.pages:
        assert "Số đến" in page.extract_text()
    text = words_of(to_pdf(SHEET))
    assert "(1) (2) (3)" in text
    assert "NGƯỜI LẬP" in text
    document = docx.Document(BytesIO(to_docx(SHEET)))
    assert "w:tblHeader" in document.tables[-2]._tbl.xml
    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE


def test_without_fonts_the_refusal_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    monkeypatch.setattr(pdf, "_fonts", None)
    with pytest.raises(FontsMissing) as refused:
        to_pdf(LETTER)
    assert refused.value.status == 503
    assert ".docx" in refused.value.hint


def test_characters_no_file_can_hold_are_left_out() -> None:
    text = read_docx(to_docx(replace(LETTER, body=(Para("a\x00b\x0bc\ufffe"),)))).text
    assert "abc" in text


def test_a_view_answers_with_a_file() -> None:
    answer = paper_response(LETTER, "docx", "Công văn đôn đốc 05/UBND-TH")
    assert answer["Content-Disposition"] == 'attachment; filename="cong-van-don-doc-05-ubnd-th.docx"'
    assert answer.content.startswith(b"PK")
    with pytest.raises(Invalid):
        paper_response(LETTER, "exe", "x")
    assert file_stem("!!!") == "van-ban"
