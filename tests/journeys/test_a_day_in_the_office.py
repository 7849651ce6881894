"""A day in the Office of the People's Committee, from the morning digest to the quarterly notice, and the reform after.

What each of them left behind is used by the next; at the end every open case has one holder and an unbroken strip.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.conftest import Arrive
from tests.journeys.directive_desk import in_days
from tests.journeys.installation import Installation
from tests.journeys.visitor import FIRST, CasePage, Visitor
from tests.kernel.jobs.test_tasks import until

pytestmark = pytest.mark.journey

MEETING = re.compile(r"/directives/meetings/\d+/$")
NOTICE = re.compile(r"/reports/\d+/$")
REFORM = re.compile(r"/setup/reorganisations/\d+/$")
#: The department that ends at the end of the day, and its heir.
ENDS, HEIR = "sct", "skhcn"

RUNNING_ITEM = """
SELECT c.code FROM casework_case c JOIN org_agency a ON a.id = c.holder_agency_id
WHERE c.kind = 'programme_item' AND c.phase IN ('drafting', 'consulting') AND a.code = ? AND c.asking = ''
ORDER BY c.due_at DESC LIMIT 1
"""
#: Open cases whose last custody is not the only open one, or speaks of another holder than the case.
NOT_ONE_HOLDER = """
SELECT c.code FROM casework_case c LEFT JOIN casework_custody k ON k.case_id = c.id AND k.to_at IS NULL
WHERE c.closed_at IS NULL GROUP BY c.id
HAVING COUNT(k.id) <> 1 OR MAX(k.agency_id) <> c.holder_agency_id
"""
#: Places where one custody does not begin at the moment the one before ended.
BREAKS = """
SELECT case_id, to_at, following FROM (
  SELECT case_id, to_at, LEAD(from_at) OVER (PARTITION BY case_id ORDER BY from_at, line_seq) AS following
  FROM casework_custody) WHERE following IS NOT NULL AND (to_at IS NULL OR to_at <> following)
