"""Kiểm tra công vụ, from the draw to the sample months later: one walk by everybody who has a part in it.

The server's clock is put on by the journey (days until the public value is known, months until the item is sampled
again); whatever happens on one day is done within it, by the screens.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.after_the_visit import AfterTheVisit, day_in, typed
from tests.journeys.conftest import Arrive
from tests.journeys.installation import Installation, copy_of, served_by_a_clock
from tests.journeys.moving_clock import Clock
from tests.journeys.on_the_phone import photo
from tests.journeys.public_duty import CASE, FAULTS, PRAISED, RULE, Walk
from tests.journeys.until_the_minutes import (
    hold_the_draw,
    make_the_minutes,
    nothing_was_told,
    reckon_again,
    record_on_site,
    sealed_from_its_target,
)
from tests.journeys.visitor import FIRST, PHONE, CasePage, Visitor

pytestmark = pytest.mark.journey

#: Samples of the effect fall due some months after the conclusion.
MONTHS_LATER = 200


@pytest.fixture(scope="module")
def site(site: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The same province on a server of its own, whose clock stands four days back at first."""
    copied = copy_of(site, tmp_path_factory.mktemp("public-duty") / "data")
    clock = Clock(copied.data / "clock")
    clock.put(-4)
    with served_by_a_clock(copied, clock) as served:
        yield served


def _heard(walk: Walk, after: AfterTheVisit) -> list[str]:
    """Findings told and answered by the unit and the person; concluded only when the last one was weighed."""
    name = walk.ask("SELECT full_name FROM org_official WHERE code = ?", walk.unit.official)
    pages = [
        after.write(walk.phone, item, person=name if item == "A03" else "", photo=item == "E30", fact=fact, rule=RULE,
                    severity=severity)
        for item, severity, fact, _remedy in FAULTS
    ]  # fmt: skip
    asked = [after.tell(walk.phone, page) for page in pages]
    praised = after.write(walk.phone, PRAISED[0], fact=PRAISED[1])
    after.praise(walk.phone, praised)
    expect(after.refused(walk.chair, number="61/TB-UBND", words="Kết luận sớm.")).to_contain_text("báo cáo")
    target, person = walk.be(walk.unit.head), walk.be(walk.unit.person)
    for visitor, code in ((target, asked[0]), (person, asked[1])):
        visitor.open("/inspections/told/")
        visitor.page.locator(f"main a[href$='/cases/{code}/']").first.click()
        CasePage(visitor, code).do("answer", words="Đã rút kinh nghiệm, sẽ không để tái diễn.")
    for page in pages[:2]:
        after.weigh(walk.phone, page, "Giải trình không làm thay đổi sự việc.")
    after.step(walk.phone, "report", number="45/BC-ĐKT")
    expect(after.refused(walk.chair, number="61/TB-UBND", words="Kết luận sớm.")).to_contain_text("3")
    CasePage(target, asked[2]).open().do("answer", words="Bảng đang được in lại.")
    after.weigh(walk.phone, pages[2], "Đơn vị đã nhận; giữ nguyên nhận định.")
    return [*pages, praised]


def _concluded(walk: Walk, after: AfterTheVisit, pages: list[str]) -> None:
    """Signed with its remedies, then public in words of its own."""
    asked = {f"remedy_{page.split('/')[-2]}": fault[3] for page, fault in zip(pages, FAULTS, strict=False)}
    after.step(walk.chair, "conclude", number="61/TB-UBND", words="Đơn vị chấp hành chưa nghiêm.", **asked)
    after.step(walk.chair, "publish", "**/conclusions/**",
               public_words="Còn đến muộn, vắng không báo, niêm yết thiếu; có cách đón tiếp đáng học.")  # fmt: skip


def _put_right(walk: Walk, after: AfterTheVisit, folder: Path) -> None:
    """The unit reports each remedy with its proof; the team looks and confirms."""
    proof = folder / "sau-khac-phuc.png"
    proof.write_bytes(photo(9))
    target = walk.be(walk.unit.head)
    target.open("/inspections/remedies/")
    owed = [target.page.locator("main tr", has_text=fault[3]).locator(".code").first.inner_text() for fault in FAULTS]
    for code in owed:
        CasePage(target, code).open().do("report_remedy", words="Đã làm xong từ hôm nay.", file=proof)
        CasePage(walk.phone, code).open().do("verify_remedy", words="Đã đến xem, đúng như báo cáo.")
    after.open(walk.chair)
    walk.chair.page.locator("form[action$='/close/'] button").click()
    expect(walk.chair.said()).to_be_visible()


def _answered_for(walk: Walk, finding: str) -> str:
    """From the finding about a person to a disciplinary file: 90 days from the discovery, 150 once it is complex."""
    target = walk.be(walk.unit.head)
    target.open(finding)
    target.page.locator("a[href^='/conduct/discipline/new/']").click()
    form = target.page.locator("main form[data-draft]")
    expect(form.locator("[name=text]")).to_have_value(FAULTS[1][2])
    expect(form.locator("[name=discovered_on]")).to_have_value(typed(walk.today))
    target.submit(form, CASE)
    code = target.page.url.rstrip("/").rpartition("/")[2]
    file = CasePage(target, code)
    assert _rolled(walk.today + timedelta(days=90), _due(file))
    file.do("prolong", ground=FIRST, words="Phải xác minh ở nhiều nơi.")
    assert _rolled(walk.today + timedelta(days=150), _due(file))
    target.open(finding)
    expect(target.page.locator("main")).to_contain_text(code)
    return code


