"""Các mục của một phòng: tabs above the pages of a room that has several places to be in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the room: its code, name, page, icon, and the permission it needs (none: for everybody here)."""

    code: str
    label: str | Promise
    page: str
    icon: str
    permission: str = ""


@dataclass(frozen=True, slots=True)
class PlaceTab:
    """A place as the tabs component draws it."""

    url: str
    label: str | Promise
    icon: str
    current: bool
    count: int | None = None


def tabs_of(places: Sequence[Place], may: Callable[[str], bool], current: str) -> list[PlaceTab]:
    """The places that are open to who asks, as tabs."""
    return [
        PlaceTab(reverse(one.page), one.label, one.icon, one.code == current)
        for one in places
        if not one.permission or may(one.permission)
    ]
