"""Một cửa liên thông: a citizen files on a phone, three levels settle it, the head sees where time went.

Acts of today are done in the browser. A browser lives in real time: the station that was late, with its apology, comes
from a dossier of the demonstration with a past, and the rest of its way is walked here too.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive
from tests.journeys.counter import Citizen, DossierPage, one_time_code
from tests.journeys.installation import Installation
from tests.journeys.test_a_day_in_the_office import BREAKS, NOT_ONE_HOLDER, asked
from tests.journeys.visitor import PHONE, CasePage, Visitor
from tests.kernel.documents import papers

pytestmark = pytest.mark.journey

LINKED, WARD = "2.002755", "Lam Sơn"
NAME, NUMBER = "Nguyễn Thị Minh Họa", "001199000123"
#: Log-in → code of the official: who takes a dossier in the ward, the centre, the department and the province's office.
CHAIR, CLERK = ("ct-lam-son", "phuong-lam-son-ct"), ("mot-cua", "phuong-lam-son-pvhcc-mc-01")
CENTRE, DEPARTMENT = ("mot-cua-tinh", "ttpvhcc-cv-01"), ("gd-noi-vu", "snv-head")
PROVINCE = ("chanh-van-phong", "vpubnd-head")
#: Station of the route → who takes it in this journey.
WAY = {
    "Phân công tại xã": CHAIR, "Xét duyệt tại xã": CHAIR, "Duyệt tại xã": CHAIR, "Ký tờ trình": CHAIR,
    "Chuyển lên tỉnh": CHAIR, "Tiếp nhận tại tỉnh": CENTRE, "Phân công tại sở": DEPARTMENT,
    "Dự thảo tờ trình": DEPARTMENT, "Thẩm tra": PROVINCE, "Dự thảo kết quả": DEPARTMENT, "Duyệt tại sở": DEPARTMENT,
    "Ký quyết định": DEPARTMENT, "Phát hành": DEPARTMENT,
}  # fmt: skip
STANDS = """
SELECT v.name, c.transfer_agency_id IS NOT NULL, coalesce(o.code, '')
FROM onestop_visit v JOIN casework_case c ON c.id = v.case_id LEFT JOIN org_official o ON o.id = v.official_id
WHERE c.code = ? AND v.left_at IS NULL
"""
OFFICIAL = "SELECT id FROM org_official WHERE code = ?"
#: The interlinked dossier of the demonstration whose station was late, with the apology of the ward's head.
LATE = """
SELECT c.code, d.secret FROM casework_case c JOIN onestop_dossier d ON d.case_id = c.id
JOIN onestop_reappointment r ON r.dossier_id = d.case_id JOIN procedures_procedure p ON p.id = d.procedure_id
WHERE p.written LIKE ? AND c.closed_at IS NULL AND r.signed_at IS NOT NULL
"""


class Way:
    """A dossier on its route: each station by whoever has it."""

    def __init__(self, site: Installation, visitor: Visitor, code: str) -> None:
        self.site, self.visitor, self.code = site, visitor, code
        self.page = DossierPage(visitor, code)
        self.who = ""

    def be(self, login: str) -> None:
        """Sign in, unless it is the same person."""
        if self.who != login:
            self.visitor.sign_in(login)
            self.who = login

    def stands(self) -> tuple[str, bool]:
        """Station, and whether it is on its way there."""
        ((name, moving, _official),) = asked(self.site, STANDS, self.code)
        return str(name), bool(moving)

    def go_to(self, station: str) -> None:
        """From hand to hand until it stands there, taken over."""
        names = list(WAY)
        while True:
            here, moving = self.stands()
            if moving:
                self.be(WAY[here][0])
                self.page.open().do("accept")
            elif here == station:
                self.be(WAY[here][0])
                return
            else:
                self.be(WAY[here][0] if here in WAY else CLERK[0])
                following = names[names.index(here) + 1] if here in WAY else names[0]
                ((pk,),) = asked(self.site, OFFICIAL, WAY[following][1])
                self.page.forward(str(pk))


def paper(folder: Path, name: str) -> Path:
    """A PDF that says its name."""
    found = folder / f"{name}.pdf"
    found.write_bytes(papers.pdf([[name, "Lam Sơn, ngày 20 tháng 11"]]))
    return found


def consult(way: Way, visitor: Visitor) -> None:
    """A question to the finance department, answered there."""
    form = way.page.open().begin("consult")
    form.locator("[name=agencies]").select_option(label="Sở Tài chính")
    form.locator("[name=question]").fill("Đề nghị cho ý kiến về nguồn kinh phí chi trả.")
    with way.page.page.expect_navigation():
        form.locator(".form-acts .btn-primary").click()
    ((question,),) = asked(
        way.site, "SELECT q.code FROM casework_case q JOIN casework_case c ON c.id = q.parent_id WHERE c.code = ?",
        way.code,
    )
    visitor.sign_in("gd-tai-chinh")
    CasePage(visitor, str(question)).open().do("answer", words="Đã bố trí kinh phí.")
    way.who = "gd-tai-chinh"


def hand_over(way: Way) -> None:
    """The ward's clerk gives the result out."""
    way.be(CLERK[0])
    way.visitor.open(f"/onestop/returning/{way.code}/")
    way.visitor.page.locator("form.counter-form button.btn-primary").click()
    way.visitor.page.wait_for_url(re.compile(r"/done/$"))


