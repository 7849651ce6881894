"""Báo động đơn vị không có người xử lý: units with open cases where nobody can act, and desks of people who left.

Sealed cases count for nobody here; the number shown is of the cases the actor may see.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, Confidentiality
from congvu.kernel.casework.policy import READ, people
from congvu.kernel.casework.queries.cases import visible_to
from congvu.kernel.org import queries as org

WATCH = "casework.unit.watch"


@dataclass(frozen=True, slots=True)
class Dead:
    """A unit, or the desk of one person in it, that holds open cases and cannot act; `count` None: not for the actor.
    """

    agency_id: int
    official_id: int | None
    reason: str
    count: int | None

    @property
    def unit(self) -> str:
        return people.agency_name(self.agency_id)

    @property
    def person(self) -> str:
        return people.official_name(self.official_id)


def dead_groups(actor: Actor, now: datetime) -> list[Dead]:
    """Units without anybody able to act, then desks of people who cannot, where the actor watches. Three statements."""
    scope = actor.scope_of(WATCH)
    if scope is not None and not scope:
        return []
    on = people.local_date(now)
    rows = Case.objects.filter(closed_at=None).exclude(confidentiality=Confidentiality.SEALED)
    if scope is not None:
        rows = rows.filter(holder_agency_id__in=scope)
    desks = list(rows.values_list("holder_agency_id", "holder_official_id").annotate(n=Count("pk")))
    usable = _usable_log_ins(now)
    seen = _counts_for(actor)
    units = {agency_id: why for agency_id, _one, _n in desks if (why := _why_unit(agency_id, on, usable))}
    found = [
        Dead(agency_id, None, why, sum(n for (unit, _p), n in seen.items() if unit == agency_id) if seen else None)
        for agency_id, why in units.items()
    ]
    for agency_id, official_id, _n in desks:
        why = _why_person(official_id, on, usable) if official_id is not None and agency_id not in units else ""
        if why:
            found.append(Dead(agency_id, official_id, why, seen.get((agency_id, official_id), 0) if seen else None))
    return sorted(found, key=lambda row: (row.official_id is not None, row.unit, row.person))


def _counts_for(actor: Actor) -> dict[tuple[int, int | None], int]:
    """Open cases the actor may see, by unit and person; empty for those who read no cases."""
    if not actor.may(READ):
        return {}
    rows = visible_to(actor).filter(closed_at=None).exclude(confidentiality=Confidentiality.SEALED)
    counted = rows.values_list("holder_agency_id", "holder_official_id").annotate(n=Count("pk"))
    return {(agency_id, official_id): n for agency_id, official_id, n in counted}


def _usable_log_ins(now: datetime) -> frozenset[int]:
    """Officials with a log-in that is in use and not locked."""
    free = Q(locked_until=None) | Q(locked_until__lte=now)
    rows = Account.objects.filter(free, is_active=True, official_id__isnull=False)
    return frozenset(pk for pk in rows.values_list("official_id", flat=True) if pk is not None)


def _why_unit(agency_id: int, on: date, usable: frozenset[int]) -> str:
    """Why nobody of the unit can act; empty when somebody can."""
    if not people.is_valid_on(agency_id, on):
        return _("The unit does not exist any more")
    serving = {row.official_id for row in org.officials_of(agency_id, on)}
    if not serving:
        return _("Nobody is appointed to the unit")
    acting = {one.pk for pk in serving if (one := org.acting_official(pk, on)) is not None}
    if not acting:
        return _("Everybody is away and nobody acts meanwhile")
    if acting.isdisjoint(usable):
        return _("No log-in of the unit can be used: missing, closed or locked")
    return ""


def _why_person(official_id: int, on: date, usable: frozenset[int]) -> str:
    """Why the person who holds cases cannot act; empty when he, or who acts for him, can."""
    if not org.official_by_id(official_id).is_active or not org.appointments_of(official_id, on):
        return _("Has left, or has no post")
    acting = org.acting_official(official_id, on)
    if acting is None:
        return _("Away, and nobody acts meanwhile")
    return "" if acting.pk in usable else _("The log-in is missing, closed or locked")
