"""Lists: declaration, filters, drawing, files."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict, StreamingHttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.utils.html import format_html
from pytest_django.fixtures import DjangoAssertNumQueries

from congvu.kernel.ui.tables import (
    BulkAct,
    Column,
    Filter,
    FilterKind,
    Kind,
    Listing,
    Scope,
    Table,
    View,
    csv_answer,
    respond,
    xlsx_answer,
)
from congvu.kernel.ui.tables.export import harmless

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass
class Task:
    pk: int
    title: str
    lead: Any
    due_at: datetime | None = None
    points: Decimal | None = None
    done: bool = False


def made(n: int) -> Task:
    return Task(
        n, f"Nhiệm vụ {n:02d}", SimpleNamespace(name=f"Sở {n % 3}"), datetime(2026, 11, 1 + n % 27, 17, tzinfo=HANOI),
        Decimal("1234.5") + n, n % 2 == 0,
    )  # fmt: skip


TASKS = [made(n) for n in range(12)]
TABLE = Table(
    name="tasks",
    caption="Nhiệm vụ",
    order="title",
    per_page=5,
    row_url=lambda task: f"/tasks/{task.pk}/",
    columns=(
        Column("title", "Nội dung", sort="title", phone="title"),
        Column("lead", "Cơ quan", "lead.name", sort="lead__name"),
        Column("due_at", "Hạn", kind=Kind.MOMENT, sort="due_at", nullable=True),
        Column("points", "Điểm", kind=Kind.NUMBER),
        Column("done", "Xong", kind=Kind.FLAG, on_screen=False),
        Column(
            "mark", "Dấu", lambda _task: "x", exported=False, cell=lambda task, _s: format_html("<b>{}</b>", task.pk)
        ),
    ),
    filters=(
        Filter("q", "Tìm", lambda rows, text: [r for r in rows if text in r.title], FilterKind.SEARCH),
        Filter("lead", "Cơ quan", lambda rows, v: [r for r in rows if r.lead.name == v], choices=[("Sở 0", "Sở 0")]),
        Filter("from", "Từ", lambda rows, d: [r for r in rows if r.due_at.date() >= d], FilterKind.DATE, primary=False),
        Filter("done", "Xong", lambda rows, _v: [r for r in rows if r.done], FilterKind.FLAG),
    ),
    views=(View("all", "Tất cả"), View("done", "Đã xong", {"done": "1"})),
    acts=(BulkAct("urge", "Đôn đốc", "/urge/", permission="tasks.urge"), BulkAct("print", "In", "/print/")),
)


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


class Clerk:
    def may(self, permission: str, agency_id: int | None = None) -> bool:
        return False


@pytest.fixture
def listing(now: datetime) -> Callable[..., Listing]:
    def make(query: str = "", rows: Any = TASKS, table: Table = TABLE) -> Listing:
        return Listing(table, QueryDict(query), rows, Scope(now=now, actor=Clerk()))

    return make


def titles(made: Listing) -> list[str]:
    return [row.title[-2:] for row in made.page.rows]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"order": "points"}, "no sortable column"),
        ({"order": "nothing"}, "no sortable column"),
        ({"columns": TABLE.columns * 2}, "two columns of one name"),
        ({"filters": (*TABLE.filters, replace(TABLE.filters[0], name="sort"))}, "filter names"),
        ({"filters": TABLE.filters * 2}, "filter names"),
    ],
)
def test_a_declaration_that_cannot_work_is_refused(change: dict[str, Any], words: str) -> None:
    """When the room is loaded, not when somebody clicks."""
    with pytest.raises(ValueError, match=words):
        replace(TABLE, **change)


def test_filters_narrow_page_and_export_alike(listing: Callable[..., Listing]) -> None:
    """One set of rows for screen and file."""
    found = listing("done=1&lead=S%E1%BB%9F+0")
    assert titles(found) == ["00", "06"]
    assert [row.pk for row in found.all_rows()] == [0, 6]
    assert found.is_filtered
    assert found.is_whole


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("from=31/02/2026", "from", "ngày/tháng/năm"),
        ("from=0001-01-01", "from", "ngày/tháng/năm"),
        ("lead=Sở 9", "lead", "không còn"),
        ("q=%00", "q", "không thể tìm kiếm"),
    ],
)
def test_a_filter_that_cannot_be_understood_says_so_and_filters_nothing(
    listing: Callable[..., Listing], query: str, field: str, words: str
) -> None:
    """No error page, no silently empty list."""
    found = listing(query)
    assert words in next(f.error for f in found.filters if f.name == field)
    assert len(list(found.all_rows())) == 12


def test_days_are_understood_as_typed_and_as_sent_by_browsers(listing: Callable[..., Listing]) -> None:
    """dd/mm/yyyy, and never mm/dd."""
    for text in ("05/11/2026", "5/11/2026", "05-11-2026", "2026-11-05"):
        found = listing(f"from={text}")
        assert next(f.value for f in found.filters if f.name == "from") == date(2026, 11, 5)
        assert found.more_open


def test_headers_turn_the_order_and_drop_the_cursor(listing: Callable[..., Listing]) -> None:
    """And keep the filters."""
    headers = {header.column.name: header for header in listing("sort=title&done=1&after=x").headers}
    assert headers["title"].direction == "ascending"
    assert QueryDict(headers["title"].url[1:]).dict() == {"sort": "-title", "done": "1"}
    assert headers["lead"].url == "?sort=lead&done=1"
    assert headers["points"].url == ""
    assert "done" not in headers


def test_an_order_that_does_not_exist_is_the_tables_own(listing: Callable[..., Listing]) -> None:
    """Old bookmarks do no harm."""
    assert listing("sort=-points").sort_code == "title"
    assert listing("sort=-due_at").sort_code == "-due_at"


def test_saved_views_set_filters_and_show_where_one_is(listing: Callable[..., Listing]) -> None:
    """The first tab is where one starts."""
    assert [tab.is_current for tab in listing().tabs] == [True, False]
    later = listing("view=done&done=1")
    assert [tab.is_current for tab in later.tabs] == [False, True]
    assert later.tabs[1].url == "?done=1&view=done"
    assert listing("done=1").tabs[0].is_current is False


def test_two_lists_on_a_page_do_not_disturb_each_other(listing: Callable[..., Listing]) -> None:
    """A prefix keeps their keys apart."""
    second = listing("done=1&b-q=03&keep=1", table=replace(TABLE, prefix="b-"))
    assert titles(second) == ["03"]
    assert second.foreign == [("done", "1"), ("keep", "1")]
    assert QueryDict(second.reset_url[1:]).dict() == {"done": "1", "keep": "1"}


def test_cells_are_escaped_unless_they_are_safe(listing: Callable[..., Listing]) -> None:
    """Titles come from documents."""
    task = replace(TASKS[0], title="<script>", lead=None, due_at=None, points=Decimal("0.5"))
    cells = {cell.column.name: cell.html for cell in listing(rows=[task]).lines[0].cells}
    assert cells["title"] == "&lt;script&gt;"
    assert cells["mark"] == "<b>0</b>"
    assert cells["points"] == "0,5"
    assert "nothing" in cells["lead"]
    assert "nothing" in cells["due_at"]


def test_a_misspelt_value_is_not_an_empty_cell(listing: Callable[..., Listing]) -> None:
    """Only an empty relation is."""
    table = replace(TABLE, columns=(*TABLE.columns, Column("leader", "?", "lead.nme")))
    with pytest.raises(AttributeError):
        _ = listing(table=table).lines


def test_acts_that_would_be_refused_are_not_offered(listing: Callable[..., Listing]) -> None:
    """By the permission of the act."""
    assert [act.code for act in listing().acts] == ["print"]


def csv_text(listing: Listing) -> str:
    answer: Any = csv_answer(listing)
    with translation.override("en"):  # the language of whoever sends the lines on must not matter
        return b"".join(answer.streaming_content).decode()


def test_csv_has_all_pages_in_order_with_bom_and_office_dates(listing: Callable[..., Listing]) -> None:
    """Spreadsheets read the mark, people the dates; numbers stay numbers."""
    text = csv_text(listing("sort=-title"))
    lines = text.split("\r\n")
    assert lines[0] == "\ufeffNội dung,Cơ quan,Hạn,Điểm,Xong"
    assert lines[1] == "Nhiệm vụ 11,Sở 2,12/11/2026 17:00,1245.5,Không"
    assert len(lines) == 14
    assert lines[-1] == ""


@pytest.mark.parametrize("text", ["=1+1", "+84", "-2", "@x", "\tx", "\rx", "\nx", "＝1", "＠SUM"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(text: str, listing: Callable[..., Listing]) -> None:
    """In CSV an apostrophe; in XLSX the cell is text."""
    assert harmless(text) == f"'{text}"
    rows = [replace(TASKS[0], title=text)]
    assert f"'{text}".split("\r", maxsplit=1)[0].split("\n", maxsplit=1)[0] in csv_text(listing(rows=rows))
    cell = workbook(listing(rows=rows))["A2"]
    assert cell.data_type in ("s", "inlineStr")


def test_ordinary_text_is_left_alone() -> None:
    """Also in the middle."""
    assert harmless("UBND = Ủy ban") == "UBND = Ủy ban"


def workbook(listing: Listing) -> Any:
    answer: Any = xlsx_answer(listing)
    content = b"".join(answer.streaming_content)
    answer.file_to_stream.close()
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_xlsx_has_real_dates_and_numbers(listing: Callable[..., Listing]) -> None:
    """In the time of Viet Nam, headings frozen."""
    sheet = workbook(listing("q=11"))
    assert [cell.value for cell in sheet[1]] == ["Nội dung", "Cơ quan", "Hạn", "Điểm", "Xong"]
    assert [cell.value for cell in sheet[2]] == ["Nhiệm vụ 11", "Sở 2", datetime(2026, 11, 12, 17), 1245.5, "Không"]
    assert sheet["C2"].number_format == "dd/mm/yyyy hh:mm"
    assert sheet.freeze_panes == "A2"
    assert sheet.max_row == 2


def test_an_empty_workbook_still_has_its_headings(listing: Callable[..., Listing]) -> None:
    """Nothing found is a result."""
    sheet = workbook(listing("q=không có"))
    assert sheet.max_row == 1
    assert sheet["A1"].value == "Nội dung"


def test_file_names_carry_the_true_caption_and_a_plain_one(listing: Callable[..., Listing]) -> None:
    """For old programs."""
    header = csv_answer(listing())["Content-Disposition"]
    assert 'filename="nhiem-vu-2026-11-24.csv"' in header
    assert "filename*=UTF-8''Nhi%E1%BB%87m%20v%E1%BB%A5%202026-11-24.csv" in header


# --- answering ----------------------------------------------------------------------------------------------------

CONTENT_TYPES = Table(
    name="types",
    caption="Loại",
    order="model",
    per_page=50,
    columns=(Column("model", "Tên", sort="model", phone="title"), Column("app_label", "Phòng", sort="app_label")),
    acts=(BulkAct("print", "In", "/print/"),),
)


def answered(rf: RequestFactory, now: datetime, query: str = "", **headers: str) -> Any:
    rows = ContentType.objects.filter(app_label="many")
    request = rf.get(f"/types/{query}", headers=headers or None)
    return respond(request, CONTENT_TYPES, rows, template="ui/styleguide.html", now=now, context={"now": now})


@pytest.mark.django_db
def test_the_same_view_answers_page_fragment_and_files(rf: RequestFactory, now: datetime) -> None:
    """Fragment only for this list; going back in history gets the page."""
    ContentType.objects.bulk_create(ContentType(app_label="many", model=f"m{n}") for n in range(3))
    page = answered(rf, now)
    assert "<html" in page.content.decode()
    assert "HX-Request" in page["Vary"]
    mine = {"HX-Request": "true", "HX-Target": "list-types"}
    fragment = answered(rf, now, **mine).content.decode()
    assert fragment.lstrip().startswith("<section")
    assert "<html" not in fragment
    assert "<html" in answered(rf, now, **{**mine, "HX-History-Restore-Request": "true"}).content.decode()
    assert "<html" in answered(rf, now, **{**mine, "HX-Target": "elsewhere"}).content.decode()
    assert isinstance(answered(rf, now, "?export=csv"), StreamingHttpResponse)
    book = answered(rf, now, "?export=xlsx")
    assert book["Content-Type"].endswith("sheet")
    book.file_to_stream.close()


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 60])
def test_a_list_page_is_equally_cheap_whatever_its_rows(
    rf: RequestFactory, now: datetime, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One query."""
    ContentType.objects.bulk_create(ContentType(app_label="many", model=f"m{n:03d}") for n in range(count))
    with django_assert_num_queries(1):
        html = answered(rf, now, **{"HX-Request": "true", "HX-Target": "list-types"}).content.decode()
    assert html.count("<tr data-row") == min(count, 50)
    assert ('rel="next"' in html) == (count > 50)


