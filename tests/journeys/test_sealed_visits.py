"""Sealed visits in real browsers: keys, secrets, a draw published, sealed on one device and opened on another; the
draw of the browser held against the published vectors."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

import congvu.core.lot
from congvu.core.working_time import HANOI
from tests.journeys.conftest import Arrive
from tests.journeys.installation import Installation
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
ROOT = Path(__file__).parents[2]
PHRASE = "con mèo trèo cây cau"


def make_key(visitor: Visitor, phrase: str = "") -> None:
    """Make a key on the visitor's device."""
    visitor.open("/inspections/sealed/keys/")
    form = visitor.page.locator("form[data-make]")
    form.locator("[name=name]").fill("Máy thử")
    form.locator("[data-passphrase]").fill(phrase)
    form.locator("[data-again]").fill(phrase)
    form.locator("button.btn-primary").click()
    expect(visitor.page.locator("[data-is-here]:visible")).to_have_count(1)


def restore_key(visitor: Visitor, copy: Path) -> None:
    """Read the copy of a key back; a wrong passphrase first."""
    page = visitor.page
    visitor.open("/inspections/sealed/keys/")
    expect(page.locator("[data-is-here]:visible")).to_have_count(0)
    page.locator("#copy").set_input_files(copy)
    page.locator("[data-unlock]").fill("sai cụm mật khẩu")
    page.locator("form[data-read-copy] button").click()
    expect(page.locator("[data-said].tone-late")).to_be_visible()
    page.locator("[data-unlock]").fill(PHRASE)
    page.locator("form[data-read-copy] button").click()
    expect(page.locator("[data-is-here]:visible")).to_have_count(1)


def publish(visitor: Visitor) -> str:
    """Publish a draw of four slots; its address."""
    page, now = visitor.page, datetime.now(HANOI)
    visitor.open("/inspections/sealed/new/")
    form = page.locator("form[data-publish]")
    code = form.locator("[name=code]").input_value()
    team = form.locator("[name=team] option", has_text="công vụ số 1").first
    form.locator("[name=team]").select_option(team.get_attribute("value"))
    form.locator("[name=name]").fill("Kiểm tra đột xuất đợt mới")
    form.locator("[name=slots]").fill("4")
    form.locator("[name=beacon_source]").fill("Xổ số kiến thiết, giải đặc biệt kỳ tới")
    form.locator("[name=beacon_at]").fill((now + timedelta(days=3)).strftime("%d/%m/%Y %H:%M"))
    form.locator("[name=opens_until]").fill((now + timedelta(days=30)).strftime("%d/%m/%Y"))
    form.locator("button.btn-primary").click()
    page.wait_for_url(f"**/inspections/sealed/{code}/")
    return code


def seal(visitor: Visitor, code: str) -> str:
    """Seal the first slot as a visit of today, on a device that has the key but not the secrets; the unit drawn."""
    page = visitor.page
    visitor.open(f"/inspections/sealed/{code}/seal/")
    row = page.locator("[data-slot='1']")
    expect(row).to_be_visible()
    row.locator("[data-use]").check()
    row.locator("[data-on]").fill(datetime.now(HANOI).date().isoformat())
    row.locator("[data-note]").fill("Mang theo “mẫu 3”")
    unit = row.locator("[data-drawn]").inner_text()
    page.locator("form[data-seal] button.btn-primary").click()
    page.wait_for_url(f"**/inspections/sealed/{code}/")
    return unit


def open_at_door(visitor: Visitor, code: str, unit: str) -> None:
    """The head opens the visit of today."""
    page = visitor.page
    visitor.open(f"/inspections/sealed/{code}/open/")
    row = page.locator("[data-rows] label")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(unit)
    expect(row).to_contain_text("Mang theo “mẫu 3”")
    visitor.fits()
    form = page.locator("form[data-door]")
    form.locator("[name=place]").fill("Cổng chính")
    form.locator("button.btn-primary").click()
    page.wait_for_url("**/cases/KT-*/")
    expect(page.locator("main")).to_contain_text(unit)


