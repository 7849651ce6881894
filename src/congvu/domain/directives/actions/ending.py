"""Văn bản hết hiệu lực: a directive ends, or another replaces it, and what came again under it ends with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.domain.directives.actions.duties import end_duty
from congvu.domain.directives.actions.reviewing import locked_directive
from congvu.domain.directives.models import Directive, Duty
from congvu.domain.directives.queries.directives import visible_to
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record


@transaction.atomic
def end_directive(
    *, actor: Actor, directive_id: int, ground: str, replaced_by_id: int | None = None, words: str = "", now: datetime
) -> Directive:
    """Kết thúc hiệu lực văn bản chỉ đạo. Its recurring and standing duties end with it; tasks already given out stay
    owed, and so do the periods that are open. A directive cannot be replaced by itself or by one that has ended.
    """
    directive = locked_directive(actor, directive_id, settles=True)
    require(actor, "directives.directive.issue", directive.owner_agency_id)
    if directive.ended_on is not None:
        raise MoveRefused(_("This directive has ended already."))
    require_ground("withdrawal", ground, now)
    heir = _heir(actor, directive, replaced_by_id)
    directive.ended_on, directive.ended_by, directive.end_ground = people.local_date(now), actor.signature, ground
    directive.replaced_by = heir
    directive.save(update_fields=["ended_on", "ended_by", "end_ground", "replaced_by"])
    duties = Duty.objects.filter(directive=directive, ended_on=None, case__closed_at=None).order_by("case_id")
    ended = [
        end_duty(actor=actor, case_id=case_id, ground=ground, words=words, now=now).code
        for case_id in list(duties.values_list("case_id", flat=True))
    ]
    record(
        stream=directive.stream, verb="directive.ended", at=now, actor=actor.signature,
        body={"ground": ground, "words": words, "replaced_by": heir.pk if heir is not None else None, "cases": ended},
    )
    return directive


def _heir(actor: Actor, directive: Directive, replaced_by_id: int | None) -> Directive | None:
    if replaced_by_id is None:
        return None
    heir = visible_to(actor).filter(pk=replaced_by_id, ended_on=None).exclude(pk=directive.pk).first()
    if heir is None:
        raise Invalid(_("Choose another directive that is still in force."), field="replaced_by")
    return heir
