"""Running tasks from a sheet: what is wrong is said row by row, and the original dates stay."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from congvu.core.refusals import Invalid, NotAllowed
from congvu.domain.directives.actions.importing import Row, import_tasks, read_rows
from congvu.domain.directives.models import Task
from congvu.kernel.casework.models import Case
from congvu.kernel.documents.actions import store_upload
from tests.kernel.casework.office import Office

HEADING = ("Số, ký hiệu", "Ngày văn bản", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn ban đầu",
           "Hạn hiện tại", "Tiến độ (%)")  # fmt: skip
GOOD = ("12/KL-UBND", "02/03/2026", "Rà soát quy hoạch", "Sở Nội vụ", "05/03/2026", "30/06/2026", "31/12/2026", 40)
TODAY = date(2026, 11, 24)


def sheet(*rows: tuple[Any, ...]) -> bytes:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in (HEADING, *rows):
        page.append(list(row))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed(column: int, value: Any) -> Row:
    row = [*GOOD]
    row[column] = value
    (found,) = read_rows(sheet(tuple(row)), TODAY)
    return found


def test_a_good_row_is_understood_from_a_workbook_and_from_a_csv(office: Office) -> None:
    csv = "\n".join(";".join(str(cell) for cell in row) for row in (HEADING, GOOD)).encode()
    for content in (sheet(GOOD), csv):
        (row,) = read_rows(content, TODAY)
        assert row.problems == []
        assert (row.agency_id, row.progress) == (office.snv.pk, 40)
        assert (row.assigned_on, row.first_due_on, row.due_on) == (
            date(2026, 3, 5), date(2026, 6, 30), date(2026, 12, 31),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (1, "hôm kia"), (2, ""), (3, ""), (3, "Sở Không Có"), (4, ""), (4, "31/02/2026"), (4, "01/12/2026"),
        (5, "01/01/2026"), (6, "01/04/2026"), (7, "nhiều"), (7, 140),
    ],
)  # fmt: skip
def test_every_mistake_keeps_its_row_out(office: Office, column: int, value: Any) -> None:
    assert changed(column, value).problems


@pytest.mark.parametrize(("typed", "progress"), [(0.4, 40), ("40%", 40), ("40,4", 40), (100, 99), ("", 0), ("0.5%", 0)])
def test_progress_is_read_in_per_cent_however_it_is_written(office: Office, typed: Any, progress: int) -> None:
    assert changed(7, typed).progress == progress


def test_all_rows_come_in_with_their_original_dates_or_none(office: Office) -> None:
    file = store_upload(actor=office.desk, name="bang.csv", content=b"a,b\n", now=office.now)
    given: dict[str, Any] = {"agency_id": office.vpubnd.pk, "file": file, "name": "bang.xlsx", "now": office.now}
    rows = read_rows(sheet(GOOD, (*GOOD[:3], "Sở Không Có", *GOOD[4:])), TODAY)
    with pytest.raises(Invalid):
        import_tasks(actor=office.desk, rows=rows, **given)
    with pytest.raises(NotAllowed):
        import_tasks(actor=office.an, rows=rows[:1], **given)
    assert not Case.objects.exists()
    import_tasks(actor=office.desk, rows=rows[:1], **given)
    case = Task.objects.select_related("case").get().case
    assert case.first_due_at is not None
    assert case.due_at is not None
    moments = (case.opened_at, case.first_due_at, case.due_at)
    assert [moment.astimezone(office.now.tzinfo).date() for moment in moments] == [
        date(2026, 3, 5), date(2026, 6, 30), date(2026, 12, 31),
    ]  # fmt: skip
