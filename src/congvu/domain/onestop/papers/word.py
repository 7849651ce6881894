"""Phiếu dạng .docx: a layout as a Word file, with the same parts, sizes and margins as the PDF."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from congvu.domain.onestop.papers.layout import PAGES, Field, Layout, Page, Payment, Side, Signing, SlipBlock
from congvu.kernel.documents.papers import Item, Para, TableBlock, wording
from congvu.kernel.documents.papers.word_parts import (
    border,
    line_in,
    qr_picture,
    rule,
    settle_style,
    undated,
    width_of,
    write,
)
from congvu.kernel.documents.papers.word_tables import add_table, bare_table

_CENTRE, _LEFT, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
_QR_MM, _PAYMENT_MM = 20, 25
_BESIDE_MM = 1.5
#: A page of A5 holds about so many letters at a size; where even the smallest does not do, there are two pages.
_HOLDS = ((13.0, 900), (12.0, 1150), (11.0, 1400), (10.5, 1550))
_ON_TWO_PAGES = 12.0


def write_docx(layout: Layout) -> bytes:
    """The layout as a .docx file; the same layout always gives the same bytes."""
    document = docx.Document()
    settle_style(document)
    _settle_page(document.sections[0], layout.page)
    _footer(document.sections[0], layout)
    document.core_properties.title, document.core_properties.author = layout.title[:255], layout.agency[:255]
    _write(document, layout, _size(layout), layout.copies[0])
    _copy(document, layout.copies)
    out = BytesIO()
    document.save(out)
    return undated(out)


def _copy(document: Document, copies: tuple[str, ...]) -> None:
    """The other parts of a print: the first once more, under the name of each."""
    body = document.element.body
    first = [node for node in body if not node.tag.endswith("}sectPr")]
    for copy in copies[1:]:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for node in first:
            again = deepcopy(node)
            for text in again.iter(qn("w:t")):
                text.text = f"({copy})" if text.text == f"({copies[0]})" else text.text
            body.insert(len(body) - 1, again)


def _size(layout: Layout) -> float:
    """13 points on A4; on A5 about what the PDF comes to, from the amount of text."""
    if layout.page.startswith("a4"):
        return 13
    letters = sum(_weight(block) for block in layout.body) + (250 if layout.qr else 0) + 60 * len(layout.recipients)
    if layout.page == "a5_landscape":
        return 12
    return next((size for size, most in _HOLDS if letters <= most), _ON_TWO_PAGES)


def _weight(block: SlipBlock) -> int:
    """About how many letters' worth of lines a block takes."""
    if isinstance(block, TableBlock):
        return sum(max(len(cell) for cell in row) + 40 for row in block.rows) + 60
    if isinstance(block, Payment):
        return sum(_weight(line) for line in block.lines) * 5 // 4
    if isinstance(block, Side):
        return 58
    text = f"{block.label} {block.value}" if isinstance(block, Field) else block.text
    return max(-(-len(text) // 58), 1) * 58


def _settle_page(section: Section, page: Page) -> None:
    wide, high, left, right, top, bottom = PAGES[page]
    section.orientation = WD_ORIENT.LANDSCAPE if wide > high else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.header_distance, section.footer_distance = Mm(5), Mm(5)


def _footer(section: Section, layout: Layout) -> None:
    paragraph = section.footer.paragraphs[0]
    if layout.mark or layout.leaf:
        border(paragraph, ("top",), "000000", 4)
    if layout.mark:
        write(paragraph, layout.mark, size=8, italic=True)
    if layout.leaf:
        below = section.footer.add_paragraph() if layout.mark else paragraph
        write(below, "Mã kiểm chứng: ", size=8)
        write(below, layout.leaf, size=7)


def _write(document: Document, layout: Layout, size: float, copy: str) -> None:
    _head(document, layout, 13 if layout.page.startswith("a4") else 10.5)
    _title(document, layout, size, copy)
    if layout.addressee:
        _spaced(write(document.add_paragraph(), f"Kính gửi: {layout.addressee}", size=size), _CENTRE, after=6)
    for block in layout.body:
        _block(document, block, layout, size)
    _ending(document, layout, size)


def _head(document: Document, layout: Layout, size: float) -> None:
    room = layout.room_mm
    right_mm = min(max(width_of(wording.NATION, size - 1, capitals=True), 60) + 4, room * 0.62)
    left_mm = room - right_mm
    table = bare_table(document, 2, (left_mm, right_mm))
    left, right = table.rows[0].cells
    if layout.parent:
        line_in(left, layout.parent.upper(), first=True, size=size - 1)
    line_in(left, layout.agency.upper(), first=not layout.parent, size=size - 1, bold=True)
    rule(left, min(width_of(layout.agency, size - 1, capitals=True), left_mm) * 0.4, left_mm)
    line_in(right, wording.NATION, first=True, size=size - 1, bold=True)
    line_in(right, wording.MOTTO, size=size, bold=True)
    rule(right, width_of(wording.MOTTO, size), right_mm)
    left, right = table.rows[1].cells
    line_in(left, layout.number, first=True, size=size)
    line_in(right, layout.dated, first=True, size=size, italic=True)


def _title(document: Document, layout: Layout, size: float, copy: str) -> None:
    room = layout.room_mm - (2 * _QR_MM + 4 * _BESIDE_MM if layout.qr else 0)
    title: dict[str, Any] = {"size": size + 1, "bold": True}
    lines = [(_balanced(layout.title.upper(), size + 1, room), title)]
    lines += [(f"({copy})", {"size": size, "italic": True})] if copy else []
    if not layout.qr:
        for place, (text, form) in enumerate(lines):
            _spaced(write(document.add_paragraph(), text, **form), _CENTRE, before=0 if place else 8)
        for lead in layout.lead:
            _lead(document.add_paragraph(), lead, size)
        document.paragraphs[-1].paragraph_format.space_after = Pt(8)
        return
    side = _QR_MM + 2 * _BESIDE_MM
    table = bare_table(document, 1, (side, layout.room_mm - 2 * side, side))
    _left, middle, right = table.rows[0].cells
    for place, (text, form) in enumerate(lines):
        line_in(middle, text, first=not place, **form).paragraph_format.space_before = Pt(0 if place else 8)
    for lead in layout.lead:
        _lead(middle.add_paragraph(), lead, size)
    paragraph = right.paragraphs[0]
    paragraph.alignment = _CENTRE
    paragraph.add_run().add_picture(qr_picture(layout.qr), width=Mm(_QR_MM))
    line_in(right, layout.qr_words, size=7, italic=True)


def _balanced(text: str, size: float, room_mm: float) -> str:
    """Broken before the line is full, into lines about equally long."""
    lines = -int(-width_of(text, size, capitals=True) // room_mm)
    words, made = text.split(" "), [""]
    for word in words:
        full = len(made[-1]) + len(word) / 2 > len(text) / lines if lines > 1 else False
        if full and len(made) < lines:
            made.append(word)
        else:
            made[-1] = f"{made[-1]} {word}".strip()
    return "\n".join(made)


def _lead(paragraph: Paragraph, lead: Field | str, size: float) -> None:
    paragraph.alignment = _CENTRE
    if isinstance(lead, str):
        write(paragraph, lead, size=size, italic=True)
    else:
        _field(paragraph, lead, size)


def _field(paragraph: Paragraph, field: Field, size: float) -> Paragraph:
    write(paragraph, f"{field.label}: " if field.label else "", size=size)
    return write(paragraph, field.value, size=size, bold=field.strong)


def _spaced(
    paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH = _LEFT, *, before: float = 2, after: float = 0
) -> Paragraph:
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    return paragraph


def _gap(size: float) -> float:
    """Points between two lines of a form: less where the letters had to shrink."""
    return 2 if size >= 12 else 0.5


def _block(document: Document, block: SlipBlock, layout: Layout, size: float) -> None:
    room, before = layout.room_mm, _gap(size)
    if isinstance(block, Field):
        paragraph = _spaced(_field(document.add_paragraph(), block, size), before=before)
        paragraph.paragraph_format.left_indent = Mm(8 if layout.indented else 0)
    elif isinstance(block, Side):
        cells = bare_table(document, 1, (room / 2, room / 2)).rows[0].cells
        for cell, field in zip(cells, (block.left, block.right), strict=True):
            _spaced(_field(cell.paragraphs[0], field, size), before=before)
    elif isinstance(block, Payment):
        _payment(document, block, room, size)
    elif isinstance(block, Para):
        paragraph = _spaced(write(document.add_paragraph(), block.text, size=size, italic=block.italic),
                            _JUSTIFY, before=before)
        paragraph.paragraph_format.first_line_indent = Mm(8)
    elif isinstance(block, Item):
        paragraph = _spaced(write(document.add_paragraph(), f"{block.number} {block.text}", size=size),
                            _JUSTIFY, before=before)
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(6), Mm(-6)
    else:
        add_table(document, block, room, min(10.5, size - 0.5) if layout.page.startswith("a5") else 10)
        if layout.row_mm:
            for row in document.tables[-1].rows:
                row.height = Mm(layout.row_mm)


def _payment(document: Document, block: Payment, room: float, size: float) -> None:
    left, right = bare_table(document, 1, (room - _PAYMENT_MM - 3, _PAYMENT_MM + 3), together=True).rows[0].cells
    for place, field in enumerate(block.lines):
        _spaced(_field(left.add_paragraph() if place else left.paragraphs[0], field, size), before=_gap(size))
    paragraph = _spaced(right.paragraphs[0], _CENTRE, before=8)
    paragraph.add_run().add_picture(qr_picture(block.payload), width=Mm(_PAYMENT_MM))
    line_in(right, block.words, size=7)


def _ending(document: Document, layout: Layout, size: float) -> None:
    if not layout.signings and not layout.recipients:
        return
    columns = max(len(layout.signings), 2)
    gap = write(document.add_paragraph(), " ", size=6)
    gap.paragraph_format.keep_with_next = True
    cells = bare_table(document, 1, (layout.room_mm / columns,) * columns, together=True).rows[0].cells
    if len(layout.signings) < columns and layout.recipients:
        line_in(cells[0], "Nơi nhận:", first=True, align=_LEFT, size=size - 1.5, bold=True, italic=True)
        for line in layout.recipients:
            line_in(cells[0], line, align=_LEFT, size=size - 2)
    if layout.signings:
        for cell, signing in zip(cells[-len(layout.signings) :], layout.signings, strict=True):
            _signing(cell, signing, size, noted=any(one.note for one in layout.signings))


def _signing(cell: _Cell, signing: Signing, size: float, *, noted: bool) -> None:
    for place, line in enumerate(signing.lines):
        line_in(cell, line.upper(), first=not place, size=size, bold=True)
    if signing.digital:
        paragraph = _spaced(line_in(cell, signing.digital, size=size - 1, italic=True), _CENTRE, before=10, after=8)
        paragraph.runs[0].font.color.rgb = RGBColor(0xA0, 0, 0)
    elif noted:
        line_in(cell, signing.note or " ", size=size - 2, italic=True)
    name = line_in(cell, signing.name, size=size, bold=True)
    name.paragraph_format.space_before = Pt(0 if signing.digital else size * 5 - 23)
