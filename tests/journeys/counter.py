"""The one-stop shop in a browser: what a citizen, a clerk and a holder of a dossier press."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.journeys.visitor import CasePage, Visitor

SLIP = re.compile(r"/bien-nhan/$")


def one_time_code(clerk: Visitor, name: str, number: str) -> str:
    """The clerk has seen the identity card and makes a code, shown once."""
    clerk.open("/citizens/codes/")
    form = clerk.page.locator("main form.stack[method=post]")
    if not form.locator("[name=agency]").input_value():
        form.locator("[name=agency]").select_option(index=1)
    form.locator("[name=id_number]").fill(number)
    form.locator("[name=name]").fill(name)
    form.locator("button.btn-primary").click()
    shown = clerk.page.locator("[data-code]")
    expect(shown).to_be_visible()
    return shown.inner_text()


class Citizen:
    """Somebody with a phone."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page
        self.code = self.secret = ""

    def main_button(self) -> Locator:
        return self.page.locator("main button.btn-primary").first

    def sign_in(self, procedure: str, number: str, code: str) -> None:
        """From the page of the procedure to the draft, with number and one-time code on the way."""
        self.visitor.open(f"/cong-dan/thu-tuc/{procedure}/")
        self.visitor.fits()
        self.page.locator(f"main a[href$='/nop/{procedure}/']").first.click()
        form = self.page.locator("section[aria-labelledby=with-code] form")
        form.locator("[name=id_number]").fill(number)
        form.locator("[name=code]").fill(code)
        form.locator("button.btn-primary").click()
        self.page.wait_for_url("**/ban-nhap/**")

    def file(self, papers: list[Path], desk: str) -> None:
        """Fill the draft in, look it over, send it; code and secret are read from the receipt."""
        page = self.page
        for number, paper in enumerate(papers, 1):
            page.locator(f"#paper-{number}").set_input_files(paper)
        choice = page.locator("[name=desk] option").filter(has_text=desk)
        page.locator("[name=desk]").select_option(choice.first.get_attribute("value"))
        for name, words in (("phone", "0912345678"), ("address", "Tổ dân phố 3")):
            page.locator(f"[name={name}]").fill(words)
        page.locator("[name=delivery][value=counter]").check()
        self.visitor.fits()
        page.locator("button[name=review]").click()
        page.wait_for_url("**/xem-lai/")
        self.visitor.fits()
        self.main_button().click()
        page.wait_for_url(SLIP)
        self.visitor.fits()
        self.code, secret = page.locator(".big-code").all_inner_texts()
        self.secret = secret.replace(" ", "")

    def supplement(self, paper: Path) -> None:
        """The papers asked for, sent from the phone."""
        self.visitor.open(f"/cong-dan/ho-so/{self.code}/")
        self.page.locator("section[aria-labelledby=asked] a.btn-primary").click()
        self.page.locator("#besides").set_input_files(paper)
        self.page.locator("button[name=send]").click()
        self.page.wait_for_url(f"**/ho-so/{self.code}/")
        self.visitor.fits()

    def follow(self, code: str = "", secret: str = "") -> None:
        """By code and secret of the slip, from any phone."""
        self.code, self.secret = code or self.code, secret or self.secret
        self.visitor.open("/cong-dan/ho-so/")
        self.page.locator("main [name=code]").fill(self.code.lower())
        self.page.locator("main [name=secret]").fill(self.secret)
        self.main_button().click()
        self.page.wait_for_url(f"**/ho-so/{self.code}/")
        self.visitor.fits()

    def check_the_slip(self) -> Locator:
        """What the check of the slip says."""
        self.page.locator("main a[href*='/kiem-tra/']").first.click()
        self.visitor.fits()
        return self.page.locator("main .notice").first


class DossierPage(CasePage):
    """A dossier and the acts that have pages of their own."""

    def act(self, name: str, **fields: str) -> None:
        """Do an act on its page, with these fields; the page of the dossier comes back."""
        self.visitor.open(f"/onestop/dossiers/{self.code}/{name}/")
        form = self.page.locator("main form[data-draft]")
        for field, value in fields.items():
            place = form.locator(f"[name={field}]").first
            if place.evaluate("field => field.tagName") == "SELECT":
                place.select_option(index=1) if value == ":first" else place.select_option(value)
            else:
                place.fill(value)
        form.locator(".form-acts button[type=submit]").click()
        self.page.wait_for_url(re.compile(rf"/cases/{self.code}/$"))
        expect(self.visitor.said()).to_be_visible()

    def forward(self, to: str = "") -> None:
        """Hand it on, to a named person or to whom is proposed."""
        self.act("forward", **({"to_official": to} if to else {}))
