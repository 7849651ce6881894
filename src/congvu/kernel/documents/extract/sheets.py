"""Excel: every sheet as lines between bars."""

from __future__ import annotations

from io import BytesIO

from congvu.kernel.documents.extract.shape import Extracted, unreadable

MAX_ROWS = 20_000


def read_xlsx(content: bytes) -> Extracted:
    import openpyxl  # noqa: PLC0415  # heavy, loaded on first use

    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        lines: list[str] = []
        notes: list[str] = []
        for sheet in book.worksheets:
            lines.append(sheet.title)
            for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=200), start=1):
                if number > MAX_ROWS:
                    notes.append(f"rows_cut: {sheet.title}")
                    break
                cells = ["" if value is None else str(value).strip() for value in row]
                if any(cells):
                    lines.append("| " + " | ".join(cells).rstrip(" |") + " |")
        book.close()
    except Exception as error:  # a broken workbook may raise anything
        raise unreadable(error) from error
    return Extracted("\n".join(lines), "xlsx", len(book.sheetnames), notes=notes)
