"""What follows a visit, as the office does it on its pages: findings, answers, conclusion, and what comes of it."""

from __future__ import annotations

import re
from datetime import date, datetime

from playwright.sync_api import Locator, expect

from tests.journeys.visitor import Visitor, fill_in

DAY = re.compile(r"\b(\d{2})/(\d{2})/(\d{4})\b")
FINDING = re.compile(r"/inspections/findings/(\d+)/$")


def typed(on: date) -> str:
    """A day as it is typed in."""
    return on.strftime("%d/%m/%Y")


def day_in(words: str) -> date:
    """The first day that stands in the words."""
    found = DAY.search(words)
    assert found is not None, words
    return datetime.strptime(found[0], "%d/%m/%Y").date()


class AfterTheVisit:
    """The page of a visit's findings and conclusion, for one person after the other."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.path = f"/inspections/visits/{code}/after/"

    def open(self, visitor: Visitor) -> Locator:
        visitor.open(self.path)
        return visitor.page.locator("main")

    def write(self, visitor: Visitor, item: str, *, person: str = "", photo: bool = False, **fields: str) -> str:
        """Write the finding of an item that was recorded on site; the address of its page."""
        noted = self.open(visitor).locator("li", has_text=f"{item}. ").locator("a[href*='/findings/new/']")
        noted.click()
        form = visitor.page.locator("main form[data-draft]")
        if person:
            choice = form.locator("[name=official] option", has_text=person).first
            form.locator("[name=official]").select_option(choice.get_attribute("value"))
        if photo:
            form.locator("[name=evidence]").first.check()
        fill_in(form, fields)
        visitor.submit(form, FINDING)
        return visitor.page.url.removeprefix(visitor.address)

    def tell(self, visitor: Visitor, finding: str) -> str:
        """Give notice of a finding; the code of the case that asks for the answer."""
        visitor.open(finding)
        visitor.page.locator("form[action$='/notice/'] button").click()
        visitor.say_yes()
        explanation = visitor.page.locator("main a.code[href^='/cases/GT-']").first
        expect(explanation).to_be_visible()
        return explanation.inner_text()

    def praise(self, visitor: Visitor, finding: str) -> None:
        visitor.open(finding)
        visitor.page.locator("form[action$='/praise/'] button").click()
        expect(visitor.said()).to_be_visible()

    def weigh(self, visitor: Visitor, finding: str, words: str) -> None:
        """Consider the answer and keep the finding."""
        visitor.open(finding)
        visitor.page.locator("main a[href$='/consider/']").click()
        visitor.send(FINDING, words=words, keep="yes")

    def step(self, visitor: Visitor, step: str, wait: str = "**/after/", **fields: str) -> None:
        """Report, conclude or publish: by the button of the page."""
        self.open(visitor)
        visitor.page.locator(f"main a[href$='/{step}/'], .page-actions a[href$='/{step}/']").first.click()
        visitor.send(wait, **fields)

    def refused(self, visitor: Visitor, **fields: str) -> Locator:
        """Try to sign the conclusion; what the page says against it."""
        visitor.open(f"/inspections/visits/{self.code}/conclude/")
        form = visitor.page.locator("main form[data-draft]")
        fill_in(form, fields)
        form.locator(".form-acts .btn-primary").click()
        said = visitor.page.locator("[data-error-summary]")
        expect(said).to_be_visible()
        visitor.complaints[:] = [one for one in visitor.complaints if "422" not in one]
        return said