def reckon(page: Page, tone: str) -> None:
    """Reckon the draw again in the browser."""
    page.locator("button[data-reckon]").click()
    expect(page.locator(f"[data-sealed=check] [data-said].tone-{tone}")).to_be_visible()


def vectors(change: str = "") -> dict[str, Any]:
    """The published vectors as the record of a draw; `change` falsifies one thing of its first opening."""
    known = json.loads((ROOT / "tests/core/lot/vectors.json").read_text(encoding="utf-8"))
    openings = [
        {
            "slot": one["slot"], "secret": one["secret"], "unit": one["unit"], "team": one["team"], "withdrawn": [],
            "used": bool(one["envelope"]["unit"]), "salt": one["envelope"]["salt"],
            "told": {name: value for name, value in one["envelope"].items() if name != "salt"},
        }
        for one in known["slots"]
    ]  # fmt: skip
    assert len(openings) > 3
    if change == "team":
        openings[0]["team"] = openings[0]["team"][::-1]
    elif change:
        openings[0][change] = "0" * 64
    return {
        "listing": known["listing"], "listing_hash": known["listing_hash"], "beacon": known["beacon_as_typed"],
        "commitments": {str(one["slot"]): one["commitment"] for one in known["slots"]},
        "envelopes": {str(one["slot"]): one["envelope_hash"] for one in known["slots"]}, "openings": openings,
    }  # fmt: skip


def test_a_visit_is_sealed_on_one_device_opened_on_another_and_reckoned_by_anybody(
    arrive: Arrive, site: Installation, tmp_path: Path
) -> None:
    chair, head, other = arrive(), arrive(width=390, height=844), arrive()
    chair.sign_in("chu-tich")
    with chair.page.expect_download() as saved:
        make_key(chair, PHRASE)
    copy = tmp_path / "key.json"
    saved.value.save_as(copy)
    assert PHRASE not in copy.read_text(encoding="utf-8")
    assert json.loads(copy.read_text(encoding="utf-8"))["rounds"] >= 600_000
    head.sign_in("truong-doan")
    make_key(head)
    new = publish(chair)
    laid = subprocess.run([sys.executable, "-m", "tests.journeys.sealed_past"], cwd=ROOT, env=site.env,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert laid.returncode == 0, laid.stderr
    code = laid.stdout.split()[-1]
    other.sign_in("chu-tich")
    restore_key(other, copy)
    unit = seal(other, code)
    open_at_door(head, code, unit)
    anybody = arrive()
    anybody.open(f"/inspections/draws/{new}/")
    reckon(anybody.page, "ok")
    anybody.open(f"/inspections/draws/{code}/")
    expect(anybody.page.locator("main")).to_contain_text("Cổng chính")
    reckon(anybody.page, "ok")
    record = tmp_path / "record.json"
    record.write_bytes(anybody.page.request.get(f"{site.address}/inspections/draws/{code}/record.json").body())
    script = Path(congvu.core.lot.__file__).parent / "standalone" / "verify_draw.py"
    checked = subprocess.run([sys.executable, script, record], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(("change", "tone"), [("", "ok"), ("team", "late"), ("unit", "late"), ("salt", "late"),
                                              ("secret", "late")])  # fmt: skip
def test_the_draw_of_the_browser_agrees_with_the_vectors(
    arrive: Arrive, site: Installation, change: str, tone: str
) -> None:
    anybody = arrive()
    anybody.open("/inspections/draws/")
    address = anybody.page.locator("main ul a").first.get_attribute("href")

    def answer(route: Route) -> None:
        route.fulfill(json=vectors(change))

    anybody.page.route("**/record.json", answer)
    anybody.open(address or "")
    reckon(anybody.page, tone)
