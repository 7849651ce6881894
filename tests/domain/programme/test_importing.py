"""A programme from a sheet: what is wrong is said row by row, and all rows come in or none."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.programme.actions.importing import Row, import_items, read_rows
from congvu.domain.programme.actions.programmes import approve_programme
from congvu.domain.programme.actions.stages import to_appraisal
from congvu.domain.programme.models import Item, Stage
from congvu.kernel.casework.models import Case, Custody
from congvu.kernel.casework.queries import clocks
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.journal.queries.verification import Findings
from tests.domain.programme.conftest import Staff

HEADING = ("Tên đề án, văn bản", "Loại", "Cơ quan soạn thảo", "Cơ quan phối hợp", "Thời gian trình", "Căn cứ")
GOOD = ("Đề án số hóa", "Đề án", "Sở Nội vụ", "Sở Tài chính", "tháng 6", "Nghị quyết")
TODAY = date(2026, 10, 1)


def sheet(*rows: tuple[Any, ...], heading: tuple[str, ...] = HEADING) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["CHƯƠNG TRÌNH CÔNG TÁC NĂM 2027"])
    page.append(list(heading))
    for row in rows:
        page.append(list(row))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def problems(staff: Staff, *row: Any) -> list[str]:
    return read_rows(sheet(row), staff.programme, TODAY)[0].problems


def test_a_good_row_is_understood(staff: Staff) -> None:
    (row,) = read_rows(sheet(GOOD), staff.programme, TODAY)
    assert row.problems == []
    assert (row.drafter_id, row.partner_ids) == (staff.office.snv.pk, [staff.office.stc.pk])
    assert (row.submit_on, row.nature) == (date(2027, 6, 19), "project")


@pytest.mark.parametrize("when", [6, "6", "06/2027", "Tháng 6", "19/06/2027", date(2027, 6, 19), 6.0])
def test_a_month_or_a_day_is_read_however_it_is_written(staff: Staff, when: Any) -> None:
    (row,) = read_rows(sheet((*GOOD[:4], when, "")), staff.programme, TODAY)
    assert row.submit_on == date(2027, 6, 19)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (0, ""), (1, "bài thơ"), (2, ""), (2, "Sở Không Có"), (2, "Sở Nội vụ, Sở Tài chính"), (3, "Sở Nội vụ"),
        (3, "cơ quan lạ"), (4, ""), (4, "tháng 13"), (4, "06/2031"), (4, "sớm"), (4, "01/09/2026"),
    ],
)  # fmt: skip
def test_every_mistake_keeps_its_row_out(staff: Staff, column: int, value: str) -> None:
    row = [*GOOD]
    row[column] = value
    assert problems(staff, *row)


def test_two_drafters_are_named_as_the_mistake(staff: Staff) -> None:
    (said,) = problems(staff, GOOD[0], GOOD[1], "Sở Nội vụ và Sở Tài chính", "", 6, "")
    assert "2" in said


def test_doubles_are_found_in_the_sheet_and_in_the_programme(staff: Staff) -> None:
    staff.register(title="Đề án đã có")
    rows = read_rows(sheet(GOOD, GOOD, ("đề án ĐÃ CÓ", *GOOD[1:])), staff.programme, TODAY)
    assert [bool(row.problems) for row in rows] == [False, True, True]


@pytest.mark.parametrize(
    "content", [b"not a sheet", sheet(), sheet(GOOD, heading=("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu"))]
)
def test_what_is_no_sheet_of_items_is_refused(staff: Staff, content: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        read_rows(content, staff.programme, TODAY)
    assert refused.value.field == "file"


def test_all_rows_come_in_or_none(staff: Staff) -> None:
    content = sheet(GOOD, ("Quy chế làm việc", "văn bản", "Sở Tài chính", "", "7", ""))
    file = staff.paper("bảng")
    rows = read_rows(content, staff.programme, TODAY)
    given: dict[str, Any] = {"programme_id": staff.programme.pk, "file": file, "name": "ct.xlsx", "now": staff.at}
    with pytest.raises(NotAllowed):
        import_items(actor=staff.chief, rows=rows, **given)
    cases = import_items(actor=staff.desk, rows=rows, **given)
    assert [case.holder_agency_id for case in cases] == [staff.office.snv.pk, staff.office.stc.pk]
    assert Item.objects.filter(programme=staff.programme).count() == 2
    wrong = read_rows(sheet(GOOD), staff.programme, TODAY)
    with pytest.raises(Invalid):
        import_items(actor=staff.desk, rows=wrong, **given)
    assert Case.objects.filter(kind="programme_item").count() == 2


def test_five_thousand_bad_rows_are_all_told_and_nothing_is_written(staff: Staff) -> None:
    rows = read_rows(sheet(*[("", "", "", "", "", "x")] * 5000), staff.programme, TODAY)
    assert len(rows) == 5000
    assert all(row.problems for row in rows)
    with pytest.raises(Invalid):
        read_rows(sheet(*[GOOD] * 5001), staff.programme, TODAY)


def test_an_approved_programme_takes_no_more_from_a_sheet(staff: Staff) -> None:
    staff.admitted()
    rows = read_rows(sheet(GOOD), staff.programme, TODAY)
    with pytest.raises(MoveRefused):
        import_items(
            actor=staff.desk, programme_id=staff.programme.pk, rows=rows, file=staff.paper("bảng"), name="x",
            now=staff.at,
        )


RUNNING = (*HEADING, "Ngày bắt đầu", "Thời gian trình ban đầu", "Bước đang thực hiện")
BEGUN = ("Đề án đang làm", "Đề án", "Sở Nội vụ", "", "15/10/2027", "CTCT 2027", "12/01/2027", "15/06/2027",
         "Đang lấy ý kiến")  # fmt: skip
SUMMER = date(2027, 7, 1)


def running(staff: Staff, *changes: tuple[int, str]) -> Row:
    values = [*BEGUN]
    for column, value in changes:
        values[column] = value
    (row,) = read_rows(sheet(tuple(values), heading=RUNNING), staff.programme, SUMMER)
    return row


def entered(staff: Staff, *rows: tuple[Any, ...]) -> list[Case]:
    at = staff.at.replace(year=2027, month=7, day=1)
    return import_items(
        actor=staff.desk, programme_id=staff.programme.pk, name="ct.xlsx", file=staff.paper("bảng"), now=at,
        rows=read_rows(sheet(*rows, heading=RUNNING), staff.programme, at.date()),
    )  # fmt: skip


def test_an_item_that_has_begun_is_understood_with_its_first_and_its_present_day(staff: Staff) -> None:
    row = running(staff)
    assert row.problems == []
    assert (row.begun_on, row.first_on, row.submit_on) == (date(2027, 1, 12), date(2027, 6, 15), date(2027, 10, 15))
    assert (row.phase, row.is_running) == ("consulting", True)


def test_what_has_begun_may_be_overdue_and_moved_beyond_the_year(staff: Staff) -> None:
    assert running(staff, (4, "15/06/2027")).problems == []
    assert running(staff, (4, "15/03/2028")).problems == []
    assert running(staff, (7, "")).problems == []
    assert running(staff, (8, "")).phase == "drafting"


@pytest.mark.parametrize(
    "change",
    [
        (6, ""), (6, "sắp tới"), (6, "02/07/2027"), (6, "16/06/2027"), (7, "sớm"), (7, "15/06/2026"), (4, "14/06/2027"),
        (4, "15/03/2029"), (8, "đang nghỉ"),
    ],
)  # fmt: skip
def test_every_mistake_about_what_has_begun_keeps_its_row_out(staff: Staff, change: tuple[int, str]) -> None:
    assert running(staff, change).problems


def test_a_running_item_keeps_its_baseline_and_its_clock_began_when_it_did(staff: Staff) -> None:
    (case,) = entered(staff, BEGUN)
    case.refresh_from_db()
    assert case.first_due_at is not None
    assert case.due_at is not None
    zone = staff.at.tzinfo
    assert [at.astimezone(zone).date() for at in (case.opened_at, case.first_due_at, case.due_at)] == [
        date(2027, 1, 12), date(2027, 6, 15), date(2027, 10, 15),
    ]  # fmt: skip
    assert (case.phase, case.station, case.holder_agency_id) == ("consulting", "consult", staff.office.snv.pk)
    assert clocks.reckoned_due(case, clocks.events_of(case)) == case.due_at
    item = staff.item(case)
    assert (item.baseline_on, item.admitted_at) == (date(2027, 6, 15), case.opened_at)
    stages = {stage.code: stage for stage in Stage.objects.filter(item=item)}
    assert (stages["submit"].baseline_on, stages["submit"].planned_on) == (date(2027, 6, 15), date(2027, 10, 15))
    assert [code for code, stage in stages.items() if stage.done_on] == ["register", "draft"]
    held = Custody.objects.get(case=case)
    assert held.from_at == case.opened_at
    found = Findings()
    verify_cases(found)
    assert not found.problems


def test_a_running_programme_is_approved_with_what_has_begun_and_what_has_not(staff: Staff) -> None:
    begun, fresh = entered(staff, BEGUN, ("Đề án mới", "Đề án", "Sở Tài chính", "", "11", "", "", "", ""))
    approve_programme(
        actor=staff.leader, programme_id=staff.programme.pk, now=staff.at.replace(year=2027, month=7, day=2)
    )
    for case in (begun, fresh):
        case.refresh_from_db()
    assert (begun.phase, fresh.phase) == ("consulting", "drafting")
    assert staff.item(begun).baseline_on == date(2027, 6, 15)


def test_a_programme_of_running_items_only_can_be_approved(staff: Staff) -> None:
    entered(staff, BEGUN)
    approve_programme(
        actor=staff.leader, programme_id=staff.programme.pk, now=staff.at.replace(year=2027, month=7, day=2)
    )
    staff.programme.refresh_from_db()
    assert staff.programme.state == "approved"


def test_an_entered_running_item_goes_its_way(staff: Staff) -> None:
    (case,) = entered(staff, BEGUN)
    at = staff.at.replace(year=2027, month=7, day=5)
    moved = to_appraisal(actor=staff.chief, case_id=case.pk, now=at)
    assert moved.phase == "appraising"
    assert Stage.objects.get(item=staff.item(case), code="consult").done_on == at.date()
