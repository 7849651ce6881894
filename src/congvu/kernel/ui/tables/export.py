"""Xuất dữ liệu: the same declaration as CSV and XLSX.

CSV streams row by row. XLSX is written with constant memory to a temporary file. Text that a spreadsheet would run as
a formula is made harmless in both.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from congvu.core.text import fold
from congvu.kernel.ui import formats
from congvu.kernel.ui.tables.columns import Column
from congvu.kernel.ui.tables.listing import Listing

CHUNK = 1000
# A worksheet holds 1,048,576 rows; the next million goes to the next sheet.
SHEET_ROWS = 1_000_000
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """Text that no spreadsheet runs as a formula: an apostrophe goes before a leading sign."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def csv_answer(listing: Listing) -> StreamingHttpResponse:
    """All filtered rows as CSV: UTF-8 with byte order mark, comma, dates dd/mm/yyyy."""
    language = translation.get_language() or "vi"
    answer = StreamingHttpResponse(_csv_lines(listing, language), content_type="text/csv; charset=utf-8")
    _name(answer, listing, "csv")
    return answer


def _csv_lines(listing: Listing, language: str) -> Iterator[str]:
    """Lines of the file. The words are in the language of the request, which is over when the lines are read."""
    writer = csv.writer(_Echo())
    columns = listing.table.export_columns
    with translation.override(language):
        head = [str(column.label) for column in columns]
    yield "\ufeff" + writer.writerow(head)
    rows = _all(listing)
    text = "…"
    while text:
        with translation.override(language):
            text = "".join(
                writer.writerow([_csv_value(c.exported_value(row)) for c in columns]) for row in islice(rows, CHUNK)
            )
        if text:
            yield text


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv_value(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return formats.moment(value)
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, (int, float, Decimal)):
        return str(value)
    return harmless(str(value))


def _all(listing: Listing) -> Iterator[Any]:
    """Every row, one after the other. A row and what was read beside it name each other; they are parted when the next
    one is asked for, so that both go at once and do not wait, with thousands more, for the collector of cycles.

    In one transaction: outside of any, PostgreSQL would write down the whole answer before it gives the first row."""
    rows = listing.all_rows()
    if not isinstance(rows, QuerySet):
        yield from rows
        return
    with transaction.atomic():
        for row in rows.iterator(chunk_size=CHUNK):
            yield row
            if isinstance(row, Model):
                row._state.fields_cache.clear()  # where Django keeps what was read beside it


def xlsx_answer(listing: Listing) -> FileResponse:
    """All filtered rows as a workbook: real dates and numbers, headings frozen, filter arrows on."""
    import xlsxwriter  # noqa: PLC0415 -- loaded on first use

    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it when it has been sent
    book = xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    _write_sheets(book, listing)
    book.close()
    file.seek(0)
    answer = FileResponse(file, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    _name(answer, listing, "xlsx")
    return answer


def _write_sheets(book: Any, listing: Listing) -> None:
    columns = listing.table.export_columns
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    styles = {
        "date": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
        "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm", "align": "left"}),
    }
    sheet: Any = None
    line = SHEET_ROWS
    number = 0
    for row in _all(listing):
        if line >= SHEET_ROWS:
            number += 1
            sheet, line = _new_sheet(book, columns, bold, number), 0
        line += 1
        for place, column in enumerate(columns):
            _write_cell(sheet, line, place, column.exported_value(row), styles)
    if sheet is None:
        _new_sheet(book, columns, bold, 1)


def _new_sheet(book: Any, columns: tuple[Column, ...], bold: Any, number: int) -> Any:
    sheet = book.add_worksheet(f"{_('List')} {number}"[:31])
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, {"wide": 60, "fit": 14}.get(column.width, 24))
        sheet.write_string(0, place, str(column.label), bold)
    return sheet


def _write_cell(sheet: Any, line: int, place: int, value: object, styles: dict[str, Any]) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(line, place, _("Yes") if value else _("No"))
    elif isinstance(value, datetime):
        sheet.write_datetime(line, place, formats.local(value).replace(tzinfo=None), styles["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, styles["date"])
    elif isinstance(value, (int, float, Decimal)):
        sheet.write_number(line, place, value)
    else:
        sheet.write_string(line, place, str(value)[:32_767])


def _name(answer: StreamingHttpResponse | FileResponse, listing: Listing, ending: str) -> None:
    """Name of the file: caption and day, plain letters for old programs and the true name beside it."""
    title = f"{listing.table.caption} {formats.local(listing.scope.now):%Y-%m-%d}"
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in fold(title))
    answer["Content-Disposition"] = (
        f"attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{quote(f'{title}.{ending}')}"
    )
    answer["Cache-Control"] = "private, no-store"
