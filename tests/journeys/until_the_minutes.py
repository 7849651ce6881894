"""From the draw to the minutes: held on two devices, hidden from its target, opened, recorded, read and confirmed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import expect

from tests.domain.inspections.searching import Search
from tests.journeys.every_screen import look, menu_of, words_of
from tests.journeys.every_screen import walk as walk_all
from tests.journeys.moving_clock import Clock
from tests.journeys.on_the_phone import PhoneOnSite, photo
from tests.journeys.public_duty import FAULTS, PRAISED, UNITS, Walk
from tests.journeys.sealed_devices import NOTE, SCRIPT, drawn, make_key, open_at_door, publish, reckon, seal
from tests.journeys.visitor import Visitor
from tests.kernel.jobs.test_tasks import until

BEACON = "giải đặc biệt 307846"
#: The key to the next page of a list of the interface for machines: signed with the moment it was made.
NEXT_PAGE = re.compile(r'"next":"[^"]*"')
#: What the head of a unit opens by himself, besides his menu and what it leads to.
TRIED = (
    "/", "/cases/", "/cases/?q=kiểm+tra", "/search/?q=kiểm+tra", "/search/?q=KT-", "/search/?q=đột+xuất",
    "/calendar/", "/cases/?export=csv", "/journal/", "/inspections/", "/inspections/sealed/", "/inspections/draws/",
    "/inspections/told/", "/inspections/teams/", "/inspections/plans/", "/inspections/remedies/",
    "/inspections/scores/", "/inspections/onsite/", "/inspections/consolidated/", "/inspections/visits/",
    "/conduct/discipline/", "/api/v1/cases", "/api/v1/cases?q=KT-", "/api/v1/agencies",
)  # fmt: skip
#: Background work that is due: whatever sealing might set off is done by then, and nothing else comes in between.
WAITING = "SELECT count(*) FROM jobs_job WHERE state IN ('waiting', 'running', 'failed') AND run_at <= ?"


def hold_the_draw(walk: Walk, clock: Clock) -> None:
    """Keys on both devices, the draw published; days later its public value is typed in."""
    now = clock.put(-4)
    for visitor, login in ((walk.chair, "chu-tich"), (walk.phone, "truong-doan")):
        visitor.sign_in(login)
        make_key(visitor)
    walk.round = publish(walk.chair, now=now, units=[one.name for one in UNITS])
    clock.put(0)
    for visitor, login in ((walk.chair, "chu-tich"), (walk.phone, "truong-doan")):
        visitor.sign_in(login)
    walk.chair.open(f"/inspections/sealed/{walk.round}/")
    walk.chair.page.locator("a[href$='/beacon/']").click()
    walk.chair.send(f"**/sealed/{walk.round}/", beacon=BEACON, read_at="trang của công ty xổ số")
    name = drawn(walk.chair, walk.round)
    walk.unit = next(one for one in UNITS if one.name in name)


def _seen(visitor: Visitor, paths: list[str]) -> dict[str, str]:
    """What stands on the pages he tries; a refusal is an answer like any other."""
    found = {}
    for path in paths:
        status, body = look(visitor, path)
        found[path] = f"{status} {NEXT_PAGE.sub('', words_of(body.decode(errors='replace')))}"
    return found


def sealed_from_its_target(walk: Walk, clock: Clock) -> dict[str, bytes]:
    """The head of the drawn unit reads the same words on every page before and after the visit to it is sealed; what
    else he can open is kept, to be searched once it is known what had to be looked for."""
    target = walk.be(walk.unit.head)
    menu = menu_of(target)
    assert len(menu) > 30
    pages = list(dict.fromkeys([*TRIED, *menu]))
    now = clock.stop()
    until(lambda: walk.ask(WAITING, now.strftime("%Y-%m-%d %H:%M:%S")) == "0")
    before = _seen(target, pages)
    seal(walk.chair, walk.round)
    after = _seen(target, pages)
    assert [path for path in pages if before[path] != after[path]] == []
    assert sum(words.startswith("200 ") for words in after.values()) > len(menu)
    clock.put(0)
    draw = [f"/inspections/{place}/{walk.round}/{page}" for place, page in (
        ("draws", ""), ("draws", "record.json"), ("sealed", ""), ("sealed", "open/"), ("sealed", "seal/"))]  # fmt: skip
    found = walk_all(target, [*draw, *pages], 130)
    assert len(found) == 130
    return found


def nothing_was_told(walk: Walk, found: dict[str, bytes]) -> None:
    """After the opening it is known what was sealed: none of it stood in anything the unit's head could open."""
    record = json.loads(look(walk.chair, f"/inspections/draws/{walk.round}/record.json")[1])
    (opening,) = record["openings"]
    search = Search(bytes.fromhex(opening["secret"]), bytes.fromhex(opening["salt"]), NOTE.encode(),
                    walk.visit.encode(), opening["secret"].encode())  # fmt: skip
    assert search.hits(json.dumps(opening))
    assert [path for path, body in found.items() if search.hits(body)] == []


