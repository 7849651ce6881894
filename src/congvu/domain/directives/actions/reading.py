"""Quán triệt: what was circulated is read by people and confirmed by the unit."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import NotAllowed
from congvu.domain.directives.actions.umbrellas import complete_parent
from congvu.domain.directives.models import Confirmation
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, ClockDraft, commit
from congvu.kernel.casework.actions.custody import NO_OFFER
from congvu.kernel.casework.actions.steps import begin
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import leads, people


@transaction.atomic
def confirm_read(*, actor: Actor, case_id: int, now: datetime) -> Confirmation:
    """Xác nhận đã đọc. One person of the unit says that he has read what was circulated; once is enough."""
    _who, case = begin(actor, case_id, now, move="confirm_reading")
    if actor.official_id is None or not people.works_in(
        actor.official_id, case.accountable_agency_id, people.local_date(now)
    ):
        raise NotAllowed(_("Only the people of this unit confirm that they have read it."))
    row, new = Confirmation.objects.get_or_create(
        case=case, official_id=actor.official_id, defaults={"confirmed_at": now}
    )
    if new:
        commit([Change(case, "reading.read", body={"official": actor.name})], actor=actor, now=now)
    return row


@transaction.atomic
def confirm_reading(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None
) -> Case:
    """Xác nhận đơn vị đã quán triệt. The head closes the reading for the unit; who has not read stays listed."""
    _who, case = begin(actor, case_id, now, expected_seq, move="confirm_reading")
    if not leads(actor, case.accountable_agency_id):
        raise NotAllowed(_("Only the head of the unit confirms for the unit."))
    read = Confirmation.objects.filter(case=case).count()
    commit(
        [Change(
            case, "reading.confirmed",
            {**NO_OFFER, "phase": "confirmed", "closed_at": now, "stopped_at": now, "outcome": "confirmed",
             "holder_agency_id": case.accountable_agency_id,
             "holder_official_id": actor.official_id},
            clock=(ClockDraft("stop", now),), body={"words": words, "read_by": read},
        )],
        actor=actor, now=now,
    )  # fmt: skip
    complete_parent(case, now)
    return case
