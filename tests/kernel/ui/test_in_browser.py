"""A walk over the style guide in Chromium: what only script can do, under the real content security policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from pytest_django.fixtures import Settings

from congvu.kernel.ui import assets

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(settings: Settings, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """The style guide at 1280 pixels; the console must stay silent."""
    if not CHROMIUM.exists() or not assets.manifest():
        pytest.skip("needs Chromium and a built front end")
    settings.CONGVU_DEMO = True
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    quiet = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
    with sync_playwright() as tool:
        browser = tool.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", *quiet],
        )
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        said: list[str] = []
        opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        opened.on("pageerror", lambda error: said.append(str(error)))
        opened.goto(f"{live_server.url}/ui/styleguide/", wait_until="networkidle")
        yield opened
        browser.close()
    assert said == []


def test_a_list_filters_sorts_and_pages_without_leaving_the_page(page: Page) -> None:
    """Address, focus and announcement follow."""
    rows = page.locator("tr[data-row]")
    expect(rows).to_have_count(5)
    page.get_by_role("link", name="Mã").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Mã")
    page.locator("#list-sample-q").press_sequentially("ngan", delay=20)
    expect(rows).to_have_count(1)
    expect(page.locator("#list-sample-q")).to_be_focused()
    expect(page.locator("#list-sample-q")).to_have_value("ngan")
    expect(page.locator("#live-region")).to_have_text("1 dòng")
    assert "q=ngan" in page.url
    assert "tone=" not in page.url
    page.get_by_role("link", name="Xóa bộ lọc").click()
    expect(rows).to_have_count(5)
    page.get_by_role("link", name="Trang sau").click()
    expect(rows).to_have_count(2)
    page.go_back()
    expect(rows).to_have_count(5)
    expect(page.locator(".rail")).to_have_count(1)


def test_a_bulk_act_asks_first(page: Page) -> None:
    """And the selection is counted."""
    page.locator("[data-select-all]").check()
    expect(page.locator("[data-bulk-count]")).to_have_text("Đã chọn 5")
    page.locator("[data-bulk-bar]").get_by_role("button", name="Đôn đốc").click()
    expect(page.locator("#confirm-dialog")).to_be_visible()
    expect(page.locator("[data-confirm-text]")).to_contain_text("Gửi đôn đốc")
    page.keyboard.press("Escape")
    expect(page.locator("#confirm-dialog")).to_be_hidden()
    page.locator("[data-select-none]").click()
    expect(page.locator("[data-bulk-bar]")).to_be_hidden()


def test_keys_move_through_the_list(page: Page) -> None:
    """j, k, x, /, ? and Enter; silent while somebody types."""
    page.evaluate("document.activeElement.blur()")
    for key in "jjjk":
        page.keyboard.press(key)
    expect(page.locator("tr[data-row]").nth(1)).to_have_class("is-at")
    page.keyboard.press("x")
    expect(page.locator("tr.is-at [data-select]")).to_be_checked()
    page.keyboard.press("/")
    expect(page.locator("#list-sample-q, [data-search]").first).to_be_focused()
    page.keyboard.type("j?")
    expect(page.locator("tr[data-row]").nth(1)).to_have_class("is-at")
    expect(page.locator("#help-dialog")).to_be_hidden()


def test_days_get_their_slashes(page: Page) -> None:
    """Typed without, or by hand with."""
    field = page.locator("form[data-draft] [name=due_on]")
    field.press_sequentially("05122026")
    expect(field).to_have_value("05/12/2026")
    field.fill("")
    field.press_sequentially("5/1/2026")
    expect(field).to_have_value("5/1/2026")


def test_text_and_cards_of_a_review_find_each_other(page: Page, live_server: Any) -> None:
    """Marked text gives its place in code points of the whole text."""
    page.goto(f"{live_server.url}/ui/styleguide/?page=review", wait_until="networkidle")
    page.locator("[data-clause='3']").click()
    expect(page.locator("[data-clause-card='3']")).to_have_class("clause-card clause-target is-lit")
    whole, marked = page.evaluate(
        """() => {
          const text = document.querySelector("[data-clause='2']").firstChild;
          const range = document.createRange();
          range.setStart(text, 3);
          range.setEnd(text, 9);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          document.dispatchEvent(new MouseEvent('mouseup'));
          return [document.querySelector('[data-review-text]').textContent, getSelection().toString()];
        }"""
    )
    form = page.locator("[data-clause-from-selection]")
    expect(form).to_be_visible()
    start, end = (int(form.locator(f"[name={name}]").input_value()) for name in ("start", "end"))
    assert whole[start:end] == marked == "Nội vụ"


def test_the_theme_is_chosen_and_kept(page: Page) -> None:
    """By cookie: the next page comes dark at once."""
    page.locator("summary[aria-label='Hiển thị và ngôn ngữ']").click()
    page.locator("[data-theme-choice=dark]").click()
    page.reload(wait_until="networkidle")
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_nothing_is_wider_than_a_phone(page: Page) -> None:
    """The list becomes cards, the rail slides in."""
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("[data-rail-open]").click()
    expect(page.locator("[data-rail-close]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".rail")).to_be_hidden()


def test_a_form_is_sent_once_however_often_its_button_is_pressed(page: Page) -> None:
    """A double click is one act; whoever comes back to the page may send again."""
    page.evaluate(
        """() => {
          const form = '<form method="post" id="once"><button>Gửi</button></form>';
          document.getElementById('content').insertAdjacentHTML('afterbegin', form);
          window.sent = 0;
          window.addEventListener('submit', (event) => {
            if (!event.defaultPrevented) window.sent += 1;
            event.preventDefault();
          });
        }"""
    )
    button = page.locator("#once button")
    button.dblclick()
    assert page.evaluate("window.sent") == 1
    expect(button).to_have_attribute("aria-busy", "true")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow'))")
    expect(button).not_to_have_attribute("aria-busy", "true")
    button.click()
    assert page.evaluate("window.sent") == 2
