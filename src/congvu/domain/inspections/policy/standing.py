"""Ai không được kiểm tra nơi nào: a member's own unit, and what he or the ordering person has declared."""

from __future__ import annotations

from datetime import date

from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency


def province_id(on: date) -> int | None:
    """The top of the organisation on a day: checklists are laid down there."""
    return next((unit.pk for unit in org.agencies_on(on) if unit.parent_id is None), None)


def own_units(official_id: int, on: date) -> frozenset[int]:
    """Units the official may not inspect: those of his posts of the day, all below, and the agency they belong to."""
    found: set[int] = set()
    for appointment in org.appointments_of(official_id, on):
        unit_id = appointment.post.agency_id
        found |= people.counted_under(unit_id)
        agency_id = people.top_unit_of(unit_id)
        if org.agency_by_id(agency_id).parent_id is not None:
            found |= {unit.pk for unit in _line(unit_id, agency_id)}
    return frozenset(found)


def _line(unit_id: int, up_to: int) -> list[Agency]:
    """The unit, those above it, and last the agency it belongs to."""
    line = [org.agency_by_id(unit_id)]
    while line[-1].pk != up_to and line[-1].parent_id is not None:
        line.append(org.agency_by_id(line[-1].parent_id))
    return line


def is_own(official_id: int, unit_id: int, on: date) -> bool:
    """Whether the official would inspect his own house."""
    return unit_id in own_units(official_id, on)


def covers(recused_unit_id: int, unit_id: int) -> bool:
    """Whether a recusal from one unit is one from the other: from an agency means from all that belongs to it."""
    return unit_id in org.subtree_ids(recused_unit_id)
