"""Reads about agencies and people as of a day; all from the organisation in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.kernel.org.models import Absence, Agency, AgencyGroup, Appointment, Delegation, Official, Post, Succession
from congvu.kernel.org.policy import exists_on, holds_on, secretary_powers_in
from congvu.kernel.org.queries.snapshot import Organisation, organisation


@dataclass(frozen=True, slots=True)
class Heir:
    """Cơ quan kế thừa. `share` of what the ended agency had (0 < share ≤ 1), by the successions `via`."""

    agency: Agency
    share: Decimal
    via: tuple[Succession, ...]


def agency_by_id(agency_id: int) -> Agency:
    """The agency of any time. Raises NotFound."""
    try:
        return organisation().agencies[agency_id]
    except KeyError:
        raise NotFound(_("There is no such agency.")) from None


def agency_by_code(code: str) -> Agency:
    """The agency of any time. Raises NotFound."""
    try:
        return organisation().by_code[code]
    except KeyError:
        raise NotFound(_("There is no agency with the code “%(code)s”.") % {"code": code}) from None


def agencies_on(on: date) -> list[Agency]:
    """The agencies that exist on that day, in the order of the organisation."""
    return list(organisation().agencies_on(on))


def units_of(agency_id: int, on: date) -> list[Agency]:
    """The units directly below an agency on that day."""
    return [unit for unit in organisation().units[agency_id] if exists_on(unit, on)]


def subtree_ids(agency_id: int) -> frozenset[int]:
    """Ids of the agency (also as renamed or transferred) and of all units ever below it; empty for an unknown one."""
    return organisation().subtrees.get(agency_id, frozenset())


def heirs_of(agency: Agency | int, on: date) -> list[Heir]:
    """Who answers on that day for what the agency had: itself while it exists, else its heirs' heirs.

    Shares of the result sum to 1 unless a line ended without an heir. Largest share first.
    """
    known = organisation()
    start = known.agencies[agency if isinstance(agency, int) else agency.pk]
    found: dict[int, Heir] = {}
    for line in _lines(known, Heir(start, Decimal(1), ()), on):
        before = found.get(line.agency.pk, Heir(line.agency, Decimal(0), ()))
        found[line.agency.pk] = Heir(line.agency, before.share + line.share, (*before.via, *line.via))
    return sorted(found.values(), key=lambda heir: (-heir.share, heir.agency.position, heir.agency.sort_key))


def _lines(known: Organisation, at: Heir, on: date) -> Iterator[Heir]:
    """Every line of succession from `at` to an agency that still exists on that day."""
    if at.agency.valid_to is None or on < at.agency.valid_to:
        yield at
        return
    for succession in known.heirs[at.agency.pk]:
        if succession.on <= on:
            step = Heir(succession.successor, at.share * succession.share, (*at.via, succession))
            yield from _lines(known, step, on)


def predecessors_of(agency: Agency | int) -> list[Succession]:
    """The successions by which the agency came to what it has, latest first."""
    pk = agency if isinstance(agency, int) else agency.pk
    return sorted(organisation().forebears[pk], key=lambda row: (row.on, row.share), reverse=True)


def successions_of(agency: Agency | int) -> list[Succession]:
    """The successions by which the agency's affairs went to its direct heirs."""
    return list(organisation().heirs[agency if isinstance(agency, int) else agency.pk])


def posts_of(agency_id: int, on: date) -> list[Post]:
    """The posts of an agency on that day, in their order."""
    return [post for post in organisation().posts_of[agency_id] if exists_on(post, on)]


def holder_of(post_id: int, on: date) -> Official | None:
    """Who fills the post on that day."""
    for appointment in organisation().holders[post_id]:
        if holds_on(appointment.from_on, appointment.to_on, on):
            return appointment.official
    return None


def head_of(agency_id: int, on: date) -> Official | None:
    """Người đứng đầu. Who fills the agency's head post on that day; None for a vacant one."""
    for post in organisation().posts_of[agency_id]:
        if post.is_head and exists_on(post, on):
            return holder_of(post.pk, on)
    return None


def appointments_of(official_id: int, on: date) -> list[Appointment]:
    """The official's appointments on that day, with post and agency."""
    return [row for row in organisation().appointments[official_id] if holds_on(row.from_on, row.to_on, on)]


def career_of(official_id: int) -> list[Appointment]:
    """All appointments of an official, latest first."""
    return list(organisation().appointments[official_id])


