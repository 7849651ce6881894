"""Word files: what a reader sees is what comes out, in the order of the page; numbers Word makes are text again."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from congvu.kernel.documents.extract.word import read_docx

NUMBERING = f"""<w:numbering {nsdecls('w')}>
  <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="0"/>
    <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"""


def paragraph(inner: str, *, number: tuple[int, int] | None = None) -> str:
    form = f'<w:pPr><w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr></w:pPr>' if (
        number) else ""
    return f"<w:p {nsdecls('w')}>{form}{inner}</w:p>"


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(*blocks: str, change: Any = None) -> str:
    """The text of a file whose body is made of these pieces of XML."""
    document = docx.Document()
    for block in blocks:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(block))
    if change is not None:
        change(document)
    out = BytesIO()
    document.save(out)
    return read_docx(out.getvalue()).text


def _with_lists(document: Any) -> None:
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for child in list(parse_xml(NUMBERING)):
        root.append(child)


def test_numbers_that_word_makes_are_restored_with_their_level_and_their_new_beginning() -> None:
    text = read(
        paragraph(run("Phạm vi"), number=(1, 0)), paragraph(run("cấp tỉnh"), number=(1, 1)),
        paragraph(run("cấp xã"), number=(1, 1)), paragraph(run("Hiệu lực"), number=(1, 0)),
        paragraph(run("Danh sách khác"), number=(2, 0)), paragraph(run("tiếp"), number=(2, 0)), change=_with_lists,
    )
    assert text == "Điều 1. Phạm vi\na) cấp tỉnh\nb) cấp xã\nĐiều 2. Hiệu lực\nĐiều 7. Danh sách khác\nĐiều 8. tiếp"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (run("giữ ") + '<w:ins w:id="1" w:author="a">' + run("thêm ") + "</w:ins><w:del w:id='2' w:author='a'><w:r>"
         "<w:delText>bỏ</w:delText></w:r></w:del>" + run("hết"), "giữ thêm hết"),
        (run("a") + "<w:r><w:softHyphen/></w:r>" + run("b") + "<w:r><w:noBreakHyphen/></w:r>" + run("c"), "ab-c"),
        (run("x", "<w:vanish/>") + run("thấy"), "thấy"),
        (run("x", '<w:vanish w:val="0"/>') + run("thấy"), "xthấy"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@ "d"</w:instrText></w:r>'
         '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("24/11/2026")
         + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" xong"), "24/11/2026 xong"),
        ('<w:fldSimple w:instr="PAGE">' + run("3") + "</w:fldSimple>", "3"),
        ('<w:r><w:sym w:font="Times New Roman" w:char="2265"/></w:r>' + run(" 5"), "≥ 5"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + run(" xong"), " xong"),
        ('<w:hyperlink>' + run("liên kết") + "</w:hyperlink>" + run(" sau"), "liên kết sau"),
        ('<w:sdt><w:sdtContent>' + run("ô điền") + "</w:sdtContent></w:sdt>", "ô điền"),
        (run("a") + "<w:r><w:tab/></w:r>" + run("b") + "<w:r><w:br/></w:r>" + run("c"), "a\tb\nc"),
    ],
)
def test_what_a_reader_sees_is_what_comes_out(inner: str, expected: str) -> None:
    assert read(paragraph(inner)) == expected


def test_a_text_box_follows_its_paragraph_once() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent><w:p>{run('Trong khung')}</w:p><w:p>{run('Dòng hai')}</w:p></w:txbxContent>"
    inner = (run("Trước ") + f"<w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'>{box}</mc:Choice>"
             f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>" + run("sau"))
    assert read(paragraph(inner)) == "Trước sau\nTrong khung\nDòng hai"


def test_tables_stand_where_they_are_and_nested_ones_in_their_cell() -> None:
    def change(document: Any) -> None:
        table = document.add_table(rows=2, cols=3)
        for cell, text in zip(table.rows[0].cells, ("STT", "Nhiệm vụ", "Hạn"), strict=True):
            cell.text = text
        for cell, text in zip(table.rows[1].cells, ("1", "Rà soát\nthủ tục", "15/12/2026"), strict=True):
            cell.text = text
        document.add_paragraph("Sau bảng")

    text = read(paragraph(run("Trước bảng")), change=change)
    assert text == "Trước bảng\n| STT | Nhiệm vụ | Hạn |\n| 1 | Rà soát thủ tục | 15/12/2026 |\nSau bảng"


def test_headers_come_first_footers_last_and_page_numbers_are_no_text() -> None:
    def change(document: Any) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = "UBND TỈNH LAM GIANG"
        section.footer.paragraphs[0].text = "Trang 2/5"
        section.different_first_page_header_footer = True
        section.first_page_footer.paragraphs[0].text = "Địa chỉ: 01 Lê Lợi"

    assert read(paragraph(run("Nội dung")), change=change) == "UBND TỈNH LAM GIANG\nNội dung\nĐịa chỉ: 01 Lê Lợi"


def test_footnotes_stand_behind_the_text_in_the_order_of_their_marks() -> None:
    notes = (f"<w:footnotes {nsdecls('w')}><w:footnote w:id='0' w:type='separator'><w:p/></w:footnote>"
             f"<w:footnote w:id='5'><w:p>{run('Luật số 15')}</w:p></w:footnote>"
             f"<w:footnote w:id='3'><w:p>{run('Nghị định 30')}</w:p></w:footnote></w:footnotes>").encode()

    def change(document: Any) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, notes, document.part.package)
        document.part.relate_to(
            part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")

    inner = (run("Theo nghị định") + '<w:r><w:footnoteReference w:id="3"/></w:r>' + run(" và luật")
             + '<w:r><w:footnoteReference w:id="5"/></w:r>')
    assert read(paragraph(inner), change=change) == "Theo nghị định và luật\n(1) Nghị định 30\n(2) Luật số 15"
