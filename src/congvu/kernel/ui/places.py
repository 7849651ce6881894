"""Các mục của một phòng: tabs above the pages of a room that has several places to be in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

#: So many tabs stand side by side without a fold.
FEW = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the room: its code, name, page, icon, and the permission it needs (none: for everybody here).

    `more`: looked up now and then; it stands in the fold at the end of the row, unless one is in it.
    """

    code: str
    label: str | Promise
    page: str
    icon: str
    permission: str = ""
    more: bool = False


@dataclass(frozen=True, slots=True)
class PlaceTab:
    """A place as the tabs component draws it."""

    url: str
    label: str | Promise
    icon: str
    current: bool
    count: int | None = None
    more: bool = False


class Tabs(list[PlaceTab]):
    """Tabs in their order; `folded` are those of the fold at the end."""

    @property
    def folded(self) -> list[PlaceTab]:
        """What stands in the fold."""
        return [tab for tab in self if tab.more]


def tabs_of(places: Sequence[Place], may: Callable[[str], bool], current: str) -> Tabs:
    """The places that are open to who asks, as tabs; nothing is folded while they are few."""
    shown = [one for one in places if not one.permission or may(one.permission)]
    fold = len(shown) > FEW
    return Tabs(
        PlaceTab(reverse(one.page), one.label, one.icon, here, more=fold and one.more and not here)
        for one, here in ((one, one.code == current) for one in shown)
    )
