"""No JavaScript at all: a directive is pasted, reviewed and issued, its task reported; and the rooms of the Office."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive
from tests.journeys.directive_desk import CLAUSE, ISSUED, REVIEW
from tests.journeys.visitor import CasePage

pytestmark = pytest.mark.journey

TEXT = """ỦY BAN NHÂN DÂN
TỈNH LAM GIANG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 3901/UBND-TH
V/v rà soát vị trí việc làm

Lam Giang, ngày 02 tháng 11 năm 2026

Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Sở Nội vụ rà soát, trình phê duyệt danh mục vị trí việc làm trước ngày 15 tháng 6 năm 2027.

2. Sở Tài chính tổng hợp nhu cầu kinh phí, báo cáo Chủ tịch Ủy ban nhân dân tỉnh trong thời hạn 05 ngày làm việc./.
"""


def test_the_core_works_without_script(arrive: Arrive) -> None:
    """Every dialog is a page, every fragment a whole page."""
    plain = arrive(script=False)
    page = plain.page
    plain.sign_in("theo-doi")
    plain.open("/directives/new/")
    page.locator("textarea[name=text]").fill(TEXT)
    plain.submit(page.locator("form[data-draft=directive-new]"), re.compile(r"/directives/new/[^/]+/"))
    facts = page.locator("form[data-draft^=directive-facts]")
    expect(facts.locator("[name=code]")).to_have_value("3901/UBND-TH")
    expect(facts.locator("[name=issued_on]")).to_have_value("02/11/2026")
    plain.submit(facts, REVIEW)

    card = page.locator("article.clause-card").filter(has_text="danh mục vị trí việc làm")
    card.locator("form[action$='/accept/'] button").click()
    expect(card).to_have_class(re.compile("is-accepted"))
    money = page.locator("article.clause-card").filter(has_text="nhu cầu kinh phí")
    money.locator("a[href*='/clauses/']").click()
    page.wait_for_url(CLAUSE)
    form = page.locator("form[data-draft^=clause-]")
    form.locator("[name=due_limit]").fill("10 ngày làm việc")
    plain.submit(form, REVIEW)
    expect(money).to_have_class(re.compile("is-accepted"))

    plain.open(page.url.removeprefix(plain.address).replace("review", "issue").partition("#")[0])
    page.locator("main form[method=post]").filter(has=page.locator("[name=clause]")).locator(
        "button.btn-primary"
    ).click()
    page.wait_for_url(ISSUED)
    row = page.locator("tr").filter(has_text="danh mục vị trí việc làm")
    code = row.locator("a[href^='/cases/']").inner_text()

    plain.sign_in("gd-noi-vu")
    case = CasePage(plain, code).open()
    case.do("accept")
    case.do("progress", progress="40", words="Đã rà soát 4 phòng")
    case.do("report_done", words="Đã trình danh mục")
    expect(page.locator("#custody")).to_contain_text("Sở Nội vụ")
    page.locator("details summary").first.click()


def test_the_rooms_of_the_office_work_without_script(arrive: Arrive) -> None:
    """Urging in bulk, a conclusion, a report of a unit, a notice, a reorganisation: buttons and pages suffice."""
    plain = arrive(script=False)
    page = plain.page
    plain.sign_in("theo-doi")
    plain.open("/cases/?view=late&state=overdue&kind=directive_task")
    page.locator("td.cell-pick input[name=ids]").first.check()
    page.locator("button[formaction='/urging/']:visible").click()
    form = page.locator("main form[action='/urging/send/']")
    form.locator("[name=ground]").select_option(index=1)
    if form.locator("[name=again]").count():
        form.locator("[name=again]").fill("Chưa có chuyển biến.")
    form.locator("button[name=urge]").click()
    expect(plain.said()).to_be_visible()

    plain.open("/directives/meetings/2/")
    line = page.locator("form[data-draft^=meeting-line-]")
    line.locator("[name=text]").fill("Sở Tư pháp thẩm định dự thảo, báo cáo trong 05 ngày làm việc.")
    line.locator("button.btn-primary").click()
    expect(page.locator("article.clause-card").filter(has_text="thẩm định dự thảo").first).to_be_visible()

    plain.open("/reports/new/")
    form = page.locator("main form[method=post]").last
    form.locator("[name=period]").select_option("year")
    form.locator("[name=words]").fill("Tiến độ được giữ.")
    plain.submit(form, re.compile(r"/reports/\d+/$"))
    expect(page.locator("a[href$='/file.docx']")).to_be_visible()

    plain.sign_in("gd-tai-chinh")
    plain.open("/reporting/1/")
    page.locator("main a[href^='/cases/BC-']").click()
    page.locator("a[href^='/reporting/write/']").first.click()
    form = page.locator("form[data-draft^=report-]")
    for field in form.locator("textarea[name^=section_]").all():
        field.fill("Đã thực hiện.")
    for field in form.locator("input[name^=figure_]:not([name$=_words])").all():
        field.fill("3")
    form.locator("button[name=then][value=submit]").click()
    page.wait_for_url(re.compile(r"/cases/BC-"))
    expect(plain.said()).to_be_visible()

    plain.sign_in("quan-tri")
    plain.open("/setup/reorganisations/new/")
    form = page.locator("main form[method=post]").last
    for name, value in (("name", "Thử"), ("decision", "01/NQ-HĐND"), ("on", "01/07/2030"), ("agency", "syt")):
        form.locator(f"[name={name}]").fill(value)
    form.locator("[name=act]").select_option("merge")
    form.locator("[name=heirs]").fill("snv")
    plain.submit(form, re.compile(r"/setup/reorganisations/\d+/$"))
    page.locator("form[action$='/drop/'] button").click()
    page.wait_for_url("**/setup/reorganisations/")
