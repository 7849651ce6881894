"""Sealed visits in real browsers: keys, secrets, a draw published, sealed on one device and opened on another; the
draw of the browser held against the published vectors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.conftest import Arrive
from tests.journeys.installation import ROOT, Installation
from tests.journeys.sealed_devices import (
    PHRASE,
    SCRIPT,
    make_key,
    open_at_door,
    publish,
    reckon,
    restore_key,
    seal,
)

pytestmark = pytest.mark.journey


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
    checked = subprocess.run([sys.executable, SCRIPT, record], capture_output=True, text=True, check=False)
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
