"""Keys only: sign in, search, move through a list, open a case, accept it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Arrive
from tests.journeys.directive_desk import VETERANS, DirectiveDesk, another
from tests.journeys.visitor import CasePage, Visitor

pytestmark = pytest.mark.journey

#: More presses of Tab than this to reach something is a page nobody uses with keys.
FAR = 60


def tab_to(visitor: Visitor, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus."""
    expect(wanted).to_be_visible()
    for _press in range(FAR):
        visitor.page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{FAR} presses of Tab do not reach {wanted}")


def test_a_task_is_found_and_accepted_with_keys(tmp_path: Path, arrive: Arrive) -> None:
    """The focus goes where a person expects it, the dialog takes it and gives it back."""
    desk = arrive()
    desk.sign_in("theo-doi")
    work = DirectiveDesk(desk, another(tmp_path, "2766/UBND-TH"))
    work.register("2766/UBND-TH")
    work.accept(VETERANS)
    work.issue()
    code = work.code_of(VETERANS)

    head = arrive()
    page, keys = head.page, head.page.keyboard
    head.open("/")
    tab_to(head, page.locator("button[name=login][value=gd-noi-vu]"))
    keys.press("Enter")
    page.wait_for_url(f"{head.address}/")

    tab_to(head, page.locator(".rail-nav a[href='/cases/']"))
    keys.press("Enter")
    page.wait_for_url("**/cases/**")
    rows = page.locator("tr[data-row]")
    for key in "jjk":
        keys.press(key)
    expect(rows.first).to_have_class(re.compile("is-at"))
    keys.press("j")
    expect(rows.nth(1)).to_have_class(re.compile("is-at"))
    second = rows.nth(1).get_attribute("data-href")
    keys.press("Enter")
    page.wait_for_url(f"**{second}")

    keys.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    keys.type("38 ho so nguoi co cong")
    keys.press("Enter")
    page.wait_for_url("**/search/**")
    expect(page.locator("main")).to_contain_text(code)
    keys.press("/")
    keys.type(code)
    keys.press("Enter")
    page.wait_for_url(f"**/cases/{code}/")

    case = CasePage(head, code)
    tab_to(head, case.button("accept"))
    keys.press("Enter")
    form = page.locator("#act-dialog form[data-draft]")
    expect(form).to_be_visible()
    keys.press("Escape")
    expect(page.locator("#act-dialog")).to_be_hidden()
    expect(case.button("accept")).to_be_focused()
    with page.expect_response(f"**/cases/{code}/acts/accept/"):
        keys.press("Enter")
    expect(form.locator("select, textarea").first).to_be_focused()
    tab_to(head, form.locator(".form-acts .btn-primary"))
    with page.expect_navigation():
        keys.press("Enter")
    expect(head.said()).to_be_visible()
    expect(case.button("accept")).to_have_count(0)


def test_a_page_is_found_in_the_menu_with_keys(arrive: Arrive) -> None:
    """`m` goes to the field; marks are not needed; Enter opens the first line; folded groups stay folded."""
    desk = arrive()
    desk.sign_in("theo-doi")
    page, keys = desk.page, desk.page.keyboard
    lines = page.locator(".rail-nav li:visible")
    before = lines.count()
    keys.press("m")
    keys.type("chuong trinh")
    expect(lines).to_have_count(1)
    keys.press("Escape")
    expect(lines).to_have_count(before)
    keys.type("khong co muc nay")
    expect(page.locator("[data-rail-none]")).to_be_visible()
    keys.press("Escape")
    keys.type("Thống kê")
    keys.press("Enter")
    page.wait_for_url("**/directives/statistics/")
    page.locator("summary#rail-work").click()
    expect(page.locator("details[data-rail-group=work]")).not_to_have_attribute("open", re.compile(""))
    page.reload()
    expect(page.locator("details[data-rail-group=work]")).not_to_have_attribute("open", re.compile(""))