def test_filed_on_a_phone_settled_by_three_levels_and_followed_to_the_end(
    site: Installation, arrive: Arrive, tmp_path: Path
) -> None:
    """One consultation, one request for papers answered online; the citizen sees all of it and checks the slip."""
    office, citizen = arrive(), Citizen(arrive(**PHONE))
    office.sign_in(CLERK[0])
    citizen.sign_in(LINKED, NUMBER, one_time_code(office, NAME, NUMBER))
    citizen.file([paper(tmp_path, "Bản khai cá nhân"), paper(tmp_path, "Giấy tờ chứng minh")], WARD)
    way = Way(site, office, citizen.code)
    way.who = CLERK[0]
    office.open(f"/onestop/dossiers/{citizen.code}/submission/")
    office.page.locator("button[name=do][value=accept]").click()
    office.page.wait_for_url("**/received/")

    way.go_to("Phân công tại xã")
    consult(way, office)
    way.be(CHAIR[0])
    way.page.act("ask_supplement", more="Xác nhận của đơn vị cũ")
    citizen.supplement(paper(tmp_path, "Xác nhận của đơn vị cũ"))
    expect(citizen.page.locator("section[aria-labelledby=asked]")).to_have_count(0)
    way.go_to("Phát hành")
    way.page.act("settle", words="Quyết định số 15/QĐ-SNV")
    hand_over(way)

    neighbour = Citizen(arrive(**PHONE))
    neighbour.follow(citizen.code, citizen.secret)
    told = neighbour.page.locator("main")
    for station in ("Xét duyệt tại xã", "Thẩm tra", "Phát hành"):
        expect(told).to_contain_text(station)
    expect(told).to_contain_text("Đã trả kết quả")
    expect(neighbour.check_the_slip()).to_have_class(re.compile("tone-(info|ok)"))
    assert asked(site, NOT_ONE_HOLDER) == []
    assert asked(site, BREAKS) == []


def test_a_late_station_is_apologised_for_and_everybody_sees_whose_it_was(site: Installation, arrive: Arrive) -> None:
    """The ward took too long and its head apologised in time; the rest goes its way, the strip says where time went."""
    office = arrive()
    ((code, secret),) = asked(site, LATE, f"{LINKED}%")
    citizen = Citizen(arrive(**PHONE))
    citizen.follow(str(code), str(secret))
    expect(citizen.page.locator("section[aria-labelledby=sorry]")).to_contain_text("ranh giới")
    way = Way(site, office, str(code))
    way.go_to("Phát hành")
    way.page.act("settle", words="Quyết định số 16/QĐ-SNV")
    hand_over(way)
    citizen.follow()
    expect(citizen.page.locator("section[aria-labelledby=whose]")).to_contain_text("Lam Sơn")

    office.sign_in(CHAIR[0])
    way.page.open()
    expect(office.page.locator("#custody")).to_be_visible()
    expect(office.page.locator("main")).to_contain_text("Phân công tại xã")
    office.open("/onestop/dossiers/late/")
    expect(office.page.locator("main")).to_contain_text(WARD)


def test_form_06_of_the_ward_adds_up_and_opens_its_dossiers(arrive: Arrive) -> None:
    """Every check of the form holds; a number opens as many dossiers as it counts."""
    head = arrive()
    head.sign_in(CHAIR[0])
    head.open("/onestop/reports/settlement/?period=year")
    checks = head.page.locator("main .card ul.list-unstyled li")
    expect(checks.first).to_be_visible()
    assert "Không khớp" not in " ".join(checks.all_inner_texts())
    assert checks.locator(".tone-late, .status-late").count() == 0
    number = head.page.locator(".settlement-table tbody a").last
    count = int(number.inner_text().replace(".", ""))
    number.click()
    expect(head.page.locator("main table tbody tr")).to_have_count(min(count, 50))


def test_the_journal_of_all_of_it_is_sound(site: Installation) -> None:
    """`congvu verify` on the database of the journeys."""
    verified = site.congvu("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
