"""English, kept while one goes on, and back to Vietnamese."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

WORDS = {"vi": ("Bàn làm việc của tôi", "Danh sách công việc"), "en": ("My desk", "List of cases")}


def speak(visitor: Visitor, code: str) -> None:
    """Choose a language in the menu."""
    page = visitor.page
    page.locator("details:has(button[name=language]) > summary").click()
    page.locator(f"button[name=language][value={code}]").click()
    expect(page.locator("html")).to_have_attribute("lang", code)


def sees(visitor: Visitor, code: str) -> None:
    """Heading and menu in this language."""
    home, cases = WORDS[code]
    visitor.open("/")
    expect(visitor.page.locator("h1")).to_have_text(home)
    visitor.page.locator(".rail-nav a[href='/cases/']").click()
    expect(visitor.page.locator("h1")).to_have_text(cases)
    expect(visitor.page.locator("html")).to_have_attribute("lang", code)


def test_english_and_back(arrive: Arrive) -> None:
    """Vietnamese at first; the choice holds for the next pages and the next sign-in."""
    visitor = arrive()
    visitor.sign_in("theo-doi")
    sees(visitor, "vi")
    speak(visitor, "en")
    sees(visitor, "en")
    visitor.sign_in("theo-doi")
    sees(visitor, "en")
    speak(visitor, "vi")
    sees(visitor, "vi")
