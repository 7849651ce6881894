"""A citizen on a phone, without JavaScript: finds a procedure, files it, is accepted at the counter, follows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive
from tests.journeys.visitor import CasePage, Visitor

pytestmark = pytest.mark.journey

NUMBER = "001188000042"
PROCEDURE = "1.013225"


AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
#: WCAG 2.2 AA with everything below it.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def is_accessible(visitor: Visitor) -> None:
    """What a program can check of WCAG 2.2 AA holds on this page."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed (npm ci in frontend/)")
    visitor.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = visitor.page.evaluate("(rules) => axe.run(document, {runOnly: rules})", RULES)
    wrong = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]
    assert wrong == [], f"{visitor.page.url}: {wrong}"


def code_from_the_counter(clerk: Visitor) -> str:
    """The clerk has seen the identity card and makes a code."""
    clerk.open("/citizens/codes/")
    form = clerk.page.locator("form:has([name=id_number])")
    form.locator("[name=id_number]").fill(NUMBER)
    form.locator("[name=name]").fill("Trần Văn Minh Họa")
    form.locator("button.btn-primary").click()
    return clerk.page.locator("[data-code]").inner_text()


def test_from_the_search_box_to_an_accepted_dossier(tmp_path: Path, arrive: Arrive) -> None:
    phone = arrive(width=390, height=844, script=False)
    page = phone.page
    phone.open("/cong-dan/")
    phone.fits()
    page.locator("#q").fill("nha o rieng le")
    page.locator("form.box button").click()
    page.locator(f"a[href$='/thu-tuc/{PROCEDURE}/']").click()
    phone.fits()
    page.locator("a[href*='/nop/']").click()
    page.wait_for_url("**/dang-nhap/**")
    phone.fits()

    clerk = arrive()
    clerk.sign_in("mot-cua")
    page.locator("[name=id_number]").fill(NUMBER)
    page.locator("[name=code]").fill(code_from_the_counter(clerk))
    page.locator("main form button").click()
    page.wait_for_url("**/nop/**")
    phone.fits()
    page.locator("label:has([name=case])").first.click()
    page.locator("main form button").click()
    page.wait_for_url("**/ban-nhap/**")

    for place in page.locator("input[type=file][id^=paper-]").all():
        file = tmp_path / f"{place.get_attribute('id')}.txt"
        file.write_text(f"Giấy tờ {file.stem}\nKính gửi Ủy ban nhân dân", encoding="utf-8")
        place.set_input_files(file)
    desk = page.locator("[name=desk]")
    wanted = desk.locator("option", has_text="Lam Sơn").first.get_attribute("value")
    desk.select_option(wanted)
    page.locator("[name=phone]").fill("0912345678")
    page.locator("[name=address]").fill("Tổ 1, phường Lam Sơn")
    phone.fits()
    page.locator("button[name=review]").click()
    page.wait_for_url("**/xem-lai/")
    phone.fits()
    page.locator("main form button.btn-primary").click()
    page.wait_for_url("**/bien-nhan/")
    phone.fits()
    code, secret = (page.locator(".big-code").nth(place).inner_text() for place in (0, 1))

    case = CasePage(clerk, code)
    case.open().do("accept_submission")
    phone.open("/cong-dan/cua-toi/")
    page.locator(f"a[href*='{code}']").click()
    expect(page.locator("main .steps .now, main .steps .done").first).to_be_visible()
    phone.fits()

    friend = arrive(width=390, height=844, script=False)
    friend.open("/cong-dan/ho-so/")
    friend.page.locator("[name=code]").fill(code)
    friend.page.locator("[name=secret]").fill(secret)
    friend.page.locator("main form button").click()
    expect(friend.page.locator("main")).not_to_contain_text("Trần Văn")
    friend.fits()
    friend.page.locator("a[href*='/han-tra/']").click()
    friend.fits()
    friend.page.go_back()
    friend.page.locator("a[href*='/kiem-tra/']").last.click()
    friend.page.wait_for_url(re.compile(r"/kiem-tra/\?code="))
    expect(friend.page.locator(".notice.tone-info, .notice.tone-ok")).to_be_visible()
    friend.fits()


def test_every_open_page_fits_a_phone_in_both_languages(arrive: Arrive) -> None:
    phone = arrive(width=390, height=844)
    for path in ("", "thu-tuc/", f"thu-tuc/{PROCEDURE}/", "ho-so/", "kiem-tra/", "dang-nhap/"):
        phone.open(f"/cong-dan/{path}")
        phone.fits()
        is_accessible(phone)
    phone.page.locator(".languages button[value=en]").click()
    expect(phone.page.locator("h1")).to_have_text("Sign in to file online")
    phone.fits()
