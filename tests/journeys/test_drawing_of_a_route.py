"""A route drawn on a wide screen, on a phone and not at all; taken away as a file, and brought back into a draft."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

RELIGION = "1.012644"


def open_route(visitor: Visitor, code: str) -> None:
    """By the catalogue to the drawing of a procedure's first case."""
    visitor.open(f"/procedures/?q={code}")
    visitor.page.locator("main tbody a").first.click()
    visitor.page.wait_for_url(re.compile(r"/procedures/\d+/"))
    visitor.page.locator("main a[href$='/route/']").first.click()
    visitor.page.wait_for_url(re.compile(r"/procedures/cases/\d+/route/"))


def test_a_route_is_drawn_beside_its_table_and_taken_away(tmp_path: Path, arrive: Arrive) -> None:
    """The drawing loads nothing from elsewhere, the mark of its makers stays in sight, and the file opens."""
    officer = arrive()
    page = officer.page
    officer.sign_in("cai-cach")
    open_route(officer, RELIGION)
    expect(page.locator(".route-paper [data-element-id=t1]")).to_be_visible()
    expect(page.locator(".route-paper .djs-group [data-element-id^=group]").first).to_be_attached()
    expect(page.locator(".bjs-powered-by")).to_be_in_viewport(ratio=1)
    expect(page.locator(".route-without")).to_be_hidden()
    page.locator("[data-route-zoom=all]").click()
    expect(page.locator(".bjs-powered-by")).to_be_in_viewport(ratio=1)
    with page.expect_download() as download:
        page.locator("a[href$='/route.bpmn']").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert saved.suffix == ".bpmn"
    assert "Văn phòng tiếp nhận" in saved.read_text(encoding="utf-8")


def test_a_phone_shows_the_beginning_of_the_drawing_and_all_stations(arrive: Arrive) -> None:
    """Nothing is pushed sideways but the drawing itself."""
    phone = arrive(width=390, height=844)
    phone.sign_in("cai-cach")
    open_route(phone, RELIGION)
    expect(phone.page.locator(".route-paper [data-element-id=t1]")).to_be_in_viewport()
    expect(phone.page.locator(".bjs-powered-by")).to_be_visible()
    phone.fits()


def test_without_script_the_table_says_the_same(arrive: Arrive) -> None:
    """Every station with who, time and what is gone by then."""
    plain = arrive(script=False)
    plain.sign_in("cai-cach")
    open_route(plain, RELIGION)
    expect(plain.page.locator(".route-without")).to_be_visible()
    expect(plain.page.locator(".route-table tbody tr")).to_have_count(15)
    expect(plain.page.locator(".route-table")).to_contain_text("Khối UBND tỉnh")
