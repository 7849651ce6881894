"""What an act on a case begins with, in every room: who acts, the case under lock, and the questions asked first.

Every refusal is in the language of the screen. A room adds its own row beside the case and its own rights; what all
rooms ask in the same words stands here once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.text import nfc
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions.engine import locked
from congvu.kernel.casework.models import Case, CaseAccess, Watch
from congvu.kernel.casework.policy import holds, in_name_of, people, require_power
from congvu.kernel.casework.policy.powers import power_of


def begin(
    actor: Actor, case_id: int, now: datetime, expected_seq: int | None = None, behalf: int | None = None, *,
    kind: str = "", move: str = "", act: str = "",
) -> tuple[Actor, Case]:
    """Who acts (perhaps in another's name) and the case under lock.

    `act` names an act that is no move of the kind's table. MoveRefused for a case that is not of the `kind`, and when
    the table does not allow the `move` now; NotAllowed for a name the actor may not act in, and for an act that a
    secretary was not given to do in it; NotFound and StaleCase as of `locked`.
    """
    on = people.local_date(now)
    who = in_name_of(actor, behalf, on)
    case = locked(who, case_id, expected_seq)
    require_power(actor, behalf, power_of(case.kind, act or move), on)
    if kind and case.kind != kind:
        raise MoveRefused(_("This act does not belong to this kind of work."))
    if move:
        require_move(case, move)
    return who, case


def needed_words(typed: str, field: str, missing: str, most: int = 20_000) -> str:
    """Words as they are kept; Invalid (field) saying `missing` where there are none, or that there are too many."""
    kept = nfc(typed).strip()
    if not kept:
        raise Invalid(missing, field=field)
    if len(kept) > most:
        raise Invalid(_("Write at most %(n)d characters.") % {"n": most}, field=field)
    return kept


def let_in(case: Case, official_ids: Iterable[int | None], by: str, now: datetime) -> None:
    """Put people on the access list of a case and let them hear of its acts; who stands there already stays."""
    chosen = list(dict.fromkeys(pk for pk in official_ids if pk is not None))
    CaseAccess.objects.bulk_create(
        [CaseAccess(case=case, official_id=pk, granted_at=now, granted_by=by) for pk in chosen], ignore_conflicts=True
    )
    Watch.objects.bulk_create([Watch(case=case, official_id=pk) for pk in chosen], ignore_conflicts=True)


def require_move(case: Case, move: str) -> None:
    """MoveRefused in the words of the screen's language when the kind knows no such move or its table does not
    allow it now."""
    lifecycle = kinds.get(case.kind).lifecycle
    phase = lifecycle.phase(case.phase)
    if any(known.code == move for known in lifecycle.moves) and lifecycle.allows(move, case.phase):
        return
    language = "vi" if (get_language() or "vi").startswith("vi") else "en"
    raise MoveRefused(
        _("This is not possible while the work is “%(phase)s”.") % {"phase": phase.label(language)},
        hint=_("Look at the case again: somebody may have acted on it."),
    )


def require_holder(who: Actor, case: Case) -> None:
    """NotAllowed unless the actor may act as the holder; MoveRefused while the work is on its way to somebody."""
    if not holds(who, case):
        raise NotAllowed(_("Only the holder of this case may do this."))
    if case.transfer_agency_id is not None:
        raise MoveRefused(_("This work is on its way to somebody else; wait for the answer or take the offer back."))


def require_office(who: Actor, case: Case, permission: str, refusal: str) -> None:
    """NotAllowed, in the words of `refusal`, unless the actor has the permission for the office that ordered it."""
    if not who.may(permission, case.issuing_agency_id):
        raise NotAllowed(refusal)


def require_other_hands(who: Actor, actor: Actor, case: Case) -> None:
    """NotAllowed when the actor, or the official in whose name he acts, did the work himself."""
    if case.doer_official_id is not None and case.doer_official_id in (who.official_id, actor.official_id):
        raise NotAllowed(_("Nobody verifies his own work."))


def require_no_request(case: Case) -> None:
    """MoveRefused while a request waits for its decision."""
    if case.asking:
        raise MoveRefused(_("A request for this case is waiting for a decision already."))


def doer_still_there(case: Case, now: datetime) -> int | None:
    """Who did the work, while he still has a post in the accountable unit: what is returned goes back to him."""
    doer = case.doer_official_id
    there = doer is not None and people.works_in(doer, case.accountable_agency_id, people.local_date(now))
    return doer if there else None
