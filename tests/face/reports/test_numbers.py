"""Numbers: the notice says what the board says, on paper as on screen; every number opens the cases it counts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from html import unescape

import docx
import openpyxl
import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congvu.domain.directives.actions import following
from congvu.face.desk.queries.lateness import board
from congvu.face.reports import actions, queries
from congvu.face.reports.models import Notice
from congvu.face.reports.papers import UNIT_KEYS
from congvu.insight.lateness import late
from congvu.insight.measures import is_small, share_words
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import accept
from congvu.kernel.casework.actions.reorganising import move_to_heirs
from congvu.kernel.casework.models import Case
from congvu.kernel.org.actions import merge_agencies
from congvu.kernel.org.models import Agency
from tests.face.desk.conftest import accounts, actor, frozen, sign_in  # noqa: F401  # fixtures
from tests.face.reports.test_notices import make, maker  # noqa: F401  # a fixture
from tests.kernel.accounts.cast import HANOI
from tests.kernel.casework.office import Office, office  # noqa: F401  # a fixture
from tests.kernel.casework.test_desk_states import cases  # noqa: F401  # a fixture
from tests.kernel.casework.test_desk_strips import with_task
from tests.kernel.org.test_standing_in import ME

Who = Callable[[str], Actor]
SignIn = Callable[[str], Client]


def given(office: Office, unit: Agency, head: Actor, due: datetime, *, done: datetime | None = None) -> Case:  # noqa: F811
    """A task of the unit, accepted; reported and verified when a moment is named."""
    offered = office.case(due=due, accountable_agency_id=unit.pk, transfer_agency_id=unit.pk, opened_at=office.now)
    case = with_task(offered, office.now)
    accept(actor=head, case_id=case.pk, now=office.now)
    if done is not None:
        following.report_done(actor=head, case_id=case.pk, words="Xong", now=done)
        following.verify(actor=office.desk, case_id=case.pk, now=done)
    return case


@pytest.fixture
def work(office: Office, cases: dict[str, Case]) -> None:  # noqa: F811
    """A case in every state, and tasks of three units due in the weeks before: done in time, late, or not at all."""
    now, day = office.now, timedelta(hours=24)
    for number in range(6):
        due = now - day * (3 + number * 4)
        given(office, office.stc, office.rival, due, done=now if number % 2 else None)
        given(office, office.division, office.binh, due, done=now if number % 3 == 0 else None)
    given(office, office.stc, office.rival, now + day * 9, done=now)


def opened(client: Client, url: str) -> int:
    """How many lines the list behind an address has."""
    address = unescape(url)
    answer = client.get(f"{address}{'&' if '?' in address else '?'}export=csv")
    assert answer.status_code == 200, address
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return sum(1 for _line in csv.reader(io.StringIO(text))) - 1


def links(page: str, start: str) -> list[tuple[str, int]]:
    """Every number of a page that is a link to a list."""
    found = re.findall(rf'<a [^>]*href="({start}[^"]*)"[^>]*>(?:<strong>)?([\d.]+)<', page)
    return [(url, int(n.replace(".", ""))) for url, n in found]


# --- the notice and the board ---

LABELS = {
    "total": "Tổng số nhiệm vụ giao", "completed": "Đã hoàn thành", "on_time": "Hoàn thành đúng hạn",
    "late": "Hoàn thành quá hạn", "open": "Chưa hoàn thành", "in_time": "Chưa hoàn thành, trong hạn",
    "overdue": "Chưa hoàn thành, quá hạn", "waiting": "Đã báo cáo, chờ xác nhận", "returned": "Bị trả lại",
    "extended": "Được gia hạn",
}  # fmt: skip


def on_the_board(desk: Client, since: date, until: date) -> dict[str, int]:
    """The counts of the statistics page for tasks given in the period."""
    page = desk.get(f"/directives/statistics/?since={since:%d/%m/%Y}&until={until:%d/%m/%Y}").content.decode()
    found = {}
    for name, label in LABELS.items():
        row = re.search(rf'<tr><th scope="row">{label}</th><td[^>]*><a href="[^"]*">([\d.]+)</a>', page)
        assert row, label
        found[name] = int(row[1])
    return found


def units_on_the_board(desk: Client, since: date, until: date) -> dict[str, tuple[int, int]]:
    """By unit: given and overdue, as the list of units exports them."""
    url = f"/directives/statistics/units/?since={since:%d/%m/%Y}&until={until:%d/%m/%Y}&export=csv"
    rows = exported(desk, url)
    return {row["Đơn vị"]: (int(row["Tổng số"]), int(row["Quá hạn (hạn hiện tại)"])) for row in rows}


def said(text: str) -> dict[str, int]:
    """The counts as the sentences of the paper say them."""
    flat = " ".join(text.split())
    patterns = {
        "total": r"Tổng số nhiệm vụ theo dõi: (\d+)", "completed": r"Đã hoàn thành (\d+) nhiệm vụ",
        "on_time": r"đúng hạn (\d+), quá hạn \d+\. ", "late": r"đúng hạn \d+, quá hạn (\d+)\. ",
        "open": r"Chưa hoàn thành (\d+) nhiệm vụ", "in_time": r"trong hạn (\d+), quá hạn",
        "overdue": r"trong hạn \d+, quá hạn (\d+)", "waiting": r"chờ xác nhận (\d+)", "returned": r"bị trả lại (\d+)",
        "extended": r"được gia hạn (\d+)",
    }  # fmt: skip
    found = {}
    for name, pattern in patterns.items():
        hit = re.search(pattern, flat)
        assert hit, (name, flat[:800])
        found[name] = int(hit[1])
    return found


@pytest.mark.parametrize(("period", "number"), [("month", 11), ("quarter", 4), ("year", 1)])
def test_the_notice_says_what_the_board_says_in_each_of_its_formats(
    work: None, maker: Actor, office: Office, sign_in: SignIn, now: datetime, period: str, number: int,  # noqa: F811
) -> None:  # fmt: skip
    desk = sign_in("desk")
    notice = make(maker, office, now, period=period, number=number, words="Có tiến bộ.")
    shown = on_the_board(desk, notice.since, notice.until)
    units = units_on_the_board(desk, notice.since, notice.until)
    assert shown["total"] > 20
    assert {name: notice.figures[name] for name in shown} == shown
    files = {
        fmt: desk.get(reverse("reports:file", args=[notice.pk, fmt])).content for fmt in ("docx", "pdf", "xlsx")
    }
    word = docx.Document(io.BytesIO(files["docx"]))
    assert said("\n".join(one.text for one in word.paragraphs) + " ") == shown
    rows = next(
        [[cell.text for cell in line.cells] for line in table.rows]
        for table in word.tables if "Cơ quan, đơn vị" in table.rows[0].cells[1].text
    )  # fmt: skip
    assert {row[1]: (int(row[2]), int(row[8])) for row in rows[1:]} == units
    printed = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(files["pdf"])).pages)
    assert said(printed) == shown
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    sheet = {row[0]: row[1] for row in book["Số liệu"].values}
    assert sheet["Tổng số nhiệm vụ theo dõi"] == shown["total"]
    for name in ("late", "overdue", "in_time", "waiting", "returned", "extended"):
        label = {"late": "Hoàn thành quá hạn"}.get(name, LABELS[name])
        assert sheet[label] == shown[name], name
    _head, *lines = book["Theo cơ quan, đơn vị"].values
    table = {row[1]: dict(zip(UNIT_KEYS, row[2:], strict=True)) for row in lines}
    assert {name: (row["total"], row["overdue"]) for name, row in table.items()} == units
    assert sum(total for total, _overdue in units.values()) == shown["total"]


def test_what_was_given_before_the_period_is_carried_over(
    work: None, maker: Actor, office: Office, now: datetime  # noqa: F811
) -> None:
    before = office.now
    office.now = datetime(2026, 9, 14, 9, tzinfo=HANOI)
    given(office, office.stc, office.rival, datetime(2026, 9, 20, 17, tzinfo=HANOI), done=office.now)
    given(office, office.stc, office.rival, datetime(2026, 12, 20, 17, tzinfo=HANOI))
    office.now = before
    quarter = make(maker, office, now).figures
    assert (quarter["carried"], quarter["total"]) == (1, quarter["assigned"] + 1)
    year = make(maker, office, now, period="year", number=1).figures
    assert (year["carried"], year["total"]) == (0, quarter["total"] + 1)


# --- every number opens its cases ---


def test_every_number_of_a_notice_opens_its_cases(
    work: None, maker: Actor, office: Office, sign_in: SignIn, now: datetime  # noqa: F811
) -> None:
    notice, desk = make(maker, office, now), sign_in("desk")
    page = desk.get(reverse("reports:notice", args=[notice.pk])).content.decode()
    found = links(page, f"/reports/{notice.pk}/cases/")
    names = {re.search(r"/cases/(\w+)/", url)[1] for url, _n in found}  # type: ignore[index]
    assert {*queries.COUNTS, "carried", "assigned", "fell_due", "on_time_first"} <= names
    assert len(found) > 30
    for url, n in found:
        assert opened(desk, url) == n, url
    assert desk.get(f"/reports/{notice.pk}/cases/nothing/").status_code == 404
    assert sign_in("an").get(f"/reports/{notice.pk}/cases/total/").status_code == 403
    assert sign_in("rival").get(f"/reports/{notice.pk}/cases/total/").status_code == 404


@pytest.mark.parametrize("view", ["was", "now"])
def test_every_number_of_the_statistics_opens_its_cases_before_and_after_a_reform(
    work: None, office: Office, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, view: str  # noqa: F811
) -> None:
    merged(office, monkeypatch)
    desk = sign_in("desk")
    page = desk.get(f"/directives/statistics/?since=01/11/2026&until=30/11/2026&view={view}").content.decode()
    found = links(page, "/directives/statistics/cases/")
    assert len(found) > 25
    for url, n in found:
        assert opened(desk, url) == n, url


def merged(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """Sở Tài chính ends on 25 November; Sở Nội vụ takes over, open work moves."""
    after = datetime(2026, 11, 25, 8, tzinfo=HANOI)
    merge_agencies(
        actor=ME, agencies=[office.stc], into=office.snv, on=date(2026, 11, 25), decision="Nghị quyết 9/NQ-HĐND",
        now=office.now,
    )  # fmt: skip
    monkeypatch.setattr(timezone, "now", lambda: after)
    move_to_heirs(agency_ids=[office.stc.pk], now=after)


COLUMNS = ("Tổng số", "Đã hoàn thành", "Quá hạn (hạn hiện tại)", "Quá hạn (hạn ban đầu)", "Bị trả lại", "Được gia hạn")


def column_sums(desk: Client, view: str) -> list[float]:
    rows = exported(desk, f"/directives/statistics/units/?view={view}&export=csv")
    return [sum(float(row[name]) for row in rows) for name in COLUMNS]


def exported(client: Client, url: str) -> list[dict[str, str]]:
    """The lines of a list as taken away, by their headings."""
    text = b"".join(client.get(url).streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def test_units_as_they_were_and_as_they_are_now_come_to_the_same_totals(
    work: None, office: Office, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    desk = sign_in("desk")
    before = column_sums(desk, "was")
    merged(office, monkeypatch)
    desk = sign_in("desk")
    was, now_ = column_sums(desk, "was"), column_sums(desk, "now")
    assert min(was[:3]) > 0
    assert was == now_
    assert was[:2] == before[:2]
    page = desk.get("/directives/statistics/?view=now").content.decode()
    assert "Sở Tài chính</th>" not in page
    assert "Sở Tài chính</th>" in desk.get("/directives/statistics/?view=was").content.decode()


@pytest.mark.parametrize("promise", ["current", "first"])
def test_every_number_of_lateness_opens_its_cases(work: None, sign_in: SignIn, promise: str) -> None:  # noqa: F811
    leader = sign_in("leader")
    page = leader.get(reverse("desk:lateness"), {"promise": promise}).content.decode()
    found = links(page, "/cases/")
    assert len(found) > 20
    for url, n in found:
        assert opened(leader, url) == n, url


def test_every_number_of_the_overview_opens_its_cases(work: None, sign_in: SignIn) -> None:  # noqa: F811
    leader = sign_in("leader")
    found = links(leader.get(reverse("desk:overview")).content.decode(), "/cases/")
    assert len(found) > 10
    for url, n in found:
        assert opened(leader, url) == n, url


# --- spreads and small numbers ---


def test_median_and_p90_are_of_as_many_as_the_row_says_came_late(
    work: None, office: Office, actor: Who, now: datetime  # noqa: F811
) -> None:
    rows = {row["name"]: row for row in board(actor("leader"), now, weeks=12, promise="current")["rows"]}
    for row in rows.values():
        assert (row["spread"].n if row["spread"] else 0) == row["cell"].late, row["name"]
    both = {office.snv.pk, office.division.pk}
    days = sorted(
        ((case.stopped_at or now) - case.due_at).total_seconds() / 86400
        for case in Case.objects.filter(late(now), accountable_agency_id__in=both, due_at__isnull=False)
        if case.due_at is not None
    )  # fmt: skip
    spread = rows["Sở Nội vụ"]["spread"]
    assert spread.n == len(days) > 5
    assert spread.median == pytest.approx(days[(len(days) - 1) // 2])
    assert spread.p90 == pytest.approx(days[-(-9 * len(days) // 10) - 1])


def test_suspended_work_is_not_late_while_its_clock_stands(office: Office, now: datetime) -> None:  # noqa: F811
    case = given(office, office.stc, office.rival, now + timedelta(hours=1))
    later = now + timedelta(hours=48)
    assert Case.objects.filter(late(later), pk=case.pk).exists()
    following.suspend(actor=office.desk, case_id=case.pk, ground="pause.higher_decision", now=now)
    assert not Case.objects.filter(late(later), pk=case.pk).exists()


def test_a_share_of_a_few_is_told_as_so_many_of_so_many() -> None:
    assert [share_words(*one) for one in ((3, 4), (9, 9), (5, 10), (0, 0))] == ["3/4", "9/9", "50,0 %", "—"]
    assert [is_small(n) for n in (0, 9, 10, None)] == [True, True, False, True]


def test_a_notice_of_a_few_tasks_says_no_per_cent(maker: Actor, office: Office, sign_in: SignIn, now: datetime) -> None:  # noqa: F811
    for number in range(4):
        given(office, office.stc, office.rival, now + timedelta(hours=24), done=now if number else None)
    notice, desk = make(maker, office, now), sign_in("desk")
    assert notice.figures["completed_rate"]["percent"] == "75.00"
    page = desk.get(reverse("reports:notice", args=[notice.pk])).content.decode()
    assert "n = 4" in page
    assert "75,00" not in page
    printed = "\n".join(one.text for one in docx.Document(io.BytesIO(
        desk.get(reverse("reports:file", args=[notice.pk, "docx"])).content)).paragraphs)  # fmt: skip
    assert "mẫu số nhỏ, không tính tỷ lệ (3/3" in printed
    assert "%" not in printed
    assert "3/3" in desk.get(reverse("reports:notices")).content.decode()


def numbers_of(notice: Notice) -> Iterator[int]:
    yield from (notice.figures[name] for name in queries.COUNTS)


def test_an_issued_notice_keeps_its_numbers_while_its_lists_go_on(
    work: None, maker: Actor, office: Office, sign_in: SignIn, now: datetime  # noqa: F811
) -> None:
    notice, desk = make(maker, office, now, words="Có tiến bộ."), sign_in("desk")
    actions.issue_notice(actor=maker, notice_id=notice.pk, now=now)
    kept = list(numbers_of(notice))
    given(office, office.stc, office.rival, now + timedelta(hours=24), done=now)
    again = Notice.objects.get(pk=notice.pk)
    assert list(numbers_of(again)) == kept
    assert opened(desk, reverse("reports:behind", args=[notice.pk, "total"])) == notice.figures["total"] + 1
    assert "như bây giờ" in desk.get(reverse("reports:behind", args=[notice.pk, "total"])).content.decode()
