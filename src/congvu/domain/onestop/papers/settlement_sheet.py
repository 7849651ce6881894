"""Bản in của biểu 06: the headings with what they span, levels with their totals, as .xlsx and .docx."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from congvu.core.settlement_form import Form, Tally
from congvu.kernel.documents.papers.word_parts import settle_style, undated

_FONT = "Times New Roman"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Một dòng in. A level's heading and total (`number` a Roman numeral) or a line of it."""

    number: str
    name: str
    tally: Tally
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class SettlementSheet:
    """Biểu để in. `unit` reports to `receiver`; `note` says what is unverified about the form."""

    form: Form
    first: date
    last: date
    unit: str
    receiver: str
    rows: tuple[SheetRow, ...]
    note: str = ""

    @property
    def period(self) -> str:
        """Kỳ báo cáo, in words."""
        return f"Kỳ báo cáo: từ ngày {self.first:%d/%m/%Y} đến ngày {self.last:%d/%m/%Y}"


def numbers(form: Form, tally: Tally) -> list[int]:
    """The numbers of a line, column by column."""
    return [getattr(tally, leaf.count) for leaf in form.leaves]


def as_xlsx(sheet: SettlementSheet) -> bytes:
    """The form as a workbook: merged headings, column numbers, real numbers, ready to print on A4 across."""
    import xlsxwriter  # noqa: PLC0415 -- heavy, only here

    into = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(into, options) as book:
        look = {name: book.add_format({"font_name": _FONT, "font_size": 11, **given}) for name, given in _LOOKS.items()}
        page = book.add_worksheet(sheet.form.code.replace("/", "-"))
        last = len(sheet.form.leaves) + 1
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_column(0, 0, 5)
        page.set_column(1, 1, 44)
        page.set_column(2, last, 9)
        page.write(0, 0, sheet.form.basis, look["plain"])
        page.write(1, 0, f"Đơn vị báo cáo: {sheet.unit}", look["plain"])
        page.write(2, 0, f"Đơn vị nhận báo cáo: {sheet.receiver}", look["plain"])
        page.merge_range(3, 0, 3, last, sheet.form.vi.upper(), look["title"])
        page.merge_range(4, 0, 4, last, f"{sheet.period}. Đơn vị tính: số hồ sơ TTHC", look["centre"])
        top = 6
        _heads(page, sheet.form, top, look)
        line = top + sheet.form.depth
        for column in range(last + 1):
            page.write(line, column, f"({column + 1})", look["head_plain"])
        page.freeze_panes(line + 1, 2)
        page.repeat_rows(top, line)
        for row in sheet.rows:
            line += 1
            kind = "bold" if row.is_total else "cell"
            page.write(line, 0, row.number, look[kind])
            page.write(line, 1, row.name, look[kind])
            for column, number in enumerate(numbers(sheet.form, row.tally), 2):
                page.write_number(line, column, number, look[f"{kind}_number"])
        if sheet.note:
            page.write(line + 2, 0, sheet.note, look["note"])
    return into.getvalue()


_BOX = {"border": 1, "text_wrap": True, "valign": "vcenter"}
_LOOKS: dict[str, dict[str, Any]] = {
    "plain": {}, "note": {"italic": True}, "title": {"bold": True, "align": "center", "font_size": 13},
    "centre": {"align": "center", "italic": True}, "head": {**_BOX, "bold": True, "align": "center"},
    "head_plain": {**_BOX, "italic": True, "align": "center"}, "cell": _BOX, "bold": {**_BOX, "bold": True},
    "cell_number": {**_BOX, "num_format": "#,##0"}, "bold_number": {**_BOX, "bold": True, "num_format": "#,##0"},
}  # fmt: skip


def _heads(page: Any, form: Form, top: int, look: dict[str, Any]) -> None:
    for cell in form.cells():
        row, end = top + cell.row, top + cell.row + cell.rows - 1
        right = cell.column + cell.columns - 1
        if (row, cell.column) == (end, right):
            page.write(row, cell.column, cell.heading.vi, look["head"])
        else:
            page.merge_range(row, cell.column, end, right, cell.heading.vi, look["head"])


def as_docx(sheet: SettlementSheet) -> bytes:
    """The form as a Word file on A4 across, its headings repeated on every page."""
    import docx  # noqa: PLC0415 -- heavy, only here
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    document = docx.Document()
    settle_style(document)
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(15)
    centre = WD_ALIGN_PARAGRAPH.CENTER
    for text, bold, alignment in (
        (sheet.form.basis, False, None), (f"Đơn vị báo cáo: {sheet.unit}", False, None),
        (f"Đơn vị nhận báo cáo: {sheet.receiver}", False, None), (sheet.form.vi.upper(), True, centre),
        (f"{sheet.period}. Đơn vị tính: số hồ sơ TTHC", False, centre),
    ):  # fmt: skip
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(13 if bold else 11)
        if alignment is not None:
            paragraph.alignment = alignment
    _word_table(document, sheet)
    if sheet.note:
        document.add_paragraph().add_run(sheet.note).italic = True
    document.core_properties.title = sheet.form.vi
    out = io.BytesIO()
    document.save(out)
    return undated(out)


def _word_table(document: Any, sheet: SettlementSheet) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.shared import Mm  # noqa: PLC0415

    form, columns = sheet.form, len(sheet.form.leaves) + 2
    table = document.add_table(rows=form.depth + 1 + len(sheet.rows), cols=columns)
    table.style = "Table Grid"
    table.autofit = False
    widths = [Mm(10), Mm(62), *[Mm((267 - 72) / (columns - 2))] * (columns - 2)]
    grid = [row.cells for row in table.rows]
    for cells in grid:
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width
    for cell in form.cells():
        first = grid[cell.row][cell.column]
        whole = first.merge(grid[cell.row + cell.rows - 1][cell.column + cell.columns - 1])
        _word(whole, cell.heading.vi, WD_ALIGN_PARAGRAPH.CENTER, bold=True)
    for place in range(columns):
        _word(grid[form.depth][place], f"({place + 1})", WD_ALIGN_PARAGRAPH.CENTER, italic=True)
    for line in range(form.depth + 1):
        table.rows[line]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cells, row in zip(grid[form.depth + 1 :], sheet.rows, strict=True):
        _word(cells[0], row.number, WD_ALIGN_PARAGRAPH.CENTER, bold=row.is_total)
        _word(cells[1], row.name, WD_ALIGN_PARAGRAPH.LEFT, bold=row.is_total)
        for cell, number in zip(cells[2:], numbers(form, row.tally), strict=True):
            _word(cell, f"{number:,}".replace(",", "."), WD_ALIGN_PARAGRAPH.RIGHT, bold=row.is_total)


def _word(cell: Any, text: str, alignment: Any, *, bold: bool = False, italic: bool = False) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(9)
    paragraph.alignment = alignment
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(0)
    paragraph.paragraph_format.first_line_indent = Pt(0)
