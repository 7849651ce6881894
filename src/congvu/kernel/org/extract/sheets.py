"""Đọc và ghi bảng tính: the rows of a workbook or a .csv as texts by column, and back.

Whoever reads a stranger's file has had it checked before (size, real type, zip bombs): see the documents room. Here
rows and columns are bounded, and a broken file is refused with a sentence.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import nfc, skey
from congvu.kernel.org.extract.columns import Sheet, words_of

MAX_ROWS, MAX_COLUMNS, MAX_TEXT, HEAD_ROWS = 60_000, 60, 10_000, 20
#: A row as read: the number of its line in the file, and its cells by column.
Row = dict[str, Any]
#: How a workbook begins: it is a zip.
_ZIP = b"PK\x03\x04"
_DANGEROUS = ("=", "+", "-", "@")


def read_sheets(
    content: bytes, kind: str, sheets: Mapping[str, Sheet], *, lines: bool = False
) -> dict[str, list[Row]]:
    """The rows of every sheet that is recognised by its headings; `kind` is "xlsx" or "csv".

    A row is {"line": number, column: text}; days are ISO texts when the cell held a day. With `lines` the lines of a
    cell stay apart. Raises Invalid.
    """
    tables = _csv_tables(content, lines) if kind == "csv" else _xlsx_tables(content, lines)
    found: dict[str, list[Row]] = {}
    for title, rows in tables:
        sheet, head, places = _recognised(title, rows, sheets, set(found))
        if sheet is None:
            continue
        found[sheet.code] = _rows_below(rows, head, places)
    if not any(found.values()):
        titles = ", ".join(f"“{sheet.title}”" for sheet in sheets.values())
        raise Invalid(
            _("No sheet with known headings and at least one row was found."),
            field="file",
            hint=_("Download the sample and keep its headings. Known sheets: %(titles)s.") % {"titles": titles},
        )
    return found


def read_table(content: bytes, sheet: Sheet, *, most: int) -> list[Row]:
    """The rows of the one sheet an import is about, in a workbook or a .csv, as `read_sheets` gives them.

    Raises Invalid, naming the headings that are needed, when no sheet has them; also for one without rows, and for
    more than `most`.
    """
    tables = _xlsx_tables(content) if content.startswith(_ZIP) else _csv_tables(content)
    for title, rows in tables:
        known, head, places = _recognised(title, rows, {sheet.code: sheet}, set())
        if known is None:
            continue
        found = _rows_below(rows, head, places)
        if not found:
            raise Invalid(_("The sheet has its headings but no row below them."), field="file")
        if len(found) > most:
            raise Invalid(_("The sheet has more than %(n)d rows; cut it in parts.") % {"n": most}, field="file")
        return found
    needed = "; ".join(column.heading for column in sheet.columns if column.needed)
    raise Invalid(
        _("The columns were not recognised."), field="file",
        hint=_("The first row needs at least: %(headings)s. Download the sample sheet.") % {"headings": needed},
    )  # fmt: skip


def _rows_below(rows: Sequence[Sequence[str]], head: int, places: Mapping[str, int]) -> list[Row]:
    return [
        {"line": number, **{code: cells[at] for code, at in places.items() if at < len(cells)}}
        for number, cells in enumerate(rows[head + 1 :], start=head + 2)
        if any(cells[at] for at in places.values() if at < len(cells))
    ]


def _xlsx_tables(content: bytes, lines: bool = False) -> list[tuple[str, list[list[str]]]]:
    import openpyxl  # noqa: PLC0415 -- heavy, only here

    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        tables = []
        for page in book.worksheets:
            page.reset_dimensions()  # what the file says of its own size may be a lie
            rows = page.iter_rows(values_only=True, max_row=MAX_ROWS + HEAD_ROWS + 1, max_col=MAX_COLUMNS)
            tables.append((page.title, [[text_of(cell, lines) for cell in row] for row in rows]))
        book.close()
    except Exception as broken:  # openpyxl raises whatever the broken file makes it raise
        raise Invalid(
            _("This file could not be read as an Excel sheet."),
            field="file",
            hint=_("Save it as .xlsx in Excel or LibreOffice and try again."),
        ) from broken
    _refuse_too_long(tables)
    return tables


def _csv_tables(content: bytes, lines: bool = False) -> list[tuple[str, list[list[str]]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(
            _("The .csv file is not in UTF-8."), field="file", hint=_("In Excel choose “CSV UTF-8” when saving.")
        ) from None
    head = text[:4096].partition("\n")[0]
    try:
        reader = csv.reader(StringIO(text), delimiter=max(",;\t", key=head.count))
        rows = [[text_of(cell, lines) for cell in row[:MAX_COLUMNS]] for row in reader]
    except csv.Error as broken:
        raise Invalid(_("The .csv file could not be read."), field="file", hint=str(broken)) from broken
    tables = [("", rows)]
    _refuse_too_long(tables)
    return tables


def _refuse_too_long(tables: list[tuple[str, list[list[str]]]]) -> None:
    if any(len(rows) > MAX_ROWS + HEAD_ROWS for _title, rows in tables):
        text = _("The sheet has more than %(n)d rows; cut it in parts.") % {"n": MAX_ROWS}
        raise Invalid(text, field="file")


def text_of(cell: object, lines: bool = False) -> str:
    """A cell as text: days as ISO, whole numbers without a point, blanks trimmed; a quote before a sign is ours.

    With `lines` its lines stay apart, else they become one.
    """
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)).normalize():f}"
    typed = nfc(str(cell)).replace("\x00", "")
    parts = typed.strip().splitlines() if lines else [typed]
    text = "\n".join(" ".join(part.split()) for part in parts)[:MAX_TEXT]
    return text[1:] if _quoted(text) else text


def _quoted(text: str) -> bool:
    """Whether a quote stands before a sign: ours, or one that was typed."""
    return text.startswith("'") and text.lstrip("'").startswith(_DANGEROUS)


def cell_of(text: str) -> str:
    """A text as it is written into a cell so that `text_of` gives it back: a typed quote before a sign gets ours."""
    return f"'{text}" if _quoted(text) else text


def _recognised(
    title: str, rows: Sequence[Sequence[str]], sheets: Mapping[str, Sheet], taken: set[str]
) -> tuple[Sheet | None, int, dict[str, int]]:
    """Which sheet this is: by its title if that is known, else the one most of whose headings stand there."""
    best: tuple[int, Sheet | None, int, dict[str, int]] = (0, None, 0, {})
    for number, cells in enumerate(rows[:HEAD_ROWS]):
        folded = [skey(cell) for cell in cells]
        for sheet in sheets.values():
            places: dict[str, int] = {}
            for at, heading in enumerate(folded):
                for column in sheet.columns:
                    if heading and column.code not in places and column.answers_to(heading):
                        places[column.code] = at
                        break
            if sheet.code in taken or not sheet.needed <= set(places):
                continue
            weight = len(places) + (1000 if skey(title) == skey(sheet.title) else 0)
            if weight > best[0]:
                best = (weight, sheet, number, places)
    return best[1], best[2], best[3]


def write_xlsx(tables: Iterable[tuple[Sheet, Iterable[Mapping[str, str]]]]) -> bytes:
    """A workbook with these sheets: headings frozen, choices as lists, days and all else as texts."""
    import xlsxwriter  # noqa: PLC0415 -- heavy, only here

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        needed = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE6F1"})
        other = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"num_format": "@"})
        for sheet, rows in tables:
            page = book.add_worksheet(sheet.title)
            for at, column in enumerate(sheet.columns):
                page.write_string(0, at, column.heading, needed if column.needed else other)
                page.set_column(at, at, 28 if column.code in ("name", "full_name", "address") else 18, plain)
                if column.kind not in ("text", "day", "number"):
                    choices = {"validate": "list", "source": words_of(column.kind), "error_type": "warning"}
                    if len(",".join(choices["source"])) < 250:
                        page.data_validation(1, at, 5000, at, choices)
            page.freeze_panes(1, 0)
            for number, row in enumerate(rows, start=1):
                for at, column in enumerate(sheet.columns):
                    if row.get(column.code):
                        page.write_string(number, at, cell_of(str(row[column.code])), plain)
    return buffer.getvalue()


def write_csv(sheet: Sheet, rows: Iterable[Mapping[str, str]]) -> bytes:
    """One sheet as .csv: UTF-8 with byte order mark, comma; text that a spreadsheet would run is made harmless."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow([column.heading for column in sheet.columns])
    for row in rows:
        texts = [str(row.get(column.code, "") or "") for column in sheet.columns]
        writer.writerow([f"'{text}" if text.startswith(_DANGEROUS) else cell_of(text) for text in texts])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()
