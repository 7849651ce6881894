"""Pieces of a .docx that every print needs: the style, text in a paragraph or cell, thin lines, the page's number."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import segno
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from congvu.kernel.documents.papers import wording

FONT = "Times New Roman"
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def undated(written: BytesIO) -> bytes:
    """The same archive without the hour it was written: one paper always gives the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), source.read(entry),
                            zipfile.ZIP_DEFLATED)
    return out.getvalue()


def settle_style(document: Document) -> None:
    """The typeface, size and language of the text; no space around paragraphs."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)


def page_field(paragraph: Paragraph) -> None:
    """The number of the page, in the middle."""
    paragraph.alignment = _CENTRE
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            node = OxmlElement("w:fldChar")
            node.set(qn("w:fldCharType"), kind)
        else:
            node = OxmlElement("w:instrText")
            node.text = text
        run._r.append(node)


def write(
    paragraph: Paragraph, text: str, *, size: float = 14, bold: bool = False, italic: bool = False, red: bool = False
) -> Paragraph:
    """Add text to a paragraph; line breaks stay line breaks."""
    run = paragraph.add_run(wording.printable(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    if red:
        run.font.color.rgb = RGBColor(0xFF, 0, 0)
    return paragraph


def line_in(
    cell: _Cell, text: str, *, first: bool = False, align: WD_ALIGN_PARAGRAPH = _CENTRE, **form: Any
) -> Paragraph:
    """A line of its own in a cell; the `first` goes into the paragraph every cell begins with."""
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = align
    return write(paragraph, text, **form)


def rule(cell: Any, width_mm: float, room_mm: float) -> None:
    """A thin line of `width_mm` in the middle of a cell or page `room_mm` wide."""
    paragraph = cell.add_paragraph()
    form = paragraph.paragraph_format
    side = max((room_mm - width_mm) / 2, 0)
    form.left_indent = form.right_indent = Mm(side)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(5)
    border(paragraph, ("top",), "000000", 6)


def border(paragraph: Paragraph, sides: tuple[str, ...], colour: str, eighths: int) -> None:
    """Lines around a paragraph, so many eighths of a point thick."""
    borders: Any = OxmlElement("w:pBdr")
    for side in sides:
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "1"), ("color", colour)):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def width_of(text: str, size: float, *, capitals: bool = False) -> float:
    """About how many millimetres the longest line takes in bold."""
    per_letter = 0.70 if capitals else 0.47
    return max((len(line) for line in text.split("\n")), default=0) * size * 0.3528 * per_letter


def qr_picture(text: str) -> BytesIO:
    """A QR code leading to `text`, as PNG."""
    picture = BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="png", scale=8, border=2)
    return picture
