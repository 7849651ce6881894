"""Tabs of a room with many places: what one may open, where one is, and what is folded away."""

from __future__ import annotations

from django.template.loader import render_to_string

from congvu.kernel.ui.places import FEW, Place, tabs_of

MANY = tuple(Place(f"p{n}", f"Mục {n}", "set_language", "home", f"room.p{n}", more=n > 2) for n in range(FEW + 2))


def test_places_that_are_not_open_are_not_shown() -> None:
    shown = tabs_of(MANY, lambda permission: permission in {"room.p0", "room.p4"}, "p0")
    assert [(tab.label, tab.current) for tab in shown] == [("Mục 0", True), ("Mục 4", False)]


def test_few_places_are_never_folded() -> None:
    assert tabs_of(MANY[:FEW], lambda _permission: True, "p0").folded == []


def test_the_place_one_is_in_is_not_in_the_fold() -> None:
    tabs = tabs_of(MANY, lambda _permission: True, "p4")
    assert "Mục 4" not in {tab.label for tab in tabs.folded}
    assert [tab.label for tab in tabs.folded] == ["Mục 3", "Mục 5", "Mục 6", "Mục 7"]
    html = render_to_string("ui/components/tabs.html", {"tabs": tabs, "label": "Các mục"})
    assert html.index("<details") > html.index('aria-current="page"')
    assert html.count("Mục 3") == 1
