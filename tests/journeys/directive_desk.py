"""Chuyên viên theo dõi nhiệm vụ at work: a directive from its file to its issued tasks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.journeys.visitor import Visitor

#: The directive of 2023 that the demo lays into its data folder for a newcomer to upload.
FILE = Path("demo", "Cong-van-2764-UBND-TH.docx")
NUMBER = "2764/UBND-TH"
REVIEW = re.compile(r"/directives/\d+/review/")
CLAUSE = re.compile(r"/directives/\d+/clauses/\d+/$")
ISSUED = re.compile(r"/directives/\d+/$")

#: Pieces of its clauses: whom they were for, and who has the work today.
INSPECTION = "kiểm tra công vụ tại ít nhất 12"  # Sở Nội vụ, still there
PROJECTS = "17 dự án chậm tiến độ"  # Sở Kế hoạch và Đầu tư, ended
VETERANS = "38 hồ sơ người có công"  # Sở Lao động - Thương binh và Xã hội, ended: mostly Sở Nội vụ


def another(folder: Path, number: str) -> Path:
    """The same directive under another number, as plain text: another document."""
    text = files("congvu.demo").joinpath("directives", "cong-van-2023.txt").read_text(encoding="utf-8")
    path = folder / "Cong-van.txt"
    path.write_text(text.replace(NUMBER, number), encoding="utf-8")
    return path


def in_days(days: int) -> date:
    """A working day of the week about that many days from now."""
    day = date.today() + timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - 4))


@dataclass
class DirectiveDesk:
    """One directive on its way."""

    visitor: Visitor
    file: Path
    directive: int = 0

    def register(self, number: str = NUMBER) -> None:
        """Upload the file, check the entry, arrive at the review."""
        visitor, page = self.visitor, self.visitor.page
        visitor.open("/directives/")
        page.locator("a[href='/directives/new/']").first.click()
        page.locator("input[name=file]").set_input_files(self.file)
        visitor.submit(page.locator("form[data-draft=directive-new]"), re.compile(r"/directives/new/[^/]+/"))
        form = page.locator("form[data-draft^=directive-facts]")
        expect(form.locator("[name=code]")).to_have_value(number)
        expect(form.locator("[name=issued_on]")).to_have_value("15/05/2023")
        visitor.submit(form, REVIEW)
        self.directive = int(page.url.split("/directives/")[1].split("/")[0])

    def card(self, words: str) -> Locator:
        """The card of the clause in which these words stand."""
        return self.visitor.page.locator("article.clause-card").filter(has_text=words)

    def correct(self, words: str, **fields: str) -> None:
        """Correct a clause; the units shown are confirmed with it."""
        page, card = self.visitor.page, self.card(words)
        card.locator("a[href*='/clauses/']").click()
        page.wait_for_url(CLAUSE)
        form = page.locator("form[data-draft^=clause-]")
        for name, value in fields.items():
            form.locator(f"[name={name}]").fill(value)
        form.locator("[name=confirm_units]").check()
        self.visitor.submit(form, REVIEW)
        expect(card).to_have_class(re.compile("is-accepted"))

    def accept(self, words: str) -> None:
        """Accept a clause as it was read; where units have ended, with their heirs."""
        card = self.card(words)
        button = card.locator("form[action$='/accept/'] button")
        button.click()
        expect(button).to_have_count(0)
        expect(card).to_have_class(re.compile("is-accepted"))

    def mark_narrative(self, *beginnings: str) -> None:
        """Tick sentences that order nothing."""
        page = self.visitor.page
        for words in beginnings:
            page.locator("#unseen label").filter(has_text=words).locator("input").check()
        page.locator("#unseen button[value=narrative]").first.click()
        for words in beginnings:
            expect(page.locator("#unseen label").filter(has_text=words)).to_have_count(0)

    def issue(self) -> None:
        """Look at the preview, confirm that some deadlines have passed, issue."""
        visitor, page = self.visitor, self.visitor.page
        visitor.open(f"/directives/{self.directive}/issue/")
        form = page.locator("main form[method=post]").filter(has=page.locator("[name=clause]"))
        late = form.locator("[name=confirm_past]")
        if late.count():
            late.check()
        form.locator("button.btn-primary").click()
        visitor.say_yes()
        page.wait_for_url(ISSUED)
        expect(visitor.said()).to_be_visible()

    def code_of(self, words: str) -> str:
        """The code of the task made of this clause, from the page of the directive."""
        page = self.visitor.page
        self.visitor.open(f"/directives/{self.directive}/")
        row = page.locator("tr").filter(has_text=words).first
        code = row.locator("a[href^='/cases/']").first.get_attribute("href")
        assert code is not None
        return code.strip("/").split("/")[1]
