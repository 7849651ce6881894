"""Thanh điều hướng: the socket through which a room puts its entry on the left rail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.kernel.ui.access import Visitor

# Groups of the rail in their order; an entry names one by its code.
GROUPS: dict[str, str | Promise] = {
    "": "",
    "work": _("Work"),
    "papers": _("Papers"),
    "oversight": _("Oversight"),
    "conduct": _("Conduct"),
    "books": _("Organisation, rules"),
    "system": _("System"),
}

#: Looked up now and then: folded at first for whoever has daily work in other groups.
REFERENCE = frozenset({"books", "system"})
#: A rail of so many lines fits the screen as it is.
SHORT_RAIL = 18


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the rail.

    *permission* is a code of a room's ``permissions.py``; None shows the entry to everybody signed in. The rail
    hides what would be refused anyway: the check itself sits in the action.
    """

    code: str
    label: str | Promise
    url_name: str
    icon: str
    order: int = 100
    permission: str | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as drawn for one request; `count_url` answers with a number that the line shows when it comes."""

    code: str
    label: str | Promise
    url: str
    icon: str
    is_current: bool
    count_url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading, which folds them away; the first group has none and is always open."""

    code: str
    label: str | Promise
    lines: tuple[Line, ...]
    is_open: bool = True


_entries: dict[str, Entry] = {}
#: Lines of a person's own, after those of the group "work".
_own_lines: list[Callable[[object], Sequence[Line]]] = []


def register_own_lines(source: Callable[[object], Sequence[Line]]) -> None:
    """Add a source of lines that belong to one person (actor → lines)."""
    if source not in _own_lines:
        _own_lines.append(source)


def register(entry: Entry) -> None:
    """Put an entry on the rail. Raises ValueError for an unknown group or a code taken by another entry."""
    if entry.group not in GROUPS:
        raise ValueError(f"unknown navigation group {entry.group!r}")
    if _entries.get(entry.code, entry) != entry:
        raise ValueError(f"navigation code {entry.code!r} is taken")
    _entries[entry.code] = entry


def entries() -> tuple[Entry, ...]:
    """Every entry in the order of the rail."""
    groups = list(GROUPS)
    return tuple(sorted(_entries.values(), key=lambda e: (groups.index(e.group), e.order, e.code)))


def may_see(entry: Entry, actor: Visitor | None) -> bool:
    """Whether the entry is worth showing to the actor."""
    return entry.permission is None or (actor is not None and actor.may(entry.permission))


def rail(actor: Visitor | None, path: str, chosen: frozenset[str] | None = None) -> tuple[Group, ...]:
    """The groups an actor sees; the entry whose address is the longest prefix of *path* is the current one.

    An entry whose address does not resolve is left out, so that a room switched off leaves no dead link. *chosen* are
    the groups that somebody has left open (None: he has not folded any yet); the group of the current page is open in
    any case.
    """
    seen = [(entry, url) for entry in entries() if may_see(entry, actor) and (url := _address(entry))]
    here = max((url for _entry, url in seen if path.startswith(url)), key=len, default="")
    groups = []
    for code, label in GROUPS.items():
        lines = tuple(
            Line(entry.code, entry.label, url, entry.icon, url == here) for entry, url in seen if entry.group == code
        )
        if code == "work" and actor is not None:
            lines += tuple(line for source in _own_lines for line in source(actor))
        if lines:
            groups.append(Group(code, label, lines))
    return tuple(replace(group, is_open=_is_open(group, groups, chosen)) for group in groups)


def _is_open(group: Group, groups: Sequence[Group], chosen: frozenset[str] | None) -> bool:
    """Open: what somebody opened himself; before that, everything of a short rail and the daily work of a long one."""
    if not group.label or any(line.is_current for line in group.lines):
        return True
    if chosen is not None:
        return group.code in chosen
    is_short = sum(len(one.lines) for one in groups) <= SHORT_RAIL
    return is_short or group.code not in REFERENCE or not any(one.code == "work" for one in groups)


def _address(entry: Entry) -> str:
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""