"""
HELD_BY = """
SELECT COUNT(*) FROM casework_case c JOIN org_agency a ON a.id = c.holder_agency_id
WHERE c.closed_at IS NULL AND a.code = ?
"""


def asked(site: Installation, question: str, *values: str) -> list[tuple[object, ...]]:
    """What the database answers, read beside the running server."""
    with closing(sqlite3.connect(f"file:{site.database}?mode=ro", uri=True)) as connection:
        return connection.execute(question, values).fetchall()


def read_the_digest(desk: Visitor) -> None:
    """What is late comes first; each line leads to its case."""
    desk.open("/reminders/")
    expect(desk.page.locator("h1")).to_have_text("Bản tin sáng")
    desk.page.locator("main .list-group a[href^='/cases/']").first.click()
    expect(desk.page.locator("#custody")).to_be_visible()


def urge_in_bulk(desk: Visitor) -> None:
    """Three late tasks ticked in the list; the preview says who will be told; then they are urged."""
    page = desk.page
    desk.open("/cases/?view=late&state=overdue&kind=directive_task")
    for box in page.locator("td.cell-pick input[name=ids]").all()[:3]:
        box.check()
    page.locator("[data-bulk-bar] button[formaction='/urging/']").click()
    form = page.locator("main form[action='/urging/send/']")
    expect(form).to_be_visible()
    codes = page.locator(".split-main table small.code").all_inner_texts()
    assert 1 <= len(codes) <= 3
    form.locator("[name=ground]").select_option(index=1)
    form.locator("[name=words]").fill("Đề nghị báo cáo rõ lý do chậm trong tuần.")
    if form.locator("[name=again]").count():
        form.locator("[name=again]").fill("Chủ tịch yêu cầu tại giao ban sáng nay.")
    form.locator("button[name=urge]").click()
    expect(desk.said()).to_be_visible()
    CasePage(desk, codes[0]).open()
    expect(page.locator("main")).to_contain_text("báo cáo rõ lý do chậm trong tuần")


def hold_a_meeting(desk: Visitor) -> None:
    """Two conclusions typed as they are said, the notice of conclusions issued as Word, PDF and tasks."""
    page = desk.page
    desk.open("/directives/meetings/new/")
    form = page.locator("form[data-draft^=meeting-]")
    form.locator("[name=title]").fill("Giao ban công tác cải cách hành chính")
    form.locator("[name=chair_title]").fill("Phó Chủ tịch Ủy ban nhân dân tỉnh")
    form.locator("[name=chair_name]").fill("Trần Quốc Hưng")
    desk.submit(form, MEETING)
    for words in (
        "Sở Nội vụ rà soát các thủ tục chậm trả lời, báo cáo trong 10 ngày làm việc.",
        "Sở Tài chính bố trí kinh phí số hóa, hoàn thành trong 15 ngày làm việc.",
    ):
        line = page.locator("form[data-draft^=meeting-line-]")
        line.locator("[name=text]").fill(words)
        line.locator("button.btn-primary").click()
        expect(page.locator("article.clause-card").filter(has_text=words)).to_be_visible()
    page.locator("a[href$='/issue/']").first.click()
    form = page.locator("form[data-draft^=meeting-issue-]")
    if form.locator("[name=signer_name]").count() and not form.locator("[name=signer_name]").input_value():
        form.locator("[name=signer_title]").fill("CHÁNH VĂN PHÒNG")
        form.locator("[name=signer_name]").fill("Đặng Hữu Phước")
    form.locator("button.btn-primary").click()
    desk.say_yes()
    page.wait_for_url(re.compile(r"/directives/(meetings/)?\d+/$"))
    expect(desk.said()).to_be_visible()
    expect(page.locator("a[href^='/cases/NV-']").first).to_be_attached()


def move_an_item(visitor: Visitor, code: str) -> None:
    """The drafter asks for a later month on a coded ground; the Chairman consents; the item says both dates."""
    visitor.sign_in("gd-noi-vu")
    item = CasePage(visitor, code).open()
    item.do("ask_move", new_due_on=in_days(120).isoformat(), ground=FIRST, words="Chờ nghị định hướng dẫn")
    visitor.sign_in("chu-tich")
    visitor.open("/programme/consents/?decision=waiting")
    expect(visitor.page.locator(f"a[href='/cases/{code}/']").first).to_be_visible()
    item.open().do("grant_consent")
    expect(visitor.page.locator("main")).to_contain_text("Chờ nghị định hướng dẫn")


def draft_in_three_rounds(visitor: Visitor, folder: Path) -> None:
    """Returned twice with its errors counted, accepted the third time; two versions side by side."""
    page = visitor.page
    visitor.sign_in("cv-noi-vu")
    visitor.open("/programme/drafts/new/")
    form = page.locator("main form[method=post]").last
    form.locator("[name=title]").fill("Kế hoạch kiểm tra công vụ quý tới")
    form.locator("[name=document_kind]").select_option("ke_hoach")
    for name, unit in (("agency", "Sở Nội vụ"), ("to_agency", "Văn phòng Ủy ban nhân dân tỉnh")):
        if form.locator(f"select[name={name}]").count():
            form.locator(f"[name={name}]").select_option(label=unit)
    form.locator("[name=requested_on]").fill(date.today().strftime("%d/%m/%Y"))
    form.locator("[name=due_on]").fill(in_days(20).strftime("%d/%m/%Y"))
    mine = form.locator("[name=drafter] option").filter(has_text="Chuyên viên 01 – Sở Nội vụ")
    form.locator("[name=drafter]").select_option(mine.get_attribute("value"))
    visitor.submit(form, re.compile(r"/cases/[^/]+/$"))
    draft = CasePage(visitor, page.url.rstrip("/").rsplit("/", 1)[1])
    for number in (1, 2, 3):
        paper = folder / f"Dự thảo lần {number}.txt"
        paper.write_text(f"KẾ HOẠCH\nĐiều 1. Kiểm tra {number + 3} đơn vị trong quý.\n", encoding="utf-8")
        visitor.sign_in("cv-noi-vu")
        draft.open().do("submit", file=paper)
        visitor.sign_in("theo-doi")
        if number < 3:
            visitor.open(f"/programme/drafts/{draft.code}/return/")
            form = page.locator("main form[method=post]").last
            form.locator("[name=count_0]").fill("1")
            form.locator("[name=words]").fill("Nêu rõ căn cứ chọn đơn vị.")
            visitor.submit(form, re.compile(rf"/cases/{draft.code}/"))
    visitor.open(f"/programme/drafts/{draft.code}/compare/")
    expect(page.locator("main ins, main del").first).to_be_attached()
    visitor.open(f"/programme/drafts/{draft.code}/finish/")
    form = page.locator("main form[method=post]").last
    form.locator("[name=code]").fill("77/KH-UBND")
    form.locator("[name=issued_on]").fill(date.today().strftime("%d/%m/%Y"))
    visitor.submit(form, re.compile(rf"/cases/{draft.code}/"))


def tell_the_quarter(desk: Visitor) -> None:
    """The notice of the quarter: made from the figures, read as PDF, issued with its number."""
    page = desk.page
    desk.open("/reports/new/")
    form = page.locator("main form[method=post]").last
    form.locator("[name=period]").select_option("quarter")
    form.locator("[name=number]").fill(str((date.today().month + 2) // 3))
    form.locator("[name=year]").fill(str(date.today().year))
    form.locator("[name=words]").fill("Tiến độ quý được giữ; việc chậm tập trung ở nhiệm vụ liên ngành.")
    desk.submit(form, NOTICE)
    link = page.locator("a[href$='/file.pdf?inline=1']").get_attribute("href")
    answer = page.context.request.get(f"{desk.address}{link}")
    assert answer.headers["content-type"] == "application/pdf"
    words = " ".join((sheet.extract_text() or "") for sheet in PdfReader(BytesIO(answer.body())).pages)
    assert "THÔNG BÁO" in words
    assert "liên ngành" in words
    page.locator("form[action$='/issue/'] button.btn-primary").click()
    expect(desk.said()).to_be_visible()
    expect(page.locator("a.code[href^='/documents/']")).to_be_visible()


def reorganise(owner: Visitor) -> None:
    """One department goes over to another: typed, previewed, carried out while the page shows how far it is."""
    page = owner.page
    owner.sign_in("quan-tri")
    owner.open("/setup/reorganisations/new/")
    form = page.locator("main form[method=post]").last
    form.locator("[name=name]").fill("Hợp nhất hai sở")
    form.locator("[name=decision]").fill("Nghị quyết số 01/NQ-HĐND (minh họa)")
    form.locator("[name=on]").fill(date.today().strftime("%d/%m/%Y"))
    form.locator("[name=agency]").fill(ENDS)
    form.locator("[name=act]").select_option("merge")
    form.locator("[name=heirs]").fill(HEIR)
    owner.submit(form, REFORM)
    page.locator("form[action$='/start/'] button.btn-primary").click()
    owner.say_yes()
    expect(page.locator("form[action$='/undo/']")).to_be_attached(timeout=60_000)


def test_a_day_in_the_office(site: Installation, arrive: Arrive, tmp_path: Path) -> None:
    """Every room of the Office once, then the reform: nothing is left without its one holder."""
    visitor = arrive()
    visitor.sign_in("theo-doi")
    read_the_digest(visitor)
    urge_in_bulk(visitor)
    hold_a_meeting(visitor)
    ((item,),) = asked(site, RUNNING_ITEM, "snv")
    move_an_item(visitor, str(item))
    draft_in_three_rounds(visitor, tmp_path)
    visitor.sign_in("theo-doi")
    tell_the_quarter(visitor)
    assert asked(site, HELD_BY, ENDS)[0][0]
    reorganise(visitor)
    until(lambda: asked(site, HELD_BY, ENDS) == [(0,)])
    assert asked(site, NOT_ONE_HOLDER) == []
    assert asked(site, BREAKS) == []
    verified = site.congvu("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
