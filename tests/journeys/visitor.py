"""Somebody in front of a browser: signs in, opens pages, presses what is there, and sees every complaint of the
browser.

Things are found by what they do (the address a button leads to, the name of a field), so that a better word on a
button breaks no journey.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response, WebError, expect

#: Milliseconds before an expectation gives up, on two cores shared with a server.
PATIENCE = 15_000
#: The screen of a phone.
PHONE = {"width": 390, "height": 844}
#: Any ground will do: the first one after "choose a ground".
FIRST = ":first"


def fill_in(form: Locator, fields: Mapping[str, str]) -> None:
    """Fill a form's fields by name: what is chosen by value (`FIRST`: any), what is written in words."""
    for name, value in fields.items():
        field = form.locator(f"[name={name}]")
        if field.first.get_attribute("type") in ("radio", "checkbox"):
            form.locator(f"[name={name}][value={value}]").check()
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(index=1) if value == FIRST else field.select_option(value)
        else:
            field.fill(value)


class Visitor:
    """One browser profile (own cookies) with one page."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        self.address, self.complaints = address, list[str]()
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        self.page: Page = context.new_page()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            self.complaints.append(f"console {message.type}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"script: {error.error}")

    def _failed(self, request: Request) -> None:
        # A page that is left, or a file that is saved instead of shown, is not a failure.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.method} {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.request.method} {response.url}")

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(f"{self.address}{path}")

    def sign_in(self, login: str) -> None:
        """Sign in by one click, as whoever has this log-in of the demo; whoever was signed in is signed out."""
        page = self.page
        self.open("/")
        if "/sign-in/" not in page.url:
            page.locator("details:has(form[action$='/sign-out/']) > summary").click()
            page.locator("form[action$='/sign-out/'] button").click()
            page.wait_for_url("**/sign-in/**")
        page.locator(f"button[name=login][value={login}]").click()
        expect(page.locator(".rail-nav")).to_be_attached()

    def submit(self, form: Locator, wait: str | re.Pattern[str]) -> None:
        """Press a form's main button; the page that comes has an address like `wait`."""
        form.locator("button.btn-primary, button.btn-danger").first.click()
        self.page.wait_for_url(wait)

    def send(self, wait: str | re.Pattern[str], **fields: str) -> None:
        """Fill in the form of this page and send it; the page that comes has an address like `wait`."""
        form = self.page.locator("main form[data-draft]")
        fill_in(form, fields)
        self.submit(form.locator(".form-acts"), wait)

    def say_yes(self) -> None:
        """Confirm what the dialog asks."""
        dialog = self.page.locator("#confirm-dialog")
        expect(dialog).to_be_visible()
        dialog.locator("[data-confirm-yes]").click()

    def fits(self) -> None:
        """Nothing on the page is wider than the screen."""
        wide = self.page.evaluate(
            """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
                 .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 5)
                 .map((one) => one.outerHTML.slice(0, 120))"""
        )
        assert wide == [], f"{self.page.url} is wider than the screen"

    def said(self) -> Locator:
        """The message of success above the page."""
        return self.page.locator("#flash [data-flash=ok]")


class CasePage:
    """The page of one case and its acts, as a person does them: press, fill in, send."""

    def __init__(self, visitor: Visitor, code: str) -> None:
        self.visitor, self.page, self.code = visitor, visitor.page, code

    def open(self) -> CasePage:
        """Go there."""
        self.visitor.open(f"/cases/{self.code}/")
        expect(self.page.locator("h1")).to_be_visible()
        return self

    def button(self, act: str) -> Locator:
        """The button (or line of the menu) of an act."""
        return self.page.locator(f".case-acts a[href$='/cases/{self.code}/acts/{act}/']")

    def begin(self, act: str) -> Locator:
        """Press the button of an act; its form, in the dialog or (without script) on a page of its own."""
        button = self.button(act)
        expect(button).to_be_attached()
        if not button.is_visible():
            self.page.locator(".case-acts details.menu > summary").click()
        button.click()
        form = self.page.locator("#act-dialog form[data-draft], main form[data-draft]")
        expect(form).to_be_visible()
        return form

    def do(self, act: str, *, file: Path | None = None, **fields: str) -> None:
        """Do an act with these fields (selects by value) and come back to the case, with the word that it is done."""
        form = self.begin(act)
        fill_in(form, fields)
        if file is not None:
            form.locator("input[type=file]").set_input_files(file)
        with self.page.expect_navigation():
            form.locator(".form-acts .btn-primary, .form-acts .btn-danger").click()
        expect(self.visitor.said()).to_be_visible()
