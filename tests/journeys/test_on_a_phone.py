"""The same core on a phone: 390 pixels wide, every button within reach, nothing to be pushed sideways."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive
from tests.journeys.directive_desk import INSPECTION, VETERANS, DirectiveDesk, another
from tests.journeys.visitor import CasePage

pytestmark = pytest.mark.journey

PAGES = {
    "theo-doi": ("/", "/cases/", "/directives/", "/directives/new/", "/directives/import/", "/directives/statistics/",
                 "/documents/", "/search/?q=ho+so", "/reminders/", "/reminders/mine/", "/calendar/",
                 "/cases/views/mine/", "/urging/letters/", "/urging/letters/1/", "/directives/extensions/",
                 "/handovers/", "/reports/", "/reports/1/", "/reports/new/", "/directives/meetings/new/"),
    "chanh-van-phong": ("/directives/meetings/", "/directives/meetings/2/", "/directives/10/lineage/",
                        "/directives/lineage/1/", "/programme/", "/programme/1/", "/programme/consents/",
                        "/programme/drafts/", "/programme/journal/", "/reporting/", "/reporting/1/", "/competence/",
                        "/competence/referrals/"),
    "van-thu": ("/documents/outgoing/", "/documents/follow-up/", "/documents/dossiers/", "/documents/dossiers/1/",
                "/documents/compose/", "/documents/check/", "/documents/numbering/", "/exchange/", "/exchange/1/",
                "/exchange/sent/", "/exchange/send/"),
    "chu-tich": ("/overview/", "/overview/lateness/", "/sweeps/", "/dead-groups/", "/org/", "/org/officials/",
                 "/org/standing-in/", "/org/calendars/", "/rules/", "/account/"),
    "kiem-tra": ("/journal/", "/journal/bills/"),
    "quan-tri": ("/accounts/", "/jobs/", "/org/changes/", "/outbox/", "/exchange/organs/", "/setup/",
                 "/setup/imports/new/", "/setup/reorganisations/", "/setup/reorganisations/1/",
                 "/setup/reorganisations/new/"),
}  # fmt: skip


def test_a_task_from_issue_to_verified_on_a_phone(tmp_path: Path, arrive: Arrive) -> None:
    """Register, accept two clauses, issue; accept, report, verify."""
    phone = arrive(width=390, height=844)
    phone.sign_in("theo-doi")
    desk = DirectiveDesk(phone, another(tmp_path, "2765/UBND-TH"))
    desk.register("2765/UBND-TH")
    phone.fits()
    desk.correct(INSPECTION, coordinators="")
    desk.accept(VETERANS)
    phone.open(f"/directives/{desk.directive}/issue/")
    phone.fits()
    desk.issue()
    phone.fits()
    case = CasePage(phone, desk.code_of(INSPECTION))
    phone.sign_in("gd-noi-vu")
    case.open().do("accept")
    phone.fits()
    case.begin("report_done")
    phone.fits()
    phone.page.keyboard.press("Escape")
    case.open().do("report_done", words="Đã kiểm tra đủ 12 đơn vị")
    phone.sign_in("theo-doi")
    case.open().do("verify")
    expect(phone.page.locator("#custody")).to_be_visible()
    phone.fits()
    phone.open(f"/cases/{case.code}/certificate/")
    phone.fits()


@pytest.mark.parametrize("login", PAGES)
def test_no_page_is_wider_than_a_phone(arrive: Arrive, login: str) -> None:
    """And the menu opens and leads on."""
    phone = arrive(width=390, height=844)
    phone.sign_in(login)
    for path in PAGES[login]:
        phone.open(path)
        phone.fits()
    phone.page.locator("[data-rail-open]").click()
    link = phone.page.locator(".rail-nav a").first
    link.click()
    expect(phone.page.locator("h1")).to_be_visible()


def test_a_long_table_shows_its_first_rows_and_the_rest_when_asked(arrive: Arrive) -> None:
    """Eighty agencies are not scrolled past one by one; on a wide screen every row is there."""
    phone = arrive(width=390, height=844)
    phone.sign_in("theo-doi")
    phone.open("/directives/statistics/units/")
    rows = phone.page.locator("table.count-table tbody tr:visible")
    expect(rows).to_have_count(10)
    more = phone.page.locator(".fold-more")
    more.click()
    expect(more).to_have_count(0)
    assert rows.count() > 10
    phone.fits()
    desk = arrive()
    desk.sign_in("theo-doi")
    desk.open("/directives/statistics/units/")
    expect(desk.page.locator("table.count-table tbody tr:visible")).to_have_count(rows.count())
