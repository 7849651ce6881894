"""Bàn giao cả bàn làm việc: everything somebody holds, offered in one act; the receivers confirm."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed, NotFound, Refusal
from congvu.core.text import nfc
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.custody import accept, offer, who_takes
from congvu.kernel.casework.actions.engine import as_one
from congvu.kernel.casework.models import Case, DeskHandover, HandedOver
from congvu.kernel.casework.queries.handovers import agency_of, held_by_giver, may_hand_over
from congvu.kernel.journal.actions import record

State = HandedOver.State
STREAM = "handover"


@transaction.atomic
def hand_over_desk(
    *, actor: Actor, giver_id: int, shares: Mapping[int, int], basis: str, now: datetime, words: str = ""
) -> DeskHandover:
    """Bàn giao. Offer every case of `shares` (case id → receiver) in one commit; each case has its journal line.

    The giver stays responsible for a case until its receiver confirms. What cannot be handed over stays with a reason
    in the minutes. Invalid without a basis, without a receiver, or when nothing at all could be handed over.
    """
    if not may_hand_over(actor, giver_id, now):
        raise NotAllowed(_("Only the official himself or the head of the unit hands over this desk."))
    if not basis.strip():
        raise Invalid(_("Name the decision or the reason of the hand-over."), field="basis")
    if giver_id in shares.values():
        raise Invalid(_("Nobody hands his desk over to himself."), field="receivers")
    cases = {case.pk: case for case in held_by_giver(actor, giver_id)}
    chosen = [cases[pk] for pk in shares if pk in cases]
    if not chosen:
        raise Invalid(_("There is no open case to hand over."), field="receivers")
    handover = DeskHandover.objects.create(
        giver_id=giver_id, agency_id=agency_of(giver_id, now), basis=nfc(basis).strip()[:300], words=nfc(words).strip(),
        made_at=now, made_by=actor.signature, made_by_official_id=actor.official_id,
    )  # fmt: skip
    items = _offered(actor, handover, chosen, shares, now)
    if not any(item.state == State.OFFERED for item in items):
        raise Invalid(_("Nothing could be handed over: %(why)s") % {"why": items[0].why_not}, field="receivers")
    HandedOver.objects.bulk_create(items)
    open_items = [item for item in items if item.case.confidentiality != "sealed"]
    body = {
        "handover": handover.pk, "giver": giver_id, "basis": handover.basis,
        "cases": [item.case.code for item in open_items if item.state == State.OFFERED],
        "stayed": [item.case.code for item in open_items if item.state == State.STAYED],
    }  # fmt: skip
    record(stream=STREAM, verb="desk.handed_over", at=now, actor=actor.signature, body=body)
    return handover


def _offered(
    actor: Actor, handover: DeskHandover, cases: list[Case], shares: Mapping[int, int], now: datetime
) -> list[HandedOver]:
    items = []
    with as_one(actor=actor, now=now):
        for case in cases:
            receiver = who_takes(shares[case.pk], now)
            item = HandedOver(handover=handover, case=case, receiver_id=receiver, due_at=case.due_at)
            try:
                with transaction.atomic():
                    offer(
                        actor=actor, case_id=case.pk, to_agency_id=case.holder_agency_id,
                        to_official_id=shares[case.pk], words=handover.basis, now=now,
                    )  # fmt: skip
                item.state, item.line_seq = State.OFFERED, case.seq + 1
            except Refusal as refusal:
                item.state, item.receiver_id, item.why_not = State.STAYED, None, refusal.message[:500]
            items.append(item)
    return items


@transaction.atomic
def confirm_handover(*, actor: Actor, handover_id: int, now: datetime) -> int:
    """Xác nhận đã nhận bàn giao. The receiver takes over everything of this hand-over that waits for him.

    Returns how many cases he has taken; what was taken back meanwhile is marked as stayed, with the reason.
    """
    items = list(
        HandedOver.objects.select_for_update(no_key=True, of=("self",))
        .filter(
            handover__in=DeskHandover.objects.filter(pk=handover_id), receiver_id=actor.official_id, state=State.OFFERED
        )
        .select_related("case").order_by("pk")
    )  # fmt: skip
    if actor.official_id is None or not items:
        raise NotFound(_("Nothing of this hand-over waits for you."))
    with as_one(actor=actor, now=now):
        for item in items:
            _confirm(item, actor, now)
    HandedOver.objects.bulk_update(items, ["state", "confirmed_at", "confirmed_by", "why_not"])
    taken = [item for item in items if item.state == State.CONFIRMED]
    body = {"handover": handover_id, "cases": [i.case.code for i in taken if i.case.confidentiality != "sealed"]}
    record(stream=STREAM, verb="desk.received", at=now, actor=actor.signature, body=body)
    return len(taken)


def _confirm(item: HandedOver, actor: Actor, now: datetime) -> None:
    try:
        with transaction.atomic():
            accept(actor=actor, case_id=item.case_id, now=now)
    except Refusal as refusal:
        if Case.objects.filter(pk=item.case_id, holder_official_id=actor.official_id).exists():
            item.why_not = ""
        else:
            item.state, item.why_not = State.STAYED, refusal.message[:500]
            return
    item.state, item.confirmed_at, item.confirmed_by = State.CONFIRMED, now, actor.signature
