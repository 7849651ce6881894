"""Bàn giao: what somebody holds, how it would be shared out, and the hand-overs one may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, DeskHandover, HandedOver
from congvu.kernel.casework.policy import leads, people
from congvu.kernel.casework.queries.cases import visible_to
from congvu.kernel.casework.queries.states import overdue
from congvu.kernel.org import queries as org

HAND_OVER = "casework.desk.hand_over"
LONGEST = 500


def agency_of(official_id: int, now: datetime) -> int:
    """The unit an official serves in on the day, or served in last. Invalid when he never had a post."""
    held = org.appointments_of(official_id, people.local_date(now)) or org.career_of(official_id)
    if not held:
        raise Invalid(_("This person has no post."), field="giver")
    return held[0].post.agency_id


def may_hand_over(actor: Actor, giver_id: int, now: datetime) -> bool:
    """The official himself, who leads his unit or one above it, and who holds the permission for it."""
    if actor.official_id is not None and actor.official_id == giver_id:
        return True
    if giver_id not in org.organisation().officials:
        return False
    held = org.appointments_of(giver_id, people.local_date(now)) or org.career_of(giver_id)[:1]
    known = org.organisation()
    units = {above.pk for row in held for above in known.chain(known.agencies[row.post.agency_id])}
    own = {row.post.agency_id for row in held}
    return any(leads(actor, pk) for pk in units) or any(actor.may(HAND_OVER, pk) for pk in own)


def held_by_giver(actor: Actor, giver_id: int) -> list[Case]:
    """Every open case of a desk that the actor may see, the nearest deadline first."""
    rows = visible_to(actor).filter(holder_official_id=giver_id, closed_at=None)
    return sorted(rows[:LONGEST], key=lambda case: (case.due_at is None, case.due_at or case.opened_at, case.pk))


def desk_counts(actor: Actor, giver_ids: Sequence[int], now: datetime) -> dict[int, tuple[int, int]]:
    """Official → open cases on his desk that the actor may see, and those of them past due; one query for all desks."""
    rows = visible_to(actor).filter(holder_official_id__in=giver_ids, closed_at=None).order_by()
    counted = rows.values("holder_official_id").annotate(n=Count("pk"), late=Count("pk", filter=overdue(now)))
    return {row["holder_official_id"]: (row["n"], row["late"]) for row in counted}


def shared_out(cases: Sequence[Case], receivers: Sequence[int]) -> dict[int, int]:
    """Case id → receiver: all to one, or in turn by deadline, so that everybody gets as many near ones as the others.
    """
    if not receivers:
        raise Invalid(_("Choose at least one receiver."), field="receivers")
    return {case.pk: receivers[place % len(receivers)] for place, case in enumerate(cases)}


def handovers_seen_by(actor: Actor) -> QuerySet[DeskHandover]:
    """Hand-overs the actor gave, made or receives, and those of the units he leads; the newest first."""
    where = Q(made_by=actor.signature)
    if actor.official_id is not None:
        received = HandedOver.objects.filter(receiver_id=actor.official_id).values("handover_id")
        where |= Q(giver_id=actor.official_id) | Q(pk__in=received)
    for agency_id in actor.head_of:
        where |= Q(agency_id__in=org.subtree_ids(agency_id))
    return DeskHandover.objects.filter(where).order_by("-made_at", "-pk")


def handover_for(actor: Actor, pk: int) -> DeskHandover:
    """One of them, or NotFound."""
    found = handovers_seen_by(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such hand-over, or it is not open to you."))
    return found


def items_of(actor: Actor, handover: DeskHandover) -> list[HandedOver]:
    """The cases of a hand-over that exist for the actor, in their order."""
    rows = HandedOver.objects.filter(handover=handover, case__in=visible_to(actor)).select_related("case")
    return list(rows.order_by("pk"))


def waiting_for(actor: Actor) -> list[DeskHandover]:
    """Hand-overs with something the actor has to confirm."""
    if actor.official_id is None:
        return []
    waiting = HandedOver.objects.filter(receiver_id=actor.official_id, state=HandedOver.State.OFFERED)
    return list(DeskHandover.objects.filter(pk__in=waiting.values("handover_id")).order_by("made_at"))
