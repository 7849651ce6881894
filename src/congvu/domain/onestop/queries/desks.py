"""Bộ phận Một cửa: which desks there are, and which of them is a person's own."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.onestop.models import Desk
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.org import queries as org

RECEIVE, SETTLE, SIGN, READ = (
    "onestop.dossier.receive", "onestop.dossier.settle", "onestop.dossier.sign", "onestop.dossier.read",
)  # fmt: skip


#: The organisation last asked for, and the desks read with it, by their identifier.
_kept: tuple[object, dict[int, Desk]] = (None, {})


def _known() -> dict[int, Desk]:
    """Every desk. Kept while the organisation is: who changes a desk marks the organisation as written."""
    global _kept  # noqa: PLW0603 -- what is remembered goes with the organisation it was read in
    organisation = org.organisation()
    of, found = _kept
    if of is not organisation:
        found = {row.pk: row for row in desks()}
        _kept = (organisation, found)
    return found


def desk_of(agency_id: int) -> Desk:
    """The desk an agency is; NotFound for an agency that is none."""
    found = _known()
    desk = found.get(agency_id) or desks().filter(pk=agency_id).first()
    if desk is None:
        raise NotFound(_("This agency has no one-stop desk."))
    found[agency_id] = desk
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


def every_desk() -> list[Desk]:
    """Every desk, by its identifier, to choose from. No statement once they are known."""
    return sorted(_known().values(), key=lambda one: one.identifier)


def own_desk(actor: Actor, chosen: int | None = None) -> Desk | None:
    """The desk a person works at: the one chosen where he may receive there, else that of his own unit, else the
    first where he may. No statement once the desks are known."""
    scope = actor.scope_of(RECEIVE)
    open_to = [one for one in _known().values() if scope is None or one.pk in scope]
    for wanted in ((chosen,), actor.agency_ids):
        for one in open_to:
            if one.pk in wanted:
                return one
    return open_to[0] if open_to else None
