"""The left rail."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from congvu.kernel.ui import navigation
from congvu.kernel.ui.context import open_groups
from congvu.kernel.ui.navigation import Entry


class Clerk:
    """Somebody who holds one permission."""

    def may(self, permission: str, agency_id: int | None = None) -> bool:
        return permission == "tasks.read"


@pytest.fixture(autouse=True)
def empty_rail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", {})
    addresses = {"one": "/ui/", "two": "/ui/theme/", "three": "/three/"}
    monkeypatch.setattr(navigation, "_address", lambda entry: addresses.get(entry.url_name, ""))


def labels(actor: Clerk | None, path: str = "/") -> list[tuple[str, list[str]]]:
    return [(group.code, [str(line.label) for line in group.lines]) for group in navigation.rail(actor, path)]


def test_entries_stand_by_group_then_order() -> None:
    """The order of registration does not matter."""
    navigation.register(Entry("b", "Nhật ký", "two", "history", 20, group="oversight"))
    navigation.register(Entry("c", "Nhiệm vụ", "three", "list", 20, group="work"))
    navigation.register(Entry("a", "Chỉ đạo", "one", "gavel", 10, group="work"))
    assert labels(None) == [("work", ["Chỉ đạo", "Nhiệm vụ"]), ("oversight", ["Nhật ký"])]


def test_what_would_be_refused_is_not_shown() -> None:
    """By permission; and nobody signed in sees only what is for everybody."""
    navigation.register(Entry("a", "Nhiệm vụ", "one", "list", permission="tasks.read"))
    navigation.register(Entry("b", "Tài khoản", "two", "users", permission="accounts.manage"))
    assert labels(Clerk()) == [("", ["Nhiệm vụ"])]
    assert labels(None) == []


def test_a_room_that_is_switched_off_leaves_no_dead_link() -> None:
    """An address that does not resolve is left out."""
    navigation.register(Entry("a", "Cổng", "portal:home", "world"))
    assert labels(None) == []


def test_the_longest_address_above_the_page_is_current() -> None:
    """So that a list inside a room wins over the room."""
    navigation.register(Entry("a", "Một", "one", "list"))
    navigation.register(Entry("b", "Hai", "two", "list"))
    current = [line.code for group in navigation.rail(None, "/ui/theme/x") for line in group.lines if line.is_current]
    assert current == ["b"]
    assert not any(line.is_current for group in navigation.rail(None, "/else/") for line in group.lines)


def test_a_code_belongs_to_one_entry_and_a_group_must_exist() -> None:
    """Registering the same entry twice is harmless."""
    entry = Entry("a", "Một", "one", "list")
    navigation.register(entry)
    navigation.register(entry)
    with pytest.raises(ValueError, match="is taken"):
        navigation.register(Entry("a", "Hai", "two", "list"))
    with pytest.raises(ValueError, match="unknown navigation group"):
        navigation.register(Entry("z", "Ba", "three", "list", group="else"))


def test_reference_is_folded_for_whoever_has_daily_work() -> None:
    """On a long rail; a short one is open altogether, and so is the rail of somebody who only keeps the system."""
    opened = {group.code: group.is_open for group in navigation.rail(None, "/")}
    assert opened == {}
    for number in range(navigation.SHORT_RAIL):
        navigation.register(Entry(f"w{number}", f"Việc {number}", "one", "list", group="work"))
    assert all(group.is_open for group in navigation.rail(None, "/"))
    navigation.register(Entry("b", "Lịch làm việc", "two", "calendar", group="books"))
    opened = {group.code: group.is_open for group in navigation.rail(None, "/")}
    assert opened == {"work": True, "books": False}
    assert all(group.is_open for group in navigation.rail(None, "/ui/theme/"))


def test_without_daily_work_every_group_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is hidden from the keeper of the system, however long his rail is."""
    monkeypatch.setattr(navigation, "SHORT_RAIL", 1)
    navigation.register(Entry("b", "Lịch làm việc", "two", "calendar", group="books"))
    navigation.register(Entry("c", "Tài khoản", "three", "users", group="system"))
    assert all(group.is_open for group in navigation.rail(None, "/"))


def test_groups_stay_as_somebody_left_them_but_the_current_one_is_open() -> None:
    """The page one stands on is never hidden in a folded group."""
    navigation.register(Entry("a", "Nhiệm vụ", "one", "list", group="work"))
    navigation.register(Entry("b", "Lịch làm việc", "three", "calendar", group="books"))
    left = {group.code: group.is_open for group in navigation.rail(None, "/", frozenset({"books"}))}
    assert left == {"work": False, "books": True}
    here = {group.code: group.is_open for group in navigation.rail(None, "/ui/", frozenset())}
    assert here == {"work": True, "books": False}


def test_what_the_browser_keeps_of_the_groups_is_checked() -> None:
    """A cookie is typed by anybody: unknown groups are left out; without a cookie nobody has chosen yet."""
    asked = RequestFactory().get("/")
    assert open_groups(asked) is None
    asked.COOKIES["rail"] = "work.books.<b>"
    assert open_groups(asked) == frozenset({"work", "books"})
    asked.COOKIES["rail"] = ""
    assert open_groups(asked) == frozenset({""})
