"""Papers as .docx, to be edited in Word: the same components, sizes and margins as the PDF.

Source of sizes and margins: NĐ 30/2020/NĐ-CP, Phụ lục I. Column widths are set on columns and on cells: with cell
widths alone the national name wraps.
"""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from congvu.kernel.documents.papers import wording
from congvu.kernel.documents.papers.blocks import (
    Block,
    Heading,
    Item,
    Paper,
    Para,
    QrCode,
    Sheet,
    Signer,
    Space,
    TableBlock,
)
from congvu.kernel.documents.papers.word_parts import (
    border,
    line_in,
    page_field,
    qr_picture,
    rule,
    settle_style,
    undated,
    width_of,
    write,
)
from congvu.kernel.documents.papers.word_tables import add_table, bare_table

TEXT_MM = 165
LEFT_MM = 70
_CENTRE, _LEFT, _RIGHT, _JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
)


def to_docx(what: Paper | Sheet) -> bytes:
    """The paper or sheet as a .docx file."""
    document = docx.Document()
    settle_style(document)
    if isinstance(what, Paper):
        _write_paper(document, what)
    else:
        _write_sheet(document, what)
    out = BytesIO()
    document.save(out)
    return undated(out)


def _settle_page(section: Section, *, landscape: bool = False, left: float = 30, right: float = 15) -> None:
    """A4, margins, page number in the middle of the top margin from the second page."""
    wide, high = (297, 210) if landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    page_field(section.header.paragraphs[0])


def _write_paper(document: Document, paper: Paper) -> None:
    _settle_page(document.sections[0])
    document.core_properties.title = paper.subject[:255]
    document.core_properties.author = paper.agency.replace("\n", " ")[:255]
    _head(document, paper)
    _title(document, paper)
    if lines := wording.addressee_lines(paper):
        _addressees(document, lines)
    for base in wording.base_lines(paper.bases):
        _body_paragraph(document, base, italic=True)
    _blocks(document, wording.closed(paper.body, end_mark=paper.end_mark))
    _foot(document, paper)
    for place, annex in enumerate(paper.annexes):
        section = document.add_section(WD_SECTION.NEW_PAGE)
        _settle_page(section, landscape=annex.landscape)
        numbering = OxmlElement("w:pgNumType")
        numbering.set(qn("w:start"), "1")
        section._sectPr.append(numbering)
        for text, form in (
            (wording.annex_name(place, len(paper.annexes)), {"bold": True}),
            (annex.title.upper(), {"bold": True}),
            (wording.annex_caption(paper), {"italic": True}),
        ):
            write(document.add_paragraph(), text, **form).alignment = _CENTRE
        _blocks(document, annex.body)


def _head(document: Document, paper: Paper) -> None:
    table = bare_table(document, 2, (LEFT_MM, TEXT_MM - LEFT_MM))
    left, right = table.rows[0].cells
    first = True
    if paper.parent_agency:
        line_in(left, paper.parent_agency.upper(), first=True, size=12)
        first = False
    line_in(left, paper.agency.upper(), first=first, size=12, bold=True)
    if paper.agency:
        name = min(width_of(paper.agency, 12, capitals=True), LEFT_MM)
        rule(left, name * 0.4, LEFT_MM)
    if paper.motto:
        line_in(right, wording.NATION, first=True, size=12, bold=True)
        line_in(right, wording.MOTTO, size=13, bold=True)
        rule(right, width_of(wording.MOTTO, 13), TEXT_MM - LEFT_MM)
    left, right = table.rows[1].cells
    line_in(left, wording.number_line(paper), first=True, size=13)
    if wording.is_letter(paper) and paper.subject:
        line_in(left, wording.subject_line(paper), size=13).paragraph_format.space_before = Pt(6)
    if stamp := wording.STAMPS.get(paper.urgency):
        box = line_in(left, stamp, size=13, bold=True, red=True)
        box.paragraph_format.space_before = Pt(8)
        side = (LEFT_MM - width_of(stamp, 13, capitals=True) - 8) / 2
        box.paragraph_format.left_indent = box.paragraph_format.right_indent = Mm(side)
        border(box, ("top", "left", "bottom", "right"), "FF0000", 8)
    if paper.place or paper.on:
        line_in(right, wording.place_and_date(paper.place, paper.on), first=True, size=13, italic=True)


def _title(document: Document, paper: Paper) -> None:
    document.add_paragraph()
    if kind := wording.kind_name(paper):
        write(document.add_paragraph(), kind, bold=True).alignment = _CENTRE
        if paper.subject:
            write(document.add_paragraph(), paper.subject, bold=True).alignment = _CENTRE
            rule(document, min(width_of(paper.subject, 14), TEXT_MM) * 0.4, TEXT_MM)
    if paper.authority:
        paragraph = write(document.add_paragraph(), paper.authority.upper(), bold=True)
        paragraph.alignment = _CENTRE
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(8)


