"""The whole walk of a directive: from paper through the desks to its verified end, and to somebody who tampers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from congvu.core.working_time import HANOI, WorkingHours, national_calendar, subtract
from tests.journeys.conftest import Arrive
from tests.journeys.directive_desk import FILE, INSPECTION, PROJECTS, VETERANS, DirectiveDesk, in_days
from tests.journeys.installation import Installation
from tests.journeys.visitor import CasePage, Visitor

pytestmark = pytest.mark.journey


@pytest.fixture
def result(tmp_path: Path) -> Path:
    """A result document."""
    path = tmp_path / "Báo cáo kết quả kiểm tra.txt"
    path.write_text("BÁO CÁO\nKết quả kiểm tra công vụ tại 12 cơ quan, đơn vị.\n", encoding="utf-8")
    return path


def register_and_issue(desk: Visitor, file: Path) -> tuple[str, str, str]:
    """Codes of the two tasks that Sở Nội vụ gets, and of one that begins overdue."""
    work = DirectiveDesk(desk, file)
    work.register()
    work.correct(PROJECTS, leads="Sở Xây dựng", coordinators="Sở Tài chính")
    work.accept(PROJECTS)  # both had other functions in 2023: their heirs of the same name are confirmed
    work.correct(INSPECTION, due_on=in_days(40).isoformat(), coordinators="")
    work.accept(VETERANS)
    work.mark_narrative("Thời gian qua, phần lớn", "Tuy nhiên, qua theo dõi")
    work.issue()
    return work.code_of(INSPECTION), work.code_of(VETERANS), work.code_of(PROJECTS)


def hand_to_the_wrong_unit(visitor: Visitor, code: str) -> None:
    """Sở Nội vụ hands a task over; the receiver says whose it is; the Office decides so."""
    visitor.sign_in("gd-noi-vu")
    case = CasePage(visitor, code).open()
    case.do("accept")
    case.do("offer", to_agency="Sở Tài chính", words="Thuộc lĩnh vực ngân sách")
    visitor.sign_in("gd-tai-chinh")
    case.open().do(
        "propose_reassignment", ground=":first", to_agency="Sở Y tế", words="Người có công do Sở Y tế theo dõi"
    )
    visitor.sign_in("theo-doi")
    case.open().do("decide_request", decision="grant", to_agency="Sở Y tế", words="Đồng ý")
    expect(visitor.page.locator("#custody")).to_contain_text("Sở Y tế")


def finish(visitor: Visitor, code: str, result: Path) -> None:
    """Accept, ask for more time, report, be sent back, report again, be verified."""
    case = CasePage(visitor, code)
    visitor.sign_in("gd-noi-vu")
    case.open().do("accept")
    case.do(
        "ask_extension", new_due_on=in_days(60).isoformat(), ground=":first", words="Chờ kế hoạch kiểm tra được duyệt"
    )
    visitor.sign_in("chanh-van-phong")
    case.open().do("decide_request", decision="grant", words="Đồng ý gia hạn")
    visitor.sign_in("gd-noi-vu")
    case.open().do("report_done", words="Đã kiểm tra 11 đơn vị", file=result)
    visitor.sign_in("theo-doi")
    case.open().do("return", ground=":first", words="Còn thiếu một đơn vị")
    visitor.sign_in("gd-noi-vu")
    case.open().do("report_done", words="Đã kiểm tra đủ 12 đơn vị", file=result)
    expect(case.button("verify")).to_have_count(0)
    visitor.sign_in("theo-doi")
    case.open().do("verify")


def drill_down(leader: Visitor, late: str, ended: str) -> None:
    """From the overview through a number to a list and to a case: who held it, and why its date is what it is."""
    page = leader.page
    leader.sign_in("chu-tich")
    leader.open("/overview/")
    row = page.locator("tr").filter(has=page.get_by_role("rowheader", name="Sở Xây dựng", exact=True))
    row.locator("a[href*='state=overdue']").click()
    page.locator("[data-list] input[name=q]").fill(late)
    page.locator("tr[data-row]").filter(has_text=late).locator("a.row-link").first.click()
    page.wait_for_url(f"**/cases/{late}/")
    expect(page.locator("#why .certificate-lines li").first).to_be_visible()
    expect(page.locator("#why")).to_contain_text("30/09/2023")
    expect(page.locator("#custody")).to_contain_text("Văn phòng Ủy ban nhân dân tỉnh")

    page.locator("[data-search]").fill(ended)
    page.locator("[data-search]").press("Enter")
    page.wait_for_url(f"**/cases/{ended}/")
    expect(page.locator("#custody")).to_contain_text("Sở Nội vụ")
    page.locator("#why a[href$='/certificate/']").click()
    expect(page.locator(".certificate-lines")).to_contain_text(f"{working_day_before(in_days(40)):%d/%m/%Y}")
    expect(page.locator(".certificate-lines")).to_contain_text(f"{in_days(60):%d/%m/%Y}")


def working_day_before(day: date) -> date:
    """What "trước ngày" promises: the day of the last working moment before that day."""
    midnight = datetime.combine(day, time(0), HANOI)
    return subtract(national_calendar(), midnight, WorkingHours.of(1)).astimezone(HANOI).date()


def tamper(site: Installation, code: str, due_at: str) -> str:
    """Change a row as somebody could who has the file itself: drop the guard, write, put the guard back.

    Returns what stood there.
    """
    with closing(sqlite3.connect(site.database, timeout=30)) as database, database:
        name, guard = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name = 'casework_case_update_guard'"
        ).fetchone()
        (before,) = database.execute("SELECT due_at FROM casework_case WHERE code = ?", [code]).fetchone()
        database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE casework_case SET due_at = ? WHERE code = ?", [due_at, code])
        database.execute(guard)
    return str(before)


def test_a_directive_of_2023_is_followed_to_its_verified_end(site: Installation, arrive: Arrive, result: Path) -> None:
    """What a newcomer does after `make demo`."""
    visitor = arrive()
    visitor.sign_in("theo-doi")
    inspection, veterans, projects = register_and_issue(visitor, site.data / FILE)
    finish(visitor, inspection, result)
    hand_to_the_wrong_unit(visitor, veterans)
    drill_down(visitor, projects, inspection)

    sound = site.congvu("verify", "--quiet")
    assert sound.returncode == 0, sound.stdout + sound.stderr
    before = tamper(site, projects, "2030-01-01 00:00:00")
    caught = site.congvu("verify", "--quiet")
    tamper(site, projects, before)
    assert caught.returncode == 1
    assert f"{projects}: “due_at”" in caught.stdout