def reckon_again(walk: Walk, folder: Path) -> None:
    """Anybody: from the portal to the draw, its record and its program; every slot that was opened agrees."""
    anybody = walk.arrive()
    anybody.open("/cong-dan/")
    anybody.page.locator("main a[href='/inspections/draws/']").click()
    anybody.page.locator(f"main a[href$='/draws/{walk.round}/']").click()
    expect(anybody.page.locator("main")).to_contain_text("Cổng chính")
    reckon(anybody.page, "ok")
    kept = []
    for name in ("record.json", "verify_draw.py"):
        with anybody.page.expect_download() as saved:
            anybody.page.locator(f"main a[href$='/{name}']").click()
        kept.append(folder / name)
        saved.value.save_as(kept[-1])
    assert kept[1].read_bytes() == SCRIPT.read_bytes()
    told = subprocess.run([sys.executable, kept[1], kept[0]], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout
    assert walk.unit.code in told.stdout


def record_on_site(walk: Walk) -> None:
    """Opened at the door, recorded without a network, sent when it is back; the receipt shows all of it."""
    open_at_door(walk.phone, walk.round, walk.unit.name)
    walk.visit = walk.phone.page.url.rstrip("/").rpartition("/")[2]
    phone = PhoneOnSite(walk.phone, walk.visit)
    phone.open()
    phone.network(there=False)
    for item, _severity, fact, _remedy in FAULTS:
        phone.record(item, "breach", fact)
    phone.photograph("E30", photo(7, 5_000))
    phone.record(PRAISED[0], "praise", PRAISED[1])
    phone.count("late", "absent", "present", "present")
    phone.tab("sync")
    expect(phone.lines("waiting")).to_have_count(9)
    phone.network(there=True)
    phone.send()
    expect(phone.lines("received")).to_have_count(9)
    expect(phone.lines("waiting")).to_have_count(0)
    walk.phone.fits()
    phone.without_a_network_it_complained()


def make_the_minutes(walk: Walk, folder: Path) -> None:
    """Made, read, printed by the team; confirmed by log-in of the unit's head, whom his page leads there."""
    head, site = walk.phone, f"/inspections/visits/{walk.visit}/site/"
    head.open(site)
    head.page.locator("a[href$='/site/leave/']").click()
    head.send(f"**{site}")
    head.page.locator("a[href$='/minutes/']").click()
    head.send(f"**{site}", words="Đoàn đã công bố biên bản.", opinion="Đơn vị nhất trí.")
    head.page.locator("main a[href$='/minutes/1/']").click()
    said = head.page.locator("main")
    for words in (*(fact for _item, _severity, fact, _remedy in FAULTS), PRAISED[1], "Đơn vị nhất trí."):
        expect(said).to_contain_text(words)
    with head.page.expect_download() as saved:
        head.page.locator("a[href$='/paper.docx']").click()
    saved.value.save_as(folder / "minutes.docx")
    assert (folder / "minutes.docx").read_bytes().startswith(b"PK")
    assert look(head, f"/inspections/visits/{walk.visit}/minutes/1/paper.pdf")[1].startswith(b"%PDF")
    target = walk.be(walk.unit.head)
    target.open("/inspections/")
    target.page.locator("main a[href$='/minutes/1/']").click()
    target.page.locator("a[href$='/minutes/1/confirm/']").click()
    target.send("**/minutes/1/")
    expect(target.page.locator("main")).to_contain_text("không phải chữ ký")