def official_by_id(official_id: int) -> Official:
    """The official. Raises NotFound."""
    try:
        return organisation().officials[official_id]
    except KeyError:
        raise NotFound(_("There is no such official.")) from None


def officials_of(agency_id: int, on: date, *, with_units: bool = False) -> list[Appointment]:
    """Who serves in the agency on that day (with the units below it, if asked), in the order of posts."""
    known = organisation()
    ids: Iterable[int] = known.subtrees.get(agency_id, frozenset()) if with_units else (agency_id,)
    rows = [
        row
        for pk in ids
        for post in known.posts_of[pk]
        for row in known.holders[post.pk]
        if holds_on(row.from_on, row.to_on, on)
    ]
    return sorted(rows, key=lambda row: (row.post.agency.position, row.post.position, row.post_id))


def absence_of(official_id: int, on: date) -> Absence | None:
    """The absence of that day, if the official is away."""
    for absence in organisation().absences[official_id]:
        if absence.from_on <= on < absence.to_on:
            return absence
    return None


def absences_of(official_id: int) -> list[Absence]:
    """All absences recorded and not withdrawn, latest first."""
    return list(organisation().absences[official_id])


def acting_official(official_id: int, on: date) -> Official | None:
    """Who acts for the official on that day: they themselves, or the deputy while they are away.

    None when the official is away and nobody was named, or when all deputies named are away too.
    """
    asked: set[int] = set()
    at: int | None = official_id
    while at is not None and at not in asked:
        asked.add(at)
        absence = absence_of(at, on)
        if absence is None:
            return organisation().officials.get(at)
        at = absence.deputy_id
    return None


def delegations_to(official_id: int, on: date) -> list[Delegation]:
    """Ủy quyền. The authorities delegated to the official on that day."""
    return [row for row in organisation().received[official_id] if holds_on(row.from_on, row.to_on, on)]


def powers_for(official_id: int, for_official_id: int, on: date) -> frozenset[str] | None:
    """Phạm vi làm thay. What one official may do in the name of another on that day: None for everything, by an
    authority delegated to him or as the deputy of one who is away; else the kinds of act he was given as secretary
    (see `SECRETARY_POWERS`); empty when he stands in for nothing."""
    acting = acting_official(for_official_id, on)
    if acting is not None and acting.pk == official_id:
        return None
    given: frozenset[str] = frozenset()
    for row in delegations_to(official_id, on):
        if row.from_official_id == for_official_id:
            if not hasattr(row, "secretary"):
                return None
            given |= secretary_powers_in(row.scope)
    return given


def delegations_from(official_id: int, on: date) -> list[Delegation]:
    """Ủy quyền. The authorities the official has delegated on that day."""
    return [row for row in organisation().given[official_id] if holds_on(row.from_on, row.to_on, on)]


def groups(on: date | None = None) -> list[AgencyGroup]:
    """The groups of addressees, in their order; with `on` only those not ended by that day."""
    found = organisation().groups.values()
    return [group for group in found if on is None or group.ended_on is None or on < group.ended_on]


def group_by_code(code: str) -> AgencyGroup:
    """One group, ended or not. Raises NotFound."""
    try:
        return organisation().groups[code]
    except KeyError:
        raise NotFound(_("There is no group with the code “%(code)s”.") % {"code": code}) from None


def expand_group(code: str, on: date) -> list[Agency]:
    """The agencies a group of addressees means on that day. Raises NotFound for an unknown group."""
    group = group_by_code(code)
    if group.ended_on is not None and group.ended_on <= on:
        return []
    return [agency for agency in organisation().agencies_on(on) if fits_group(agency, group)]


def fits_group(agency: Agency, group: AgencyGroup) -> bool:
    """True if the agency, whenever it exists, is one of those the group means."""
    ways: list[dict[str, Any]] = group.rule.get("any", [])
    return any(_fits(agency, way) for way in ways)


def _fits(agency: Agency, way: dict[str, Any]) -> bool:
    """True if the agency meets every condition that one alternative of a group's rule names."""
    if agency.code in way.get("except_codes", ()):
        return False
    if "codes" in way:
        return agency.code in way["codes"]
    parent = agency.parent.code if agency.parent else ""
    return (
        ("kinds" not in way or agency.kind in way["kinds"])
        and ("levels" not in way or agency.level in way["levels"])
        and ("place_kinds" not in way or agency.place_kind in way["place_kinds"])
        and ("under" not in way or parent == way["under"])
    )
