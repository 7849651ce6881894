"""What several acts of the room begin with: the case under lock, the move checked, the actor's right asked."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congvu.core.refusals import MoveRefused, NotAllowed
from congvu.domain.programme.models import Draft, Item
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import locked
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import holds, in_name_of, people
from congvu.kernel.casework.queries.clocks import close_of
from congvu.kernel.org import queries as org

ITEM, DRAFT = "programme_item", "document_draft"


def begin(
    actor: Actor, case_id: int, kind: str, now: datetime, expected_seq: int | None = None, behalf: int | None = None
) -> tuple[Actor, Case]:
    """Who acts (perhaps in another's name) and the case under lock; MoveRefused for a case of another kind."""
    who = in_name_of(actor, behalf, people.local_date(now))
    case = locked(who, case_id, expected_seq)
    if case.kind != kind:
        raise MoveRefused(_("This act does not belong to this kind of work."))
    return who, case


def item_of(case: Case) -> Item:
    """The item behind its case, locked."""
    return Item.objects.select_for_update(no_key=True, of=("self",)).select_related("programme").get(case=case)


def draft_of(case: Case) -> Draft:
    """The draft behind its case, locked."""
    return Draft.objects.select_for_update(no_key=True, of=("self",)).get(case=case)


def require_move(case: Case, move: str) -> None:
    """MoveRefused in the words of the screen's language when the table does not allow the move now."""
    lifecycle = kinds.get(case.kind).lifecycle
    if not lifecycle.allows(move, case.phase):
        language = "vi" if (get_language() or "vi").startswith("vi") else "en"
        raise MoveRefused(
            _("This is not possible while the work is “%(phase)s”.")
            % {"phase": lifecycle.phase(case.phase).label(language)},
            hint=_("Look at the case again: somebody may have acted on it."),
        )


def require_holder(who: Actor, case: Case) -> None:
    """NotAllowed unless the actor may act as the holder; MoveRefused while the work is on its way to somebody."""
    if not holds(who, case):
        raise NotAllowed(_("Only the holder of this case may do this."))
    if case.transfer_agency_id is not None:
        raise MoveRefused(_("This work is on its way to somebody else; wait for the answer or take the offer back."))


def require_no_request(case: Case) -> None:
    """MoveRefused while a request waits for its decision."""
    if case.asking:
        raise MoveRefused(_("A request for this case is waiting for a decision already."))


def require_judge(who: Actor, actor: Actor, case: Case, permission: str, own: frozenset[int]) -> None:
    """NotAllowed unless the actor judges for the authority and has not drafted or handed in any of it himself."""
    if not who.may(permission, case.issuing_agency_id):
        raise NotAllowed(_("Only the authority it was submitted to accepts or returns it."))
    if not own.isdisjoint({who.official_id, actor.official_id} - {None}):
        raise NotAllowed(_("Nobody judges what he drafted himself."))


def due_moment(agency_id: int, on: date) -> datetime:
    """Close of business of a day in the calendar of the unit."""
    return close_of(org.calendar_of(agency_id), on)
