"""What acts on a task ask first: is this the office that ordered it; and the end of what stands below a task."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, consulting
from congvu.kernel.casework.actions.custody import NO_OFFER, close_request
from congvu.kernel.casework.actions.steps import begin, require_office, require_other_hands
from congvu.kernel.casework.models import Case, Request
from congvu.kernel.casework.policy import DECIDE


def require_verifier(who: Actor, actor: Actor, case: Case) -> None:
    """NotAllowed unless the actor verifies for the ordering office and did not do the work himself."""
    require_office(
        who, case, "directives.task.verify", _("Only the office that ordered this work verifies or returns it.")
    )
    require_other_hands(who, actor, case)


def require_orders(who: Actor, case: Case) -> None:
    """NotAllowed unless the actor decides for the office that ordered the work."""
    require_office(who, case, DECIDE, _("Only the office that ordered this work decides."))


def ordering(
    actor: Actor, case_id: int, move: str, now: datetime, expected_seq: int | None, behalf: int | None
) -> Case:
    """The case under lock with the move allowed, for the office that ordered it."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, move=move)
    require_orders(who, case)
    return case


def open_below(case: Case, actor: Actor, now: datetime) -> list[Case]:
    """The open parts of a case, at every depth, locked; what they asked for is taken back with them."""
    found: list[Case] = []
    parents = [case.pk]
    while parents:
        below = list(
            Case.objects.select_for_update(no_key=True, of=("self",))
            .filter(parent_id__in=parents, closed_at=None)
            .order_by("pk")
        )
        found += below
        parents = [one.pk for one in below]
    for one in found:
        if one.asking:
            close_request(one, Request.Decision.TAKEN_BACK, actor, now, _("The task was withdrawn."))
    return found


def withdrawal(case: Case, ground: str, words: str, now: datetime) -> Change:
    """Thu hồi: the end of one case whose order was taken back. A question asked for it is withdrawn with it."""
    if case.kind == consulting.KIND:
        body = {"ground": ground, "words": words}
        return consulting.ended_change(
            case, "withdrawn", "consultation.withdrawn", now, body, case.holder_official_id
        )
    noun = kinds.get(case.kind).lifecycle.move("withdraw").verb
    return Change(
        case, noun,
        {**NO_OFFER, "phase": "withdrawn", "closed_at": now, "outcome": "withdrawn", "asking": "",
         "stopped_at": case.stopped_at or now},
        clock=(ClockDraft("stop", now, ground=ground),), body={"ground": ground, "words": words},
    )  # fmt: skip
