"""Tables of a .docx: the bare ones that hold the letterhead, and those with rules."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from congvu.kernel.documents.papers import wording
from congvu.kernel.documents.papers.blocks import Sheet, TableBlock


def bare_table(document: Document, rows: int, widths: tuple[float, ...], *, together: bool = False) -> Table:
    """A table without rules and without cell margins; `together` keeps each row on one page."""
    table: Table = document.add_table(rows=rows, cols=len(widths))
    _settle(table, widths, margin=0)
    if together:
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table


def _settle(table: Table, widths: tuple[float, ...] | list[float], *, margin: float) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        node = OxmlElement(f"w:{side}")
        node.set(qn("w:w"), str(round(margin * 56.7)))
        node.set(qn("w:type"), "dxa")
        margins.append(node)
    table._tbl.tblPr.append(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def add_table(document: Document, block: TableBlock | Sheet, room_mm: float, size: float) -> None:
    """A table with rules; its header is repeated on every page. Rows are written as XML, which is many times faster."""
    columns = len(block.header)
    widths = [share * room_mm for share in wording.column_shares(block.widths, columns)]
    sheet = block if isinstance(block, Sheet) else None
    groups = sheet.groups if sheet else ()
    heads = (1 if groups else 0) + 1 + (1 if sheet and sheet.column_numbers else 0)
    table = document.add_table(rows=heads, cols=columns)
    table.style = "Table Grid"
    _settle(table, widths, margin=1.2)
    line = 0
    if groups:
        _group_row(table, block.header, groups, size)
        line = 1
    for place, text in enumerate(block.header):
        if not groups or _is_grouped(groups, place):
            _fill(table.rows[line].cells[place], text, size, bold=True)
    if sheet and sheet.column_numbers:
        for place in range(columns):
            _fill(table.rows[line + 1].cells[place], f"({place + 1})", size, italic=True)
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        properties.append(OxmlElement("w:tblHeader"))
    for cells in block.rows:
        _append_row(table, cells, widths, block.numeric, size)
    if sheet and sheet.totals:
        _append_row(table, sheet.totals, widths, block.numeric, size, bold=True)


def _is_grouped(groups: tuple[tuple[str, int], ...], place: int) -> bool:
    start = 0
    for caption, span in groups:
        if start <= place < start + span:
            return bool(caption)
        start += span
    return False


def _group_row(
    table: Table, header: tuple[str, ...], groups: tuple[tuple[str, int], ...], size: float
) -> None:
    place = 0
    top, below = table.rows[0].cells, table.rows[1].cells
    for caption, span in groups:
        if caption:
            _fill(top[place].merge(top[place + span - 1]), caption, size, bold=True)
        else:
            for column in range(place, place + span):
                _fill(top[column].merge(below[column]), header[column], size, bold=True)
        place += span


def _fill(cell: _Cell, text: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(wording.printable(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _append_row(
    table: Table, cells: tuple[str, ...], widths: list[float], numeric: tuple[int, ...], size: float, *,
    bold: bool = False,
) -> None:
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    row.append(properties)
    for place, width in enumerate(widths):
        cell = OxmlElement("w:tc")
        form = OxmlElement("w:tcPr")
        form.append(_valued("w:tcW", w=str(round(width * 56.7)), type="dxa"))
        cell.append(form)
        text = cells[place] if place < len(cells) else ""
        cell.append(_paragraph(text, "right" if place in numeric else "left", size, bold=bold))
        row.append(cell)
    table._tbl.append(row)


def _paragraph(text: str, align: str, size: float, *, bold: bool) -> Any:
    paragraph = OxmlElement("w:p")
    form = OxmlElement("w:pPr")
    form.append(_valued("w:jc", val=align))
    paragraph.append(form)
    run = OxmlElement("w:r")
    look = OxmlElement("w:rPr")
    if bold:
        look.append(OxmlElement("w:b"))
    look.append(_valued("w:sz", val=str(round(size * 2))))
    run.append(look)
    for number, line in enumerate(wording.printable(text).split("\n")):
        if number:
            run.append(OxmlElement("w:br"))
        node = OxmlElement("w:t")
        node.text = line
        node.set(qn("xml:space"), "preserve")
        run.append(node)
    paragraph.append(run)
    return paragraph


def _valued(name: str, **values: str) -> Any:
    node = OxmlElement(name)
    for key, value in values.items():
        node.set(qn(f"w:{key}"), value)
    return node
