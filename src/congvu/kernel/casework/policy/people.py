"""Names and standing of units and people as a case needs them; all from the organisation in memory."""

from __future__ import annotations

from datetime import date, datetime

from congvu.core.working_time import HANOI
from congvu.kernel.org import queries as org


def local_date(moment: datetime) -> date:
    """The day a moment falls on in Viet Nam."""
    return moment.astimezone(HANOI).date()


def agency_name(agency_id: int | None) -> str:
    """The unit's name; empty for none."""
    return org.agency_by_id(agency_id).name if agency_id is not None else ""


def official_name(official_id: int | None) -> str:
    """The official's name; empty for none."""
    return org.official_by_id(official_id).full_name if official_id is not None else ""


#: The organisation last asked for, and the top units found in it.
_tops: tuple[object, dict[int, int]] = (None, {})


def top_unit_of(agency_id: int) -> int:
    """The agency under which a unit is counted: the highest above it that is not the province itself."""
    global _tops  # noqa: PLW0603 -- what is remembered goes with the organisation it was found in
    known = org.organisation()
    of, tops = _tops
    if of is not known:
        tops = {}
        _tops = (known, tops)
    if agency_id not in tops:
        chain = [agency for agency in known.chain(known.agencies[agency_id]) if agency.parent_id is not None]
        tops[agency_id] = chain[-1].pk if chain else agency_id
    return tops[agency_id]


def counted_under(agency_id: int) -> frozenset[int]:
    """The units counted under an agency: itself and all below it; the province's top stands for itself alone."""
    agency = org.agency_by_id(agency_id)
    return org.subtree_ids(agency_id) if agency.parent_id is not None else frozenset({agency_id})


def is_valid_on(agency_id: int, on: date) -> bool:
    """Whether the unit exists on the day."""
    agency = org.agency_by_id(agency_id)
    return agency.valid_from <= on and (agency.valid_to is None or on < agency.valid_to)


def works_in(official_id: int, agency_id: int, on: date) -> bool:
    """Whether the official has a post in the unit or in one below it on the day."""
    units = org.subtree_ids(agency_id)
    return any(appointment.post.agency_id in units for appointment in org.appointments_of(official_id, on))


def head_id_of(agency_id: int, on: date) -> int | None:
    """The head of the unit on the day, or who acts for him; None when the post is vacant or nobody stands in."""
    head = org.head_of(agency_id, on)
    acting = org.acting_official(head.pk, on) if head is not None else None
    return acting.pk if acting is not None else (head.pk if head is not None else None)


def may_stand_in(official_id: int, for_official_id: int, on: date) -> bool:
    """Whether a delegation or a recorded absence lets the first act in the name of the second on the day."""
    acting = org.acting_official(for_official_id, on)
    if acting is not None and acting.pk == official_id:
        return True
    return any(row.from_official_id == for_official_id for row in org.delegations_to(official_id, on))


def stands_in_for(official_id: int, on: date) -> list[int]:
    """Ids of the officials in whose name this one may act on the day."""
    delegated = {row.from_official_id for row in org.delegations_to(official_id, on)}
    known = org.organisation()
    absent = {
        away
        for away, rows in known.absences.items()
        if any(row.from_on <= on <= row.to_on and row.deputy_id is not None for row in rows)
        and may_stand_in(official_id, away, on)
    }
    return sorted((delegated | absent) - {official_id})
