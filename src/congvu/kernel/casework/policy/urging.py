"""Ai được đôn đốc việc nào. Who may urge a case, and in a word why not."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.core.lifecycle import ClockMode
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy.access import leads

URGE = "casework.case.urge"
#: Cases of one act at most.
MOST = 1000

#: Why a case cannot be urged, in words; the codes are those of `why_not`.
REASONS: dict[str, str | Promise] = {
    "closed": _("The case is closed."),
    "umbrella": _("It is urged through its parts."),
    "reported": _("The result has been reported; it waits for the ordering office."),
    "suspended": _("The case is suspended."),
    "own": _("You hold it yourself."),
    "not_ordered": _("It is not under your order."),
}


def why_not(actor: Actor, case: Case) -> str:
    """The code of the reason why the actor cannot urge this case now; empty when he can. No statement."""
    kind = kinds.get(case.kind)
    if case.closed_at is not None:
        return "closed"
    if kind.umbrella:
        return "umbrella"
    if case.stopped_at is not None:
        return "reported"
    if kind.lifecycle.phase(case.phase).clock is ClockMode.PAUSED:
        return "suspended"
    if is_own(actor, case):
        return "own"
    return "" if is_under_order(actor, case) else "not_ordered"


def may_urge(actor: Actor, case: Case) -> bool:
    """Whether the actor can urge this case now."""
    return not why_not(actor, case)


def is_own(actor: Actor, case: Case) -> bool:
    """Whether an urging would be addressed to the actor himself: he has the case, or leads the unit that has it
    while nobody is named."""
    if case.transfer_agency_id is not None:
        agency_id, official_id = case.transfer_agency_id, case.transfer_official_id
    else:
        agency_id, official_id = case.holder_agency_id, case.holder_official_id
    if official_id is not None:
        return official_id == actor.official_id
    return agency_id in actor.agency_ids and leads(actor, agency_id)


def is_under_order(actor: Actor, case: Case) -> bool:
    """Whether the actor speaks for the office that ordered the work, or for the unit above its holder."""
    return actor.is_system or actor.may(URGE, case.issuing_agency_id) or actor.may(URGE, case.holder_agency_id)