def _addressees(document: Document, lines: tuple[str, ...]) -> None:
    if len(lines) == 1:
        paragraph = write(document.add_paragraph(), f"Kính gửi: {lines[0]}")
        paragraph.alignment = _CENTRE
    else:
        paragraph = write(document.add_paragraph(), "Kính gửi:")
        paragraph.paragraph_format.left_indent = Mm(32)
        for line in lines:
            paragraph = write(document.add_paragraph(), line)
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(51), Mm(-3)
    paragraph.paragraph_format.space_after = Pt(12)


def _body_paragraph(document: Document, text: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
    paragraph = write(document.add_paragraph(), text, bold=bold, italic=italic)
    paragraph.alignment = _JUSTIFY
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_before, form.line_spacing = Mm(10), Pt(6), 1.1
    return paragraph


def _blocks(document: Document, blocks: tuple[Block, ...]) -> None:
    for block in blocks:
        if isinstance(block, Para):
            _body_paragraph(document, block.text, bold=block.bold, italic=block.italic)
        elif isinstance(block, Heading):
            paragraph = _body_paragraph(document, block.text, bold=True)
            paragraph.paragraph_format.keep_with_next = True
            if wording.is_centred(block):
                paragraph.alignment, paragraph.paragraph_format.first_line_indent = _CENTRE, Mm(0)
                paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(10)
        elif isinstance(block, Item):
            paragraph = _body_paragraph(document, block.number, bold=block.number.startswith("Điều"))
            write(paragraph, f" {block.text}")
        elif isinstance(block, TableBlock):
            add_table(document, block, TEXT_MM, 12)
        elif isinstance(block, QrCode):
            _square(bare_table(document, 1, (block.side + 4, TEXT_MM - block.side - 4), together=True), block)
        elif isinstance(block, Space):
            for _number in range(block.lines):
                write(document.add_paragraph(), "." * 112 if block.dotted else "")


def _square(table: Table, block: QrCode) -> None:
    """The QR code on the left, what it leads to beside it."""
    left, right = table.rows[0].cells
    left.paragraphs[0].add_run().add_picture(qr_picture(block.text), width=Mm(block.side))
    line_in(right, block.words, first=True, align=_LEFT, size=12)


def _foot(document: Document, paper: Paper) -> None:
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph().paragraph_format.keep_with_next = True
    table = bare_table(document, 1, (TEXT_MM / 2, TEXT_MM / 2), together=True)
    left, right = table.rows[0].cells
    if paper.co_signer:
        _signature(left, paper.co_signer)
    else:
        _recipients(left, paper)
    if paper.signer:
        _signature(right, paper.signer)
    if paper.co_signer and wording.recipient_lines(paper):
        below = bare_table(document, 1, (TEXT_MM / 2, TEXT_MM / 2), together=True)
        _recipients(below.rows[0].cells[0], paper)


def _recipients(cell: _Cell, paper: Paper) -> None:
    lines = wording.recipient_lines(paper)
    if lines:
        line_in(cell, "Nơi nhận:", first=True, align=_LEFT, size=12, bold=True, italic=True)
    for line in lines:
        line_in(cell, line, align=_LEFT, size=11)


def _signature(cell: _Cell, signer: Signer) -> None:
    for place, text in enumerate(signer.lines):
        line_in(cell, text, first=not place, bold=True)
    for _number in range(4):
        cell.add_paragraph()
    line_in(cell, signer.name, bold=True)


def _write_sheet(document: Document, sheet: Sheet) -> None:
    left = 20 if sheet.landscape else 30
    room = (297 if sheet.landscape else 210) - left - 15
    _settle_page(document.sections[0], landscape=sheet.landscape, left=left)
    document.core_properties.title = sheet.title[:255]
    document.core_properties.author = sheet.agency.replace("\n", " ")[:255]
    if sheet.agency or sheet.form:
        _sheet_head(bare_table(document, 1, (100, room - 100)), sheet)
    title = write(document.add_paragraph(), sheet.title, bold=True)
    title.alignment, title.paragraph_format.space_before = _CENTRE, Pt(12)
    if sheet.subtitle:
        write(document.add_paragraph(), sheet.subtitle, size=13, italic=True).alignment = _CENTRE
    document.paragraphs[-1].paragraph_format.space_after = Pt(10)
    add_table(document, sheet, room, 10.5)
    for note in sheet.notes:
        write(document.add_paragraph(), note, size=11, italic=True)
    if sheet.signers:
        dated = write(document.add_paragraph(), wording.place_and_date(sheet.place, sheet.on), size=13, italic=True)
        dated.alignment = _RIGHT
        columns = max(len(sheet.signers), 2)
        table = bare_table(document, 1, (room / columns,) * columns, together=True)
        for cell, signer in zip(table.rows[0].cells[-len(sheet.signers) :], sheet.signers, strict=True):
            _signature(cell, signer)


def _sheet_head(table: Table, sheet: Sheet) -> None:
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    left, right = table.rows[0].cells
    if sheet.parent_agency:
        line_in(left, sheet.parent_agency.upper(), first=True, size=12)
    line_in(left, sheet.agency.upper(), first=not sheet.parent_agency, size=12, bold=True)
    if sheet.agency:
        rule(left, 20, 100)
    line_in(right, sheet.form, first=True, align=_RIGHT, size=12, bold=True)
