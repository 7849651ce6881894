"""Bộ phận Một cửa: which desks there are, and which of them is a person's own."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.onestop.models import Desk
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.org import queries as org

RECEIVE, SETTLE, SIGN, READ = (
    "onestop.dossier.receive", "onestop.dossier.settle", "onestop.dossier.sign", "onestop.dossier.read",
)  # fmt: skip


#: The organisation last asked for, and the desks read with it.
_kept: tuple[object, dict[int, Desk]] = (None, {})


def desk_of(agency_id: int) -> Desk:
    """The desk an agency is; NotFound for an agency that is none. Kept while the organisation is: who changes a desk
    marks the organisation as written."""
    global _kept  # noqa: PLW0603 -- what is remembered goes with the organisation it was read in
    known = org.organisation()
    of, found = _kept
    if of is not known:
        found = {}
        _kept = (known, found)
    desk = found.get(agency_id) or Desk.objects.filter(pk=agency_id).first()
    if desk is not None:
        found[agency_id] = desk
    else:
        raise NotFound(_("This agency has no one-stop desk."))
    return desk


def desks() -> QuerySet[Desk]:
    """Every desk, by its identifier."""
    return Desk.objects.select_related("agency", "serves").order_by("identifier")


def desks_for(actor: Actor, permission: str = RECEIVE) -> QuerySet[Desk]:
    """The desks where a person may do what the permission says; his own first."""
    scope = actor.scope_of(permission)
    found = desks()
    if scope is not None:
        found = found.filter(agency_id__in=scope)
    return found


def own_desk(actor: Actor) -> Desk | None:
    """The desk a person works at: of his own unit, else the first where he may receive."""
    known = desks_for(actor)
    return known.filter(Q(agency_id__in=actor.agency_ids)).first() or known.first()
