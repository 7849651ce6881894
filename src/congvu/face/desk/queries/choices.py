"""Lựa chọn: units and people as the pickers of a form offer them; all from the organisation in memory."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congvu.core.text import skey
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.org.policy import last_day
from congvu.kernel.ui import formats

Option = tuple[str, str]
Group = tuple[str, list[Option]]
LEVELS = ("province", "district", "commune")
#: Lists kept at once: about the number of agencies whose people work at the same time.
MEMO = 200


def nobody() -> str:
    """The words for naming no person."""
    return _("No named person: the unit decides")


def units(actor: Actor, on: date, words: str = "") -> list[Group]:
    """Units that exist on the day: one's own with its divisions, then the other agencies by level, in their order.

    What goes to another agency goes to the agency; its own people distribute it among the divisions.

    `words`: every word must occur in the name or the short name; accents do not matter.
    """
    wanted = skey(words).split()
    own_ids = frozenset().union(*(org.subtree_ids(pk) for pk in _own(actor)))
    if not wanted:
        return _memo.groups(own_ids, on)
    return _groups(own_ids, on, wanted)


class _Memo:
    """The whole list is the same for everybody of an agency on a day: kept as long as the organisation stays."""

    def __init__(self) -> None:
        self._of: tuple[object, dict[tuple[frozenset[int], date, str | None], list[Group]]] = (None, {})

    def groups(self, own_ids: frozenset[int], on: date) -> list[Group]:
        """The list for these own units on the day, in the language of the screen; not to be changed."""
        known, kept = org.organisation(), self._of
        if kept[0] is not known:
            kept = self._of = (known, {})
        key = (own_ids, on, get_language())
        found = kept[1].get(key)
        if found is None:
            if len(kept[1]) >= MEMO:
                kept[1].clear()
            found = kept[1][key] = _groups(own_ids, on, [])
        return found


_memo = _Memo()


def _groups(own_ids: frozenset[int], on: date, wanted: list[str]) -> list[Group]:
    labels = {"province": _("Province level"), "district": _("Former district level"), "commune": _("Commune level")}
    own: list[Option] = []
    others: dict[str, list[Option]] = {level: [] for level in LEVELS}
    for agency in org.agencies_on(on):
        if wanted:
            haystack = skey(f"{agency.name} {agency.short_name}")
            if not all(word in haystack for word in wanted):
                continue
        option = (str(agency.pk), agency.name)
        if agency.pk in own_ids:
            own.append(option)
        elif people.top_unit_of(agency.pk) == agency.pk:
            others.setdefault(agency.level, []).append(option)
    groups = [(_("My unit"), own), *((labels.get(level, level), rows) for level, rows in others.items())]
    return [(label, rows) for label, rows in groups if rows]


def _own(actor: Actor) -> list[int]:
    """The agencies one serves in, and those directly above them: colleagues of the same department."""
    found = set(actor.agency_ids)
    for pk in actor.agency_ids:
        agency = org.agency_by_id(pk)
        if agency.parent_id is not None and agency.kind == "division":
            found.add(agency.parent_id)
    return sorted(found)


def away_note(official_id: int, on: date) -> str:
    """Who is away until when, and to whom the work goes meanwhile; empty for who is there."""
    absence = org.absence_of(official_id, on)
    if absence is None:
        return ""
    acting, until = org.acting_official(official_id, on), formats.day(last_day(absence.to_on))
    if acting is None:
        return " (" + _("away until %(day)s, nobody acts") % {"day": until} + ")"
    return " (" + _("away until %(day)s, goes to %(name)s") % {"day": until, "name": acting.full_name} + ")"


def people_of(agency_id: int | None, on: date) -> list[Option]:
    """Who serves in the unit or below it on the day: name, title, and who is away."""
    if agency_id is None or agency_id not in org.organisation().agencies:
        return []
    found: dict[str, str] = {}
    for row in org.officials_of(agency_id, on, with_units=True):
        note = away_note(row.official_id, on)
        found.setdefault(str(row.official_id), f"{row.official.full_name}, {row.post.title}{note}")
    return list(found.items())