@pytest.mark.django_db
def test_an_empty_list_says_what_to_do(rf: RequestFactory, now: datetime) -> None:
    """And offers no export of nothing."""
    html = answered(rf, now, **{"HX-Request": "true", "HX-Target": "list-types"}).content.decode()
    assert "Chưa có dữ liệu" in html
    assert "export=csv" not in html


def test_one_search_field_stands_in_the_bar_and_others_behind_more_filters(listing: Callable[..., Listing]) -> None:
    """A free-text filter that is not primary is opened like any other, and stays open while it narrows the list."""
    sign = Filter("sign", "Số văn bản giao", lambda rows, _text: rows[:1], FilterKind.SEARCH, primary=False)
    table = replace(TABLE, filters=(*TABLE.filters, sign))
    found = listing(table=table)
    assert [field.name for field in found.search_fields] == ["q"]
    assert [field.name for field in found.more_fields] == ["from", "sign"]
    assert not found.more_open
    asked = listing("sign=21", table=table)
    assert asked.more_open
    assert len(titles(asked)) == 1
    drawn = render_to_string("ui/components/_filter.html", {"listing": asked, "field": asked.more_fields[1]})
    assert 'type="search"' in drawn
    assert 'value="21"' in drawn
    assert "<select" not in drawn


def test_figures_of_a_compact_list_stand_close_on_a_phone(listing: Callable[..., Listing]) -> None:
    """The class says so to the style sheet; other lists keep a line for each value."""
    compact = render_to_string("ui/components/table.html", {"listing": listing(table=replace(TABLE, compact=True))})
    assert 'class="list-table has-acts count-table"' in compact or 'class="list-table count-table"' in compact
    assert "count-table" not in render_to_string("ui/components/table.html", {"listing": listing()})
