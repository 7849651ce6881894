"""A catalogue that was kept elsewhere comes in from a sheet: looked at first, all of it or nothing, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from congvu.core.refusals import Invalid
from congvu.domain.procedures.actions import drafting
from congvu.domain.procedures.actions.importing import File, import_procedures
from congvu.domain.procedures.actions.importing_plan import Does, plan
from congvu.domain.procedures.models import Procedure, Version
from congvu.domain.procedures.policy.records import record_of
from congvu.domain.procedures.queries.catalogue import version_in_force
from congvu.domain.procedures.schemas import columns, sheets
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.journal.models import Line
from tests.domain.internal.conftest import may
from tests.domain.procedures.conftest import ANNOUNCE, DRAFT, READ, Desk

FILE = File("danh-muc.xlsx", "0" * 64)
ROW = {
    "Mã TTHC": "1.003441. H42", "Tên thủ tục": "Cấp bản sao bằng tốt nghiệp", "Lĩnh vực": "Giáo dục",
    "Cơ quan chịu trách nhiệm": "Sở Nội vụ", "Cấp thực hiện": "Cấp tỉnh", "Cơ quan thực hiện": "Sở Nội vụ",
    "Đối tượng thực hiện": "Cá nhân; Cán bộ, công chức, viên chức", "Trình tự thực hiện": "Nộp hồ sơ\nNhận kết quả",
    "Cách thức thực hiện": "Trực tiếp", "Tên các giấy tờ": "Đơn\nBản sao căn cước", "Thời hạn giải quyết":
    "05 ngày làm việc", "Mức độ trực tuyến": "Toàn trình", "Quyết định công bố": "QĐ 12/QĐ-UBND",
    "Ngày quyết định": "05/01/2026", "Có hiệu lực từ ngày": date(2026, 1, 15), "Ngày công khai": "08/01/2026",
}  # fmt: skip


def book(**pages: Sequence[Mapping[str, Any]]) -> bytes:
    """A workbook with these sheets; its headings are the keys of the first row."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for code, rows in pages.items():
        page = made.create_sheet(columns.SHEETS[code].title)
        heads = list(dict.fromkeys(name for row in rows for name in row))
        page.append(heads)
        for row in rows:
            page.append([row.get(head) for head in heads])
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def clerk(desk: Desk) -> Actor:
    """Who may draft and announce for Sở Nội vụ."""
    return may(desk.office.desk, READ, DRAFT, ANNOUNCE)


def taken(desk: Desk, clerk: Actor, content: bytes) -> dict[Does, int]:
    found = sheets.read_workbook(content)
    assert not found.faults
    return import_procedures(actor=clerk, records=found.records, file=FILE, now=desk.office.now)


def test_what_was_decided_elsewhere_is_entered_as_decided(desk: Desk, clerk: Actor) -> None:
    assert taken(desk, clerk, book(procedures=[ROW]))[Does.NEW] == 1
    procedure = Procedure.objects.get(stem="1.003441", top="H42")
    version = version_in_force(procedure.pk, date(2026, 1, 15))
    assert version is not None
    assert (procedure.written, version.decision, version.published_on) == (
        "1.003441. H42", "QĐ 12/QĐ-UBND", date(2026, 1, 8),
    )  # fmt: skip
    assert (version.subjects, version.sequence) == (["citizen", "official"], "Nộp hồ sơ\nNhận kết quả")
    case = version.variants.get()
    assert (case.limit, [row.name for row in case.papers.all()]) == ("5 working days", ["Đơn", "Bản sao căn cước"])
    assert Line.objects.filter(stream=f"procedure/{procedure.pk}", verb="procedure.imported").count() == 1


def test_a_second_time_nothing_changes(desk: Desk, clerk: Actor) -> None:
    content = book(procedures=[ROW, {**ROW, "Mã TTHC": "1.001193", "Quyết định công bố": "", "Ngày quyết định": "",
                                     "Có hiệu lực từ ngày": "", "Ngày công khai": ""}])  # fmt: skip
    taken(desk, clerk, content)
    before = Version.objects.count(), Line.objects.count()
    assert taken(desk, clerk, content)[Does.SAME] == 2
    assert (Version.objects.count(), Line.objects.count()) == before


