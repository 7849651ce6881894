"""What several acts of the room begin with: the row behind the case under lock, the right to judge, a due moment."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from congvu.core.refusals import NotAllowed
from congvu.domain.programme.models import Draft, Item
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.steps import require_office
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.clocks import close_of
from congvu.kernel.org import queries as org

ITEM, DRAFT = "programme_item", "document_draft"


def item_of(case: Case) -> Item:
    """The item behind its case, locked."""
    return Item.objects.select_for_update(no_key=True, of=("self",)).select_related("programme").get(case=case)


def draft_of(case: Case) -> Draft:
    """The draft behind its case, locked."""
    return Draft.objects.select_for_update(no_key=True, of=("self",)).get(case=case)


def require_judge(who: Actor, actor: Actor, case: Case, permission: str, own: frozenset[int]) -> None:
    """NotAllowed unless the actor judges for the authority and has not drafted or handed in any of it himself."""
    require_office(who, case, permission, _("Only the authority it was submitted to accepts or returns it."))
    if not own.isdisjoint({who.official_id, actor.official_id} - {None}):
        raise NotAllowed(_("Nobody judges what he drafted himself."))


def due_moment(agency_id: int, on: date) -> datetime:
    """Close of business of a day in the calendar of the unit."""
    return close_of(org.calendar_of(agency_id), on)
