"""A draw as it is held on devices: keys, publication, sealing, opening at the door, reckoning again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

import congvu.core.lot
from congvu.core.working_time import HANOI
from tests.journeys.visitor import Visitor

PHRASE = "con mèo trèo cây cau"
#: What who ordered writes to the head of the team inside the envelope.
NOTE = "Mang theo “mẫu 3”"
SCRIPT = Path(congvu.core.lot.__file__).parent / "standalone" / "verify_draw.py"
#: Leaves the boxes of these names ticked and no others.
ONLY = """(boxes, names) => boxes.forEach((box) => {
  const label = (box.labels[0] ?? box.closest('label')).textContent.trim();
  box.checked = names.includes(label);
})"""


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


def publish(visitor: Visitor, *, now: datetime | None = None, units: Sequence[str] = ()) -> str:
    """Publish a draw of four slots, its value to be known in three days; its code. `units` by their names: only those
    can be drawn (default: all that are offered)."""
    page, now = visitor.page, now or datetime.now(HANOI)
    visitor.open("/inspections/sealed/new/")
    form = page.locator("form[data-publish]")
    # What can be drawn follows the team: the part of the form that says so is put in anew.
    page.locator("#draw-offer").evaluate("offer => { offer.dataset.before = 'yes'; }")
    team = form.locator("[name=team] option", has_text="công vụ số 1").first
    form.locator("[name=team]").select_option(team.get_attribute("value"))
    expect(page.locator("#draw-offer:not([data-before]):not(.htmx-settling)")).to_be_attached()
    code = form.locator("[name=code]").input_value()
    form.locator("[name=name]").fill("Kiểm tra đột xuất đợt mới")
    form.locator("[name=slots]").fill("4")
    form.locator("[name=beacon_source]").fill("Xổ số kiến thiết, giải đặc biệt kỳ tới")
    form.locator("[name=beacon_at]").fill((now + timedelta(days=3)).strftime("%d/%m/%Y %H:%M"))
    form.locator("[name=opens_until]").fill((now + timedelta(days=30)).strftime("%d/%m/%Y"))
    if units:
        form.locator("[name=units]").evaluate_all(ONLY, list(units))
        expect(form.locator("[name=units]:checked")).to_have_count(len(units))
    form.locator("button.btn-primary").click()
    page.wait_for_url(f"**/inspections/sealed/{code}/")
    return code


def drawn(visitor: Visitor, code: str) -> str:
    """The unit the lot gave the first slot, as the device of who ordered shows it to him alone."""
    visitor.open(f"/inspections/sealed/{code}/seal/")
    name = visitor.page.locator("[data-slot='1'] [data-drawn]")
    expect(name).not_to_be_empty()
    return name.inner_text()


def seal(visitor: Visitor, code: str) -> str:
    """Seal the first slot as a visit of today, on a device that has the key; the unit drawn."""
    page, unit = visitor.page, drawn(visitor, code)
    row = page.locator("[data-slot='1']")
    row.locator("[data-use]").check()
    row.locator("[data-on]").fill(datetime.now(HANOI).date().isoformat())
    row.locator("[data-note]").fill(NOTE)
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
    expect(row).to_contain_text(NOTE)
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