def test_each_fault_is_named_by_row_and_column(desk: Desk, clerk: Actor) -> None:
    bad = {**ROW, "Mã TTHC": "1.001193", "Thời hạn giải quyết": "nhanh", "Mức độ trực tuyến": "rất cao",
           "Ngày quyết định": "31/02/2026", "Số bộ hồ sơ": "hai"}  # fmt: skip
    fees = [{"Mã TTHC": "1.001193", "Tên phí": "Lệ phí", "Số tiền (đồng)": "-5"},
            {"Mã TTHC": "9.999999", "Tên phí": "Lệ phí", "Số tiền (đồng)": "1.000"}]  # fmt: skip
    found = sheets.read_workbook(book(procedures=[ROW, bad], fees=fees))
    assert {(one.sheet, one.line, one.column) for one in found.faults} == {
        ("Thủ tục", 3, "Thời hạn giải quyết"), ("Thủ tục", 3, "Mức độ trực tuyến"), ("Thủ tục", 3, "Ngày quyết định"),
        ("Thủ tục", 3, "Số bộ hồ sơ"), ("Phí, lệ phí", 2, "Số tiền (đồng)"), ("Phí, lệ phí", 3, "Mã TTHC"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"Mã TTHC": "một"}, "code"), ({"Cơ quan chịu trách nhiệm": "Sở Không có"}, "agency"),
        ({"Ngày quyết định": "01/01/2030"}, "announced_on"), ({"Ngày công khai": "01/01/2026"}, "published_on"),
        ({"Có hiệu lực từ ngày": ""}, "decision"), ({"Lĩnh vực": ""}, "field"),
        ({"Mức độ trực tuyến": "Một phần"}, "online_reason"), ({"Hết hiệu lực từ ngày": "01/01/2026"}, "to_on"),
        ({"Tên thủ tục": "x" * 1001}, "name"), ({"Số bộ hồ sơ": "0"}, "sets"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_stand_keeps_all_of_them_out(
    desk: Desk, clerk: Actor, given: dict[str, Any], part: str
) -> None:
    found = sheets.read_workbook(book(procedures=[{**ROW, "Mã TTHC": "1.001193"}, {**ROW, **given}]))
    planned = plan(actor=clerk, records=found.records, today=desk.office.now.date())
    assert part in {name for name, _words in planned[1].problems}
    assert planned[0].problems == []
    with pytest.raises(Invalid):
        import_procedures(actor=clerk, records=found.records, file=FILE, now=desk.office.now)
    assert not Procedure.objects.filter(stem="1.001193").exists()


def test_a_procedure_stands_in_a_sheet_once(desk: Desk, clerk: Actor) -> None:
    found = sheets.read_workbook(book(procedures=[ROW, {**ROW, "Mã TTHC": "1003441H42"}]))
    planned = plan(actor=clerk, records=found.records, today=desk.office.now.date())
    assert [bool(one.problems) for one in planned] == [False, True]


def test_who_may_only_draft_enters_no_decision(desk: Desk) -> None:
    found = sheets.read_workbook(book(procedures=[ROW]))
    (row,) = plan(actor=desk.drafter, records=found.records, today=desk.office.now.date())
    assert [part for part, _words in row.problems] == ["agency"]


def test_what_is_announced_is_not_changed_by_a_sheet(desk: Desk, clerk: Actor) -> None:
    taken(desk, clerk, book(procedures=[ROW]))
    done = taken(desk, clerk, book(procedures=[{**ROW, "Tên các giấy tờ": "Đơn"}]))
    assert done[Does.DRAFT] == 1
    first, second = Version.objects.filter(procedure__stem="1.003441").order_by("number")
    assert (first.variants.get().papers.count(), first.to_on, second.announced_on) == (2, None, None)
    assert [row.name for row in second.variants.get().papers.all()] == ["Đơn"]


def test_a_later_decision_ends_the_version_before(desk: Desk, clerk: Actor) -> None:
    taken(desk, clerk, book(procedures=[ROW]))
    later = {**ROW, "Tên thủ tục": "Cấp bản sao văn bằng", "Có hiệu lực từ ngày": "01/06/2026",
             "Ngày quyết định": "20/05/2026", "Ngày công khai": "", "Quyết định công bố": "QĐ 99"}  # fmt: skip
    assert taken(desk, clerk, book(procedures=[later]))[Does.ANNOUNCED] == 1
    procedure = Procedure.objects.get(stem="1.003441")
    held = [version_in_force(procedure.pk, on) for on in (date(2026, 5, 31), date(2026, 6, 1))]
    assert [one.number for one in held if one] == [1, 2]
    assert procedure.name == "Cấp bản sao văn bằng"


def test_an_empty_cell_leaves_what_stands_there(desk: Desk, clerk: Actor) -> None:
    desk.complete()
    content = book(procedures=[{"Mã TTHC": "2.000908", "Tên thủ tục": "Cấp bản sao từ sổ gốc", "Kết quả": ""}])
    assert taken(desk, clerk, content)[Does.DRAFT] == 1
    version = Version.objects.get(pk=desk.version.pk)
    assert (version.name, version.ways) == ("Cấp bản sao từ sổ gốc", "Trực tiếp, trực tuyến")
    assert [row.name for row in desk.case.stations.all()] == ["Tiếp nhận", "Thẩm định", "Ký, trả kết quả"]


def test_a_route_that_does_not_sum_to_the_limit_is_not_entered_as_announced(desk: Desk, clerk: Actor) -> None:
    station = {"Mã TTHC": ROW["Mã TTHC"], "Mã bước": "b1", "Tên bước": "Thẩm định", "Thời gian": "2 ngày",
               "Ai thực hiện": "Cơ quan giải quyết"}  # fmt: skip
    found = sheets.read_workbook(book(procedures=[ROW], stations=[station]))
    (row,) = plan(actor=clerk, records=found.records, today=desk.office.now.date())
    assert [part for part, _words in row.problems] == ["route"]


def test_an_abolished_procedure_comes_back_by_no_sheet(desk: Desk, clerk: Actor) -> None:
    from congvu.domain.procedures.actions import announcing

    taken(desk, clerk, book(procedures=[ROW]))
    procedure = Procedure.objects.get(stem="1.003441")
    announcing.abolish(actor=clerk, procedure_id=procedure.pk, decision="QĐ 7", on=date(2026, 6, 1),
                       now=desk.office.now)  # fmt: skip
    found = sheets.read_workbook(book(procedures=[{**ROW, "Tên thủ tục": "Tên khác"}]))
    (row,) = plan(actor=clerk, records=found.records, today=desk.office.now.date())
    assert row.problems


@pytest.mark.parametrize("text", ["Mã TTHC,Tên thủ tục\n1.001193,Đăng ký khai sinh\n",
                                  "Mã thủ tục;Tên TTHC\n1.001193;Đăng ký khai sinh\n"])  # fmt: skip
def test_a_csv_of_the_first_sheet_is_read_too(text: str) -> None:
    found = sheets.read_workbook(b"\xef\xbb\xbf" + text.encode())
    assert [(one.code, one.name) for one in found.records] == [("1.001193", "Đăng ký khai sinh")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04xx", b"a,b\n1,2\n", "Tên thủ tục\n".encode(), b"\xff\xfe\x00"])
def test_a_file_that_is_no_such_sheet_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        sheets.read_workbook(content)
    assert refused.value.field == "file"


def test_the_template_can_be_taken_in_as_it_is(desk: Desk, clerk: Actor) -> None:
    found = sheets.read_workbook(sheets.sample())
    assert found.faults == []
    (row,) = plan(actor=clerk, records=found.records, today=desk.office.now.date())
    assert [part for part, _words in row.problems] == ["agency"]  # the little office has no Sở Tư pháp


def test_a_whole_procedure_survives_the_workbook(desk: Desk, clerk: Actor) -> None:
    desk.complete()
    desk.paper("Giấy ủy quyền", mandatory=False, when_needed="Khi nộp thay", copies=1)
    desk.announce()
    ours = record_of(Version.objects.get(pk=desk.version.pk))
    found = sheets.read_workbook(sheets.write_workbook(sheets.cells_of([ours])))
    assert found.faults == []
    (row,) = plan(actor=clerk, records=found.records, today=desk.office.now.date())
    assert (row.does, row.problems, row.then.cases) == (Does.SAME, [], ours.cases)


def test_an_import_costs_the_same_statements_for_one_and_for_many(
    desk: Desk, clerk: Actor, django_assert_max_num_queries: Any
) -> None:
    found = sheets.read_workbook(book(procedures=[{**ROW, "Mã TTHC": f"1.{n:06d}"} for n in range(60)]))
    with django_assert_max_num_queries(80):
        import_procedures(actor=clerk, records=found.records, file=FILE, now=desk.office.now)
    again = drafting.begin_version(
        actor=clerk, procedure_id=Procedure.objects.get(stem="1.000007").pk, now=desk.office.now
    )
    assert again.number == 2