def _due(case: CasePage) -> date:
    return day_in(case.page.locator(".case-facts div", has_text="Hạn hiện tại").inner_text())


def _rolled(last: date, shown: date) -> bool:
    """The last day itself, or the first working day after it: a weekend, the longest holiday, and a weekend again."""
    return shown == last or (last < shown <= last + timedelta(days=11) and shown.weekday() < 5)


def _praised(walk: Walk, finding: str) -> str:
    """From the praised thing to a commendation of the unit: proposed by the team, decided and made public."""
    head = walk.phone
    head.open(finding)
    head.page.locator("a[href^='/conduct/praise/new/']").click()
    form = head.page.locator("main form[data-draft]")
    expect(form.locator("[name=merit]")).to_have_value(PRAISED[1])
    expect(form.locator("[name=codes]")).to_have_value(walk.visit)
    head.submit(form, CASE)
    code = head.page.url.rstrip("/").rpartition("/")[2]
    case = CasePage(walk.chair, code).open()
    case.page.locator(".case-acts a[href$='/grant/']").click()
    walk.chair.send(CASE, number="512/QĐ-UBND", signed_by="Chủ tịch", decided_on=typed(walk.today))
    case.do("publish_praise")
    return code


def _shown(walk: Walk, file: str, praise: str) -> None:
    """The score of the unit leads to what came of it; the portal shows conclusion and commendation."""
    chair = walk.chair
    chair.open("/inspections/scores/")
    chair.page.locator("main a[href*='/scores/']", has_text=walk.unit.name).first.click()
    said = chair.page.locator("main")
    for words in (walk.visit, file, praise):
        expect(said).to_contain_text(words)
    anybody = walk.arrive()
    anybody.open("/cong-dan/")
    anybody.page.locator("main a[href='/inspections/conclusions/']").click()
    anybody.page.locator(f"main a[href$='/conclusions/{walk.visit}/']").click()
    for words in ("61/TB-UBND", "đáng học", "3 kiến nghị; 3 kiến nghị đã khắc phục", "sẽ lấy mẫu kiểm tra lại từ"):
        expect(anybody.page.locator("main")).to_contain_text(words)
    anybody.open("/cong-dan/")
    anybody.page.locator("main a[href='/conduct/praise/public/']").click()
    for words in (walk.unit.name, "512/QĐ-UBND", PRAISED[1]):
        expect(anybody.page.locator("main")).to_contain_text(words)


def _times_sampled(anybody: Visitor, item: str) -> int:
    """Of how many findings on this line the public page says that they were sampled again."""
    anybody.open("/inspections/conclusions/")
    row = anybody.page.locator("main tr", has_text=item)
    return int(row.locator("td").first.inner_text()) if row.count() else 0


def _sampled_again(walk: Walk, clock: Clock) -> None:
    """Months later: one fault did not come back, another did; both stand on the public page, with the rate."""
    clock.put(MONTHS_LATER)
    head, anybody = walk.be("truong-doan"), walk.arrive()
    times = {item: _times_sampled(anybody, item) for item in ("A01.", "E30.")}
    for item, looked_at, faults in (("E30", "40", "0"), ("A01", "25", "6")):
        head.open("/inspections/resamples/")
        fact = next(fault[2] for fault in FAULTS if fault[0] == item)
        row = head.page.locator("main tr", has_text=fact).filter(has_text=walk.unit.name)
        row.locator("a.btn:not([href$='/draw/'])").click()
        head.send("**/resamples/", size=looked_at, faults=faults, words="Xem tại chỗ.")
    anybody.open(f"/inspections/conclusions/{walk.visit}/")
    rows = anybody.page.locator("main tr")
    expect(rows.filter(has_text="E30.")).to_contain_text("0 trong 40")
    expect(rows.filter(has_text="A01.")).to_contain_text("6 trong 25")
    for item, words in (("A01.", "Tái diễn"), ("E30.", "Không tái diễn"), ("A03.", "sẽ lấy mẫu kiểm tra lại từ")):
        expect(rows.filter(has_text=item).locator("td")).to_contain_text(words)
    assert {item: _times_sampled(anybody, item) for item in times} == {item: n + 1 for item, n in times.items()}


def test_public_duty_is_inspected_from_the_draw_to_the_sample_months_later(
    arrive: Arrive, site: Installation, tmp_path: Path
) -> None:
    clock = Clock(site.data / "clock")
    walk = Walk(site, arrive, arrive(), arrive(**PHONE))
    hold_the_draw(walk, clock)
    screens = sealed_from_its_target(walk, clock)
    record_on_site(walk)
    nothing_was_told(walk, screens)
    reckon_again(walk, tmp_path)
    make_the_minutes(walk, tmp_path)
    after = AfterTheVisit(walk.visit)
    pages = _heard(walk, after)
    _concluded(walk, after, pages)
    _put_right(walk, after, tmp_path)
    file = _answered_for(walk, pages[1])
    praise = _praised(walk, pages[3])
    _shown(walk, file, praise)
    _sampled_again(walk, clock)
