"""One reader of sheets for every import: a workbook or a .csv, headings as people write them, cells as texts."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from congvu.core.refusals import Invalid
from congvu.kernel.org.extract import Column, Sheet, read_day, read_number, read_table

SHEET = Sheet("things", "Việc", (
    Column("name", "Tên việc", True, ("Tên",)), Column("on", "Ngày", True, kind="day"), Column("note", "Ghi chú"),
))  # fmt: skip


def workbook(*pages: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for rows in pages:
        page = book.create_sheet()
        for row in rows:
            page.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_and_a_csv_say_the_same() -> None:
    rows: list[list[Any]] = [
        ["TÊN VIỆC", "ngày", "Ghi chú"], ["Rà soát", date(2026, 12, 4), None], ["Tổng hợp", "1/2/2027", 7.0]
    ]
    csv = "\ufeffTÊN VIỆC;ngày;Ghi chú\nRà soát;2026-12-04;\nTổng hợp;1/2/2027;7\n".encode()
    expected = [
        {"line": 2, "name": "Rà soát", "on": "2026-12-04", "note": ""},
        {"line": 3, "name": "Tổng hợp", "on": "1/2/2027", "note": "7"},
    ]
    assert read_table(workbook(rows), SHEET, most=10) == expected
    assert read_table(csv, SHEET, most=10) == expected


def test_a_title_above_the_headings_other_columns_and_empty_lines_do_not_matter() -> None:
    rows: list[list[Any]] = [
        ["DANH MỤC NĂM 2026"], [], ["TT", "Ngày", "Lạ", "Tên"], [1, "", "x", "A"], [], [2, "", "", "B"]
    ]
    found = read_table(workbook([["Trang bìa"]], rows), SHEET, most=10)
    assert [(row["line"], row["name"]) for row in found] == [(4, "A"), (6, "B")]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"not a sheet", b"PK\x03\x04 broken", "Tên;Ngày\n".encode("utf-16"),
        workbook([["Một", "Hai"], ["x", "y"]]), workbook([["Tên", "Ngày"]]), workbook([["Tên"], ["x"]]),
    ],
)  # fmt: skip
def test_what_is_no_such_sheet_is_refused_beside_the_file(content: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        read_table(content, SHEET, most=10)
    assert refused.value.field == "file"


def test_the_refusal_names_the_headings_that_are_needed() -> None:
    with pytest.raises(Invalid) as refused:
        read_table(workbook([["Một"], ["x"]]), SHEET, most=10)
    assert "Tên việc; Ngày" in refused.value.hint
    assert "Ghi chú" not in refused.value.hint


def test_more_rows_than_the_import_takes_are_refused_and_as_many_are_read() -> None:
    rows: list[list[Any]] = [["Tên", "Ngày"], *([["x", "y"]] * 4)]
    assert len(read_table(workbook(rows), SHEET, most=4)) == 4
    with pytest.raises(Invalid):
        read_table(workbook(rows), SHEET, most=3)


def test_a_long_text_is_kept_whole() -> None:
    words = "nội dung " * 600
    (row,) = read_table(workbook([["Tên", "Ngày"], [words, ""]]), SHEET, most=1)
    assert row["name"] == words.strip()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31/12/2026", date(2026, 12, 31)), ("2026-12-31", date(2026, 12, 31)), ("31-12-2026", date(2026, 12, 31)),
        ("31.12.2026", date(2026, 12, 31)), ("31/02/2026", None), ("1/1/0026", None), ("mai", None), ("", None),
    ],
)  # fmt: skip
def test_a_day_is_read_as_it_is_typed(typed: str, day: date | None) -> None:
    assert read_day(typed) == day


def test_a_moment_in_a_cell_is_its_day_and_a_number_may_have_a_comma() -> None:
    (row,) = read_table(workbook([["Tên", "Ngày"], ["x", datetime(2026, 12, 4, 8, 30)]]), SHEET, most=1)
    assert row["on"] == "2026-12-04"
    assert (str(read_number("1,5")), read_number("một"), read_number("NaN")) == ("1.5", None, None)
