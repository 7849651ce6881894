"""A check on site as it is recorded on a phone: items, photos, heads, citizens, and what the server has."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.journeys.visitor import Visitor


def photo(number: int, size: int = 300) -> bytes:
    """A picture as far as its first bytes tell."""
    return b"\x89PNG\r\n\x1a\n" + bytes((number,)) * size


class PhoneOnSite:
    """The page of a visit on the phone of somebody of the team."""

    def __init__(self, visitor: Visitor, code: str) -> None:
        self.visitor, self.page, self.code = visitor, visitor.page, code

    def open(self) -> None:
        """Load it, with all its items, while there is a network."""
        self.visitor.open(f"/inspections/onsite/{self.code}/")
        expect(self.page.locator("[data-onsite][data-ready=yes]")).to_be_attached()
        expect(self.page.locator(".onsite-row[id]")).to_have_count(78)

    def network(self, *, there: bool) -> None:
        """It is gone, or back."""
        self.page.context.set_offline(not there)

    def tab(self, code: str) -> None:
        self.page.locator(f"[data-tab={code}]").click()

    def record(self, code: str, value: str, note: str = "") -> None:
        """The result of an item."""
        row = self.page.locator(f"#item-{code}")
        row.locator("summary").click()
        if note:
            row.locator("textarea").fill(note)
        row.locator(f"label.choice-{value}").click()
        expect(row).to_have_attribute("data-value", value)

    def photograph(self, code: str, *photos: bytes) -> None:
        """Take photos to an item that is open."""
        row = self.page.locator(f"#item-{code}")
        for number, content in enumerate(photos):
            picker = row.locator("input[type=file][capture]").first
            picker.set_input_files({"name": f"{number}.png", "mimeType": "image/png", "buffer": content})
            expect(row.locator(".onsite-media li")).to_have_count(number + 1)

    def count(self, *presences: str) -> None:
        """Count heads, from the first of the list on."""
        self.tab("heads")
        for place, presence in enumerate(presences):
            self.page.locator(".onsite-person").nth(place).locator(f"label.choice-{presence}").click()

    def ask(self, words: str) -> None:
        """Write down what a citizen said."""
        self.tab("people")
        panel = self.page.locator("[data-panel=people]")
        panel.locator("textarea").fill(words)
        panel.locator(".btn-primary").click()
        expect(panel.locator(".onsite-list li")).to_have_count(1)

    def lines(self, state: str) -> Locator:
        """Lines of the receipt screen in this state."""
        return self.page.locator(f"[data-panel=sync] li[data-state={state}]")

    def send(self) -> None:
        """Send what is kept."""
        self.page.locator("[data-panel=sync] .btn-primary").click()

    def without_a_network_it_complained(self) -> None:
        """A browser says on its console that there was no network; nothing else may be said there."""
        said = self.visitor.complaints
        said[:] = [words for words in said if "ERR_INTERNET_DISCONNECTED" not in words]
