"""Vắng mặt và ủy quyền: what runs, what is planned, what has ended, for the people one may look after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.kernel.org.models import Absence, Delegation, Official
from congvu.kernel.org.policy import ActingPerson, last_day
from congvu.kernel.org.queries.agencies import acting_official, appointments_of
from congvu.kernel.org.queries.snapshot import organisation

ABSENCE, DELEGATION = "org.absence.record", "org.delegation.record"
LONGEST = 200


@dataclass(frozen=True, slots=True)
class StandingIn:
    """One absence or delegation as shown: who, who acts for him, its days, and how it stands."""

    pk: int
    person: Official
    stand_in: Official | None
    from_on: date
    last_day: date | None
    state: str
    scope: str = ""
    basis: str = ""
    warning: str = ""
    may_withdraw: bool = False


def looked_after(actor: ActingPerson, permission: str, on: date) -> list[Official]:
    """The actor himself first, then the officials of the agencies for which he holds the permission."""
    known = organisation()
    found: dict[int, Official] = {}
    if actor.official_id is not None:
        found[actor.official_id] = known.officials[actor.official_id]
    for official in known.officials.values():
        if official.is_active and any(
            actor.may(permission, row.post.agency_id) for row in appointments_of(official.pk, on)
        ):
            found[official.pk] = official
    return list(found.values())


def absences_for(actor: ActingPerson, on: date) -> list[StandingIn]:
    """Absences of those people and those in which the actor is the deputy; what runs first, then what comes."""
    ids = [one.pk for one in looked_after(actor, ABSENCE, on)]
    where = Q(official_id__in=ids) | Q(deputy_id=actor.official_id)
    rows = Absence.objects.filter(where).select_related("official", "deputy").order_by("-from_on", "-pk")[:LONGEST]
    found = []
    for row in rows:
        state = _state(row.from_on, row.to_on, row.withdrawn_at is not None, on)
        found.append(
            StandingIn(
                row.pk, row.official, row.deputy, row.from_on, last_day(row.to_on), state,
                warning=_warning(row) if state in ("running", "planned") else "",
                may_withdraw=state in ("running", "planned") and row.official_id in ids,
            )
        )  # fmt: skip
    return found


def _warning(row: Absence) -> str:
    """What is wrong with the deputy of an absence that runs or comes."""
    if row.deputy is None:
        return _("Nobody is named to act meanwhile: work offered to this person is refused.")
    if acting_official(row.official_id, row.from_on) is None:
        return _("The deputy is away too: nobody acts.")
    return ""


def delegations_for(actor: ActingPerson, on: date) -> list[StandingIn]:
    """Delegations given by those people and those the actor received; ended ones stay in the list."""
    ids = [one.pk for one in looked_after(actor, DELEGATION, on)]
    where = Q(from_official_id__in=ids) | Q(to_official_id=actor.official_id)
    rows = Delegation.objects.filter(where).select_related("from_official", "to_official")
    found = []
    for row in rows.order_by("-from_on", "-pk")[:LONGEST]:
        state = _state(row.from_on, row.to_on, row.withdrawn_at is not None, on)
        found.append(
            StandingIn(
                row.pk, row.from_official, row.to_official, row.from_on, last_day(row.to_on), state, row.scope,
                row.basis, may_withdraw=state in ("running", "planned") and row.from_official_id in ids,
            )
        )  # fmt: skip
    return found


def _state(begins: date, ends: date | None, withdrawn: bool, on: date) -> str:
    if withdrawn:
        return "withdrawn"
    if on < begins:
        return "planned"
    return "running" if ends is None or on < ends else "ended"


def delegation_by_id(pk: int) -> Delegation:
    """One delegation. Raises NotFound."""
    found = Delegation.objects.filter(pk=pk).select_related("from_official").first()
    if found is None:
        raise NotFound(_("There is no such delegation."))
    return found
